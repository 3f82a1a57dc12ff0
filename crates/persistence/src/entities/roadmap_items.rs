//! Rows of `roadmap_items`.

use sea_orm::entity::prelude::*;

/// An item of the roadmap of a year.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "roadmap_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub year: i32,
    pub sort_key: String,
    pub quarter: Option<i32>,
    pub title: String,
    pub description: Option<String>,
    pub owner_id: Option<Uuid>,
    pub indicator_code: Option<String>,
    pub target: Option<i32>,
    pub status: String,
    pub carried_from_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
