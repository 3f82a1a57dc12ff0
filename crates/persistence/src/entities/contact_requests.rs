//! Rows of `contact_requests`.

use sea_orm::entity::prelude::*;

/// A request of the public form; without a token hash it waits for a call.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reference: String,
    pub status: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    pub first_name: String,
    pub last_name: String,
    /// What a search compares: names, e-mail and reference, folded.
    pub folded: String,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub phone: Option<String>,
    pub first_wish_code: Option<String>,
    pub epci_code: Option<String>,
    pub campaign: Option<String>,
    pub touchpoint_id: Option<Uuid>,
    pub token_hash: Option<String>,
    pub received_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub confirmed_by: Option<Uuid>,
    pub prospect_id: Option<Uuid>,
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
}

impl Related<super::prospects::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Prospect.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
