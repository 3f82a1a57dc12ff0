//! Files as lists show them, and their counts.

use chrono::{DateTime, NaiveDate, Utc};
use persistence::prospects::{Counts, Summary};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file as a list shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProspectSummary {
    /// Id.
    pub id: Uuid,
    /// Human number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// State.
    #[schema(example = "qualified")]
    pub status: String,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Name of the person who asked.
    pub lead_name: String,
    /// Shape of the household.
    #[schema(required = true, example = "couple")]
    pub household_kind: Option<String>,
    /// Number of adults.
    pub adults: i32,
    /// Number of children.
    pub children: i32,
    /// What the household wants to do.
    pub project_types: Vec<String>,
    /// EPCI of the first wish.
    #[schema(required = true)]
    pub epci_code: Option<String>,
    /// Its name.
    #[schema(required = true)]
    pub epci_name: Option<String>,
    /// Door through which the request came in.
    #[schema(example = "web")]
    pub source: String,
    /// Occupations of the adults.
    pub occupations: Vec<String>,
    /// Name of the territorial référent.
    #[schema(required = true)]
    pub territorial_referent_name: Option<String>,
    /// Name of the technical référent.
    #[schema(required = true)]
    pub technical_referent_name: Option<String>,
    /// What is to be done next.
    #[schema(required = true)]
    pub next_action_label: Option<String>,
    /// When.
    #[schema(required = true)]
    pub next_action_on: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// Last exchange.
    #[schema(required = true)]
    pub last_interaction_at: Option<DateTime<Utc>>,
    /// When the file was opened.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl ProspectSummary {
    /// A row of a list read on `today`.
    #[must_use]
    pub fn of(row: Summary, today: NaiveDate) -> ProspectSummary {
        ProspectSummary {
            id: row.id,
            number: row.number,
            status: row.status,
            status_since: row.status_since,
            lead_name: row.lead_name,
            household_kind: row.household_kind,
            adults: row.adults,
            children: row.children,
            project_types: row.project_types,
            epci_code: row.epci_code,
            epci_name: row.epci_name,
            source: row.source,
            occupations: row.occupations,
            territorial_referent_name: row.territorial_referent_name,
            technical_referent_name: row.technical_referent_name,
            next_action_label: row.next_action_label,
            next_action_on: row.next_action_on,
            overdue: row.next_action_on.is_some_and(|on| on < today),
            last_interaction_at: row.last_interaction_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            archived_at: row.archived_at,
            version: row.version,
        }
    }
}

/// A page of files.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProspectPage {
    /// Files of the page.
    pub items: Vec<ProspectSummary>,
    /// Cursor of the page that follows; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// Number of files in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Files by state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProspectCounts {
    /// Files in all.
    pub total: i32,
    /// Files whose next action is late.
    pub overdue: i32,
    /// Files by state; states without a file are left out.
    pub by_status: Vec<ProspectStatusCount>,
}

/// Files in one state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProspectStatusCount {
    /// State.
    #[schema(example = "new")]
    pub status: String,
    /// Files in it.
    pub count: i32,
    /// Day since which the oldest one is in it.
    pub oldest_since: NaiveDate,
}

impl From<Counts> for ProspectCounts {
    fn from(counts: Counts) -> Self {
        let small = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        let lines = counts.by_status.into_iter().map(|line| ProspectStatusCount {
            status: line.status,
            count: small(line.count),
            oldest_since: line.oldest_since,
        });
        ProspectCounts { total: small(counts.total), overdue: small(counts.overdue), by_status: lines.collect() }
    }
}
