//! Rows of `assignments`.

use sea_orm::entity::prelude::*;

/// A proposal of a file to a référent, why, and what came of it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub referent_id: Uuid,
    pub role: String,
    pub status: String,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub explanation: Option<Json>,
    pub decline_reason: Option<String>,
    pub decline_comment: Option<String>,
    pub expiry_reason: Option<String>,
    pub proposed_at: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    /// By when the référent answers.
    pub accept_due_at: Option<DateTimeUtc>,
    /// By when the household is spoken with once the file is accepted.
    pub first_contact_due_at: Option<DateTimeUtc>,
    pub first_contact_at: Option<DateTimeUtc>,
    /// Assignment of the référent who hands the file over.
    pub transferred_from_id: Option<Uuid>,
    pub handover_note: Option<String>,
    /// Référent who was away and whose substitute was asked.
    pub in_place_of_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::prospects::Entity",
        from = "Column::ProspectId",
        to = "super::prospects::Column::Id"
    )]
    Prospect,
    #[sea_orm(
        belongs_to = "super::referents::Entity",
        from = "Column::ReferentId",
        to = "super::referents::Column::Id"
    )]
    Referent,
}

impl Related<super::prospects::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Prospect.def()
    }
}

impl Related<super::referents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Referent.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
