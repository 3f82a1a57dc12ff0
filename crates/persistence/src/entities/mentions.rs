//! Rows of `mentions`.

use sea_orm::entity::prelude::*;

/// A colleague mentioned in an exchange, and when they saw it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mentions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// File of the exchange.
    pub prospect_id: Uuid,
    pub interaction_id: Uuid,
    pub user_id: Uuid,
    pub created_at: DateTimeUtc,
    pub seen_at: Option<DateTimeUtc>,
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
        belongs_to = "super::interactions::Entity",
        from = "Column::InteractionId",
        to = "super::interactions::Column::Id"
    )]
    Interaction,
}

impl Related<super::prospects::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Prospect.def()
    }
}

impl Related<super::interactions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Interaction.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
