//! Shapes of dashboards.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A place of a figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardCell {
    /// Its code; `none` for what has no place.
    #[schema(example = "200067361")]
    pub key: String,
    /// Its French name.
    #[schema(example = "CC Grand-Figeac")]
    pub label: String,
    /// Its value; null when it is hidden or was not measured.
    #[schema(required = true, example = 14.0)]
    pub value: Option<f64>,
    /// Whether it is too small to be shown, or would give such a one away.
    pub hidden: bool,
}

/// The coefficient by which families are multiplied.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardCoefficient {
    /// Persons per family.
    #[schema(example = 2.0)]
    pub value: f64,
    /// Where it comes from.
    pub source: String,
}

/// One figure, with the same period a year before and its target.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardFigure {
    /// The indicator, of the list `indicators`.
    #[schema(example = "families_settled")]
    pub code: String,
    /// Its French name.
    #[schema(example = "Familles installées")]
    pub label: String,
    /// What it counts, in one sentence.
    pub definition: String,
    /// What it is a number of, of the list `indicator_units`.
    #[schema(example = "family")]
    pub unit: String,
    /// The figure; null when there is nothing to measure.
    #[schema(required = true, example = 108.0)]
    pub value: Option<f64>,
    /// The same period a year before.
    #[schema(required = true, example = 73.0)]
    pub previous_value: Option<f64>,
    /// What is aimed at, for a whole year.
    #[schema(required = true, example = 125)]
    pub target: Option<i32>,
    /// The figure less the target: negative below it.
    #[schema(required = true, example = -17.0)]
    pub gap: Option<f64>,
    /// The coefficient that is part of the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub coefficient: Option<DashboardCoefficient>,
    /// Whether `GET /prospects?indicator=…&period=…` lists the files behind it for the caller.
    pub opens_list: bool,
    /// By EPCI, for figures that are drawn on the map.
    pub by_epci: Vec<DashboardCell>,
}

/// Files that entered, and how many of them went on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardSteps {
    /// Code of a source, or a month.
    #[schema(example = "stand")]
    pub key: String,
    /// Its French name; of a month, the month itself.
    #[schema(example = "Stand")]
    pub label: String,
    /// Files opened.
    #[schema(example = 60)]
    pub entered: i32,
    /// Files accompanied.
    #[schema(example = 40)]
    pub supported: i32,
    /// Files of families that moved in.
    #[schema(example = 12)]
    pub settled: i32,
}

/// One month; nothing was measured in those to come.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardMonth {
    /// The month.
    #[schema(example = "2026-03")]
    pub month: String,
    /// Files opened.
    #[schema(required = true)]
    pub entered: Option<f64>,
    /// Files accompanied for the first time.
    #[schema(required = true)]
    pub supported: Option<f64>,
    /// Families that moved in.
    #[schema(required = true)]
    pub settled: Option<f64>,
    /// Median of the working hours to the first exchange.
    #[schema(required = true)]
    pub first_contact_delay: Option<f64>,
    /// First exchanges made in time, in percent.
    #[schema(required = true)]
    pub sla_contact_kept: Option<f64>,
}

/// What stands in the way of households, by EPCI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardObstacle {
    /// The obstacle, of the list `obstacles`.
    #[schema(example = "housing")]
    pub theme: String,
    /// Its French name.
    pub label: String,
    /// How many files carry it, by EPCI; every obstacle has the same places.
    pub cells: Vec<DashboardCell>,
}

/// A place that the dashboard covers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardPlace {
    /// INSEE or SIREN code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Offers of the caller's employers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DashboardOffers {
    /// Offers published at present.
    pub published: i32,
    /// Households that moved in thanks to one of them, ever.
    pub positions_filled: i32,
}

/// The figures of those who ask, for a year or a quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboard {
    /// Whose dashboard it is: `programme`, `referent`, `steering` or `employer`.
    #[schema(example = "programme")]
    pub audience: String,
    /// The period.
    #[schema(example = "2026")]
    pub period: String,
    /// The same period a year before.
    #[schema(example = "2025")]
    pub previous_period: String,
    /// Whether the period is not over yet.
    pub running: bool,
    /// What the figures cover; empty for the whole département.
    pub territories: Vec<DashboardPlace>,
    /// Few figures, the most telling first.
    pub figures: Vec<DashboardFigure>,
    /// By source: files opened, accompanied and settled in the period.
    pub sources: Vec<DashboardSteps>,
    /// Files opened in each month of the year, and how many of them went on until now.
    pub cohorts: Vec<DashboardSteps>,
    /// The months of the year.
    pub months: Vec<DashboardMonth>,
    /// Families that moved in, by commune; never for the steering committee.
    pub communes: Vec<DashboardCell>,
    /// What stands in the way, by EPCI.
    pub obstacles: Vec<DashboardObstacle>,
    /// Offers of the caller's employers, for an employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub own_offers: Option<DashboardOffers>,
}

/// Which period.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DashboardQuery {
    /// A year (`2026`) or a quarter (`2026-Q1`); the present year when left out.
    #[param(example = "2026")]
    pub period: Option<String>,
}
