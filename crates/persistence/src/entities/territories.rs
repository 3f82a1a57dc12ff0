//! Rows of `territories`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// A place of the territory tree: département, EPCI or commune, by its official code.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "territories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub kind: String,
    pub name: String,
    pub folded: String,
    pub parent_code: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub postal_codes: StringList,
    pub population: Option<i32>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
