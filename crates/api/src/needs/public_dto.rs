//! What a partner reads and sends through the link of a request.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a partner is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedRequest {
    /// Number of the household's file, to speak about it.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// Subject, a code of the list `need_themes`.
    #[schema(example = "housing")]
    pub theme: String,
    /// What exactly.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Name of the EPCI where the household wishes to live.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub epci_name: Option<String>,
    /// Name of the partner that is asked.
    pub partner_name: String,
    /// Who accompanies the household.
    #[schema(required = true)]
    pub referent: Option<AskedReferent>,
    /// How to reach the household; only while it agrees to it.
    #[schema(required = true)]
    pub household: Option<ReachableHousehold>,
    /// When the partner was asked.
    pub asked_at: DateTime<Utc>,
    /// When the link ends.
    pub expires_at: DateTime<Utc>,
    /// Whether an answer is still awaited.
    pub awaited: bool,
    /// The answer given, once there is one.
    #[schema(required = true)]
    pub answer: Option<String>,
    /// When it came.
    #[schema(required = true)]
    pub answered_at: Option<DateTime<Utc>>,
}

/// A référent, with how to reach them.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedReferent {
    /// Name.
    #[schema(example = "Thomas Vidal")]
    pub name: String,
    /// Name of the partner they work for.
    pub partner_name: String,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
}

/// The lead of a household that agrees to be contacted.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReachableHousehold {
    /// First name.
    pub first_name: String,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
}

/// The answer of a partner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "Zm9ybXVsYWlyZQ", "author_name": "Aurélie Cazes",
    "answer": "Deux maisons avec jardin se libèrent en mars à Figeac. Je peux organiser une visite."}))]
pub struct NewNeedAnswer {
    /// The token of the link.
    pub token: String,
    /// What the partner answers, 2,000 characters at most. The household may read it.
    pub answer: String,
    /// Name of the person who answers.
    pub author_name: String,
}

/// An answer is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedAnswerReceipt {
    /// Number of the household's file.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// Subject of the need.
    #[schema(example = "housing")]
    pub theme: String,
    /// When the answer came.
    pub answered_at: DateTime<Utc>,
}
