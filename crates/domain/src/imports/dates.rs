//! Days as spreadsheets hold them.

use chrono::{Datelike, Days, NaiveDate};

use super::vocabulary::{Topic, Vocabulary};
use crate::text::fold;

/// How a day written with three numbers is read when its year does not come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2024.
    #[default]
    DayFirst,
    /// 12/31/2024.
    MonthFirst,
}

impl DateOrder {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
        }
    }

    /// The order of a code, if there is one.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst].into_iter().find(|order| order.code() == code)
    }
}

/// Reads a day: three numbers in either order, ISO with or without a time, a month in letters, or a
/// spreadsheet's serial number. Two-digit years belong to the hundred years ending next year.
///
/// `None` when the text is no day, or one that does not exist.
pub fn parse_date(text: &str, order: DateOrder, vocabulary: &Vocabulary, today: NaiveDate) -> Option<NaiveDate> {
    let text = without_time(text.trim());
    if let Some(day) = serial(text) {
        return Some(day);
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| vocabulary.code(Topic::Weekday, word).is_none()).collect();
    let [first, second, third] = <[&str; 3]>::try_from(words).ok()?;
    let month_word = |word: &str| vocabulary.code(Topic::Month, word)?.parse::<u32>().ok();
    let (year, month, day) = if let Some(month) = month_word(second) {
        (third, month, ordinal(first)?)
    } else if let Some(month) = month_word(first) {
        (third, month, ordinal(second)?)
    } else if first.len() == 4 {
        (first, number(second)?, number(third)?)
    } else if order == DateOrder::MonthFirst {
        (third, number(first)?, number(second)?)
    } else {
        (third, number(second)?, number(first)?)
    };
    NaiveDate::from_ymd_opt(full_year(year, today)?, month, day)
}

/// What stands before a time of day: `2021-03-03T00:00:00`, `03/03/2021 14:30`.
fn without_time(text: &str) -> &str {
    let Some((before, _)) = text.split_once(':') else {
        return text;
    };
    before.rsplit_once(['T', ' ']).map_or(text, |(day, _)| day.trim())
}

/// Days counted by spreadsheets since 1899-12-30, or a day as eight digits.
fn serial(text: &str) -> Option<NaiveDate> {
    let whole = text.split_once(['.', ',']).filter(|(_, f)| f.len() != 2).map_or(text, |(whole, _)| whole);
    if !whole.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    match whole.len() {
        // Below are years before 1954: more likely a postal code than a day of this programme.
        5 => {
            let days: u64 = whole.parse().ok().filter(|days| (20_000..80_000).contains(days))?;
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
        }
        8 => NaiveDate::parse_from_str(whole, "%Y%m%d").ok().filter(|day| (1950..2150).contains(&day.year())),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|_| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()))
}

/// A day number that letters may follow ("1er").
fn ordinal(word: &str) -> Option<u32> {
    number(word.trim_end_matches(|c: char| c.is_alphabetic()))
}

fn full_year(word: &str, today: NaiveDate) -> Option<i32> {
    let year: i32 = word.parse().ok().filter(|_| word.chars().all(|c| c.is_ascii_digit()))?;
    match word.len() {
        4 => Some(year),
        2 => {
            let century = today.year() - today.year().rem_euclid(100);
            let this_century = century + year;
            Some(if this_century > today.year() + 1 { this_century - 100 } else { this_century })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, order: DateOrder) -> Option<String> {
        let vocabulary = Vocabulary::new([
            ("month", "mars", "3"),
            ("month", "févr.", "2"),
            ("month", "février", "2"),
            ("weekday", "mercredi", ""),
        ])
        .unwrap_or_default();
        let today = NaiveDate::from_ymd_opt(2026, 11, 21)?;
        parse_date(text, order, &vocabulary, today).map(|day| day.to_string())
    }

    #[test]
    fn every_way_to_write_a_day() {
        for text in [
            "03/03/2021",
            "3/3/21",
            "2021-03-03",
            "2021/03/03",
            "3 mars 2021",
            "mercredi 3 mars 2021",
            "3-mars-21",
            "03.03.2021",
            "2021-03-03T00:00:00",
            "03/03/2021 14:30",
            "44258",
            "44258.5",
            "20210303",
            " 03 / 03 / 2021 ",
        ] {
            assert_eq!(read(text, DateOrder::DayFirst).as_deref(), Some("2021-03-03"), "{text}");
        }
        assert_eq!(read("1er févr. 2020", DateOrder::DayFirst).as_deref(), Some("2020-02-01"));
        assert_eq!(read("12/31/2020", DateOrder::MonthFirst).as_deref(), Some("2020-12-31"));
        assert_eq!(read("01/02/27", DateOrder::DayFirst).as_deref(), Some("2027-02-01"));
        assert_eq!(read("01/02/28", DateOrder::DayFirst).as_deref(), Some("1928-02-01"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "31/02/2021",
            "2021-02-29",
            "12/31/2020",
            "30 février 2021",
            "3 brumaire 2021",
            "mars 2021",
            "12",
            "03/03/121",
            "03/03/2021/1",
            "999999",
        ] {
            let day = read(text, DateOrder::DayFirst);
            assert_eq!(day, None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_day_is_read_back(days in 0u64..30_000) {
            let day = NaiveDate::from_ymd_opt(1960, 1, 1).and_then(|d| d.checked_add_days(Days::new(days)));
            let day = day.map(|d| (d.format("%d/%m/%Y").to_string(), d.to_string()));
            prop_assert_eq!(day.as_ref().and_then(|(french, _)| read(french, DateOrder::DayFirst)), day.as_ref().map(|(_, iso)| iso.clone()));
            prop_assert_eq!(day.as_ref().and_then(|(_, iso)| read(iso, DateOrder::MonthFirst)), day.map(|(_, iso)| iso));
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,24}") {
            let _ = read(&text, DateOrder::MonthFirst);
        }
    }
}
