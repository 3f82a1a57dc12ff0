//! The audit trail: who did what to what, written in the transaction of the deed.

use actix_web::{HttpMessage, HttpRequest};
use persistence::audit::NewEntry;
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use crate::caller::Caller;
use crate::clock::Clock;
use crate::problem::RequestId;
use crate::sensitive::Kept;

/// Who acts, for the trail: a person, a job or a command.
#[derive(Debug, Clone)]
pub struct Trail {
    actor_id: Option<Uuid>,
    actor_label: String,
    request_id: Option<String>,
    kept: Vec<String>,
    clock: Clock,
}

impl Trail {
    /// The trail of a signed-in caller's request.
    #[must_use]
    pub fn of(caller: &Caller, request: &HttpRequest, clock: &Clock) -> Trail {
        Trail {
            actor_id: Some(caller.actor.user_id),
            actor_label: caller.name.clone(),
            request_id: request.extensions().get::<RequestId>().map(|id| id.0.clone()),
            kept: Kept::of(request),
            clock: clock.clone(),
        }
    }

    /// The trail of something that is not a signed-in person: `public`, `worker`, `command`.
    #[must_use]
    pub fn of_system(label: &str, clock: &Clock) -> Trail {
        Trail { actor_id: None, actor_label: label.to_owned(), request_id: None, kept: vec![], clock: clock.clone() }
    }

    /// The same, of somebody who kept words on purpose.
    #[must_use]
    pub fn keeping(self, request: &HttpRequest) -> Trail {
        Trail { kept: Kept::of(request), ..self }
    }

    /// Who acted, when it is a person.
    #[must_use]
    pub fn actor_id(&self) -> Option<Uuid> {
        self.actor_id
    }

    /// Name kept beside the deed.
    #[must_use]
    pub fn actor_label(&self) -> &str {
        &self.actor_label
    }

    /// Writes one entry: `action` such as `prospect.create`, and the names (never the values) of changed fields.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn record(
        &self,
        db: &impl ConnectionTrait,
        action: &str,
        resource: (&str, Uuid),
        fields: &[&str],
    ) -> Result<(), StoreError> {
        self.record_because(db, action, resource, fields, None).await
    }

    /// Writes one entry with the reason that the person gave.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn record_because(
        &self,
        db: &impl ConnectionTrait,
        action: &str,
        resource: (&str, Uuid),
        fields: &[&str],
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        let entry = NewEntry {
            at: self.clock.now(),
            actor_id: self.actor_id,
            actor_label: self.actor_label.clone(),
            action: action.to_owned(),
            resource_type: resource.0.to_owned(),
            resource_id: resource.1,
            fields: fields.iter().map(|&field| field.to_owned()).chain(self.kept.iter().cloned()).collect(),
            reason: reason.map(str::to_owned),
            request_id: self.request_id.clone(),
        };
        persistence::audit::insert(db, entry).await
    }
}
