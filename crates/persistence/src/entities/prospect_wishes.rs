//! Rows of `prospect_wishes`.

use sea_orm::entity::prelude::*;

/// A wished territory of a file; rank 0 comes first.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "prospect_wishes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prospect_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rank: i32,
    pub territory_code: String,
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
