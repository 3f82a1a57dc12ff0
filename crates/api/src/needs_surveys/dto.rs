//! Shapes of surveys and their questions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::needs_surveys::{Asked, Question, QuestionInput, SurveyInput, allowed_next, takes_answers};
use persistence::needs_surveys::Survey as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{Many, Patch};
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 5] = ["title", "introduction", "opens_on", "closes_on", "questions"];

/// A question of a survey.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeedsQuestion {
    /// The question, which answers name.
    pub id: Uuid,
    /// What it asks for, a code of the list `needs_question_kinds`.
    #[schema(example = "number")]
    pub kind: String,
    /// The question.
    #[schema(example = "Combien de recrutements prévoyez-vous en 2027 ?")]
    pub label: String,
    /// What helps to answer.
    #[schema(required = true)]
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// What may be chosen; empty for a question that is no choice.
    pub choices: Vec<String>,
    /// Unit of a number.
    #[schema(required = true, example = "postes")]
    pub unit: Option<String>,
    /// Smallest number.
    #[schema(required = true, example = 0.0)]
    pub min: Option<f64>,
    /// Largest number.
    #[schema(required = true, example = 500.0)]
    pub max: Option<f64>,
}

impl From<&Question> for NeedsQuestion {
    fn from(question: &Question) -> Self {
        let (unit, min, max) = match &question.asked {
            Asked::Number { unit, min, max } => (unit.clone(), *min, *max),
            _ => (None, None, None),
        };
        NeedsQuestion {
            id: question.id,
            kind: question.asked.kind().to_string(),
            label: question.label.clone(),
            help: question.help.clone(),
            required: question.required,
            choices: question.asked.choices().to_vec(),
            unit,
            min,
            max,
        }
    }
}

/// A survey of needs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeedsSurvey {
    /// The survey.
    pub id: Uuid,
    /// Title.
    #[schema(example = "Besoins de recrutement 2027")]
    pub title: String,
    /// What it is for and what becomes of the answers.
    #[schema(required = true)]
    pub introduction: Option<String>,
    /// First day of answering; from the opening on without one.
    #[schema(required = true)]
    pub opens_on: Option<NaiveDate>,
    /// Last day of answering; until the closing without one.
    #[schema(required = true)]
    pub closes_on: Option<NaiveDate>,
    /// State, a code of the list `needs_survey_statuses`.
    #[schema(example = "open")]
    pub status: String,
    /// The states that it may move to.
    #[schema(example = json!(["closed"]))]
    pub allowed: Vec<String>,
    /// Whether employers may answer today.
    pub takes_answers: bool,
    /// The questions, in order.
    pub questions: Vec<NeedsQuestion>,
    /// When it was opened.
    #[schema(required = true)]
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was closed.
    #[schema(required = true)]
    pub closed_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl NeedsSurvey {
    /// The survey as of `today`.
    #[must_use]
    pub fn of(row: Stored, today: NaiveDate) -> NeedsSurvey {
        NeedsSurvey {
            takes_answers: takes_answers(row.status, (row.opens_on, row.closes_on), today),
            allowed: allowed_next(row.status).iter().map(ToString::to_string).collect(),
            questions: row.questions.iter().map(NeedsQuestion::from).collect(),
            id: row.id,
            title: row.title,
            introduction: row.introduction,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            status: row.status.to_string(),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of surveys.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsSurveyPage {
    /// The surveys.
    pub items: Vec<NeedsSurvey>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which surveys.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NeedsSurveyQuery {
    /// Those in one of these states; employers see only those that take answers today.
    #[param(value_type = Vec<String>, example = json!(["open"]))]
    pub status: Many,
    /// `name` (the default) or `-name`: by title.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Surveys of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A question to ask.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsQuestionWrite {
    /// The question that it was, when it is an earlier one of this survey.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// What it asks for, a code of the list `needs_question_kinds`.
    pub kind: String,
    /// The question.
    pub label: String,
    /// What helps to answer.
    #[serde(default)]
    pub help: Option<String>,
    /// Whether an answer is needed.
    #[serde(default)]
    pub required: bool,
    /// What may be chosen; two choices at least, for a choice only.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Unit, of a number only.
    #[serde(default)]
    pub unit: Option<String>,
    /// Smallest, of a number only.
    #[serde(default)]
    pub min: Option<f64>,
    /// Largest, of a number only.
    #[serde(default)]
    pub max: Option<f64>,
}

impl From<NeedsQuestionWrite> for QuestionInput {
    fn from(sent: NeedsQuestionWrite) -> Self {
        QuestionInput {
            id: sent.id,
            kind: sent.kind,
            label: sent.label,
            help: sent.help,
            required: sent.required,
            choices: sent.choices,
            unit: sent.unit,
            min: sent.min,
            max: sent.max,
        }
    }
}

/// A survey to prepare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Besoins de recrutement 2027", "closes_on": "2027-01-31", "questions": [
    {"kind": "number", "label": "Combien de recrutements prévoyez-vous ?", "required": true, "unit": "postes", "min": 0},
    {"kind": "occupation", "label": "Pour quels métiers ?"},
    {"kind": "multiple_choice", "label": "Ce qui freine", "choices": ["Logement", "Garde d’enfants", "Transport"]}]}))]
