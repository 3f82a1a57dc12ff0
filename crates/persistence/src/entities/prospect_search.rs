//! Rows of `prospect_search`.

use sea_orm::entity::prelude::*;

/// The folded and stemmed words of a file; `seq` is the row of the full-text index.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "prospect_search")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub prospect_id: Uuid,
    pub terms: String,
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
