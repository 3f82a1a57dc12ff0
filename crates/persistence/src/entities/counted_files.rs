//! Rows of `counted_files`.

use sea_orm::entity::prelude::*;

/// What a file was counted for when it was last counted, and by which version of the rules.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "counted_files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prospect_id: Uuid,
    pub rules: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub history: Json,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
