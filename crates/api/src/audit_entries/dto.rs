//! Shapes of the journal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A deed: who did what to what. Values are never kept, only the names of fields.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Place in the journal.
    #[schema(example = "1042")]
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The account, when a person acted.
    #[schema(required = true)]
    pub actor_id: Option<Uuid>,
    /// Name of the person, job or command.
    #[schema(example = "Camille Vidal")]
    pub actor_label: String,
    /// What was done.
    #[schema(example = "prospect.create")]
    pub action: String,
    /// To what kind of thing.
    #[schema(example = "prospect")]
    pub resource_type: String,
    /// To which thing.
    #[schema(required = true)]
    pub resource_id: Option<Uuid>,
    /// Names of the fields that changed.
    #[schema(example = json!(["city"]))]
    pub fields: Vec<String>,
    /// Why, when the person said so.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// The request that did it: `instance` of problems, `request_id` of logs.
    #[schema(required = true)]
    pub request_id: Option<String>,
}

impl From<persistence::audit::Entry> for AuditEntry {
    fn from(entry: persistence::audit::Entry) -> Self {
        AuditEntry {
            id: entry.seq.to_string(),
            at: entry.at,
            actor_id: entry.actor_id,
            actor_label: entry.actor_label,
            action: entry.action,
            resource_type: entry.resource_type,
            resource_id: entry.resource_id,
            fields: entry.fields,
            reason: entry.reason,
            request_id: entry.request_id,
        }
    }
}

/// A page of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryPage {
    /// The deeds, newest first.
    pub items: Vec<AuditEntry>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which deeds.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AuditEntryQuery {
    /// On this kind of thing.
    #[param(example = "prospect")]
    pub resource_type: Option<String>,
    /// On this thing.
    pub resource_id: Option<Uuid>,
    /// Of this account.
    pub actor_id: Option<Uuid>,
    /// Of this kind.
    #[param(example = "prospect.create")]
    pub action: Option<String>,
    /// At this instant or later.
    pub after: Option<DateTime<Utc>>,
    /// Before this instant.
    pub before: Option<DateTime<Utc>>,
    /// Deeds of a page, 1 to 200.
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

/// Whether the journal is as it was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditVerification {
    /// Nothing was changed, taken out or slipped in.
    pub is_intact: bool,
    /// How many entries hold, from the first one on: the last place of the chain that does.
    #[schema(example = 1042)]
    pub checked: i64,
    /// When the last of them happened; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub up_to: Option<DateTime<Utc>>,
    /// The end of the chain as `PLACE:HASH`, to be noted outside of the database.
    #[schema(example = "1042:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub head: String,
    /// Entries whose author or reason was erased since.
    #[schema(example = 3)]
    pub forgotten: i64,
    /// The first row that does not hold; absent when all do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fault: Option<AuditFault>,
}

/// A row of the journal that does not hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditFault {
    /// `changed`, `missing`, `inserted`, or `rewritten` when the chain gives another hash than the one noted.
    #[schema(example = "changed")]
    pub kind: String,
    /// The row; absent when it is gone with its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "1042")]
    pub entry_id: Option<String>,
    /// Its place in the chain; absent when it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 1042)]
    pub position: Option<i64>,
}

impl From<persistence::audit::chain::Verification> for AuditVerification {
    fn from(found: persistence::audit::chain::Verification) -> Self {
        AuditVerification {
            is_intact: found.fault.is_none(),
            checked: found.head.position,
            up_to: found.up_to,
            head: found.head.to_string(),
            forgotten: i64::try_from(found.forgotten).unwrap_or(i64::MAX),
            fault: found.fault.map(|fault| AuditFault {
                kind: fault.kind.as_str().to_owned(),
                entry_id: fault.seq.map(|seq| seq.to_string()),
                position: fault.position,
            }),
        }
    }
}

/// With what the journal is compared.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AuditVerificationQuery {
    /// The end of the chain as it was noted outside of the database earlier: `PLACE:HASH`.
    #[param(example = "1042:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub noted: Option<String>,
}
