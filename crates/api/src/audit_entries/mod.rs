//! The journal of what was done, for those who run the programme.

pub mod dto;

use crate::endpoints::Endpoints;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::audit_chain::Head;
use domain::validation::FieldErrors;
use persistence::audit::{self, EntryFilter};
use uuid::Uuid;

use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_audit_entries).service(verify_audit_entries);
}

/// Le journal
///
/// Du plus récent au plus ancien : qui a fait ou lu quoi, avec les noms des champs et jamais leurs valeurs.
#[utoipa::path(tag = "people", operation_id = "list_audit_entries", security(("bearer" = [])),
    params(dto::AuditEntryQuery),
    responses((status = 200, description = "A page of the journal", body = dto::AuditEntryPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/audit-entries")]
pub async fn list_audit_entries(
    _may: may::ReadAudit,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::AuditEntryQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let mut errors = FieldErrors::new();
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("audit_entries", &query))?;
    let below = page.after.as_ref().map(|cursor| cursor.key.parse::<i64>()).transpose();
    let below = below.map_err(|_| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cursor_mismatch"))?;
    let filter = EntryFilter {
        resource_type: query.resource_type,
        resource_id: query.resource_id,
        actor_id: query.actor_id,
        action: query.action,
        after: query.after,
        before: query.before,
    };
    let db = state.store.reader();
    let mut rows = audit::list(db, &filter, below, page.limit + 1).await?;
    let total = if counted { i32::try_from(audit::count(db, &filter).await?).ok() } else { None };
    // The place in the journal orders alone: the id of the cursor is not needed.
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |entry| Cursor { key: entry.seq.to_string(), id: Uuid::nil() });
    let items = rows.into_iter().map(dto::AuditEntry::from).collect();
    let body = dto::AuditEntryPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Vérifier le journal
///
/// Le journal est une chaîne : chaque entrée y a une place et une empreinte qui couvre celle d'avant. Cette lecture la parcourt
/// depuis le début, et nomme la première ligne changée, retirée ou glissée après coup. `head` est à noter hors de la base :
/// donnée plus tard dans `noted`, elle dit si la chaîne entière a été refaite.
#[utoipa::path(tag = "people", operation_id = "verify_audit_entries", security(("bearer" = [])),
    params(dto::AuditVerificationQuery),
    responses((status = 200, description = "Whether it holds", body = dto::AuditVerification)))]
#[get("/audit-entries/verification")]
pub async fn verify_audit_entries(
    _may: may::ReadAudit,
    state: web::Data<AppState>,
    query: Query<dto::AuditVerificationQuery>,
) -> Result<web::Json<dto::AuditVerification>, Problem> {
    let noted = query.0.noted.as_deref().map(|noted| Head::parse(noted).ok_or(Problem::field("noted", "invalid")));
    let found = crate::audit_chain::verify(&state, noted.transpose()?).await?;
    Ok(web::Json(found.into()))
}
