//! Work that waits for its hour: planned in the transaction of its cause, done once, in a transaction of its own.
//!
//! A kind of job is a variant of [`Kind`], a line in `perform` and a module with a `run`. The work:
//!
//! - looks at its subject first: whatever made it needless since it was planned makes it do nothing;
//! - writes through [`Work::tx`] only (another transaction would wait for this one on SQLite), and is short: what is
//!   long plans jobs of its own;
//! - writes to people through [`Work::mail`], so that a repeat writes nothing twice;
//! - fails with any [`Problem`]: everything it did is undone, and it is tried again later.

pub mod accept_reminder;
pub mod daily;
mod digest;
mod runner;

use chrono::{DateTime, Utc};
use persistence::jobs::{Job, NewJob};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use runner::run_due;

use crate::assignments::proposals::Desk;
use crate::assignments::watch;
use crate::audit::Trail;
use crate::duplicates::watch as watch_duplicates;
use crate::event_registrations::watch as watch_registrations;
use crate::events::watch as watch_events;
use crate::job_alerts::rounds;
use crate::job_offers::watch as watch_offers;
use crate::mail::{self, Letter};
use crate::problem::Problem;
use crate::retention::rounds as retention;
use crate::stands;
use crate::state::AppState;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reminds a référent of a proposal that waits for an answer; the subject is the assignment.
    AcceptReminder,
    /// Ends a proposal that nobody answered in time; the subject is the assignment.
    ExpireProposal,
    /// Reminds a référent of a household that waits for a first contact; the subject is the assignment.
    FirstContactOverdue,
    /// Looks at a file that waits in the programme's pool; the subject is the file.
    PoolOverdue,
    /// Tells a second wished intercommunalité of a project; the subject is the accepted assignment.
    SecondWish,
    /// Starts a day of the programme; no subject, one per date.
    Daily,
    /// Tells a référent in the morning what waits for them; the subject is the référent, one per date.
    Digest,
    /// Ends the offers that are over and asks employers about those that soon will be; no subject.
    OffersRound,
    /// Announces the offers that became public and has every alert tell them; no subject, one per date.
    AlertsRound,
    /// Writes what an alert has to say today; the subject is the alert, one per date.
    JobAlert,
    /// Starts and finishes the events that are due; no subject.
    EventsRound,
    /// Gives back a place at an event that nobody confirmed; the subject is the registration.
    RegistrationHold,
    /// Makes a file of somebody met on a stand, or asks a person; the subject is the capture.
    StandCapture,
    /// Asks the next ambassador to sponsor a household; the subject is the proposal that came to nothing.
    SponsoringNext,
    /// Looks for files that have to be told about, or erased; no subject, one per date.
    RetentionRound,
    /// Tells the people of a file that it ends; the subject is the file, one per last action.
    RetentionNotice,
    /// Erases the people of a file whose time is over; the subject is the file, one per date.
    RetentionErasure,
    /// Looks for files that resemble one that is new or whose people changed; the subject is the file.
    DuplicatesOfFile,
    /// Has the files of an import looked at; the subject is the import.
    DuplicatesOfImport,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::AcceptReminder,
        Kind::ExpireProposal,
        Kind::FirstContactOverdue,
        Kind::PoolOverdue,
        Kind::SecondWish,
        Kind::Daily,
        Kind::Digest,
        Kind::OffersRound,
        Kind::AlertsRound,
        Kind::JobAlert,
        Kind::EventsRound,
        Kind::RegistrationHold,
        Kind::StandCapture,
        Kind::SponsoringNext,
        Kind::RetentionRound,
        Kind::RetentionNotice,
        Kind::RetentionErasure,
        Kind::DuplicatesOfFile,
        Kind::DuplicatesOfImport,
    ];

    /// Code kept with the job.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::AcceptReminder => "assignment.accept_reminder",
            Kind::ExpireProposal => "assignment.expire",
            Kind::FirstContactOverdue => "assignment.first_contact",
            Kind::PoolOverdue => "prospect.pool",
            Kind::SecondWish => "assignment.second_wish",
            Kind::Daily => "daily",
            Kind::Digest => "digest",
            Kind::OffersRound => "job_offers.round",
            Kind::AlertsRound => "job_alerts.round",
            Kind::JobAlert => "job_alert",
            Kind::EventsRound => "events.round",
            Kind::RegistrationHold => "event_registrations.hold",
            Kind::StandCapture => "stand_capture",
            Kind::SponsoringNext => "sponsoring.next",
            Kind::RetentionRound => "retention.round",
            Kind::RetentionNotice => "retention.notice",
            Kind::RetentionErasure => "retention.erasure",
            Kind::DuplicatesOfFile => "duplicates.file",
            Kind::DuplicatesOfImport => "duplicates.import",
        }
    }

    /// The kind of a code; a newer server may know more of them.
    #[must_use]
    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == code)
    }

    /// The key of the one job of this kind for a subject, `assignment.accept_reminder:<id>`.
    #[must_use]
    pub fn key(self, subject: impl std::fmt::Display) -> String {
        format!("{}:{subject}", self.as_str())
    }
}

