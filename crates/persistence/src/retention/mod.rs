//! The privacy clock: its policy in every version, the files that it looks at, and who was told.

mod clocks;
mod policies;

pub use clocks::{ActedBefore, Clock, Reader, candidates, clock_of, note_told, reader_of};
pub(crate) use policies::load_default;
pub use policies::{StoredPolicy, current, replace, versions};
