//! The words, figures and marks of a salary as somebody wrote it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Digits before the decimals beyond which a figure is no salary, and the sums below could overflow.
const MOST_DIGITS: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A figure, in hundredths; `None` when it cannot be told what figure was meant.
    Figure(Option<i64>),
    /// Letters, lower case and without accents.
    Word(String),
    /// Any other mark but a space.
    Mark(char),
}

/// Reads a text; spaces and apostrophes only part the tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut found = vec![];
    let mut rest = letters.as_slice();
    while let [first, others @ ..] = rest {
        if first.is_ascii_digit() {
            let (figure, after) = figure(rest);
            found.push(Token::Figure(figure));
            rest = after;
        } else if first.is_alphabetic() {
            let (word, after) = split(rest, |c| c.is_alphabetic());
            found.push(Token::Word(word.iter().collect()));
            rest = after;
        } else {
            if !first.is_whitespace() && !matches!(first, '\'' | '’' | 'ʼ') {
                found.push(Token::Mark(dash_as_hyphen(*first)));
            }
            rest = others;
        }
    }
    found
}

const fn dash_as_hyphen(mark: char) -> char {
    match mark {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    }
}

fn split(letters: &[char], belongs: impl Fn(&char) -> bool) -> (&[char], &[char]) {
    let end = letters.iter().position(|c| !belongs(c)).unwrap_or(letters.len());
    letters.split_at_checked(end).unwrap_or((letters, &[]))
}

/// A figure at the head of the letters, and what follows it: groups of three digits parted by spaces, points or
/// commas, then one or two decimals after a point or a comma.
fn figure(letters: &[char]) -> (Option<i64>, &[char]) {
    let (head, mut rest) = split(letters, char::is_ascii_digit);
    let mut whole: Vec<char> = head.to_vec();
    let mut parted_by = None;
    while let Some((mark, group, after)) = next_group(rest, head) {
        if parted_by.is_some_and(|before| before != mark) {
            break;
        }
        parted_by = Some(mark);
        whole.extend(group);
        rest = after;
    }
    let [mark @ ('.' | ','), tail @ ..] = rest else { return (hundredths(&whole, &[]), rest) };
    let (decimals, after) = split(tail, char::is_ascii_digit);
    match decimals.len() {
        // The end of a sentence, or a list.
        0 => (hundredths(&whole, &[]), rest),
        1 | 2 if parted_by != Some(*mark) => (hundredths(&whole, decimals), after),
        _ => (None, after),
    }
}

/// A mark that parts thousands and the three digits behind it, when the digits before it leave room for that.
fn next_group<'a>(letters: &'a [char], head: &[char]) -> Option<(char, &'a [char], &'a [char])> {
    let (mark, tail) = letters.split_first()?;
    let mark = if mark.is_whitespace() { ' ' } else { *mark };
    let (group, after) = split(tail, char::is_ascii_digit);
    ((1..=3).contains(&head.len()) && head.first() != Some(&'0') && group.len() == 3 && matches!(mark, ' ' | '.' | ','))
        .then_some((mark, group, after))
}

fn hundredths(whole: &[char], decimals: &[char]) -> Option<i64> {
    if whole.len() > MOST_DIGITS {
        return None;
    }
    let padding = std::iter::repeat_n(&'0', 2_usize.saturating_sub(decimals.len()));
    whole.iter().chain(decimals).chain(padding).collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_figure(text: &str) -> Option<i64> {
        match tokens(text).as_slice() {
            [Token::Figure(figure)] => *figure,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn figures_are_read_as_they_are_written() {
        for (text, expected) in [
            ("1923.00", Some(192_300)),
            ("1923,5", Some(192_350)),
            ("12,02", Some(1_202)),
            ("1 900", Some(190_000)),
            ("1\u{202f}900,50", Some(190_050)),
            ("1\u{a0}900", Some(190_000)),
            ("28 000", Some(2_800_000)),
            ("1.900,00", Some(190_000)),
            ("1,900.00", Some(190_000)),
            ("1.900", Some(190_000)),
            ("1 234 567", Some(123_456_700)),
            ("12.0", Some(1_200)),
            ("1.900.5", None),
            ("0.900", None),
            ("12.3456", None),
            ("1234567890", None),
        ] {
            assert_eq!(only_figure(text), expected, "{text}");
        }
    }

    #[test]
    fn figures_side_by_side_are_told_apart() {
        let figures = |text| tokens(text).into_iter().filter(|token| matches!(token, Token::Figure(_))).count();
        assert_eq!(figures("1900 2500"), 2);
        assert_eq!(figures("12 13"), 2);
        assert_eq!(figures("1900-2500"), 2);
    }
}
