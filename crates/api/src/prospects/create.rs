//! Opening a file.

use std::cell::Cell;

use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::Datelike;
use domain::access::ProspectScope;
use domain::campaigns::Sent;
use domain::codes::ProspectStatus;
use domain::prospects::NewProspect as Content;
use domain::validation::FieldErrors;
use persistence::prospects::{Opening, Step, check_new, duplicate_of, find, insert, next_number};
use persistence::{DatabaseTransaction, locks, users};
use uuid::Uuid;

use super::RESOURCE;
use super::change::check_delay;
use super::dto::{NewProspect, Prospect};
use super::read::whole;
use crate::audit::Trail;
use crate::caller::may;
use crate::campaigns::attribution::agree;
use crate::duplicates::watch;
use crate::http::{Created, IdempotencyKey, create_once};
use crate::mail::{self, Kind, Letter};
use crate::needs::competent::give_all;
use crate::problem::{ExistingFile, Problem};
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Créer un dossier
///
/// Pour un ménage qui a téléphoné, rencontré sur un stand, signalé par un partenaire. Le numéro est attribué à la
/// création. Si un dossier ouvert existe pour la même adresse e-mail ou le même téléphone, il n'en est pas créé un second.
#[utoipa::path(tag = "prospects", operation_id = "create_prospect", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeat with the same key to be sure that it is done once"), Acknowledgement),
    request_body = NewProspect,
    responses(
        (status = 201, description = "The new file", body = Prospect,
            headers(("Location" = String, description = "Path of the file"), ("ETag" = String, description = "Version of the file")))))]
#[post("/prospects")]
pub async fn create_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: FileBody<NewProspect>,
) -> Result<HttpResponse, Problem> {
    let FileBody { value: sent, fingerprint } = body;
    let allow_duplicate = sent.allow_duplicate.unwrap_or(false);
    let content = Content::parse(&sent.into_input())?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("create_prospect:{}", may.caller().actor.user_id);
    let hidden = Cell::new(None);
    let opened = create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let known = refuse_duplicate(tx, &may.scope(), &content, allow_duplicate, &hidden).await?;
        open(&state, tx, &trail, content.clone(), known).await
    })
    .await;
    if let Some(existing) = hidden.get() {
        tell_programme(&state, &trail, existing).await?;
    }
    opened
}

/// 409 when the person has an open file; its number is told to those only who may see it. Returns the known file
/// when a second one is wanted all the same.
async fn refuse_duplicate(
    tx: &DatabaseTransaction,
    scope: &ProspectScope,
    content: &Content,
    allowed: bool,
    hidden: &Cell<Option<Uuid>>,
) -> Result<Option<Uuid>, Problem> {
    let emails: Vec<String> =
        content.members.iter().filter_map(|m| m.email.as_ref()).map(ToString::to_string).collect();
    let phones: Vec<String> =
        content.members.iter().filter_map(|m| m.phone.as_ref()).map(ToString::to_string).collect();
    locks::hold_people(tx, &emails, &phones).await?;
    let Some(existing) = duplicate_of(tx, &emails, &phones).await? else { return Ok(None) };
    match find(tx, scope, existing).await? {
        Some(_) if allowed => Ok(Some(existing)),
        Some(file) => Err(Problem::duplicate_file(Some(ExistingFile { id: file.id, number: file.number }))),
        None => {
            hidden.set(Some(existing));
            Err(Problem::duplicate_file(None))
        }
    }
}

/// Tells the programme that somebody met a file outside their scope: in the journal, and by mail.
async fn tell_programme(state: &AppState, trail: &Trail, existing: Uuid) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    trail.record(&tx, "prospect.duplicate_met", (RESOURCE, existing), &[]).await?;
    // Whoever tries again and again fills the journal, not the mailboxes.
    if state.limits.mail(&format!("duplicate:{existing}")).is_ok() {
        mail_programme(state, &tx, trail, existing).await?;
    }
    tx.commit().await.map_err(persistence::StoreError::from)?;
    Ok(())
}

async fn mail_programme(state: &AppState, tx: &DatabaseTransaction, trail: &Trail, id: Uuid) -> Result<(), Problem> {
    let Some(file) = find(tx, &ProspectScope::All, id).await? else { return Ok(()) };
    let link = format!("{}/dossiers/{id}", state.config.public_url.trim_end_matches('/'));
    for admin in users::active_admins(tx, state.clock.today()).await? {
        let words =
            [("first_name", admin.first_name.as_str()), ("number", &file.number), ("reported_by", trail.actor_label())];
        mail::queue(tx, state, &Letter::compose(Kind::DuplicateAlert, &admin.email, &words, Some(&link))?).await?;
    }
    Ok(())
}

async fn open(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    mut content: Content,
    duplicate_of: Option<Uuid>,
) -> Result<Created<Prospect>, Problem> {
    let mut errors = FieldErrors::new();
    let sent = Sent { campaign: content.facts.campaign.is_some(), touchpoint: true };
    agree(tx, &mut content.facts, sent, &mut errors).await?;
    check_new(tx, &content, &mut errors).await?;
    let today = state.clock.today();
    let planned = (content.facts.next_action.as_ref(), ProspectStatus::New);
    check_delay(tx, planned, today, &mut errors).await?;
    errors.finish(Some(()))?;
    give_all(tx, &mut content).await?;
    let now = state.clock.now();
    let opening = Opening {
        id: Uuid::now_v7(),
        number: next_number(tx, today.year()).await?,
        content,
        steps: vec![Step { to: ProspectStatus::New, effective_on: today, reason: None }],
        closing_reason: None,
        origin: "staff",
        actor_id: trail.actor_id(),
        import_id: None,
        duplicate_of,
        created_at: now,
        at: now,
    };
    insert(tx, &opening).await?;
    watch::plan(tx, opening.id, now).await?;
    trail.record(tx, "prospect.create", (RESOURCE, opening.id), &["facts", "members", "needs", "consents"]).await?;
    // Whoever opened the file reads what they wrote, even when it lies in another territory.
    let file = find(tx, &ProspectScope::All, opening.id).await?.ok_or_else(Problem::not_found)?;
    let body = whole(tx, file).await?;
    Ok(Created { location: format!("/api/v1/prospects/{}", opening.id), version: Some(body.version), body })
}
