//! What hangs on a file, as it is stored.

use chrono::{DateTime, NaiveDate, Utc};
use domain::members::Member;
use domain::needs::Asking;
use serde_json::Value;
use uuid::Uuid;

/// A member with its identity in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredMember {
    /// Id.
    pub id: Uuid,
    /// Who it is.
    pub member: Member,
    /// Official label of the occupation's code.
    pub occupation_label: Option<String>,
    /// Its version.
    pub version: i32,
}

/// A need with its progress.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNeed {
    /// Id.
    pub id: Uuid,
    /// Code of the theme.
    pub theme: String,
    /// Code of the progress.
    pub status: String,
    /// What exactly.
    pub description: Option<String>,
    /// Partner who can help.
    pub partner_id: Option<Uuid>,
    /// Its name.
    pub partner_name: Option<String>,
    /// Why that partner, when a rule chose it.
    pub partner_reason: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
    /// When it was asked and answered, and by whom.
    pub asking: Asking,
    /// Its version.
    pub version: i32,
}

/// A task.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTask {
    /// Id.
    pub id: Uuid,
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Account of who does it.
    pub assignee_id: Option<Uuid>,
    /// Their name.
    pub assignee_name: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Its version.
    pub version: i32,
}

/// A proposal of the file to a référent.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAssignment {
    /// Id.
    pub id: Uuid,
    /// Code of the part taken.
    pub role: String,
    /// Référent.
    pub referent_id: Uuid,
    /// Their name.
    pub referent_name: String,
    /// Name of their partner.
    pub partner_name: Option<String>,
    /// Code of the state.
    pub status: String,
    /// Why this référent.
    pub explanation: Option<Value>,
    /// Code of the reason of a refusal.
    pub decline_reason: Option<String>,
    /// The same in words.
    pub decline_comment: Option<String>,
    /// Code of the reason why the proposal lost its ground.
    pub expiry_reason: Option<String>,
    /// Name of the référent who is away and whose substitute was asked.
    pub in_place_of_name: Option<String>,
    /// Assignment of the référent who hands the file over.
    pub transferred_from_id: Option<Uuid>,
    /// That référent.
    pub transferred_from_referent_id: Option<Uuid>,
    /// Name of that référent.
    pub transferred_from_name: Option<String>,
    /// What they say of it.
    pub handover_note: Option<String>,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// By when an answer is due.
    pub accept_due_at: Option<DateTime<Utc>>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// By when the household is spoken with.
    pub first_contact_due_at: Option<DateTime<Utc>>,
    /// When it was.
    pub first_contact_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Its version.
    pub version: i32,
}

/// An agreement with the text that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredConsent {
    /// Id.
    pub id: Uuid,
    /// Who gave it; the household without a member.
    pub member_id: Option<Uuid>,
    /// Code of the purpose.
    pub purpose: String,
    /// Version of the text.
    pub text_version: String,
    /// The text.
    pub text: String,
    /// Code of the channel.
    pub channel: String,
    /// What proves it.
    pub proof: Option<String>,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
    /// Code of the form in which it was given, if it was one.
    pub form: Option<String>,
    /// When that form was sent.
    pub asked_at: Option<DateTime<Utc>>,
    /// When that form was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// Where and when the household moved in.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredInstallation {
    /// Day of the move.
    pub moved_in_on: NaiveDate,
    /// Commune.
    pub commune_code: Option<String>,
    /// Its name.
    pub commune_name: Option<String>,
    /// Adults who moved.
    pub adults: i32,
    /// Children who moved.
    pub children: i32,
    /// Code of how the first job was found.
    pub job_through: Option<String>,
    /// Name of the employer.
    pub employer_name: Option<String>,
    /// Job offer thanks to which they came.
    pub job_offer_id: Option<Uuid>,
    /// Day of the check after six months.
    pub six_month_check_on: Option<NaiveDate>,
    /// Day of the check after twelve months.
    pub twelve_month_check_on: Option<NaiveDate>,
    /// Code of what was found after six months.
    pub six_month_result: Option<String>,
    /// Code of what was found after twelve months.
    pub twelve_month_result: Option<String>,
    /// Its version.
    pub version: i32,
}

/// One step in the life of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredStep {
    /// Id.
    pub id: Uuid,
    /// Code of the state left; none for the first step.
    pub from: Option<String>,
    /// Code of the state entered.
    pub to: String,
    /// Day on which it took effect.
    pub effective_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
    /// Name of who did it.
    pub actor_label: Option<String>,
    /// Where it comes from.
    pub origin: String,
}

/// Everything that hangs on a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Surroundings {
    /// Members in their order.
    pub members: Vec<StoredMember>,
    /// Needs, oldest first.
    pub needs: Vec<StoredNeed>,
    /// Tasks: to be done first, then by day.
    pub tasks: Vec<StoredTask>,
    /// Assignments, newest first.
    pub assignments: Vec<StoredAssignment>,
    /// Consents, oldest first.
    pub consents: Vec<StoredConsent>,
    /// The installation, unless voided.
    pub installation: Option<StoredInstallation>,
    /// History, oldest first.
    pub history: Vec<StoredStep>,
    /// Wished territories in order: code, name, kind.
    pub wishes: Vec<(String, String, String)>,
    /// Where the file comes from; none for a campaign that nobody declared.
    pub attribution: Option<crate::campaigns::Attribution>,
}
