//! Shapes of merges.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use persistence::merges::Merge as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A file to be taken in by another one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"other": "0198a1b2-0000-7000-8000-000000000042", "other_version": 3,
    "choices": {"city": "other", "lead_phone": "kept"}}))]
pub struct NewMerge {
    /// The file that is taken in.
    pub other: Uuid,
    /// Version of it that was read.
    #[schema(example = 3)]
    pub other_version: i32,
    /// For some fields of the comparison whose value stays, `kept` or `other`; without a choice it is what the file that stays knows, else
    /// what the other one does.
    #[serde(default)]
    #[schema(required = false)]
    pub choices: BTreeMap<String, String>,
}

/// A file that took another one in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Merge {
    /// The merge.
    pub id: Uuid,
    /// The file that stayed.
    pub kept_id: Uuid,
    /// Its number.
    #[schema(example = "OML-2026-00042")]
    pub kept_number: String,
    /// The file that it took in; its address leads to the one that stayed.
    pub other_id: Uuid,
    /// Its number, by which the one that stayed is found too.
    #[schema(example = "OML-2026-00057")]
    pub other_number: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// Who did it.
    #[schema(example = "Camille Vidal")]
    pub merged_by_name: String,
    /// Until when it can be undone.
    pub undo_until: DateTime<Utc>,
    /// Whether it can be undone now.
    pub can_undo: bool,
    /// When it was undone.
    #[schema(required = true)]
    pub undone_at: Option<DateTime<Utc>>,
    /// Who undid it.
    #[schema(required = true)]
    pub undone_by_name: Option<String>,
    /// Version.
    pub version: i32,
}

impl Merge {
    /// A merge with the numbers of its files; `can_undo` is whether nothing later stands in the way.
    #[must_use]
    pub fn of(row: Stored, (kept_number, other_number): (String, String), can_undo: bool) -> Merge {
        Merge {
            id: row.id,
            kept_id: row.kept_id,
            kept_number,
            other_id: row.other_id,
            other_number,
            merged_at: row.merged_at,
            merged_by_name: row.merged_by_name,
            undo_until: row.undo_until,
            can_undo,
            undone_at: row.undone_at,
            undone_by_name: row.undone_by_name,
            version: row.version,
        }
    }
}

/// The merges of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeList {
    /// The last first.
    pub items: Vec<Merge>,
}
