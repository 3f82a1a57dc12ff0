//! Rows of `installations`.

use sea_orm::entity::prelude::*;

/// Where and when a household moved in; voided when it was entered by mistake.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "installations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub moved_in_on: Date,
    pub commune_code: Option<String>,
    pub adults: i32,
    pub children: i32,
    pub job_through: Option<String>,
    pub employer_name: Option<String>,
    pub job_offer_id: Option<Uuid>,
    pub six_month_check_on: Option<Date>,
    pub twelve_month_check_on: Option<Date>,
    pub six_month_result: Option<String>,
    pub twelve_month_result: Option<String>,
    pub voided_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
