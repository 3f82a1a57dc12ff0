//! A household that wants nobody to call before a day, and comes back when it wants.

use actix_web::{HttpResponse, delete, get, put, web};
use chrono::{NaiveDate, NaiveTime};
use domain::household_page::{action_after_pause, action_on_return, may_change_wishes, pause_until};
use domain::prospects::NextAction;
use domain::working_time::instant_at;
use persistence::household_page::Follower;
use persistence::prospects::Prospect;
use persistence::{DatabaseTransaction, StoreError, pauses};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::link::PageLink;
use super::sentences::{Deed, Sentences};
use super::{MAX_SENT, consents, letters, note};
use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::http::Body;
use crate::problem::Problem;
use crate::state::AppState;

/// Whether a household is called.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdPause {
    /// The first day on which it may be called again; null when it may be called.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
    /// Whether it may pause: its file waits for something.
    pub can_pause: bool,
}

/// A pause to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"until": "2027-03-01"}))]
pub struct NewHouseholdPause {
    /// The first day on which the household may be called again, within a year.
    pub until: NaiveDate,
}

/// Lire sa pause
///
/// Jusqu’à quel jour personne n’appelle le foyer.
#[utoipa::path(tag = "public", operation_id = "get_household_pause", security(("household_link" = [])),
    responses((status = 200, description = "The pause of the household", body = HouseholdPause)))]
#[get("/public/household-page/pause")]
pub async fn get_household_pause(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (_, file) = consents::held(&link, &state, &tx).await?;
    let body = view(&tx, &file).await?;
    tx.rollback().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Mettre son dossier en pause
///
/// Personne n’appelle ni n’écrit avant ce jour : la prochaine action et le premier contact attendent jusque-là.
#[utoipa::path(tag = "public", operation_id = "put_household_pause", security(("household_link" = [])),
    request_body = NewHouseholdPause,
    responses((status = 200, description = "The pause of the household", body = HouseholdPause)))]
#[put("/public/household-page/pause")]
pub async fn put_household_pause(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    body: Body<NewHouseholdPause, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let until = pause_until(body.value.until, state.clock.today()).map_err(|why| Problem::field("/until", why))?;
    let tx = state.store.begin().await?;
    let (follower, file) = consents::held(&link, &state, &tx).await?;
    if !may_change_wishes(file.status) {
        return Err(Problem::conflict("file_closed"));
    }
    begin(&state, &tx, (&follower, &file), until).await?;
    let body = view(&tx, &file).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Reprendre son dossier
///
/// Ce qui attendait la fin de la pause est à faire dès aujourd’hui. Sans pause, rien ne change.
#[utoipa::path(tag = "public", operation_id = "delete_household_pause", security(("household_link" = [])),
    responses((status = 200, description = "The pause of the household", body = HouseholdPause)))]
#[delete("/public/household-page/pause")]
pub async fn delete_household_pause(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (follower, file) = consents::held(&link, &state, &tx).await?;
    if let Some(until) = pauses::until(&tx, file.id).await? {
        let words = Sentences::load()?;
        let planned = file.facts.next_action.as_ref();
        let action = action_on_return(planned, &words.pause_action, until, state.clock.today());
        pauses::end(&tx, &file, action, state.clock.now()).await?;
        tell(&state, &tx, (&follower, &file), Deed::Returns, "").await?;
    }
    let body = view(&tx, &file).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Pauses a file, and calls off the letters to the household that wait.
pub(super) async fn begin(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    until: NaiveDate,
) -> Result<(), Problem> {
    let words = Sentences::load()?;
    let action: NextAction = action_after_pause(file.facts.next_action.as_ref(), &words.pause_action, until);
    let evening = instant_at(until, NaiveTime::from_hms_opt(18, 0, 0).unwrap_or_default());
    pauses::begin(tx, file, action, (until, evening), state.clock.now()).await?;
    letters::call_off(state, tx, file.id).await?;
    tell(state, tx, (follower, file), Deed::Pauses, &until.format("%d/%m/%Y").to_string()).await
}

async fn tell(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    deed: Deed,
    what: &str,
) -> Result<(), Problem> {
    let told = Sentences::load()?.done(deed, follower.first_name.as_deref(), what)?;
    note::leave(tx, file, told, state.clock.now()).await?;
    let trail = Trail::of_system("public", &state.clock);
    Ok(trail.record(tx, "household_page.pause", ("prospect", file.id), &["paused_until", "next_action"]).await?)
}

async fn view(tx: &DatabaseTransaction, file: &Prospect) -> Result<HouseholdPause, Problem> {
    Ok(HouseholdPause { until: pauses::until(tx, file.id).await?, can_pause: may_change_wishes(file.status) })
}
