//! Shapes of the advice sheet.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The advice sheet of a household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceSheet {
    /// Number of the file.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// First names of the adults, the lead first.
    #[schema(example = json!(["Marc", "Inès"]))]
    pub first_names: Vec<String>,
    /// Name of the EPCI where the household wishes to live.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub epci_name: Option<String>,
    /// Day of the sheet.
    pub prepared_on: NaiveDate,
    /// Whether the lead has an address to mail it to.
    pub can_be_mailed: bool,
    /// Who accompanies the household.
    pub referents: Vec<AdviceReferent>,
    /// Themes of the needs, in the order of screens.
    pub themes: Vec<AdviceTheme>,
}

/// Somebody who accompanies the household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceReferent {
    /// Part taken.
    #[schema(example = "territorial")]
    pub role: String,
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

/// One theme of the sheet.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceTheme {
    /// Code of the theme.
    #[schema(example = "housing")]
    pub theme: String,
    /// What the household needs, and what was answered.
    pub needs: Vec<AdviceNeed>,
    /// Who helps nearby, the nearest first.
    pub resources: Vec<AdviceResource>,
}

/// A need on the sheet.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceNeed {
    /// What exactly.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Progress.
    #[schema(example = "in_progress")]
    pub status: String,
    /// What was answered.
    #[schema(required = true)]
    pub answer: Option<String>,
    /// When.
    #[schema(required = true)]
    pub answered_at: Option<DateTime<Utc>>,
    /// Name of the partner who can help.
    #[schema(required = true)]
    pub partner_name: Option<String>,
    /// Whether the partner was asked and its answer is still awaited.
    pub awaited: bool,
}

/// An entry of the local directory on the sheet.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceResource {
    /// Name.
    pub name: String,
    /// What is found there, when, and where.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Person to ask for.
    #[schema(required = true)]
    pub contact_name: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Its web site.
    #[schema(required = true)]
    pub website: Option<String>,
    /// Name of the territory it serves.
    #[schema(required = true)]
    pub territory_name: Option<String>,
    /// Day on which somebody last made sure that it is right.
    pub verified_on: NaiveDate,
    /// Whether it has to be verified again.
    pub stale: bool,
}

/// A sheet has left.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AdviceSheetSending {
    /// Number of the file.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// When it was handed to the mail.
    pub sent_at: DateTime<Utc>,
}
