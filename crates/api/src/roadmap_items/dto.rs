//! Shapes of the roadmap.

use chrono::{DateTime, Utc};
use domain::roadmap_items::{RoadmapFacts, RoadmapInput};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 7] = ["year", "quarter", "title", "description", "owner_id", "indicator_code", "target"];

/// An item of the roadmap of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoadmapItem {
    /// The item.
    pub id: Uuid,
    /// The year.
    #[schema(example = 2027)]
    pub year: i32,
    /// The quarter in which it is to be done, 1 to 4; null is some time in the year.
    #[schema(required = true, example = 2)]
    pub quarter: Option<i32>,
    /// What is to be done.
    #[schema(example = "Ouvrir une antenne à Gourdon")]
    pub title: String,
    /// More words about it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// The partner that answers for it.
    #[schema(required = true)]
    pub owner_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true, example = "CC Quercy-Bouriane")]
    pub owner_name: Option<String>,
    /// Code of the indicator by which it is measured.
    #[schema(required = true, example = "families_settled")]
    pub indicator_code: Option<String>,
    /// The figure to be reached.
    #[schema(required = true, example = 120)]
    pub target: Option<i32>,
    /// State, a code of the list `steering_statuses`.
    #[schema(example = "todo")]
    pub status: String,
    /// Whether its quarter, or its year, went by before it was done.
    pub late: bool,
    /// States that may follow.
    #[schema(example = json!(["in_progress", "done", "dropped"]))]
    pub allowed: Vec<String>,
    /// The item of an earlier year that this one goes on from.
    #[schema(required = true)]
    pub carried_from_id: Option<Uuid>,
    /// Version, for `If-Match`; a move in the order keeps it.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of a roadmap.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadmapItemPage {
    /// The items, in the order of the year.
    pub items: Vec<RoadmapItem>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which roadmap.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct RoadmapItemQuery {
    /// The year; the present one when left out.
    #[param(example = 2027)]
    pub year: Option<i32>,
    /// Items of a page, 1 to 200.
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

/// An item to write down, at the end of its year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"year": 2027, "quarter": 2, "title": "Ouvrir une antenne à Gourdon",
    "indicator_code": "families_settled", "target": 120}))]
pub struct NewRoadmapItem {
    /// The year, 2018 to 2100.
    pub year: i32,
    /// The quarter in which it is to be done, 1 to 4.
    #[serde(default)]
    pub quarter: Option<i32>,
    /// What is to be done, 150 characters at most.
    pub title: String,
    /// More words about it, 1,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// The partner that answers for it.
    #[serde(default)]
    pub owner_id: Option<Uuid>,
    /// Code of the indicator by which it is measured.
    #[serde(default)]
    pub indicator_code: Option<String>,
    /// The figure to be reached; of an indicator.
    #[serde(default)]
    pub target: Option<i32>,
}

impl From<NewRoadmapItem> for RoadmapInput {
    fn from(sent: NewRoadmapItem) -> Self {
        RoadmapInput {
            year: sent.year,
            quarter: sent.quarter,
            title: sent.title,
            description: sent.description,
            owner_id: sent.owner_id,
            indicator_code: sent.indicator_code,
            target: sent.target,
        }
    }
}

/// A change of an item; it stays in its year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"quarter": 3, "target": 140, "indicator_code": "families_settled"}))]
pub struct RoadmapItemPatch {
    /// The quarter in which it is to be done.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub quarter: Patch<i32>,
    /// What is to be done.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// More words about it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// The partner that answers for it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub owner_id: Patch<Uuid>,
    /// Code of the indicator by which it is measured.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub indicator_code: Patch<String>,
    /// The figure to be reached.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub target: Patch<i32>,
}

impl RoadmapItemPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("quarter", self.quarter.is_sent()),
            ("title", self.title.is_sent()),
            ("description", self.description.is_sent()),
            ("owner_id", self.owner_id.is_sent()),
            ("indicator_code", self.indicator_code.is_sent()),
            ("target", self.target.is_sent()),
        ])
    }

    /// The item as it will be. A title sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: RoadmapFacts) -> RoadmapInput {
        RoadmapInput {
            year: now.year,
            quarter: self.quarter.or(now.quarter),
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            description: self.description.or(now.description),
            owner_id: self.owner_id.or(now.owner_id),
            indicator_code: self.indicator_code.or(now.indicator_code),
            target: self.target.or(now.target),
        }
    }
}

/// A change of state of an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "in_progress"}))]
pub struct RoadmapItemTransition {
    /// State wanted, a code of the list `steering_statuses`.
    pub to: String,
}

/// A move of an item in the order of its year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"before": null}))]
pub struct RoadmapItemMove {
    /// The item of the same year before which it goes; to the end when null.
    #[serde(default)]
    pub before: Option<Uuid>,
}

/// The order of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadmapOrder {
    /// Every item of the year, in order.
    pub items: Vec<Uuid>,
}

/// What is not finished, to be carried from a year to another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"from": 2026, "to": 2027}))]
pub struct RoadmapCarry {
    /// The year whose items are not finished.
    pub from: i32,
    /// The year to which they go; a later one.
    pub to: i32,
}

/// What was carried.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadmapCarried {
    /// How many items; 0 when they all were already.
    #[schema(example = 3)]
    pub carried: i32,
}
