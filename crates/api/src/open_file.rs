//! Changing a part of a file: the file found in the caller's scope, the work, the trail, all in one transaction.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::ProspectStatus;
use persistence::prospects::Prospect;
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, prospects};
use serde::Serialize;
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Created, IdempotencyKey, create_once, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// The file, for reading one of its parts.
///
/// # Errors
/// 404 outside the scope.
pub async fn readable(db: &impl ConnectionTrait, scope: &ProspectScope, id: Uuid) -> Result<Prospect, Problem> {
    prospects::find(db, scope, id).await?.ok_or_else(Problem::not_found)
}

/// The file, for changing one of its parts.
///
/// # Errors
/// 404 outside the scope, 409 when the file is archived or was merged.
pub async fn writable(db: &impl ConnectionTrait, scope: &ProspectScope, id: Uuid) -> Result<Prospect, Problem> {
    may_change(readable(db, scope, id).await?)
}

/// The file, when it takes changes.
///
/// # Errors
/// 409 when it is archived, was taken in by another one, or nobody of it is known any more.
pub fn may_change(file: Prospect) -> Result<Prospect, Problem> {
    match file.status {
        ProspectStatus::Merged => return Err(Problem::conflict("merged")),
        ProspectStatus::Anonymised => return Err(Problem::conflict("anonymised")),
        _ => {}
    }
    if file.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(file) }
}

/// Somebody about to change a part of a file.
pub struct Change<'a> {
    /// Server.
    pub state: &'a AppState,
    /// Who, allowed to write.
    pub permission: &'a may::WriteProspects,
    /// The request, for the trail.
    pub request: &'a HttpRequest,
    /// The file.
    pub prospect_id: Uuid,
    /// What it is called in the trail, for example `task.update`.
    pub action: &'a str,
}

/// What the work on a part needs.
pub struct Work<'a> {
    /// The transaction of the change.
    pub tx: &'a DatabaseTransaction,
    /// The file, as it was when the change began.
    pub file: &'a Prospect,
    /// The instant of the change.
    pub now: DateTime<Utc>,
}

impl Change<'_> {
    async fn run<T>(
        &self,
        tx: &DatabaseTransaction,
        work: impl AsyncFnOnce(Work<'_>) -> Result<(T, Vec<&'static str>), Problem>,
    ) -> Result<T, Problem> {
        // Held, so that nothing is added to a file while another one takes it in.
        let found = prospects::find_locked(tx, &self.permission.scope(), self.prospect_id).await?;
        let file = may_change(found.ok_or_else(Problem::not_found)?)?;
        let now = self.state.clock.now();
        let (done, fields) = work(Work { tx, file: &file, now }).await?;
        prospects::touch(tx, self.prospect_id, now).await?;
        let trail = Trail::of(self.permission.caller(), self.request, &self.state.clock);
        trail.record(tx, self.action, ("prospect", self.prospect_id), &fields).await?;
        Ok(done)
    }

    /// Does the work and commits it; the names of the changed fields go to the trail.
    ///
    /// # Errors
    /// Those of the work, 404 outside the scope, 409 when the file is archived.
    pub async fn apply<T>(
        &self,
        work: impl AsyncFnOnce(Work<'_>) -> Result<(T, Vec<&'static str>), Problem>,
    ) -> Result<T, Problem> {
        let tx = self.state.store.begin().await?;
        let done = self.run(&tx, work).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(done)
    }

    /// Creates a part once per idempotency key: 201 with its place, version and content.
    ///
    /// # Errors
    /// Those of [`Change::apply`] and of [`create_once`].
    pub async fn create<T: Serialize>(
        &self,
        key: &IdempotencyKey,
        fingerprint: &str,
        work: impl AsyncFnOnce(Work<'_>) -> Result<(Created<T>, Vec<&'static str>), Problem>,
    ) -> Result<HttpResponse, Problem> {
        let scope = format!("{}:{}:{}", self.action, self.permission.caller().actor.user_id, self.prospect_id);
        create_once(self.state, &scope, key, fingerprint, async |tx| self.run(tx, work).await).await
    }
}

/// 200 with a part and its version.
pub fn part_response(version: i32, part: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(part)
}

/// Names of the fields that a patch carries.
#[must_use]
pub fn sent_fields(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    fields.iter().filter(|(_, sent)| *sent).map(|(name, _)| *name).collect()
}
