//! Rows of `referents`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// Somebody who accompanies households, with or without an account.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "referents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    pub partner_id: Uuid,
    pub display_name: String,
    pub sort_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub zones: StringList,
    #[sea_orm(column_type = "JsonBinary")]
    pub project_types: StringList,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: StringList,
    pub capacity: Option<i32>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::partners::Entity", from = "Column::PartnerId", to = "super::partners::Column::Id")]
    Partner,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    Account,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::partners::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
