//! Rows of `needs_answers`.

use sea_orm::entity::prelude::*;

/// The answers of one employer to one survey.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "needs_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub employer_id: Uuid,
    #[sea_orm(column_type = "JsonBinary")]
    pub answers: Json,
    pub submitted_at: Option<DateTimeUtc>,
    pub entered_by: Option<Uuid>,
    pub entered_by_name: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employers::Entity",
        from = "Column::EmployerId",
        to = "super::employers::Column::Id"
    )]
    Employer,
}

impl ActiveModelBehavior for ActiveModel {}
