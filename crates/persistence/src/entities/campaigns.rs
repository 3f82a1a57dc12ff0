//! Rows of `campaigns`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// A campaign.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaigns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub label: String,
    pub sort_label: String,
    pub search_text: String,
    pub status: String,
    pub goal: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub audience: StringList,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub budget_cents: Option<i64>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
