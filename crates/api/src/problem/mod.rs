//! One answer for every failure: RFC 9457 problem details with a stable `code`.
//!
//! A handler returns a [`Problem`]; the [`speak`] middleware writes it in the reader's language with the
//! request id, and turns whatever the framework refused by itself into a problem too.

mod messages;
mod speak;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use domain::sensitive_text::Sighting;
use domain::validation::{FieldError, FieldErrors};
use persistence::StoreError;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

pub use messages::{Language, field_message};
pub use speak::{ForPeople, RequestId, speak};

const PROBLEM_JSON: &str = "application/problem+json";

/// A file or an employer that already exists, shown only to those who may see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExistingFile {
    /// Its id.
    pub id: Uuid,
    /// Number of the file, SIRET of the employer.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
}

/// A failure on its way to the caller.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    args: Vec<String>,
    errors: Vec<FieldError>,
    seen: Vec<Vec<SeenWords>>,
    allowed: Option<Vec<String>>,
    existing: Option<ExistingFile>,
    headers: Vec<(header::HeaderName, String)>,
    spoken: Option<(Language, String)>,
}

impl Problem {
    /// A problem with this status and stable code; the code must stand in `messages.csv`.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Problem {
            status,
            code,
            args: vec![],
            errors: vec![],
            seen: vec![],
            allowed: None,
            existing: None,
            headers: vec![],
            spoken: None,
        }
    }

    /// 401: no credentials or credentials no longer good.
    #[must_use]
    pub fn unauthorized(code: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code).with_header(header::WWW_AUTHENTICATE, "Bearer")
    }

    /// 403: the role does not allow it.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden")
    }

    /// 404: does not exist, or may not be seen; the two are one.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// 409: the present state does not allow it.
    #[must_use]
    pub fn conflict(code: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, code)
    }

    /// 409 for a state machine, with the states that are allowed next.
    #[must_use]
    pub fn transition_not_allowed(allowed: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Problem {
            allowed: Some(allowed.into_iter().map(Into::into).collect()),
            ..Self::conflict("transition_not_allowed")
        }
    }

    /// 409 for a household that already has a file; `existing` only when the caller may see it.
    #[must_use]
    pub fn duplicate_file(existing: Option<ExistingFile>) -> Self {
        Problem { existing, ..Self::conflict("duplicate") }
    }

    /// 409 for a SIRET that is known already; `existing` only when the caller may see the employer.
    #[must_use]
    pub fn employer_exists(existing: Option<(String, ExistingFile)>) -> Self {
        let (name, existing) = existing.unzip();
        let said = name.map(|name| format!(" : {name}")).unwrap_or_default();
        Problem { existing, ..Self::conflict("employer_exists").with_args([said]) }
    }

    /// 422 naming every wrong field.
    #[must_use]
    pub fn validation(errors: FieldErrors) -> Self {
        Problem { errors: errors.into_vec(), ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation_failed") }
    }

    /// 422 for one wrong field.
    #[must_use]
    pub fn field(pointer: &str, code: &'static str) -> Self {
        let mut errors = FieldErrors::new();
        errors.push(pointer, code);
        Self::validation(errors)
    }

    /// 500: a defect; `context` goes to the log and never to the caller.
    #[must_use]
    pub fn internal(context: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %context, "internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// 503: try again in a moment.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable").with_header(header::RETRY_AFTER, "2")
    }

    /// The same problem with words to put into its message.
    #[must_use]
    pub fn with_args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// The same problem with the fields it is about.
    #[must_use]
    pub fn with_errors(mut self, errors: FieldErrors) -> Self {
        self.errors = errors.into_vec();
        self
    }

    /// The same problem with the words seen in each field it is about, in the order of the fields.
    #[must_use]
    pub fn with_seen(mut self, seen: Vec<Vec<SeenWords>>) -> Self {
        self.seen = seen;
        self
    }

    /// The same problem with one more response header.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same problem, to be told in this language for this request.
    fn spoken(self, language: Language, request_id: &str) -> Self {
        Problem { spoken: Some((language, request_id.to_owned())), ..self }
    }

    /// Status that the caller gets.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The JSON written for this problem, as text.
    fn json(&self) -> String {
        serde_json::to_string(&self.document()).unwrap_or_default()
    }

    /// Every wrong field.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The JSON written for this problem.
    fn document(&self) -> ProblemDocument {
        let (language, instance) = self.spoken.clone().unwrap_or((Language::French, String::new()));
        let (title, detail) = messages::problem_message(self.code, language, &self.args);
        ProblemDocument {
            kind: "about:blank".to_owned(),
            title,
            status: i32::from(self.status.as_u16()),
            detail,
            instance,
            code: self.code.to_owned(),
            errors: self
                .errors
                .iter()
                .enumerate()
                .map(|(index, error)| FieldProblem {
                    pointer: error.pointer.clone(),
                    code: error.code.to_owned(),
                    message: field_message(error.code, language),
                    seen: self.seen.get(index).cloned().unwrap_or_default(),
                })
                .collect(),
            allowed: self.allowed.clone(),
            existing: self.existing.clone(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// Complete once [`speak`] has told it the language and the request id.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponseBuilder::new(self.status).content_type(PROBLEM_JSON).body(self.json());
        crate::http::secure_headers(response.headers_mut());
        for (name, value) in &self.headers {
            if let Ok(value) = header::HeaderValue::from_str(value) {
                response.headers_mut().insert(name.clone(), value);
            }
        }
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        Problem::validation(errors)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Constraint(_) => Problem::conflict("already_exists"),
            StoreError::Stale => Problem::new(StatusCode::PRECONDITION_FAILED, "precondition_failed"),
            StoreError::Unavailable(reason) => {
                tracing::warn!(reason, "database unavailable");
                Problem::unavailable()
            }
            StoreError::Database(_) | StoreError::Settings(_) => Problem::internal(&error),
        }
    }
}

