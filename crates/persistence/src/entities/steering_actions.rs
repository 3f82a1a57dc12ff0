//! Rows of `steering_actions`.

use sea_orm::entity::prelude::*;

/// An action of a steering committee or of a working group.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "steering_actions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Option<Uuid>,
    pub working_group_id: Option<Uuid>,
    pub title: String,
    pub sort_key: String,
    pub owner_user_id: Option<Uuid>,
    pub owner_partner_id: Option<Uuid>,
    pub due_on: Option<Date>,
    pub status: String,
    pub outcome: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
