//! The shape of the rows, one module per table, as the migrations lay them down.
//! Private to the crate: what leaves it are types of the domain or of the query modules.

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

pub mod activities;
pub mod agenda_items;
pub mod ambassador_invitation_events;
pub mod ambassador_invitations;
pub mod ambassador_invitees;
pub mod ambassador_sign_ups;
pub mod ambassador_status_changes;
pub mod ambassador_tags;
pub mod ambassadors;
pub mod assignments;
pub mod audit_chain;
pub mod audit_entries;
pub mod audit_seals;
pub mod calendars;
pub mod campaign_phases;
pub mod campaigns;
pub mod careers;
pub mod commune_contours;
pub mod consent_texts;
pub mod consents;
pub mod contact_requests;
pub mod counted_files;
pub mod counting_contexts;
pub mod decisions;
pub mod duplicate_pairs;
pub mod employer_contacts;
pub mod employer_meetings;
pub mod employer_networks;
pub mod employer_referrals;
pub mod employer_sign_ups;
pub mod employers;
pub mod endowment_grants;
pub mod endowments;
pub mod erasures;
pub mod event_budget_lines;
pub mod event_days;
pub mod event_partners;
pub mod event_registrations;
pub mod event_sessions;
pub mod event_shifts;
pub mod events;
pub mod exported_files;
pub mod idempotency_keys;
pub mod import_batches;
pub mod import_job_offers;
pub mod import_rows;
pub mod indicator_changes;
pub mod indicator_counts;
pub mod installations;
pub mod interactions;
pub mod job_alert_rounds;
pub mod job_alerts;
pub mod job_offer_announcements;
pub mod job_offer_changes;
pub mod job_offer_editions;
pub mod job_offers;
pub mod jobs;
pub mod kit_downloads;
pub mod kit_files;
pub mod kit_item_audiences;
pub mod kit_items;
pub mod local_resources;
pub mod members;
pub mod membership_changes;
pub mod mentions;
pub mod merges;
pub mod needs;
pub mod needs_answers;
pub mod needs_survey_invitations;
pub mod needs_surveys;
pub mod newsletter_subscriptions;
pub mod number_sequences;
pub mod obstacle_notings;
pub mod occupation_titles;
pub mod occupations;
pub mod one_time_tokens;
pub mod outbox_messages;
pub mod partners;
pub mod prospect_search;
pub mod prospect_tags;
pub mod prospect_wishes;
pub mod prospects;
pub mod published_figures;
pub mod reference_editions;
pub mod referent_absences;
pub mod referents;
pub mod report_snapshots;
pub mod retention_notices;
pub mod retention_policies;
pub mod roadmap_items;
pub mod role_grants;
pub mod routing_tables;
pub mod service_levels;
pub mod sessions;
pub mod sponsoring_proposals;
pub mod stand_accesses;
pub mod stand_captures;
pub mod stand_devices;
pub mod status_changes;
pub mod steering_actions;
pub mod targets;
pub mod tasks;
pub mod territories;
pub mod touchpoint_visits;
pub mod touchpoints;
pub mod users;
pub mod visitor_counters;
pub mod working_group_members;
pub mod working_groups;

/// A JSON column that holds a list of codes or hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct StringList(pub Vec<String>);

impl From<Vec<String>> for StringList {
    fn from(list: Vec<String>) -> Self {
        Self(list)
    }
}

#[cfg(test)]
pub(crate) mod tests;
