//! Surveys of employers' needs: a campaign with its days, its state and its typed questions.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::codes::{NeedsSurveyStatus, QuestionKind};
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_text, text};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 150;
/// Longest introduction, in characters.
pub const INTRODUCTION_MAX: usize = 2_000;
/// Longest question, in characters.
pub const LABEL_MAX: usize = 200;
/// Longest help under a question, in characters.
const HELP_MAX: usize = 300;
/// Longest unit, in characters.
const UNIT_MAX: usize = 20;
/// Questions of one survey at most: what a busy employer still answers.
pub const MOST_QUESTIONS: usize = 40;
/// Choices of one question at most.
const MOST_CHOICES: usize = 30;

/// The states that a survey may move to: it is written, then open, then closed for ever.
#[must_use]
pub const fn allowed_next(from: NeedsSurveyStatus) -> &'static [NeedsSurveyStatus] {
    match from {
        NeedsSurveyStatus::Draft => &[NeedsSurveyStatus::Open],
        NeedsSurveyStatus::Open => &[NeedsSurveyStatus::Closed],
        NeedsSurveyStatus::Closed => &[],
    }
}

/// A question as it was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuestionInput {
    /// The question it was before, when it is an earlier one.
    pub id: Option<Uuid>,
    /// Code of the kind.
    pub kind: String,
    /// The question.
    pub label: String,
    /// What helps to answer.
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// What may be chosen.
    pub choices: Vec<String>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Smallest number.
    pub min: Option<f64>,
    /// Largest number.
    pub max: Option<f64>,
}

/// What a question asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// A line.
    ShortText,
    /// A paragraph.
    LongText,
    /// One of these.
    SingleChoice(Vec<String>),
    /// Any of these.
    MultipleChoice(Vec<String>),
    /// A number.
    Number {
        /// Its unit.
        unit: Option<String>,
        /// Smallest.
        min: Option<f64>,
        /// Largest.
        max: Option<f64>,
    },
    /// Yes or no.
    YesNo,
    /// 1 to 5.
    Rating,
    /// ROME codes.
    Occupation,
}

impl Asked {
    /// Code of the kind.
    #[must_use]
    pub const fn kind(&self) -> QuestionKind {
        match self {
            Asked::ShortText => QuestionKind::ShortText,
            Asked::LongText => QuestionKind::LongText,
            Asked::SingleChoice(_) => QuestionKind::SingleChoice,
            Asked::MultipleChoice(_) => QuestionKind::MultipleChoice,
            Asked::Number { .. } => QuestionKind::Number,
            Asked::YesNo => QuestionKind::YesNo,
            Asked::Rating => QuestionKind::Rating,
            Asked::Occupation => QuestionKind::Occupation,
        }
    }

    /// What may be chosen; nothing for a question that is no choice.
    #[must_use]
    pub fn choices(&self) -> &[String] {
        match self {
            Asked::SingleChoice(choices) | Asked::MultipleChoice(choices) => choices,
            _ => &[],
        }
    }
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question, for answers to name.
    pub id: Uuid,
    /// The question.
    pub label: String,
    /// What helps to answer.
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// What it asks for.
    pub asked: Asked,
}

impl Question {
    fn parse(input: &QuestionInput, id: Uuid) -> Result<Question, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = errors.keep("/kind", code(&input.kind, QuestionKind::parse));
        let label = errors.keep("/label", text(&input.label, LABEL_MAX));
        let help = errors.keep("/help", optional_text(input.help.as_deref(), HELP_MAX)).flatten();
        let asked = kind.map(|kind| asked_of(&mut errors, kind, input));
        let question =
            label.zip(asked).map(|(label, asked)| Question { id, label, help, required: input.required, asked });
        errors.finish(question)
    }
}

