//! The audit trail of the demonstration: households are lived through one after the other, the trail follows time.

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::clock::Clock;

/// A deed to write down once all that came before it is.
#[derive(Debug)]
pub(super) struct Deed {
    pub(super) at: DateTime<Utc>,
    pub(super) by: String,
    pub(super) action: &'static str,
    pub(super) on: (&'static str, Uuid),
    pub(super) fields: Vec<&'static str>,
}

/// Deeds that wait for their turn.
#[derive(Debug, Default)]
pub(super) struct Journal(RefCell<Vec<Deed>>);

impl Journal {
    pub(super) fn note(&self, deed: Deed) {
        self.0.borrow_mut().push(deed);
    }

    /// Writes down what happened until `at`, in the order of time.
    pub(super) async fn write_until(&self, tx: &DatabaseTransaction, at: DateTime<Utc>) -> Result<(), StoreError> {
        let (mut past, later) = self.0.take().into_iter().partition::<Vec<_>, _>(|deed| deed.at <= at);
        self.0.replace(later);
        past.sort_by_key(|deed| deed.at);
        for deed in past {
            let trail = Trail::of_system(&deed.by, &Clock::standing_at(deed.at));
            trail.record(tx, deed.action, deed.on, &deed.fields).await?;
        }
        Ok(())
    }
}
