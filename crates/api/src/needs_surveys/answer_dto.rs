//! Shapes of answers.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use domain::needs_answers::{Answer, AnswerInput};
use persistence::needs_surveys::answers::Reply;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// An answer to one question: the field that its kind asks for, and no other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsAnswerValue {
    /// Of `short_text` and `long_text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub text: Option<String>,
    /// Of `single_choice` (one) and `multiple_choice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["Logement"]))]
    pub choices: Option<Vec<String>>,
    /// Of `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub number: Option<f64>,
    /// Of `yes_no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub yes: Option<bool>,
    /// Of `rating`, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub rating: Option<i32>,
    /// Of `occupation`: ROME codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub occupations: Option<Vec<String>>,
}

impl From<NeedsAnswerValue> for AnswerInput {
    fn from(sent: NeedsAnswerValue) -> Self {
        AnswerInput {
            text: sent.text,
            choices: sent.choices,
            number: sent.number,
            yes: sent.yes,
            rating: sent.rating,
            occupations: sent.occupations,
        }
    }
}

impl From<Answer> for NeedsAnswerValue {
    fn from(answer: Answer) -> Self {
        let none = NeedsAnswerValue::default();
        match answer {
            Answer::Text(text) => NeedsAnswerValue { text: Some(text), ..none },
            Answer::Choices(choices) => NeedsAnswerValue { choices: Some(choices), ..none },
            Answer::Number(number) => NeedsAnswerValue { number: Some(number), ..none },
            Answer::Yes(yes) => NeedsAnswerValue { yes: Some(yes), ..none },
            Answer::Rating(rating) => NeedsAnswerValue { rating: Some(rating), ..none },
            Answer::Occupations(codes) => NeedsAnswerValue { occupations: Some(codes), ..none },
        }
    }
}

/// The answers of one employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeedsAnswer {
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// One by question, under its id; a question without an answer is left out.
    pub answers: BTreeMap<String, NeedsAnswerValue>,
    /// Labels of the occupations that they name, by ROME code.
    pub occupation_labels: BTreeMap<String, String>,
    /// Whether they were submitted; a draft was not.
    pub submitted: bool,
    /// When they were.
    #[schema(required = true)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who last entered them; null when nobody did.
    #[schema(required = true)]
    pub entered_by_name: Option<String>,
    /// Version, for `If-Match`; null when nothing was answered yet.
    #[schema(required = true)]
    pub version: Option<i32>,
    /// When they last changed.
    #[schema(required = true)]
    pub updated_at: Option<DateTime<Utc>>,
}

impl NeedsAnswer {
    /// The answers with the labels of the occupations that they name.
    pub(super) fn of(row: Reply, labels: &HashMap<String, String>) -> NeedsAnswer {
        let label = |code: &str| Some((code.to_owned(), labels.get(code)?.clone()));
        NeedsAnswer {
            occupation_labels: row.answers.values().flat_map(occupations_of).filter_map(|code| label(code)).collect(),
            employer_id: row.employer_id,
            employer_name: row.employer_name,
            answers: row.answers.into_iter().map(|(id, answer)| (id.to_string(), answer.into())).collect(),
            submitted: row.submitted_at.is_some(),
            submitted_at: row.submitted_at,
            entered_by_name: Some(row.entered_by_name),
            version: Some(row.version),
            updated_at: Some(row.updated_at),
        }
    }
}

/// A page of answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsAnswerPage {
    /// The answers, by name of their employers.
    pub items: Vec<NeedsAnswer>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which answers.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NeedsAnswerQuery {
    /// Those that were submitted, or those that were not.
    #[param(example = true)]
    pub submitted: Option<bool>,
    /// Answers of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Answers to keep, all of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"answers": {"0193a000-0000-7000-8000-0000000000c1": {"number": 3}}, "submitted": true}))]
pub struct NeedsAnswerWrite {
    /// One by question, under its id.
    pub answers: BTreeMap<String, NeedsAnswerValue>,
    /// Whether they are submitted, and then complete, or a draft.
    pub submitted: bool,
}

/// The occupations that an answer names.
pub(super) fn occupations_of(answer: &Answer) -> &[String] {
    if let Answer::Occupations(codes) = answer { codes } else { &[] }
}
