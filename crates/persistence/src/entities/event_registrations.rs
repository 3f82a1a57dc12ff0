//! Rows of `event_registrations`.

use sea_orm::entity::prelude::*;

/// Somebody who comes, or would like to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_registrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub session_id: Option<Uuid>,
    pub status: String,
    pub first_name: String,
    pub email: String,
    pub guests: i32,
    pub seats: i32,
    pub source: String,
    pub consent_version: String,
    pub confirmed_at: Option<DateTimeUtc>,
    pub held_until: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
