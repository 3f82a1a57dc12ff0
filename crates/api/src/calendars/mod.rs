//! The actions of a person in the calendar that they use anyway: a private address that can be taken back.

mod dto;
mod feed;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::Duration;
use domain::access::Permission;
use persistence::calendars::{self, Calendar};
use persistence::{StoreError, colleagues};

pub use dto::{CalendarAddress, MyCalendar};

use crate::audit::Trail;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::secrets::{random_token, token_hash};
use crate::state::AppState;

/// Reading a feed is noted again after this time, in hours: calendars come every few minutes.
const NOTED_EVERY_HOURS: i64 = 1;

/// Endpoints of calendar feeds.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(get_my_calendar)
        .service(create_my_calendar)
        .service(delete_my_calendar)
        .service(get_calendar_feed);
}

/// Mon agenda est-il partagé ?
///
/// Dit si vos prochaines actions sont publiées à une adresse privée, et quand elle a été lue.
#[utoipa::path(tag = "my_day", operation_id = "get_my_calendar", security(("bearer" = [])),
    responses((status = 200, description = "Whether there is a feed", body = MyCalendar)))]
#[get("/my-calendar")]
pub async fn get_my_calendar(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let found = calendars::find(state.store.reader(), permission.caller().actor.user_id).await?;
    Ok(HttpResponse::Ok().json(MyCalendar {
        active: found.is_some(),
        created_at: found.as_ref().map(|calendar| calendar.created_at),
        last_read_at: found.and_then(|calendar| calendar.last_read_at),
    }))
}

/// Publier mon agenda
///
/// Donne une adresse privée à ajouter dans votre agenda : vos prochaines actions et vos tâches, sans aucun nom. L'adresse n'est
/// montrée qu'une fois ; en demander une autre coupe la précédente.
// No idempotency key: its record would keep the address, and asking again harms nothing.
#[utoipa::path(tag = "my_day", operation_id = "create_my_calendar", security(("bearer" = [])),
    responses((status = 201, description = "The address, told once", body = CalendarAddress,
        headers(("Location" = String, description = "Where the feed is looked after")))))]
#[post("/my-calendar")]
pub async fn create_my_calendar(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let user_id = permission.caller().actor.user_id;
    let token = random_token();
    let tx = state.store.begin().await?;
    calendars::replace(&tx, user_id, &token_hash(&token), state.clock.now()).await?;
    let trail = Trail::of(permission.caller(), &request, &state.clock);
    trail.record(&tx, "calendar.create", ("user", user_id), &["calendar"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let base = state.config.public_url.trim_end_matches('/');
    let address = CalendarAddress { url: format!("{base}/api/v1/calendars/{token}/actions.ics") };
    Ok(HttpResponse::Created().insert_header((header::LOCATION, "/api/v1/my-calendar")).json(address))
}

/// Ne plus publier mon agenda
///
/// L'adresse donnée ne mène plus nulle part.
#[utoipa::path(tag = "my_day", operation_id = "delete_my_calendar", security(("bearer" = [])),
    responses((status = 204, description = "There is no feed any more")))]
#[delete("/my-calendar")]
pub async fn delete_my_calendar(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let user_id = permission.caller().actor.user_id;
    let tx = state.store.begin().await?;
    if calendars::remove(&tx, user_id).await? {
        let trail = Trail::of(permission.caller(), &request, &state.clock);
        trail.record(&tx, "calendar.delete", ("user", user_id), &["calendar"]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// L'agenda lui-même
///
/// Format iCalendar : une journée par prochaine action et par tâche, de la semaine passée aux 90 jours à venir. On n'y lit ni
/// nom, ni adresse, ni téléphone. Une adresse retirée, ou celle d'un compte fermé, n'existe plus.
#[utoipa::path(tag = "my_day", operation_id = "get_calendar_feed",
    params(("token" = String, Path, description = "Private token of the feed")),
    responses((status = 200, description = "The calendar", content_type = "text/calendar", body = String)))]
#[get("/calendars/{token}/actions.ics")]
pub async fn get_calendar_feed(
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    let (db, today) = (state.store.reader(), state.clock.today());
    let calendar = calendars::find_by_token(db, &token_hash(&token)).await?.ok_or_else(Problem::not_found)?;
    let owner = colleagues::find(db, calendar.user_id, today).await?;
    // Without the right to read files there is nothing to show: the address is as good as taken back.
    let owner = owner.filter(|owner| owner.actor.may(Permission::ReadProspects)).ok_or_else(Problem::not_found)?;
    let actions = calendars::actions_of(db, &owner.actor, domain::calendars::window(today)).await?;
    // A calendar is shown even while nothing can be written.
    if let Err(error) = note_reading(&state, &calendar).await {
        tracing::warn!(%error, "the reading of a calendar feed was not noted");
    }
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .body(feed::write(&actions, &state.config.public_url)))
}

/// Notes that the feed was read, unless that was noted a moment ago: an idle calendar must not take the writer.
async fn note_reading(state: &AppState, calendar: &Calendar) -> Result<(), StoreError> {
    let now = state.clock.now();
    if calendar.last_read_at.is_some_and(|at| now < at + Duration::hours(NOTED_EVERY_HOURS)) {
        return Ok(());
    }
    let tx = state.store.begin().await?;
    calendars::touch(&tx, calendar.user_id, now).await?;
    Ok(tx.commit().await?)
}
