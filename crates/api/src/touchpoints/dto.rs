//! Shapes of touchpoints.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::campaigns::TouchpointInput;
use persistence::campaigns::touchpoints::Touchpoint as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 8] =
    ["campaign_id", "label", "kind", "commune_code", "place", "phase_id", "event_id", "call_to_action"];

/// A point where a campaign meets people.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Touchpoint {
    /// The touchpoint.
    pub id: Uuid,
    /// Its campaign.
    pub campaign_id: Uuid,
    /// The code that is printed; it never changes.
    #[schema(example = "K7M2QX")]
    pub code: String,
    /// The address that is printed: it counts a visit and leads to the form.
    #[schema(example = "https://ohmylot.example/p/K7M2QX")]
    pub address: String,
    /// Its name.
    #[schema(example = "Aire du Causse, dans le sens des vacances")]
    pub label: String,
    /// What it is, a code of the list `touchpoint_kinds`.
    #[schema(example = "motorway_area")]
    pub kind: String,
    /// Commune of the Lot.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Where it is, in words.
    #[schema(required = true)]
    pub place: Option<String>,
    /// The phase that it belongs to.
    #[schema(required = true)]
    pub phase_id: Option<Uuid>,
    /// The event at which it stands.
    #[schema(required = true)]
    pub event_id: Option<Uuid>,
    /// What people are invited to do there; without one, what the phase invites to.
    #[schema(required = true)]
    pub call_to_action: Option<String>,
    /// How often its code was followed.
    #[schema(example = 128)]
    pub visits: i64,
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

/// What touchpoints refer to.
#[derive(Debug)]
pub(super) struct Around {
    /// Names of communes by code.
    pub communes: HashMap<String, String>,
    /// Visits by touchpoint.
    pub visits: HashMap<Uuid, i64>,
    /// Where people reach the server.
    pub site: String,
}

/// The address of a printed code.
#[must_use]
pub fn address(site: &str, code: &str) -> String {
    format!("{}/p/{code}", site.trim_end_matches('/'))
}

impl Touchpoint {
    /// The touchpoint with what it refers to.
    pub(super) fn of(row: Stored, around: &Around) -> Touchpoint {
        Touchpoint {
            id: row.id,
            campaign_id: row.campaign_id,
            address: address(&around.site, &row.code),
            code: row.code,
            label: row.label,
            kind: row.kind,
            commune_name: row.commune_code.as_ref().and_then(|code| around.communes.get(code).cloned()),
            commune_code: row.commune_code,
            place: row.place,
            phase_id: row.phase_id,
            event_id: row.event_id,
            call_to_action: row.call_to_action,
            visits: around.visits.get(&row.id).copied().unwrap_or_default(),
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of touchpoints.
#[derive(Debug, Serialize, ToSchema)]
pub struct TouchpointPage {
    /// The touchpoints.
    pub items: Vec<Touchpoint>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which touchpoints.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TouchpointQuery {
    /// Those of this campaign.
    pub campaign: Option<Uuid>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Touchpoints of a page, 1 to 200.
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

/// A touchpoint to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"campaign_id": "0193a000-0000-7000-8000-0000000000c1",
    "label": "Vitrine de l’office de tourisme", "kind": "shop_window", "commune_code": "46102"}))]
pub struct NewTouchpoint {
    /// Its campaign.
    pub campaign_id: Uuid,
    /// Its name.
    pub label: String,
    /// What it is, a code of the list `touchpoint_kinds`.
    pub kind: String,
    /// Commune of the Lot.
    #[serde(default)]
    pub commune_code: Option<String>,
    /// Where it is, in words.
    #[serde(default)]
    pub place: Option<String>,
    /// The phase that it belongs to; without one, what comes from it belongs to the phase of its day.
    #[serde(default)]
    pub phase_id: Option<Uuid>,
    /// The event at which it stands.
    #[serde(default)]
    pub event_id: Option<Uuid>,
    /// What people are invited to do there; 140 characters at most.
    #[serde(default)]
    pub call_to_action: Option<String>,
}

impl From<NewTouchpoint> for TouchpointInput {
    fn from(sent: NewTouchpoint) -> Self {
        TouchpointInput {
            label: sent.label,
            kind: sent.kind,
            commune_code: sent.commune_code,
            place: sent.place,
            phase_id: sent.phase_id,
            event_id: sent.event_id,
            call_to_action: sent.call_to_action,
        }
    }
}

/// A change of a touchpoint; its campaign and its code stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"place": "Place Champollion", "call_to_action": "Parlez-nous de votre projet"}))]
pub struct TouchpointPatch {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub label: Patch<String>,
    /// What it is.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Commune of the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub commune_code: Patch<String>,
    /// Where it is, in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub place: Patch<String>,
    /// The phase that it belongs to.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub phase_id: Patch<Uuid>,
    /// The event at which it stands.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub event_id: Patch<Uuid>,
    /// What people are invited to do there.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub call_to_action: Patch<String>,
}

impl TouchpointPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("label", self.label.is_sent()),
            ("kind", self.kind.is_sent()),
            ("commune_code", self.commune_code.is_sent()),
            ("place", self.place.is_sent()),
            ("phase_id", self.phase_id.is_sent()),
            ("event_id", self.event_id.is_sent()),
            ("call_to_action", self.call_to_action.is_sent()),
        ])
    }

    /// The touchpoint as it will be. A name or a kind sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: Stored) -> TouchpointInput {
        TouchpointInput {
            label: self.label.or(Some(now.label)).unwrap_or_default(),
            kind: self.kind.or(Some(now.kind)).unwrap_or_default(),
            commune_code: self.commune_code.or(now.commune_code),
            place: self.place.or(now.place),
            phase_id: self.phase_id.or(now.phase_id),
            event_id: self.event_id.or(now.event_id),
            call_to_action: self.call_to_action.or(now.call_to_action),
        }
    }
}
