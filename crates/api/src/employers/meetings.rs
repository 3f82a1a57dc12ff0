//! The log of meetings with an employer, kept by those who work for the programme.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::EmployerScope;
use domain::employers::{EmployerMeetingFacts, EmployerMeetingInput};
use persistence::employers::meetings::{self, EmployerMeeting as Stored};
use persistence::{ConnectionTrait, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::RESOURCE;
use super::change::in_use;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{
    Body, Created, Cursor, IdempotencyKey, IfMatch, PageQuery, Patch, PathIds, Query, create_once, page_response,
};
use crate::open_file::{part_response, sent_fields};
use crate::problem::Problem;
use crate::state::AppState;

/// A meeting with an employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerMeeting {
    /// The meeting.
    pub id: Uuid,
    /// How they were met, a code of the list `employer_meeting_kinds`.
    #[schema(example = "visit")]
    pub kind: String,
    /// Day.
    pub held_on: NaiveDate,
    /// What was said and agreed.
    pub summary: String,
    /// Who wrote it down.
    #[schema(example = "Hélène Castagné")]
    pub author_name: String,
    /// Whether the caller may correct or remove it.
    pub may_change: bool,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
}

impl EmployerMeeting {
    fn of(row: Stored, reader: &Caller) -> EmployerMeeting {
        EmployerMeeting {
            may_change: is_theirs(&row, reader),
            id: row.id,
            kind: row.kind,
            held_on: row.held_on,
            summary: row.summary,
            author_name: row.author_name,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// A page of meetings.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerMeetingPage {
    /// The meetings, the latest first.
    pub items: Vec<EmployerMeeting>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which meetings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EmployerMeetingQuery {
    /// Meetings of a page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    pub cursor: Option<String>,
}

/// A meeting to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "visit", "summary": "Cherche deux usineurs d’ici l’été ; logement possible."}))]
pub struct NewEmployerMeeting {
    /// How they were met, a code of the list `employer_meeting_kinds`.
    pub kind: String,
    /// Day; today when left out.
    #[serde(default)]
    pub held_on: Option<NaiveDate>,
    /// What was said and agreed; 4,000 characters at most.
    pub summary: String,
}

/// A change of a meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"summary": "Cherche trois usineurs d’ici l’été."}))]
pub struct EmployerMeetingPatch {
    /// How they were met.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Day.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub held_on: Patch<NaiveDate>,
    /// What was said and agreed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub summary: Patch<String>,
}

fn is_theirs(row: &Stored, caller: &Caller) -> bool {
    caller.actor.is_programme_admin() || row.author_id == Some(caller.actor.user_id)
}

async fn get(db: &impl ConnectionTrait, employer_id: Uuid, id: Uuid) -> Result<Stored, Problem> {
    meetings::find(db, employer_id, id).await?.ok_or_else(Problem::not_found)
}

/// The meeting, when the caller may change it: 403 otherwise.
async fn theirs(
    db: &impl ConnectionTrait,
    (caller, scope): (&Caller, &EmployerScope),
    (employer_id, id): (Uuid, Uuid),
) -> Result<Stored, Problem> {
    let employer = existing(db, scope, employer_id).await?;
    let row = get(db, employer_id, id).await?;
    if !is_theirs(&row, caller) {
        return Err(Problem::forbidden());
    }
    in_use(employer)?;
    Ok(row)
}

/// Les rencontres avec un employeur
///
/// De la plus récente à la plus ancienne. L'employeur ne les lit pas : ce sont les notes de l'équipe.
#[utoipa::path(tag = "employers", operation_id = "list_employer_meetings", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur"), EmployerMeetingQuery),
    responses((status = 200, description = "A page of meetings", body = EmployerMeetingPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/employers/{employer_id}/meetings")]
pub async fn list_employer_meetings(
    may: may::LogEmployerMeetings,
    state: web::Data<AppState>,
    request: HttpRequest,
    employer_id: PathIds<Uuid>,
    query: Query<EmployerMeetingQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    existing(db, &may.employers(), employer_id.0).await?;
    let list = ("employer_meetings", employer_id.0);
    let page = PageQuery::read(&state.secrets, query.0.limit, query.0.cursor.as_deref(), &list)?;
    let after = page.after.as_ref().and_then(|cursor| Some((cursor.key.parse::<NaiveDate>().ok()?, cursor.id)));
    let mut rows = meetings::page_of(db, employer_id.0, after, page.limit + 1).await?;
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.held_on.to_string(), id: row.id });
    let items = rows.into_iter().map(|row| EmployerMeeting::of(row, may.caller())).collect();
    let body = EmployerMeetingPage { items, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Noter une rencontre
///
/// Visite, rendez-vous, appel : ce qui a été dit et convenu, pour les collègues.
#[utoipa::path(tag = "employers", operation_id = "create_employer_meeting", security(("bearer" = [])),
    request_body = NewEmployerMeeting,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The meeting", body = EmployerMeeting)))]
#[post("/employers/{employer_id}/meetings")]
pub async fn create_employer_meeting(
    may: may::LogEmployerMeetings,
    state: web::Data<AppState>,
    request: HttpRequest,
    employer_id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEmployerMeeting>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_employer_meeting:{}", caller.actor.user_id, employer_id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        in_use(existing(tx, &may.employers(), employer_id.0).await?)?;
        let input = EmployerMeetingInput { kind: sent.kind, held_on: sent.held_on, summary: sent.summary };
        let facts = EmployerMeetingFacts::parse(&input, state.clock.today())?;
        let author = (Some(caller.actor.user_id), caller.name.as_str());
        let id = meetings::insert(tx, employer_id.0, author, &facts, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "employer_meeting.create", (RESOURCE, employer_id.0), &["meetings"]).await?;
        let row = get(tx, employer_id.0, id).await?;
        let location = format!("/api/v1/employers/{}/meetings/{id}", employer_id.0);
        Ok(Created { location, version: Some(row.version), body: EmployerMeeting::of(row, caller) })
    })
    .await
}

/// Corriger une rencontre
///
/// Réservé à la personne qui l'a notée et à l'équipe du programme.
#[utoipa::path(tag = "employers", operation_id = "update_employer_meeting", security(("bearer" = [])),
    request_body = EmployerMeetingPatch,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("meeting_id" = Uuid, Path, description = "Rencontre"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The meeting", body = EmployerMeeting)))]
#[patch("/employers/{employer_id}/meetings/{meeting_id}")]
pub async fn update_employer_meeting(
    may: may::LogEmployerMeetings,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((employer_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: Body<EmployerMeetingPatch>,
) -> Result<HttpResponse, Problem> {
    let sent = body.value;
    let fields = sent_fields(&[
        ("kind", sent.kind.is_sent()),
        ("held_on", sent.held_on.is_sent()),
        ("summary", sent.summary.is_sent()),
    ]);
    let tx = state.store.begin().await?;
    let row = theirs(&tx, (may.caller(), &may.employers()), (employer_id, id)).await?;
    let input = EmployerMeetingInput {
        kind: sent.kind.or(Some(row.kind)).unwrap_or_default(),
        held_on: sent.held_on.or(Some(row.held_on)),
        summary: sent.summary.or(Some(row.summary)).unwrap_or_default(),
    };
    let facts = EmployerMeetingFacts::parse(&input, state.clock.today())?;
    meetings::update(&tx, (id, version), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer_meeting.update", (RESOURCE, employer_id), &fields).await?;
    let row = get(&tx, employer_id, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(row.version, &EmployerMeeting::of(row, may.caller())))
}

/// Supprimer une rencontre
///
/// À réserver à ce qui a été noté par erreur.
#[utoipa::path(tag = "employers", operation_id = "delete_employer_meeting", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("meeting_id" = Uuid, Path, description = "Rencontre"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/employers/{employer_id}/meetings/{meeting_id}")]
pub async fn delete_employer_meeting(
    may: may::LogEmployerMeetings,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((employer_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    theirs(&tx, (may.caller(), &may.employers()), (employer_id, id)).await?;
    meetings::delete(&tx, id, version).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer_meeting.delete", (RESOURCE, employer_id), &["meetings"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