fn asked_of(errors: &mut FieldErrors, kind: QuestionKind, input: &QuestionInput) -> Asked {
    let is_choice = matches!(kind, QuestionKind::SingleChoice | QuestionKind::MultipleChoice);
    if !is_choice && !input.choices.is_empty() {
        errors.push("/choices", "not_allowed");
    }
    let is_number = kind == QuestionKind::Number;
    let bounds = [("/min", input.min), ("/max", input.max)];
    for (pointer, sent) in bounds.into_iter().filter(|(_, sent)| sent.is_some()) {
        if !is_number {
            errors.push(pointer, "not_allowed");
        } else if !sent.is_some_and(f64::is_finite) {
            errors.push(pointer, "invalid");
        }
    }
    if !is_number && input.unit.is_some() {
        errors.push("/unit", "not_allowed");
    }
    match kind {
        QuestionKind::ShortText => Asked::ShortText,
        QuestionKind::LongText => Asked::LongText,
        QuestionKind::SingleChoice => Asked::SingleChoice(choices_of(errors, &input.choices)),
        QuestionKind::MultipleChoice => Asked::MultipleChoice(choices_of(errors, &input.choices)),
        QuestionKind::Number => {
            if input.min.zip(input.max).is_some_and(|(min, max)| min > max) {
                errors.push("/max", "out_of_range");
            }
            let unit = errors.keep("/unit", optional_text(input.unit.as_deref(), UNIT_MAX)).flatten();
            Asked::Number { unit, min: input.min, max: input.max }
        }
        QuestionKind::YesNo => Asked::YesNo,
        QuestionKind::Rating => Asked::Rating,
        QuestionKind::Occupation => Asked::Occupation,
    }
}

fn choices_of(errors: &mut FieldErrors, sent: &[String]) -> Vec<String> {
    let mut choices: Vec<String> = Vec::with_capacity(sent.len());
    for (index, choice) in sent.iter().enumerate() {
        match text(choice, LABEL_MAX) {
            Ok(choice) if choices.iter().any(|known| fold(known) == fold(&choice)) => {
                errors.push(format!("/choices/{index}"), "duplicate");
            }
            Ok(choice) => choices.push(choice),
            Err(code) => errors.push(format!("/choices/{index}"), code),
        }
    }
    if sent.len() < 2 {
        errors.push("/choices", "two_choices_required");
    }
    if sent.len() > MOST_CHOICES {
        errors.push("/choices", "too_many");
    }
    choices
}

/// A survey as it was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurveyInput {
    /// Title.
    pub title: String,
    /// What it is for and what becomes of the answers.
    pub introduction: Option<String>,
    /// First day of answering.
    pub opens_on: Option<NaiveDate>,
    /// Last day of answering.
    pub closes_on: Option<NaiveDate>,
    /// The questions, in order.
    pub questions: Vec<QuestionInput>,
}

/// What is known of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyFacts {
    /// Title.
    pub title: String,
    /// What it is for and what becomes of the answers.
    pub introduction: Option<String>,
    /// First day of answering; from the opening on without one.
    pub opens_on: Option<NaiveDate>,
    /// Last day of answering; until the closing without one.
    pub closes_on: Option<NaiveDate>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

impl SurveyFacts {
    /// Reads a survey; `new_id` makes the ids of questions that have none yet.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &SurveyInput, mut new_id: impl FnMut() -> Uuid) -> Result<SurveyFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let introduction =
            errors.keep("/introduction", optional_text(input.introduction.as_deref(), INTRODUCTION_MAX)).flatten();
        if input.opens_on.zip(input.closes_on).is_some_and(|(opens, closes)| closes < opens) {
            errors.push("/closes_on", "dates_out_of_order");
        }
        if input.questions.len() > MOST_QUESTIONS {
            errors.push("/questions", "too_many");
        }
        let mut questions: Vec<Question> = Vec::with_capacity(input.questions.len());
        for (index, sent) in input.questions.iter().enumerate() {
            let known = sent.id.filter(|id| questions.iter().all(|question| question.id != *id));
            match Question::parse(sent, known.unwrap_or_else(&mut new_id)) {
                Ok(question) => questions.push(question),
                Err(faults) => errors.nest(&format!("/questions/{index}"), faults),
            }
        }
        let (opens_on, closes_on) = (input.opens_on, input.closes_on);
        errors.finish(title.map(|title| SurveyFacts { title, introduction, opens_on, closes_on, questions }))
    }

    /// Folded key that sorts surveys by title.
    #[must_use]
    pub fn sort_title(&self) -> String {
        fold(&self.title)
    }
}

