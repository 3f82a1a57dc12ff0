//! Imports of offices' spreadsheets: what was received, the verdict on each row, the files that came of it.

mod batches;
mod known;
mod rows;
mod undo;

pub use batches::{
    Advance, Batch, NewBatch, advance, content, find, find_locked, forget, forget_drafts_before, insert, list, remap,
    remembered, to_forget,
};
pub use known::{attached_before, files_by_contact};
pub use rows::{Row, list_rows, replace_rows};
pub use undo::{Undone, undo};

/// Rows of one statement: below the number of parameters that either engine takes.
const CHUNK: usize = 500;
