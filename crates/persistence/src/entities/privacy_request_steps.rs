//! Rows of `privacy_request_steps`.

use sea_orm::entity::prelude::*;

/// One thing that happened to a request, with what the person was told.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "privacy_request_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub step: String,
    pub happened_at: DateTimeUtc,
    pub actor_name: String,
    pub words: Option<String>,
    pub mailed: bool,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
