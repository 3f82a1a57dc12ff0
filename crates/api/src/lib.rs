//! What the programme says to the outside: the only crate that names actix and utoipa.
//!
//! One folder per feature (`mod.rs` handlers, `dto.rs` shapes) and the shared HTTP pieces.
//! Never here: a rule of the programme (domain), a table or a column (persistence).

pub mod advice_sheets;
pub mod ambassadors;
pub mod assignments;
pub mod audit;
pub mod audit_entries;
pub mod auth;
pub mod calendars;
pub mod caller;
pub mod clock;
pub mod config;
pub mod consents;
pub mod contact_requests;
pub mod employer_sign_ups;
pub mod employers;
pub mod endpoints;
pub mod event_registrations;
pub mod event_sessions;
pub mod events;
pub mod health;
pub mod household_page;
pub mod housekeeping;
pub mod http;
pub mod imports;
pub mod installations;
pub mod interactions;
pub mod job_alerts;
pub mod job_offers;
pub mod jobs;
pub mod kit_items;
pub mod local_resources;
pub mod mail;
pub mod members;
pub mod mentions;
pub mod my_day;
pub mod my_referent;
pub mod needs;
pub mod needs_surveys;
pub mod newsletter;
pub mod open_file;
pub mod openapi;
mod page_head;
pub mod partners;
pub mod problem;
pub mod prospects;
pub mod public_events;
pub mod public_offers;
pub mod reference;
pub mod referents;
pub mod routes;
pub mod routing;
pub mod secrets;
pub mod seed;
pub mod server;
pub mod service_levels;
mod signed_links;
pub mod sponsoring;
pub mod state;
pub mod supervision;
pub mod tasks;
pub mod users;
pub mod web_app;
pub mod workers;

pub use routes::{app, document};
