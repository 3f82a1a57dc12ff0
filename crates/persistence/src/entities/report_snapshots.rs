//! Rows of `report_snapshots`.

use sea_orm::entity::prelude::*;

/// An edition of the report of a year.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_snapshots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub year: i32,
    pub edition: i32,
    pub sort_key: String,
    pub status: String,
    pub reason: Option<String>,
    pub content: Option<String>,
    pub files: Option<String>,
    pub sha256: Option<String>,
    pub computed_at: Option<DateTimeUtc>,
    pub validated_at: Option<DateTimeUtc>,
    pub validated_by_name: Option<String>,
    pub published_at: Option<DateTimeUtc>,
    pub published_by_name: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
