//! The stand of the demonstration: a code, two tablets, people met in every state.

use std::collections::HashMap;

use chrono::Duration;
use domain::codes::StandCaptureStatus::Rejected;
use domain::stands::{Capture, StandCode};
use persistence::DatabaseTransaction;
use persistence::stands::captures::{self, Fate, NewCapture};
use persistence::stands::{counters, devices};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::jobs::{self, Kind};
use crate::secrets::token_hash;
use crate::seed::SeedError;
use crate::stands::device::{code_hash, new_token};
use crate::stands::dto::{StandAgreement, StandCaptureItem, StandHealth};
use crate::state::AppState;

const STANDS: &str = include_str!("../../../../../data/demo/stands.toml");
/// Hour at which everybody was met.
const MET_AT: &str = "10:30";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stands {
    event: String,
    code: String,
    author: String,
    consent_version: String,
    tablets: Vec<Tablet>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tablet {
    label: String,
    visitors: i32,
    people: Vec<Met>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    level: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    #[serde(default)]
    project_types: Vec<String>,
    wished_territory: Option<String>,
    note: Option<String>,
    health: Option<StandHealth>,
    rejected: Option<String>,
}

impl Stands {
    pub(super) fn read() -> Result<Stands, SeedError> {
        read(STANDS)
    }
}

/// Opens the stand; whoever can be followed gets a file, or a question, once the server runs.
pub(super) async fn open(
    state: &AppState,
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast, events): (&Calendar, &Cast, &HashMap<String, Uuid>),
    stand: Stands,
) -> Result<(), SeedError> {
    let event_id = events.get(&stand.event).copied().ok_or_else(|| SeedError::Data(stand.event.clone()))?;
    let author = cast.user(&stand.author)?;
    let at = calendar.at(0, MET_AT);
    let code: StandCode = stand.code.parse().map_err(|_| SeedError::Data(stand.code.clone()))?;
    devices::open(tx, event_id, code_hash(&state.secrets, &code), (Some(author.0), author.1.clone()), at).await?;
    let on = ("event", event_id);
    journal.note(Deed { at, by: author.1.clone(), action: "stand.open", on, fields: vec!["stand_access"] });
    for tablet in stand.tablets {
        let ids = (event_id, Uuid::now_v7());
        let device = devices::admit(tx, ids, tablet.label, token_hash(&new_token()), at).await?;
        devices::note_seen(tx, device.id, 0, at).await?;
        counters::tell(tx, (device.id, calendar.past(0)), tablet.visitors, at).await?;
        for met in tablet.people {
            meet(tx, (event_id, device.id), calendar, &stand.consent_version, met).await?;
        }
    }
    Ok(())
}

async fn meet(
    tx: &DatabaseTransaction,
    (event_id, device_id): (Uuid, Uuid),
    calendar: &Calendar,
    version: &str,
    met: Met,
) -> Result<(), SeedError> {
    let at = calendar.at(0, MET_AT);
    let named = met.first_name.is_some() || met.phone.is_some() || met.email.is_some();
    let item = StandCaptureItem {
        client_id: Uuid::now_v7(),
        captured_at: at - Duration::minutes(5),
        level: met.level,
        first_name: met.first_name,
        last_name: met.last_name,
        email: met.email,
        phone: met.phone,
        project_types: met.project_types,
        wished_territory: met.wished_territory,
        horizon: None,
        note: met.note,
        consent: named.then(|| StandAgreement {
            version: version.to_owned(),
            given_at: at - Duration::minutes(5),
            notice_version: None,
        }),
        health: met.health,
    };
    let capture = Capture::parse(&item.to_input()).map_err(|errors| SeedError::of(&item.level, errors))?;
    let payload = serde_json::to_value(&item).map_err(|error| SeedError::Data(error.to_string()))?;
    let captured = (item.captured_at, calendar.past(0));
    let new = NewCapture { event_id, device_id, capture: &capture, payload, captured, clock_offset_ms: 0 };
    let Ok(id) = captures::insert(tx, new, at).await? else { return Ok(()) };
    if let Some(reason) = met.rejected {
        let fate = Fate { reason: Some(reason), ..Fate::default() };
        captures::settle(tx, (id, 1), Rejected, fate, at).await?;
    } else if capture.opens_a_file() {
        jobs::plan(tx, Kind::StandCapture, id, at, at).await?;
    }
    Ok(())
}
