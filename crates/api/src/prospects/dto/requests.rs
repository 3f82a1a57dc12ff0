//! What is sent to open, change and move a file.

use chrono::NaiveDate;
use domain::codes::{ClosingReason, ProspectStatus};
use domain::consents::ConsentInput;
use domain::members::MemberInput;
use domain::prospects::{FactsInput, NewProspectInput, Transition};
use domain::validation::{FieldErrors, code, optional_code, optional_text};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::people::{NewConsent, NewMember, NewNeed, NewNextAction};
use crate::http::Patch;

/// Longest reason of a move, in characters.
const REASON_MAX: usize = 2_000;

/// A file to open.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "source": "phone",
    "household_kind": "couple",
    "country": "FR",
    "postal_code": "44000",
    "city": "Nantes",
    "project_types": ["farm_takeover"],
    "horizon": "six_to_12_months",
    "wished_territories": ["46102"],
    "next_action": {"label": "Rappeler pour préciser le projet", "on": "2026-12-01"},
    "members": [
        {"role": "lead", "first_name": "Clémence", "last_name": "Delpech", "email": "clemence.delpech@courriel.example",
         "career": {"occupation_text": "Maraîchère"}},
        {"role": "child", "age_band": "six_to_10"}
    ],
    "needs": [{"theme": "housing", "description": "Maison avec terrain"}]
}))]
pub struct NewProspect {
    /// Door through which the request came in.
    #[schema(example = "phone")]
    pub source: String,
    /// The source in words: which stand, which partner.
    #[serde(default)]
    pub source_detail: Option<String>,
    /// Campaign that made the household write.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Touchpoint of the campaign where the household was met; the campaign follows it.
    #[serde(default)]
    pub touchpoint_id: Option<Uuid>,
    /// Event at which the household was met.
    #[serde(default)]
    pub event_id: Option<Uuid>,
    /// Shape of the household.
    #[serde(default)]
    pub household_kind: Option<String>,
    /// Language spoken with it.
    #[serde(default)]
    pub language: Option<String>,
    /// Country of today's home, ISO 3166 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// Postal code of today's home.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Town of today's home.
    #[serde(default)]
    pub city: Option<String>,
    /// Tie with the Lot.
    #[serde(default)]
    pub lot_link: Option<String>,
    /// Public of the campaigns.
    #[serde(default)]
    pub target_group: Option<String>,
    /// What the household wants to do, most important first.
    #[serde(default)]
    pub project_types: Vec<String>,
    /// How far the decision has ripened.
    #[serde(default)]
    pub maturity: Option<String>,
    /// When it expects to move.
    #[serde(default)]
    pub horizon: Option<String>,
    /// Codes of wished communes and EPCI, first choice first.
    #[serde(default)]
    pub wished_territories: Vec<String>,
    /// Whether any territory would do.
    #[serde(default)]
    pub territory_indifferent: Option<bool>,
    /// Why it wants to come.
    #[serde(default)]
    pub motives: Vec<String>,
    /// What holds it back.
    #[serde(default)]
    pub obstacles: Vec<String>,
    /// Housing looked for.
    #[serde(default)]
    pub housing_wish: Option<String>,
    /// Comment on housing.
    #[serde(default)]
    pub housing_comment: Option<String>,
    /// What the household wrote.
    #[serde(default)]
    pub message: Option<String>,
    /// What is to be done next.
    pub next_action: NewNextAction,
    /// People: one lead with first and last name, at most one partner; a phone or an e-mail of one of the two.
    pub members: Vec<NewMember>,
    /// Needs by theme.
    #[serde(default)]
    pub needs: Vec<NewNeed>,
    /// Consents of the lead.
    #[serde(default)]
    pub consents: Vec<NewConsent>,
    /// Open a second file although one is open for the same e-mail or phone.
    #[serde(default)]
    pub allow_duplicate: Option<bool>,
}

impl NewProspect {
    /// What the rules of the programme read.
    #[must_use]
    pub fn into_input(self) -> NewProspectInput {
        let facts = FactsInput {
            source: self.source,
            source_detail: self.source_detail,
            campaign: self.campaign,
            touchpoint_id: self.touchpoint_id,
            event_id: self.event_id,
            household_kind: self.household_kind,
            language: self.language,
            country: self.country,
            postal_code: self.postal_code,
            city: self.city,
            lot_link: self.lot_link,
            target_group: self.target_group,
            project_types: self.project_types,
            maturity: self.maturity,
            horizon: self.horizon,
            wished_territories: self.wished_territories,
            territory_indifferent: self.territory_indifferent.unwrap_or(false),
            motives: self.motives,
            obstacles: self.obstacles,
            housing_wish: self.housing_wish,
            housing_comment: self.housing_comment,
            message: self.message,
            next_action: Some(self.next_action.into()),
        };
        NewProspectInput {
            facts,
            members: self.members.into_iter().map(MemberInput::from).collect(),
            needs: self.needs.into_iter().map(|need| (need.theme, need.description)).collect(),
            consents: self.consents.into_iter().map(ConsentInput::from).collect(),
        }
    }
}

