//! Rows of `job_offers`.

use sea_orm::entity::prelude::*;

/// An offer of work.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_offers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Option<Uuid>,
    pub employer_name: Option<String>,
    pub source: String,
    pub external_id: Option<String>,
    pub external_url: Option<String>,
    pub title: String,
    pub description: String,
    pub occupation_code: Option<String>,
    pub sector: Option<String>,
    pub contract_type: String,
    pub contract_nature: Option<String>,
    pub contract_months: Option<i32>,
    pub working_time: Option<String>,
    pub weekly_hours: Option<f64>,
    pub experience: Option<String>,
    pub experience_text: Option<String>,
    pub qualification: Option<String>,
    pub place: Option<String>,
    pub commune_code: Option<String>,
    pub epci_code: Option<String>,
    pub postal_code: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub salary_text: Option<String>,
    pub salary_min_cents: Option<i64>,
    pub salary_max_cents: Option<i64>,
    pub salary_period: Option<String>,
    pub salary_months: Option<f64>,
    pub positions: i32,
    pub housing_possible: bool,
    pub partner_welcome: bool,
    pub remote_work: String,
    pub starts_on: Option<Date>,
    pub contact_name: Option<String>,
    pub apply_email: Option<String>,
    pub apply_phone: Option<String>,
    pub apply_url: Option<String>,
    pub status: String,
    pub status_reason: Option<String>,
    pub is_public: bool,
    pub edition: i64,
    pub submitted_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    pub import_id: Option<Uuid>,
    pub search_text: String,
    pub title_terms: String,
    pub terms: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
