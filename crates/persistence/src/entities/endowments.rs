//! Rows of `endowments`.

use sea_orm::entity::prelude::*;

/// What is handed over to ambassadors.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "endowments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub label: String,
    pub sort_label: String,
    pub description: Option<String>,
    pub stock: Option<i32>,
    pub min_days_active: Option<i32>,
    pub min_sponsorings_accepted: Option<i32>,
    pub requires_image_right: bool,
    pub is_once: bool,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
