//! The erasure itself, the same for the clock, for the programme, for the person and for a replay.

use chrono::NaiveDate;
use domain::access::ProspectScope;
use domain::ambassadors::AmbassadorMove;
use domain::codes::{AmbassadorStatus, ErasureReason, ProspectStatus};
use domain::privacy_requests::{Move, after_erasure, is_open};
use domain::prospects::Change;
use persistence::erasure::{self, Erasure, Subject};
use persistence::privacy_requests::{self, Deed};
use persistence::prospects::Prospect;
use persistence::{DatabaseTransaction, ambassadors, prospects};
use uuid::Uuid;

use super::ledger::fingerprint;
use crate::audit::Trail;
use crate::mail::delivered;
use crate::problem::Problem;
use crate::reference::lists;
use crate::sponsoring;
use crate::state::AppState;

/// Origin of the last step of a file.
const ORIGIN: &str = "erasure";

/// An order to erase somebody.
pub(crate) struct Order<'a> {
    /// Server.
    pub state: &'a AppState,
    /// The transaction in which everything goes, or nothing.
    pub tx: &'a DatabaseTransaction,
    /// Who orders it.
    pub trail: &'a Trail,
    /// Why.
    pub reason: ErasureReason,
    /// Day on which it takes effect.
    pub on: NaiveDate,
}

impl Order<'_> {
    /// Erases the people of a file; `false` when nobody is known there, any more or at all.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn file(&self, id: Uuid) -> Result<bool, Problem> {
        let found = prospects::find_locked(self.tx, &ProspectScope::All, id).await?;
        let Some(file) = found.filter(|file| file.status != ProspectStatus::Anonymised) else { return Ok(false) };
        let subject = erasure::of_file(self.tx, id).await?;
        sponsoring::end_of_file(self.tx, self.trail, id, self.state.clock.now()).await?;
        // A file that another one took in ended then: its history stays what it was.
        if file.status != ProspectStatus::Merged {
            self.end(&file).await?;
        }
        self.close_requests(id).await?;
        self.carry_out(&subject).await?;
        self.trail.record_because(self.tx, "prospect.anonymise", ("prospect", id), &["status"], self.why()).await?;
        Ok(true)
    }

    /// Nobody can be answered any more: what still waits about the file is over.
    async fn close_requests(&self, id: Uuid) -> Result<(), Problem> {
        let deed =
            Deed { actor_name: self.trail.actor_label(), words: None, mailed: false, at: self.state.clock.now() };
        let all = privacy_requests::of_file(self.tx, id).await?;
        for row in all.into_iter().filter(|row| is_open(row.status)) {
            let over = Move { to: after_erasure(row.kind), answer: None, identity_proof: None };
            privacy_requests::change(self.tx, &row, &over, &deed, self.state.clock.today()).await?;
        }
        Ok(())
    }

    async fn end(&self, file: &Prospect) -> Result<(), Problem> {
        let change = Change {
            from: file.status,
            to: ProspectStatus::Anonymised,
            effective_on: self.on.max(file.status_since),
            reason: None,
            closing_reason: file.closing_reason,
            next_action: None,
            voids_installation: false,
        };
        let by = (self.trail.actor_id(), ORIGIN);
        Ok(prospects::change_status(self.tx, (file.id, file.version), &change, by, self.state.clock.now()).await?)
    }

    /// Erases an ambassador; `false` when nobody is known there, any more or at all.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn ambassador(&self, id: Uuid) -> Result<bool, Problem> {
        let found = ambassadors::find(self.tx, None, id).await?;
        let Some(row) = found.filter(|row| row.status != AmbassadorStatus::Anonymised) else { return Ok(false) };
        sponsoring::leave(self.tx, self.state, self.trail, id, AmbassadorStatus::Retired).await?;
        let subject = erasure::of_ambassador(self.tx, id).await?;
        let asked = AmbassadorMove { to: AmbassadorStatus::Anonymised, reason: None };
        let at = (self.on.max(row.status_since), self.state.clock.now());
        ambassadors::change(self.tx, &row, &asked, self.trail.actor_label(), at).await?;
        self.carry_out(&subject).await?;
        self.trail.record_because(self.tx, "ambassador.anonymise", ("ambassador", id), &["status"], self.why()).await?;
        Ok(true)
    }

    async fn carry_out(&self, subject: &Subject) -> Result<(), Problem> {
        // Before the commit: what a kill interrupts is done again, and a copy that went too early is missed by nobody.
        let ids = subject.ids.iter().map(Uuid::to_string);
        let numbers = subject.numbers.iter().map(|number| number.to_lowercase());
        let words: Vec<String> = subject.addresses.iter().cloned().chain(ids).chain(numbers).collect();
        delivered::forget(&self.state.config, &words).map_err(|error| Problem::internal(&error))?;
        erasure::erase(self.tx, subject).await?;
        for id in &subject.ids {
            let line = Erasure {
                kind: subject.kind,
                fingerprint: fingerprint(&self.state.secrets, *id),
                reason: self.reason,
                on: self.on,
            };
            erasure::insert(self.tx, &line, self.state.clock.now()).await?;
        }
        Ok(())
    }

    fn why(&self) -> Option<&str> {
        Some(lists::label(ErasureReason::LIST, self.reason.as_str()))
    }
}
