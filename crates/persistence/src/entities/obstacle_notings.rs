//! Rows of `obstacle_notings`.

use sea_orm::entity::prelude::*;

/// The first time that a file carries an obstacle.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "obstacle_notings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prospect_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub noted_on: Date,
    pub epci_code: Option<String>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
