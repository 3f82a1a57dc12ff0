//! Rows of `job_offer_announcements`.

use sea_orm::entity::prelude::*;

/// The round in which an offer was public for the first time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_offer_announcements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub job_offer_id: Uuid,
    pub round: i64,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
