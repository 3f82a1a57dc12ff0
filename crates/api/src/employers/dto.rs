//! Shapes of employers.

use chrono::{DateTime, Utc};
use domain::employers::{EmployerFacts, EmployerInput};
use persistence::employers::Employer as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::read::Labels;
use crate::http::{Many, Patch};
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 12] = [
    "siret",
    "siret_reason",
    "name",
    "kind",
    "activity_code",
    "activity_nomenclature",
    "headcount_band",
    "address",
    "commune_code",
    "website",
    "description",
    "networks",
];

/// A network that an employer belongs to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerNetwork {
    /// The partner that is the network.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Club d’entreprises du Quercy")]
    pub name: String,
}

/// An employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Employer {
    /// The employer.
    pub id: Uuid,
    /// SIRET, 14 digits.
    #[schema(example = "73282932000074")]
    pub siret: String,
    /// Why a SIRET that fails its check was kept.
    #[schema(required = true)]
    pub siret_reason: Option<String>,
    /// Name.
    #[schema(example = "Ateliers du Célé")]
    pub name: String,
    /// Kind, a code of the list `employer_kinds`.
    #[schema(example = "private")]
    pub kind: String,
    /// Code of the activity, which means something in its nomenclature only.
    #[schema(required = true, example = "25.62B")]
    pub activity_code: Option<String>,
    /// Nomenclature of the activity.
    #[schema(required = true, example = "NAF rév. 2")]
    pub activity_nomenclature: Option<String>,
    /// Label of the activity.
    #[schema(required = true, example = "Mécanique industrielle")]
    pub activity_label: Option<String>,
    /// How many people it pays, a code of the list `headcount_bands`.
    #[schema(required = true, example = "from_10_to_49")]
    pub headcount_band: Option<String>,
    /// Street and number.
    #[schema(required = true)]
    pub address: Option<String>,
    /// Commune.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Name of the commune.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Intercommunalité of the commune.
    #[schema(required = true, example = "200067361")]
    pub epci_code: Option<String>,
    /// Web site.
    #[schema(required = true)]
    pub website: Option<String>,
    /// What people should know of it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// The networks that it belongs to.
    pub networks: Vec<EmployerNetwork>,
    /// State of its membership of the employers' network, a code of the list `membership_statuses`; null when it was
    /// never asked for.
    #[schema(required = true, example = "active")]
    pub membership_status: Option<String>,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Employer {
    /// The employer with the names of what it refers to.
    pub(super) fn of(row: Stored, networks: Vec<Uuid>, labels: &Labels<'_>) -> Employer {
        let activity = row.activity_code.clone().zip(row.activity_nomenclature.clone());
        let network = |id: Uuid| Some(EmployerNetwork { id, name: labels.networks.get(&id)?.clone() });
        Employer {
            id: row.id,
            siret: row.siret,
            siret_reason: row.siret_reason,
            name: row.name,
            kind: row.kind,
            activity_label: activity.and_then(|activity| labels.activities.get(&activity).cloned()),
            activity_code: row.activity_code,
            activity_nomenclature: row.activity_nomenclature,
            headcount_band: row.headcount_band,
            address: row.address,
            commune_name: row.commune_code.as_ref().and_then(|code| labels.communes.get(code).cloned()),
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            website: row.website,
            description: row.description,
            networks: networks.into_iter().filter_map(network).collect(),
            membership_status: row.membership.status.map(|status| status.to_string()),
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of employers.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerPage {
    /// The employers.
    pub items: Vec<Employer>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which employers.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EmployerQuery {
    /// Words of the name, the commune, the presentation, or the SIRET; accents do not matter.
    #[param(example = "ateliers figeac")]
    pub q: Option<String>,
    /// Those of this kind.
    #[param(example = "private")]
    pub kind: Option<String>,
    /// Those of these intercommunalités or communes.
    #[param(value_type = Vec<String>, example = json!(["200067361"]))]
    pub territory: Many,
    /// Those of this network.
    pub network: Option<Uuid>,
    /// Those whose membership is in one of these states.
    #[param(value_type = Vec<String>, example = json!(["requested"]))]
    pub membership: Many,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Employers of a page, 1 to 200.
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

/// An employer to make known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"siret": "732 829 320 00074", "name": "Ateliers du Célé", "kind": "private",
    "activity_code": "25.62B", "headcount_band": "from_10_to_49", "commune_code": "46102",
    "website": "https://ateliers-du-cele.example"}))]
pub struct NewEmployer {
    /// SIRET; spaces do not matter.
    pub siret: String,
    /// Why a SIRET that fails its check is kept all the same; the programme only.
    #[serde(default)]
    pub siret_reason: Option<String>,
    /// Name.
    pub name: String,
    /// Kind, a code of the list `employer_kinds`.
    pub kind: String,
    /// Code of the activity.
    #[serde(default)]
    pub activity_code: Option<String>,
    /// Nomenclature of that code; `NAF rév. 2` when left out.
    #[serde(default)]
    pub activity_nomenclature: Option<String>,
    /// How many people it pays, a code of the list `headcount_bands`.
    #[serde(default)]
    pub headcount_band: Option<String>,
    /// Street and number.
    #[serde(default)]
    pub address: Option<String>,
    /// Commune of the Lot.
    #[serde(default)]
    pub commune_code: Option<String>,
    /// Web site.
    #[serde(default)]
    pub website: Option<String>,
    /// What people should know of it; 3,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// The partners that are its networks.
    #[serde(default)]
    pub networks: Vec<Uuid>,
}

impl From<NewEmployer> for EmployerInput {
    fn from(sent: NewEmployer) -> Self {
        EmployerInput {
            siret: sent.siret,
            siret_reason: sent.siret_reason,
            name: sent.name,
            kind: sent.kind,
            activity_code: sent.activity_code,
            activity_nomenclature: sent.activity_nomenclature,
            headcount_band: sent.headcount_band,
            address: sent.address,
            commune_code: sent.commune_code,
            website: sent.website,
            description: sent.description,
            networks: sent.networks,
        }
    }
}

/// An employer as it would be typed again.
#[must_use]
pub fn input_of(row: Stored, networks: Vec<Uuid>) -> EmployerInput {
    EmployerInput {
        siret: row.siret,
        siret_reason: row.siret_reason,
        name: row.name,
        kind: row.kind,
        activity_code: row.activity_code,
        activity_nomenclature: row.activity_nomenclature,
        headcount_band: row.headcount_band,
        address: row.address,
        commune_code: row.commune_code,
        website: row.website,
        description: row.description,
        networks,
    }
}

/// The same of an employer that was read.
#[must_use]
pub fn input_of_facts(facts: &EmployerFacts) -> EmployerInput {
    let (activity_code, activity_nomenclature) = facts.activity.clone().unzip();
    EmployerInput {
        siret: facts.siret.to_string(),
        siret_reason: facts.siret_reason.clone(),
        name: facts.name.clone(),
        kind: facts.kind.to_string(),
        activity_code,
        activity_nomenclature,
        headcount_band: facts.headcount_band.map(|band| band.to_string()),
        address: facts.address.clone(),
        commune_code: facts.commune_code.clone(),
        website: facts.website.clone(),
        description: facts.description.clone(),
        networks: facts.networks.clone(),
    }
}

/// A change of an employer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"headcount_band": "from_50_to_249", "address": null}))]
pub struct EmployerPatch {
    /// SIRET; the programme only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub siret: Patch<String>,
    /// Why a SIRET that fails its check is kept all the same; the programme only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub siret_reason: Patch<String>,
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub name: Patch<String>,
    /// Kind.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Code of the activity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub activity_code: Patch<String>,
    /// Nomenclature of that code.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub activity_nomenclature: Patch<String>,
    /// How many people it pays.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub headcount_band: Patch<String>,
    /// Street and number.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub address: Patch<String>,
    /// Commune of the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub commune_code: Patch<String>,
    /// Web site.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub website: Patch<String>,
    /// What people should know of it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// The partners that are its networks.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub networks: Patch<Vec<Uuid>>,
}

impl EmployerPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("siret", self.siret.is_sent()),
            ("siret_reason", self.siret_reason.is_sent()),
            ("name", self.name.is_sent()),
            ("kind", self.kind.is_sent()),
            ("activity_code", self.activity_code.is_sent()),
            ("activity_nomenclature", self.activity_nomenclature.is_sent()),
            ("headcount_band", self.headcount_band.is_sent()),
            ("address", self.address.is_sent()),
            ("commune_code", self.commune_code.is_sent()),
            ("website", self.website.is_sent()),
            ("description", self.description.is_sent()),
            ("networks", self.networks.is_sent()),
        ])
    }

    /// The employer as it will be. A SIRET, name or kind sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, current: Stored, networks: Vec<Uuid>) -> EmployerInput {
        let now = input_of(current, networks);
        EmployerInput {
            siret: self.siret.or(Some(now.siret)).unwrap_or_default(),
            siret_reason: self.siret_reason.or(now.siret_reason),
            name: self.name.or(Some(now.name)).unwrap_or_default(),
            kind: self.kind.or(Some(now.kind)).unwrap_or_default(),
            activity_code: self.activity_code.or(now.activity_code),
            activity_nomenclature: self.activity_nomenclature.or(now.activity_nomenclature),
            headcount_band: self.headcount_band.or(now.headcount_band),
            address: self.address.or(now.address),
            commune_code: self.commune_code.or(now.commune_code),
            website: self.website.or(now.website),
            description: self.description.or(now.description),
            networks: self.networks.or(Some(now.networks)).unwrap_or_default(),
        }
    }
}
