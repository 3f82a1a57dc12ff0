//! Rows of `status_changes`.

use sea_orm::entity::prelude::*;

/// One step in the life of a file; `seq` orders the steps of one file.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "status_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub seq: i32,
    pub from_status: Option<String>,
    pub to_status: String,
    pub effective_on: Date,
    pub recorded_at: DateTimeUtc,
    pub actor_id: Option<Uuid>,
    pub reason: Option<String>,
    pub origin: String,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::ActorId", to = "super::users::Column::Id")]
    User,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
