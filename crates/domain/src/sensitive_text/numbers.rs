//! Numbers that are known by their keys: the social security number (NIR) and the IBAN.

use super::{Sighting, Token, between};
use crate::codes::SensitiveKind;

/// Characters of a social security number, its key included.
const NIR_LENGTH: usize = 15;
/// Characters of an IBAN, least and most.
const IBAN_LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;
/// What may stand between two groups of a number.
const SEPARATORS: &str = " .-\u{a0}\u{202f}\t";

/// The numbers of a text, written in one piece or in groups.
pub(super) fn seen(tokens: &[Token]) -> Vec<Sighting> {
    let mut found = vec![];
    let mut from = 0;
    while from < tokens.len() {
        let number = number_at(tokens, from, SensitiveKind::SocialSecurityNumber, is_nir)
            .or_else(|| number_at(tokens, from, SensitiveKind::BankDetails, is_iban));
        from += number.as_ref().map_or(1, |(_, length)| *length);
        found.extend(number.map(|(sighting, _)| sighting));
    }
    found
}

/// A number that begins with this token, and how many tokens it takes.
fn number_at(
    tokens: &[Token],
    from: usize,
    kind: SensitiveKind,
    test: impl Fn(&str) -> bool,
) -> Option<(Sighting, usize)> {
    let first = tokens.get(from)?;
    let mut joined = String::new();
    for (length, token) in tokens.iter().skip(from).enumerate() {
        let in_groups = token.gap.chars().count() <= 2 && token.gap.chars().all(|c| SEPARATORS.contains(c));
        if (length > 0 && !in_groups) || joined.len() + token.raw.len() > *IBAN_LENGTHS.end() {
            return None;
        }
        joined.push_str(&token.raw.to_ascii_uppercase());
        if test(&joined) {
            return Some((between(first, token, kind), length + 1));
        }
    }
    None
}

/// Sex, year and month of birth, department (2A and 2B are written 19 and 18 to be counted), commune, order; the key is 97
/// less the number modulo 97.
fn is_nir(text: &str) -> bool {
    if text.len() != NIR_LENGTH || !text.is_ascii() {
        return false;
    }
    let (number, key) = text.split_at(13);
    let (begin, department, end) = (number.get(..5), number.get(5..7), number.get(7..));
    let (Some(begin), Some(department), Some(end)) = (begin, department, end) else { return false };
    let department = match department {
        "2A" => "19",
        "2B" => "18",
        other => other,
    };
    let month = begin.get(3..5).and_then(|month| month.parse::<u32>().ok());
    let dated = month.is_some_and(|month| matches!(month, 1..=12 | 20..=42 | 50..));
    let digits = format!("{begin}{department}{end}");
    let all_digits = digits.bytes().chain(key.bytes()).all(|byte| byte.is_ascii_digit());
    match (digits.parse::<u64>(), key.parse::<u64>()) {
        (Ok(number), Ok(key)) => all_digits && dated && text.starts_with(['1', '2']) && 97 - number % 97 == key,
        _ => false,
    }
}

/// Two letters of the country, two digits, as many letters and digits as the country has; the whole is 1 modulo 97 once its beginning is put
/// at its end.
fn is_iban(text: &str) -> bool {
    if !IBAN_LENGTHS.contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let (head, tail) = text.split_at(4);
    let (country, check) = head.split_at(2);
    let shaped = COUNTRIES.split(' ').any(|known| known == format!("{country}{}", text.len()))
        && check.bytes().all(|byte| byte.is_ascii_digit());
    shaped && remainder(tail.chars().chain(head.chars())) == 1
}

/// Countries whose accounts have an IBAN, each with its length.
const COUNTRIES: &str = "AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IL23 IS26 \
    IT27 LB28 LI21 LT20 LU20 LV21 MC27 MR27 MT31 MU30 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 TN24 TR26";

/// The number that letters (A is 10) and digits write, modulo 97.
pub(super) fn remainder(letters: impl Iterator<Item = char>) -> u32 {
    letters.filter_map(|letter| letter.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit >= 10 { 100 } else { 10 };
        (rest * shift + digit) % 97
    })
}
