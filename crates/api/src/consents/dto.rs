//! What is sent about consents.

use domain::consents::ConsentInput;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An agreement of a member to one purpose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "follow_up", "text_version": "2026-11", "channel": "phone", "proof": "Appel du 3 mars"}))]
pub struct NewMemberConsent {
    /// Who agrees; the household as a whole when left out.
    #[serde(default)]
    pub member_id: Option<Uuid>,
    /// What is agreed to, a code of the list `consent_purposes`.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Version of the text that was read.
    pub text_version: String,
    /// How it was collected, a code of the list `consent_channels`.
    #[schema(example = "phone")]
    pub channel: String,
    /// What proves it.
    #[serde(default)]
    pub proof: Option<String>,
}

impl From<NewMemberConsent> for ConsentInput {
    fn from(sent: NewMemberConsent) -> Self {
        ConsentInput {
            purpose: sent.purpose,
            text_version: sent.text_version,
            channel: sent.channel,
            proof: sent.proof,
        }
    }
}
