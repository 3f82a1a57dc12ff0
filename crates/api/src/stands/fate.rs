//! What becomes of somebody met on a stand: a file, or a question for a person.

use chrono::Datelike;
use domain::codes::StandCaptureStatus::{Linked, ProbableDuplicate, Synced};
use domain::codes::{ProspectStatus, StandMatchReason};
use domain::contact_requests::first_call_on;
use domain::prospects::NextAction;
use domain::sensitive_text::seen_in;
use domain::stands::{Capture, StandOrigin, follow_up_on, why};
use domain::tasks::Task;
use persistence::events::{self, Event};
use persistence::prospects::{self, Opening, Step, insert, next_number};
use persistence::stands::captures::{self, Fate, StoredCapture};
use persistence::stands::devices;
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, contact_requests, locks, tasks};
use uuid::Uuid;

use super::RESOURCE;
use super::dto::{StandCaptureItem, StandMatch};
use super::sentences::Sentences;
use crate::audit::Trail;
use crate::duplicates::watch;
use crate::jobs::Work;
use crate::needs::competent::give_all;
use crate::problem::Problem;
use crate::state::AppState;

/// Origin of the first state of a file that a stand opens.
const ORIGIN: &str = "stand";

/// What was sent of somebody; nothing once forgotten.
pub(super) fn read_again(row: &StoredCapture) -> Option<(StandCaptureItem, Capture)> {
    let item: StandCaptureItem = serde_json::from_value(row.payload.clone()).ok()?;
    let capture = Capture::parse(&item.to_input()).ok()?;
    Some((item, capture))
}

/// The work of a job: a file for somebody who is not known, a question about somebody who may be.
pub(crate) async fn examine(work: &Work<'_>) -> Result<(), Problem> {
    let (tx, id) = (work.tx, work.subject()?);
    let Some(row) = captures::get(tx, id).await? else { return Ok(()) };
    let Some((_, capture)) = read_again(&row).filter(|(_, capture)| capture.opens_a_file()) else { return Ok(()) };
    let Some(event) = events::find(tx, row.event_id).await? else { return Ok(()) };
    hold(tx, &row).await?;
    // Somebody may have decided meanwhile.
    let Some(row) = captures::get(tx, id).await?.filter(|row| row.status == Synced) else { return Ok(()) };
    let trail = Trail::of_system("worker", &work.state.clock);
    let matches = matches_of(tx, &row).await?;
    if matches.is_empty() {
        let met = Meeting { state: work.state, tx, trail: &trail, event: &event, row: &row };
        let prospect_id = met.open(capture, None).await?;
        let fate = Fate { prospect_id: Some(prospect_id), ..Fate::default() };
        captures::settle(tx, (row.id, row.version), Linked, fate, work.now).await?;
        trail.record(tx, "stand_capture.link", (RESOURCE, row.id), &["status", "prospect_id"]).await?;
        return Ok(());
    }
    let told = serde_json::to_value(&matches).map_err(|error| Problem::internal(&error))?;
    let fate = Fate { matches: Some(told), ..Fate::default() };
    captures::settle(tx, (row.id, row.version), ProbableDuplicate, fate, work.now).await?;
    Ok(trail.record(tx, "stand_capture.question", (RESOURCE, row.id), &["status", "matches"]).await?)
}

/// Two decisions on one event, and two openings of a file for one person, wait for each other.
pub(super) async fn hold(tx: &DatabaseTransaction, row: &StoredCapture) -> Result<(), StoreError> {
    locks::hold_stand(tx, row.event_id).await?;
    let emails: Vec<String> = row.met.email.iter().cloned().collect();
    let phones: Vec<String> = row.met.phone.iter().cloned().collect();
    locks::hold_people(tx, &emails, &phones).await
}

/// Files and other people met of whom somebody may be a double, files first.
async fn matches_of(db: &impl ConnectionTrait, row: &StoredCapture) -> Result<Vec<StandMatch>, StoreError> {
    let met = row.met.met();
    let mut found: Vec<StandMatch> = vec![];
    for (prospect_id, other) in captures::files_like(db, &met).await? {
        note(&mut found, Some(prospect_id), None, &why(&met, &other));
    }
    for (capture_id, prospect_id, other) in captures::others(db, row.event_id, row.id).await? {
        let capture_id = prospect_id.is_none().then_some(capture_id);
        note(&mut found, prospect_id, capture_id, &why(&met, &other));
    }
    Ok(found)
}

