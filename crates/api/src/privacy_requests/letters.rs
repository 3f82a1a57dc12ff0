//! The letters about requests: to the person, and to the programme, whose letters name nobody.

use chrono::NaiveDate;
use domain::codes::{PrivacyRequestKind, PrivacyRequestStatus};
use domain::privacy_requests::{Move, NewRequest, due_on};
use persistence::privacy_requests::Request;
use persistence::{ConnectionTrait, users};
use uuid::Uuid;

use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::reference::lists;
use crate::state::AppState;

/// Queues the receipt of a request, with the last day to answer; whether there is an address for it.
pub(crate) async fn received(state: &AppState, tx: &impl ConnectionTrait, new: &NewRequest) -> Result<bool, Problem> {
    let Some(to) = &new.requester_email else { return Ok(false) };
    let (received_on, due_on) = (day(new.received_on), day(due_on(new.received_on)));
    let words = [
        ("name", new.requester_name.as_str()),
        ("kind", asked(new.kind)),
        ("received_on", &received_on),
        ("due_on", &due_on),
    ];
    mail::queue(tx, state, &Letter::compose(Kind::PrivacyRequestReceived, to, &words, None)?).await?;
    Ok(true)
}

/// Queues what the person is told with a move; whether anything leaves.
pub(super) async fn moved(
    state: &AppState,
    tx: &impl ConnectionTrait,
    request: &Request,
    asked_for: &Move,
) -> Result<bool, Problem> {
    let Some(answer) = &asked_for.answer else { return Ok(false) };
    let refused = if asked_for.to == PrivacyRequestStatus::Refused { "1" } else { "" };
    tell(state, tx, Kind::PrivacyRequestAnswered, request, &[("refused", refused)], answer).await
}

/// Queues why the answer takes longer; whether there is an address for it.
pub(super) async fn extended(
    state: &AppState,
    tx: &impl ConnectionTrait,
    request: &Request,
    due_on: NaiveDate,
    reason: &str,
) -> Result<bool, Problem> {
    tell(state, tx, Kind::PrivacyRequestExtended, request, &[("due_on", &day(due_on))], reason).await
}

/// A letter to the person that ends with what somebody wrote, line by line.
async fn tell(
    state: &AppState,
    tx: &impl ConnectionTrait,
    kind: Kind,
    request: &Request,
    more: &[(&str, &str)],
    written: &str,
) -> Result<bool, Problem> {
    let Some(to) = &request.requester_email else { return Ok(false) };
    let received_on = day(request.received_on);
    let own = [("name", request.requester_name.as_str()), ("kind", asked(request.kind)), ("received_on", &received_on)];
    let words: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
    let letter = Letter::compose(kind, to, &words, None)?.followed_by(written);
    mail::queue(tx, state, &letter).await?;
    Ok(true)
}

/// A letter to each of those who run the programme, with their addresses: a request is new when `late` is unknown.
pub(super) async fn to_programme(
    state: &AppState,
    db: &impl ConnectionTrait,
    (id, kind, due_on): (Uuid, PrivacyRequestKind, NaiveDate),
    late: Option<bool>,
) -> Result<Vec<Letter>, Problem> {
    let link = format!("{}/administration/demandes/{id}", state.config.public_url.trim_end_matches('/'));
    let (due_on, said) = (day(due_on), |yes: bool| if yes { "1" } else { "" });
    let admins = users::active_admins(db, state.clock.today()).await?;
    let letter = |admin: &users::Administrator| {
        let words = [
            ("first_name", admin.first_name.as_str()),
            ("kind", asked(kind)),
            ("due_on", &due_on),
            ("late", said(late == Some(true))),
            ("new", said(late.is_none())),
        ];
        Letter::compose(Kind::PrivacyRequestWaiting, &admin.email, &words, Some(&link))
    };
    Ok(admins.iter().map(letter).collect::<Result<_, _>>()?)
}

/// Queues the news of a request that came by itself.
pub(crate) async fn arrived(
    state: &AppState,
    tx: &impl ConnectionTrait,
    (id, new): (Uuid, &NewRequest),
) -> Result<(), Problem> {
    for letter in to_programme(state, tx, (id, new.kind, due_on(new.received_on)), None).await? {
        mail::queue(tx, state, &letter).await?;
    }
    Ok(())
}

/// What is asked for, as a sentence goes on.
fn asked(kind: PrivacyRequestKind) -> &'static str {
    lists::label(PrivacyRequestKind::LIST, kind.as_str())
}

fn day(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}
