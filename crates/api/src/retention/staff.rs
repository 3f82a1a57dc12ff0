//! What the clock says of files, and what it will do.

use actix_web::{get, web};
use chrono::{Days, Months, NaiveDate, NaiveTime};
use domain::codes::RetentionState;
use domain::retention::{Kept, Policy};
use domain::working_time::instant_at;
use persistence::retention::{self, ActedBefore, Clock};
use persistence::{ConnectionTrait, StoreError, erasure};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{FileRetention, Preview, PreviewedFile, RetentionDay, RetentionDays};
use crate::caller::may;
use crate::http::{PathIds, Query};
use crate::open_file::readable;
use crate::problem::Problem;
use crate::state::AppState;

/// Files looked at at once.
const PAGE: u64 = 500;
/// Days that a preview looks ahead at most, and without being asked.
const MOST_DAYS: u32 = 366;
const DAYS: u32 = 90;
/// Days shown of what happened.
const HISTORY: usize = 60;

/// How far to look.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuery {
    /// Days to come, 0 to 366; 90 when left out.
    #[param(example = 90)]
    pub days: Option<u32>,
}

/// Looks at every file that the clock may have to do with by `until`, a page at a time.
pub(super) async fn each_file(
    db: &impl ConnectionTrait,
    policy: &Policy,
    until: NaiveDate,
    mut look: impl AsyncFnMut(Clock) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let before = acted_before(policy, until);
    let mut last: Option<Clock> = None;
    loop {
        let page = retention::candidates(db, before, last.as_ref(), PAGE).await?;
        last = page.last().cloned();
        for clock in page {
            look(clock).await?;
        }
        if last.is_none() {
            return Ok(());
        }
    }
}

/// Whoever acted at these instants or later is told after `until` at the earliest.
fn acted_before(policy: &Policy, until: NaiveDate) -> ActedBefore {
    let notice = Days::new(policy.notice_days.into());
    let told_by = until.checked_add_days(notice).unwrap_or(until);
    // Four days more than the months: calendar months end early where a month is short.
    let before = |has_job_search| {
        let day = told_by.checked_sub_months(Months::new(policy.months(has_job_search)));
        let day = day.and_then(|day| day.checked_add_days(Days::new(5))).unwrap_or(told_by);
        instant_at(day, NaiveTime::MIN)
    };
    ActedBefore { job_search: before(true), other: before(false) }
}

/// What the clock would do from `today` on for `days` more days, when nobody acts any more.
///
/// # Errors
/// Those of the store.
pub async fn preview(db: &impl ConnectionTrait, today: NaiveDate, days: u32) -> Result<Preview, StoreError> {
    let policy = retention::current(db).await?.policy;
    let until = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
    let mut preview = Preview { until, notices: vec![], erasures: vec![] };
    each_file(db, &policy, until, async |clock| {
        let Clock { number, kept, .. } = clock;
        if kept.is_reachable && kept.noticed_on.is_none() {
            let on = policy.notice_on(&kept).max(today);
            preview.notices.push(PreviewedFile { number: number.clone(), on });
        }
        preview.erasures.push(PreviewedFile { number, on: policy.erased_on(&kept, today) });
        Ok(())
    })
    .await?;
    for list in [&mut preview.notices, &mut preview.erasures] {
        list.retain(|file| file.on <= until);
        list.sort_by(|one, other| (one.on, &one.number).cmp(&(other.on, &other.number)));
    }
    Ok(preview)
}

/// Prévoir les effacements
///
/// Qui sera prévenu et effacé d'ici là si personne n'agit, par numéro seulement. Rien n'est changé.
#[utoipa::path(tag = "retention", operation_id = "preview_retention", security(("bearer" = [])), params(PreviewQuery),
    responses((status = 200, description = "What would happen", body = Preview)))]
#[get("/retention/preview")]
pub async fn preview_retention(
    _may: may::ManageRetention,
    state: web::Data<AppState>,
    query: Query<PreviewQuery>,
) -> Result<web::Json<Preview>, Problem> {
    let days = query.0.days.unwrap_or(DAYS);
    if days > MOST_DAYS {
        return Err(Problem::field("/days", "out_of_range"));
    }
    Ok(web::Json(preview(state.store.reader(), state.clock.today(), days).await?))
}

/// Les derniers effacements
///
/// Par jour, combien de personnes ont été prévenues et effacées.
#[utoipa::path(tag = "retention", operation_id = "list_retention_days", security(("bearer" = [])),
    responses((status = 200, description = "The last days", body = RetentionDays)))]
#[get("/retention/days")]
pub async fn list_retention_days(
    _may: may::ManageRetention,
    state: web::Data<AppState>,
) -> Result<web::Json<RetentionDays>, Problem> {
    let days = erasure::days(state.store.reader(), HISTORY).await?;
    let shown = days.into_iter().map(|day| RetentionDay {
        on: day.on,
        notices: day.notices,
        erased_by_clock: day.by_clock,
        erased_by_hand: day.by_hand,
    });
    Ok(web::Json(RetentionDays { items: shown.collect() }))
}

/// Jusqu'à quand un dossier est gardé
///
/// Et pourquoi. Rien pour un dossier dont plus personne n'est connu, ou réuni avec un autre.
#[utoipa::path(tag = "prospects", operation_id = "get_prospect_retention", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses((status = 200, description = "Its end", body = FileRetention)))]
#[get("/prospects/{prospect_id}/retention")]
pub async fn get_prospect_retention(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<FileRetention>, Problem> {
    let db = state.store.reader();
    readable(db, &may.scope(), id.0).await?;
    let policy = retention::current(db).await?.policy;
    let clock = retention::clock_of(db, id.0).await?;
    Ok(web::Json(shown(&policy, clock.map(|clock| clock.kept), state.clock.today())))
}

fn shown(policy: &Policy, kept: Option<Kept>, today: NaiveDate) -> FileRetention {
    let state = kept.as_ref().map(|kept| policy.state(kept, today));
    let told = |kept: &Kept| kept.noticed_on.unwrap_or_else(|| policy.notice_on(kept).max(today));
    FileRetention {
        state: state.as_ref().map(RetentionState::to_string),
        basis: kept.as_ref().map(|kept| kept.basis().to_string()),
        last_action_on: kept.as_ref().map(|kept| kept.last_action_on),
        ends_on: kept.as_ref().map(|kept| policy.erased_on(kept, today)),
        notice_on: kept.as_ref().filter(|kept| kept.is_reachable).map(told),
        is_reachable: kept.is_some_and(|kept| kept.is_reachable),
    }
}
