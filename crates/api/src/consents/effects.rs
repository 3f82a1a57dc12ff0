//! What taking an agreement back ends at once. What only reads agreements (lists of those who may be written to, what an
//! employer or a partner is told) reads them each time, and needs nothing here.

use chrono::{DateTime, Utc};
use domain::codes::ConsentPurpose;
use persistence::outbox::{self, Whose};
use persistence::prospects::{Prospect, members_of};
use persistence::{DatabaseTransaction, newsletter};
use uuid::Uuid;

use crate::mail::Kind;
use crate::problem::Problem;

/// Letters to the household about the follow-up of its file.
const FOLLOW_UP: [Kind; 2] = [Kind::ReferentNamed, Kind::AdviceSheet];
/// Letters that tell others of the household.
const SHARING: [Kind; 2] = [Kind::NeedRequest, Kind::SecondWish];

/// Ends what a purpose allowed for a member, or for the whole household without one: queued mails, the newsletter.
///
/// # Errors
/// Those of the store.
pub(crate) async fn of_withdrawal(
    tx: &DatabaseTransaction,
    file: &Prospect,
    (member_id, purpose): (Option<Uuid>, ConsentPurpose),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    match purpose {
        ConsentPurpose::ShareWithPartners => {
            outbox::call_off(tx, &SHARING.map(Kind::as_str), &Whose::About(&file.number), now).await?;
        }
        ConsentPurpose::FollowUp => {
            for address in addresses(tx, file.id, member_id).await? {
                outbox::call_off(tx, &FOLLOW_UP.map(Kind::as_str), &Whose::Recipient(&address), now).await?;
            }
        }
        ConsentPurpose::Newsletter => {
            for address in addresses(tx, file.id, member_id).await? {
                newsletter::delete_of(tx, &address).await?;
                let kinds = [Kind::NewsletterConfirmation.as_str()];
                outbox::call_off(tx, &kinds, &Whose::Recipient(&address), now).await?;
            }
        }
        // Nothing is queued for these: whoever writes looks at the agreements first.
        ConsentPurpose::ProfileDiffusion
        | ConsentPurpose::Invitations
        | ConsentPurpose::Studies
        | ConsentPurpose::JobAlerts => {}
    }
    Ok(())
}

/// The addresses of a member, or of every one.
async fn addresses(tx: &DatabaseTransaction, file: Uuid, member_id: Option<Uuid>) -> Result<Vec<String>, Problem> {
    let members = members_of(tx, file).await?;
    let meant = members.into_iter().filter(|one| member_id.is_none_or(|id| id == one.id));
    Ok(meant.filter_map(|one| one.member.email.map(|email| email.to_string())).collect())
}
