//! Rows of `working_group_members`.

use sea_orm::entity::prelude::*;

/// Somebody who takes part in a working group.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "working_group_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub working_group_id: Uuid,
    pub place: i32,
    pub user_id: Option<Uuid>,
    pub name: Option<String>,
    pub partner_id: Option<Uuid>,
    pub email: Option<String>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
