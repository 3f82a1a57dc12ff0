//! Request bodies: JSON read within limits, every wrong field named at once.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::validation::FieldErrors;
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::problem::Problem;

/// Largest JSON body, in bytes.
pub const MAX_JSON: usize = 256 * 1024;
/// Largest file of an import, in bytes.
const MAX_FILE: usize = 20 * 1024 * 1024;
/// A body must have arrived after this time.
const MAX_WAIT: Duration = Duration::from_secs(20);
/// How many wrong fields are named at most.
const MAX_ERRORS: usize = 50;

/// A JSON body of type `T` of at most `MAX` bytes, with a fingerprint for idempotency.
#[derive(Debug)]
pub struct Body<T, const MAX: usize = MAX_JSON> {
    /// What was sent.
    pub value: T,
    /// SHA-256 of the bytes sent, in base64.
    pub fingerprint: String,
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for Body<T, MAX> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let accepted = content_type_is(request, &["application/json", "application/merge-patch+json"]);
        let payload = payload.take();
        Box::pin(async move {
            if !accepted {
                return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"));
            }
            let bytes = read(payload, MAX).await?;
            let value = serde_json::from_slice::<Value>(&bytes)
                .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "unreadable_body"))?;
            Ok(Body { value: parse(value)?, fingerprint: URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes)) })
        })
    }
}

/// The bytes of an uploaded file.
#[derive(Debug, ToSchema)]
#[schema(as = FileContent, value_type = String, format = Binary)]
pub struct Raw(pub Vec<u8>);

impl FromRequest for Raw {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move { read(payload, MAX_FILE).await.map(Raw) })
    }
}

fn content_type_is(request: &HttpRequest, accepted: &[&str]) -> bool {
    let sent = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim();
    accepted.iter().any(|kind| kind.eq_ignore_ascii_case(essence))
}

async fn read(mut payload: Payload, limit: usize) -> Result<Vec<u8>, Problem> {
    let reading = async {
        let mut bytes = Vec::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "unreadable_request"))?;
            if bytes.len() + chunk.len() > limit {
                return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large"));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    tokio::time::timeout(MAX_WAIT, reading)
        .await
        .unwrap_or_else(|_| Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "timeout")))
}

/// Reads `T` out of JSON. serde stops at the first wrong field, so each one is noted, mended with a harmless
/// value and the reading repeated, until all wrong fields are known.
pub(crate) fn parse<T: DeserializeOwned>(mut value: Value) -> Result<T, Problem> {
    let mut errors = FieldErrors::new();
    note_nul(&value, "", &mut errors);
    let mut seen: Vec<String> = vec![];
    loop {
        let failure = match serde_path_to_error::deserialize::<_, T>(&value) {
            Ok(parsed) if errors.is_empty() => return Ok(parsed),
            Ok(_) => return Err(errors.into()),
            Err(failure) => failure,
        };
        let fault = Fault::of(&failure);
        let known = seen.contains(&fault.pointer);
        if !known {
            errors.push(fault.pointer.clone(), fault.code);
            seen.push(fault.pointer.clone());
        }
        if seen.len() > MAX_ERRORS || !fault.mend::<T>(&mut value, known) {
            return Err(errors.into());
        }
    }
}

/// Notes texts with a NUL character, which PostgreSQL cannot hold: no word, code or address has one.
fn note_nul(value: &Value, pointer: &str, errors: &mut FieldErrors) {
    match value {
        Value::String(text) if text.contains('\0') => errors.push(pointer, "invalid"),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| note_nul(item, &format!("{pointer}/{index}"), errors));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| note_nul(field, &format!("{pointer}/{name}"), errors));
        }
        _ => {}
    }
}

struct Fault {
    parent: String,
    name: String,
    pointer: String,
    code: &'static str,
}

impl Fault {
    fn of(failure: &serde_path_to_error::Error<serde_json::Error>) -> Fault {
        let message = failure.inner().to_string();
        let mut steps: Vec<String> = failure.path().iter().filter_map(step).collect();
        let quoted = message.split('`').nth(1).unwrap_or_default().to_owned();
        let code = if message.starts_with("missing field") {
            steps.push(quoted);
            "required"
        } else if message.starts_with("unknown field") {
            if steps.last() != Some(&quoted) {
                steps.push(quoted);
            }
            "unknown_field"
        } else if message.starts_with("invalid type") {
            "invalid_type"
        } else {
            "invalid"
        };
        let name = steps.pop().unwrap_or_default();
        let parent = steps.iter().map(|step| format!("/{step}")).collect::<String>();
        let pointer = if name.is_empty() && parent.is_empty() { String::new() } else { format!("{parent}/{name}") };
        Fault { parent, name, pointer, code }
    }

    /// Takes the wrong field away, or puts a value in its place that lets the reading go on.
    fn mend<T: DeserializeOwned>(&self, value: &mut Value, again: bool) -> bool {
        let Some(parent) = value.pointer_mut(&self.parent) else { return false };
        if self.code == "unknown_field" {
            return !again && parent.as_object_mut().is_some_and(|object| object.remove(&self.name).is_some());
        }
        if again {
            return false;
        }
        for stand_in in stand_ins() {
            if !put(value, &self.parent, &self.name, stand_in) {
                return false;
            }
            let moved_on = match serde_path_to_error::deserialize::<_, T>(&*value) {
                Ok(_) => true,
                Err(failure) => Fault::of(&failure).pointer != self.pointer,
            };
            if moved_on {
                return true;
            }
        }
        false
    }
}

fn step(segment: &serde_path_to_error::Segment) -> Option<String> {
    match segment {
        serde_path_to_error::Segment::Seq { index } => Some(index.to_string()),
        serde_path_to_error::Segment::Map { key } => Some(key.clone()),
        _ => None,
    }
}

fn put(value: &mut Value, parent: &str, name: &str, stand_in: Value) -> bool {
    match value.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            object.insert(name.to_owned(), stand_in);
            true
        }
        Some(Value::Array(items)) => {
            name.parse().ok().and_then(|index: usize| items.get_mut(index)).is_some_and(|item| {
                *item = stand_in;
                true
            })
        }
        _ => false,
    }
}

fn stand_ins() -> [Value; 8] {
    use serde_json::json;
    [
        Value::Null,
        json!(""),
        json!(0),
        json!(false),
        json!([]),
        json!({}),
        json!("2000-01-01"),
        json!("00000000-0000-7000-8000-000000000000"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading matters")]
    struct Sample {
        name: String,
        count: i32,
        on: chrono::NaiveDate,
        inner: Vec<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading matters")]
    struct Inner {
        id: uuid::Uuid,
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let sent = serde_json::json!({"name": 3, "on": "nonsense", "inner": [{"id": 5, "x": 1}], "extra": true});
        let problem = parse::<Sample>(sent).unwrap_err();
        let text = format!("{problem:?}");
        for pointer in ["/name", "/count", "/on", "/inner/0/id", "/inner/0/x", "/extra"] {
            assert!(text.contains(&format!("{pointer:?}")), "{pointer} is missing in {text}");
        }
    }

    #[test]
    fn a_body_that_is_not_an_object_is_refused() {
        assert!(parse::<Sample>(serde_json::json!([1, 2])).is_err());
        assert!(parse::<Sample>(serde_json::json!("text")).is_err());
    }
}
