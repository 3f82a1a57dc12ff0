//! How long files are kept, set by the programme; every version stays.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use domain::retention::Policy;
use persistence::retention::{self, StoredPolicy};
use persistence::{StoreError, service_levels};

use super::{RetentionPolicy, RetentionPolicyPatch, RetentionPolicyVersion, RetentionPolicyVersions};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, etag};
use crate::problem::Problem;
use crate::state::AppState;

fn shown(stored: &StoredPolicy) -> HttpResponse {
    let tag = (header::ETAG, etag(stored.version));
    HttpResponse::Ok().insert_header(tag).json(RetentionPolicy::from(stored))
}

/// Les durées de conservation
///
/// Un dossier est gardé tant de mois après la dernière action de la personne elle-même : un appel, une réponse, une
/// visite, un clic. Un message reçu ou un geste de l'équipe n'y changent rien.
#[utoipa::path(tag = "retention", operation_id = "get_retention_policy", security(("bearer" = [])),
    responses((status = 200, description = "The policy in force", body = RetentionPolicy,
        headers(("ETag" = String, description = "Version")))))]
#[get("/retention/policy")]
pub async fn get_retention_policy(
    _may: may::ManageRetention,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&retention::current(state.store.reader()).await?))
}

/// Changer les durées de conservation
///
/// La nouvelle règle vaut aussitôt pour tous les dossiers. Personne n'est effacé sans avoir été prévenu.
#[utoipa::path(tag = "retention", operation_id = "update_retention_policy", security(("bearer" = [])),
    request_body = RetentionPolicyPatch,
    params(("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The policy in force", body = RetentionPolicy,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/retention/policy")]
pub async fn update_retention_policy(
    may: may::ManageRetention,
    state: web::Data<AppState>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<RetentionPolicyPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let fields = body.value.fields();
    let policy = Policy::parse(&body.value.onto(&retention::current(&tx).await?))?;
    let author = may.caller().actor.user_id;
    retention::replace(&tx, version.0, &policy, author, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "retention_policy.update", ("retention_policy", service_levels::ID), &fields).await?;
    let stored = retention::current(&tx).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&stored))
}

/// Les versions des durées de conservation
///
/// De la plus récente à la plus ancienne, avec la personne qui l'a écrite.
#[utoipa::path(tag = "retention", operation_id = "list_retention_policies", security(("bearer" = [])),
    responses((status = 200, description = "The versions", body = RetentionPolicyVersions)))]
#[get("/retention/policies")]
pub async fn list_retention_policies(
    _may: may::ManageRetention,
    state: web::Data<AppState>,
) -> Result<web::Json<RetentionPolicyVersions>, Problem> {
    let items = retention::versions(state.store.reader()).await?;
    Ok(web::Json(RetentionPolicyVersions { items: items.into_iter().map(RetentionPolicyVersion::from).collect() }))
}
