//! Offers of work.

pub mod edition;
pub mod publicity;
