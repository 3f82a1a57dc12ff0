//! Filling an empty database with people who do not exist.

mod demo;
mod volume;

pub use demo::{DemoAccount, Outcome, PASSWORD, demo_accounts, seed};
pub use volume::seed_volume;

use domain::validation::FieldErrors;
use persistence::StoreError;

/// Why nothing was filled in.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The files of the demonstration contradict the rules of the programme.
    #[error("demonstration data: {0}")]
    Data(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SeedError {
    /// What is wrong with somebody of the demonstration.
    fn of(whom: &str, errors: FieldErrors) -> SeedError {
        let wrong = errors.into_vec().into_iter().map(|error| format!("{} {}", error.pointer, error.code));
        SeedError::Data(format!("{whom}: {}", wrong.collect::<Vec<_>>().join(", ")))
    }
}
