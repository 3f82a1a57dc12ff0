//! A stand without network: whom tablets may let in, what they bring back, what becomes of it.

mod access;
mod capture;
mod funnel;
pub mod ledger;
mod matches;
mod moves;

pub use access::{CLOCK_LEFT_ALONE_MS, MOST_VISITORS, StandCode, closes_at, corrected, is_stand_day, opens_at};
pub use capture::{Agreement, Capture, CaptureInput, InternshipInput, StandOrigin, follow_up_on};
pub use funnel::{Funnel, cost_base, costs_per_head};
pub use matches::{Met, why};
pub use moves::{CaptureMove, CaptureMoveInput, CaptureRefusal, allowed_next};

/// Captures of one batch at most.
pub const MOST_CAPTURES: usize = 100;
/// Counters of one batch at most.
pub const MOST_COUNTERS: usize = 100;
