//! Rows of `employers`.

use sea_orm::entity::prelude::*;

/// An employer and its membership of the network.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "employers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub siret: String,
    pub siret_reason: Option<String>,
    pub name: String,
    pub sort_name: String,
    pub search_text: String,
    pub kind: String,
    pub activity_code: Option<String>,
    pub activity_nomenclature: Option<String>,
    pub headcount_band: Option<String>,
    pub address: Option<String>,
    pub commune_code: Option<String>,
    pub epci_code: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub membership_status: Option<String>,
    pub membership_since: Option<DateTimeUtc>,
    pub charter_version: Option<String>,
    pub charter_accepted_at: Option<DateTimeUtc>,
    pub charter_accepted_by: Option<String>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
