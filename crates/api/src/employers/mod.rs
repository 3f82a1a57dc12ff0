//! Employers: known by their SIRET, met, members of the network or not; who acts for them, whom they refer.

pub mod accounts;
pub(crate) mod change;
pub mod contacts;
pub mod dto;
mod list;
pub mod meetings;
pub mod membership;
mod read;
pub mod referrals;

use crate::endpoints::Endpoints;

pub(crate) use read::existing;

/// What the trail calls an employer.
pub(crate) const RESOURCE: &str = "employer";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_employers)
        .service(change::create_employer)
        .service(change::put_employer_by_siret)
        .service(read::get_employer)
        .service(change::update_employer)
        .service(change::archive_employer)
        .service(change::restore_employer)
        .service(membership::get_membership)
        .service(membership::transition_membership)
        .service(contacts::list_employer_contacts)
        .service(contacts::create_employer_contact)
        .service(contacts::update_employer_contact)
        .service(contacts::delete_employer_contact)
        .service(accounts::list_employer_accounts)
        .service(accounts::create_employer_account)
        .service(accounts::delete_employer_account)
        .service(referrals::list_employer_referrals)
        .service(referrals::create_employer_referral)
        .service(meetings::list_employer_meetings)
        .service(meetings::create_employer_meeting)
        .service(meetings::update_employer_meeting)
        .service(meetings::delete_employer_meeting);
}
