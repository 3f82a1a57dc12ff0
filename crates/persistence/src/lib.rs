//! What the programme remembers: the only crate that names SeaORM.
//!
//! Private entities, one query module per feature, plain functions over a connection;
//! the caller owns the transaction. Never here: a rule of the programme, a status code.

pub mod ambassadors;
pub mod assignments;
pub mod audit;
pub mod backup;
pub mod calendars;
pub mod campaigns;
pub mod colleagues;
pub mod committees;
pub mod consent_register;
pub mod consent_texts;
pub mod consents;
pub mod contact_requests;
pub mod contours;
pub mod duplicates;
pub mod employer_sign_ups;
pub mod employers;
mod entities;
pub mod erasure;
mod error;
pub mod events;
pub mod household_data;
pub mod household_page;
pub mod housekeeping;
pub mod idempotency;
pub mod imports;
pub mod indicators;
pub mod installations;
pub mod interactions;
pub mod job_alerts;
pub mod job_offers;
pub mod jobs;
pub mod kit_items;
pub mod local_resources;
pub mod locks;
pub mod members;
pub mod mentions;
pub mod merges;
pub mod my_day;
pub mod needs;
pub mod needs_surveys;
pub mod newsletter;
pub mod occupations;
pub mod one_time_tokens;
pub mod outbox;
pub mod partners;
pub mod pauses;
pub mod privacy_requests;
pub mod prospects;
pub mod published_figures;
pub mod reference;
pub mod referents;
pub mod reports;
pub mod retention;
pub mod roadmap_items;
pub mod routing;
pub mod routing_tables;
pub mod service_levels;
pub mod sessions;
mod slice;
pub mod sponsoring;
pub mod stands;
pub mod steering_actions;
mod store;
pub mod supervision;
pub mod targets;
pub mod tasks;
pub mod territories;
pub mod users;
mod versions;
pub mod working_groups;

pub use error::StoreError;
use migrations::{Migrator, MigratorTrait};
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
pub use slice::Slice;
pub use store::{Options, Store};

/// Brings the tables to the newest shape, and what the programme starts with: reference data, settings,
/// the département among its partners.
///
/// # Errors
/// Those of the store.
pub async fn migrate(store: &Store) -> Result<(), StoreError> {
    Migrator::up(store.writer(), None).await?;
    reference::load_shipped(store).await?;
    partners::load_default(store).await?;
    routing_tables::load_default(store).await?;
    service_levels::load_default(store).await?;
    retention::load_default(store).await?;
    indicators::counts::catch_up(store).await
}

/// Whether the database takes writes and its tables have the newest shape.
///
/// # Errors
/// Those of the store.
pub async fn is_ready(store: &Store) -> Result<bool, StoreError> {
    let tx = store.begin().await?;
    let pending = Migrator::get_pending_migrations(&tx).await?;
    tx.rollback().await?;
    Ok(pending.is_empty())
}
