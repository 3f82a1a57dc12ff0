//! What the programme means: types that cannot be wrong, rules, state machines, who may do what.
//!
//! Never here: I/O, a clock, serde, SQL or HTTP. Time and ids are passed in.

pub mod access;
pub mod accounts;
pub mod activities;
pub mod advice_sheets;
pub mod assignments;
pub mod calendars;
pub mod codes;
pub mod completion;
pub mod consents;
pub mod contact;
pub mod contact_requests;
pub mod contours;
pub mod digests;
pub mod distances;
pub mod employer_memberships;
pub mod employers;
pub mod household_page;
pub mod imports;
pub mod installations;
pub mod interactions;
pub mod job_offers;
pub mod kit_items;
pub mod local_resources;
pub mod members;
pub mod mentions;
pub mod my_day;
pub mod needs;
pub mod needs_answers;
pub mod needs_surveys;
pub mod occupations;
pub mod offer_index;
pub mod partners;
pub mod prospects;
pub mod reference;
pub mod referents;
pub mod routing;
pub mod service_levels;
pub mod siret;
pub mod supervision;
pub mod tasks;
pub mod territories;
pub mod text;
pub mod validation;
pub mod working_time;
