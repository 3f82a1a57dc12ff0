//! What is known of a household as a whole.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use crate::codes::{
    Horizon, HouseholdKind, HousingWish, Language, LotLink, Maturity, Motive, Obstacle, ProjectType, ProspectStatus,
    Source, TargetGroup,
};
use crate::validation::{FieldErrors, code, codes, optional_code, optional_text, text};

/// Longest short text, in characters.
pub const LABEL_MAX: usize = 200;
/// Longest name of a town, in characters.
pub const CITY_MAX: usize = 100;
/// Longest postal code, in characters.
pub const POSTAL_CODE_MAX: usize = 12;
const COMMENT_MAX: usize = 2_000;
/// Longest message of a household, in characters.
pub const MESSAGE_MAX: usize = 4_000;
/// How many territories a household may wish for.
pub const WISHES_MAX: usize = 20;

/// Facts as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactsInput {
    /// Code of the source.
    pub source: String,
    /// The source in words.
    pub source_detail: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Touchpoint of the campaign.
    pub touchpoint_id: Option<Uuid>,
    /// Event at which the household was met.
    pub event_id: Option<Uuid>,
    /// Code of the household's shape.
    pub household_kind: Option<String>,
    /// Code of the language.
    pub language: Option<String>,
    /// ISO 3166 code of the country.
    pub country: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Code of the link with the Lot.
    pub lot_link: Option<String>,
    /// Code of the target group.
    pub target_group: Option<String>,
    /// Codes of the project types.
    pub project_types: Vec<String>,
    /// Code of the maturity.
    pub maturity: Option<String>,
    /// Code of the horizon.
    pub horizon: Option<String>,
    /// Codes of the wished territories.
    pub wished_territories: Vec<String>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// Codes of the motives.
    pub motives: Vec<String>,
    /// Codes of the obstacles.
    pub obstacles: Vec<String>,
    /// Code of the housing wish.
    pub housing_wish: Option<String>,
    /// Comment on housing.
    pub housing_comment: Option<String>,
    /// Message of the household.
    pub message: Option<String>,
    /// Next action.
    pub next_action: Option<NextActionInput>,
}

/// A next action as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextActionInput {
    /// What.
    pub label: String,
    /// When.
    pub on: NaiveDate,
    /// Account of the person who does it.
    pub assignee_id: Option<Uuid>,
}

/// What is to be done next on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextAction {
    /// What.
    pub label: String,
    /// When.
    pub on: NaiveDate,
    /// Account of the person who does it.
    pub assignee_id: Option<Uuid>,
}

impl NextAction {
    /// Reads a next action; errors are relative to it. Whether the account exists is for the caller to find out.
    ///
    /// # Errors
    /// `required` or `too_long` for the label.
    pub fn parse(input: &NextActionInput) -> Result<NextAction, FieldErrors> {
        let mut errors = FieldErrors::new();
        let label = errors.keep("/label", text(&input.label, LABEL_MAX));
        errors.finish(label.map(|label| NextAction { label, on: input.on, assignee_id: input.assignee_id }))
    }
}

impl NextAction {
    /// Whether the action takes place within `days` of `today`: an open file is not left alone for longer. A dormant
    /// household said itself that it will take its time.
    #[must_use]
    pub fn is_soon_enough(&self, status: ProspectStatus, today: NaiveDate, days: u32) -> bool {
        let open = status.is_open() && status != ProspectStatus::Dormant;
        !open || self.on <= today + Days::new(days.into())
    }
}

/// The facts of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Door through which the request came in.
    pub source: Source,
    /// The source in words: which stand, which partner.
    pub source_detail: Option<String>,
    /// Campaign that made the household write.
    pub campaign: Option<String>,
    /// Touchpoint of that campaign where the household was met; whether it exists is for the caller to check.
    pub touchpoint_id: Option<Uuid>,
    /// Event at which it was met; whether it exists is for the caller to find out.
    pub event_id: Option<Uuid>,
    /// Shape of the household.
    pub household_kind: Option<HouseholdKind>,
    /// Language spoken with it.
    pub language: Option<Language>,
    /// Country of today's home, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Postal code of today's home.
    pub postal_code: Option<String>,
    /// Town of today's home.
    pub city: Option<String>,
    /// Tie with the Lot.
    pub lot_link: Option<LotLink>,
    /// Public of the campaigns.
    pub target_group: Option<TargetGroup>,
    /// What the household wants to do, most important first.
    pub project_types: Vec<ProjectType>,
    /// How far the decision has ripened.
    pub maturity: Option<Maturity>,
    /// When it expects to move.
    pub horizon: Option<Horizon>,
    /// Codes of wished communes and EPCI, first choice first.
    pub wished_territories: Vec<String>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// Why it wants to come.
    pub motives: Vec<Motive>,
    /// What holds it back.
    pub obstacles: Vec<Obstacle>,
    /// Housing looked for.
    pub housing_wish: Option<HousingWish>,
    /// Comment on housing.
    pub housing_comment: Option<String>,
    /// What the household wrote.
    pub message: Option<String>,
    /// What is to be done next.
    pub next_action: Option<NextAction>,
}

