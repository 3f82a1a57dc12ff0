//! Rows of `commune_contours`.

use sea_orm::entity::prelude::*;

/// The outline of a commune, as rings of longitude and latitude in degrees.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "commune_contours")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_code: String,
    pub vintage: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub polygons: Json,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
