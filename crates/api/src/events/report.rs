//! What an event brought: from those who passed by to those who settled, what each of them cost, and the edition before.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use domain::stands::{Funnel, cost_base, costs_per_head};
use persistence::ConnectionTrait;
use persistence::events::Event;
use persistence::stands::{devices, report};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

/// One stage of an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventStage {
    /// `visitors`, `captures`, `with_project`, `followed` or `settled`.
    #[schema(example = "with_project")]
    pub stage: String,
    /// People, or households from `with_project` on.
    #[schema(example = 150)]
    pub people: i64,
    /// What one of them cost, in cents; null without a budget or without anybody.
    #[schema(required = true, example = 1_600)]
    pub cents_each: Option<i64>,
}

/// What one device brought back from one day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventTally {
    /// The day.
    pub on: NaiveDate,
    /// What people call the device.
    #[schema(example = "Tablette 1")]
    pub device_label: String,
    /// People counted.
    #[schema(example = 260)]
    pub visitors: i64,
    /// People written down.
    #[schema(example = 100)]
    pub captures: i64,
}

/// The edition before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviousEdition {
    /// That event.
    pub event_id: Uuid,
    /// Its title.
    #[schema(example = "TAF Toulouse")]
    pub title: String,
    /// Which edition it was.
    #[schema(required = true, example = "2026")]
    pub edition: Option<String>,
    /// Its stages, in the same order.
    pub stages: Vec<EventStage>,
}

/// What an event brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventReport {
    /// Its stages, from those who passed by to those who settled.
    pub stages: Vec<EventStage>,
    /// By day, then by device.
    pub tallies: Vec<EventTally>,
    /// What it cost, in cents; null without a budget.
    #[schema(required = true, example = 240_000)]
    pub cost_cents: Option<i64>,
    /// The stage of the budget that this is, a code of the list `budget_stages`: paid, else committed, else planned.
    #[schema(required = true, example = "paid")]
    pub cost_stage: Option<String>,
    /// The edition before of the same series.
    #[schema(required = true)]
    pub previous: Option<PreviousEdition>,
}

fn stages(event: &Event, funnel: Funnel) -> Vec<EventStage> {
    let cost = cost_base(&event.budget).map(|(_, cents)| cents);
    let each = cost.map_or([None; 5], |cents| costs_per_head(cents, funnel));
    let stage = |((stage, people), cents_each): ((&'static str, i64), Option<i64>)| EventStage {
        stage: stage.to_owned(),
        people,
        cents_each,
    };
    funnel.stages().into_iter().zip(each).map(stage).collect()
}

/// Ce qu’un événement a apporté
///
/// Des visiteurs aux familles installées, par jour et par appareil, avec ce que chaque étape a coûté et l'édition d'avant.
/// Un dossier compte pour l'événement qu'il nomme, et pour chaque stand où la personne a été rencontrée. Aucun nom.
#[utoipa::path(tag = "events", operation_id = "get_event_report", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The report", body = EventReport)))]
#[get("/events/{event_id}/report")]
pub async fn get_event_report(
    _: may::ReadEvents,
    state: web::Data<AppState>,
    event_id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let event = existing(db, event_id.0).await?;
    let cost = cost_base(&event.budget);
    Ok(HttpResponse::Ok().json(EventReport {
        stages: stages(&event, report::funnel(db, event.id).await?),
        tallies: tallies(db, event.id).await?,
        cost_cents: cost.map(|(_, cents)| cents),
        cost_stage: cost.map(|(stage, _)| stage.to_string()),
        previous: previous(db, &event).await?,
    }))
}

async fn tallies(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<EventTally>, Problem> {
    let known = devices::list(db, event_id).await?;
    let labels: HashMap<Uuid, String> = known.into_iter().map(|device| (device.id, device.label)).collect();
    let tally = |row: report::Tally| EventTally {
        on: row.on,
        device_label: labels.get(&row.device_id).cloned().unwrap_or_default(),
        visitors: row.visitors,
        captures: row.captures,
    };
    Ok(report::tallies(db, event_id).await?.into_iter().map(tally).collect())
}

async fn previous(db: &impl ConnectionTrait, event: &Event) -> Result<Option<PreviousEdition>, Problem> {
    let Some(series) = &event.series else { return Ok(None) };
    let Some(id) = report::previous_edition(db, series, event.span.first).await? else { return Ok(None) };
    let before = existing(db, id).await?;
    let stages = stages(&before, report::funnel(db, id).await?);
    Ok(Some(PreviousEdition { event_id: id, title: before.title, edition: before.edition, stages }))
}
