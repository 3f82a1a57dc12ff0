//! Shapes of endowments and of their hand-overs.

use chrono::{DateTime, Utc};
use domain::ambassadors::endowments::{Conditions, EndowmentInput};
use persistence::ambassadors::endowments::{Endowment as Stored, Grant};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 7] =
    ["label", "description", "stock", "min_days_active", "min_sponsorings_accepted", "requires_image_right", "once"];

/// What is handed over to ambassadors.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Endowment {
    /// The endowment.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Kit de bienvenue")]
    pub label: String,
    /// What it is made of.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Pieces left; null without limit.
    #[schema(required = true, example = 40)]
    pub stock: Option<i32>,
    /// Days since which one is ambassador, at least.
    #[schema(required = true, example = 365)]
    pub min_days_active: Option<i32>,
    /// Sponsorings that were accepted, at least.
    #[schema(required = true, example = 1)]
    pub min_sponsorings_accepted: Option<i32>,
    /// Whether the portrait must be allowed to be shown.
    pub requires_image_right: bool,
    /// Whether each ambassador gets one at most.
    pub once: bool,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`; a hand-over raises it, for the stock changes.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Stored> for Endowment {
    fn from(row: Stored) -> Self {
        Endowment {
            id: row.id,
            label: row.label,
            description: row.description,
            stock: row.stock,
            min_days_active: row.conditions.min_days_active,
            min_sponsorings_accepted: row.conditions.min_sponsorings_accepted,
            requires_image_right: row.conditions.requires_image_right,
            once: row.conditions.once,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of endowments.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndowmentPage {
    /// The endowments.
    pub items: Vec<Endowment>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which endowments.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EndowmentQuery {
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Endowments of a page, 1 to 200.
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

/// An endowment to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"label": "Kit de bienvenue", "description": "Un sac, une carte du Lot et des autocollants.",
    "stock": 40, "once": true}))]
pub struct NewEndowment {
    /// Its name, 100 characters at most.
    pub label: String,
    /// What it is made of, 500 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// Pieces left, 0 to 100000; without limit when left out.
    #[serde(default)]
    pub stock: Option<i32>,
    /// Days since which one is ambassador, at least; 1 to 3650.
    #[serde(default)]
    pub min_days_active: Option<i32>,
    /// Sponsorings that were accepted, at least; 1 to 100.
    #[serde(default)]
    pub min_sponsorings_accepted: Option<i32>,
    /// Whether the portrait must be allowed to be shown.
    #[serde(default)]
    pub requires_image_right: bool,
    /// Whether each ambassador gets one at most.
    #[serde(default)]
    pub once: bool,
}

impl From<NewEndowment> for EndowmentInput {
    fn from(sent: NewEndowment) -> Self {
        EndowmentInput {
            label: sent.label,
            description: sent.description,
            stock: sent.stock,
            conditions: Conditions {
                min_days_active: sent.min_days_active,
                min_sponsorings_accepted: sent.min_sponsorings_accepted,
                requires_image_right: sent.requires_image_right,
                once: sent.once,
            },
        }
    }
}

/// A change of an endowment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"stock": 60, "min_days_active": 30}))]
pub struct EndowmentPatch {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub label: Patch<String>,
    /// What it is made of.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Pieces left; null without limit.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub stock: Patch<i32>,
    /// Days since which one is ambassador, at least; null asks for none.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub min_days_active: Patch<i32>,
    /// Sponsorings that were accepted, at least; null asks for none.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub min_sponsorings_accepted: Patch<i32>,
    /// Whether the portrait must be allowed to be shown.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub requires_image_right: Patch<bool>,
    /// Whether each ambassador gets one at most.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub once: Patch<bool>,
}

impl EndowmentPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("label", self.label.is_sent()),
            ("description", self.description.is_sent()),
            ("stock", self.stock.is_sent()),
            ("min_days_active", self.min_days_active.is_sent()),
            ("min_sponsorings_accepted", self.min_sponsorings_accepted.is_sent()),
            ("requires_image_right", self.requires_image_right.is_sent()),
            ("once", self.once.is_sent()),
        ])
    }

    /// The endowment as it will be. A name sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: Stored) -> EndowmentInput {
        let had = now.conditions;
        EndowmentInput {
            label: self.label.or(Some(now.label)).unwrap_or_default(),
            description: self.description.or(now.description),
            stock: self.stock.or(now.stock),
            conditions: Conditions {
                min_days_active: self.min_days_active.or(had.min_days_active),
                min_sponsorings_accepted: self.min_sponsorings_accepted.or(had.min_sponsorings_accepted),
                requires_image_right: self.requires_image_right.or(Some(had.requires_image_right)).unwrap_or_default(),
                once: self.once.or(Some(had.once)).unwrap_or_default(),
            },
        }
    }
}

/// A piece that was handed over.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EndowmentGrant {
    /// The hand-over.
    pub id: Uuid,
    /// What was handed over.
    pub endowment_id: Uuid,
    /// Its name.
    #[schema(example = "Kit de bienvenue")]
    pub label: String,
    /// A few words.
    #[schema(required = true, example = "Remis à la rencontre de Figeac")]
    pub note: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
    /// Who handed it over.
    #[schema(example = "Camille Vidal")]
    pub actor_name: String,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<Grant> for EndowmentGrant {
    fn from(row: Grant) -> Self {
        EndowmentGrant {
            id: row.id,
            endowment_id: row.endowment_id,
            label: row.label,
            note: row.note,
            given_at: row.given_at,
            actor_name: row.actor_name,
            version: row.version,
        }
    }
}

/// An endowment, seen for one ambassador.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndowmentOffer {
    /// The endowment.
    pub endowment: Endowment,
    /// Whether it may be handed over now.
    pub may_be_given: bool,
    /// What is missing, every code of the list `endowment_conditions` that is not met, in its order.
    #[schema(example = json!(["days_active", "image_right"]))]
    pub missing: Vec<String>,
}

/// What an ambassador got, and may get.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorEndowments {
    /// What was handed over, the last first.
    pub given: Vec<EndowmentGrant>,
    /// The live endowments by name; the first two hundred.
    pub offers: Vec<EndowmentOffer>,
    /// Days since which they are ambassador, pauses included; 0 for who is not.
    pub days_active: i64,
    /// Sponsorings that they accepted.
    pub sponsorings_accepted: i32,
}

/// A hand-over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"endowment_id": "0193a000-0000-7000-8000-0000000000d1",
    "note": "Remis à la rencontre de Figeac"}))]
pub struct NewEndowmentGrant {
    /// What is handed over.
    pub endowment_id: Uuid,
    /// A few words, 300 characters at most; the person may read them.
    #[serde(default)]
    pub note: Option<String>,
}
