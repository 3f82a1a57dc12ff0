//! Shapes of partners.

use chrono::{DateTime, Utc};
use domain::partners::PartnerInput;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;

/// A partner of the programme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Partner {
    /// The partner.
    pub id: Uuid,
    /// Name.
    #[schema(example = "Chambre d'agriculture du Lot")]
    pub name: String,
    /// Code of the kind.
    #[schema(example = "chamber_agriculture")]
    pub kind: String,
    /// Codes of the territories it serves.
    #[schema(example = json!(["46"]))]
    pub territories: Vec<String>,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Its web site.
    #[schema(required = true)]
    pub website: Option<String>,
    /// How many members it says it has.
    #[schema(required = true)]
    pub declared_member_count: Option<i32>,
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

impl From<persistence::partners::Partner> for Partner {
    fn from(partner: persistence::partners::Partner) -> Self {
        Partner {
            id: partner.id,
            name: partner.name,
            kind: partner.kind,
            territories: partner.territories,
            email: partner.email,
            phone: partner.phone,
            website: partner.website,
            declared_member_count: partner.declared_member_count,
            archived_at: partner.archived_at,
            version: partner.version,
            created_at: partner.created_at,
            updated_at: partner.updated_at,
        }
    }
}

/// A page of partners.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerPage {
    /// The partners.
    pub items: Vec<Partner>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which partners.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PartnerQuery {
    /// Words of the name; accents do not matter.
    #[param(example = "chambre")]
    pub q: Option<String>,
    /// Those of this kind.
    #[param(example = "epci")]
    pub kind: Option<String>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Partners of a page, 1 to 200.
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

/// A partner to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Chambre d'agriculture du Lot", "kind": "chamber_agriculture", "territories": ["46"],
    "email": "accueil@chambre.example", "phone": "01 99 00 10 20", "website": "https://chambre.example"}))]
pub struct NewPartner {
    /// Name.
    pub name: String,
    /// Code of the kind.
    pub kind: String,
    /// Codes of the territories it serves.
    #[serde(default)]
    pub territories: Vec<String>,
    /// Address to write to.
    #[serde(default)]
    pub email: Option<String>,
    /// Number to call.
    #[serde(default)]
    pub phone: Option<String>,
    /// Its web site.
    #[serde(default)]
    pub website: Option<String>,
    /// How many members it says it has.
    #[serde(default)]
    pub declared_member_count: Option<i32>,
}

impl From<NewPartner> for PartnerInput {
    fn from(sent: NewPartner) -> Self {
        PartnerInput {
            name: sent.name,
            kind: sent.kind,
            territories: sent.territories,
            email: sent.email,
            phone: sent.phone,
            website: sent.website,
            declared_member_count: sent.declared_member_count,
        }
    }
}

/// A change of a partner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "01 99 00 10 21", "website": null}))]
pub struct PartnerPatch {
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub name: Patch<String>,
    /// Code of the kind.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Codes of the territories it serves.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub territories: Patch<Vec<String>>,
    /// Address to write to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Number to call.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Its web site.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub website: Patch<String>,
    /// How many members it says it has.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub declared_member_count: Patch<i32>,
}

impl PartnerPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let sent = [
            ("name", self.name.is_sent()),
            ("kind", self.kind.is_sent()),
            ("territories", self.territories.is_sent()),
            ("email", self.email.is_sent()),
            ("phone", self.phone.is_sent()),
            ("website", self.website.is_sent()),
            ("declared_member_count", self.declared_member_count.is_sent()),
        ];
        sent.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect()
    }

    /// The partner as it will be. A name or kind sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, partner: persistence::partners::Partner) -> PartnerInput {
        PartnerInput {
            name: self.name.or(Some(partner.name)).unwrap_or_default(),
            kind: self.kind.or(Some(partner.kind)).unwrap_or_default(),
            territories: self.territories.or(Some(partner.territories)).unwrap_or_default(),
            email: self.email.or(partner.email),
            phone: self.phone.or(partner.phone),
            website: self.website.or(partner.website),
            declared_member_count: self.declared_member_count.or(partner.declared_member_count),
        }
    }
}
