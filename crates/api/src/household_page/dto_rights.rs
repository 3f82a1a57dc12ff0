//! What a household reads and sends about its rights: agreements, requests about its data.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that somebody of the household agreed to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdConsent {
    /// To what, a code of the list `consent_purposes`.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// The text that was read.
    pub text: String,
    /// Its version.
    #[schema(example = "2026-11")]
    pub text_version: String,
    /// How it was collected, a code of the list `consent_channels`.
    #[schema(example = "web_form")]
    pub channel: String,
    /// Who agreed, when the file knows.
    #[schema(required = true, example = "Élodie")]
    pub first_name: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
    /// When it was taken back.
    #[schema(required = true)]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it ends by itself.
    #[schema(required = true)]
    pub expires_at: Option<DateTime<Utc>>,
    /// Whether it holds now.
    pub holds: bool,
    /// Whether whoever reads this may take it back.
    pub can_withdraw: bool,
}

/// Something that the reader may agree to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfferedConsent {
    /// To what, a code of the list `consent_purposes`.
    #[schema(example = "invitations")]
    pub purpose: String,
    /// Version of its text.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The text.
    pub text: String,
}

/// The agreements of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdConsents {
    /// All of them, the newest first.
    pub items: Vec<HouseholdConsent>,
    /// What the reader does not agree to at present and may.
    pub offered: Vec<OfferedConsent>,
}

/// An agreement to take back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "invitations"}))]
pub struct HouseholdConsentWithdrawal {
    /// To what, a code of the list `consent_purposes`.
    pub purpose: String,
}

/// An agreement to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "invitations", "text_version": "2026-11"}))]
pub struct HouseholdConsentAgreement {
    /// To what, a code of the list `consent_purposes`.
    pub purpose: String,
    /// Version of the text that was read.
    pub text_version: String,
}

/// Something that the person was told about their request.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdAnswer {
    /// A code of the list `privacy_request_statuses`, or `extended`.
    #[schema(example = "answered")]
    pub step: String,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// What.
    pub words: String,
}

/// What was asked for about the data of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdRequest {
    /// What, a code of the list `privacy_request_kinds`.
    #[schema(example = "rectification")]
    pub kind: String,
    /// State, a code of the list `privacy_request_statuses`.
    #[schema(example = "received")]
    pub status: String,
    /// In the person's words.
    #[schema(required = true)]
    pub details: Option<String>,
    /// Day on which it came.
    pub received_on: NaiveDate,
    /// Last day on which it is answered.
    pub due_on: NaiveDate,
    /// What the person was told, oldest first.
    pub answers: Vec<HouseholdAnswer>,
}

/// Every request about the data of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdRequests {
    /// The newest first.
    pub items: Vec<HouseholdRequest>,
}

/// Something to ask for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "rectification", "details": "Mon nom s’écrit Kerbrat, avec un t."}))]
pub struct NewHouseholdRequest {
    /// What, a code of the list `privacy_request_kinds`.
    pub kind: String,
    /// In the person's words; a correction says of what.
    #[serde(default)]
    pub details: Option<String>,
}
