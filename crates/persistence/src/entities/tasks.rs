//! Rows of `tasks`.

use sea_orm::entity::prelude::*;

/// Something to do on a file by somebody; the assignee is an account.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    pub title: String,
    pub due_on: Option<Date>,
    pub assignee_id: Option<Uuid>,
    pub done_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::prospects::Entity",
        from = "Column::ProspectId",
        to = "super::prospects::Column::Id"
    )]
    Prospect,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::AssigneeId", to = "super::users::Column::Id")]
    User,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
