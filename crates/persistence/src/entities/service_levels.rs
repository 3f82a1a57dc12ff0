//! The row of `service_levels`.

use sea_orm::entity::prelude::*;

/// Delays and hours of the programme.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_levels")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub accept_days: i32,
    pub first_contact_days: i32,
    pub next_action_days: i32,
    pub pool_days: i32,
    pub stale_after_days: i32,
    pub opens_at: Time,
    pub closes_at: Time,
    pub digest_at: Time,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
