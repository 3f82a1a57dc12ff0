//! Rows of `needs`.

use sea_orm::entity::prelude::*;

/// What a household needs, by theme.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "needs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub theme: String,
    pub status: String,
    pub description: Option<String>,
    pub partner_id: Option<Uuid>,
    pub answer: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    pub partner_reason: Option<String>,
    pub asked_at: Option<DateTimeUtc>,
    pub asked_by_id: Option<Uuid>,
    pub answer_author_name: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::partners::Entity", from = "Column::PartnerId", to = "super::partners::Column::Id")]
    Partner,
}

impl Related<super::partners::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
