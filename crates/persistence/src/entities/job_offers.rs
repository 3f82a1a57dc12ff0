//! Rows of `job_offers`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A job offer; as JSON it is what an import found, to be put back when the import is taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "job_offers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Option<Uuid>,
    pub employer_name: String,
    pub title: String,
    pub sort_title: String,
    pub search_text: String,
    pub description: String,
    pub occupation_code: Option<String>,
    pub sector: Option<String>,
    pub contract_type: String,
    pub contract_detail: Option<String>,
    pub part_time: bool,
    pub working_time: Option<String>,
    pub commune_code: Option<String>,
    pub epci_code: Option<String>,
    pub salary: Option<String>,
    pub positions: i32,
    pub experience: Option<String>,
    pub experience_detail: Option<String>,
    pub housing_possible: bool,
    pub partner_welcome: bool,
    pub remote: Option<String>,
    pub starts_on: Option<Date>,
    pub apply_url: Option<String>,
    pub apply_email: Option<String>,
    pub source: String,
    pub external_id: Option<String>,
    pub status: String,
    pub status_reason: Option<String>,
    pub is_public: bool,
    pub published_at: Option<DateTimeUtc>,
    pub expires_on: Option<Date>,
    pub expires_sort: Date,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
