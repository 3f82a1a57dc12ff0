//! Creating once: the same key and body get the same answer, another body is refused.

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use persistence::DatabaseTransaction;
use persistence::idempotency::{self, Claim};
use serde::Serialize;

use super::etag;
use crate::problem::Problem;
use crate::state::AppState;

/// The `Idempotency-Key` header, 1 to 200 visible characters.
#[derive(Debug, Clone, Default)]
pub struct IdempotencyKey(pub Option<String>);

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.headers().get("idempotency-key").map(|value| match value.to_str() {
            Ok(text) if (1..=200).contains(&text.len()) => Ok(text.to_owned()),
            _ => Err(Problem::field("Idempotency-Key", "invalid")),
        });
        std::future::ready(found.transpose().map(IdempotencyKey))
    }
}

/// What a creation answers: 201, `Location`, `ETag` and the object.
#[derive(Debug)]
pub struct Created<T> {
    /// Path of the new object.
    pub location: String,
    /// Its version; `None` when it has none.
    pub version: Option<i32>,
    /// The object.
    pub body: T,
}

/// Runs `work` in one transaction with its idempotency record, so that a repeated call creates nothing.
///
/// `scope` names the caller and the operation: a key means something only there.
///
/// # Errors
/// Those of `work`; 422 when the key was used for another body; 503 when the database is busy.
pub async fn create_once<T: Serialize>(
    state: &AppState,
    scope: &str,
    key: &IdempotencyKey,
    fingerprint: &str,
    work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<Created<T>, Problem>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    if let Some(key) = &key.0 {
        match idempotency::claim(&tx, scope, key, fingerprint, state.clock.now()).await? {
            Claim::New => {}
            Claim::Known { location, version, body } => return answer(&location, version, body),
            Claim::OtherBody => {
                return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused"));
            }
        }
    }
    let created = work(&tx).await?;
    let body = serde_json::to_vec(&created.body).map_err(|error| Problem::internal(&error))?;
    if let Some(key) = &key.0 {
        idempotency::complete(&tx, scope, key, &created.location, created.version, &body).await?;
    }
    tx.commit().await.map_err(persistence::StoreError::from)?;
    answer(&created.location, created.version, body)
}

fn answer(location: &str, version: Option<i32>, body: Vec<u8>) -> Result<HttpResponse, Problem> {
    let mut response = HttpResponse::Created();
    response.insert_header((header::LOCATION, location)).content_type("application/json");
    if let Some(version) = version {
        response.insert_header((header::ETAG, etag(version)));
    }
    Ok(response.body(body))
}
