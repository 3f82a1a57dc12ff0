//! Campaigns of the demonstration: their phases, where they met people, how often their codes were followed.

use chrono::{Duration, NaiveDate};
use domain::access::ProspectScope;
use domain::campaigns::{
    CampaignFacts, CampaignInput, PhaseInput, PublicCode, TouchpointFacts, TouchpointInput, day_of,
};
use domain::codes::CampaignStatus;
use persistence::campaigns::{self, Campaign, touchpoints};
use persistence::events::{self, EventFilter};
use persistence::prospects::{self, Archived, Filter, Sort, SortKey};
use persistence::{DatabaseTransaction, Slice, StoreError};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const CAMPAIGNS: &str = include_str!("../../../../../data/demo/campaigns.toml");
/// Hour at which everything about campaigns is written down.
const DONE_AT: &str = "10:00";
/// Spreads small numbers over all the codes.
const SCATTER: u64 = 0x9E37_79B9_7F4A_7C15;
/// How many files of one campaign, or events, are looked at.
const MOST: u64 = 200;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Campaigns {
    campaigns: Vec<Planned>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    code: String,
    label: String,
    goal: String,
    audience: Vec<String>,
    starts_in_days: i64,
    ends_in_days: i64,
    budget_cents: i64,
    author: String,
    status: String,
    phases: Vec<PlannedPhase>,
    touchpoints: Vec<Point>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedPhase {
    label: String,
    starts_in_days: i64,
    ends_in_days: i64,
    call_to_action: String,
    budget_cents: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    label: String,
    kind: String,
    commune: Option<String>,
    place: Option<String>,
    phase: Option<usize>,
    event: Option<String>,
    call_to_action: Option<String>,
    /// How many days ago, and how often.
    visits: Vec<(u64, i64)>,
    /// How many days ago the files of the campaign that were met here were opened.
    files: Vec<u64>,
}

impl Campaigns {
    pub(super) fn read() -> Result<Campaigns, SeedError> {
        read(CAMPAIGNS)
    }
}

/// Prepares every campaign, lives it through to its state, and says where its files were met.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    planned: Campaigns,
) -> Result<(), SeedError> {
    let mut rank = 0_u64;
    for planned in planned.campaigns {
        let by = cast.user(&planned.author)?.1.clone();
        let at = calendar.at(u64::try_from(-planned.starts_in_days).unwrap_or_default(), DONE_AT);
        let facts = facts_of(calendar, &planned)?;
        let id = campaigns::insert(tx, &facts, at).await?;
        let note = |action| Deed { at, by: by.clone(), action, on: ("campaign", id), fields: vec!["label", "phases"] };
        journal.note(note("campaign.create"));
        let status = CampaignStatus::parse(&planned.status).unwrap_or(CampaignStatus::Draft);
        if status != CampaignStatus::Draft {
            campaigns::set_status(tx, (id, 1), status, at).await?;
            journal.note(note("campaign.transition"));
        }
        let Some(campaign) = campaigns::find(tx, id).await? else { continue };
        for point in &planned.touchpoints {
            rank += 1;
            let code = PublicCode::of(rank.wrapping_mul(SCATTER));
            let facts = point_of(tx, &campaign, point).await?;
            let touchpoint_id = touchpoints::insert(tx, (id, &code), &facts, at).await?;
            for (days_ago, visits) in &point.visits {
                touchpoints::note_visits(tx, touchpoint_id, calendar.past(*days_ago), *visits).await?;
            }
            meet(tx, (&campaign.code, touchpoint_id), calendar, &point.files).await?;
        }
    }
    Ok(())
}

fn facts_of(calendar: &Calendar, planned: &Planned) -> Result<CampaignFacts, SeedError> {
    let day = |in_days: i64| -> NaiveDate {
        let today = calendar.past(0);
        today.checked_add_signed(Duration::days(in_days)).unwrap_or(today)
    };
    let phase = |phase: &PlannedPhase| PhaseInput {
        id: None,
        label: phase.label.clone(),
        starts_on: day(phase.starts_in_days),
        ends_on: day(phase.ends_in_days),
        audience: vec![],
        call_to_action: Some(phase.call_to_action.clone()),
        budget_cents: Some(phase.budget_cents),
    };
    let input = CampaignInput {
        code: planned.code.clone(),
        label: planned.label.clone(),
        goal: Some(planned.goal.clone()),
        audience: planned.audience.clone(),
        starts_on: Some(day(planned.starts_in_days)),
        ends_on: Some(day(planned.ends_in_days)),
        budget_cents: Some(planned.budget_cents),
        phases: planned.phases.iter().map(phase).collect(),
    };
    CampaignFacts::parse(&input, &[], Uuid::now_v7).map_err(|errors| SeedError::of(&planned.label, errors))
}

async fn point_of(tx: &DatabaseTransaction, campaign: &Campaign, point: &Point) -> Result<TouchpointFacts, SeedError> {
    let input = TouchpointInput {
        label: point.label.clone(),
        kind: point.kind.clone(),
        commune_code: point.commune.clone(),
        place: point.place.clone(),
        phase_id: point.phase.and_then(|index| campaign.phases.get(index)).map(|phase| phase.id),
        event_id: event_of(tx, point.event.as_deref()).await?,
        call_to_action: point.call_to_action.clone(),
    };
    TouchpointFacts::parse(&input).map_err(|errors| SeedError::of(&point.label, errors))
}

/// The next event of this title.
async fn event_of(tx: &DatabaseTransaction, title: Option<&str>) -> Result<Option<Uuid>, StoreError> {
    let Some(title) = title else { return Ok(None) };
    let slice = Slice { after: None, descending: true, limit: MOST };
    let found = events::list(tx, &EventFilter::default(), &slice).await?;
    Ok(found.into_iter().find(|event| event.title == title).map(|event| event.id))
}

/// Says of files of the campaign that they were met here; nothing else of them changes.
async fn meet(
    tx: &DatabaseTransaction,
    (code, touchpoint_id): (&str, Uuid),
    calendar: &Calendar,
    days_ago: &[u64],
) -> Result<(), StoreError> {
    let filter = Filter { campaign: Some(code.to_owned()), archived: Archived::Any, ..Filter::default() };
    let sort = Sort { key: SortKey::CreatedAt, descending: false };
    for row in prospects::list(tx, &ProspectScope::All, &filter, sort, None, MOST).await? {
        if !days_ago.iter().any(|days| calendar.past(*days) == day_of(row.created_at)) {
            continue;
        }
        if let Some(mut file) = prospects::find(tx, &ProspectScope::All, row.id).await? {
            file.facts.touchpoint_id = Some(touchpoint_id);
            prospects::update(tx, file.id, file.version, &file.facts, file.updated_at).await?;
        }
    }
    Ok(())
}
