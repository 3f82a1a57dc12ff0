//! The inbox of requests: read and moved on by staff, within their territories.

use std::collections::{BTreeSet, HashMap};

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::codes::ContactRequestStatus;
use domain::contact_requests::{allowed_after, status_at};
use domain::validation::{FieldErrors, codes, optional_text};
use persistence::contact_requests::{self, ContactRequest as Stored, Filter, Settled};
use persistence::employers::referrals;
use persistence::{ConnectionTrait, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::{ContactRequest, ContactRequestPage, ContactRequestReferral, ContactRequestTransition};
use super::{RESOURCE, confirm};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Cursor, Many, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::prospects::dto::WishedTerritory;
use crate::state::AppState;

/// Longest search, in characters.
const Q_MAX: usize = 200;
/// Longest reason, in characters.
const REASON_MAX: usize = 1_000;

/// What to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// States.
    #[param(value_type = Vec<String>, example = json!(["pending"]))]
    status: Many,
    /// Words of the name, the e-mail address or the reference; accents do not matter.
    #[param(example = "kerbrat")]
    q: Option<String>,
    /// Received at this instant or later.
    after: Option<DateTime<Utc>>,
    /// Rows of a page, 1 to 200.
    #[param(example = 50)]
    limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    cursor: Option<String>,
    /// `exact` to get `total`.
    #[param(example = "exact")]
    count: Option<String>,
}

impl ListQuery {
    fn filter(&self, now: DateTime<Utc>) -> Result<Filter, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut unknown = FieldErrors::new();
        let status = codes(&mut unknown, "status", &self.status.0, ContactRequestStatus::parse);
        if let Some(fault) = unknown.into_vec().first() {
            errors.push("status", fault.code);
        }
        let q = errors.keep("q", optional_text(self.q.as_deref(), Q_MAX)).flatten();
        if self.count.as_deref().is_some_and(|count| count != "exact") {
            errors.push("count", "unknown_code");
        }
        errors.finish(Some(Filter { status, q, received_from: self.after, now }))
    }
}

/// Lister les demandes
///
/// Les demandes du formulaire public, les plus récentes d'abord. Un référent voit celles dont le premier territoire
/// souhaité est dans sa zone.
#[utoipa::path(tag = "contact_requests", operation_id = "list_contact_requests", security(("bearer" = [])),
    params(ListQuery),
    responses((status = 200, description = "A page of requests", body = ContactRequestPage)))]
#[get("/contact-requests")]
pub async fn list_contact_requests(
    may: may::HandleContactRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let filter = query.filter(state.clock.now())?;
    let bound = ListQuery { limit: None, cursor: None, count: None, ..query.clone() };
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &bound)?;
    let after = page.after.as_ref().and_then(|cursor| Some((cursor.key.parse().ok()?, cursor.id)));
    let (db, scope) = (state.store.reader(), may.scope());
    let mut rows = contact_requests::list(db, &scope, &filter, after, page.limit + 1).await?;
    let more = u64::try_from(rows.len()).is_ok_and(|found| found > page.limit);
    rows.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    let last = rows.last().filter(|_| more).map(|row| Cursor { key: row.received_at.to_rfc3339(), id: row.id });
    let next_cursor = last.map(|at| page.cursor_after(&state.secrets, at));
    let total = match query.count {
        Some(_) => i32::try_from(contact_requests::count(db, &scope, &filter).await?).ok(),
        None => None,
    };
    let items = shown(db, rows, filter.now).await?;
    Ok(page_response(
        &request,
        &ContactRequestPage { items, next_cursor: next_cursor.clone(), total },
        next_cursor.as_deref(),
    ))
}

/// Lire une demande
///
/// La lecture est inscrite au journal.
#[utoipa::path(tag = "contact_requests", operation_id = "get_contact_request", security(("bearer" = [])),
    params(("request_id" = Uuid, Path, description = "Id of the request")),
    responses((status = 200, description = "The request", body = ContactRequest,
        headers(("ETag" = String, description = "Version of the request")))))]
#[get("/contact-requests/{request_id}")]
pub async fn get_contact_request(
    may: may::HandleContactRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let found = contact_requests::find(state.store.reader(), &may.scope(), id.0, false).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "contact_request.read", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    answer(state.store.reader(), found, state.clock.now()).await
}

/// Confirmer une demande par téléphone, ou l'écarter
///
/// `confirmed` crée le dossier ou joint la demande au dossier ouvert de la personne. `expired` écarte la demande ; il
/// faut alors dire pourquoi.
#[utoipa::path(tag = "contact_requests", operation_id = "transition_contact_request", security(("bearer" = [])),
    params(("request_id" = Uuid, Path, description = "Id of the request")),
    request_body = ContactRequestTransition,
    responses((status = 200, description = "The request in its new state", body = ContactRequest,
        headers(("ETag" = String, description = "Version of the request")))))]
