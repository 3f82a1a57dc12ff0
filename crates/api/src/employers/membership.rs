//! Membership of the employers' network: asked for, decided, and why.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::codes::MembershipStatus;
use domain::employer_memberships::{MembershipMove, MembershipMoveInput, MoveRefusal, allowed_next};
use persistence::employers::Employer;
use persistence::employers::memberships::{self, Decider, MembershipChange};
use persistence::{ConnectionTrait, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::RESOURCE;
use super::change::in_use;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{Body, PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// A move of a membership.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerMembershipChange {
    /// State left; null when it was never asked for.
    #[schema(required = true)]
    pub from: Option<String>,
    /// State entered.
    #[schema(example = "requested")]
    pub to: String,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who decided.
    #[schema(required = true)]
    pub actor_name: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

impl From<MembershipChange> for EmployerMembershipChange {
    fn from(row: MembershipChange) -> Self {
        EmployerMembershipChange {
            from: row.from,
            to: row.to,
            reason: row.reason,
            actor_name: row.actor_name,
            recorded_at: row.recorded_at,
        }
    }
}

/// The membership of an employer, and how it came to be what it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerMembership {
    /// State, a code of the list `membership_statuses`; null when it was never asked for.
    #[schema(required = true, example = "active")]
    pub status: Option<String>,
    /// Since when.
    #[schema(required = true)]
    pub since: Option<DateTime<Utc>>,
    /// Version of the charter that was accepted.
    #[schema(required = true, example = "2025-1")]
    pub charter_version: Option<String>,
    /// When it was accepted.
    #[schema(required = true)]
    pub charter_accepted_at: Option<DateTime<Utc>>,
    /// By whom.
    #[schema(required = true)]
    pub charter_accepted_by: Option<String>,
    /// The states that the caller may move it to.
    #[schema(example = json!(["active", "refused"]))]
    pub allowed: Vec<String>,
    /// Its moves, the latest first.
    pub history: Vec<EmployerMembershipChange>,
}

/// A move of a membership.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "requested", "charter_accepted_by": "Zoé Élie"}))]
pub struct EmployerMembershipTransition {
    /// State wanted, a code of the list `membership_statuses`.
    pub to: String,
    /// Why; required to refuse, suspend or terminate.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who accepts the charter on behalf of the employer; required to ask.
    #[serde(default)]
    pub charter_accepted_by: Option<String>,
}

/// The states that this caller may move a membership to: an employer may ask, the programme decides.
fn allowed_to(caller: &Caller, from: Option<MembershipStatus>) -> Vec<MembershipStatus> {
    let decides = caller.actor.is_programme_admin();
    let open = |to: &&MembershipStatus| decides || **to == MembershipStatus::Requested;
    allowed_next(from).iter().filter(open).copied().collect()
}

async fn view(db: &impl ConnectionTrait, caller: &Caller, row: Employer) -> Result<EmployerMembership, Problem> {
    let history = memberships::history(db, row.id).await?;
    let membership = row.membership;
    Ok(EmployerMembership {
        allowed: allowed_to(caller, membership.status).into_iter().map(|state| state.to_string()).collect(),
        status: membership.status.map(|state| state.to_string()),
        since: membership.since,
        charter_version: membership.charter_version,
        charter_accepted_at: membership.charter_accepted_at,
        charter_accepted_by: membership.charter_accepted_by,
        history: history.into_iter().map(EmployerMembershipChange::from).collect(),
    })
}

/// L'adhésion d'un employeur au réseau
///
/// Son état, la charte acceptée, et qui a décidé quoi, pourquoi. L'`ETag` est celui de l'employeur.
#[utoipa::path(tag = "employers", operation_id = "get_employer_membership", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The membership", body = EmployerMembership,
        headers(("ETag" = String, description = "Version of the employer")))))]
#[get("/employers/{employer_id}/membership")]
pub async fn get_membership(
    may: may::ReadEmployers,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, &may.employers(), id.0).await?;
    let version = row.version;
    let body = view(db, may.caller(), row).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(body))
}

/// Demander, décider, suspendre ou terminer une adhésion
///
/// L'employeur demande en acceptant la charte ; le programme décide, et dit pourquoi quand il refuse, suspend ou termine.
#[utoipa::path(tag = "employers", operation_id = "transition_employer_membership", security(("bearer" = [])),
    request_body = EmployerMembershipTransition,
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The membership", body = EmployerMembership,
        headers(("ETag" = String, description = "Version of the employer")))))]
#[post("/employers/{employer_id}/membership/transitions")]
pub async fn transition_membership(
    may: may::WriteEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<EmployerMembershipTransition>,
) -> Result<HttpResponse, Problem> {
    let sent = body.value;
    let asked = MembershipMoveInput { to: sent.to, reason: sent.reason, charter_accepted_by: sent.charter_accepted_by };
    let (scope, caller, now) = (may.employers(), may.caller(), state.clock.now());
    let tx = state.store.begin().await?;
    let row = in_use(existing(&tx, &scope, id.0).await?)?;
    let from = row.membership.status;
    let asked = read(caller, from, &asked)?;
    let by = Decider { id: Some(caller.actor.user_id), name: &caller.name };
    memberships::change(&tx, (row.id, row.version), from, &asked, by, now).await?;
    let trail = Trail::of(caller, &request, &state.clock);
    let fields = ["membership_status", "membership_since"];
    trail.record(&tx, "employer.membership", (RESOURCE, row.id), &fields).await?;
    let row = existing(&tx, &scope, id.0).await?;
    let version = row.version;
    let body = view(&tx, caller, row).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(body))
}

fn read(
    caller: &Caller,
    from: Option<MembershipStatus>,
    asked: &MembershipMoveInput,
) -> Result<MembershipMove, Problem> {
    let allowed = allowed_to(caller, from);
    let refused = || Problem::transition_not_allowed(allowed.iter().map(|state| state.as_str()));
    let asked = MembershipMove::parse(from, asked).map_err(|refusal| match refusal {
        MoveRefusal::Invalid(errors) => Problem::validation(errors),
        MoveRefusal::NotAllowed(_) => refused(),
    })?;
    if allowed.contains(&asked.to) { Ok(asked) } else { Err(refused()) }
}
