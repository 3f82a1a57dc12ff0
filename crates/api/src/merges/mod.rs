//! Two files of one household become one, and again two for thirty days.

pub mod dto;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::access::ProspectScope;
use domain::codes::ProspectStatus;
use domain::merges::{Choices, MergeRefusal, Side, may_keep};
use domain::validation::FieldErrors;
use persistence::merges::{self, Merge as Stored, NewMerge as Making};
use persistence::prospects::{self, Prospect};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::duplicates::sentences::Sentences;
use crate::duplicates::watch;
use crate::endpoints::Endpoints;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::{part_response, readable};
use crate::problem::Problem;
use crate::state::AppState;
use dto::{Merge, MergeList, NewMerge};

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_merges).service(create_merge).service(undo_merge);
}

impl From<MergeRefusal> for Problem {
    fn from(refusal: MergeRefusal) -> Self {
        match refusal {
            MergeRefusal::SameFile => Problem::field("/other", "not_allowed"),
            MergeRefusal::Gone => Problem::conflict("merged"),
            MergeRefusal::OtherWay => Problem::conflict("merge_other_way"),
        }
    }
}

/// Lister les fusions d’un dossier
///
/// Les dossiers que celui-ci a repris, le dernier d’abord, avec la date jusqu’à laquelle chaque fusion peut être annulée.
#[utoipa::path(tag = "prospects", operation_id = "list_merges", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file that stayed")),
    responses((status = 200, description = "Its merges", body = MergeList)))]
#[get("/prospects/{prospect_id}/merges")]
pub async fn list_merges(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    PathIds(id): PathIds<Uuid>,
) -> Result<web::Json<MergeList>, Problem> {
    let db = state.store.reader();
    readable(db, &may.scope(), id).await?;
    let mut items = vec![];
    for row in merges::of_file(db, id).await? {
        items.push(view(db, &state, row).await?);
    }
    Ok(web::Json(MergeList { items }))
}

/// Fusionner deux dossiers
///
/// Le dossier de l’adresse reste ; l’autre est repris en une fois, avec son histoire, ses personnes, ses besoins, ses
/// échanges et ses accords, et garde son numéro pour y conduire. Il faut pouvoir modifier les deux. Un retrait d’accord
/// l’emporte sur un accord plus ancien. La fusion s’annule pendant 30 jours.
#[utoipa::path(tag = "prospects", operation_id = "create_merge", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file that stays"),
        ("If-Match" = String, Header, description = "Version of it that was read (ETag)"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeat with the same key to be sure that it is done once")),
    request_body = NewMerge,
    responses((status = 201, description = "The merge", body = Merge,
        headers(("Location" = String, description = "Path of the merges of the file"), ("ETag" = String, description = "Version of the merge")))))]
#[post("/prospects/{prospect_id}/merges")]
pub async fn create_merge(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(id): PathIds<Uuid>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NewMerge>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("create_merge:{}:{id}", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let (kept, other) = both(tx, &may.scope(), (id, version.0), (sent.other, sent.other_version)).await?;
        let choices = choices_of(&sent)?;
        let merge = make(tx, &state, &trail, (&kept, &other), &choices).await?;
        let body = view(tx, &state, merge).await?;
        Ok(Created { location: format!("/api/v1/prospects/{id}/merges"), version: Some(body.version), body })
    })
    .await
}

/// Annuler une fusion
///
/// Pendant 30 jours, les deux dossiers redeviennent exactement ce qu’ils étaient. Ce qui a été changé depuis sur le
/// dossier resté y demeure ; ce qui a été changé sur un élément venu de l’autre dossier repart avec lui.
#[utoipa::path(tag = "prospects", operation_id = "undo_merge", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file that stayed"),
        ("merge_id" = Uuid, Path, description = "Id of the merge")),
    responses((status = 200, description = "The merge, undone; one that was undone stays so", body = Merge,
        headers(("ETag" = String, description = "Version of the merge")))))]
