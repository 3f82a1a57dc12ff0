//! Shapes of the figures.

use chrono::NaiveDate;
use domain::indicators::{Coefficient, Indicator, date_rule};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::reference::lists;

/// The key of what has no value, and the value of `epci` for it.
pub const NONE: &str = "none";

/// Which figure is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct IndicatorQuery {
    /// A year (`2024`), a quarter (`2024-Q1`) or a month (`2024-03`).
    #[param(required = true, example = "2024")]
    pub period: Option<String>,
    /// What it is broken down by, one of the dimensions of the indicator.
    #[param(example = "epci")]
    pub by: Option<String>,
    /// Only one EPCI (SIREN), or `none` for what has no territory.
    #[param(example = "200067361")]
    pub epci: Option<String>,
}

/// A version of a coefficient.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorCoefficient {
    /// Persons per family.
    #[schema(example = 2.0)]
    pub value: f64,
    /// First day on which it is in force.
    pub valid_from: NaiveDate,
    /// Where it comes from.
    pub source: String,
}

impl From<&Coefficient> for IndicatorCoefficient {
    fn from(version: &Coefficient) -> Self {
        IndicatorCoefficient { value: version.value, valid_from: version.valid_from, source: version.source.clone() }
    }
}

/// What an indicator counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorDefinition {
    /// Its code.
    #[schema(example = "families_settled")]
    pub code: String,
    /// Its name.
    #[schema(example = "Familles installées")]
    pub label: String,
    /// What it is a number of, one of the list `indicator_units`.
    #[schema(example = "family")]
    pub unit: String,
    /// The same in words.
    #[schema(example = "Familles")]
    pub unit_label: String,
    /// `flow`, `stock` at the end of the period, `median` or `rate`.
    #[schema(example = "flow")]
    pub nature: String,
    /// What it counts, in a sentence.
    pub definition: String,
    /// On which day it counts.
    pub date_rule: String,
    /// What it may be broken down by.
    #[schema(example = json!(["epci", "month"]))]
    pub dimensions: Vec<String>,
    /// Versions of its coefficient, oldest first; none where nothing is multiplied.
    pub coefficients: Vec<IndicatorCoefficient>,
    /// Whether `GET /prospects?indicator=…` lists what stands behind it.
    pub opens_files: bool,
}

impl IndicatorDefinition {
    /// The definition of an indicator.
    #[must_use]
    pub fn of(indicator: Indicator) -> IndicatorDefinition {
        let item = lists::find(Indicator::LIST)
            .and_then(|list| list.items.iter().find(|item| item.code == indicator.as_str()));
        IndicatorDefinition {
            code: indicator.to_string(),
            label: lists::label(Indicator::LIST, indicator.as_str()).to_owned(),
            unit: indicator.unit().to_string(),
            unit_label: lists::label(domain::indicators::Unit::LIST, indicator.unit().as_str()).to_owned(),
            nature: indicator.nature().to_string(),
            definition: item.and_then(|item| item.description.clone()).unwrap_or_default(),
            date_rule: date_rule(indicator).to_owned(),
            dimensions: indicator.dimensions().iter().map(ToString::to_string).collect(),
            coefficients: indicator.coefficients().map(Into::into).collect(),
            opens_files: indicator.is_of_files(),
        }
    }
}

/// Every indicator that the caller reads.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorList {
    /// The indicators.
    pub items: Vec<IndicatorDefinition>,
}

/// A part of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct IndicatorCell {
    /// What names it: a code, an id, a part of the period; `none` without a value; for `theme_epci` both codes and a colon
    /// between them.
    #[schema(example = "200067361")]
    pub key: String,
    /// Its name.
    #[schema(example = "CC Grand-Figeac")]
    pub label: String,
    /// Its value; null when there is nothing to measure, or when it is hidden.
    #[schema(required = true)]
    pub value: Option<f64>,
    /// Its value a year before; null for the same reasons.
    #[schema(required = true)]
    pub previous_value: Option<f64>,
    /// How many cases stand behind a rate or a median; null when it is hidden.
    #[schema(required = true)]
    pub cases: Option<i64>,
    /// Whether the value is hidden, because it is small or because it would give a small one away.
    pub hidden: bool,
    /// Whether the value a year before is.
    pub previous_hidden: bool,
}

/// The value of an indicator in a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorValue {
    /// Its code.
    #[schema(example = "families_settled")]
    pub code: String,
    /// Its name.
    #[schema(example = "Familles installées")]
    pub label: String,
    /// What it is a number of.
    #[schema(example = "family")]
    pub unit: String,
    /// The period.
    #[schema(example = "2024")]
    pub period: String,
    /// The same a year before.
    #[schema(example = "2023")]
    pub previous_period: String,
    /// Its value; null when there is nothing to measure, or when it is hidden.
    #[schema(required = true, example = 108.0)]
    pub value: Option<f64>,
    /// Its value a year before.
    #[schema(required = true, example = 73.0)]
    pub previous_value: Option<f64>,
    /// By how much it changed, in percent; null when that says nothing.
    #[schema(required = true, example = 47.9)]
    pub growth: Option<f64>,
    /// How many cases stand behind it; null when it is hidden.
    #[schema(required = true)]
    pub cases: Option<i64>,
    /// Whether the value is hidden.
    pub hidden: bool,
    /// The coefficient that multiplied it.
    #[schema(required = true, inline = false)]
    pub coefficient: Option<IndicatorCoefficient>,
    /// What it is broken down by; null without a breakdown.
    #[schema(required = true)]
    pub dimension: Option<String>,
    /// Its parts.
    pub by: Vec<IndicatorCell>,
}
