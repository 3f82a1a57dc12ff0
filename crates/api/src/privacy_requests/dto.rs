//! Shapes of requests of people about their data.

use chrono::{DateTime, NaiveDate, Utc};
use domain::privacy_requests::RequestInput;
use persistence::privacy_requests::Step;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;

/// One thing that happened to a request.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PrivacyRequestStep {
    /// The state that was entered, a code of the list `privacy_request_statuses`, or `extended`.
    #[schema(example = "answered")]
    pub step: String,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// Who did it.
    pub actor_name: String,
    /// What the person was told.
    #[schema(required = true)]
    pub words: Option<String>,
    /// Whether that left by mail.
    pub mailed: bool,
}

impl From<Step> for PrivacyRequestStep {
    fn from(step: Step) -> Self {
        PrivacyRequestStep {
            step: step.step,
            happened_at: step.happened_at,
            actor_name: step.actor_name,
            words: step.words,
            mailed: step.mailed,
        }
    }
}

/// What somebody asks for about their own data.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PrivacyRequest {
    /// The request.
    pub id: Uuid,
    /// The file that it is about; none when nobody is known by that name.
    #[schema(required = true)]
    pub prospect_id: Option<Uuid>,
    /// Number of that file.
    #[schema(required = true, example = "OML-2026-00042")]
    pub prospect_number: Option<String>,
    /// What is asked for, a code of the list `privacy_request_kinds`.
    #[schema(example = "access")]
    pub kind: String,
    /// How it came, a code of the list `privacy_request_channels`.
    #[schema(example = "page")]
    pub channel: String,
    /// State, a code of the list `privacy_request_statuses`.
    #[schema(example = "received")]
    pub status: String,
    /// Day on which it came.
    pub received_on: NaiveDate,
    /// Last day to answer.
    pub due_on: NaiveDate,
    /// Whether it should have been answered already.
    pub late: bool,
    /// Day on which the delay was made longer.
    #[schema(required = true)]
    pub extended_on: Option<NaiveDate>,
    /// Day on which it was answered, refused or withdrawn.
    #[schema(required = true)]
    pub closed_on: Option<NaiveDate>,
    /// Who asks.
    #[schema(example = "Maëlle Kerbrat")]
    pub requester_name: String,
    /// Where the answer goes.
    #[schema(required = true)]
    pub requester_email: Option<String>,
    /// How the person was recognised.
    #[schema(required = true)]
    pub identity_proof: Option<String>,
    /// In the person's words.
    #[schema(required = true)]
    pub details: Option<String>,
    /// What happened to it, oldest first.
    pub steps: Vec<PrivacyRequestStep>,
    /// States that it may get now.
    #[schema(example = json!(["in_progress", "answered", "refused", "withdrawn"]))]
    pub allowed: Vec<String>,
    /// Whether its delay may be made longer.
    pub can_extend: bool,
    /// Version.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrivacyRequestPage {
    /// The requests.
    pub items: Vec<PrivacyRequest>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which requests.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PrivacyRequestQuery {
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["received", "in_progress"]))]
    pub status: Many,
    /// Those that ask for one of these things.
    #[param(value_type = Vec<String>, example = json!(["erasure"]))]
    pub kind: Many,
    /// Those about this file.
    pub prospect_id: Option<Uuid>,
    /// `true` for those that should have been answered already.
    #[param(example = "true")]
    pub late: Option<String>,
    /// `due_on` (the default) or `-due_on`.
    #[param(example = "due_on")]
    pub sort: Option<String>,
    /// Requests of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A request that came by mail, phone or post.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "access", "channel": "phone", "requester_name": "Maëlle Kerbrat",
    "requester_email": "maelle.kerbrat@foyer.example", "identity_proof": "Rappel au numéro du dossier"}))]
pub struct NewPrivacyRequest {
    /// The file that it is about, when there is one.
    #[serde(default)]
    pub prospect_id: Option<Uuid>,
    /// What is asked for, a code of the list `privacy_request_kinds`.
    pub kind: String,
    /// How it came, a code of the list `privacy_request_channels`; `page` is for the page alone.
    pub channel: String,
    /// Day on which it came; today when left out.
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
    /// Who asks.
    pub requester_name: String,
    /// Where the answer goes.
    #[serde(default)]
    pub requester_email: Option<String>,
    /// How the person was recognised.
    #[serde(default)]
    pub identity_proof: Option<String>,
    /// In the person's words; a correction says of what.
    #[serde(default)]
    pub details: Option<String>,
}

impl From<NewPrivacyRequest> for RequestInput {
    fn from(sent: NewPrivacyRequest) -> Self {
        RequestInput {
            kind: sent.kind,
            channel: sent.channel,
            received_on: sent.received_on,
            details: sent.details,
            identity_proof: sent.identity_proof,
            requester_name: sent.requester_name,
            requester_email: sent.requester_email,
        }
    }
}

/// A move of a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "in_progress"}))]
pub struct PrivacyRequestTransition {
    /// State wanted, a code of the list `privacy_request_statuses`.
    pub to: String,
    /// What the person is told; an answer and a refusal need it.
    #[serde(default)]
    pub answer: Option<String>,
    /// Whether that leaves by mail at once, when there is an address; else it was told in another way.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub by_mail: bool,
    /// How the person was recognised; what was known stays when left out.
    #[serde(default)]
    pub identity_proof: Option<String>,
}

const fn yes() -> bool {
    true
}

/// An order to erase the file of a request. It cannot be taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"confirmation": "OML-2026-00042", "answer": "Votre dossier est effacé."}))]
pub struct PrivacyRequestErasure {
    /// The number of the file, typed once more.
    pub confirmation: String,
    /// What the person is told; it is kept nowhere.
    pub answer: String,
    /// Whether that leaves by mail at once, when there is an address; else it was told in another way.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub by_mail: bool,
    /// How the person was recognised; what was known stays when left out.
    #[serde(default)]
    pub identity_proof: Option<String>,
}

/// Two more months to answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Plusieurs services gardent une partie du dossier."}))]
pub struct PrivacyRequestExtension {
    /// Why, in words for the person, who is told at once.
    pub reason: String,
}
