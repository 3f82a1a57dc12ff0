//! What a household sends and is answered.

use chrono::{DateTime, NaiveDate, Utc};
use domain::household_page::WishesChange;
use domain::validation::FieldErrors;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::Patch;

/// Somebody who wants the link to the page of their household.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "elodie.marchand@messagerie.example"}))]
pub struct HouseholdLinkRequest {
    /// Address that the file knows.
    #[schema(example = "elodie.marchand@messagerie.example")]
    pub email: String,
}

/// A territory that the household wishes for, as it reads it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdTerritory {
    /// INSEE or SIREN code.
    #[schema(example = "46102")]
    pub code: String,
    /// Name.
    #[schema(example = "Figeac")]
    pub name: String,
}

/// Somebody who accompanies the household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdReferent {
    /// Part taken, a code of the list `referent_roles`.
    #[schema(example = "territorial")]
    pub role: String,
    /// Name.
    pub name: String,
    /// Where they work.
    #[schema(required = true)]
    pub partner_name: Option<String>,
    /// Number to call.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Why this person, in a sentence.
    #[schema(required = true)]
    pub because: Option<String>,
}

/// What happens next.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdNextStep {
    /// What.
    #[schema(example = "Appeler le foyer")]
    pub label: String,
    /// When.
    pub on: NaiveDate,
}

/// An event, or something within one, that somebody of the household registered for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdAppointment {
    /// What.
    #[schema(example = "Atelier reprise (Salon en ligne du Lot)")]
    pub title: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// When it starts, when it has hours of one day.
    #[schema(required = true)]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    #[schema(required = true)]
    pub ends_at: Option<DateTime<Utc>>,
    /// Where people go.
    #[schema(required = true, example = "Espace Clément-Marot, Cahors")]
    pub place: Option<String>,
    /// Where people join online; told to whoever has a place.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// Whether they wait for a place.
    pub is_waiting: bool,
    /// Path of the page on which the place is given up.
    #[schema(example = "/inscription#jeton")]
    pub path: String,
}

/// What the household wishes for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdWishes {
    /// Wished territories, first choice first.
    pub wished_territories: Vec<HouseholdTerritory>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// What the household wants to do, codes of the list `project_types`.
    pub project_types: Vec<String>,
    /// When it expects to move, a code of the list `horizons`.
    #[schema(required = true, example = "six_to_12_months")]
    pub horizon: Option<String>,
}

/// Something to be found for the household to settle.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdNeed {
    /// Subject, a code of the list `need_themes`.
    #[schema(example = "housing")]
    pub theme: String,
    /// What exactly.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Progress, a code of the list `need_statuses`.
    #[schema(example = "in_progress")]
    pub status: String,
    /// What was answered.
    #[schema(required = true)]
    pub answer: Option<String>,
}

/// The page on which a household follows its own file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdPage {
    /// Number of the file.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// First name of whoever the link was sent to.
    #[schema(required = true, example = "Élodie")]
    pub first_name: Option<String>,
    /// Where the file stands, a code of the list `household_stages`.
    #[schema(example = "accompanied")]
    pub stage: String,
    /// Who accompanies the household: who has accepted, the territorial référent first.
    pub referents: Vec<HouseholdReferent>,
    /// What happens next, when something is planned.
    #[schema(required = true)]
    pub next_step: Option<HouseholdNextStep>,
    /// Events ahead that the household registered for, the first first.
    pub appointments: Vec<HouseholdAppointment>,
    /// What the household wishes for.
    pub wishes: HouseholdWishes,
    /// Whether it may change that by itself.
    pub can_change_wishes: bool,
    /// What is being looked for, by theme.
    pub needs: Vec<HouseholdNeed>,
    /// Version, for `If-Match`.
    pub version: i32,
}

/// Other wishes; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"wished_territories": ["46102"], "territory_indifferent": false, "horizon": "six_to_12_months"}))]
pub struct HouseholdWishesPatch {
    /// Codes of communes and EPCI, first choice first.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub wished_territories: Patch<Vec<String>>,
    /// Whether any territory would do; goes with no wished territory.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub territory_indifferent: Patch<bool>,
    /// Codes of the list `project_types`, most important first.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub project_types: Patch<Vec<String>>,
    /// A code of the list `horizons`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub horizon: Patch<String>,
}

impl HouseholdWishesPatch {
    /// The change as the domain knows it: null takes a wish back.
    ///
    /// # Errors
    /// `required` for an indifference that is neither true nor false.
    pub fn parse(self) -> Result<WishesChange, FieldErrors> {
        fn sent<T: Default>(patch: Patch<T>) -> Option<T> {
            patch.is_sent().then(|| patch.or(None).unwrap_or_default())
        }
        let mut errors = FieldErrors::new();
        if self.territory_indifferent == Patch::Null {
            errors.push("/territory_indifferent", "required");
        }
        errors.finish(Some(WishesChange {
            wished_territories: sent(self.wished_territories),
            territory_indifferent: sent(self.territory_indifferent),
            project_types: sent(self.project_types),
            horizon: sent(self.horizon),
        }))
    }
}
