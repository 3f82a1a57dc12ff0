//! A confirmed request becomes a file, or joins the person's open file; never a second one.

use chrono::{DateTime, Datelike, Utc};
use domain::access::ProspectScope;
use domain::codes::{ContactRequestStatus, ProspectStatus, PublicForm};
use domain::consents::OptIn;
use domain::contact_requests::{Form, first_call_on, status_at};
use domain::prospects::NextAction;
use persistence::campaigns::touchpoints;
use persistence::contact_requests::{ContactRequest, Match, Settled, find_by_token, open_file_of, settle};
use persistence::employers::referrals;
use persistence::prospects::{Opening, Step, event_exists, find, insert, next_number};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, contact_requests, locks, merges};
use uuid::Uuid;

use super::dto::{ConfirmedContactRequest, NewContactRequest};
use super::sentences::Sentences;
use super::{RESOURCE, referral};
use crate::audit::Trail;
use crate::duplicates::watch;
use crate::household_page;
use crate::needs::competent::give_all;
use crate::problem::Problem;
use crate::state::AppState;

/// Origin of the first state of a file that a household asked for, and of one whose employer referred it.
const ORIGIN: &str = "public_form";
const REFERRED: &str = "employer_referral";

/// Confirms by the mailed link. Doing it again gives the same answer.
///
/// # Errors
/// 422 on `/token`: `invalid` when there is no such link, `expired` when it came too late.
pub(super) async fn by_link(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    token_hash: &str,
) -> Result<ConfirmedContactRequest, Problem> {
    let request = find_by_token(tx, token_hash).await?.ok_or_else(|| Problem::field("/token", "invalid"))?;
    let number = match status_at(request.status, request.expires_at, state.clock.now()) {
        ContactRequestStatus::Pending => become_file(state, tx, trail, &request, None).await?,
        ContactRequestStatus::Confirmed => {
            request.prospect_number.clone().ok_or_else(|| Problem::field("/token", "expired"))?
        }
        ContactRequestStatus::Expired => return Err(Problem::field("/token", "expired")),
    };
    Ok(ConfirmedContactRequest { reference: request.reference, number, first_name: request.first_name })
}

/// Turns a pending request, locked by the caller's transaction, into a file; `called_by` is the account that called.
/// Returns the number of the file.
///
/// # Errors
/// 412 when the request moved on meanwhile.
pub(super) async fn become_file(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    request: &ContactRequest,
    called_by: Option<Uuid>,
) -> Result<String, Problem> {
    let asked = Asked::read(tx, request, state.clock.now()).await?;
    let form = &asked.form;
    hold_person(tx, form).await?;
    let prospect_id = match open_file_of(tx, form, called_by.is_some()).await? {
        Some(Match::Same(id)) => {
            let id = merges::hold_living(tx, id).await?;
            join(state, tx, trail, request, &asked, id).await?
        }
        Some(Match::Doubtful(id)) => open(state, tx, trail, asked, Some(id)).await?,
        None => open(state, tx, trail, asked, None).await?,
    };
    let outcome = Settled::Confirmed { prospect_id, by: called_by };
    settle(tx, (request.id, request.version), outcome, state.clock.now()).await?;
    trail.record(tx, "contact_request.confirm", (RESOURCE, request.id), &["status", "prospect_id"]).await?;
    let file = find(tx, &ProspectScope::All, prospect_id).await?.ok_or_else(Problem::not_found)?;
    if let Some(email) = &request.email {
        let writer = (request.first_name.as_str(), email.as_str(), request.reference.as_str());
        household_page::tell_confirmed(state, tx, (file.id, &file.number), writer).await?;
    }
    Ok(file.number)
}

/// What is asked for, read again from what was kept.
struct Asked {
    form: Form,
    reference: String,
    /// Where the agreements come from.
    proof: String,
    /// When the form was sent, and that it is confirmed now.
    opt_in: OptIn,
    /// Origin of a new file's first state, for its history.
    origin: &'static str,
}

