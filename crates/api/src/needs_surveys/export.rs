//! Answers as a table: one line per employer, one column per question.

use std::collections::HashMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono_tz::Europe::Paris;
use domain::needs_answers::Answer;
use domain::needs_surveys::Question;
use persistence::needs_surveys::answers::{self, Reply};
use persistence::{StoreError, occupations};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::RESOURCE;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{PathIds, Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::state::AppState;

/// How the answers are written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NeedsExportQuery {
    /// `csv`, the only one so far.
    #[param(example = "csv")]
    pub format: Option<String>,
    /// Kind of CSV: `rfc4180` (the default, codes as they are) or `excel-fr` (for a French spreadsheet).
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}

/// Columns before those of the questions, for machines and for people.
const HEADERS: [(&str, &str); 3] = [("siret", "SIRET"), ("employer", "Employeur"), ("submitted_at", "Envoyée le")];

/// Exporter les réponses envoyées
///
/// Un employeur par ligne, une question par colonne. L'export est consigné au journal.
#[utoipa::path(tag = "needs_surveys", operation_id = "export_needs_answers", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête"), NeedsExportQuery),
    responses((status = 200, description = "The answers, one line per employer", body = String, content_type = "text/csv")))]
#[get("/needs-surveys/{survey_id}/export")]
pub async fn export_needs_answers(
    may: may::FollowNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<NeedsExportQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let survey = existing(db, &may.employers(), id.0).await?;
    if query.0.format.as_deref().is_some_and(|format| format != "csv") {
        return Err(Problem::field("format", "unknown_code"));
    }
    let profile =
        Profile::parse(query.0.profile.as_deref()).ok_or_else(|| Problem::field("profile", "unknown_code"))?;
    let rows = answers::submitted(db, survey.id).await?;
    let labels = occupations::labels_of(db, rows.iter().flat_map(codes_of)).await?;
    let lines = table(profile, &survey.questions, &rows, &labels)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "needs_answer.export", (RESOURCE, survey.id), &["answers"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"enquete-besoins-{}.csv\"", state.clock.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(lines))
}

fn codes_of(row: &Reply) -> impl Iterator<Item = &str> {
    row.answers
        .values()
        .flat_map(|answer| match answer {
            Answer::Occupations(codes) => codes.as_slice(),
            _ => &[],
        })
        .map(String::as_str)
}

fn table(
    profile: Profile,
    questions: &[Question],
    rows: &[Reply],
    labels: &HashMap<String, String>,
) -> Result<Vec<u8>, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let fixed = HEADERS.map(|(name, french)| if for_people { french } else { name }.to_owned());
    let header = fixed.into_iter().chain(questions.iter().map(|question| question.label.clone()));
    let lines = written(profile, |writer| {
        writer.write_record(header.map(|cell| if for_people { neutral(cell) } else { cell }))?;
        rows.iter().try_for_each(|row| {
            let cells = questions.iter().map(|question| row.answers.get(&question.id));
            let cells = cells.map(|answer| answer.map(|answer| cell(answer, for_people, labels)).unwrap_or_default());
            let line = told(row, for_people).into_iter().chain(cells);
            writer.write_record(line.map(|cell| if for_people { neutral(cell) } else { cell }))
        })
    })?;
    Ok([profile.head(), &lines].concat())
}

fn told(row: &Reply, for_people: bool) -> [String; 3] {
    let at = row.submitted_at.map(|at| match for_people {
        true => at.with_timezone(&Paris).format("%d/%m/%Y %H:%M").to_string(),
        false => at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
    });
    [row.siret.clone(), row.employer_name.clone(), at.unwrap_or_default()]
}

fn cell(answer: &Answer, for_people: bool, labels: &HashMap<String, String>) -> String {
    let joined = |texts: &[String]| texts.join(if for_people { ", " } else { "|" });
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Choices(choices) => joined(choices),
        // A French spreadsheet reads a comma.
        Answer::Number(number) if for_people => number.to_string().replace('.', ","),
        Answer::Number(number) => number.to_string(),
        Answer::Yes(yes) if for_people => if *yes { "Oui" } else { "Non" }.to_owned(),
        Answer::Yes(yes) => yes.to_string(),
        Answer::Rating(rating) => rating.to_string(),
        Answer::Occupations(codes) if for_people => {
            let label = |code: &String| labels.get(code).unwrap_or(code).clone();
            joined(&codes.iter().map(label).collect::<Vec<_>>())
        }
        Answer::Occupations(codes) => joined(codes),
    }
}
