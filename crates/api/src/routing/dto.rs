//! Shapes of the routing: the table, the preview, the proposal in one click.

use chrono::{DateTime, Utc};
use domain::codes::ReferentRole;
use domain::routing::{NeedRuleInput, RoutingTableInput, TechnicalRuleInput, TerritorialRuleInput};
use domain::validation::{FieldErrors, optional_code};
use persistence::routing_tables::StoredTable;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;
use crate::problem::Problem;
use crate::prospects::dto::Assignment;

/// A wish that the household has not made, to see what it would change.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct RoutingQuery {
    /// Codes of communes or EPCI, first choice first; sent empty, the household has no wish.
    #[param(value_type = Option<Vec<String>>)]
    pub wished_territories: Option<Many>,
    /// Codes of project types, most important first.
    #[param(value_type = Option<Vec<String>>)]
    pub project_types: Option<Many>,
    /// Code of the language spoken with the household.
    pub language: Option<String>,
}

impl RoutingQuery {
    /// Whether anything differs from the file.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.wished_territories.is_some() || self.project_types.is_some() || self.language.is_some()
    }
}

/// Which référents to ask.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "territorial"}))]
pub struct RouteRequest {
    /// `territorial` or `technical`; both when left out.
    #[serde(default)]
    #[schema(example = "territorial")]
    pub role: Option<String>,
}

impl RouteRequest {
    /// The parts to fill.
    ///
    /// # Errors
    /// `unknown_code` for another role.
    pub fn roles(&self) -> Result<Vec<ReferentRole>, Problem> {
        let mut errors = FieldErrors::new();
        let routed = |code: &str| ReferentRole::parse(code).filter(|role| *role != ReferentRole::CoReferent);
        let role = errors.keep("/role", optional_code(self.role.as_deref(), routed)).flatten();
        errors.finish(Some(()))?;
        Ok(role.map_or_else(|| vec![ReferentRole::Territorial, ReferentRole::Technical], |role| vec![role]))
    }
}

/// Who was asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Routed {
    /// The proposal on the territory; null when somebody has the file already, or nobody was left.
    #[schema(required = true)]
    pub territorial: Option<Assignment>,
    /// The proposal for the project; null when somebody has the file already, or nobody is competent.
    #[schema(required = true)]
    pub technical: Option<Assignment>,
    /// Why the file waits in the programme's pool, a code of the list `pool_reasons`.
    #[schema(required = true, example = "nobody_left")]
    pub pool_reason: Option<String>,
}

/// A line of the table that applied.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FiredRule {
    /// Name of the line.
    #[schema(example = "agriculture")]
    pub key: String,
    /// Why, in French.
    pub sentence: String,
}

/// A référent who was considered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RoutingCandidate {
    /// The référent.
    pub referent_id: Uuid,
    /// Their name.
    pub name: String,
    /// Name of their partner.
    pub partner_name: String,
    /// Place in the ranking, 1 is the best; null when excluded.
    #[schema(required = true)]
    pub rank: Option<i32>,
    /// Why not, a code of the list `routing_exclusions`; null when ranked.
    #[schema(required = true, example = "out_of_zone")]
    pub exclusion: Option<String>,
    /// The colleague who is away and whom they replace.
    #[schema(required = true)]
    pub in_place_of_name: Option<String>,
    /// How closely their zone fits, a code of the list `zone_precisions`.
    #[schema(required = true, example = "epci")]
    pub precision: Option<String>,
    /// The household's project types that they name as theirs.
    pub matching_project_types: Vec<String>,
    /// Whether they speak the language asked for; null when French will do.
    #[schema(required = true)]
    pub speaks_language: Option<bool>,
    /// Files they follow or are asked to take.
    pub open_files: i32,
    /// Files they can follow at most.
    #[schema(required = true)]
    pub capacity: Option<i32>,
    /// When a file was last proposed to them.
    #[schema(required = true)]
    pub last_assigned_at: Option<DateTime<Utc>>,
    /// Why this place, in French.
    pub sentence: String,
}

/// Who should take one part of the accompaniment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoutingDecision {
    /// `territorial` or `technical`.
    #[schema(example = "territorial")]
    pub role: String,
    /// `referent`, `pool` (the programme keeps the file) or `none`.
    #[schema(example = "referent")]
    pub outcome: String,
    /// Why nobody: `no_territory`, `nobody_left`, `no_project`, `no_rule`.
    #[schema(required = true, example = "nobody_left")]
    pub reason: Option<String>,
    /// Lines of the table that applied.
    pub rules: Vec<FiredRule>,
    /// The decision in a sentence, in French.
    pub summary: String,
    /// The référent to ask.
    #[schema(required = true)]
    pub chosen: Option<RoutingCandidate>,
    /// Everybody considered: ranked first, then excluded.
    pub candidates: Vec<RoutingCandidate>,
}

/// Who should accompany a file today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Routing {
    /// Version of the routing table that applied.
    pub table_version: i32,
    /// Whether the answer is for another wish than the file's.
    pub what_if: bool,
    /// On the territory.
    pub territorial: RoutingDecision,
    /// For the project.
    pub technical: RoutingDecision,
}

/// Whose référents accompany on the territory.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TerritorialRule {
    /// Codes of kinds of partners.
    pub partner_kinds: Vec<String>,
    /// Why, in French, at most 300 characters.
    pub sentence: String,
}