/// What went wrong and what to do (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// Always `about:blank`: the `code` tells failures apart.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    pub kind: String,
    /// Short title in the language of the reader.
    pub title: String,
    /// HTTP status.
    #[schema(example = 422)]
    pub status: i32,
    /// What happened and what to do, in the language of the reader.
    pub detail: String,
    /// Identifier of the request, to hand over when asking for help.
    pub instance: String,
    /// Stable machine code.
    #[schema(example = "validation_failed")]
    pub code: String,
    /// Every wrong field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
    /// States that are allowed next, after a refused transition.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub allowed: Option<Vec<String>>,
    /// The file that already exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub existing: Option<ExistingFile>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer of the field, or the name of the query parameter.
    #[schema(example = "/members/0/email")]
    pub pointer: String,
    /// Stable machine code.
    #[schema(example = "invalid_email")]
    pub code: String,
    /// What is wrong, in the language of the reader.
    pub message: String,
    /// Words that have no place in a file, when that is what is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub seen: Vec<SeenWords>,
}

/// Words of a text that have no place in a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SeenWords {
    /// What they tell, a code of the list `sensitive_kinds`.
    #[schema(example = "health")]
    pub kind: String,
    /// The words, as they were sent.
    #[schema(example = "dépression")]
    pub words: String,
    /// Where they begin, in characters (Unicode code points) from the beginning of the text.
    pub start: i32,
    /// How many characters they are long.
    pub length: i32,
}

impl SeenWords {
    /// What was seen in a text.
    #[must_use]
    pub fn of(seen: &Sighting, text: &str) -> SeenWords {
        SeenWords {
            kind: seen.kind.to_string(),
            words: seen.words(text),
            start: i32::try_from(seen.start).unwrap_or(i32::MAX),
            length: i32::try_from(seen.length).unwrap_or(i32::MAX),
        }
    }
}
