//! Rows of `ambassadors`.

use sea_orm::entity::prelude::*;

/// An ambassador.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ambassadors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub status: String,
    pub status_reason: Option<String>,
    pub status_since: Date,
    pub active_since: Option<Date>,
    pub nature: String,
    pub first_name: String,
    pub last_name: String,
    pub organisation_name: Option<String>,
    pub sort_name: String,
    pub search_text: String,
    pub email: String,
    pub email_key: Option<String>,
    pub phone: Option<String>,
    pub is_diaspora: bool,
    pub commune_code: Option<String>,
    pub epci_code: Option<String>,
    pub home: Option<String>,
    pub origin: Option<String>,
    pub family_stage: Option<String>,
    pub sponsoring_capacity: i32,
    pub portrait: Option<String>,
    pub source: String,
    pub consent_version: String,
    pub image_version: Option<String>,
    pub image_given_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