impl Facts {
    /// Facts of which only the source is known.
    #[must_use]
    pub fn of_source(source: Source) -> Facts {
        Facts {
            source,
            source_detail: None,
            campaign: None,
            touchpoint_id: None,
            event_id: None,
            household_kind: None,
            language: None,
            country: None,
            postal_code: None,
            city: None,
            lot_link: None,
            target_group: None,
            project_types: vec![],
            maturity: None,
            horizon: None,
            wished_territories: vec![],
            territory_indifferent: false,
            motives: vec![],
            obstacles: vec![],
            housing_wish: None,
            housing_comment: None,
            message: None,
            next_action: None,
        }
    }

    /// Reads facts; every wrong field is noted. Whether territories and accounts exist is for the caller to find out.
    ///
    /// # Errors
    /// All of: `required`, `too_long`, `invalid`, `unknown_code`, `duplicate`, `too_many`.
    pub fn parse(input: &FactsInput) -> Result<Facts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let source = errors.keep("/source", code(&input.source, Source::parse));
        let facts = Facts {
            wished_territories: wishes(&mut errors, input),
            event_id: input.event_id,
            ..Facts::of_source(source.unwrap_or(Source::Other))
        };
        let facts = facts.with_texts(&mut errors, input).with_codes(&mut errors, input);
        errors.finish(source.map(|_| facts))
    }

    fn with_texts(self, errors: &mut FieldErrors, input: &FactsInput) -> Facts {
        let mut optional = |pointer: &str, raw: &Option<String>, max| {
            errors.keep(pointer, optional_text(raw.as_deref(), max)).flatten()
        };
        let facts = Facts {
            source_detail: optional("/source_detail", &input.source_detail, LABEL_MAX),
            campaign: optional("/campaign", &input.campaign, LABEL_MAX),
            postal_code: optional("/postal_code", &input.postal_code, POSTAL_CODE_MAX),
            city: optional("/city", &input.city, CITY_MAX),
            housing_comment: optional("/housing_comment", &input.housing_comment, COMMENT_MAX),
            message: optional("/message", &input.message, MESSAGE_MAX),
            ..self
        };
        let country = errors.keep("/country", country(input.country.as_deref())).flatten();
        let next_action = input.next_action.as_ref().and_then(|action| match NextAction::parse(action) {
            Ok(action) => Some(action),
            Err(inner) => {
                errors.nest("/next_action", inner);
                None
            }
        });
        let (touchpoint_id, territory_indifferent) = (input.touchpoint_id, input.territory_indifferent);
        Facts { touchpoint_id, country, next_action, territory_indifferent, ..facts }
    }

    fn with_codes(self, errors: &mut FieldErrors, input: &FactsInput) -> Facts {
        fn one<T>(
            errors: &mut FieldErrors,
            pointer: &str,
            raw: &Option<String>,
            parse: impl Fn(&str) -> Option<T>,
        ) -> Option<T> {
            errors.keep(pointer, optional_code(raw.as_deref(), parse)).flatten()
        }
        Facts {
            household_kind: one(errors, "/household_kind", &input.household_kind, HouseholdKind::parse),
            language: one(errors, "/language", &input.language, Language::parse),
            lot_link: one(errors, "/lot_link", &input.lot_link, LotLink::parse),
            target_group: one(errors, "/target_group", &input.target_group, TargetGroup::parse),
            maturity: one(errors, "/maturity", &input.maturity, Maturity::parse),
            horizon: one(errors, "/horizon", &input.horizon, Horizon::parse),
            housing_wish: one(errors, "/housing_wish", &input.housing_wish, HousingWish::parse),
            project_types: codes(errors, "/project_types", &input.project_types, ProjectType::parse),
            motives: codes(errors, "/motives", &input.motives, Motive::parse),
            obstacles: codes(errors, "/obstacles", &input.obstacles, Obstacle::parse),
            ..self
        }
    }

    /// What was sent to say this, so that a change can be read over it.
    #[must_use]
    pub fn to_input(&self) -> FactsInput {
        FactsInput {
            source: self.source.to_string(),
            source_detail: self.source_detail.clone(),
            campaign: self.campaign.clone(),
            touchpoint_id: self.touchpoint_id,
            event_id: self.event_id,
            household_kind: self.household_kind.map(|kind| kind.to_string()),
            language: self.language.map(|language| language.to_string()),
            country: self.country.clone(),
            postal_code: self.postal_code.clone(),
            city: self.city.clone(),
            lot_link: self.lot_link.map(|link| link.to_string()),
            target_group: self.target_group.map(|group| group.to_string()),
            project_types: self.project_types.iter().map(ToString::to_string).collect(),
            maturity: self.maturity.map(|maturity| maturity.to_string()),
            horizon: self.horizon.map(|horizon| horizon.to_string()),
            wished_territories: self.wished_territories.clone(),
            territory_indifferent: self.territory_indifferent,
            motives: self.motives.iter().map(ToString::to_string).collect(),
            obstacles: self.obstacles.iter().map(ToString::to_string).collect(),
            housing_wish: self.housing_wish.map(|wish| wish.to_string()),
            housing_comment: self.housing_comment.clone(),
            message: self.message.clone(),
            next_action: self.next_action.as_ref().map(|action| NextActionInput {
                label: action.label.clone(),
                on: action.on,
                assignee_id: action.assignee_id,
            }),
        }
    }
}

