//! Rows of `events`.

use sea_orm::entity::prelude::*;

/// An event.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub title: String,
    pub sort_key: String,
    pub search_text: String,
    pub kind: String,
    pub status: String,
    pub status_reason: Option<String>,
    pub format: String,
    pub series: Option<String>,
    pub edition: Option<String>,
    pub organiser_id: Option<Uuid>,
    pub commune_code: Option<String>,
    pub epci_code: Option<String>,
    pub venue: Option<String>,
    pub video_url: Option<String>,
    pub capacity: Option<i32>,
    pub description: Option<String>,
    pub is_public: bool,
    pub announced_at: Option<DateTimeUtc>,
    pub first_on: Date,
    pub last_on: Date,
    pub author_id: Option<Uuid>,
    pub author_name: String,
    pub working_group_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
