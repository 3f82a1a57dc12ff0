//! Rows of `employer_networks`.

use sea_orm::entity::prelude::*;

/// A network that an employer belongs to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_networks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employer_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
