//! Shapes of invitations of ambassadors.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ambassadors::invitations::InvitationInput;
use domain::codes::{AmbassadorCommitment, AmbassadorInterest, AmbassadorKind, AmbassadorStatus, Language};
use domain::validation::{FieldErrors, codes};
use persistence::ambassadors::AmbassadorFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which active ambassadors are invited: the filters of the directory; empty is any.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"commitments": ["stand"], "territories": ["200067361"]}))]
pub struct InvitationAudience {
    /// Those of one of these kinds, codes of the list `ambassador_kinds`.
    pub kinds: Vec<String>,
    /// Those ready for one of these, codes of the list `ambassador_commitments`.
    pub commitments: Vec<String>,
    /// Those interested in one of these, codes of the list `ambassador_interests`.
    pub interests: Vec<String>,
    /// Those who speak one of these, codes of the list `languages`.
    pub languages: Vec<String>,
    /// Those of these communes or intercommunalités.
    pub territories: Vec<String>,
}

impl InvitationAudience {
    /// The same as a filter of the directory; faults are noted under `/audience`.
    pub(super) fn filter(&self, errors: &mut FieldErrors) -> AmbassadorFilter {
        AmbassadorFilter {
            statuses: vec![AmbassadorStatus::Active],
            kinds: codes(errors, "/audience/kinds", &self.kinds, AmbassadorKind::parse),
            commitments: codes(errors, "/audience/commitments", &self.commitments, AmbassadorCommitment::parse),
            interests: codes(errors, "/audience/interests", &self.interests, AmbassadorInterest::parse),
            languages: codes(errors, "/audience/languages", &self.languages, Language::parse),
            territories: self.territories.clone(),
            ..AmbassadorFilter::default()
        }
    }
}

/// An invitation to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Rencontre des ambassadeurs", "answer_by": "2027-02-20",
    "events": ["01997a3c-0000-7000-8000-000000000001", "01997a3c-0000-7000-8000-000000000002"],
    "audience": {"commitments": ["stand"]}}))]
pub struct NewAmbassadorInvitation {
    /// Title.
    pub title: String,
    /// A few words more.
    #[serde(default)]
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// The published events among which one is chosen at most, 1 to 10.
    pub events: Vec<Uuid>,
    /// Who is invited.
    #[serde(default)]
    #[schema(required = false)]
    pub audience: InvitationAudience,
}

impl NewAmbassadorInvitation {
    pub(super) fn input(&self) -> InvitationInput {
        InvitationInput {
            title: self.title.clone(),
            message: self.message.clone(),
            answer_by: self.answer_by,
            events: self.events.clone(),
        }
    }
}

/// A move of an invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "sent"}))]
pub struct AmbassadorInvitationTransition {
    /// `sent`, the only one.
    pub to: String,
}

/// An event of an invitation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvitationChoice {
    /// The event.
    pub event_id: Uuid,
    /// Its title.
    #[schema(example = "Rencontre de Figeac")]
    pub title: String,
    /// Its first day.
    pub first_on: NaiveDate,
    /// Its last day.
    pub last_on: NaiveDate,
    /// Where people go.
    #[schema(required = true)]
    pub place: Option<String>,
    /// Places that are left; none when there is no end of them.
    #[schema(required = true, example = 12)]
    pub places_left: Option<i32>,
    /// How many of those invited chose it; for the team only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<i32>,
}

/// An invitation, as the team reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorInvitation {
    /// The invitation.
    pub id: Uuid,
    /// `draft` or `sent`.
    #[schema(example = "sent")]
    pub status: String,
    /// Title.
    pub title: String,
    /// A few words more.
    #[schema(required = true)]
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// Who is invited.
    pub audience: InvitationAudience,
    /// The events among which one is chosen at most.
    pub choices: Vec<InvitationChoice>,
    /// How many were invited; of a draft, how many would be now.
    pub invited: i32,
    /// How many come to none of the events.
    pub declined: i32,
    /// How many have not answered.
    pub waiting: i32,
    /// Who wrote it.
    pub author_name: String,
    /// When it was sent.
    #[schema(required = true)]
    pub sent_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

/// A page of invitations.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorInvitationPage {
    /// The last first.
    pub items: Vec<AmbassadorInvitation>,
    /// Cursor of the page that follows.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which invitations.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AmbassadorInvitationQuery {
    /// Invitations of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// An invitation, on the page of an ambassador.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedInvitation {
    /// The invitation.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// A few words more.
    #[schema(required = true)]
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// Whether the answer may still change.
    pub is_open: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// The event that was chosen; none yet, or none of them.
    #[schema(required = true)]
    pub event_id: Option<Uuid>,
    /// The events among which one is chosen at most.
    pub choices: Vec<InvitationChoice>,
}

/// The invitations of an ambassador.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedInvitationList {
    /// The last first.
    pub items: Vec<LinkedInvitation>,
}

/// What an ambassador chose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"event_id": null}))]
pub struct InvitationAnswer {
    /// One of the events; none of them when left out.
    #[serde(default)]
    pub event_id: Option<Uuid>,
}
