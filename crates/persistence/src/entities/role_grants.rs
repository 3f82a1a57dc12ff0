//! Rows of `role_grants`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// A role held by an account, its scope and its dates; empty lists mean no restriction.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub role: String,
    pub partner_id: Option<Uuid>,
    pub employer_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub territories: StringList,
    #[sea_orm(column_type = "JsonBinary")]
    pub project_types: StringList,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub created_at: DateTimeUtc,
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
