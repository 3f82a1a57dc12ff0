//! Rows of `campaign_phases`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// A phase of a campaign; `place` orders them.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_phases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub place: i32,
    pub label: String,
    pub starts_on: Date,
    pub ends_on: Date,
    #[sea_orm(column_type = "JsonBinary")]
    pub audience: StringList,
    pub call_to_action: Option<String>,
    pub budget_cents: Option<i64>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
