//! What hangs on a file, as its full view answers it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::NeedStatus;
use persistence::prospects::{StoredAssignment, StoredConsent, StoredInstallation, StoredNeed, StoredStep, StoredTask};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::routing::Explanation;

/// What is to be done next on a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NextAction {
    /// What.
    #[schema(example = "Rappeler la famille")]
    pub label: String,
    /// When.
    pub on: NaiveDate,
    /// Account of the person who does it.
    #[schema(required = true)]
    pub assignee_id: Option<Uuid>,
}

/// What the household needs to settle, by theme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Need {
    /// Id.
    pub id: Uuid,
    /// Subject.
    #[schema(example = "housing")]
    pub theme: String,
    /// Progress.
    #[schema(example = "to_do")]
    pub status: String,
    /// What exactly.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Partner who can help.
    #[schema(required = true)]
    pub partner_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true, example = "Communauté de communes Grand-Figeac")]
    pub partner_name: Option<String>,
    /// Why that partner, in a sentence; null when somebody chose it.
    #[schema(required = true)]
    pub partner_reason: Option<String>,
    /// When the partner was last asked.
    #[schema(required = true)]
    pub asked_at: Option<DateTime<Utc>>,
    /// Whether its answer is still awaited.
    pub awaited: bool,
    /// What was answered.
    #[schema(required = true)]
    pub answer: Option<String>,
    /// When.
    #[schema(required = true)]
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered on behalf of the partner; null when the network wrote the answer down.
    #[schema(required = true)]
    pub answer_author_name: Option<String>,
    /// Version of the need.
    pub version: i32,
}

impl From<StoredNeed> for Need {
    fn from(stored: StoredNeed) -> Self {
        Need {
            id: stored.id,
            awaited: NeedStatus::parse(&stored.status).is_some_and(|status| stored.asking.is_awaited(status)),
            theme: stored.theme,
            status: stored.status,
            description: stored.description,
            partner_id: stored.partner_id,
            partner_name: stored.partner_name,
            partner_reason: stored.partner_reason,
            asked_at: stored.asking.asked_at,
            answer: stored.answer,
            answered_at: stored.asking.answered_at,
            answer_author_name: stored.asking.author_name,
            version: stored.version,
        }
    }
}

/// Something to do for the household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Task {
    /// Id.
    pub id: Uuid,
    /// What is to be done.
    pub title: String,
    /// By when.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// Account of the person who does it.
    #[schema(required = true)]
    pub assignee_id: Option<Uuid>,
    /// Their name.
    #[schema(required = true)]
    pub assignee_name: Option<String>,
    /// When it was done.
    #[schema(required = true)]
    pub done_at: Option<DateTime<Utc>>,
    /// Version of the task.
    pub version: i32,
}

impl From<StoredTask> for Task {
    fn from(stored: StoredTask) -> Self {
        Task {
            id: stored.id,
            title: stored.title,
            due_on: stored.due_on,
            assignee_id: stored.assignee_id,
            assignee_name: stored.assignee_name,
            done_at: stored.done_at,
            version: stored.version,
        }
    }
}

/// A proposal of the file to a référent, and what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Assignment {
    /// Id.
    pub id: Uuid,
    /// Part taken.
    #[schema(example = "territorial")]
    pub role: String,
    /// Référent.
    pub referent_id: Uuid,
    /// Their name.
    pub referent_name: String,
    /// Name of their partner.
    #[schema(required = true)]
    pub partner_name: Option<String>,
    /// State of the proposal.
    #[schema(example = "accepted")]
    pub status: String,
    /// Why this référent.
    #[schema(required = true)]
    pub explanation: Option<Explanation>,
    /// Why the référent declined.
    #[schema(required = true, example = "no_capacity")]
    pub decline_reason: Option<String>,
    /// The same in words.
    #[schema(required = true)]
    pub decline_comment: Option<String>,
    /// Why the proposal lost its ground, a code of the list `expiry_reasons`.
    #[schema(required = true, example = "no_answer")]
    pub expiry_reason: Option<String>,
    /// The colleague who is away and whom they replace.
    #[schema(required = true)]
    pub in_place_of_name: Option<String>,
    /// The colleague who hands the file over.
    #[schema(required = true)]
    pub transferred_from_name: Option<String>,
    /// What they say of it.
    #[schema(required = true)]
    pub handover_note: Option<String>,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// By when an answer is due.
    #[schema(required = true)]
    pub accept_due_at: Option<DateTime<Utc>>,
    /// When it was answered.
    #[schema(required = true)]
    pub answered_at: Option<DateTime<Utc>>,
    /// By when the household is spoken with.
    #[schema(required = true)]
    pub first_contact_due_at: Option<DateTime<Utc>>,
    /// When it was.
    #[schema(required = true)]
    pub first_contact_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[schema(required = true)]
    pub ended_at: Option<DateTime<Utc>>,
    /// Version of the assignment.
    pub version: i32,
}

