//! Numbers as a French press release writes them.

/// Thousands apart, and a number apart from its sign: a space that is narrow and never breaks.
const NARROW: char = '\u{202f}';

/// A figure: thousands apart, one decimal after a comma when there is one.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let written = format!("{:.1}", rounded.abs());
    let (whole, tenth) = written.split_once('.').unwrap_or((&written, "0"));
    let sign = if rounded < 0.0 { "−" } else { "" };
    let decimals = if tenth == "0" { String::new() } else { format!(",{tenth}") };
    format!("{sign}{}{decimals}", grouped(whole))
}

/// How a figure moved since the year before: `+47,9 %`; `None` when there was nothing to move from.
#[must_use]
pub fn evolution(value: f64, previous: f64) -> Option<String> {
    if previous == 0.0 {
        return None;
    }
    let percent = (value - previous) / previous * 100.0;
    let sign = if percent >= 0.05 { "+" } else { "" };
    Some(format!("{sign}{}{NARROW}%", number(percent)))
}

fn grouped(digits: &str) -> String {
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(NARROW);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_written_as_in_print() {
        let written = [0.0, 7.0, 999.0, 1_044.0, 1_234_567.0, 47.94, -12.0].map(number);
        assert_eq!(written, ["0", "7", "999", "1\u{202f}044", "1\u{202f}234\u{202f}567", "47,9", "−12"]);
    }

    #[test]
    fn evolutions_are_those_of_the_press() {
        assert_eq!(evolution(108.0, 73.0).as_deref(), Some("+47,9\u{202f}%"));
        assert_eq!(evolution(73.0, 101.0).as_deref(), Some("−27,7\u{202f}%"));
        assert_eq!(evolution(73.0, 73.0).as_deref(), Some("0\u{202f}%"));
        assert_eq!(evolution(5.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn a_whole_number_reads_back(value in 0_u32..2_000_000_000) {
            prop_assert_eq!(number(f64::from(value)).replace(NARROW, "").parse::<u32>(), Ok(value));
        }
    }
}
