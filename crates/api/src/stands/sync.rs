//! What a device delivers: each thing once, however often it comes, and one that is wrong holds up no other.

use actix_web::{post, web};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::stands::ledger::Outcome;
use domain::stands::{Capture, MOST_CAPTURES, MOST_COUNTERS, MOST_VISITORS, corrected, is_stand_day};
use domain::validation::{FieldError, FieldErrors};
use persistence::stands::captures::{self, NewCapture};
use persistence::stands::{counters, devices};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, locks, prospects, territories};
use serde_json::Value;
use uuid::Uuid;

use super::EVENT;
use super::device::OnStand;
use super::dto::{StandBatch, StandCaptureItem, StandCaptureOutcome, StandCounter, StandCounterOutcome, StandReceipt};
use crate::audit::Trail;
use crate::http::{self, Body};
use crate::jobs::{self, Kind};
use crate::problem::{FieldProblem, Language, Problem, field_message};
use crate::state::AppState;

/// Envoyer ce qu’un appareil a noté
///
/// Un lot d'au plus 100 personnes et 100 compteurs, en une transaction. Le même `client_id` est la même personne, autant de
/// fois qu'il arrive : la première version reste. D'un compteur, la plus grande valeur l'emporte. Une ligne refusée dit
/// pourquoi et n'empêche aucune autre.
#[utoipa::path(tag = "stands", operation_id = "sync_stand", security(("stand" = [])),
    request_body = StandBatch,
    responses((status = 200, description = "What became of each", body = StandReceipt),
        (status = 429, description = "Too many deliveries")))]
#[post("/stand/sync")]
pub async fn sync_stand(
    on: OnStand,
    state: web::Data<AppState>,
    body: Body<StandBatch>,
) -> Result<web::Json<StandReceipt>, Problem> {
    state.limits.stand(&on.device.id.to_string())?;
    let batch = body.value;
    check_size(&batch)?;
    let now = state.clock.now();
    let clock_offset_ms = (now - batch.sent_at).num_milliseconds();
    let tx = state.store.begin().await?;
    locks::hold_stand(&tx, on.device.event_id).await?;
    let delivery = Delivery { tx: &tx, on: &on, clock_offset_ms, now };
    let captures = delivery.captures(batch.captures).await?;
    let counters = delivery.counters(&batch.counters).await?;
    devices::note_seen(&tx, on.device.id, clock_offset_ms, now).await?;
    if captures.iter().any(|one| one.outcome == Outcome::Created.as_str()) {
        let trail = Trail::of_system("stand_device", &state.clock);
        trail.record(&tx, "stand.sync", (EVENT, on.device.event_id), &["stand_captures"]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(StandReceipt { received_at: now, clock_offset_ms, captures, counters }))
}

fn check_size(batch: &StandBatch) -> Result<(), Problem> {
    let mut errors = FieldErrors::new();
    if batch.captures.len() > MOST_CAPTURES {
        errors.push("/captures", "too_many");
    }
    if batch.counters.len() > MOST_COUNTERS {
        errors.push("/counters", "too_many");
    }
    Ok(errors.finish(Some(()))?)
}

/// One delivery of a device.
struct Delivery<'a> {
    tx: &'a DatabaseTransaction,
    on: &'a OnStand,
    clock_offset_ms: i64,
    now: DateTime<Utc>,
}

impl Delivery<'_> {
    async fn captures(&self, sent: Vec<Value>) -> Result<Vec<StandCaptureOutcome>, Problem> {
        let mut outcomes = Vec::with_capacity(sent.len());
        for item in sent {
            let client_id = item.get("client_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
            outcomes.push(match read(self.tx, item).await? {
                Ok((capture, payload)) => self.keep(&capture, payload).await?,
                Err(errors) => outcome(client_id, Outcome::Refused, false, &errors),
            });
        }
        Ok(outcomes)
    }

    async fn keep(&self, capture: &Capture, payload: Value) -> Result<StandCaptureOutcome, Problem> {
        let at = corrected(capture.captured_at, self.clock_offset_ms, self.now);
        let new = NewCapture {
            event_id: self.on.device.event_id,
            device_id: self.on.device.id,
            capture,
            payload: payload.clone(),
            captured: (at, at.with_timezone(&Paris).date_naive()),
            clock_offset_ms: self.clock_offset_ms,
        };
        let kept = captures::insert(self.tx, new, self.now).await?;
        if let Ok(id) = &kept
            && capture.opens_a_file()
        {
            jobs::plan(self.tx, Kind::StandCapture, *id, self.now, self.now).await?;
        }
        let id = Some(capture.client_id);
        Ok(match kept {
            Ok(_) => outcome(id, Outcome::Created, false, &[]),
            Err(first) => outcome(id, Outcome::AlreadyKnown, first != payload, &[]),
        })
    }

    async fn counters(&self, sent: &[StandCounter]) -> Result<Vec<StandCounterOutcome>, Problem> {
        let mut outcomes = Vec::with_capacity(sent.len());
        for counter in sent {
            let mut errors = FieldErrors::new();
            if !(0..=MOST_VISITORS).contains(&counter.visitors) {
                errors.push("/visitors", "out_of_range");
            }
            if !is_stand_day(self.on.span, counter.day) {
                errors.push("/day", "not_an_event_day");
            }
            let errors = errors.into_vec();
            let (visitors, outcome) = if errors.is_empty() {
                counters::tell(self.tx, (self.on.device.id, counter.day), counter.visitors, self.now).await?
            } else {
                (0, Outcome::Refused)
            };
            let outcome = outcome.as_str().to_owned();
            outcomes.push(StandCounterOutcome { day: counter.day, outcome, visitors, errors: told(&errors) });
        }
        Ok(outcomes)
    }
}

/// Somebody met and what was sent of them, or what is wrong with it.
async fn read(db: &impl ConnectionTrait, item: Value) -> Result<Result<(Capture, Value), Vec<FieldError>>, StoreError> {
    let item = match http::parse::<StandCaptureItem>(item) {
        Ok(item) => item,
        Err(problem) => return Ok(Err(problem.field_errors().to_vec())),
    };
    let mut errors = FieldErrors::new();
    let capture = Capture::parse(&item.to_input()).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(code) = capture.as_ref().and_then(|capture| capture.wished_territory.as_deref())
        && territories::epci_of(db, code).await?.is_none()
    {
        errors.push("/wished_territory", "unknown_code");
    }
    if let Some(agreement) = capture.as_ref().and_then(|capture| capture.agreement.as_ref())
        && !prospects::consent_text_exists(db, "follow_up", &agreement.version).await?
    {
        errors.push("/consent/version", "not_found");
    }
    let payload = serde_json::to_value(&item).unwrap_or_default();
    Ok(errors.finish(capture.map(|capture| (capture, payload))).map_err(FieldErrors::into_vec))
}

fn outcome(client_id: Option<Uuid>, outcome: Outcome, differs: bool, errors: &[FieldError]) -> StandCaptureOutcome {
    StandCaptureOutcome { client_id, outcome: outcome.as_str().to_owned(), differs, errors: told(errors) }
}

fn told(errors: &[FieldError]) -> Vec<FieldProblem> {
    let problem = |error: &FieldError| FieldProblem {
        pointer: error.pointer.clone(),
        code: error.code.to_owned(),
        message: field_message(error.code, Language::French),
        seen: vec![],
    };
    errors.iter().map(problem).collect()
}
