//! Rows of `published_figures`.

use sea_orm::entity::prelude::*;

/// A figure that was told to the press.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "published_figures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub sort_key: String,
    pub label: String,
    pub figure: i32,
    pub unit: String,
    pub approximate: bool,
    pub indicator: Option<String>,
    pub from_year: Option<i32>,
    pub year: i32,
    pub as_of: String,
    pub document: String,
    pub url: Option<String>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