/// A change of the facts of a file: absent fields stay, null empties.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"maturity": "decided", "next_action": {"label": "Visiter une maison", "on": "2026-12-05"}}))]
pub struct ProspectUpdate {
    /// Door through which the request came in; cannot be emptied.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub source: Patch<String>,
    /// The source in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub source_detail: Patch<String>,
    /// Campaign that made the household write.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub campaign: Patch<String>,
    /// Touchpoint of the campaign where the household was met; the campaign follows it, and another campaign empties it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub touchpoint_id: Patch<Uuid>,
    /// Event at which the household was met.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub event_id: Patch<Uuid>,
    /// Shape of the household.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub household_kind: Patch<String>,
    /// Language spoken with it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Patch<String>,
    /// Country of today's home, ISO 3166 alpha-2.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub country: Patch<String>,
    /// Postal code of today's home.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub postal_code: Patch<String>,
    /// Town of today's home.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub city: Patch<String>,
    /// Tie with the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub lot_link: Patch<String>,
    /// Public of the campaigns.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub target_group: Patch<String>,
    /// What the household wants to do, most important first.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub project_types: Patch<Vec<String>>,
    /// How far the decision has ripened.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub maturity: Patch<String>,
    /// When it expects to move.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub horizon: Patch<String>,
    /// Codes of wished communes and EPCI, first choice first.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub wished_territories: Patch<Vec<String>>,
    /// Whether any territory would do.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub territory_indifferent: Patch<bool>,
    /// Why it wants to come.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub motives: Patch<Vec<String>>,
    /// What holds it back.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub obstacles: Patch<Vec<String>>,
    /// Housing looked for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub housing_wish: Patch<String>,
    /// Comment on housing.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub housing_comment: Patch<String>,
    /// What the household wrote.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub message: Patch<String>,
    /// What is to be done next; cannot be emptied while the file is open.
    #[serde(default)]
    #[schema(value_type = Option<NewNextAction>)]
    pub next_action: Patch<NewNextAction>,
}

impl ProspectUpdate {
    /// The facts as they become, and the names of the fields that differ.
    ///
    /// # Errors
    /// `required` for a field that cannot be empty, `next_action` of an open file among them.
    pub fn over(self, current: &FactsInput, is_open: bool) -> Result<(FactsInput, Vec<&'static str>), FieldErrors> {
        let mut errors = FieldErrors::new();
        if is_open && matches!(self.next_action, Patch::Null) {
            errors.push("/next_action", "required");
        }
        let mut next = current.clone();
        let mut changed = vec![];
        macro_rules! patch {
            (kept: $($kept:ident)+; lists: $($list:ident)+; optional: $($field:ident)+) => {
                $( if let Some(value) = errors.keep(concat!("/", stringify!($kept)), self.$kept.or_keep(next.$kept.clone())) {
                    next.$kept = value;
                } )+
                $( next.$list = self.$list.or(Some(next.$list)).unwrap_or_default(); )+
                $( next.$field = self.$field.or(next.$field); )+
                next.next_action = match self.next_action {
                    Patch::Absent => next.next_action,
                    Patch::Null => None,
                    Patch::Value(action) => Some(action.into()),
                };
                $( if next.$kept != current.$kept { changed.push(stringify!($kept)); } )+
                $( if next.$list != current.$list { changed.push(stringify!($list)); } )+
                $( if next.$field != current.$field { changed.push(stringify!($field)); } )+
                if next.next_action != current.next_action { changed.push("next_action"); }
            };
        }
        patch! {
            kept: source territory_indifferent;
            lists: project_types wished_territories motives obstacles;
            optional: source_detail campaign touchpoint_id event_id household_kind language country postal_code city lot_link
                target_group maturity horizon housing_wish housing_comment message
        }
        errors.finish(Some((next, changed)))
    }
}

/// The day on which a step really took effect.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"effective_on": "2026-03-12"}))]
pub struct StatusChangeCorrection {
    /// Not after today, nor outside those of the steps before and after.
    pub effective_on: NaiveDate,
}

/// A move of a file to another state.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "qualified"}))]
pub struct ProspectTransition {
    /// State wanted.
    #[schema(example = "qualified")]
    pub to: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// Why the file is closed; with `closed` only.
    #[serde(default)]
    #[schema(example = "abandoned")]
    pub closing_reason: Option<String>,
    /// Day on which it takes effect; today when left out.
    #[serde(default)]
    pub effective_on: Option<NaiveDate>,
    /// The next action from then on; the present one goes on when left out.
    #[serde(default)]
    pub next_action: Option<NewNextAction>,
}

impl ProspectTransition {
    /// What the state machine reads.
    ///
    /// # Errors
    /// `unknown_code`, `too_long`, and those of the next action.
    pub fn parse(self) -> Result<Transition, FieldErrors> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", code(&self.to, ProspectStatus::parse));
        let reason = errors.keep("/reason", optional_text(self.reason.as_deref(), REASON_MAX)).flatten();
        let closing_reason = errors
            .keep("/closing_reason", optional_code(self.closing_reason.as_deref(), ClosingReason::parse))
            .flatten();
        let action = self.next_action.map(|action| domain::prospects::NextAction::parse(&action.into()));
        let next_action = match action.transpose() {
            Ok(action) => action,
            Err(inner) => {
                errors.nest("/next_action", inner);
                None
            }
        };
        let effective_on = self.effective_on;
        errors.finish(to.map(|to| Transition { to, reason, closing_reason, effective_on, next_action }))
    }
}
