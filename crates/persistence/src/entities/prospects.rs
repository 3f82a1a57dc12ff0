//! Rows of `prospects`.

use sea_orm::entity::prelude::*;

/// A household's file. Names, counts and référents are repeated here for the list.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "prospects")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `OML-YYYY-NNNNN`.
    pub number: String,
    pub status: String,
    pub status_since: Date,
    pub source: String,
    pub source_detail: Option<String>,
    pub campaign: Option<String>,
    pub touchpoint_id: Option<Uuid>,
    /// Event at which the household was met.
    pub event_id: Option<Uuid>,
    pub household_kind: Option<String>,
    pub language: Option<String>,
    pub country: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub lot_link: Option<String>,
    pub target_group: Option<String>,
    pub maturity: Option<String>,
    pub horizon: Option<String>,
    pub territory_indifferent: bool,
    pub first_wish_code: Option<String>,
    /// EPCI of the first wish; empty without a wish.
    pub epci_code: Option<String>,
    pub housing_wish: Option<String>,
    pub housing_comment: Option<String>,
    pub message: Option<String>,
    pub next_action_label: Option<String>,
    pub next_action_on: Option<Date>,
    pub next_action_assignee_id: Option<Uuid>,
    /// Computed by the database (`9999-12-31` without a next action); never set.
    pub next_action_sort: Date,
    pub last_contact_by_person_at: Option<DateTimeUtc>,
    pub last_interaction_at: Option<DateTimeUtc>,
    pub closing_reason: Option<String>,
    pub closing_comment: Option<String>,
    pub lead_name: String,
    /// Folded, family name first.
    pub sort_name: String,
    pub adults: i32,
    pub children: i32,
    pub territorial_referent_id: Option<Uuid>,
    pub technical_referent_id: Option<Uuid>,
    /// Since when the file waits in the programme's pool, and why.
    pub pool_since: Option<DateTimeUtc>,
    pub pool_reason: Option<String>,
    pub duplicate_of: Option<Uuid>,
    /// The file that took this one in.
    pub merged_into_id: Option<Uuid>,
    pub import_id: Option<Uuid>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
