//! Rows of `sponsoring_proposals`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// An ambassador proposed as the sponsor of a household.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sponsoring_proposals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub ambassador_id: Uuid,
    pub open_for_prospect_id: Option<Uuid>,
    pub status: String,
    pub rank: i32,
    pub reasons: StringList,
    pub agreement_channel: String,
    pub agreement_proof: Option<String>,
    pub agreed_at: DateTimeUtc,
    pub author_name: String,
    pub sent_at: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
