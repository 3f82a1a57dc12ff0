//! Questions and answers as the JSON columns hold them.

use std::collections::BTreeMap;

use domain::codes::QuestionKind;
use domain::needs_answers::{Answer, Answers};
use domain::needs_surveys::{Asked, Question};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct StoredQuestion {
    id: Uuid,
    kind: String,
    label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(default)]
    required: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
}

/// Names of the variants are stored: they are never renamed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredAnswer {
    Text(String),
    Choices(Vec<String>),
    Number(f64),
    Yes(bool),
    Rating(i32),
    Occupations(Vec<String>),
}

/// The column of questions.
pub(super) fn questions_json(questions: &[Question]) -> Value {
    let stored: Vec<StoredQuestion> = questions.iter().map(stored_of).collect();
    serde_json::to_value(stored).unwrap_or_default()
}

fn stored_of(question: &Question) -> StoredQuestion {
    let (unit, min, max) = match &question.asked {
        Asked::Number { unit, min, max } => (unit.clone(), *min, *max),
        _ => (None, None, None),
    };
    StoredQuestion {
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

/// The questions of a column.
pub(super) fn questions_of(column: Value) -> Vec<Question> {
    let stored: Vec<StoredQuestion> = serde_json::from_value(column).unwrap_or_default();
    stored.into_iter().filter_map(question_of).collect()
}

fn question_of(stored: StoredQuestion) -> Option<Question> {
    let StoredQuestion { id, kind, label, help, required, choices, unit, min, max } = stored;
    let asked = match QuestionKind::parse(&kind)? {
        QuestionKind::ShortText => Asked::ShortText,
        QuestionKind::LongText => Asked::LongText,
        QuestionKind::SingleChoice => Asked::SingleChoice(choices),
        QuestionKind::MultipleChoice => Asked::MultipleChoice(choices),
        QuestionKind::Number => Asked::Number { unit, min, max },
        QuestionKind::YesNo => Asked::YesNo,
        QuestionKind::Rating => Asked::Rating,
        QuestionKind::Occupation => Asked::Occupation,
    };
    Some(Question { id, label, help, required, asked })
}

/// The column of answers.
pub(super) fn answers_json(answers: &Answers) -> Value {
    let stored = |answer: &Answer| match answer.clone() {
        Answer::Text(text) => StoredAnswer::Text(text),
        Answer::Choices(choices) => StoredAnswer::Choices(choices),
        Answer::Number(number) => StoredAnswer::Number(number),
        Answer::Yes(yes) => StoredAnswer::Yes(yes),
        Answer::Rating(rating) => StoredAnswer::Rating(rating),
        Answer::Occupations(codes) => StoredAnswer::Occupations(codes),
    };
    let stored: BTreeMap<Uuid, StoredAnswer> = answers.iter().map(|(id, answer)| (*id, stored(answer))).collect();
    serde_json::to_value(stored).unwrap_or_default()
}

/// The answers of a column.
pub(super) fn answers_of(column: Value) -> Answers {
    let stored: BTreeMap<Uuid, StoredAnswer> = serde_json::from_value(column).unwrap_or_default();
    let read = |answer: StoredAnswer| match answer {
        StoredAnswer::Text(text) => Answer::Text(text),
        StoredAnswer::Choices(choices) => Answer::Choices(choices),
        StoredAnswer::Number(number) => Answer::Number(number),
        StoredAnswer::Yes(yes) => Answer::Yes(yes),
        StoredAnswer::Rating(rating) => Answer::Rating(rating),
        StoredAnswer::Occupations(codes) => Answer::Occupations(codes),
    };
    stored.into_iter().map(|(id, answer)| (id, read(answer))).collect()
}
