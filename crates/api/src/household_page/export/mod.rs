//! Everything that is held about a household, to take away: one file for software, one for people.

mod dto;
mod sheet;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use domain::access::ProspectScope;
use persistence::household_page::Follower;
use persistence::{ConnectionTrait, StoreError, household_data, newsletter, prospects};
use serde::Deserialize;
use utoipa::IntoParams;

use self::dto::{HouseholdData, HouseholdDataExchange, HouseholdDataForm, HouseholdDataPlace, HouseholdDataSearch};
use super::link::{PageLink, refused};
use super::requests;
use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::http::Query;
use crate::problem::Problem;
use crate::prospects::dto::Prospect;
use crate::state::AppState;

/// How the copy is to be written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct HouseholdExportQuery {
    /// `json` (the default), which software reads again, or `html`, a page to read and to print.
    #[param(example = "json")]
    pub format: Option<String>,
}

/// Emporter une copie de ses informations
///
/// Tout ce qui est gardé sur le foyer : le dossier, les échanges et les notes, les accords, les demandes, les événements et
/// les alertes. En JSON, qu’un logiciel relit, ou en page à lire et à imprimer.
#[utoipa::path(tag = "public", operation_id = "export_household_data", security(("household_link" = [])),
    params(HouseholdExportQuery),
    responses((status = 200, description = "Everything that is held", content(
        (HouseholdData = "application/json"), (String = "text/html")))))]
#[get("/public/household-page/export")]
pub async fn export_household_data(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    query: Query<HouseholdExportQuery>,
) -> Result<HttpResponse, Problem> {
    let readable = match query.0.format.as_deref() {
        None | Some("json") => false,
        Some("html") => true,
        Some(_) => return Err(Problem::field("format", "unknown_code")),
    };
    let tx = state.store.begin().await?;
    let follower = link.follower(&tx, &state.secrets).await?;
    let data = gather(&tx, &state, &follower).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(&tx, "household_page.export", ("prospect", follower.prospect_id), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    let mut response = HttpResponse::Ok();
    let name = format!("oh-my-lot-{}.{}", data.file.number, if readable { "html" } else { "json" });
    response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    if !readable {
        return Ok(response.json(data));
    }
    Ok(response.content_type("text/html; charset=utf-8").body(sheet::written(&data)?))
}

async fn gather(db: &impl ConnectionTrait, state: &AppState, follower: &Follower) -> Result<HouseholdData, Problem> {
    let file = prospects::find(db, &ProspectScope::All, follower.prospect_id).await?.ok_or_else(refused)?;
    let around = prospects::surroundings(db, &file).await?;
    let emails = around.members.iter().filter_map(|one| one.member.email.as_ref());
    let addresses: Vec<String> = emails.map(ToString::to_string).collect();
    let beside = household_data::beside(db, file.id, &addresses).await?;
    let titles = household_data::events_of(db, &beside).await?;
    let title = |id| titles.get(id).cloned().unwrap_or_default();
    let newsletter_addresses = newsletter::among(db, addresses).await?;
    let meetings = beside.meetings.iter().map(|one| HouseholdDataForm::met(title(&one.event_id), one));
    Ok(HouseholdData {
        written_at: state.clock.now(),
        forms: beside.forms.iter().map(HouseholdDataForm::sent).collect(),
        meetings: meetings.collect(),
        places: beside.places.iter().map(|one| HouseholdDataPlace::of(title(&one.event_id), one)).collect(),
        alerts: beside.alerts.iter().map(HouseholdDataSearch::of).collect(),
        exchanges: beside.exchanges.into_iter().map(HouseholdDataExchange::from).collect(),
        requests: requests::view(db, file.id).await?.items,
        newsletter_addresses: newsletter_addresses.into_iter().collect(),
        file: without_colleagues(Prospect::of(file, around, None)),
    })
}

/// The file without what is said in it of those who work on it: who does a task, why a référent declined.
fn without_colleagues(mut file: Prospect) -> Prospect {
    for task in &mut file.tasks {
        (task.assignee_id, task.assignee_name) = (None, None);
    }
    for assignment in &mut file.assignments {
        assignment.explanation = None;
        (assignment.decline_reason, assignment.decline_comment) = (None, None);
    }
    for step in &mut file.history {
        step.actor_label = None;
    }
    if let Some(action) = &mut file.next_action {
        action.assignee_id = None;
    }
    (file.duplicate_of, file.import_id) = (None, None);
    file
}