#[post("/prospects/{prospect_id}/merges/{merge_id}/undo")]
pub async fn undo_merge(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let known = merges::find(&tx, prospect_id, id).await?.ok_or_else(Problem::not_found)?;
    lock(&tx, [known.kept_id, known.other_id]).await?;
    readable(&tx, &may.scope(), prospect_id).await?;
    // Somebody may have undone it while the files were waited for.
    let merge = merges::find(&tx, prospect_id, id).await?.ok_or_else(Problem::not_found)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let merge = if merge.undone_at.is_some() { merge } else { take_back(&tx, &state, &trail, merge).await? };
    let body = view(&tx, &state, merge).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Holds files, always in one order, so that two merges never wait for each other.
async fn lock(tx: &DatabaseTransaction, mut ids: [Uuid; 2]) -> Result<(), StoreError> {
    ids.sort_unstable();
    for id in ids {
        prospects::find_locked(tx, &ProspectScope::All, id).await?;
    }
    Ok(())
}

/// Both files, held, at the versions that were read.
async fn both(
    tx: &DatabaseTransaction,
    scope: &ProspectScope,
    (kept_id, kept_version): (Uuid, i32),
    (other_id, other_version): (Uuid, i32),
) -> Result<(Prospect, Prospect), Problem> {
    lock(tx, [kept_id, other_id]).await?;
    let kept = readable(tx, scope, kept_id).await?;
    if kept_id == other_id {
        return Err(MergeRefusal::SameFile.into());
    }
    // One that may not be seen is as one that does not exist.
    let other = prospects::find(tx, scope, other_id).await?.ok_or_else(|| Problem::field("/other", "not_found"))?;
    if (kept.version, other.version) != (kept_version, other_version) {
        return Err(StoreError::Stale.into());
    }
    if kept.archived_at.or(other.archived_at).is_some() {
        return Err(Problem::conflict("archived"));
    }
    may_keep(kept.status, other.status)?;
    Ok((kept, other))
}

fn choices_of(sent: &NewMerge) -> Result<Choices, Problem> {
    let mut errors = FieldErrors::new();
    let mut sides = vec![];
    for (field, side) in &sent.choices {
        match Side::parse(side) {
            Some(side) => sides.push((field.clone(), side)),
            None => errors.push(format!("/choices/{field}"), "unknown_code"),
        }
    }
    let choices = Choices::new(sides).unwrap_or_else(|unknown| {
        unknown.into_iter().for_each(|field| errors.push(format!("/choices/{field}"), "unknown_code"));
        Choices::default()
    });
    Ok(errors.finish(Some(choices))?)
}

async fn make(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    (kept, other): (&Prospect, &Prospect),
    choices: &Choices,
) -> Result<Stored, Problem> {
    let (today, now) = (state.clock.today(), state.clock.now());
    let reason = Sentences::load()?.merged(&kept.number)?;
    let by = (trail.actor_id(), trail.actor_label());
    let merge = merges::apply(tx, &Making { kept, other, choices, by, reason: &reason, today, now }).await?;
    let taken: Vec<&str> = choices.taken().collect();
    trail.record(tx, "prospect.merge", ("prospect", kept.id), &taken).await?;
    trail.record(tx, "prospect.merged", ("prospect", other.id), &["status", "merged_into"]).await?;
    watch::plan(tx, kept.id, now).await?;
    Ok(merge)
}

async fn take_back(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    merge: Stored,
) -> Result<Stored, Problem> {
    let now = state.clock.now();
    if !merge.has_journal || now >= merge.undo_until {
        return Err(Problem::conflict("merge_undo_expired"));
    }
    let other = prospects::find(tx, &ProspectScope::All, merge.other_id).await?;
    if other.is_none_or(|file| file.status != ProspectStatus::Merged) || merges::has_later(tx, &merge).await? {
        return Err(Problem::conflict("undo_later_merge"));
    }
    let undone = merges::undo(tx, &merge, trail.actor_label(), now).await?;
    for id in [merge.kept_id, merge.other_id] {
        trail.record(tx, "prospect.unmerge", ("prospect", id), &["status", "merged_into"]).await?;
    }
    Ok(undone)
}

async fn view(db: &impl ConnectionTrait, state: &AppState, row: Stored) -> Result<Merge, Problem> {
    let mut numbers = [String::new(), String::new()];
    for (number, id) in numbers.iter_mut().zip([row.kept_id, row.other_id]) {
        *number = prospects::find(db, &ProspectScope::All, id).await?.map(|file| file.number).unwrap_or_default();
    }
    let [kept, other] = numbers;
    let in_time = row.undone_at.is_none() && row.has_journal && state.clock.now() < row.undo_until;
    let can_undo = in_time && !merges::has_later(db, &row).await?;
    Ok(Merge::of(row, (kept, other), can_undo))
}
