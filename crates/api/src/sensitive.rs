//! Texts of a file are read before they are kept: what has no place there is named, and kept only on purpose.
//!
//! One place for every operation that writes in a file: it takes a [`FileBody`] instead of a body.

use std::collections::BTreeSet;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use domain::codes::SensitiveKind;
use domain::sensitive_text::{Sighting, seen_in};
use domain::validation::FieldErrors;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::IntoParams;

use crate::http::{Body, MAX_JSON, Query};
use crate::problem::{Problem, SeenWords};

/// Fields in which people write about a household in their own words. Trades and employers are not among them: they are
/// full of hospitals.
pub const FREE_TEXTS: [&str; 13] = [
    "answer",
    "comment",
    "description",
    "explanation",
    "housing_comment",
    "label",
    "message",
    "note",
    "proof",
    "reason",
    "source_detail",
    "summary",
    "title",
];

/// Whether the writer read again what was seen in the text.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Acknowledgement {
    /// `true` keeps sensitive words that were read again and are necessary; their kind goes to the trail. Who a child is
    /// and a date of birth are never kept.
    #[serde(default)]
    #[param(required = false)]
    pub acknowledged: bool,
}

/// What a writer kept on purpose, for the trail.
#[derive(Debug, Clone, Default)]
pub struct Kept(pub BTreeSet<SensitiveKind>);

impl Kept {
    /// What the request's writer kept on purpose, by the names that the trail gives to it.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Vec<String> {
        let kinds = request.extensions().get::<Kept>().map(|kept| kept.0.clone()).unwrap_or_default();
        kinds.into_iter().map(|kind| format!("acknowledged_{kind}")).collect()
    }
}

/// A JSON body that says something about a household: its free texts hold nothing that has no place in a file, or the
/// writer keeps it on purpose.
#[derive(Debug)]
pub struct FileBody<T, const MAX: usize = MAX_JSON> {
    /// What was sent.
    pub value: T,
    /// SHA-256 of the bytes sent, in base64.
    pub fingerprint: String,
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for FileBody<T, MAX> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let query = Query::<Acknowledgement>::from_request(&request, payload).into_inner();
        let body = Body::<Value, MAX>::from_request(&request, payload);
        Box::pin(async move {
            let Query(Acknowledgement { acknowledged }) = query?;
            let Body { value: sent, fingerprint } = body.await?;
            let value = crate::http::parse(sent.clone())?;
            let kept = check(&sent, acknowledged)?;
            if !kept.is_empty() {
                request.extensions_mut().insert(Kept(kept));
            }
            Ok(FileBody { value, fingerprint })
        })
    }
}

/// Reads every free text of a body; answers the kinds that the writer keeps on purpose.
///
/// # Errors
/// 422 `sensitive_text` naming all that was seen unless it is acknowledged; who a child is cannot be.
fn check(body: &Value, acknowledged: bool) -> Result<BTreeSet<SensitiveKind>, Problem> {
    let (mut errors, mut words, mut kept) = (FieldErrors::new(), vec![], BTreeSet::new());
    for (pointer, text) in free_texts(body, "", false) {
        let (may_stay, refused): (Vec<_>, Vec<_>) = seen_in(text).into_iter().partition(Sighting::may_be_kept);
        kept.extend(may_stay.iter().map(|seen| seen.kind));
        for (code, seen) in [("child_identity", refused), ("sensitive_text", may_stay)] {
            if seen.is_empty() || (acknowledged && code == "sensitive_text") {
                continue;
            }
            errors.push(pointer.clone(), code);
            words.push(seen.iter().map(|seen| SeenWords::of(seen, text)).collect());
        }
    }
    if errors.is_empty() {
        return Ok(kept);
    }
    Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "sensitive_text").with_errors(errors).with_seen(words))
}

/// The free texts of a body, with their pointers.
fn free_texts<'a>(value: &'a Value, pointer: &str, is_free: bool) -> Vec<(String, &'a str)> {
    match value {
        Value::String(text) if is_free => vec![(pointer.to_owned(), text)],
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| free_texts(item, &format!("{pointer}/{index}"), is_free))
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, field)| {
                free_texts(field, &format!("{pointer}/{name}"), FREE_TEXTS.contains(&name.as_str()))
            })
            .collect(),
        _ => vec![],
    }
}
