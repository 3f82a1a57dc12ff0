//! The entities against the tables: every column named here exists, and holds what it is given.

use ::migrations::{Migrator, MigratorTrait};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, Database, QuerySelect};

use super::*;

mod migrations;
mod plans;

/// A database in memory with every table.
pub(crate) async fn migrated() -> DatabaseConnection {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    db
}

async fn columns_exist<E: EntityTrait>(db: &DatabaseConnection) {
    let read = E::find().limit(1).all(db).await;
    assert!(read.is_ok(), "{}: {:?}", E::default().table_name(), read.err());
}

#[tokio::test]
async fn every_entity_matches_its_table() {
    let db = migrated().await;
    columns_exist::<activities::Entity>(&db).await;
    columns_exist::<agenda_items::Entity>(&db).await;
    columns_exist::<ambassador_invitation_events::Entity>(&db).await;
    columns_exist::<ambassador_invitations::Entity>(&db).await;
    columns_exist::<ambassador_invitees::Entity>(&db).await;
    columns_exist::<ambassador_sign_ups::Entity>(&db).await;
    columns_exist::<ambassador_status_changes::Entity>(&db).await;
    columns_exist::<ambassador_tags::Entity>(&db).await;
    columns_exist::<ambassadors::Entity>(&db).await;
    columns_exist::<assignments::Entity>(&db).await;
    columns_exist::<audit_chain::Entity>(&db).await;
    columns_exist::<audit_entries::Entity>(&db).await;
    columns_exist::<audit_seals::Entity>(&db).await;
    columns_exist::<calendars::Entity>(&db).await;
    columns_exist::<campaign_phases::Entity>(&db).await;
    columns_exist::<campaigns::Entity>(&db).await;
    columns_exist::<careers::Entity>(&db).await;
    columns_exist::<commune_contours::Entity>(&db).await;
    columns_exist::<consent_texts::Entity>(&db).await;
    columns_exist::<consents::Entity>(&db).await;
    columns_exist::<contact_requests::Entity>(&db).await;
    columns_exist::<counted_files::Entity>(&db).await;
    columns_exist::<counting_contexts::Entity>(&db).await;
    columns_exist::<decisions::Entity>(&db).await;
    columns_exist::<duplicate_pairs::Entity>(&db).await;
    columns_exist::<employer_contacts::Entity>(&db).await;
    columns_exist::<employer_meetings::Entity>(&db).await;
    columns_exist::<employer_networks::Entity>(&db).await;
    columns_exist::<employers::Entity>(&db).await;
    columns_exist::<endowment_grants::Entity>(&db).await;
    columns_exist::<endowments::Entity>(&db).await;
    columns_exist::<erasures::Entity>(&db).await;
    columns_exist::<event_budget_lines::Entity>(&db).await;
    columns_exist::<event_days::Entity>(&db).await;
    columns_exist::<event_partners::Entity>(&db).await;
    columns_exist::<event_registrations::Entity>(&db).await;
    columns_exist::<event_sessions::Entity>(&db).await;
    columns_exist::<event_shifts::Entity>(&db).await;
    columns_exist::<events::Entity>(&db).await;
    columns_exist::<exported_files::Entity>(&db).await;
    columns_exist::<idempotency_keys::Entity>(&db).await;
    columns_exist::<import_batches::Entity>(&db).await;
    columns_exist::<import_rows::Entity>(&db).await;
    columns_exist::<indicator_changes::Entity>(&db).await;
    columns_exist::<indicator_counts::Entity>(&db).await;
    columns_exist::<installations::Entity>(&db).await;
    columns_exist::<interactions::Entity>(&db).await;
    columns_exist::<job_alert_rounds::Entity>(&db).await;
    columns_exist::<job_alerts::Entity>(&db).await;
    columns_exist::<job_offer_announcements::Entity>(&db).await;
    columns_exist::<job_offer_changes::Entity>(&db).await;
    columns_exist::<job_offer_editions::Entity>(&db).await;
    columns_exist::<job_offers::Entity>(&db).await;
    columns_exist::<kit_downloads::Entity>(&db).await;
    columns_exist::<kit_files::Entity>(&db).await;
    columns_exist::<kit_item_audiences::Entity>(&db).await;
    columns_exist::<kit_items::Entity>(&db).await;
    columns_exist::<needs_answers::Entity>(&db).await;
    columns_exist::<needs_survey_invitations::Entity>(&db).await;
    columns_exist::<needs_surveys::Entity>(&db).await;
    columns_exist::<jobs::Entity>(&db).await;
    columns_exist::<local_resources::Entity>(&db).await;
    columns_exist::<members::Entity>(&db).await;
    columns_exist::<membership_changes::Entity>(&db).await;
    columns_exist::<mentions::Entity>(&db).await;
    columns_exist::<merges::Entity>(&db).await;
    columns_exist::<needs::Entity>(&db).await;
    columns_exist::<newsletter_subscriptions::Entity>(&db).await;
    columns_exist::<number_sequences::Entity>(&db).await;
    columns_exist::<obstacle_notings::Entity>(&db).await;
    columns_exist::<occupation_titles::Entity>(&db).await;
    columns_exist::<occupations::Entity>(&db).await;
    columns_exist::<one_time_tokens::Entity>(&db).await;
    columns_exist::<outbox_messages::Entity>(&db).await;
    columns_exist::<partners::Entity>(&db).await;
    columns_exist::<prospect_search::Entity>(&db).await;
    columns_exist::<prospect_tags::Entity>(&db).await;
    columns_exist::<prospect_wishes::Entity>(&db).await;
    columns_exist::<prospects::Entity>(&db).await;
    columns_exist::<reference_editions::Entity>(&db).await;
    columns_exist::<published_figures::Entity>(&db).await;
    columns_exist::<report_snapshots::Entity>(&db).await;
    columns_exist::<referent_absences::Entity>(&db).await;
    columns_exist::<referents::Entity>(&db).await;
    columns_exist::<retention_notices::Entity>(&db).await;
    columns_exist::<retention_policies::Entity>(&db).await;
    columns_exist::<roadmap_items::Entity>(&db).await;
    columns_exist::<role_grants::Entity>(&db).await;
    columns_exist::<routing_tables::Entity>(&db).await;
    columns_exist::<service_levels::Entity>(&db).await;
    columns_exist::<sessions::Entity>(&db).await;
    columns_exist::<sponsoring_proposals::Entity>(&db).await;
    columns_exist::<stand_accesses::Entity>(&db).await;
    columns_exist::<stand_captures::Entity>(&db).await;
    columns_exist::<stand_devices::Entity>(&db).await;
    columns_exist::<status_changes::Entity>(&db).await;
    columns_exist::<targets::Entity>(&db).await;
    columns_exist::<steering_actions::Entity>(&db).await;
    columns_exist::<tasks::Entity>(&db).await;
    columns_exist::<territories::Entity>(&db).await;
    columns_exist::<touchpoint_visits::Entity>(&db).await;
    columns_exist::<touchpoints::Entity>(&db).await;
    columns_exist::<users::Entity>(&db).await;
    columns_exist::<visitor_counters::Entity>(&db).await;
    columns_exist::<working_group_members::Entity>(&db).await;
    columns_exist::<working_groups::Entity>(&db).await;
}

