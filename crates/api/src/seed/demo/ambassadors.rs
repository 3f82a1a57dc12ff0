//! Ambassadors of the demonstration, in every state: invited to two meetings, and one of them sponsors a family.

use domain::access::ProspectScope;
use domain::ambassadors::invitations::{InvitationFacts, InvitationInput};
use domain::ambassadors::sponsoring::Agreement;
use domain::ambassadors::{
    AmbassadorFacts, AmbassadorInput, AmbassadorMove, AmbassadorMoveInput, MoveRefusal, allowed_next,
};
use domain::codes::{AmbassadorStatus, ConsentChannel, EventKind, EventStatus, ProspectStatus, SponsoringStatus};
use persistence::ambassadors::{self, AmbassadorFilter, Opening, invitations};
use persistence::events::{self, EventFilter};
use persistence::newsletter::{self, NewSubscription};
use persistence::prospects::{self, Filter, Sort, SortKey};
use persistence::{DatabaseTransaction, Slice, sponsoring};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const AMBASSADORS: &str = include_str!("../../../../../data/demo/ambassadors.toml");
/// Hours at which they sign up, and at which the programme decides.
const ASKED_AT: &str = "20:15";
const DONE_AT: &str = "14:00";
/// The text of the newsletter that they agreed to.
const LETTER_VERSION: &str = "2026-11";
/// When a sponsor was looked for, in days before today.
const SPONSORED_DAYS_AGO: u64 = 12;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ambassadors {
    ambassadors: Vec<Somebody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    organisation: Option<String>,
    first_name: String,
    last_name: String,
    phone: Option<String>,
    kinds: Vec<String>,
    commitments: Vec<String>,
    #[serde(default)]
    interests: Vec<String>,
    languages: Vec<String>,
    commune: Option<String>,
    home: Option<String>,
    origin: Option<String>,
    family_stage: Option<String>,
    capacity: i32,
    portrait: Option<String>,
    #[serde(default)]
    image: bool,
    #[serde(default)]
    newsletter: bool,
    days_ago: u64,
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    to: String,
    days_ago: u64,
    reason: Option<String>,
}

impl Ambassadors {
    pub(super) fn read() -> Result<Ambassadors, SeedError> {
        read(AMBASSADORS)
    }
}

/// Signs everybody up, lives their states through and has one of them sponsor a family. Nobody is written to.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    all: Ambassadors,
) -> Result<(), SeedError> {
    let decider = cast.user("programme")?.1.clone();
    for one in &all.ambassadors {
        let facts = AmbassadorFacts::parse(&input_of(one)).map_err(|errors| SeedError::of(&one.last_name, errors))?;
        let (id, at) = (Uuid::now_v7(), calendar.at(one.days_ago, ASKED_AT));
        let (status, on) = (AmbassadorStatus::Applicant, calendar.past(one.days_ago));
        let opening = Opening { id, status, on, source: "public", actor_name: "public", image_right: one.image };
        ambassadors::insert(tx, &opening, &facts, at).await?;
        let fields = vec!["first_name", "last_name", "email"];
        let by = "public".to_owned();
        journal.note(Deed { at, by, action: "ambassador.confirm", on: ("ambassador", id), fields });
        if one.newsletter {
            follow(tx, facts.email.as_str(), at).await?;
        }
        for step in &one.steps {
            take((tx, journal), calendar, (id, &decider), step).await?;
        }
    }
    invite(tx, calendar, &decider).await?;
    sponsor(tx, calendar, &decider).await
}

fn input_of(one: &Somebody) -> AmbassadorInput {
    let name = domain::text::fold(&format!("{} {}", one.first_name, one.last_name)).replace(' ', ".");
    AmbassadorInput {
        nature: if one.organisation.is_some() { "organisation" } else { "person" }.to_owned(),
        first_name: one.first_name.clone(),
        last_name: one.last_name.clone(),
        organisation_name: one.organisation.clone(),
        email: format!("{name}@ambassade.example"),
        phone: one.phone.clone(),
        kinds: one.kinds.clone(),
        commitments: one.commitments.clone(),
        interests: one.interests.clone(),
        languages: one.languages.clone(),
        is_diaspora: one.home.is_some(),
        commune_code: one.commune.clone(),
        home: one.home.clone(),
        origin: one.origin.clone(),
        family_stage: one.family_stage.clone(),
        sponsoring_capacity: one.capacity,
        portrait: one.portrait.clone(),
    }
}

