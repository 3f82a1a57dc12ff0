//! Shapes of proposals of sponsors: one for the team, one for the ambassador.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ambassadors::sponsoring::{AgreementInput, allowed_next};
use persistence::ambassadors::Ambassador;
use persistence::sponsoring::Sponsoring;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The household's agreement to be put in touch with an ambassador.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"agreed": true, "channel": "phone", "proof": "Appel du 20 novembre"}))]
pub struct NewSponsoringProposals {
    /// Whether the household agreed that an ambassador is told its first names and its commune.
    pub agreed: bool,
    /// How the agreement was collected, a code of the list `consent_channels`.
    #[schema(example = "phone")]
    pub channel: String,
    /// What proves it.
    #[serde(default)]
    pub proof: Option<String>,
}

impl From<NewSponsoringProposals> for AgreementInput {
    fn from(sent: NewSponsoringProposals) -> Self {
        AgreementInput { agreed: sent.agreed, channel: sent.channel, proof: sent.proof }
    }
}

/// A move of a proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "sent"}))]
pub struct SponsoringTransition {
    /// State wanted, a code of the list `sponsoring_statuses`.
    pub to: String,
}

/// The proposal of a sponsor, as the team reads it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SponsoringProposal {
    /// The proposal.
    pub id: Uuid,
    /// The ambassador.
    pub ambassador_id: Uuid,
    /// Their name.
    #[schema(example = "Zoé Élie")]
    pub ambassador_name: String,
    /// Their commune, or town elsewhere.
    #[schema(required = true, example = "Figeac")]
    pub ambassador_place: Option<String>,
    /// State, a code of the list `sponsoring_statuses`.
    #[schema(example = "proposed")]
    pub status: String,
    /// States that it may be given now.
    #[schema(example = json!(["sent", "withdrawn"]))]
    pub allowed: Vec<String>,
    /// Place among those that were computed together, from 1.
    pub rank: i32,
    /// Why, the strongest first: codes of the list `sponsoring_reasons`.
    #[schema(example = json!(["same_epci", "family_stage"]))]
    pub reasons: Vec<String>,
    /// How the household's agreement was collected, a code of the list `consent_channels`.
    #[schema(example = "phone")]
    pub agreement_channel: String,
    /// What proves it.
    #[schema(required = true)]
    pub agreement_proof: Option<String>,
    /// When it was recorded.
    pub agreed_at: DateTime<Utc>,
    /// Who asked for the proposals.
    pub author_name: String,
    /// When the ambassador was asked.
    #[schema(required = true)]
    pub sent_at: Option<DateTime<Utc>>,
    /// When they answered.
    #[schema(required = true)]
    pub answered_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

impl SponsoringProposal {
    pub(super) fn of(row: Sponsoring, who: Option<&Ambassador>, communes: &HashMap<String, String>) -> Self {
        let commune = who.and_then(|who| who.commune_code.as_ref()).and_then(|code| communes.get(code)).cloned();
        SponsoringProposal {
            ambassador_name: who.map(Ambassador::display_name).unwrap_or_default(),
            ambassador_place: who.and_then(|who| who.home.clone()).or(commune),
            allowed: allowed_next(row.status).iter().map(|status| status.to_string()).collect(),
            id: row.id,
            ambassador_id: row.ambassador_id,
            status: row.status.to_string(),
            rank: row.rank,
            reasons: row.reasons,
            agreement_channel: row.agreement_channel,
            agreement_proof: row.agreement_proof,
            agreed_at: row.agreed_at,
            author_name: row.author_name,
            sent_at: row.sent_at,
            answered_at: row.answered_at,
            version: row.version,
        }
    }
}

/// The proposals of a household.
#[derive(Debug, Serialize, ToSchema)]
pub struct SponsoringProposalList {
    /// In the order of their computation.
    pub items: Vec<SponsoringProposal>,
}

/// A household that an ambassador is asked to sponsor: first names and commune, nothing else.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedSponsoring {
    /// The proposal.
    pub id: Uuid,
    /// First names of the adults.
    #[schema(example = "Nora et Luc")]
    pub first_names: String,
    /// Commune where they settle.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// State, a code of the list `sponsoring_statuses`.
    #[schema(example = "sent")]
    pub status: String,
    /// States that the ambassador may give it now.
    #[schema(example = json!(["accepted", "refused"]))]
    pub allowed: Vec<String>,
    /// When they were asked.
    #[schema(required = true)]
    pub sent_at: Option<DateTime<Utc>>,
}

/// The households that an ambassador was asked to sponsor.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedSponsoringList {
    /// The last first.
    pub items: Vec<LinkedSponsoring>,
}
