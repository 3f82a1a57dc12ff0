//! Rows of `duplicate_pairs`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// Two files that resemble each other; `first_id` is the smaller one.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "duplicate_pairs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub first_id: Uuid,
    pub second_id: Uuid,
    pub status: String,
    pub score: i32,
    pub reasons: StringList,
    pub name_closeness: Option<i32>,
    pub found_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by_name: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
