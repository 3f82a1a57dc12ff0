//! The adults of the household as their page shows them, and what they correct by themselves: names and a phone number.
//! Their address is what the link proves; another one is asked for.

use actix_web::{HttpResponse, get, patch, web};
use domain::household_page::may_correct;
use domain::members::Member;
use persistence::household_page::Follower;
use persistence::prospects::{self, Prospect, StoredMember, refresh_household};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, members};
use uuid::Uuid;

use super::dto_people::{HouseholdPeople, HouseholdPerson, HouseholdPersonPatch};
use super::link::{PageLink, refused};
use super::sentences::{Deed, Sentences};
use super::{MAX_SENT, consents, note};
use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::duplicates::watch;
use crate::http::{Body, IfMatch, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Lire les personnes de son foyer
///
/// Les adultes, avec leurs coordonnées, et les tranches d’âge des enfants.
#[utoipa::path(tag = "public", operation_id = "list_household_people", security(("household_link" = [])),
    responses((status = 200, description = "The people of the household", body = HouseholdPeople)))]
#[get("/public/household-page/people")]
pub async fn list_household_people(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let rows = prospects::members_of(db, follower.prospect_id).await?;
    link.forgive(&state.limits);
    let items = rows.into_iter().map(|row| shown(row, &follower)).collect();
    Ok(HttpResponse::Ok().json(HouseholdPeople { items }))
}

/// Corriger une personne de son foyer
///
/// Soi-même, ou un adulte qui n’a pas d’adresse au dossier : prénom, nom, téléphone. Ce qui est absent reste.
#[utoipa::path(tag = "public", operation_id = "correct_household_person", security(("household_link" = [])),
    params(("person_id" = Uuid, Path, description = "Person"),
        ("If-Match" = String, Header, description = "Version that was read")),
    request_body = HouseholdPersonPatch,
    responses((status = 200, description = "The person", body = HouseholdPerson,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/public/household-page/people/{person_id}")]
pub async fn correct_household_person(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    PathIds(id): PathIds<Uuid>,
    IfMatch(version): IfMatch,
    body: Body<HouseholdPersonPatch, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (follower, file) = consents::held(&link, &state, &tx).await?;
    correct(&state, &tx, (&follower, &file), (id, version), body.value).await?;
    let row = members::find(&tx, file.id, id).await?.ok_or_else(refused)?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    let body = shown(row, &follower);
    Ok(part_response(body.version, &body))
}

async fn correct(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    at: (Uuid, i32),
    sent: HouseholdPersonPatch,
) -> Result<(), Problem> {
    let row = correctable(tx, follower, at.0).await?;
    let (input, fields) = sent.over(row.member.to_input());
    let member = Member::parse(&input)?;
    if member == row.member {
        return Ok(());
    }
    let now = state.clock.now();
    members::update(tx, at, &member, now).await?;
    refresh_household(tx, file.id, now).await?;
    watch::plan(tx, file.id, now).await?;
    let told = Sentences::load()?.done(Deed::Corrects, follower.first_name.as_deref(), &member.full_name())?;
    note::leave(tx, file, told, now).await?;
    let trail = Trail::of_system("public", &state.clock);
    Ok(trail.record(tx, "household_page.correct", ("prospect", file.id), &fields).await?)
}

/// An adult of the file whom the reader may correct; anybody else is not there.
async fn correctable(db: &impl ConnectionTrait, follower: &Follower, id: Uuid) -> Result<StoredMember, Problem> {
    let found = members::find(db, follower.prospect_id, id).await?.ok_or_else(Problem::not_found)?;
    if may_correct(follower.member_id, id, &found.member) { Ok(found) } else { Err(Problem::not_found()) }
}

fn shown(row: StoredMember, follower: &Follower) -> HouseholdPerson {
    let can_correct = may_correct(follower.member_id, row.id, &row.member);
    HouseholdPerson::of(row, can_correct)
}
