//! Rows of `careers`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// The professional project of an adult member.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "careers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: Uuid,
    pub occupation_code: Option<String>,
    pub occupation_text: Option<String>,
    pub sector: Option<String>,
    pub level: Option<String>,
    pub experience: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub contracts: StringList,
    pub available_on: Option<Date>,
    pub max_distance_km: Option<i32>,
    pub remote_work: Option<String>,
    pub comment: Option<String>,
    /// Details of a health professional.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub health: Option<Json>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::members::Entity", from = "Column::MemberId", to = "super::members::Column::Id")]
    Member,
}

impl Related<super::members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
