//! Surveys of needs of the demonstration: one that employers answer, one that is being prepared.

use std::collections::BTreeMap;

use chrono::Days;
use domain::needs_answers::{self, AnswerInput};
use domain::needs_surveys::{Question, QuestionInput, SurveyFacts, SurveyInput};
use persistence::needs_surveys::answers::{self, Entry};
use persistence::{DatabaseTransaction, employers, needs_surveys};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::needs_surveys::answer_dto::NeedsAnswerValue;
use crate::seed::SeedError;

const SURVEYS: &str = include_str!("../../../../../data/demo/surveys.toml");
/// Hour at which everything about surveys happens.
const DONE_AT: &str = "15:00";
/// Who prepares surveys, and notes the answers given by telephone.
const PROGRAMME: &str = "programme";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Surveys {
    surveys: Vec<Survey>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Survey {
    title: String,
    introduction: String,
    opened_days_ago: Option<u64>,
    closes_in_days: Option<u64>,
    questions: Vec<Asked>,
    #[serde(default)]
    answers: Vec<Answered>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    key: String,
    kind: String,
    label: String,
    help: Option<String>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    choices: Vec<String>,
    unit: Option<String>,
    min: Option<f64>,
    max: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    siret: String,
    days_ago: u64,
    submitted: bool,
    values: BTreeMap<String, NeedsAnswerValue>,
}

impl Surveys {
    pub(super) fn read() -> Result<Surveys, SeedError> {
        read(SURVEYS)
    }
}

/// Prepares every survey, opens those that are and answers them.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    surveys: Surveys,
) -> Result<(), SeedError> {
    let programme = cast.user(PROGRAMME)?;
    for survey in surveys.surveys {
        let facts = facts_of(calendar, &survey)?;
        let days_ago = survey.opened_days_ago.unwrap_or(1);
        let at = calendar.at(days_ago, DONE_AT);
        let id = needs_surveys::insert(tx, &facts, at).await?;
        let (on, by) = (("needs_survey", id), programme.1.clone());
        journal.note(Deed {
            at,
            by: by.clone(),
            action: "needs_survey.create",
            on,
            fields: vec!["title", "questions"],
        });
        if survey.opened_days_ago.is_some() {
            needs_surveys::open(tx, (id, 1), at).await?;
            journal.note(Deed { at, by, action: "needs_survey.transition", on, fields: vec!["status"] });
        }
        for answered in &survey.answers {
            answer(tx, calendar, programme, (id, &facts.questions, &survey.questions), answered).await?;
        }
    }
    Ok(())
}

fn facts_of(calendar: &Calendar, survey: &Survey) -> Result<SurveyFacts, SeedError> {
    let question = |asked: &Asked| QuestionInput {
        id: None,
        kind: asked.kind.clone(),
        label: asked.label.clone(),
        help: asked.help.clone(),
        required: asked.required,
        choices: asked.choices.clone(),
        unit: asked.unit.clone(),
        min: asked.min,
        max: asked.max,
    };
    let closes_on = survey.closes_in_days.and_then(|days| calendar.past(0).checked_add_days(Days::new(days)));
    let input = SurveyInput {
        title: survey.title.clone(),
        introduction: Some(survey.introduction.clone()),
        opens_on: survey.opened_days_ago.map(|days| calendar.past(days)),
        closes_on,
        questions: survey.questions.iter().map(question).collect(),
    };
    SurveyFacts::parse(&input, Uuid::now_v7).map_err(|errors| SeedError::of(&survey.title, errors))
}

async fn answer(
    tx: &DatabaseTransaction,
    calendar: &Calendar,
    (user_id, name): &(Uuid, String),
    (survey_id, questions, asked): (Uuid, &[Question], &[Asked]),
    answered: &Answered,
) -> Result<(), SeedError> {
    let known = employers::find_by_siret(tx, &answered.siret).await?;
    let employer = known.ok_or_else(|| SeedError::Data(format!("{} is no employer", answered.siret)))?;
    let sent: BTreeMap<String, AnswerInput> = asked
        .iter()
        .zip(questions)
        .filter_map(|(asked, question)| {
            let value = answered.values.get(&asked.key)?.clone();
            Some((question.id.to_string(), value.into()))
        })
        .collect();
    let read = needs_answers::read(questions, &sent, answered.submitted)
        .map_err(|errors| SeedError::of(&answered.siret, errors))?;
    let at = calendar.at(answered.days_ago, DONE_AT);
    let entry = Entry {
        answers: &read,
        submitted_at: answered.submitted.then_some(at),
        entered_by: Some(*user_id),
        entered_by_name: name,
    };
    answers::insert(tx, (survey_id, employer.id), &entry, at).await?;
    Ok(())
}