/// Whether employers may answer on `day`.
#[must_use]
pub fn takes_answers(
    status: NeedsSurveyStatus,
    (opens_on, closes_on): (Option<NaiveDate>, Option<NaiveDate>),
    day: NaiveDate,
) -> bool {
    status == NeedsSurveyStatus::Open
        && opens_on.is_none_or(|first| first <= day)
        && closes_on.is_none_or(|last| day <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: &str) -> QuestionInput {
        QuestionInput { kind: kind.to_owned(), label: "Combien ?".to_owned(), ..QuestionInput::default() }
    }

    fn faults(questions: Vec<QuestionInput>) -> Vec<String> {
        let input = SurveyInput { title: "Besoins 2027".to_owned(), questions, ..SurveyInput::default() };
        let errors = SurveyFacts::parse(&input, || Uuid::from_u128(9)).err().map(FieldErrors::into_vec);
        errors.into_iter().flatten().map(|error| format!("{} {}", error.pointer, error.code)).collect()
    }

    #[test]
    fn a_survey_is_written_then_open_then_closed() {
        use NeedsSurveyStatus::{Closed, Draft, Open};
        assert_eq!((allowed_next(Draft), allowed_next(Open)), ([Open].as_slice(), [Closed].as_slice()));
        assert!(allowed_next(Closed).is_empty());
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let days = (Some(day), Some(day));
        assert!(takes_answers(Open, days, day) && takes_answers(Open, (None, None), day));
        assert!(!takes_answers(Draft, days, day) && !takes_answers(Closed, days, day));
        assert!(
            !takes_answers(Open, days, day.succ_opt().unwrap()) && !takes_answers(Open, days, day.pred_opt().unwrap())
        );
    }

    #[test]
    fn questions_ask_for_what_their_kind_says() {
        assert!(
            faults(
                QuestionKind::CODES
                    .iter()
                    .filter(|kind| !kind.ends_with("choice"))
                    .map(|kind| question(kind))
                    .collect()
            )
            .is_empty()
        );
        assert_eq!(faults(vec![question("single_choice")]), ["/questions/0/choices two_choices_required"]);
        let twice =
            QuestionInput { choices: vec!["Été".to_owned(), "ete".to_owned()], ..question("multiple_choice") };
        assert_eq!(faults(vec![twice]), ["/questions/0/choices/1 duplicate"]);
        let bounds = QuestionInput { min: Some(3.0), max: Some(1.0), ..question("number") };
        let chosen = QuestionInput { choices: vec!["a".to_owned()], unit: Some("h".to_owned()), ..question("yes_no") };
        let expected =
            ["/questions/0/max out_of_range", "/questions/1/choices not_allowed", "/questions/1/unit not_allowed"];
        assert_eq!(faults(vec![bounds, chosen]), expected);
        assert_eq!(faults(vec![question("oracle")]), ["/questions/0/kind unknown_code"]);
    }

    #[test]
    fn an_earlier_question_stays_itself_and_no_two_are_one() {
        let own = Uuid::from_u128(1);
        let sent = QuestionInput { id: Some(own), ..question("rating") };
        let input =
            SurveyInput { title: "t".to_owned(), questions: vec![sent.clone(), sent], ..SurveyInput::default() };
        let facts = SurveyFacts::parse(&input, || Uuid::from_u128(9)).unwrap();
        let ids: Vec<Uuid> = facts.questions.iter().map(|question| question.id).collect();
        assert_eq!(ids, [own, Uuid::from_u128(9)]);
    }
}
