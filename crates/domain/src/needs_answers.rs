//! Answers to a survey of needs: each read by its question, then told all together.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::needs_surveys::{Asked, Question};
use crate::validation::{FieldErrors, optional_text};

/// Longest line, in characters.
const SHORT_MAX: usize = 300;
/// Longest paragraph, in characters.
const LONG_MAX: usize = 4_000;
/// Occupations of one answer at most.
const MOST_OCCUPATIONS: usize = 20;

/// An answer as it was typed: the field that its question asks for, the others left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnswerInput {
    /// A text.
    pub text: Option<String>,
    /// What was chosen.
    pub choices: Option<Vec<String>>,
    /// A number.
    pub number: Option<f64>,
    /// Yes or no.
    pub yes: Option<bool>,
    /// 1 to 5.
    pub rating: Option<i32>,
    /// ROME codes.
    pub occupations: Option<Vec<String>>,
}

/// An answer that fits its question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A text.
    Text(String),
    /// What was chosen, in the order of the question.
    Choices(Vec<String>),
    /// A number.
    Number(f64),
    /// Yes or no.
    Yes(bool),
    /// 1 to 5.
    Rating(i32),
    /// ROME codes; whether they exist is for the caller to check.
    Occupations(Vec<String>),
}

/// Answers by question.
pub type Answers = BTreeMap<Uuid, Answer>;

/// Reads the answers of one employer; pointers are `/answers/{question}`.
///
/// # Errors
/// Every wrong answer; those that are missing too, once they are `submitted`.
pub fn read(
    questions: &[Question],
    sent: &BTreeMap<String, AnswerInput>,
    submitted: bool,
) -> Result<Answers, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut answers = Answers::new();
    for name in sent.keys().filter(|name| questions.iter().all(|question| question.id.to_string() != **name)) {
        errors.push(format!("/answers/{name}"), "not_found");
    }
    for question in questions {
        let pointer = format!("/answers/{}", question.id);
        let given = sent.get(&question.id.to_string()).map_or(Ok(None), |input| answer_of(&question.asked, input));
        match errors.keep(&*pointer, given) {
            Some(Some(answer)) => {
                answers.insert(question.id, answer);
            }
            Some(None) if submitted && question.required => errors.push(pointer, "required"),
            _ => {}
        }
    }
    errors.finish(Some(answers))
}

/// The answer that a question asks for; blank is none.
fn answer_of(asked: &Asked, input: &AnswerInput) -> Result<Option<Answer>, &'static str> {
    let sent = [
        input.text.is_some(),
        input.choices.is_some(),
        input.number.is_some(),
        input.yes.is_some(),
        input.rating.is_some(),
        input.occupations.is_some(),
    ];
    let wanted = match asked {
        Asked::ShortText | Asked::LongText => 0,
        Asked::SingleChoice(_) | Asked::MultipleChoice(_) => 1,
        Asked::Number { .. } => 2,
        Asked::YesNo => 3,
        Asked::Rating => 4,
        Asked::Occupation => 5,
    };
    if sent.iter().enumerate().any(|(place, is_sent)| *is_sent && place != wanted) {
        return Err("not_allowed");
    }
    let text = input.text.as_deref();
    match asked {
        Asked::ShortText => Ok(optional_text(text, SHORT_MAX)?.map(Answer::Text)),
        Asked::LongText => Ok(optional_text(text, LONG_MAX)?.map(Answer::Text)),
        Asked::SingleChoice(choices) => chosen(choices, input.choices.as_deref(), 1),
        Asked::MultipleChoice(choices) => chosen(choices, input.choices.as_deref(), choices.len()),
        Asked::Number { min, max, .. } => number(input.number, *min, *max),
        Asked::YesNo => Ok(input.yes.map(Answer::Yes)),
        Asked::Rating => match input.rating {
            Some(rating) if !(1..=5).contains(&rating) => Err("out_of_range"),
            rating => Ok(rating.map(Answer::Rating)),
        },
        Asked::Occupation => occupations(input.occupations.as_deref()),
    }
}

fn chosen(choices: &[String], sent: Option<&[String]>, most: usize) -> Result<Option<Answer>, &'static str> {
    let sent = sent.unwrap_or_default();
    if sent.iter().any(|choice| !choices.contains(choice)) {
        return Err("unknown_code");
    }
    let kept: Vec<String> = choices.iter().filter(|choice| sent.contains(choice)).cloned().collect();
    match kept.len() {
        0 => Ok(None),
        count if count > most => Err("too_many"),
        _ => Ok(Some(Answer::Choices(kept))),
    }
}

fn number(sent: Option<f64>, min: Option<f64>, max: Option<f64>) -> Result<Option<Answer>, &'static str> {
    let Some(number) = sent else { return Ok(None) };
    if !number.is_finite() {
        return Err("invalid");
    }
    let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
    if fits { Ok(Some(Answer::Number(number))) } else { Err("out_of_range") }
}

