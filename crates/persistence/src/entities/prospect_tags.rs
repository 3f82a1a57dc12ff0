//! Rows of `prospect_tags`.

use sea_orm::entity::prelude::*;

/// A project type, motive or obstacle of a file.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "prospect_tags")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub prospect_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub rank: i32,
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