/// Does a job of this kind.
async fn perform(kind: Kind, work: &Work<'_>) -> Result<(), Problem> {
    let trail = Trail::of_system("worker", &work.state.clock);
    match kind {
        Kind::AcceptReminder => accept_reminder::run(work).await,
        Kind::ExpireProposal => watch::expire(&work.desk(&trail), work.subject()?).await,
        Kind::FirstContactOverdue => watch::first_contact(&work.desk(&trail), work.subject()?).await,
        Kind::PoolOverdue => watch::pool(&work.desk(&trail), work.subject()?).await,
        Kind::SecondWish => watch::second_wish(&work.desk(&trail), work.subject()?).await,
        Kind::Daily => daily::run(work).await,
        Kind::Digest => digest::run(work).await,
        Kind::OffersRound => watch_offers::run(work).await,
        Kind::AlertsRound => rounds::run(work).await,
        Kind::JobAlert => rounds::tell(work).await,
        Kind::EventsRound => watch_events::run(work).await,
        Kind::RegistrationHold => watch_registrations::release(work).await,
        Kind::StandCapture => stands::fate::examine(work).await,
        Kind::SponsoringNext => crate::sponsoring::run(work).await,
        Kind::RetentionRound => retention::run(work).await,
        Kind::RetentionNotice => retention::tell(work).await,
        Kind::RetentionErasure => retention::erase(work).await,
        Kind::DuplicatesOfFile => watch_duplicates::of_file(work).await,
        Kind::DuplicatesOfImport => watch_duplicates::of_import(work).await,
    }
}

/// Plans the one job of this kind for a subject in the caller's transaction; planned again, nothing changes.
///
/// # Errors
/// Those of the store.
pub async fn plan(
    db: &impl ConnectionTrait,
    kind: Kind,
    subject_id: Uuid,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let kind_code = kind.as_str().to_owned();
    let job =
        NewJob { key: kind.key(subject_id), kind: kind_code, subject_id: Some(subject_id), payload: None, run_at };
    persistence::jobs::plan(db, job, now).await
}

/// Plans a job that may come again for the same subject: each hour of its own is another job.
///
/// # Errors
/// Those of the store.
pub async fn plan_again(
    db: &impl ConnectionTrait,
    kind: Kind,
    subject_id: Uuid,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let key = kind.key(format!("{subject_id}:{}", run_at.timestamp_millis()));
    let job = NewJob { key, kind: kind.as_str().to_owned(), subject_id: Some(subject_id), payload: None, run_at };
    persistence::jobs::plan(db, job, now).await
}

/// Calls off the job of this kind for a subject, when it still waits.
///
/// # Errors
/// Those of the store.
pub async fn cancel(
    db: &impl ConnectionTrait,
    kind: Kind,
    subject_id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    persistence::jobs::cancel(db, &kind.key(subject_id), now).await
}

/// What the work of a job needs.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// Server.
    pub state: &'a AppState,
    /// The transaction in which the job was taken.
    pub tx: &'a DatabaseTransaction,
    /// The job.
    pub job: &'a Job,
    /// The instant of the work.
    pub now: DateTime<Utc>,
}

impl Work<'_> {
    /// The job as somebody who gives files to référents.
    #[must_use]
    pub fn desk<'a>(&'a self, trail: &'a Trail) -> Desk<'a> {
        Desk { state: self.state, tx: self.tx, trail, now: self.now }
    }

    /// What the job is about.
    ///
    /// # Errors
    /// 500 when it was planned without a subject.
    pub fn subject(&self) -> Result<Uuid, Problem> {
        self.job.subject_id.ok_or_else(|| Problem::internal(&"a job without its subject"))
    }

    /// Queues a letter to somebody, `reader` (an id, a role), of whom the job writes to each one once.
    ///
    /// # Errors
    /// 500 when the letter cannot be kept, 503 when the database is busy.
    pub async fn mail(&self, reader: impl std::fmt::Display, letter: &Letter) -> Result<(), Problem> {
        mail::queue_once(self.tx, self.state, mail_id(&self.job.key, reader), letter).await
    }
}

/// The id of the mail that a job writes to a reader: the same for ever, so that its Message-ID is too.
#[must_use]
pub fn mail_id(job_key: &str, reader: impl std::fmt::Display) -> Uuid {
    let digest = Sha256::digest(format!("ohmylot job mail\n{job_key}\n{reader}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, digested)| *byte = digested);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_and_stands_once() {
        for (index, &kind) in Kind::ALL.iter().enumerate() {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
            assert!(Kind::ALL[index + 1..].iter().all(|other| other.as_str() != kind.as_str()));
        }
        assert_eq!(Kind::parse("unheard_of"), None);
    }

    #[test]
    fn the_id_of_a_mail_is_the_same_for_ever() {
        let id = mail_id("assignment.accept_reminder:1", "somebody");
        assert_eq!(id, mail_id("assignment.accept_reminder:1", "somebody"));
        assert_eq!(id.get_version_num(), 8);
        assert_ne!(id, mail_id("assignment.accept_reminder:2", "somebody"));
        assert_ne!(id, mail_id("assignment.accept_reminder:1", "somebody else"));
        // Sent mails carry it: it may never change.
        assert_eq!(id.to_string(), "c2a5e95f-8283-80cb-96e2-839e8f8d853c");
    }
}
