//! Rows of `indicator_changes`.

use sea_orm::entity::prelude::*;

/// What is to be added to the row of `indicator_counts` with the same key.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub indicator: String,
    pub months: i32,
    pub dimension: String,
    pub starts_on: Date,
    pub part: String,
    pub epci_code: String,
    pub weight: i64,
    pub hits: i64,
    pub cases: i64,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
