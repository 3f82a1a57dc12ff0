//! Rows of `touchpoints`.

use sea_orm::entity::prelude::*;

/// A point where a campaign meets people.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "touchpoints")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub phase_id: Option<Uuid>,
    pub event_id: Option<Uuid>,
    pub code: String,
    pub label: String,
    pub sort_label: String,
    pub kind: String,
    pub commune_code: Option<String>,
    pub venue: Option<String>,
    pub call_to_action: Option<String>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
