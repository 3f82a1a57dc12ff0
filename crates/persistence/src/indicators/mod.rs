//! The figures of the programme, counted by the database from what happened: one query each, the same on both engines.
//!
//! Every indicator is a set of rows ([`facts`]): who, when, where, how much. What is measured, what is listed behind a figure
//! and what a list of files is narrowed to are three readings of the same rows.

mod cohorts;
pub(crate) mod contexts;
pub mod counts;
mod facts;
mod files;
mod measure;
mod names;
mod protect;

pub use cohorts::{Cohort, cohorts, scan_cohorts};
pub use files::{CountedFile, files_of};
pub use measure::{Ask, Cell, Measure, measure, measure_all, scan};
pub use names::names_of;
pub use protect::{protected, protected_all};

pub(crate) use measure::counted_in;

use domain::indicators::{Dimension, Indicator, Period, Scope};

/// The figure behind which files stand, and the cell of its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The indicator.
    pub indicator: Indicator,
    /// Its period.
    pub period: Period,
    /// What it is broken down by, and the cell; none is what has no value there.
    pub cell: Option<(Dimension, CellKey)>,
    /// The places and the instant of the reading.
    pub scope: Scope,
}

/// What names a cell: one code, or two where it stands in a table.
pub type CellKey = (Option<String>, Option<String>);
