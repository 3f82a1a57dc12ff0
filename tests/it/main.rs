//! The programme seen from outside: over HTTP in this process, and as the real program where only that shows it.
//!
//! Every test has a database, a clock and people of its own; none waits for a guessed time or for another test.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails, and says where")]

mod access;
mod advice_sheet;
mod ambassadors;
mod auth;
mod calendars;
mod campaigns;
mod contact_requests;
mod digests;
mod employer_accounts;
mod employer_referrals;
mod employer_sign_ups;
mod employers;
mod errors;
mod event_registrations;
mod events;
mod exports;
mod file_parts;
mod fuzz;
mod harness;
mod household_page;
mod imports;
mod job_alerts;
mod job_offers;
mod jobs;
mod journeys;
mod kit_items;
mod local_resources;
mod mentions;
mod migrations;
mod my_day;
mod my_referent;
mod need_requests;
mod needs_surveys;
mod newsletter;
mod openapi;
mod openapi_examples;
mod outbox;
mod partners;
mod prospect_lists;
mod prospects;
mod public_events;
mod public_offers;
mod reference;
mod referents;
mod routing;
mod seed;
mod server;
mod service_levels;
mod sponsoring;
mod stands;
mod supervision;
mod users;
mod walkthrough;
