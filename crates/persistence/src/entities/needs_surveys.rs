//! Rows of `needs_surveys`.

use sea_orm::entity::prelude::*;

/// A survey of employers' needs with its questions.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "needs_surveys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub title: String,
    pub sort_title: String,
    pub introduction: Option<String>,
    pub opens_on: Option<Date>,
    pub closes_on: Option<Date>,
    pub status: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub questions: Json,
    pub opened_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
