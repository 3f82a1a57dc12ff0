//! The privacy clock: how long files are kept, who is told that theirs ends, and what comes next.

mod dto;
mod letters;
mod link;
mod linked;
mod policies;
pub(crate) mod rounds;
mod staff;

pub use dto::{
    FileRetention, LinkedRetention, Preview, PreviewedFile, RetentionDay, RetentionDays, RetentionPolicy,
    RetentionPolicyPatch, RetentionPolicyVersion, RetentionPolicyVersions,
};
pub use staff::preview;

use crate::endpoints::Endpoints;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(policies::get_retention_policy)
        .service(policies::update_retention_policy)
        .service(policies::list_retention_policies)
        .service(staff::preview_retention)
        .service(staff::list_retention_days)
        .service(staff::get_prospect_retention)
        .service(linked::get_linked_retention)
        .service(linked::keep_linked_file)
        .service(linked::erase_linked_file);
}
