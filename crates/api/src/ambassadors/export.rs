//! The directory as a table, with what each agreed to.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono_tz::Europe::Paris;
use domain::codes::{AmbassadorCommitment, AmbassadorInterest, AmbassadorKind, AmbassadorStatus, Language};
use domain::validation::FieldErrors;
use persistence::{Slice, StoreError, ambassadors};
use uuid::Uuid;

use super::{RESOURCE, dto, list, query, read};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Profile, Query, check_territories, neutral, written};
use crate::problem::Problem;
use crate::reference::label;
use crate::state::AppState;

/// Ambassadors of an export at most: ten times those that the programme has.
const MOST_ROWS: u64 = 10_000;

/// Columns, for machines and for people.
const HEADERS: [(&str, &str); 20] = [
    ("id", "Identifiant"),
    ("status", "État"),
    ("active_since", "Ambassadeur depuis"),
    ("name", "Nom affiché"),
    ("first_name", "Prénom"),
    ("last_name", "Nom"),
    ("email", "Adresse e-mail"),
    ("phone", "Téléphone"),
    ("kinds", "Profils"),
    ("commitments", "Engagements"),
    ("interests", "Centres d’intérêt"),
    ("languages", "Langues"),
    ("is_diaspora", "Lotois d’ailleurs"),
    ("commune_code", "Code de la commune"),
    ("commune_name", "Commune"),
    ("home", "Ville"),
    ("sponsoring_capacity", "Familles parrainées au plus"),
    ("consent_version", "Accord (version)"),
    ("image_right_given_on", "Droit à l’image donné le"),
    ("newsletter", "Lettre d’information"),
];

/// Exporter l'annuaire des ambassadeurs
///
/// Exactement ce que la liste montre avec les mêmes filtres, avec les accords de chacun. L'export est consigné au journal.
#[utoipa::path(tag = "ambassadors", operation_id = "export_ambassadors", security(("bearer" = [])),
    params(query::AmbassadorQuery),
    responses((status = 200, description = "The ambassadors, one a line", body = String, content_type = "text/csv")))]
#[get("/ambassadors/export")]
pub async fn export_ambassadors(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<query::AmbassadorQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let mut errors = FieldErrors::new();
    let paged =
        [query.limit.map(|_| "limit"), query.cursor.as_ref().map(|_| "cursor"), query.count.as_ref().map(|_| "count")];
    for name in paged.into_iter().flatten() {
        errors.push(name, "not_allowed");
    }
    let (filter, descending) = list::filter_of(&mut errors, &query);
    let profile = errors.keep("profile", Profile::parse(query.profile.as_deref()).ok_or("unknown_code"));
    let profile = errors.finish(profile)?;
    check_territories(db, "territory", &filter.territories).await?;
    let slice = Slice { after: None, descending, limit: MOST_ROWS };
    let rows = ambassadors::list(db, None, &filter, &slice).await?;
    let lines = table(profile, &read::views(db, rows, may.caller()).await?)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "ambassador.export", (RESOURCE, Uuid::nil()), &["ambassadors"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"ambassadeurs-{}.csv\"", state.clock.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(lines))
}

fn table(profile: Profile, rows: &[dto::Ambassador]) -> Result<Vec<u8>, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let lines = written(profile, |writer| {
        writer.write_record(HEADERS.map(|(name, french)| if for_people { french } else { name }))?;
        rows.iter().try_for_each(|row| {
            writer.write_record(cells(row, for_people).map(|cell| if for_people { neutral(cell) } else { cell }))
        })
    })?;
    Ok([profile.head(), &lines].concat())
}

fn cells(row: &dto::Ambassador, for_people: bool) -> [String; 20] {
    let day = |day: chrono::NaiveDate| day.format(if for_people { "%d/%m/%Y" } else { "%Y-%m-%d" }).to_string();
    let code = |list: &'static str, code: &String| if for_people { label(list, code).to_owned() } else { code.clone() };
    let codes = |list: &'static str, all: &[String]| {
        all.iter().map(|one| code(list, one)).collect::<Vec<_>>().join(if for_people { ", " } else { "|" })
    };
    let yes = |holds: bool| match (for_people, holds) {
        (true, true) => "Oui".to_owned(),
        (true, false) => "Non".to_owned(),
        (false, holds) => holds.to_string(),
    };
    [
        row.id.to_string(),
        code(AmbassadorStatus::LIST, &row.status),
        row.active_since.map(day).unwrap_or_default(),
        row.display_name.clone(),
        row.first_name.clone(),
        row.last_name.clone(),
        row.email.clone(),
        row.phone.clone().unwrap_or_default(),
        codes(AmbassadorKind::LIST, &row.kinds),
        codes(AmbassadorCommitment::LIST, &row.commitments),
        codes(AmbassadorInterest::LIST, &row.interests),
        codes(Language::LIST, &row.languages),
        yes(row.is_diaspora),
        row.commune_code.clone().unwrap_or_default(),
        row.commune_name.clone().unwrap_or_default(),
        row.home.clone().unwrap_or_default(),
        row.sponsoring_capacity.to_string(),
        row.consent_version.clone(),
        row.image_right_given_at.map(|at| day(at.with_timezone(&Paris).date_naive())).unwrap_or_default(),
        yes(row.newsletter),
    ]
}
