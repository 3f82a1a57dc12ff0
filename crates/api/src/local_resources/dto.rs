//! Shapes of the local directory.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::local_resources::{Freshness, LocalResourceInput};
use persistence::local_resources::LocalResource as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// An entry of the local directory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LocalResource {
    /// The entry.
    pub id: Uuid,
    /// Code of an EPCI, or `46` for the whole département.
    #[schema(example = "200067361")]
    pub territory_code: String,
    /// Name of that territory.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub territory_name: Option<String>,
    /// What it helps with, a code of the list `need_themes`.
    #[schema(example = "early_childhood")]
    pub theme: String,
    /// Name.
    #[schema(example = "Relais petite enfance de Figeac")]
    pub name: String,
    /// What is found there, when, and where.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Person to ask for.
    #[schema(required = true)]
    pub contact_name: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Its web site.
    #[schema(required = true)]
    pub website: Option<String>,
    /// Day on which somebody last made sure that it is right.
    pub verified_on: NaiveDate,
    /// Whether it has to be verified again.
    pub stale: bool,
    /// Whether the caller may change it.
    pub may_change: bool,
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

impl LocalResource {
    /// The entry as `reader` sees it; `names` are those of territories by code.
    #[must_use]
    pub fn of(row: Stored, names: &HashMap<String, String>, freshness: Freshness, reader: &Actor) -> LocalResource {
        LocalResource {
            id: row.id,
            territory_name: names.get(&row.territory_code).cloned(),
            stale: freshness.is_stale(row.verified_on),
            may_change: reader.keeps_directory_of(&row.territory_code),
            territory_code: row.territory_code,
            theme: row.theme,
            name: row.name,
            description: row.description,
            contact_name: row.contact_name,
            phone: row.phone,
            email: row.email,
            website: row.website,
            verified_on: row.verified_on,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of the local directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocalResourcePage {
    /// The entries.
    pub items: Vec<LocalResource>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which entries.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct LocalResourceQuery {
    /// Words of the name, the description or the person to ask for; accents do not matter.
    #[param(example = "creche")]
    pub q: Option<String>,
    /// Those that serve this territory: its own EPCI and the whole département.
    #[param(example = "46102")]
    pub territory: Option<String>,
    /// Those of this theme.
    #[param(example = "early_childhood")]
    pub theme: Option<String>,
    /// `true` for those that have to be verified again, `false` for the others.
    #[param(example = true)]
    pub stale: Option<bool>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Entries of a page, 1 to 200.
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

/// An entry to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"territory_code": "200067361", "theme": "early_childhood",
    "name": "Relais petite enfance de Figeac", "description": "Liste des assistantes maternelles et des places en crèche.",
    "phone": "01 99 00 20 10", "email": "relais@grand-figeac.example"}))]
pub struct NewLocalResource {
    /// Code of an EPCI, or `46` for the whole département.
    pub territory_code: String,
    /// What it helps with, a code of the list `need_themes`.
    pub theme: String,
    /// Name.
    pub name: String,
    /// What is found there, when, and where; 2,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// Person to ask for.
    #[serde(default)]
    pub contact_name: Option<String>,
    /// Number to call.
    #[serde(default)]
    pub phone: Option<String>,
    /// Address to write to.
    #[serde(default)]
    pub email: Option<String>,
    /// Its web site.
    #[serde(default)]
    pub website: Option<String>,
    /// Day on which it was verified; today when left out.
    #[serde(default)]
    pub verified_on: Option<NaiveDate>,
}

impl From<NewLocalResource> for LocalResourceInput {
    fn from(sent: NewLocalResource) -> Self {
        LocalResourceInput {
            territory_code: sent.territory_code,
            theme: sent.theme,
            name: sent.name,
            description: sent.description,
            contact_name: sent.contact_name,
            phone: sent.phone,
            email: sent.email,
            website: sent.website,
        }
    }
}

/// A change of an entry; the day of its verification changes by verifying it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "01 99 00 20 11", "contact_name": null}))]
pub struct LocalResourcePatch {
    /// Code of an EPCI, or `46` for the whole département.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub territory_code: Patch<String>,
    /// What it helps with.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub theme: Patch<String>,
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub name: Patch<String>,
    /// What is found there, when, and where.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Person to ask for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub contact_name: Patch<String>,
    /// Number to call.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Address to write to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Its web site.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub website: Patch<String>,
}

impl LocalResourcePatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("territory_code", self.territory_code.is_sent()),
            ("theme", self.theme.is_sent()),
            ("name", self.name.is_sent()),
            ("description", self.description.is_sent()),
            ("contact_name", self.contact_name.is_sent()),
            ("phone", self.phone.is_sent()),
            ("email", self.email.is_sent()),
            ("website", self.website.is_sent()),
        ])
    }

    /// The entry as it will be. A territory, theme or name sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, current: Stored) -> LocalResourceInput {
        LocalResourceInput {
            territory_code: self.territory_code.or(Some(current.territory_code)).unwrap_or_default(),
            theme: self.theme.or(Some(current.theme)).unwrap_or_default(),
            name: self.name.or(Some(current.name)).unwrap_or_default(),
            description: self.description.or(current.description),
            contact_name: self.contact_name.or(current.contact_name),
            phone: self.phone.or(current.phone),
            email: self.email.or(current.email),
            website: self.website.or(current.website),
        }
    }
}