fn occupations(sent: Option<&[String]>) -> Result<Option<Answer>, &'static str> {
    let mut codes: Vec<String> = vec![];
    for code in sent.unwrap_or_default() {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    match codes.len() {
        0 => Ok(None),
        count if count > MOST_OCCUPATIONS => Err("too_many"),
        _ => Ok(Some(Answer::Occupations(codes))),
    }
}

/// What was answered to one question by all those who submitted.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// The texts, each with the place of its employer in what was given.
    Texts(Vec<(usize, String)>),
    /// How many chose what, every choice included.
    Counts(Vec<(String, usize)>),
    /// The numbers as a whole.
    Numbers(Option<Spread>),
    /// How many said yes, and no.
    YesNo(usize, usize),
    /// How many gave 1, 2, 3, 4 and 5, and their mean.
    Ratings([usize; 5], Option<f64>),
    /// Occupations with how many named them, the most wanted first.
    Occupations(Vec<(String, usize)>),
}

/// Numbers as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Smallest.
    pub min: f64,
    /// Middle one.
    pub median: f64,
    /// Largest.
    pub max: f64,
    /// All together.
    pub sum: f64,
}

/// What was answered to one question, and by how many.
#[must_use]
pub fn tell(question: &Question, all: &[Answers]) -> (usize, Told) {
    let given: Vec<(usize, &Answer)> =
        all.iter().enumerate().filter_map(|(place, own)| Some((place, own.get(&question.id)?))).collect();
    let told = match &question.asked {
        Asked::ShortText | Asked::LongText => Told::Texts(texts(&given)),
        Asked::SingleChoice(choices) | Asked::MultipleChoice(choices) => Told::Counts(counts(choices, &given)),
        Asked::Number { .. } => Told::Numbers(spread(numbers(&given))),
        Asked::YesNo => {
            let yes = given.iter().filter(|(_, answer)| **answer == Answer::Yes(true)).count();
            Told::YesNo(yes, given.len() - yes)
        }
        Asked::Rating => ratings(&given),
        Asked::Occupation => Told::Occupations(ranked(&given)),
    };
    (given.len(), told)
}

fn texts(given: &[(usize, &Answer)]) -> Vec<(usize, String)> {
    let text = |(place, answer): &(usize, &Answer)| match answer {
        Answer::Text(text) => Some((*place, text.clone())),
        _ => None,
    };
    given.iter().filter_map(text).collect()
}

fn counts(choices: &[String], given: &[(usize, &Answer)]) -> Vec<(String, usize)> {
    let chose = |answer: &Answer, choice: &String| matches!(answer, Answer::Choices(own) if own.contains(choice));
    let count = |choice: &String| given.iter().filter(|(_, answer)| chose(answer, choice)).count();
    choices.iter().map(|choice| (choice.clone(), count(choice))).collect()
}

fn numbers(given: &[(usize, &Answer)]) -> Vec<f64> {
    let number = |(_, answer): &(usize, &Answer)| match answer {
        Answer::Number(number) => Some(*number),
        _ => None,
    };
    given.iter().filter_map(number).collect()
}

fn spread(mut numbers: Vec<f64>) -> Option<Spread> {
    numbers.sort_by(f64::total_cmp);
    let (min, max) = (*numbers.first()?, *numbers.last()?);
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = *numbers.get((numbers.len() - 1) / 2)?;
    Some(Spread { min, median: f64::midpoint(lower, upper), max, sum: numbers.iter().sum() })
}

fn ratings(given: &[(usize, &Answer)]) -> Told {
    let rating = |(_, answer): &(usize, &Answer)| match answer {
        Answer::Rating(rating) => Some(*rating),
        _ => None,
    };
    let all: Vec<i32> = given.iter().filter_map(rating).collect();
    let of = |wanted: i32| all.iter().filter(|rating| **rating == wanted).count();
    let sum: i32 = all.iter().sum();
    let count = i32::try_from(all.len()).unwrap_or(i32::MAX);
    let mean = (count > 0).then(|| f64::from(sum) / f64::from(count));
    Told::Ratings([of(1), of(2), of(3), of(4), of(5)], mean)
}

