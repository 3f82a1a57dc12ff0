//! Two files side by side.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::ProspectScope;
use domain::codes::{
    Horizon, HouseholdKind, HousingWish, Language, LotLink, Maturity, MemberRole, ReferentRole, TargetGroup,
};
use domain::merges::{Adult, FIELDS, LEAD_FIELDS, keeps_first, lead_value, may_keep, pair_up, value_of};
use persistence::duplicates::{self, Pair};
use persistence::prospects::{self, Prospect, StoredMember, Surroundings, surroundings};
use persistence::{ConnectionTrait, StoreError, interactions};
use uuid::Uuid;

use super::dto::{DuplicateComparison, DuplicateField, DuplicateMember, DuplicateSide, SamePerson, reasons_of};
use super::sentences::Sentences;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::PathIds;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Comparer deux dossiers qui se ressemblent
///
/// Les deux dossiers côte à côte, champ par champ, avec ce qui diffère et les personnes qui sont dans les deux. Seul qui
/// lit les deux dossiers les compare ; la consultation des deux est consignée au journal.
#[utoipa::path(tag = "prospects", operation_id = "get_duplicate", security(("bearer" = [])),
    params(("duplicate_id" = Uuid, Path, description = "Id of the pair")),
    responses((status = 200, description = "Both files", body = DuplicateComparison,
        headers(("ETag" = String, description = "Version of the pair")))))]
#[get("/duplicates/{duplicate_id}")]
pub async fn get_duplicate(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(id): PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let (pair, files) = seen(db, &may.scope(), id).await?;
    let body = compared(db, &pair, &files).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    for file in &files {
        trail.record(&tx, "prospect.read", ("prospect", file.id), &[]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// A pair and both of its files.
///
/// # Errors
/// 404 when it does not exist, or one of the files lies outside the scope.
pub(super) async fn seen(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    id: Uuid,
) -> Result<(Pair, [Prospect; 2]), Problem> {
    let pair = duplicates::find(db, id).await?.ok_or_else(Problem::not_found)?;
    let first = prospects::find(db, scope, pair.first_id).await?.ok_or_else(Problem::not_found)?;
    let second = prospects::find(db, scope, pair.second_id).await?.ok_or_else(Problem::not_found)?;
    Ok((pair, [first, second]))
}

pub(super) async fn compared(
    db: &impl ConnectionTrait,
    pair: &Pair,
    [first, second]: &[Prospect; 2],
) -> Result<DuplicateComparison, Problem> {
    let said = Sentences::load()?;
    let (left, right) = (surroundings(db, first).await?, surroundings(db, second).await?);
    let same = pair_up(&adults(&left.members), &adults(&right.members));
    let told = interactions::counts(db, &[first.id, second.id]).await?;
    let rank = |file: &'_ Prospect| (file.status, file.created_at, file.number.clone());
    let (one, other) = (rank(first), rank(second));
    let first_stays = keeps_first((one.0, one.1, &one.2), (other.0, other.1, &other.2));
    Ok(DuplicateComparison {
        id: pair.id,
        status: pair.status.to_string(),
        score: pair.score,
        reasons: reasons_of(pair, &said)?,
        found_at: pair.found_at,
        decided_at: pair.decided_at,
        decided_by_name: pair.decided_by_name.clone(),
        suggested_id: if first_stays { first.id } else { second.id },
        fields: fields((first, &left.members), (second, &right.members), &same),
        // `pair_up` names the person of the other file first.
        same_people: same.iter().map(|(other, kept)| SamePerson { first_id: *kept, second_id: *other }).collect(),
        first: side((first, second), left, &told),
        second: side((second, first), right, &told),
        version: pair.version,
    })
}

fn adults(all: &[StoredMember]) -> Vec<Adult<'_>> {
    let adults = all.iter().filter(|one| one.member.role != MemberRole::Child);
    adults.map(|one| Adult { id: one.id, member: &one.member }).collect()
}

fn side((file, other): (&Prospect, &Prospect), around: Surroundings, told: &HashMap<Uuid, i32>) -> DuplicateSide {
    let count = |many: usize| i32::try_from(many).unwrap_or(i32::MAX);
    let facts = file.facts.to_input();
    let asked = around.assignments.iter().filter(|one| ["accepted", "proposed"].contains(&one.status.as_str()));
    let part = |one: &&persistence::prospects::StoredAssignment| ReferentRole::parse(&one.role);
    let mut asked: Vec<_> = asked.collect();
    asked.sort_by_key(part);
    DuplicateSide {
        id: file.id,
        number: file.number.clone(),
        status: file.status.to_string(),
        version: file.version,
        may_stay: file.archived_at.is_none()
            && other.archived_at.is_none()
            && may_keep(file.status, other.status).is_ok(),
        source: facts.source,
        created_at: file.created_at,
        updated_at: file.updated_at,
        referents: asked.into_iter().map(|one| one.referent_name.clone()).collect(),
        project_types: facts.project_types,
        wishes: around.wishes.into_iter().map(|(_, name, _)| name).collect(),
        needs: count(around.needs.len()),
        tasks: count(around.tasks.len()),
        interactions: told.get(&file.id).copied().unwrap_or_default(),
        consents: count(around.consents.len()),
        members: around.members.into_iter().map(member).collect(),
    }
}

fn member(stored: StoredMember) -> DuplicateMember {
    let member = stored.member;
    DuplicateMember {
        id: stored.id,
        role: member.role.to_string(),
        name: member.full_name(),
        email: member.email.map(|email| email.to_string()),
        phone: member.phone.map(|phone| phone.to_string()),
        age_band: member.age_band.map(|band| band.to_string()),
    }
}

fn fields(
    (first, left): (&Prospect, &[StoredMember]),
    (second, right): (&Prospect, &[StoredMember]),
    same: &[(Uuid, Uuid)],
) -> Vec<DuplicateField> {
    let (one, other) = (first.facts.to_input(), second.facts.to_input());
    let of_file = FIELDS.into_iter().map(|name| field(name, value_of(&one, name), value_of(&other, name)));
    let lead = |people: &'_ [StoredMember]| people.iter().find(|one| one.member.role == MemberRole::Lead).cloned();
    let leads = lead(left).zip(lead(right)).filter(|(own, theirs)| same.contains(&(theirs.id, own.id)));
    let of_lead = leads.into_iter().flat_map(|(own, theirs)| {
        LEAD_FIELDS.map(|name| field(name, lead_value(&own.member, name), lead_value(&theirs.member, name)))
    });
    of_lead.collect::<Vec<_>>().into_iter().chain(of_file).collect()
}

fn field(name: &str, first: Option<String>, second: Option<String>) -> DuplicateField {
    let differs = first.is_some() && second.is_some() && first != second;
    DuplicateField { field: name.to_owned(), list: list_of(name).map(str::to_owned), first, second, differs }
}

fn list_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "household_kind" => HouseholdKind::LIST,
        "language" => Language::LIST,
        "lot_link" => LotLink::LIST,
        "target_group" => TargetGroup::LIST,
        "maturity" => Maturity::LIST,
        "horizon" => Horizon::LIST,
        "housing_wish" => HousingWish::LIST,
        _ => return None,
    })
}
