//! What people of the demonstration ask for about their data, and what was answered.

use domain::codes::{PrivacyRequestChannel, PrivacyRequestKind, PrivacyRequestStatus};
use domain::privacy_requests::{Move, NewRequest};
use persistence::household_page::{Follower, find_by_email};
use persistence::privacy_requests::{self, Deed as Done};
use persistence::{DatabaseTransaction, prospects};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::privacy_requests::RESOURCE;
use crate::seed::SeedError;

const REQUESTS: &str = include_str!("../../../../../data/demo/privacy-requests.toml");
/// Hour at which they were written down, taken up and answered.
const AT: &str = "10:30";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Requests {
    requests: Vec<Asked>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    email: String,
    days_ago: u64,
    kind: String,
    channel: String,
    identity_proof: Option<String>,
    details: Option<String>,
    taken_up_days_ago: Option<u64>,
    answered_days_ago: Option<u64>,
    answer: Option<String>,
}

/// Writes the requests down, by the programme.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
) -> Result<(), SeedError> {
    let all: Requests = read(REQUESTS)?;
    let by = cast.user("programme")?.1.clone();
    for asked in all.requests {
        let unknown = || SeedError::Data(format!("a request that nobody can ask for: {asked:?}"));
        let asker = find_by_email(tx, &asked.email).await?.ok_or_else(unknown)?;
        let new = NewRequest {
            kind: PrivacyRequestKind::parse(&asked.kind).ok_or_else(unknown)?,
            channel: PrivacyRequestChannel::parse(&asked.channel).ok_or_else(unknown)?,
            received_on: calendar.past(asked.days_ago),
            details: asked.details.clone(),
            identity_proof: asked.identity_proof.clone(),
            requester_name: name_of(tx, &asker).await?,
            requester_email: Some(asked.email.clone()),
        };
        let at = calendar.at(asked.days_ago, AT);
        let deed = Done { actor_name: &by, words: None, mailed: true, at };
        let id = privacy_requests::insert(tx, Some(asker.prospect_id), &new, &deed).await?;
        let fields = vec!["kind", "channel", "received_on"];
        journal.note(Deed { at, by: by.clone(), action: "privacy_request.create", on: (RESOURCE, id), fields });
        follow((tx, journal), calendar, (&by, id), &asked).await?;
    }
    Ok(())
}

async fn name_of(tx: &DatabaseTransaction, asker: &Follower) -> Result<String, SeedError> {
    let members = prospects::members_of(tx, asker.prospect_id).await?;
    let own = members.into_iter().find(|one| one.id == asker.member_id);
    Ok(own.map(|one| one.member.full_name()).unwrap_or_default())
}

/// Takes a request up and answers it, as far as it has come.
async fn follow(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    (by, id): (&str, Uuid),
    asked: &Asked,
) -> Result<(), SeedError> {
    let moves = [
        (asked.taken_up_days_ago, PrivacyRequestStatus::InProgress, None),
        (asked.answered_days_ago, PrivacyRequestStatus::Answered, asked.answer.as_deref()),
    ];
    for (days_ago, to, answer) in moves {
        let (Some(days_ago), Some(row)) = (days_ago, privacy_requests::find(tx, id).await?) else { continue };
        let known = (row.kind, row.status, row.identity_proof.is_some());
        let asked_for = Move::parse(known, to.as_str(), answer, None)
            .map_err(|refusal| SeedError::Data(format!("{id}: {refusal:?}")))?;
        let at = calendar.at(days_ago, AT);
        let deed = Done { actor_name: by, words: answer, mailed: answer.is_some(), at };
        privacy_requests::change(tx, &row, &asked_for, &deed, calendar.past(days_ago)).await?;
        let action = "privacy_request.transition";
        journal.note(Deed { at, by: by.to_owned(), action, on: (RESOURCE, id), fields: vec!["status"] });
    }
    Ok(())
}
