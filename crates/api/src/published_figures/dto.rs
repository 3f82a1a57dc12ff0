//! Shapes of the figures told to the press.

use chrono::{DateTime, Utc};
use domain::reference::{Refusal, RefusalReason, Report};
use persistence::published_figures::KeptFigure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;

/// A figure that was told to the press.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublishedFigure {
    /// The figure.
    pub id: Uuid,
    /// What tells it from the others, the same at every import.
    #[schema(example = "2025-families")]
    pub key: String,
    /// What it was said to count.
    #[schema(example = "Familles installées depuis 2018")]
    pub label: String,
    /// The figure as it was told.
    #[schema(example = 400)]
    pub figure: i32,
    /// What it was said to be counted in.
    #[schema(example = "family")]
    pub unit: String,
    /// Whether it was told as « environ », « plus de » or « près de ».
    pub approximate: bool,
    /// The indicator that recomputes it.
    #[schema(required = true, example = "families_settled")]
    pub indicator: Option<String>,
    /// First year of a sum over several years.
    #[schema(required = true, example = 2018)]
    pub from_year: Option<i32>,
    /// The year, month or day at which it was told to hold.
    #[schema(example = "2024")]
    pub as_of: String,
    /// Where it was told.
    pub document: String,
    /// Where the document can be read.
    #[schema(required = true)]
    pub url: Option<String>,
    /// Why it is not what the files say, as a person said, a code of the list `figure_gaps`; computed otherwise.
    #[schema(required = true, example = "date_rule")]
    pub reason: Option<String>,
    /// What that person adds.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was first imported.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<KeptFigure> for PublishedFigure {
    fn from(row: KeptFigure) -> Self {
        PublishedFigure {
            id: row.id,
            key: row.told.key,
            label: row.told.label,
            figure: row.told.figure,
            unit: row.told.unit,
            approximate: row.told.approximate,
            indicator: row.told.indicator,
            from_year: row.told.from_year,
            as_of: row.told.as_of.to_string(),
            document: row.told.document,
            url: row.told.url,
            reason: row.judgement.reason.map(|reason| reason.to_string()),
            note: row.judgement.note,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of published figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedFigurePage {
    /// Figures by date.
    pub items: Vec<PublishedFigure>,
    /// Cursor of the next page.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i32>,
}

/// Which published figures.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PublishedFigureQuery {
    /// Those that hold in this year.
    #[param(example = 2024)]
    pub year: Option<i32>,
    /// `as_of` (the default) or `-as_of`.
    #[param(example = "as_of")]
    pub sort: Option<String>,
    /// `exact` adds `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub count: Option<String>,
    /// Figures of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// What a person says of how a published figure differs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "date_rule", "note": "Chiffre arrêté au 22 juin, jour du comité de pilotage."}))]
pub struct PublishedFigurePatch {
    /// The reason, a code of the list `figure_gaps` other than `same`; null leaves it to the computation.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub reason: Patch<String>,
    /// In words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub note: Patch<String>,
}

impl PublishedFigurePatch {
    /// Names of the fields that were sent.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        let sent = [("reason", self.reason.is_sent()), ("note", self.note.is_sent())];
        sent.into_iter().filter(|(_, sent)| *sent).map(|(name, _)| name).collect()
    }
}

/// What an import of published figures did.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedFigureImport {
    /// Rows read.
    #[schema(example = 15)]
    pub read: i32,
    /// Rows written down, in place of those with the same key.
    #[schema(example = 15)]
    pub accepted: i32,
    /// Rows left out, and why.
    pub refused: Vec<RefusedRow>,
}

/// A row that was left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedRow {
    /// Line of the file.
    pub line: i32,
    /// `missing`, `invalid`, `repeated`, `unknown` or `unreadable`.
    pub code: String,
    /// The column, when one is to blame.
    #[schema(required = true)]
    pub column: Option<String>,
}

impl From<&Report> for PublishedFigureImport {
    fn from(report: &Report) -> Self {
        let count = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
        PublishedFigureImport {
            read: count(report.read),
            accepted: count(report.accepted()),
            refused: report.refused.iter().map(RefusedRow::from).collect(),
        }
    }
}

impl From<&Refusal> for RefusedRow {
    fn from(refusal: &Refusal) -> Self {
        let column = match &refusal.reason {
            RefusalReason::Missing(column)
            | RefusalReason::Invalid { column, .. }
            | RefusalReason::Unknown { column, .. } => Some((*column).to_owned()),
            RefusalReason::Repeated(_) | RefusalReason::Unreadable(_) => None,
        };
        let line = i32::try_from(refusal.line).unwrap_or(i32::MAX);
        RefusedRow { line, code: refusal.reason.code().to_owned(), column }
    }
}
