//! Shapes of référents.

use chrono::{DateTime, NaiveDate, Utc};
use domain::referents::ReferentInput;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;

/// A time away, both days included.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// First day away.
    #[schema(example = "2026-12-21")]
    pub from_on: NaiveDate,
    /// Last day away.
    #[schema(example = "2027-01-03")]
    pub to_on: NaiveDate,
    /// The référent who takes over.
    #[serde(default)]
    pub substitute_id: Option<Uuid>,
}

impl From<Absence> for domain::referents::Absence {
    fn from(absence: Absence) -> Self {
        Self { from_on: absence.from_on, to_on: absence.to_on, substitute_id: absence.substitute_id }
    }
}

impl From<domain::referents::Absence> for Absence {
    fn from(absence: domain::referents::Absence) -> Self {
        Self { from_on: absence.from_on, to_on: absence.to_on, substitute_id: absence.substitute_id }
    }
}

/// Somebody who accompanies households.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Referent {
    /// The référent.
    pub id: Uuid,
    /// The account of the person, when they have one.
    #[schema(required = true)]
    pub user_id: Option<Uuid>,
    /// The partner they work for.
    pub partner_id: Uuid,
    /// Name of that partner.
    #[schema(example = "Grand-Figeac")]
    pub partner_name: String,
    /// Name shown to households and colleagues.
    #[schema(example = "Nadège Roumégous")]
    pub display_name: String,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Codes of EPCI, communes or the département.
    #[schema(example = json!(["46"]))]
    pub zones: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
    /// Codes of languages spoken.
    #[schema(example = json!(["fr"]))]
    pub languages: Vec<String>,
    /// Files followed at a time at most; null means no limit.
    #[schema(required = true)]
    pub capacity: Option<i32>,
    /// Times away, by first day.
    pub absences: Vec<Absence>,
    /// Open files proposed to them or accepted by them.
    pub open_files: i32,
    /// When they were archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When they were created.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

impl Referent {
    /// The référent with the name of their partner.
    #[must_use]
    pub fn of(referent: persistence::referents::Referent, partner_name: Option<String>) -> Referent {
        Referent {
            id: referent.id,
            user_id: referent.user_id,
            partner_id: referent.partner_id,
            partner_name: partner_name.unwrap_or_default(),
            display_name: referent.display_name,
            email: referent.email,
            phone: referent.phone,
            zones: referent.zones,
            project_types: referent.project_types,
            languages: referent.languages,
            capacity: referent.capacity,
            absences: referent.absences.into_iter().map(Absence::from).collect(),
            open_files: referent.open_files,
            archived_at: referent.archived_at,
            version: referent.version,
            created_at: referent.created_at,
            updated_at: referent.updated_at,
        }
    }
}

/// A page of référents.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReferentPage {
    /// The référents.
    pub items: Vec<Referent>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which référents.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ReferentQuery {
    /// Words of the name; accents do not matter.
    #[param(example = "roumegous")]
    pub q: Option<String>,
    /// Those whose zones cover this territory.
    #[param(example = "46")]
    pub territory: Option<String>,
    /// Those who take this project type.
    #[param(example = "employee")]
    pub project_type: Option<String>,
    /// Those of this partner.
    pub partner_id: Option<Uuid>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Référents of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A référent to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"partner_id": "01990000-0000-7000-8000-000000000046", "display_name": "Nadège Roumégous",
    "email": "nadege.roumegous@epci.example", "phone": "01 99 00 10 22", "zones": ["46"], "languages": ["fr"],
    "capacity": 25, "absences": [{"from_on": "2026-12-21", "to_on": "2027-01-03"}]}))]
pub struct NewReferent {
    /// The account of the person, when they have one.
    #[serde(default)]
    pub user_id: Option<Uuid>,
    /// The partner they work for; that of the example is the département, which every programme starts with.
    pub partner_id: Uuid,
    /// Name shown to households and colleagues.
    pub display_name: String,
    /// Address to write to.
    #[serde(default)]
    pub email: Option<String>,
    /// Number to call.
    #[serde(default)]
    pub phone: Option<String>,
    /// Codes of EPCI, communes or the département.
    #[serde(default)]
    pub zones: Vec<String>,
    /// Codes of project types; none means all.
    #[serde(default)]
    pub project_types: Vec<String>,
    /// Codes of languages spoken.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Files followed at a time at most.
    #[serde(default)]
    pub capacity: Option<i32>,
    /// Times away.
    #[serde(default)]
    pub absences: Vec<Absence>,
}

impl From<NewReferent> for ReferentInput {
    fn from(sent: NewReferent) -> Self {
        ReferentInput {
            user_id: sent.user_id,
            partner_id: sent.partner_id,
            display_name: sent.display_name,
            email: sent.email,
            phone: sent.phone,
            zones: sent.zones,
            project_types: sent.project_types,
            languages: sent.languages,
            capacity: sent.capacity,
            absences: sent.absences.into_iter().map(Into::into).collect(),
        }
    }
}

/// A change of a référent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 30, "absences": []}))]
pub struct ReferentPatch {
    /// The account of the person.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub user_id: Patch<Uuid>,
    /// The partner they work for.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub partner_id: Patch<Uuid>,
    /// Name shown to households and colleagues.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub display_name: Patch<String>,
    /// Address to write to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Number to call.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Codes of EPCI, communes or the département.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub zones: Patch<Vec<String>>,
    /// Codes of project types; none means all.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub project_types: Patch<Vec<String>>,
    /// Codes of languages spoken.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub languages: Patch<Vec<String>>,
    /// Files followed at a time at most.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub capacity: Patch<i32>,
    /// Times away: replaces those known.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Absence>>)]
    pub absences: Patch<Vec<Absence>>,
}

impl ReferentPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let sent = [
            ("user_id", self.user_id.is_sent()),
            ("partner_id", self.partner_id.is_sent()),
            ("display_name", self.display_name.is_sent()),
            ("email", self.email.is_sent()),
            ("phone", self.phone.is_sent()),
            ("zones", self.zones.is_sent()),
            ("project_types", self.project_types.is_sent()),
            ("languages", self.languages.is_sent()),
            ("capacity", self.capacity.is_sent()),
            ("absences", self.absences.is_sent()),
        ];
        sent.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect()
    }

    /// The référent as they will be. A name or partner sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, referent: persistence::referents::Referent) -> ReferentInput {
        let absences = match self.absences {
            Patch::Absent => referent.absences,
            Patch::Null => vec![],
            Patch::Value(absences) => absences.into_iter().map(Into::into).collect(),
        };
        ReferentInput {
            user_id: self.user_id.or(referent.user_id),
            partner_id: self.partner_id.or(Some(referent.partner_id)).unwrap_or_default(),
            display_name: self.display_name.or(Some(referent.display_name)).unwrap_or_default(),
            email: self.email.or(referent.email),
            phone: self.phone.or(referent.phone),
            zones: self.zones.or(Some(referent.zones)).unwrap_or_default(),
            project_types: self.project_types.or(Some(referent.project_types)).unwrap_or_default(),
            languages: self.languages.or(Some(referent.languages)).unwrap_or_default(),
            capacity: self.capacity.or(referent.capacity),
            absences,
        }
    }
}