async fn follow(tx: &DatabaseTransaction, email: &str, at: chrono::DateTime<chrono::Utc>) -> Result<(), SeedError> {
    let id = Uuid::now_v7();
    let new = NewSubscription { id, email, source: "ambassador", consent_version: LETTER_VERSION, expires_at: at };
    newsletter::insert(tx, &new, at).await?;
    if let Some(own) = newsletter::find(tx, id).await? {
        newsletter::confirm(tx, &own, at).await?;
    }
    Ok(())
}

async fn take(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    (id, by): (Uuid, &str),
    step: &Step,
) -> Result<(), SeedError> {
    let Some(row) = ambassadors::find(tx, None, id).await? else { return Ok(()) };
    let input = AmbassadorMoveInput { to: step.to.clone(), reason: step.reason.clone() };
    let asked = AmbassadorMove::parse(allowed_next(row.status), &input).map_err(|refusal| match refusal {
        MoveRefusal::Invalid(errors) => SeedError::of(&row.last_name, errors),
        MoveRefusal::NotAllowed(_) => SeedError::Data(format!("{}: no way to {}", row.last_name, step.to)),
    })?;
    let at = calendar.at(step.days_ago, DONE_AT);
    ambassadors::change(tx, &row, &asked, by, (calendar.past(step.days_ago), at)).await?;
    let (on, fields) = (("ambassador", id), vec!["status"]);
    journal.note(Deed { at, by: by.to_owned(), action: "ambassador.transition", on, fields });
    Ok(())
}

/// Invites everybody who is active to one of the meetings of ambassadors to come.
async fn invite(tx: &DatabaseTransaction, calendar: &Calendar, by: &str) -> Result<(), SeedError> {
    let all = |limit| Slice { after: None, descending: false, limit };
    let (kinds, statuses) = (vec![EventKind::AmbassadorMeeting], vec![EventStatus::Published]);
    let meetings = events::list(tx, &EventFilter { kinds, statuses, ..EventFilter::default() }, &all(10)).await?;
    let input = InvitationInput {
        title: "Rencontre des ambassadeurs".to_owned(),
        message: Some("La même rencontre a lieu deux fois : choisissez votre soir.".to_owned()),
        answer_by: calendar.due(30),
        events: meetings.iter().map(|event| event.id).collect(),
    };
    let facts =
        InvitationFacts::parse(&input, calendar.past(0)).map_err(|errors| SeedError::of(&input.title, errors))?;
    let at = calendar.at(3, DONE_AT);
    let id = invitations::insert(tx, &facts, (json!({}), by), at).await?;
    let filter = AmbassadorFilter { statuses: vec![AmbassadorStatus::Active], ..AmbassadorFilter::default() };
    let people = ambassadors::list(tx, None, &filter, &all(100)).await?;
    let ids: Vec<Uuid> = people.iter().map(|one| one.id).collect();
    if let Some(row) = invitations::find(tx, id).await? {
        invitations::send(tx, &row, &ids, at).await?;
    }
    // Somebody answered that neither evening suits.
    if let Some(first) = invitations::invitees(tx, id).await?.first() {
        invitations::answer(tx, first, None, calendar.at(2, ASKED_AT)).await?;
    }
    Ok(())
}

/// Looks for a sponsor of each family that settled lately, until one is found; the first accepts.
async fn sponsor(tx: &DatabaseTransaction, calendar: &Calendar, by: &str) -> Result<(), SeedError> {
    let filter = Filter { statuses: vec![ProspectStatus::Settled], ..Filter::default() };
    let sort = Sort { key: SortKey::CreatedAt, descending: true };
    let agreement = Agreement { channel: ConsentChannel::Phone, proof: Some("Appel de suivi".to_owned()) };
    let at = calendar.at(SPONSORED_DAYS_AGO, DONE_AT);
    for summary in prospects::list(tx, &ProspectScope::All, &filter, sort, None, 20).await? {
        let Some(file) = prospects::find(tx, &ProspectScope::All, summary.id).await? else { continue };
        let computed = crate::sponsoring::compute(tx, &file, (&agreement, by), at).await;
        computed.map_err(|problem| SeedError::Data(problem.code().to_owned()))?;
        for (to, at) in [(SponsoringStatus::Sent, at), (SponsoringStatus::Accepted, calendar.at(10, ASKED_AT))] {
            let Some(one) = sponsoring::of_prospect(tx, file.id).await?.into_iter().next() else { break };
            sponsoring::change(tx, &one, to, at).await?;
        }
        if !sponsoring::of_prospect(tx, file.id).await?.is_empty() {
            return Ok(());
        }
    }
    Ok(())
}
