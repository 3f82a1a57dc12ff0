//! The number of an establishment in the French register of companies.

use std::fmt;

/// SIREN of La Poste, whose many establishments outgrew the check of everybody else's numbers.
const LA_POSTE: &str = "356000000";

/// Why a number is not a SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SiretError {
    /// Not 14 digits.
    #[error("not 14 digits")]
    Shape,
    /// 14 digits of which one is wrong.
    #[error("the check of the digits fails")]
    Check,
}

impl SiretError {
    /// Stable code of the error, as field errors give it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            SiretError::Shape => "invalid_siret",
            SiretError::Check => "siret_check_failed",
        }
    }
}

/// A SIRET: 14 digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(String);

impl Siret {
    /// Reads a number, spaces and dots anywhere, whose digits pass the check: Luhn's, or for La Poste a sum of digits
    /// that is a multiple of five.
    ///
    /// # Errors
    /// [`SiretError`].
    pub fn parse(text: &str) -> Result<Siret, SiretError> {
        let siret = Siret::parse_unchecked(text)?;
        if siret.passes() { Ok(siret) } else { Err(SiretError::Check) }
    }

    /// Reads a number whose check somebody vouches for.
    ///
    /// # Errors
    /// [`SiretError::Shape`].
    pub fn parse_unchecked(text: &str) -> Result<Siret, SiretError> {
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
        let well_formed = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Siret(digits)) } else { Err(SiretError::Shape) }
    }

    /// The 14 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as people read it: `732 829 320 00074`.
    #[must_use]
    pub fn readable(&self) -> String {
        let groups = [0..3, 3..6, 6..9, 9..14];
        groups.into_iter().filter_map(|group| self.0.get(group)).collect::<Vec<_>>().join(" ")
    }

    fn passes(&self) -> bool {
        self.luhn().is_multiple_of(10) || (self.0.starts_with(LA_POSTE) && self.sum().is_multiple_of(5))
    }

    fn digits(&self) -> impl Iterator<Item = u32> {
        self.0.chars().filter_map(|digit| digit.to_digit(10))
    }

    fn sum(&self) -> u32 {
        self.digits().sum()
    }

    /// Every other digit doubled, from the first of fourteen on, the digits of the result added up.
    fn luhn(&self) -> u32 {
        let doubled = |(place, digit): (usize, u32)| if place.is_multiple_of(2) { 2 * digit } else { digit };
        self.digits().enumerate().map(doubled).map(|value| value / 10 + value % 10).sum()
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_in_use_are_read() {
        for text in ["73282932000074", "732 829 320 00074", "35600000000048", "35600000009075"] {
            assert!(Siret::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Siret::parse("73282932000074").map(|siret| siret.readable()), Ok("732 829 320 00074".to_owned()));
    }

    #[test]
    fn wrong_numbers_are_told_apart() {
        assert_eq!(Siret::parse("22460001000013"), Err(SiretError::Check));
        assert!(Siret::parse_unchecked("22460001000013").is_ok());
        for text in ["", "7328293200007", "732829320000741", "7328293200007A", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"] {
            assert_eq!(Siret::parse_unchecked(text), Err(SiretError::Shape), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_noticed(place in 0_usize..14, by in 1_u32..10) {
            let right = "73282932000074";
            let typed: String = right
                .chars()
                .enumerate()
                .map(|(index, digit)| {
                    let value = digit.to_digit(10).unwrap_or_default();
                    let value = if index == place { (value + by) % 10 } else { value };
                    char::from_digit(value, 10).unwrap_or(digit)
                })
                .collect();
            prop_assert_eq!(Siret::parse(&typed), Err(SiretError::Check));
        }

        #[test]
        fn reading_never_panics_and_is_stable(text in "\\PC{0,30}") {
            if let Ok(siret) = Siret::parse_unchecked(&text) {
                prop_assert_eq!(Siret::parse_unchecked(&siret.readable()), Ok(siret));
            }
        }
    }
}
