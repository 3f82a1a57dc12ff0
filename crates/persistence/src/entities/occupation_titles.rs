//! Rows of `occupation_titles`.

use sea_orm::entity::prelude::*;

/// A title by which people know an occupation: an everyday word or an official appellation.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "occupation_titles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub occupation_code: String,
    pub title: String,
    pub folded: String,
    pub kind: String,
    pub official_code: Option<String>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::occupations::Entity",
        from = "Column::OccupationCode",
        to = "super::occupations::Column::Code"
    )]
    Occupation,
}

impl Related<super::occupations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Occupation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
