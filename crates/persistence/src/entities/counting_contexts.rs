//! Rows of `counting_contexts`.

use sea_orm::entity::prelude::*;

/// What a file was counted under when a status change or an installation, whose id this is, was written down.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "counting_contexts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prospect_id: Uuid,
    /// Whether the file enters the state for the first time.
    pub is_first: bool,
    pub epci_code: Option<String>,
    pub source: String,
    pub campaign: Option<String>,
    pub event_id: Option<Uuid>,
    pub target_group: Option<String>,
    /// Codes, each followed by a semicolon.
    pub project_types: String,
    /// Codes, each followed by a semicolon, once per child.
    pub child_bands: String,
    pub adults: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