/// Whose référents bring their trade to projects of these types.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TechnicalRule {
    /// Name of the line, at most 60 characters.
    #[schema(example = "agriculture")]
    pub key: String,
    /// Codes of project types; each stands in one line only.
    pub project_types: Vec<String>,
    /// Codes of kinds of partners.
    pub partner_kinds: Vec<String>,
    /// Why, in French, at most 300 characters.
    pub sentence: String,
}

/// Who answers the needs of a theme.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedRule {
    /// Code of the theme.
    #[schema(example = "housing")]
    pub theme: String,
    /// Codes of kinds of partners, the most competent first.
    pub partner_kinds: Vec<String>,
    /// Why, in French, at most 300 characters.
    pub sentence: String,
}

/// The lines of the table, as they are kept and sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lines {
    /// Whether qualifying a file proposes it at once.
    pub automatic: bool,
    /// For a household that wishes for a territory.
    pub wished: TerritorialRule,
    /// For one that does not.
    pub no_territory: TerritorialRule,
    /// By project.
    pub technical: Vec<TechnicalRule>,
    /// By theme of need.
    pub needs: Vec<NeedRule>,
}

/// The routing table.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoutingTable {
    /// Its version; the highest is in force.
    pub version: i32,
    /// Whether qualifying a file proposes it at once.
    pub automatic: bool,
    /// For a household that wishes for a territory.
    pub wished: TerritorialRule,
    /// For one that does not.
    pub no_territory: TerritorialRule,
    /// By project.
    pub technical: Vec<TechnicalRule>,
    /// By theme of need.
    pub needs: Vec<NeedRule>,
    /// Why it was changed.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Who changed it; null for the table that the programme starts with.
    #[schema(required = true)]
    pub author_name: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A new version of the routing table.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "automatic": true,
    "wished": {"partner_kinds": ["epci"], "sentence": "L'intercommunalité souhaitée accompagne le foyer sur place."},
    "no_territory": {"partner_kinds": ["epci"], "sentence": "L'équipe du programme en parle d'abord avec le foyer."},
    "technical": [{"key": "agriculture", "project_types": ["farm_takeover"], "partner_kinds": ["chamber_agriculture"],
        "sentence": "La chambre d'agriculture apporte son expertise."}],
    "needs": [{"theme": "housing", "partner_kinds": ["housing", "epci"], "sentence": "Le logement se cherche sur place."}],
    "note": "La chambre d'agriculture suit les reprises."
}))]
pub struct RoutingTableUpdate {
    /// Whether qualifying a file proposes it at once.
    pub automatic: bool,
    /// For a household that wishes for a territory.
    pub wished: TerritorialRule,
    /// For one that does not.
    pub no_territory: TerritorialRule,
    /// By project, at most 50 lines.
    pub technical: Vec<TechnicalRule>,
    /// By theme of need.
    pub needs: Vec<NeedRule>,
    /// Why it is changed, at most 300 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Which page of the versions.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct RoutingTableQuery {
    /// Rows of the page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub limit: Option<i32>,
    /// Where to go on, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// A page of versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoutingTablePage {
    /// The versions, newest first.
    pub items: Vec<RoutingTable>,
    /// Where to go on; null at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

impl RoutingTable {
    /// A stored version.
    ///
    /// # Errors
    /// 500 when it cannot be read any more.
    pub fn of(stored: StoredTable) -> Result<RoutingTable, Problem> {
        let Lines { automatic, wished, no_territory, technical, needs } = Lines::of(&stored)?;
        let StoredTable { version, author_name, note, created_at, .. } = stored;
        Ok(RoutingTable { version, automatic, wished, no_territory, technical, needs, note, author_name, created_at })
    }
}

impl Lines {
    /// The lines of a stored version.
    ///
    /// # Errors
    /// 500 when they cannot be read any more.
    pub fn of(stored: &StoredTable) -> Result<Lines, Problem> {
        serde_json::from_value(stored.content.clone()).map_err(|error| Problem::internal(&error))
    }

    /// The lines as the domain reads them.
    #[must_use]
    pub fn to_input(&self) -> RoutingTableInput {
        let place = |rule: &TerritorialRule| TerritorialRuleInput {
            partner_kinds: rule.partner_kinds.clone(),
            sentence: rule.sentence.clone(),
        };
        let project = |rule: &TechnicalRule| TechnicalRuleInput {
            key: rule.key.clone(),
            project_types: rule.project_types.clone(),
            partner_kinds: rule.partner_kinds.clone(),
            sentence: rule.sentence.clone(),
        };
        let need = |rule: &NeedRule| NeedRuleInput {
            theme: rule.theme.clone(),
            partner_kinds: rule.partner_kinds.clone(),
            sentence: rule.sentence.clone(),
        };
        RoutingTableInput {
            automatic: self.automatic,
            wished: place(&self.wished),
            no_territory: place(&self.no_territory),
            technical: self.technical.iter().map(project).collect(),
            needs: self.needs.iter().map(need).collect(),
        }
    }
}

impl RoutingTableUpdate {
    /// The lines and the note.
    #[must_use]
    pub fn split(self) -> (Lines, Option<String>) {
        let RoutingTableUpdate { automatic, wished, no_territory, technical, needs, note } = self;
        (Lines { automatic, wished, no_territory, technical, needs }, note)
    }
}
