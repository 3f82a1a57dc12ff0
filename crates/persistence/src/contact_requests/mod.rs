//! Requests of the public form that wait, were confirmed, or expired.

mod find;
mod people;
mod write;

pub(crate) use find::visible;

pub use find::{ContactRequest, Filter, count, find, find_by_token, list};
pub use people::{Match, check_references, join, note_own_action, open_file_of, territories_named};
pub use write::{NewRequest, Settled, erase_expired_before, expire, insert, settle};