#[post("/contact-requests/{request_id}/transitions")]
pub async fn transition_contact_request(
    may: may::HandleContactRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<ContactRequestTransition>,
) -> Result<HttpResponse, Problem> {
    let (to, reason) = wanted(&body.value)?;
    let tx = state.store.begin().await?;
    let found = contact_requests::find(&tx, &may.scope(), id.0, true).await?.ok_or_else(Problem::not_found)?;
    let now = state.clock.now();
    let allowed = allowed_after(status_at(found.status, found.expires_at, now));
    if !allowed.contains(&to) {
        return Err(Problem::transition_not_allowed(allowed.iter().map(ToString::to_string)));
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    if to == ContactRequestStatus::Confirmed {
        confirm::become_file(&state, &tx, &trail, &found, trail.actor_id()).await?;
    } else {
        reason.ok_or_else(|| Problem::field("/reason", "required"))?;
        contact_requests::settle(&tx, (id.0, found.version), Settled::Expired, now).await?;
        trail.record(&tx, "contact_request.expire", (RESOURCE, id.0), &["status"]).await?;
    }
    let found = contact_requests::find(&tx, &may.scope(), id.0, false).await?.ok_or_else(Problem::not_found)?;
    let response = answer(&tx, found, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(response)
}

fn wanted(sent: &ContactRequestTransition) -> Result<(ContactRequestStatus, Option<String>), FieldErrors> {
    let mut errors = FieldErrors::new();
    let to = errors.keep("/to", ContactRequestStatus::parse(&sent.to).ok_or("unknown_code"));
    let reason = errors.keep("/reason", optional_text(sent.reason.as_deref(), REASON_MAX)).flatten();
    errors.finish(to.map(|to| (to, reason)))
}

async fn answer(db: &impl ConnectionTrait, found: Stored, now: DateTime<Utc>) -> Result<HttpResponse, Problem> {
    let version = found.version;
    let body = shown(db, vec![found], now).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(body))
}

/// Requests as staff see them; the names of all their territories are read at once.
async fn shown(
    db: &impl ConnectionTrait,
    rows: Vec<Stored>,
    now: DateTime<Utc>,
) -> Result<Vec<ContactRequest>, Problem> {
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let payload = confirm::payload_of(&row)?;
        read.push((row, payload));
    }
    let codes: BTreeSet<String> = read.iter().flat_map(|(_, payload)| payload.wished_territories.clone()).collect();
    let names = contact_requests::territories_named(db, &codes).await?;
    let mut origins = referrals::of_requests(db, read.iter().map(|(row, _)| row.id)).await?;
    let shown = read.into_iter().map(|(row, payload)| {
        let referral = origins.remove(&row.id).map(ContactRequestReferral::from);
        ContactRequest { referral, ..show(row, payload, &names, now) }
    });
    Ok(shown.collect())
}

fn show(
    row: Stored,
    sent: super::NewContactRequest,
    names: &HashMap<String, (String, String)>,
    now: DateTime<Utc>,
) -> ContactRequest {
    let status = status_at(row.status, row.expires_at, now);
    let wish = |code: String| {
        let (name, kind) = names.get(&code).cloned().unwrap_or_default();
        WishedTerritory { code, name, kind }
    };
    ContactRequest {
        id: row.id,
        reference: row.reference,
        status: status.to_string(),
        allowed_transitions: allowed_after(status).iter().map(ToString::to_string).collect(),
        contact: if row.email.is_some() { "email" } else { "phone" }.to_owned(),
        first_name: sent.first_name,
        last_name: sent.last_name,
        email: row.email,
        phone: row.phone,
        country: sent.country,
        postal_code: sent.postal_code,
        household_kind: sent.household_kind,
        children_age_bands: sent.children_age_bands,
        project_types: sent.project_types,
        occupations: sent.occupations,
        partner_first_name: sent.partner_first_name,
        horizon: sent.horizon,
        wished_territories: sent.wished_territories.into_iter().map(wish).collect(),
        territory_indifferent: sent.territory_indifferent,
        epci_code: row.epci_code,
        housing_wish: sent.housing_wish,
        needs: sent.needs,
        lot_link: sent.lot_link,
        source_detail: sent.source_detail,
        campaign: sent.campaign,
        message: sent.message,
        consents: sent.consents,
        referral: None,
        received_at: row.received_at,
        expires_at: row.expires_at,
        confirmed_at: row.confirmed_at,
        confirmed_by_name: row.confirmed_by_name,
        prospect_id: row.prospect_id,
        prospect_number: row.prospect_number,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
