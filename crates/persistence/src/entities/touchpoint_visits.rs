//! Rows of `touchpoint_visits`.

use sea_orm::entity::prelude::*;

/// How often a touchpoint was followed on a day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "touchpoint_visits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub touchpoint_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub visits: i64,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
