//! Files of the demonstration that resemble others, and the pairs that are to be looked at.

use chrono::Datelike;
use domain::codes::ProspectStatus;
use domain::contact_requests::first_call_on;
use domain::members::MemberInput;
use domain::prospects::{FactsInput, NewProspect, NewProspectInput, NextActionInput};
use persistence::DatabaseTransaction;
use persistence::duplicates::{likely, note};
use persistence::prospects::{Opening, Step, insert, next_number};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const TWINS: &str = include_str!("../../../../../data/demo/duplicates.toml");
/// Hour at which they were opened.
const OPENED_AT: &str = "11:20";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Twins {
    twins: Vec<Twin>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Twin {
    days_ago: u64,
    source: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    phone: Option<String>,
    city: Option<String>,
    postal_code: Option<String>,
    project_types: Vec<String>,
    wished_territories: Vec<String>,
    message: String,
}

/// Opens the second files and notes whom they resemble.
pub(super) async fn open(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
) -> Result<(), SeedError> {
    let twins: Twins = read(TWINS)?;
    let (user_id, name) = cast.user("programme")?.clone();
    for twin in twins.twins {
        let id = open_one(tx, calendar, &twin, user_id).await?;
        let at = calendar.at(twin.days_ago, OPENED_AT);
        let on = ("prospect", id);
        journal.note(Deed { at, by: name.clone(), action: "prospect.create", on, fields: vec!["facts", "members"] });
        let found = likely(tx, id).await?;
        if note(tx, id, &found, at).await? == 0 {
            return Err(SeedError::Data(format!("{} resembles nobody", twin.last_name)));
        }
    }
    Ok(())
}

async fn open_one(
    tx: &DatabaseTransaction,
    calendar: &Calendar,
    twin: &Twin,
    actor_id: Uuid,
) -> Result<Uuid, SeedError> {
    let on = calendar.past(twin.days_ago);
    let lead = MemberInput {
        role: "lead".to_owned(),
        first_name: Some(twin.first_name.clone()),
        last_name: Some(twin.last_name.clone()),
        email: twin.email.clone(),
        phone: twin.phone.clone(),
        ..MemberInput::default()
    };
    let facts = FactsInput {
        source: twin.source.clone(),
        city: twin.city.clone(),
        postal_code: twin.postal_code.clone(),
        project_types: twin.project_types.clone(),
        wished_territories: twin.wished_territories.clone(),
        message: Some(twin.message.clone()),
        next_action: Some(NextActionInput {
            label: "Comparer avec le dossier qui lui ressemble".to_owned(),
            on: first_call_on(calendar.past(0)),
            assignee_id: Some(actor_id),
        }),
        ..FactsInput::default()
    };
    let input = NewProspectInput { facts, members: vec![lead], needs: vec![], consents: vec![] };
    let content = NewProspect::parse(&input).map_err(|errors| SeedError::of(&twin.last_name, errors))?;
    let at = calendar.at(twin.days_ago, OPENED_AT);
    let opening = Opening {
        id: Uuid::now_v7(),
        number: next_number(tx, on.year()).await?,
        content,
        steps: vec![Step { to: ProspectStatus::New, effective_on: on, reason: None }],
        closing_reason: None,
        origin: "staff",
        actor_id: Some(actor_id),
        import_id: None,
        duplicate_of: None,
        created_at: at,
        at,
    };
    insert(tx, &opening).await?;
    Ok(opening.id)
}
