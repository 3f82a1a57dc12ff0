//! Rows of `partners`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// An organisation of the network.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partners")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub sort_name: String,
    pub kind: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub territories: StringList,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub declared_member_count: Option<i32>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
