//! Files of households.
//!
//! Every read takes the scope of its reader: a file outside it is as if it did not exist.

mod counts;
mod export;
mod facts_rows;
mod filter;
mod find;
mod full;
mod list;
mod numbers;
mod obstacles;
mod open;
mod past;
pub(crate) mod people;
mod references;
pub(crate) mod scope;
pub mod search;
mod stored;
mod write;

pub use counts::{Counts, StatusCount, counts, looked_for};
pub use export::{ExportRow, export};
pub use filter::{Archived, Filter, OfPhase};
pub use find::{Prospect, duplicate_of, find, find_locked, situation};
pub use full::{assignments_of, consents_of, installation_of, members_of, needs_of, surroundings, tasks_of};
pub use list::{After, Sort, SortKey, Summary, count, list};
pub use numbers::{next as next_number, reserve as reserve_numbers};
pub use obstacles::count_obstacles;
pub use open::{Opening, Step, insert, insert_all};
pub use past::{Past, insert_pasts};
pub use references::{
    account_exists, check_facts, check_new, check_next_action, commune_exists, consent_text_exists, event_exists,
    id_of_number, occupation_exists, partner_exists, referent_exists,
};
pub use stored::{
    StoredAssignment, StoredConsent, StoredInstallation, StoredMember, StoredNeed, StoredStep, StoredTask, Surroundings,
};
pub use write::{
    archive, change_status, correct_day, days_of_steps, hand_over_next_action, refresh_household, restore, touch,
    update,
};
