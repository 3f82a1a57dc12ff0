//! What the team does: has sponsors computed, asks one, ends a sponsoring.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::ambassadors::sponsoring::{
    Agreement, Household, allowed_next, interests_of, is_open, origin_of, propose, stages_of,
};
use domain::codes::SponsoringStatus::{self, Sent};
use persistence::ambassadors;
use persistence::prospects::{self, Prospect};
use persistence::sponsoring::{self, Sponsoring};
use persistence::{ConnectionTrait, territories};
use uuid::Uuid;

use super::dto::{NewSponsoringProposals, SponsoringProposal, SponsoringProposalList, SponsoringTransition};
use super::next;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, PathIds};
use crate::open_file::{Change, part_response, readable};
use crate::problem::Problem;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

async fn views(db: &impl ConnectionTrait, rows: Vec<Sponsoring>) -> Result<Vec<SponsoringProposal>, Problem> {
    let mut people = HashMap::new();
    for row in &rows {
        if let Some(who) = ambassadors::find(db, None, row.ambassador_id).await? {
            people.insert(who.id, who);
        }
    }
    let communes = territories::names_of(db, people.values().filter_map(|who| who.commune_code.as_deref())).await?;
    let view = |row: Sponsoring| {
        let who = people.get(&row.ambassador_id);
        SponsoringProposal::of(row, who, &communes)
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Les parrains proposés à un foyer
///
/// Du premier au dernier calcul, avec la raison de chacun et ce qu'il a répondu.
#[utoipa::path(tag = "ambassadors", operation_id = "list_sponsoring_proposals", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses((status = 200, description = "The proposals", body = SponsoringProposalList)))]
#[get("/prospects/{prospect_id}/sponsoring-proposals")]
pub async fn list_sponsoring_proposals(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    PathIds(prospect_id): PathIds<Uuid>,
) -> Result<web::Json<SponsoringProposalList>, Problem> {
    let db = state.store.reader();
    let file = readable(db, &permission.scope(), prospect_id).await?;
    let items = views(db, sponsoring::of_prospect(db, file.id).await?).await?;
    Ok(web::Json(SponsoringProposalList { items }))
}

/// Chercher un parrain
///
/// Trois ambassadeurs au plus, avec la raison de chacun : commune, âge des enfants, langue, origine, centres d'intérêt.
/// Le foyer doit avoir accepté qu'un ambassadeur connaisse ses prénoms et sa commune (422 `consent_required`). Ce qui
/// n'a pas encore été envoyé est remplacé ; personne n'est proposé deux fois. 409 `sponsor_found` quand un ambassadeur
/// est déjà sollicité.
#[utoipa::path(tag = "ambassadors", operation_id = "create_sponsoring_proposals", security(("bearer" = [])),
    request_body = NewSponsoringProposals,
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet"), Acknowledgement),
    responses((status = 201, description = "The proposals", body = SponsoringProposalList,
        headers(("Location" = String, description = "Path of the proposals")))))]
#[post("/prospects/{prospect_id}/sponsoring-proposals")]
pub async fn create_sponsoring_proposals(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewSponsoringProposals>,
) -> Result<HttpResponse, Problem> {
    let FileBody { value: sent, fingerprint } = body;
    let action = "sponsoring_proposal.create";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let author = permission.caller().name.as_str();
    change
        .create(&key, &fingerprint, async |work| {
            let agreement = Agreement::parse(&sent.into())?;
            compute(work.tx, work.file, (&agreement, author), work.now).await?;
            let body = SponsoringProposalList {
                items: views(work.tx, sponsoring::of_prospect(work.tx, prospect_id).await?).await?,
            };
            let location = format!("/api/v1/prospects/{prospect_id}/sponsoring-proposals");
            Ok((Created { location, version: None, body }, vec!["agreement", "proposals"]))
        })
        .await
}

/// Replaces the proposals of a household that nobody was told of by those that its data give today.
///
/// # Errors
/// 409 `sponsoring_closed`, `sponsor_found`; those of the store.
pub(crate) async fn compute(
    tx: &impl ConnectionTrait,
    file: &Prospect,
    by: (&Agreement, &str),
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    if !next::may_have_sponsor(file) {
        return Err(Problem::conflict("sponsoring_closed"));
    }
    if sponsoring::of_prospect(tx, file.id).await?.iter().any(|one| is_open(one.status)) {
        return Err(Problem::conflict("sponsor_found"));
    }
    let household = household(tx, file).await?;
    let proposals = propose(&household, &sponsoring::candidates(tx, file.id).await?);
    Ok(sponsoring::replace(tx, file.id, &proposals, by, now).await?)
}

async fn household(db: &impl ConnectionTrait, file: &Prospect) -> Result<Household, Problem> {
    let place = next::place_of(db, file).await?;
    let epci_code = match &place {
        Some(code) => territories::epci_of(db, code).await?,
        None => None,
    };
    let members = prospects::members_of(db, file.id).await?;
    let ages: Vec<_> = members.iter().filter_map(|one| one.member.age_band).collect();
    let facts = &file.facts;
    Ok(Household {
        commune_code: place,
        epci_code,
        stages: stages_of(&ages),
        language: facts.language,
        origin: origin_of(facts.country.as_deref(), facts.postal_code.as_deref()),
        interests: interests_of(&facts.project_types, &facts.motives),
    })
}

/// Solliciter un parrain, ou retirer la proposition
///
/// `sent` écrit à l'ambassadeur, qui apprend les prénoms et la commune du foyer, et rien d'autre. 409
/// `ambassador_unavailable` quand il n'a plus de place. Un parrainage accepté se termine par `ended`.
#[utoipa::path(tag = "ambassadors", operation_id = "transition_sponsoring_proposal", security(("bearer" = [])),
    request_body = SponsoringTransition,
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("sponsoring_proposal_id" = Uuid, Path, description = "Proposition")),
    responses((status = 200, description = "The proposal", body = SponsoringProposal,
        headers(("ETag" = String, description = "Version")))))]
#[post("/prospects/{prospect_id}/sponsoring-proposals/{sponsoring_proposal_id}/transitions")]
pub async fn transition_sponsoring_proposal(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    body: Body<SponsoringTransition>,
) -> Result<HttpResponse, Problem> {
    let action = "prospect.sponsoring";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let trail = Trail::of(permission.caller(), &request, &state.clock);
    let row = change
        .apply(async |work| {
            // The file before the ambassador, as in the job: whoever asks the next one waits, and never for each other.
            prospects::find_locked(work.tx, &permission.scope(), prospect_id).await?;
            let own = |one: &Sponsoring| one.prospect_id == prospect_id;
            let one = sponsoring::find(work.tx, id).await?.filter(own).ok_or_else(Problem::not_found)?;
            match read(&one, &body.value.to)? {
                Sent if !next::may_have_sponsor(work.file) => return Err(Problem::conflict("sponsoring_closed")),
                Sent => next::send(work.tx, &state, (work.file, &one)).await?,
                to => next::close(work.tx, &state, &trail, &one, to).await?,
            }
            let moved = sponsoring::find(work.tx, id).await?.ok_or_else(Problem::not_found)?;
            let shown = views(work.tx, vec![moved]).await?.pop().ok_or_else(Problem::not_found)?;
            Ok((shown, vec!["status"]))
        })
        .await?;
    Ok(part_response(row.version, &row))
}

fn read(one: &Sponsoring, to: &str) -> Result<SponsoringStatus, Problem> {
    let to = SponsoringStatus::parse(to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    let allowed = allowed_next(one.status);
    if allowed.contains(&to) {
        return Ok(to);
    }
    Err(Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str())))
}
