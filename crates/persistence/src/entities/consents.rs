//! Rows of `consents`.

use sea_orm::entity::prelude::*;

/// What a person agreed to, when, how, and under which wording.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub member_id: Option<Uuid>,
    pub purpose: String,
    pub text_version: String,
    pub channel: String,
    pub proof: Option<String>,
    pub given_at: DateTimeUtc,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub form: Option<String>,
    pub asked_at: Option<DateTimeUtc>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::consent_texts::Entity",
        from = "(Column::Purpose, Column::TextVersion)",
        to = "(super::consent_texts::Column::Purpose, super::consent_texts::Column::Version)"
    )]
    ConsentText,
}

impl Related<super::consent_texts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ConsentText.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
