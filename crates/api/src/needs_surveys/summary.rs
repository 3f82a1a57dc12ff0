//! What was answered to a survey, told all together.

use std::collections::{BTreeSet, HashMap};

use actix_web::{HttpResponse, get, web};
use domain::needs_answers::{Answers, Told, tell};
use domain::needs_surveys::Question;
use persistence::needs_surveys::answers::{self, Reply};
use persistence::{needs_surveys, occupations};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto::NeedsQuestion;
use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

/// How many chose or named something.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsCount {
    /// The choice, `yes` or `no`, a rating, or a ROME code.
    #[schema(example = "Logement")]
    pub value: String,
    /// What it is called.
    #[schema(example = "Logement")]
    pub label: String,
    /// How many.
    #[schema(example = 12)]
    pub count: i32,
}

/// Numbers as a whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsNumbers {
    /// Smallest.
    pub min: f64,
    /// Middle one.
    pub median: f64,
    /// Largest.
    pub max: f64,
    /// All together.
    pub sum: f64,
}

/// A text and who wrote it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsText {
    /// The employer.
    pub employer_name: String,
    /// What it wrote.
    pub text: String,
}

/// What was answered to one question.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsQuestionSummary {
    /// The question.
    pub question: NeedsQuestion,
    /// How many employers answered it.
    pub answered: i32,
    /// By choice, yes and no, rating or occupation; empty for texts and numbers.
    pub counts: Vec<NeedsCount>,
    /// The numbers; null for another kind, or without any.
    #[schema(required = true)]
    pub numbers: Option<NeedsNumbers>,
    /// Mean of the ratings; null for another kind, or without any.
    #[schema(required = true)]
    pub mean: Option<f64>,
    /// The texts, listed as they are.
    pub texts: Vec<NeedsText>,
}

/// An employer whose answer is awaited.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsAwaited {
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// Whether it began.
    pub started: bool,
}

/// What was answered to a survey.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsSurveySummary {
    /// Employers whose answer was awaited.
    pub invited: i32,
    /// Those who submitted.
    pub submitted: i32,
    /// Those who began and did not submit.
    pub started: i32,
    /// Those who did not submit, by name.
    pub awaited: Vec<NeedsAwaited>,
    /// One by question, in order; of what was submitted only.
    pub questions: Vec<NeedsQuestionSummary>,
}

/// La vue d'ensemble d'une enquête
///
/// Question par question, sur les réponses envoyées : comptes par choix, nombres, notes, métiers les plus demandés,
/// textes tels quels ; et les employeurs dont la réponse est attendue.
#[utoipa::path(tag = "needs_surveys", operation_id = "get_needs_survey_summary", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête")),
    responses((status = 200, description = "The summary", body = NeedsSurveySummary)))]
#[get("/needs-surveys/{survey_id}/summary")]
pub async fn get_needs_survey_summary(
    may: may::FollowNeedsSurveys,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let survey = existing(db, &may.employers(), id.0).await?;
    let invited = needs_surveys::invited(db, survey.id).await?;
    let replies = answers::all(db, survey.id).await?;
    let (submitted, drafts): (Vec<Reply>, Vec<Reply>) =
        replies.into_iter().partition(|reply| reply.submitted_at.is_some());
    let all: Vec<Answers> = submitted.iter().map(|reply| reply.answers.clone()).collect();
    let told: Vec<(&Question, (usize, Told))> =
        survey.questions.iter().map(|question| (question, tell(question, &all))).collect();
    let labels = occupations::labels_of(db, told.iter().flat_map(|(_, (_, told))| codes_of(told))).await?;
    let body = NeedsSurveySummary {
        invited: whole(invited.len()),
        submitted: whole(submitted.len()),
        started: whole(drafts.len()),
        awaited: awaited(invited, &submitted, &drafts),
        questions: told.into_iter().map(|(question, told)| shown(question, told, &submitted, &labels)).collect(),
    };
    Ok(HttpResponse::Ok().json(body))
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn codes_of(told: &Told) -> impl Iterator<Item = &str> {
    let ranked = if let Told::Occupations(ranked) = told { ranked.as_slice() } else { &[] };
    ranked.iter().map(|(code, _)| code.as_str())
}

fn awaited(invited: Vec<(Uuid, String)>, submitted: &[Reply], drafts: &[Reply]) -> Vec<NeedsAwaited> {
    let ids = |replies: &[Reply]| replies.iter().map(|reply| reply.employer_id).collect::<BTreeSet<Uuid>>();
    let (done, begun) = (ids(submitted), ids(drafts));
    let waits = invited.into_iter().filter(|(id, _)| !done.contains(id));
    waits
        .map(|(employer_id, employer_name)| NeedsAwaited {
            employer_id,
            employer_name,
            started: begun.contains(&employer_id),
        })
        .collect()
}

fn shown(
    question: &Question,
    (answered, told): (usize, Told),
    replies: &[Reply],
    labels: &HashMap<String, String>,
) -> NeedsQuestionSummary {
    let mut summary = NeedsQuestionSummary {
        question: question.into(),
        answered: whole(answered),
        counts: vec![],
        numbers: None,
        mean: None,
        texts: vec![],
    };
    let count = |value: String, label: String, count: usize| NeedsCount { value, label, count: whole(count) };
    match told {
        Told::Texts(texts) => {
            let text = |(place, text): (usize, String)| {
                let employer_name = replies.get(place)?.employer_name.clone();
                Some(NeedsText { employer_name, text })
            };
            summary.texts = texts.into_iter().filter_map(text).collect();
        }
        Told::Counts(counts) => {
            summary.counts = counts.into_iter().map(|(choice, n)| count(choice.clone(), choice, n)).collect();
        }
        Told::Numbers(spread) => {
            let numbers = |of: domain::needs_answers::Spread| NeedsNumbers {
                min: of.min,
                median: of.median,
                max: of.max,
                sum: of.sum,
            };
            summary.numbers = spread.map(numbers);
        }
        Told::YesNo(yes, no) => {
            summary.counts = [("yes", "Oui", yes), ("no", "Non", no)]
                .map(|(value, label, n)| count(value.to_owned(), label.to_owned(), n))
                .into();
        }
        Told::Ratings(counts, mean) => {
            let rating = |(rating, n): (i32, usize)| count(rating.to_string(), rating.to_string(), n);
            summary.counts = (1..).zip(counts).map(rating).collect();
            summary.mean = mean;
        }
        Told::Occupations(ranked) => {
            let named = |code: &String| labels.get(code).cloned().unwrap_or_else(|| code.clone());
            summary.counts = ranked.into_iter().map(|(code, n)| count(code.clone(), named(&code), n)).collect();
        }
    }
    summary
}