impl From<StoredAssignment> for Assignment {
    fn from(stored: StoredAssignment) -> Self {
        Assignment {
            id: stored.id,
            role: stored.role,
            referent_id: stored.referent_id,
            referent_name: stored.referent_name,
            partner_name: stored.partner_name,
            status: stored.status,
            explanation: stored.explanation.and_then(Explanation::read),
            decline_reason: stored.decline_reason,
            decline_comment: stored.decline_comment,
            expiry_reason: stored.expiry_reason,
            in_place_of_name: stored.in_place_of_name,
            transferred_from_name: stored.transferred_from_name,
            handover_note: stored.handover_note,
            proposed_at: stored.proposed_at,
            accept_due_at: stored.accept_due_at,
            answered_at: stored.answered_at,
            first_contact_due_at: stored.first_contact_due_at,
            first_contact_at: stored.first_contact_at,
            ended_at: stored.ended_at,
            version: stored.version,
        }
    }
}

/// An agreement and the text that was read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Consent {
    /// Id.
    pub id: Uuid,
    /// Who gave it; the household as a whole when null.
    #[schema(required = true)]
    pub member_id: Option<Uuid>,
    /// What was agreed to.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Version of the text.
    pub text_version: String,
    /// The text that was read.
    pub text: String,
    /// How it was collected.
    #[schema(example = "phone")]
    pub channel: String,
    /// What proves it.
    #[schema(required = true)]
    pub proof: Option<String>,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// When it was withdrawn.
    #[schema(required = true)]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it ends by itself.
    #[schema(required = true)]
    pub expires_at: Option<DateTime<Utc>>,
    /// The form in which it was given, a code of the list `public_forms`; null when it was none.
    #[schema(required = true, example = "contact_request")]
    pub form: Option<String>,
    /// When that form was sent.
    #[schema(required = true)]
    pub asked_at: Option<DateTime<Utc>>,
    /// When that form was confirmed, by the mailed link or in a call.
    #[schema(required = true)]
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl From<StoredConsent> for Consent {
    fn from(stored: StoredConsent) -> Self {
        Consent {
            id: stored.id,
            member_id: stored.member_id,
            purpose: stored.purpose,
            text_version: stored.text_version,
            text: stored.text,
            channel: stored.channel,
            proof: stored.proof,
            given_at: stored.given_at,
            withdrawn_at: stored.withdrawn_at,
            expires_at: stored.expires_at,
            form: stored.form,
            asked_at: stored.asked_at,
            confirmed_at: stored.confirmed_at,
        }
    }
}

/// Where and when the household moved in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Installation {
    /// Day of the move.
    pub moved_in_on: NaiveDate,
    /// INSEE code of the commune.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Adults who moved.
    pub adults: i32,
    /// Children who moved.
    pub children: i32,
    /// How the first job was found.
    #[schema(required = true, example = "offer")]
    pub job_through: Option<String>,
    /// Name of the employer.
    #[schema(required = true)]
    pub employer_name: Option<String>,
    /// Job offer thanks to which they came.
    #[schema(required = true)]
    pub job_offer_id: Option<Uuid>,
    /// Day of the check after six months.
    #[schema(required = true)]
    pub six_month_check_on: Option<NaiveDate>,
    /// Day of the check after twelve months.
    #[schema(required = true)]
    pub twelve_month_check_on: Option<NaiveDate>,
    /// What was found after six months.
    #[schema(required = true, example = "still_here")]
    pub six_month_result: Option<String>,
    /// What was found after twelve months.
    #[schema(required = true)]
    pub twelve_month_result: Option<String>,
    /// Version of the installation.
    pub version: i32,
}

impl From<StoredInstallation> for Installation {
    fn from(stored: StoredInstallation) -> Self {
        Installation {
            moved_in_on: stored.moved_in_on,
            commune_code: stored.commune_code,
            commune_name: stored.commune_name,
            adults: stored.adults,
            children: stored.children,
            job_through: stored.job_through,
            employer_name: stored.employer_name,
            job_offer_id: stored.job_offer_id,
            six_month_check_on: stored.six_month_check_on,
            twelve_month_check_on: stored.twelve_month_check_on,
            six_month_result: stored.six_month_result,
            twelve_month_result: stored.twelve_month_result,
            version: stored.version,
        }
    }
}

/// One step in the life of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatusChange {
    /// Id.
    pub id: Uuid,
    /// State left; null for the first step.
    #[schema(required = true, example = "new")]
    pub from: Option<String>,
    /// State entered.
    #[schema(example = "qualified")]
    pub to: String,
    /// Day on which it took effect.
    pub effective_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Name of the person who did it.
    #[schema(required = true)]
    pub actor_label: Option<String>,
    /// Where the step comes from: staff, public_form, employer_referral, import.
    #[schema(example = "staff")]
    pub origin: String,
}

impl From<StoredStep> for StatusChange {
    fn from(stored: StoredStep) -> Self {
        StatusChange {
            id: stored.id,
            from: stored.from,
            to: stored.to,
            effective_on: stored.effective_on,
            recorded_at: stored.recorded_at,
            reason: stored.reason,
            actor_label: stored.actor_label,
            origin: stored.origin,
        }
    }
}
