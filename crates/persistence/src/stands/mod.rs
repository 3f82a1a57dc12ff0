//! Stands without network: who may deliver, whom they met, how many passed by, and what became of them.

pub mod captures;
pub mod counters;
pub mod devices;
pub mod report;
