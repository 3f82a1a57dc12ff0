//! Rows of `kit_files`.

use sea_orm::entity::prelude::*;

/// One version of the file of an item; `content` is up to 10 MiB, select it only when needed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kit_files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub item_id: Uuid,
    pub number: i32,
    pub filename: String,
    pub media_type: String,
    pub size: i32,
    /// SHA-256 of the content.
    pub sha256: String,
    pub content: Vec<u8>,
    pub note: Option<String>,
    pub added_by: Option<Uuid>,
    pub added_by_name: String,
    pub added_at: DateTimeUtc,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