pub struct NewNeedsSurvey {
    /// Title.
    pub title: String,
    /// What it is for and what becomes of the answers; 2,000 characters at most.
    #[serde(default)]
    pub introduction: Option<String>,
    /// First day of answering.
    #[serde(default)]
    pub opens_on: Option<NaiveDate>,
    /// Last day of answering.
    #[serde(default)]
    pub closes_on: Option<NaiveDate>,
    /// The questions, in order; 40 at most.
    #[serde(default)]
    pub questions: Vec<NeedsQuestionWrite>,
}

impl From<NewNeedsSurvey> for SurveyInput {
    fn from(sent: NewNeedsSurvey) -> Self {
        SurveyInput {
            title: sent.title,
            introduction: sent.introduction,
            opens_on: sent.opens_on,
            closes_on: sent.closes_on,
            questions: sent.questions.into_iter().map(QuestionInput::from).collect(),
        }
    }
}

/// A question as it would be typed again.
fn input_of_question(question: &Question) -> QuestionInput {
    let shown = NeedsQuestion::from(question);
    QuestionInput {
        id: Some(shown.id),
        kind: shown.kind,
        label: shown.label,
        help: shown.help,
        required: shown.required,
        choices: shown.choices,
        unit: shown.unit,
        min: shown.min,
        max: shown.max,
    }
}

/// A survey as it would be typed again.
#[must_use]
pub fn input_of(row: &Stored) -> SurveyInput {
    SurveyInput {
        title: row.title.clone(),
        introduction: row.introduction.clone(),
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        questions: row.questions.iter().map(input_of_question).collect(),
    }
}

/// A change of a survey; the questions and the first day only while it is a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"introduction": "Cinq minutes, pour orienter les candidats.", "closes_on": "2027-02-15"}))]
pub struct NeedsSurveyPatch {
    /// Title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// What it is for and what becomes of the answers.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub introduction: Patch<String>,
    /// First day of answering.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub opens_on: Patch<NaiveDate>,
    /// Last day of answering.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub closes_on: Patch<NaiveDate>,
    /// All the questions, in order.
    #[serde(default)]
    #[schema(value_type = Option<Vec<NeedsQuestionWrite>>)]
    pub questions: Patch<Vec<NeedsQuestionWrite>>,
}

impl NeedsSurveyPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("introduction", self.introduction.is_sent()),
            ("opens_on", self.opens_on.is_sent()),
            ("closes_on", self.closes_on.is_sent()),
            ("questions", self.questions.is_sent()),
        ])
    }

    /// Whether it changes what employers were asked.
    #[must_use]
    pub fn needs_a_draft(&self) -> bool {
        self.opens_on.is_sent() || self.questions.is_sent()
    }

    /// The survey as it will be. Questions that are none of its own get ids of their own.
    #[must_use]
    pub fn onto(self, row: &Stored) -> SurveyInput {
        let now = input_of(row);
        let is_own = |id: &Uuid| row.questions.iter().any(|question| question.id == *id);
        let questions = match self.questions {
            Patch::Absent => now.questions,
            Patch::Null => vec![],
            Patch::Value(sent) => {
                sent.into_iter().map(|one| QuestionInput { id: one.id.filter(is_own), ..one.into() }).collect()
            }
        };
        SurveyInput {
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            introduction: self.introduction.or(now.introduction),
            opens_on: self.opens_on.or(now.opens_on),
            closes_on: self.closes_on.or(now.closes_on),
            questions,
        }
    }
}

/// A move of a survey.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "open"}))]
pub struct NeedsSurveyTransition {
    /// State wanted, a code of the list `needs_survey_statuses`.
    pub to: String,
}
