//! What is said in French about imports: names of fields, reasons, sentences.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::imports::Field;

static SENTENCES: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("sentences.csv").as_bytes());
    reader.deserialize::<(String, String, String)>().flatten().map(|(kind, code, text)| ((kind, code), text)).collect()
});

fn sentence(kind: &str, code: &str) -> String {
    SENTENCES.get(&(kind.to_owned(), code.to_owned())).cloned().unwrap_or_else(|| code.replace('_', " "))
}

fn fill(mut sentence: String, args: &[&str]) -> String {
    for (index, arg) in args.iter().enumerate() {
        sentence = sentence.replace(&format!("{{{index}}}"), arg);
    }
    sentence
}

/// What people call a field.
#[must_use]
pub fn field(field: Field) -> String {
    sentence("field", field.code())
}

/// Why a row was refused, or what is remarked about it.
#[must_use]
pub fn reason(code: &str) -> String {
    sentence("reason", code)
}

/// Why a file cannot be read, to follow "because".
#[must_use]
pub fn unreadable(code: &str) -> String {
    sentence("decode", code)
}

/// What forbids running an import.
#[must_use]
pub fn obstacle(code: &str, about: Field, word: &str) -> String {
    fill(sentence("mapping", code), &[&field(about), word])
}

/// Any other text, with `{0}`, `{1}`… replaced.
#[must_use]
pub fn text(code: &str, args: &[&str]) -> String {
    fill(sentence("text", code), args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::DecodeError;
    use domain::imports::{ProblemKind, Reason, RemarkKind};

    #[test]
    fn everything_has_its_sentence() {
        let codes = Field::ALL.iter().map(|field| ("field", field.code()));
        let reasons = Reason::ALL.iter().map(|reason| reason.code());
        let remarks = RemarkKind::ALL.iter().map(|remark| remark.code());
        let reasons = reasons
            .chain(remarks)
            .chain(["same_email", "same_phone", "same_offer", "known_elsewhere", "vanished"])
            .map(|code| ("reason", code));
        let obstacles = [ProblemKind::MissingField, ProblemKind::RepeatedField, ProblemKind::UnknownCode];
        let obstacles = obstacles.map(|kind| ("mapping", kind.code()));
        let errors = [
            DecodeError::Empty,
            DecodeError::TooLarge,
            DecodeError::TooManyRows,
            DecodeError::TooManyColumns,
            DecodeError::NotASpreadsheet,
            DecodeError::UnreadableJson,
            DecodeError::UnreadableWorkbook,
        ];
        let errors = errors.map(|error| ("decode", error.code()));
        for (kind, code) in codes.chain(reasons).chain(obstacles).chain(errors) {
            assert!(SENTENCES.contains_key(&(kind.to_owned(), code.to_owned())), "{kind} {code}");
        }
    }
}