fn moment() -> DateTimeUtc {
    "2026-11-21T09:00:00.123Z".parse().unwrap()
}

pub(crate) fn prospect(number: &str) -> prospects::ActiveModel {
    prospects::ActiveModel {
        id: Set(Uuid::now_v7()),
        number: Set(number.to_owned()),
        status: Set("new".to_owned()),
        status_since: Set(moment().date_naive()),
        source: Set("web".to_owned()),
        lead_name: Set("Ada Delmas".to_owned()),
        sort_name: Set("delmas ada".to_owned()),
        created_at: Set(moment()),
        updated_at: Set(moment()),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_file_starts_at_version_1_and_sorts_last_without_a_next_action() {
    let db = migrated().await;
    let saved = prospect("OML-2026-00001").insert(&db).await.unwrap();
    assert_eq!((saved.version, saved.adults, saved.children), (1, 1, 0));
    assert_eq!(saved.created_at, moment());
    assert_eq!(saved.next_action_sort, Date::from_ymd_opt(9999, 12, 31).unwrap());
    let mut change: prospects::ActiveModel = saved.into();
    change.next_action_on = Set(Some(moment().date_naive()));
    assert_eq!(change.update(&db).await.unwrap().next_action_sort, moment().date_naive());
}

#[tokio::test]
async fn a_number_is_given_once_and_a_state_is_a_known_one() {
    let db = migrated().await;
    prospect("OML-2026-00001").insert(&db).await.unwrap();
    let twice = prospect("OML-2026-00001").insert(&db).await.unwrap_err();
    assert!(twice.to_string().contains("prospects.number"), "{twice}");
    let mut odd = prospect("OML-2026-00002");
    odd.status = Set("lost".to_owned());
    let refused = odd.insert(&db).await.unwrap_err();
    assert!(refused.to_string().contains("ck_prospects_status"), "{refused}");
}

#[tokio::test]
async fn a_child_has_no_name() {
    let db = migrated().await;
    let file = prospect("OML-2026-00001").insert(&db).await.unwrap();
    let child = |first_name: Option<&str>| members::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(file.id),
        rank: Set(1),
        role: Set("child".to_owned()),
        first_name: Set(first_name.map(str::to_owned)),
        age_band: Set(Some("6-10".to_owned())),
        created_at: Set(moment()),
        updated_at: Set(moment()),
        ..Default::default()
    };
    child(None).insert(&db).await.unwrap();
    let refused = child(Some("Lou")).insert(&db).await.unwrap_err();
    assert!(refused.to_string().contains("ck_members_child_is_nameless"), "{refused}");
}

#[tokio::test]
async fn lists_come_back_as_they_went() {
    let db = migrated().await;
    let zones = StringList(vec!["200067361".to_owned(), "46102".to_owned()]);
    let partner = partners::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set("Grand-Figeac".to_owned()),
        sort_name: Set("grand figeac".to_owned()),
        kind: Set("epci".to_owned()),
        territories: Set(zones.clone()),
        created_at: Set(moment()),
        updated_at: Set(moment()),
        ..Default::default()
    };
    assert_eq!(partner.insert(&db).await.unwrap().territories, zones);
}
