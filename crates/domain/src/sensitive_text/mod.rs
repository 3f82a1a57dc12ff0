//! What has no place in a note about somebody: health, beliefs, opinions, origin, justice, orientation, a social security
//! number, bank details, who a child is. Words are a hint to rephrase, which a person may overrule; what a child is called
//! and the day on which somebody was born are refused.

mod children;
mod numbers;
mod words;

#[cfg(test)]
mod tests;

use unicode_normalization::char::is_combining_mark;

use crate::codes::SensitiveKind;
use crate::text::fold;

/// Something that was seen in a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// Where it begins, in characters (code points) from the beginning of the text.
    pub start: usize,
    /// How many characters it is long.
    pub length: usize,
    /// What it tells.
    pub kind: SensitiveKind,
}

impl Sighting {
    /// Whether somebody may keep the text after having read what was seen: who a child is never stays.
    #[must_use]
    pub fn may_be_kept(&self) -> bool {
        self.kind != SensitiveKind::Child
    }

    /// The words seen, out of the text in which they were.
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        text.chars().skip(self.start).take(self.length).collect()
    }
}

/// Everything that has no place in a text, in the order in which it stands there.
#[must_use]
pub fn seen_in(text: &str) -> Vec<Sighting> {
    let tokens = tokens(text);
    let mut seen = words::seen(&tokens);
    seen.extend(numbers::seen(&tokens));
    seen.extend(children::seen(&tokens));
    seen.sort();
    seen.dedup();
    seen
}

/// A run of letters and digits.
#[derive(Debug)]
struct Token {
    /// As it stands in the text.
    raw: String,
    /// Lower case, without accents.
    folded: String,
    /// First character, and the one after the last.
    start: usize,
    end: usize,
    /// What stands between it and the one before.
    gap: String,
}

impl Token {
    fn is_capitalised(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase) && self.raw.chars().any(char::is_lowercase)
    }

    /// Whether it goes on from the word before, nothing but spaces between them.
    fn follows_directly(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(char::is_whitespace)
    }
}

/// The tokens of a text.
fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = vec![];
    let mut gap = String::new();
    let mut raw = String::new();
    let end_of_text = text.chars().count();
    for (at, letter) in text.chars().chain(std::iter::once(' ')).enumerate() {
        if letter.is_alphanumeric() || (is_combining_mark(letter) && !raw.is_empty()) {
            raw.push(letter);
            continue;
        }
        if !raw.is_empty() {
            let raw = std::mem::take(&mut raw);
            let (folded, start) = (fold(&raw), at - raw.chars().count());
            found.push(Token { folded, start, end: at.min(end_of_text), gap: std::mem::take(&mut gap), raw });
        }
        gap.push(letter);
    }
    found
}

/// What stands from one token to another, both included.
fn between(first: &Token, last: &Token, kind: SensitiveKind) -> Sighting {
    Sighting { start: first.start, length: last.end - first.start, kind }
}
