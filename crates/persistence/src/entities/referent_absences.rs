//! Rows of `referent_absences`.

use sea_orm::entity::prelude::*;

/// Days on which a référent is away, and who stands in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "referent_absences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub referent_id: Uuid,
    pub from_on: Date,
    pub to_on: Date,
    pub substitute_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
