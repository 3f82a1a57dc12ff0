//! Shapes of yearly reports.

use chrono::{DateTime, Utc};
use domain::codes::ReportStatus;
use domain::reports::allowed_next;
use persistence::reports::Report as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::content::ReportContent;
use crate::http::Many;

/// An edition of the report of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Report {
    /// The edition.
    pub id: Uuid,
    /// The year it is about.
    #[schema(example = 2025)]
    pub year: i32,
    /// 1, then one more for each correction.
    #[schema(example = 1)]
    pub edition: i32,
    /// State, a code of the list `report_statuses`.
    #[schema(example = "published")]
    pub status: String,
    /// The states that it may move to; a published one moves nowhere.
    #[schema(example = json!([]))]
    pub allowed: Vec<String>,
    /// Why the edition before it is corrected.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// SHA-256 of its content, once it is computed.
    #[schema(required = true)]
    pub sha256: Option<String>,
    /// When its figures were computed.
    #[schema(required = true)]
    pub computed_at: Option<DateTime<Utc>>,
    /// When it was validated.
    #[schema(required = true)]
    pub validated_at: Option<DateTime<Utc>>,
    /// Who validated it; told to the programme only.
    #[schema(required = true)]
    pub validated_by_name: Option<String>,
    /// When it was published.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    /// Who published it; told to the programme only.
    #[schema(required = true)]
    pub published_by_name: Option<String>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// Its figures; left out of lists, and while nothing is computed. Others than the programme read no small cell and no
    /// file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<ReportContent>,
}

impl Report {
    /// The edition as the programme reads it (`whole`), or as the others do.
    #[must_use]
    pub fn of(row: Stored, whole: bool) -> Report {
        let allowed = if whole { allowed_next(row.status) } else { &[] };
        Report {
            id: row.id,
            year: row.year,
            edition: row.edition,
            status: row.status.to_string(),
            allowed: allowed.iter().map(ReportStatus::to_string).collect(),
            reason: row.reason,
            sha256: row.sha256,
            computed_at: row.computed_at,
            validated_at: row.validated_at,
            validated_by_name: row.validated_by_name.filter(|_| whole),
            published_at: row.published_at,
            published_by_name: row.published_by_name.filter(|_| whole),
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
            content: None,
        }
    }
}

/// A page of editions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportPage {
    /// Editions, the latest year first.
    pub items: Vec<Report>,
    /// Cursor of the next page.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i32>,
}

/// Which editions.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// Those about this year.
    #[param(example = 2025)]
    pub year: Option<i32>,
    /// Those in one of these states.
    #[param(value_type = Vec<String>, example = json!(["published"]))]
    pub status: Many,
    /// `-year` (the default) or `year`.
    #[param(example = "-year")]
    pub sort: Option<String>,
    /// `exact` adds `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub count: Option<String>,
    /// Editions of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// The year of a new report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"year": 2025}))]
pub struct NewReport {
    /// From 2018 to the present year.
    pub year: i32,
}

/// Why a published report is corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Date d’emménagement d’un foyer corrigée."}))]
pub struct NewReportCorrection {
    /// Shown with the new edition, to everybody: no name.
    pub reason: String,
}

/// Where a report goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "computed"}))]
pub struct ReportTransition {
    /// `computed` (again, as often as needed), `validated` or `published`.
    pub to: String,
}

/// A text to be copied.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportPressText {
    /// Paragraphs, an empty line between them.
    pub text: String,
}
