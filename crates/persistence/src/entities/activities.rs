//! Rows of `activities`.

use sea_orm::entity::prelude::*;

/// An activity code (NAF) in one nomenclature.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub label: String,
    pub folded: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nomenclature: String,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
