//! Rows of `agenda_items`.

use sea_orm::entity::prelude::*;

/// An item of the agenda of a steering committee.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub place: i32,
    pub title: String,
    pub minutes: Option<i32>,
    pub presenter: Option<String>,
    pub indicator_code: Option<String>,
    pub document: Option<String>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
