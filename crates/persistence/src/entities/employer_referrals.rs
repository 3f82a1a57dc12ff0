//! Rows of `employer_referrals`.

use sea_orm::entity::prelude::*;

/// What an employer told of a recruit beside the request itself.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_referrals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Uuid,
    pub request_id: Uuid,
    pub arrival_on: Option<Date>,
    pub spouse: String,
    pub agreement_version: String,
    pub referred_by: Option<Uuid>,
    pub referred_by_name: String,
    pub created_at: DateTimeUtc,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
