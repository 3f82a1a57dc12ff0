//! The short code of a touchpoint, printed under its QR code and typed by hand when no camera reads it.

use std::fmt;
use std::str::FromStr;

/// No 0 and O, 1, I and L, and no U, which are misread for each other.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a new code.
const LENGTH: usize = 6;

/// Code of a touchpoint: random, so that it tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PublicCode(String);

/// A text that is no code of a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of a touchpoint")]
pub struct NotACode;

impl PublicCode {
    /// The code made of `random`.
    #[must_use]
    pub fn of(random: u64) -> PublicCode {
        let mut rest = random;
        let letters = (0..LENGTH).filter_map(|_| {
            let place = usize::try_from(rest % 30).ok()?;
            rest /= 30;
            ALPHABET.get(place).copied().map(char::from)
        });
        PublicCode(letters.collect())
    }
}

impl fmt::Display for PublicCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for PublicCode {
    type Err = NotACode;

    /// Reads a code as people type it: either case, dashes or spaces within.
    fn from_str(typed: &str) -> Result<Self, NotACode> {
        if typed.len() > 24 {
            return Err(NotACode);
        }
        let kept = typed.trim().chars().filter(|letter| !matches!(letter, '-' | ' '));
        let code: String = kept.map(|letter| letter.to_ascii_uppercase()).collect();
        let ours = |letter: u8| ALPHABET.contains(&letter);
        if (LENGTH..=8).contains(&code.len()) && code.bytes().all(ours) { Ok(PublicCode(code)) } else { Err(NotACode) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_read_as_people_type_it() {
        let code = PublicCode::of(123_456_789);
        assert_eq!(code.to_string().to_lowercase().parse(), Ok(code.clone()));
        let written = code.to_string();
        let (left, right) = written.split_at(3);
        assert_eq!(format!(" {left}-{right} ").parse(), Ok(code));
        for wrong in ["", "ABCDE", "ABCDEFGHJ", "ABCDE0", "ABCDÉF", "../../", "OIL10U"] {
            assert_eq!(wrong.parse::<PublicCode>(), Err(NotACode), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_and_never_misread(random in any::<u64>()) {
            let code = PublicCode::of(random);
            prop_assert_eq!(code.to_string().len(), LENGTH);
            prop_assert!(!code.to_string().contains(['0', 'O', '1', 'I', 'L', 'U']));
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }

        #[test]
        fn nothing_typed_makes_it_stumble(typed in ".{0,40}") {
            if let Ok(code) = typed.parse::<PublicCode>() {
                prop_assert!(code.to_string().bytes().all(|letter| letter.is_ascii_alphanumeric()));
            }
        }
    }
}
