//! Offers of work.

pub mod edition;