fn wishes(errors: &mut FieldErrors, input: &FactsInput) -> Vec<String> {
    if input.wished_territories.len() > WISHES_MAX {
        errors.push("/wished_territories", "too_many");
        return vec![];
    }
    let like_a_code = |raw: &str| raw.len() <= POSTAL_CODE_MAX && raw.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let as_written = |raw: &str| (!raw.is_empty() && like_a_code(raw)).then(|| raw.to_owned());
    codes(errors, "/wished_territories", &input.wished_territories, as_written)
}

/// Two letters, in either case; the list of countries changes and is not ours to keep.
fn country(raw: Option<&str>) -> Result<Option<String>, &'static str> {
    let Some(raw) = raw.map(str::trim).filter(|raw| !raw.is_empty()) else { return Ok(None) };
    if raw.len() == 2 && raw.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        Ok(Some(raw.to_ascii_uppercase()))
    } else {
        Err("invalid")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_and_written_back() {
        let input = FactsInput {
            source: "web".to_owned(),
            country: Some("fr".to_owned()),
            project_types: vec!["farm_takeover".to_owned(), "employee".to_owned()],
            wished_territories: vec!["46102".to_owned(), "200067361".to_owned()],
            next_action: Some(NextActionInput {
                label: " Appeler ".to_owned(),
                on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
                assignee_id: None,
            }),
            ..FactsInput::default()
        };
        let facts = Facts::parse(&input).unwrap();
        assert_eq!(facts.country.as_deref(), Some("FR"));
        assert_eq!(facts.next_action.as_ref().map(|action| action.label.as_str()), Some("Appeler"));
        assert_eq!(facts.project_types, [ProjectType::FarmTakeover, ProjectType::Employee]);
        assert_eq!(Facts::parse(&facts.to_input()), Ok(facts));
    }

    #[test]
    fn only_a_dormant_household_waits_for_long() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let action = |days| NextAction { label: "Appeler".to_owned(), on: today + Days::new(days), assignee_id: None };
        for (status, days, fits) in [
            (ProspectStatus::Supported, 30, true),
            (ProspectStatus::Supported, 31, false),
            (ProspectStatus::Dormant, 200, true),
            (ProspectStatus::Settled, 200, true),
        ] {
            assert_eq!(action(days).is_soon_enough(status, today, 30), fits, "{status} in {days} days");
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        let input = FactsInput {
            source: "mouth".to_owned(),
            country: Some("France".to_owned()),
            city: Some("x".repeat(101)),
            horizon: Some("soon".to_owned()),
            motives: vec!["nature".to_owned(), "nature".to_owned()],
            wished_territories: vec!["46".to_owned(), "46".to_owned()],
            next_action: Some(NextActionInput {
                label: " ".to_owned(),
                on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
                assignee_id: None,
            }),
            ..FactsInput::default()
        };
        let found: Vec<_> =
            Facts::parse(&input).unwrap_err().into_vec().into_iter().map(|e| (e.pointer, e.code)).collect();
        for expected in [
            ("/source", "unknown_code"),
            ("/country", "invalid"),
            ("/city", "too_long"),
            ("/horizon", "unknown_code"),
            ("/motives/1", "duplicate"),
            ("/wished_territories/1", "duplicate"),
            ("/next_action/label", "required"),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
        }
        assert_eq!(found.len(), 7, "{found:?}");
    }
}