fn ranked(given: &[(usize, &Answer)]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for (_, answer) in given {
        if let Answer::Occupations(codes) = answer {
            for code in codes {
                *counts.entry(code).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().map(|(code, count)| (code.clone(), count)).collect();
    // By code among equals: the order of the map, which the sort keeps.
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: u128, required: bool, asked: Asked) -> Question {
        Question { id: Uuid::from_u128(id), label: "?".to_owned(), help: None, required, asked }
    }

    fn form() -> Vec<Question> {
        let choices = || vec!["Logement".to_owned(), "Salaire".to_owned()];
        vec![
            question(1, true, Asked::ShortText),
            question(2, false, Asked::SingleChoice(choices())),
            question(3, false, Asked::MultipleChoice(choices())),
            question(4, false, Asked::Number { unit: None, min: Some(0.0), max: Some(10.0) }),
            question(5, true, Asked::Rating),
            question(6, false, Asked::Occupation),
            question(7, false, Asked::YesNo),
        ]
    }

    fn sent(answers: Vec<(u128, AnswerInput)>) -> BTreeMap<String, AnswerInput> {
        answers.into_iter().map(|(id, answer)| (Uuid::from_u128(id).to_string(), answer)).collect()
    }

    fn faults(answers: Vec<(u128, AnswerInput)>, submitted: bool) -> Vec<String> {
        let errors = read(&form(), &sent(answers), submitted).err().map(FieldErrors::into_vec).unwrap_or_default();
        let id = |pointer: &str| pointer.trim_start_matches("/answers/").trim_start_matches(['0', '-']).to_owned();
        errors.into_iter().map(|error| format!("{} {}", id(&error.pointer), error.code)).collect()
    }

    fn words(words: &[&str]) -> Option<Vec<String>> {
        Some(words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn a_draft_may_be_incomplete_and_a_submission_not() {
        assert!(faults(vec![], false).is_empty());
        assert_eq!(faults(vec![], true), ["1 required", "5 required"]);
        let blank = AnswerInput { text: Some("  ".to_owned()), ..AnswerInput::default() };
        assert_eq!(faults(vec![(1, blank)], true), ["1 required", "5 required"]);
    }

    #[test]
    fn each_answer_is_read_by_its_question() {
        let both = AnswerInput { choices: words(&["Salaire", "Logement"]), ..AnswerInput::default() };
        let eleven = AnswerInput { number: Some(11.0), ..AnswerInput::default() };
        let six = AnswerInput { rating: Some(6), ..AnswerInput::default() };
        let yes = AnswerInput { yes: Some(true), ..AnswerInput::default() };
        let unknown = AnswerInput { choices: words(&["Climat"]), ..AnswerInput::default() };
        assert_eq!(
            faults(vec![(2, both.clone()), (4, eleven), (5, six)], false),
            ["2 too_many", "4 out_of_range", "5 out_of_range"]
        );
        assert_eq!(
            faults(vec![(1, yes.clone()), (3, unknown), (9, yes)], false),
            ["9 not_found", "1 not_allowed", "3 unknown_code"]
        );
        let read = read(&form(), &sent(vec![(3, both)]), false).unwrap();
        assert_eq!(
            read.get(&Uuid::from_u128(3)),
            Some(&Answer::Choices(vec!["Logement".to_owned(), "Salaire".to_owned()]))
        );
    }

    #[test]
    fn answers_are_told_all_together() {
        let of =
            |pairs: Vec<(u128, Answer)>| pairs.into_iter().map(|(id, answer)| (Uuid::from_u128(id), answer)).collect();
        let codes = |list: &[&str]| Answer::Occupations(list.iter().map(|&code| code.to_owned()).collect());
        let all: Vec<Answers> = vec![
            of(vec![
                (1, Answer::Text("a".into())),
                (3, Answer::Choices(vec!["Logement".into()])),
                (4, Answer::Number(1.0)),
                (5, Answer::Rating(4)),
            ]),
            of(vec![
                (3, Answer::Choices(vec!["Logement".into(), "Salaire".into()])),
                (4, Answer::Number(4.0)),
                (5, Answer::Rating(5)),
                (6, codes(&["H2903", "A1101"])),
            ]),
            of(vec![(1, Answer::Text("b".into())), (6, codes(&["H2903"])), (7, Answer::Yes(false))]),
        ];
        let told: Vec<(usize, Told)> = form().iter().map(|question| tell(question, &all)).collect();
        assert_eq!(told[0], (2, Told::Texts(vec![(0, "a".to_owned()), (2, "b".to_owned())])));
        assert_eq!(told[2], (2, Told::Counts(vec![("Logement".to_owned(), 2), ("Salaire".to_owned(), 1)])));
        assert_eq!(told[3], (2, Told::Numbers(Some(Spread { min: 1.0, median: 2.5, max: 4.0, sum: 5.0 }))));
        assert_eq!(told[4], (2, Told::Ratings([0, 0, 0, 1, 1], Some(4.5))));
        assert_eq!(told[5], (2, Told::Occupations(vec![("H2903".to_owned(), 2), ("A1101".to_owned(), 1)])));
        assert_eq!(told[6], (1, Told::YesNo(0, 1)));
        assert_eq!(tell(&form()[3], &[]), (0, Told::Numbers(None)));
    }
}
