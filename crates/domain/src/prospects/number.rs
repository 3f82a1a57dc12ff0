//! The number that people say and write: `OML-2026-00042`.

use std::fmt;
use std::str::FromStr;

/// Year of the request and rank of the file within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileNumber {
    /// Year of the request.
    pub year: i32,
    /// Rank within the year, from 1.
    pub seq: i32,
}

impl fmt::Display for FileNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OML-{:04}-{:05}", self.year, self.seq)
    }
}

/// A text that is no file number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a file number")]
pub struct NotAFileNumber;

impl FromStr for FileNumber {
    type Err = NotAFileNumber;

    /// Reads a number as it is written, in either case.
    fn from_str(text: &str) -> Result<Self, NotAFileNumber> {
        let upper = text.trim().to_ascii_uppercase();
        let (year, seq) = upper.strip_prefix("OML-").and_then(|rest| rest.split_once('-')).ok_or(NotAFileNumber)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || seq.len() < 5 || !digits(year) || !digits(seq) {
            return Err(NotAFileNumber);
        }
        let number = FileNumber {
            year: year.parse().map_err(|_| NotAFileNumber)?,
            seq: seq.parse().map_err(|_| NotAFileNumber)?,
        };
        // One file, one spelling: superfluous zeros are refused.
        if number.seq >= 1 && number.to_string() == upper { Ok(number) } else { Err(NotAFileNumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_numbers_as_written_are_read() {
        for text in
            ["OML-2026-42", "OML-26-00042", "2026-00042", "OML-2026-00000", "OML-2026-000042", "OML-2026-+0042", ""]
        {
            assert!(text.parse::<FileNumber>().is_err(), "{text}");
        }
        assert_eq!(" oml-2026-00042 ".parse(), Ok(FileNumber { year: 2026, seq: 42 }));
        assert_eq!("OML-2026-123456".parse(), Ok(FileNumber { year: 2026, seq: 123_456 }));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(year in 1000..=9999, seq in 1..=i32::MAX) {
            let number = FileNumber { year, seq };
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn numbers_of_a_year_sort_as_text(a in 1..=99_999, b in 1..=99_999) {
            let [left, right] = [a, b].map(|seq| FileNumber { year: 2026, seq });
            prop_assert_eq!(left.cmp(&right), left.to_string().cmp(&right.to_string()));
        }
    }
}
