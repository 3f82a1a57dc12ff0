//! Erasing somebody: names and words go, in every table and every file; what was counted stays.

mod dto;
mod handlers;
pub mod ledger;
pub mod register;
mod service;

pub use dto::{AmbassadorAnonymisation, ProspectAnonymisation};
pub(crate) use service::Order;

use crate::endpoints::Endpoints;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(handlers::anonymise_prospect).service(handlers::anonymise_ambassador);
}
