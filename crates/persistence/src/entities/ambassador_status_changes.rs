//! Rows of `ambassador_status_changes`.

use sea_orm::entity::prelude::*;

/// A state that an ambassador entered.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ambassador_status_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ambassador_id: Uuid,
    pub from_status: Option<String>,
    pub to_status: String,
    pub changed_on: Date,
    pub changed_at: DateTimeUtc,
    pub actor_name: String,
    pub reason: Option<String>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
