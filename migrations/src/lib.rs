//! The shape of the stored data, one file per theme, for SQLite and PostgreSQL alike.
//! Here: tables, indexes, constraints, the full-text index of each engine.
//! Never here: rows (a loader brings reference data), entities, anything of the domain.
//! A file is frozen once released: a later change is a new file.

mod naming;

mod m20261121_000001_reference;
mod m20261121_000002_people;
mod m20261121_000003_prospects;
mod m20261121_000004_contact_requests;
mod m20261121_000005_imports;
mod m20261121_000006_operations;
mod m20261127_000007_jobs;
mod m20261127_000008_routing;
mod m20261127_000009_local_resources;
mod m20261127_000010_day;
mod m20261127_000011_campaigns;
mod m20261127_000012_employers;
mod m20261128_000013_job_offers;
mod m20261128_000014_kit_and_surveys;
mod m20261128_000015_employer_accounts;
mod m20261129_000016_offer_imports;
mod m20261129_000017_job_alerts;
mod m20261129_000018_events;
mod m20261129_000019_event_registrations;
mod m20261129_000020_ambassadors;
mod m20261129_000021_newsletter_and_invitations;
mod m20261129_000022_stands;
mod m20261129_000023_event_of_files;
mod m20261129_000024_campaigns;
mod m20261129_000025_attribution;
mod m20261129_000026_endowments;
mod m20261129_000027_indicators;
mod m20261129_000028_indicator_counts;
mod m20261129_000030_reports;
mod m20261129_000031_published_figures;
mod m20261129_000032_targets;
mod m20261129_000033_working_groups;
mod m20261129_000034_steering;
mod m20261129_000035_roadmap_items;
mod m20261129_000036_duplicates;
mod m20261129_000037_merges;
mod m20261129_000039_retention;
mod m20261129_000042_audit_chain;
mod m20261129_000043_exported_files;
mod m20261129_000045_consent_texts_kept;
mod m20261129_000048_privacy_requests;
mod m20261129_000049_pauses;
mod m20261129_000050_erasures_swept;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// All migrations in order; `Migrator::up` brings a database to the head.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_reference::Migration),
            Box::new(m20261121_000002_people::Migration),
            Box::new(m20261121_000003_prospects::Migration),
            Box::new(m20261121_000004_contact_requests::Migration),
            Box::new(m20261121_000005_imports::Migration),
            Box::new(m20261121_000006_operations::Migration),
            Box::new(m20261127_000007_jobs::Migration),
            Box::new(m20261127_000008_routing::Migration),
            Box::new(m20261127_000009_local_resources::Migration),
            Box::new(m20261127_000010_day::Migration),
            Box::new(m20261127_000011_campaigns::Migration),
            Box::new(m20261127_000012_employers::Migration),
            Box::new(m20261128_000013_job_offers::Migration),
            Box::new(m20261128_000014_kit_and_surveys::Migration),
            Box::new(m20261128_000015_employer_accounts::Migration),
            Box::new(m20261129_000016_offer_imports::Migration),
            Box::new(m20261129_000017_job_alerts::Migration),
            Box::new(m20261129_000018_events::Migration),
            Box::new(m20261129_000019_event_registrations::Migration),
            Box::new(m20261129_000020_ambassadors::Migration),
            Box::new(m20261129_000021_newsletter_and_invitations::Migration),
            Box::new(m20261129_000022_stands::Migration),
            Box::new(m20261129_000023_event_of_files::Migration),
            Box::new(m20261129_000024_campaigns::Migration),
            Box::new(m20261129_000025_attribution::Migration),
            Box::new(m20261129_000026_endowments::Migration),
            Box::new(m20261129_000027_indicators::Migration),
            Box::new(m20261129_000028_indicator_counts::Migration),
            Box::new(m20261129_000030_reports::Migration),
            Box::new(m20261129_000031_published_figures::Migration),
            Box::new(m20261129_000032_targets::Migration),
            Box::new(m20261129_000033_working_groups::Migration),
            Box::new(m20261129_000034_steering::Migration),
            Box::new(m20261129_000035_roadmap_items::Migration),
            Box::new(m20261129_000036_duplicates::Migration),
            Box::new(m20261129_000037_merges::Migration),
            Box::new(m20261129_000039_retention::Migration),
            Box::new(m20261129_000042_audit_chain::Migration),
            Box::new(m20261129_000043_exported_files::Migration),
            Box::new(m20261129_000045_consent_texts_kept::Migration),
            Box::new(m20261129_000048_privacy_requests::Migration),
            Box::new(m20261129_000049_pauses::Migration),
            Box::new(m20261129_000050_erasures_swept::Migration),
        ]
    }
}
