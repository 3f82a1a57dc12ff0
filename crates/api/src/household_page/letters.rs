//! The letters about a household's page.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::{AssignmentStatus, ConsentPurpose, ReferentRole};
use domain::household_page::may_write;
use persistence::household_page::{Follower, accompanying, find_in_file, find_to_tell, reachable};
use persistence::outbox::{self, Whose};
use persistence::prospects::{Prospect, StoredAssignment};
use persistence::{ConnectionTrait, DatabaseTransaction, pauses, prospects, users};
use uuid::Uuid;

use super::link::issue;
use super::page::because;
use super::sentences::{Changed, Sentences};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Queues the link for a member who asked for it.
pub(super) async fn send_link(
    state: &AppState,
    tx: &DatabaseTransaction,
    to: &Follower,
    number: &str,
) -> Result<(), Problem> {
    queue(state, tx, Kind::HouseholdLink, to, &[("number", number)]).await
}

/// Queues the news that a request has become the file `number`, or joined it: with the link when the file knows the
/// address that was confirmed, without it when another one does – a phone and a name are no proof of who somebody is.
///
/// # Errors
/// Those of the store; 500 when the letter is broken.
pub async fn tell_confirmed(
    state: &AppState,
    tx: &DatabaseTransaction,
    (prospect_id, number): (Uuid, &str),
    (first_name, email, reference): (&str, &str, &str),
) -> Result<(), Problem> {
    if let Some(follower) = find_in_file(tx, prospect_id, email).await? {
        let words = [("reference", reference), ("number", number)];
        return queue(state, tx, Kind::ContactConfirmed, &follower, &words).await;
    }
    let words = [("first_name", first_name), ("reference", reference), ("number", number)];
    mail::queue(tx, state, &Letter::compose(Kind::ContactJoined, email, &words, None)?).await?;
    Ok(())
}

/// Queues the letter that names the territorial référent, with the reason and the link, when `assignment` has just been
/// accepted. Any other assignment is none of the household's business, and who cannot be written to, or took their
/// agreement back, gets nothing.
///
/// # Errors
/// Those of the store; 500 when the letter is broken.
pub async fn tell_referent(
    state: &AppState,
    tx: &DatabaseTransaction,
    prospect_id: Uuid,
    assignment: &StoredAssignment,
) -> Result<(), Problem> {
    let named = assignment.role == ReferentRole::Territorial.as_str()
        && assignment.status == AssignmentStatus::Accepted.as_str();
    if !named || !agrees(tx, prospect_id).await? {
        return Ok(());
    }
    let Some(to) = find_to_tell(tx, prospect_id).await? else { return Ok(()) };
    let Some(file) = prospects::find(tx, &domain::access::ProspectScope::All, prospect_id).await? else {
        return Ok(());
    };
    let ways = reachable(tx, &[assignment.referent_id]).await?.remove(&assignment.referent_id).unwrap_or_default();
    let contact: Vec<String> = ways.phone.as_deref().map(readable).into_iter().chain(ways.email).collect();
    let words = [
        ("number", file.number.as_str()),
        ("referent_name", &assignment.referent_name),
        ("partner_name", assignment.partner_name.as_deref().unwrap_or_default()),
        ("because", &because(assignment).unwrap_or_default()),
        ("contact", &contact.join(", ")),
    ];
    queue(state, tx, Kind::ReferentNamed, &to, &words).await
}

/// Tells those who accompany the household, else those who run the programme, what it wishes anew; the values stay in
/// the file.
pub(super) async fn tell_change(
    state: &AppState,
    tx: &DatabaseTransaction,
    file: &Prospect,
    changes: &[Changed],
) -> Result<(), Problem> {
    let mut people: Vec<(String, String)> =
        accompanying(tx, file.id).await?.into_iter().map(|one| (one.name, one.email)).collect();
    if people.is_empty() {
        let admins = users::active_admins(tx, state.clock.today()).await?;
        people.extend(admins.into_iter().map(|admin| (admin.first_name, admin.email)));
    }
    let link = format!("{}/dossiers/{}", state.config.public_url.trim_end_matches('/'), file.id);
    let changed = changes.iter().map(|change| change.what.as_str()).collect::<Vec<_>>().join(", ");
    for (name, email) in people {
        let words = [("first_name", name.as_str()), ("number", &file.number), ("changes", &changed)];
        mail::queue(tx, state, &Letter::compose(Kind::WishesChanged, &email, &words, Some(&link))?).await?;
    }
    Ok(())
}

/// Queues a letter to a member with a fresh link; the first name and the end of the link are added to its words.
async fn queue(
    state: &AppState,
    tx: &DatabaseTransaction,
    kind: Kind,
    to: &Follower,
    words: &[(&str, &str)],
) -> Result<(), Problem> {
    let (link, expires_at) = issue(state, to);
    let stranger = Sentences::load()?.unknown_person;
    let expires_on = day(expires_at);
    let own = [("first_name", to.first_name.as_deref().unwrap_or(&stranger)), ("expires_on", expires_on.as_str())];
    let words: Vec<(&str, &str)> = own.into_iter().chain(words.iter().copied()).collect();
    mail::queue(tx, state, &Letter::compose(kind, &to.email, &words, Some(&link))?).await?;
    Ok(())
}

/// Calls off the letters about the follow-up that wait for the people of a file.
pub(super) async fn call_off(state: &AppState, tx: &DatabaseTransaction, prospect_id: Uuid) -> Result<(), Problem> {
    let kinds = [Kind::ReferentNamed, Kind::AdviceSheet].map(Kind::as_str);
    for member in prospects::members_of(tx, prospect_id).await? {
        if let Some(email) = member.member.email {
            outbox::call_off(tx, &kinds, &Whose::Recipient(email.as_str()), state.clock.now()).await?;
        }
    }
    Ok(())
}

/// Whether the household may be written to: it agrees, and asked for no pause.
async fn agrees(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<bool, Problem> {
    if pauses::until(db, prospect_id).await?.is_some() {
        return Ok(false);
    }
    let consents = prospects::consents_of(db, prospect_id).await?;
    let follow_ups = consents.iter().filter(|one| one.purpose == ConsentPurpose::FollowUp.as_str());
    Ok(may_write(&follow_ups.map(|one| one.withdrawn_at.is_some()).collect::<Vec<_>>()))
}

fn day(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris).format("%d/%m/%Y").to_string()
}

/// A French number as it is read aloud: `01 99 00 46 02`.
fn readable(phone: &str) -> String {
    match phone.strip_prefix("+33").filter(|rest| rest.len() == 9 && rest.bytes().all(|digit| digit.is_ascii_digit())) {
        Some(rest) => {
            let digits: Vec<char> = std::iter::once('0').chain(rest.chars()).collect();
            digits.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
        }
        None => phone.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_number_is_written_in_pairs() {
        assert_eq!(readable("+33199004602"), "01 99 00 46 02");
        assert_eq!(readable("+32470123456"), "+32470123456");
    }
}
