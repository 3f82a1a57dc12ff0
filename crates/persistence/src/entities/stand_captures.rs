//! Rows of `stand_captures`.

use sea_orm::entity::prelude::*;

/// Somebody met on a stand.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stand_captures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub device_id: Uuid,
    pub client_id: Uuid,
    pub status: String,
    pub level: String,
    pub captured_at: DateTimeUtc,
    pub captured_on: Date,
    pub clock_offset_ms: i64,
    pub received_at: DateTimeUtc,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub payload: Json,
    pub matches: Json,
    pub prospect_id: Option<Uuid>,
    pub reason: Option<String>,
    pub decided_by_id: Option<Uuid>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