/// Adds a match, or its reasons to the one that is there.
fn note(
    found: &mut Vec<StandMatch>,
    prospect_id: Option<Uuid>,
    capture_id: Option<Uuid>,
    reasons: &[StandMatchReason],
) {
    if reasons.is_empty() {
        return;
    }
    let reasons = reasons.iter().map(ToString::to_string);
    let known = found.iter_mut().find(|one| prospect_id.is_some() && one.prospect_id == prospect_id);
    match known {
        Some(one) => {
            let more: Vec<String> = reasons.filter(|reason| !one.reasons.contains(reason)).collect();
            one.reasons.extend(more);
        }
        None => found.push(StandMatch {
            prospect_id,
            capture_id,
            prospect_number: None,
            name: None,
            reasons: reasons.collect(),
        }),
    }
}

/// Somebody met, about to get a file or to join one.
pub(super) struct Meeting<'a> {
    pub state: &'a AppState,
    pub tx: &'a DatabaseTransaction,
    pub trail: &'a Trail,
    pub event: &'a Event,
    pub row: &'a StoredCapture,
}

impl Meeting<'_> {
    async fn proof(&self, said: &Sentences) -> Result<String, Problem> {
        let device = devices::find(self.tx, self.event.id, self.row.device_id).await?;
        let label = device.map(|device| device.label).unwrap_or_default();
        said.proof(&self.event.title, &label, self.row.captured_at)
    }

    /// Opens a file, perhaps beside the one of which it may be a double.
    pub async fn open(&self, capture: Capture, duplicate_of: Option<Uuid>) -> Result<Uuid, Problem> {
        let (today, now, said) = (self.state.clock.today(), self.state.clock.now(), Sentences::load()?);
        let ends_on = capture.health.as_ref().and_then(|health| health.internship_ends_on);
        let semester = capture.semester.map(|semester| said.semester(semester)).transpose()?;
        let proof = self.proof(&said).await?;
        let origin = StandOrigin {
            event_id: self.event.id,
            title: &self.event.title,
            proof: &proof,
            clock: (self.row.clock_offset_ms, self.row.created_at),
            semester: semester.as_deref(),
        };
        let first_call = NextAction { label: said.first_call.clone(), on: first_call_on(today), assignee_id: None };
        let note = capture.note.clone();
        let mut content = capture.into_file(origin, first_call);
        give_all(self.tx, &mut content).await?;
        let opening = Opening {
            id: Uuid::now_v7(),
            number: next_number(self.tx, today.year()).await?,
            content,
            steps: vec![Step { to: ProspectStatus::New, effective_on: today, reason: None }],
            closing_reason: None,
            origin: ORIGIN,
            actor_id: self.trail.actor_id(),
            import_id: None,
            duplicate_of,
            created_at: now,
            at: now,
        };
        insert(self.tx, &opening).await?;
        watch::plan(self.tx, opening.id, now).await?;
        contact_requests::note_own_action(self.tx, opening.id, self.row.captured_at).await?;
        if let Some(ends_on) = ends_on {
            let task = Task {
                title: said.intern_task(ends_on)?,
                due_on: Some(follow_up_on(ends_on, today)),
                assignee_id: None,
            };
            tasks::insert(self.tx, opening.id, &task, now).await?;
        }
        self.have_read_again(opening.id, note.as_deref(), &said).await?;
        let fields = ["facts", "members", "needs", "consents"];
        self.trail.record(self.tx, "prospect.create", ("prospect", opening.id), &fields).await?;
        Ok(opening.id)
    }

    /// Leaves a note and the agreement in the file of somebody who was known.
    pub async fn join(&self, capture: &Capture, prospect_id: Uuid) -> Result<(), Problem> {
        let said = Sentences::load()?;
        let proof = self.proof(&said).await?;
        let origin = StandOrigin {
            event_id: self.event.id,
            title: &self.event.title,
            proof: &proof,
            clock: (self.row.clock_offset_ms, self.row.created_at),
            semester: None,
        };
        let note = said.joined(&self.event.title, self.row.captured_at, capture)?;
        let writer = (prospect_id, self.row.met.email.as_deref());
        let now = self.state.clock.now();
        contact_requests::join(self.tx, writer, &note, &capture.given_consents(&origin), now).await?;
        self.have_read_again(prospect_id, capture.note.as_deref(), &said).await?;
        prospects::touch(self.tx, prospect_id, now).await?;
        let fields = ["interactions", "consents"];
        self.trail.record(self.tx, "prospect.join_stand", ("prospect", prospect_id), &fields).await?;
        Ok(())
    }

    /// Asks whoever follows the file to read a note again that holds what has no place there: the device that took it
    /// has nobody to ask any more.
    async fn have_read_again(&self, file: Uuid, note: Option<&str>, said: &Sentences) -> Result<(), Problem> {
        if note.is_none_or(|note| seen_in(note).is_empty()) {
            return Ok(());
        }
        let today = self.state.clock.today();
        let task = Task { title: said.reread_task.clone(), due_on: Some(today), assignee_id: None };
        tasks::insert(self.tx, file, &task, self.state.clock.now()).await?;
        Ok(())
    }
}
