//! Campaigns: prepared in phases, run, closed; what they brought, and whom they may write to again.

pub mod attribution;
mod change;
pub mod dto;
mod list;
pub mod patch;
pub(crate) mod read;
mod results;
mod solicitation;
mod transitions;

use crate::endpoints::Endpoints;

/// What the trail calls a campaign.
pub(crate) const RESOURCE: &str = "campaign";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_campaigns)
        .service(change::create_campaign)
        .service(list::list_undeclared_campaigns)
        .service(read::get_campaign)
        .service(change::update_campaign)
        .service(change::archive_campaign)
        .service(change::restore_campaign)
        .service(transitions::transition_campaign)
        .service(results::get_campaign_results)
        .service(solicitation::get_campaign_solicitation)
        .service(solicitation::export_campaign_solicitation);
}