impl Asked {
    async fn read(tx: &DatabaseTransaction, request: &ContactRequest, now: DateTime<Utc>) -> Result<Asked, Problem> {
        let opt_in = OptIn { form: PublicForm::ContactRequest, asked_at: request.received_at, confirmed_at: now };
        let reference = request.reference.clone();
        if let Some(origin) = referrals::of_requests(tx, [request.id]).await?.remove(&request.id) {
            let form = referral::form_of(request, &origin)?;
            return Ok(Asked {
                form,
                reference,
                proof: referral::proof_of(request, &origin)?,
                opt_in,
                origin: REFERRED,
            });
        }
        let broken = |_| Problem::internal(&"a kept request cannot be read any more");
        let mut form = Form::parse(&payload_of(request)?.to_input()).map_err(broken)?;
        form.facts.campaign = request.campaign.clone();
        form.facts.touchpoint_id = request.touchpoint_id;
        meet(tx, &mut form).await?;
        Ok(Asked { form, proof: reference.clone(), opt_in, reference, origin: ORIGIN })
    }
}

/// The event of a form: the one it names, else that of its touchpoint.
async fn meet(db: &impl ConnectionTrait, form: &mut Form) -> Result<(), StoreError> {
    drop_unknown_event(db, form).await?;
    if let (None, Some(id)) = (form.facts.event_id, form.facts.touchpoint_id) {
        form.facts.event_id = touchpoints::known(db, id).await?.and_then(|known| known.event_id);
    }
    Ok(())
}

/// An event that is gone, or that an old poster names, keeps nobody from asking.
pub(super) async fn drop_unknown_event(db: &impl ConnectionTrait, form: &mut Form) -> Result<(), StoreError> {
    if let Some(id) = form.facts.event_id
        && !event_exists(db, id).await?
    {
        form.facts.event_id = None;
    }
    Ok(())
}

/// What was sent.
pub(super) fn payload_of(request: &ContactRequest) -> Result<NewContactRequest, Problem> {
    serde_json::from_value(request.payload.clone())
        .map_err(|_| Problem::internal(&"a kept request has an unknown shape"))
}

/// Two requests of one person confirmed at once wait for each other here.
async fn hold_person(tx: &DatabaseTransaction, form: &Form) -> Result<(), Problem> {
    let emails: Vec<String> = form.lead.email.iter().map(ToString::to_string).collect();
    let phones: Vec<String> = form.lead.phone.iter().map(ToString::to_string).collect();
    Ok(locks::hold_people(tx, &emails, &phones).await?)
}

async fn open(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    asked: Asked,
    duplicate_of: Option<Uuid>,
) -> Result<Uuid, Problem> {
    let today = state.clock.today();
    let now = state.clock.now();
    let first_call = NextAction { label: Sentences::load()?.first_call, on: first_call_on(today), assignee_id: None };
    let mut content = asked.form.into_file(first_call, &asked.proof, asked.opt_in);
    give_all(tx, &mut content).await?;
    let opening = Opening {
        id: Uuid::now_v7(),
        number: next_number(tx, today.year()).await?,
        content,
        steps: vec![Step { to: ProspectStatus::New, effective_on: today, reason: None }],
        closing_reason: None,
        origin: asked.origin,
        actor_id: trail.actor_id(),
        import_id: None,
        duplicate_of,
        created_at: now,
        at: now,
    };
    insert(tx, &opening).await?;
    watch::plan(tx, opening.id, now).await?;
    contact_requests::note_own_action(tx, opening.id, now).await?;
    trail.record(tx, "prospect.create", ("prospect", opening.id), &["facts", "members", "needs", "consents"]).await?;
    Ok(opening.id)
}

/// Leaves a note and the new agreements; the facts and contact details of the file stay as its référents keep them.
async fn join(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    request: &ContactRequest,
    asked: &Asked,
    prospect_id: Uuid,
) -> Result<Uuid, Problem> {
    let now = state.clock.now();
    let note = Sentences::load()?.joined(&asked.reference, &asked.form)?;
    let writer = (prospect_id, request.email.as_deref());
    contact_requests::join(tx, writer, &note, &asked.form.given_consents(&asked.proof, asked.opt_in), now).await?;
    trail.record(tx, "prospect.join_request", ("prospect", prospect_id), &["interactions", "consents"]).await?;
    Ok(prospect_id)
}
