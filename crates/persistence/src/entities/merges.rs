//! Rows of `merges`.

use sea_orm::entity::prelude::*;

/// A file that took another one in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "merges")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kept_id: Uuid,
    pub other_id: Uuid,
    pub merged_at: DateTimeUtc,
    pub merged_by_name: String,
    pub undo_until: DateTimeUtc,
    /// What it takes to undo it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub journal: Option<Json>,
    pub undone_at: Option<DateTimeUtc>,
    pub undone_by_name: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
