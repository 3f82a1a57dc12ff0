//! Rows of `endowment_grants`.

use sea_orm::entity::prelude::*;

/// A piece that was handed over.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "endowment_grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub endowment_id: Uuid,
    pub ambassador_id: Uuid,
    pub note: Option<String>,
    pub given_at: DateTimeUtc,
    pub actor_name: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
