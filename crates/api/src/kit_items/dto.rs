//! Shapes of the communication kit.

use chrono::{DateTime, Utc};
use domain::codes::KitAudience;
use domain::kit_items::KitItemInput;
use persistence::kit_items::KitItem as Stored;
use persistence::kit_items::downloads::Counts;
use persistence::kit_items::files::KitFile as StoredFile;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 3] = ["title", "description", "audiences"];

/// A version of the file of an item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KitFile {
    /// 1 for the first.
    #[schema(example = 2)]
    pub number: i32,
    /// Name under which it is saved.
    #[schema(example = "affiche-a3.pdf")]
    pub filename: String,
    /// Media type.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Bytes.
    #[schema(example = 184_320)]
    pub size: i32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// What changed since the version before.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Who added it; null for employers.
    #[schema(required = true, example = "Hélène Castagné")]
    pub added_by_name: Option<String>,
    /// When.
    pub added_at: DateTime<Utc>,
}

impl KitFile {
    /// The version, as the team or as an employer reads it.
    #[must_use]
    pub fn of(row: StoredFile, for_staff: bool) -> KitFile {
        KitFile {
            number: row.number,
            filename: row.filename,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            note: row.note,
            added_by_name: for_staff.then_some(row.added_by_name),
            added_at: row.added_at,
        }
    }
}

/// The versions of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct KitFileList {
    /// The versions, the latest first.
    pub items: Vec<KitFile>,
}

/// How often an item was downloaded.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KitCounts {
    /// Downloads, those of the team included.
    pub downloads: i32,
    /// Employers who downloaded it.
    pub employers: i32,
}

impl From<Counts> for KitCounts {
    fn from(counts: Counts) -> Self {
        let capped = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        KitCounts { downloads: capped(counts.downloads), employers: capped(counts.employers) }
    }
}

/// An item of the communication kit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KitItem {
    /// The item.
    pub id: Uuid,
    /// Title.
    #[schema(example = "Affiche « Le Lot recrute »")]
    pub title: String,
    /// What it is for.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Whom it is for, codes of the list `kit_audiences`.
    #[schema(example = json!(["employer"]))]
    pub audiences: Vec<String>,
    /// The latest version of its file; null as long as there is none.
    #[schema(required = true)]
    pub latest: Option<KitFile>,
    /// How often it was downloaded; null for employers.
    #[schema(required = true)]
    pub counts: Option<KitCounts>,
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

impl KitItem {
    /// The item with its latest file and, for the team, its counts.
    #[must_use]
    pub fn of(row: Stored, audiences: &[KitAudience], latest: Option<KitFile>, counts: Option<KitCounts>) -> KitItem {
        KitItem {
            id: row.id,
            title: row.title,
            description: row.description,
            audiences: audiences.iter().map(ToString::to_string).collect(),
            latest,
            counts,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of items.
#[derive(Debug, Serialize, ToSchema)]
pub struct KitItemPage {
    /// The items.
    pub items: Vec<KitItem>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which items.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct KitItemQuery {
    /// Words of the title or the description; accents do not matter.
    #[param(example = "affiche")]
    pub q: Option<String>,
    /// Those for this audience.
    #[param(example = "employer")]
    pub audience: Option<String>,
    /// `false` (the default), `true` or `any`; employers never see what is archived.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`: by title.
    #[param(example = "name")]
    pub sort: Option<String>,
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

/// An item to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Affiche « Le Lot recrute »", "description": "Format A3, à imprimer en couleur.",
    "audiences": ["employer", "partner"]}))]
pub struct NewKitItem {
    /// Title.
    pub title: String,
    /// What it is for; 1,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// Whom it is for, codes of the list `kit_audiences`; at least one.
    pub audiences: Vec<String>,
}

impl From<NewKitItem> for KitItemInput {
    fn from(sent: NewKitItem) -> Self {
        KitItemInput { title: sent.title, description: sent.description, audiences: sent.audiences }
    }
}

/// A change of an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"description": "Format A3 ou A4.", "audiences": ["employer"]}))]
pub struct KitItemPatch {
    /// Title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// What it is for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Whom it is for.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub audiences: Patch<Vec<String>>,
}

impl KitItemPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("description", self.description.is_sent()),
            ("audiences", self.audiences.is_sent()),
        ])
    }

    /// The item as it will be. A title or audiences sent as null are blank, and refused as such.
    #[must_use]
    pub fn onto(self, row: Stored, audiences: &[KitAudience]) -> KitItemInput {
        let now = audiences.iter().map(ToString::to_string).collect();
        KitItemInput {
            title: self.title.or(Some(row.title)).unwrap_or_default(),
            description: self.description.or(row.description),
            audiences: self.audiences.or(Some(now)).unwrap_or_default(),
        }
    }
}

/// What an employer downloaded.
#[derive(Debug, Serialize, ToSchema)]
pub struct KitUse {
    /// The item.
    pub item_id: Uuid,
    /// Its title.
    pub item_title: String,
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// How often.
    pub downloads: i32,
    /// The latest version among them.
    pub number: i32,
    /// When it last was.
    pub last_at: DateTime<Utc>,
}

/// Downloads by item and employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct KitUseList {
    /// The latest first.
    pub items: Vec<KitUse>,
}
