//! Rows of `privacy_requests`.

use sea_orm::entity::prelude::*;

/// What somebody asks for about their own data.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "privacy_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Option<Uuid>,
    pub kind: String,
    pub channel: String,
    pub status: String,
    pub received_on: Date,
    pub due_on: Date,
    pub sort_key: String,
    pub extended_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub reminded: Option<String>,
    pub requester_name: String,
    pub requester_email: Option<String>,
    pub identity_proof: Option<String>,
    pub details: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
