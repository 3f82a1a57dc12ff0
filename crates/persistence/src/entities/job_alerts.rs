//! Rows of `job_alerts`.

use sea_orm::entity::prelude::*;

/// A search of public offers kept with an address.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_alerts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub status: String,
    pub email: String,
    pub filters: Json,
    pub frequency: String,
    pub consent_version: String,
    pub expires_at: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub round: i64,
    pub due_on: Option<Date>,
    pub wrote_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub warned_on: Option<Date>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
