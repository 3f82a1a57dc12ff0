//! Shapes of targets.

use chrono::{DateTime, Utc};
use domain::targets::TargetInput;
use persistence::targets::Target as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is aimed at for an indicator, a year and a territory, and how far it was reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Target {
    /// The indicator, of the list `indicators`.
    #[schema(example = "families_settled")]
    pub indicator: String,
    /// Its French name.
    #[schema(example = "Familles installées")]
    pub label: String,
    /// What it is a number of, of the list `indicator_units`.
    #[schema(example = "family")]
    pub unit: String,
    /// The year.
    #[schema(example = 2026)]
    pub year: i32,
    /// SIREN of the EPCI; null for the whole département.
    #[schema(required = true, example = "200067361")]
    pub epci_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub epci_name: Option<String>,
    /// The figure to reach, in the unit of the indicator.
    #[schema(example = 125)]
    pub value: i32,
    /// Where it comes from.
    #[schema(required = true)]
    pub note: Option<String>,
    /// What was achieved so far; null when nothing was measured, when it is too small to be shown to the caller, or outside
    /// of what the caller reads.
    #[schema(required = true, example = 108.0)]
    pub achieved: Option<f64>,
    /// What was achieved less the target: negative below it.
    #[schema(required = true, example = -17.0)]
    pub gap: Option<f64>,
    /// Whether what was achieved is too small to be shown.
    pub hidden: bool,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was set.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What stands beside a target: names, and what was achieved.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// French name of the indicator.
    pub label: String,
    /// Name of the EPCI.
    pub epci_name: Option<String>,
    /// What was achieved.
    pub achieved: Option<f64>,
    /// Whether it is too small to be shown.
    pub hidden: bool,
}

impl Target {
    /// A target with what stands beside it.
    #[must_use]
    pub fn of(row: Stored, beside: Beside) -> Target {
        let value = row.facts.value;
        Target {
            indicator: row.key.indicator.as_str().to_owned(),
            label: beside.label,
            unit: row.key.indicator.unit().as_str().to_owned(),
            year: row.key.year,
            epci_code: row.key.epci_code,
            epci_name: beside.epci_name,
            value,
            note: row.facts.note,
            achieved: beside.achieved,
            gap: beside.achieved.map(|achieved| domain::targets::gap(value, achieved)),
            hidden: beside.hidden,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The targets of a year: a few dozens, all of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetList {
    /// The year.
    #[schema(example = 2026)]
    pub year: i32,
    /// By indicator, the whole département before its EPCI.
    pub items: Vec<Target>,
}

/// The targets of which year.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TargetsQuery {
    /// Year, 2019 to 2100.
    #[param(example = 2026)]
    pub year: i32,
}

/// The target of which place.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TargetPlace {
    /// SIREN of an EPCI; the whole département when left out.
    #[param(example = "200067361")]
    pub epci: Option<String>,
}

/// What is aimed at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"value": 125, "note": "Décidé au COPIL de janvier."}))]
pub struct TargetWrite {
    /// The figure to reach, a whole number from 0 to 1000000 in the unit of the indicator.
    pub value: i32,
    /// Where it comes from, 500 characters at most.
    #[serde(default)]
    pub note: Option<String>,
}

impl From<TargetWrite> for TargetInput {
    fn from(sent: TargetWrite) -> Self {
        TargetInput { value: Some(sent.value), note: sent.note }
    }
}
