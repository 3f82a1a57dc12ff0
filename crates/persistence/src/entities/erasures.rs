//! Rows of `erasures`.

use sea_orm::entity::prelude::*;

/// Somebody who was erased, by fingerprint only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub fingerprint: String,
    pub reason: String,
    pub erased_on: Date,
    pub erased_at: DateTimeUtc,
    pub swept_at: Option<DateTimeUtc>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
