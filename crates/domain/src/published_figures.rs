//! Figures that the programme told the press, beside what the files say: where they came from, and why they differ.

use crate::codes::FigureGap;
use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};
use crate::reports::FIRST_YEAR;
use crate::validation::{FieldErrors, code, optional_text};

/// Longest label of a figure, in characters.
const LABEL_MAX: usize = 200;
/// Longest explanation that a person writes, in characters.
const NOTE_MAX: usize = 500;
/// How far « environ » goes: a twentieth of the figure.
const ROUNDED: f64 = 0.05;
const COLUMNS: [&str; 10] =
    ["key", "label", "figure", "unit", "approximate", "indicator", "from_year", "as_of", "document", "url"];

/// A figure as it was told.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigure {
    /// What tells it from the others, the same at every import.
    pub key: String,
    /// What it was said to count.
    pub label: String,
    /// The figure.
    pub figure: i32,
    /// What it was said to be counted in: `person`, `family`, `file`…
    pub unit: String,
    /// Whether it was told as « environ », « plus de » or « près de ».
    pub approximate: bool,
    /// The indicator that recomputes it, when there is one.
    pub indicator: Option<String>,
    /// First year that it covers, for a sum over several years; `None` is the year of `as_of` alone.
    pub from_year: Option<i32>,
    /// When it was told to hold: a year, a month or a day.
    pub as_of: AsOf,
    /// Where it was told.
    pub document: String,
    /// Where the document can be read.
    pub url: Option<String>,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
}

impl AsOf {
    /// Reads `2019`, `2019-12` or `2019-12-20`.
    #[must_use]
    pub fn parse(raw: &str) -> Option<AsOf> {
        let parts: Vec<&str> = raw.split('-').collect();
        let [year, rest @ ..] = parts.as_slice() else { return None };
        let year = year.parse().ok().filter(|year| (FIRST_YEAR..=2100).contains(year))?;
        let month: Option<u32> = rest.first().map(|month| month.parse()).transpose().ok()?;
        let day: Option<u32> = rest.get(1).map(|day| day.parse()).transpose().ok()?;
        let real = chrono::NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        let read = AsOf { year, month, day };
        (real && rest.len() <= 2 && read.to_string() == raw).then_some(read)
    }
}

impl std::fmt::Display for AsOf {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(formatter, "-{part:02}")?;
        }
        Ok(())
    }
}

impl PublishedFigure {
    /// The periods whose sum it is compared with: whole years, then the months of a year that was not over.
    #[must_use]
    pub fn periods(&self) -> Vec<String> {
        let first = self.from_year.unwrap_or(self.as_of.year);
        // « En 2024 », told in January 2025, is written `2024`; « depuis 2018 » told in June 2023 stops in June.
        let months = self.as_of.month.filter(|month| *month < 12);
        let whole = if months.is_some() { self.as_of.year - 1 } else { self.as_of.year };
        let years = (first..=whole).map(|year| year.to_string());
        let months = (1..=months.unwrap_or(0)).map(|month| format!("{:04}-{month:02}", self.as_of.year));
        years.chain(months).collect()
    }
}

/// Reads a table of published figures (columns `key,label,figure,unit,approximate,indicator,from_year,as_of,document,url`).
///
/// # Errors
/// [`TableError`] when the file is not such a table; a wrong row is refused alone.
pub fn parse_published_figures(text: &str, indicators: &[&str]) -> Result<Parsed<PublishedFigure>, TableError> {
    let mut seen = Seen::default();
    read_table(text, COLUMNS, |[key, label, figure, unit, approximate, indicator, from_year, as_of, document, url]| {
        let read = PublishedFigure {
            key: plain_code("key", key)?,
            label: short("label", label)?,
            figure: figure
                .parse()
                .ok()
                .filter(|figure| *figure >= 0)
                .ok_or_else(|| RefusalReason::invalid("figure", figure))?,
            unit: plain_code("unit", unit)?,
            approximate: yes_no(approximate)?,
            indicator: known(indicator, indicators)?,
            from_year: optional_year(from_year)?,
            as_of: AsOf::parse(as_of).ok_or_else(|| RefusalReason::invalid("as_of", as_of))?,
            document: short("document", document)?,
            url: optional_url(url)?,
        };
        if read.from_year.is_some_and(|from| from > read.as_of.year) {
            return Err(RefusalReason::invalid("from_year", from_year));
        }
        seen.once(key)?;
        Ok(read)
    })
}

fn plain_code(column: &'static str, cell: &str) -> Result<String, RefusalReason> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let cell = required(column, cell)?;
    if cell.len() <= 100 && cell.chars().all(plain) {
        Ok(cell.to_owned())
    } else {
        Err(RefusalReason::invalid(column, cell))
    }
}

fn short(column: &'static str, cell: &str) -> Result<String, RefusalReason> {
    let cell = required(column, cell)?;
    let fits = cell.chars().count() <= LABEL_MAX && !cell.chars().any(char::is_control);
    if fits { Ok(cell.to_owned()) } else { Err(RefusalReason::invalid(column, cell)) }
}

fn yes_no(cell: &str) -> Result<bool, RefusalReason> {
    match cell {
        "yes" => Ok(true),
        "no" | "" => Ok(false),
        _ => Err(RefusalReason::invalid("approximate", cell)),
    }
}

fn known(cell: &str, indicators: &[&str]) -> Result<Option<String>, RefusalReason> {
    match cell {
        "" => Ok(None),
        _ if indicators.contains(&cell) => Ok(Some(cell.to_owned())),
        _ => Err(RefusalReason::unknown("indicator", cell)),
    }
}

fn optional_year(cell: &str) -> Result<Option<i32>, RefusalReason> {
    let read = cell.parse().ok().filter(|year| (FIRST_YEAR..=2100).contains(year));
    if cell.is_empty() { Ok(None) } else { read.map(Some).ok_or_else(|| RefusalReason::invalid("from_year", cell)) }
}

fn optional_url(cell: &str) -> Result<Option<String>, RefusalReason> {
    let fits = cell.starts_with("https://") && cell.len() <= 500 && !cell.contains(char::is_whitespace);
    match cell {
        "" => Ok(None),
        _ if fits => Ok(Some(cell.to_owned())),
        _ => Err(RefusalReason::invalid("url", cell)),
    }
}

/// What the files say, beside a published figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recomputed {
    /// The figure recomputed; `None` when there is nothing to measure.
    pub value: Option<f64>,
    /// What it is counted in.
    pub unit: String,
    /// Families behind it, when people are what is counted.
    pub families: Option<f64>,
    /// People per family that the programme reckons with.
    pub coefficient: Option<f64>,
}

/// Why the two differ, as far as it can be computed: nothing recorded, the same figure (in the same unit or not), families
/// times the coefficient, a round number; anything else waits for a person.
#[must_use]
pub fn explain(published: &PublishedFigure, recomputed: &Recomputed) -> FigureGap {
    let figure = f64::from(published.figure);
    let Some(value) = recomputed.value.filter(|value| *value != 0.0) else { return FigureGap::Coverage };
    let by_coefficient = recomputed.families.zip(recomputed.coefficient).map(|(families, by)| families * by);
    if by_coefficient.is_some_and(|value| is_same(value, figure)) {
        return FigureGap::Coefficient;
    }
    if is_same(value, figure) {
        return if published.unit == recomputed.unit { FigureGap::Same } else { FigureGap::Unit };
    }
    if published.approximate && (value - figure).abs() <= figure * ROUNDED {
        return FigureGap::Rounding;
    }
    FigureGap::Unexplained
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.5
}

/// What a person says of the difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The reason chosen; `None` leaves it to the computation.
    pub reason: Option<FigureGap>,
    /// In words.
    pub note: Option<String>,
}

impl Judgement {
    /// Reads it.
    ///
    /// # Errors
    /// `unknown_code` for a reason that nobody chooses, `too_long`.
    pub fn parse(reason: Option<&str>, note: Option<&str>) -> Result<Judgement, FieldErrors> {
        let mut errors = FieldErrors::new();
        // That two figures are the same is seen, not decided.
        let chosen = |raw: &str| FigureGap::parse(raw).filter(|gap| !matches!(gap, FigureGap::Same));
        let reason = errors.keep("/reason", reason.map(|raw| code(raw, chosen)).transpose());
        let note = errors.keep("/note", optional_text(note, NOTE_MAX));
        errors.finish(reason.zip(note).map(|(reason, note)| Judgement { reason, note }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codes::Indicator;

    const SHIPPED: &str = include_str!("../../../data/reference/press-figures-46.csv");

    fn indicators() -> Vec<&'static str> {
        Indicator::ALL.iter().map(|indicator| indicator.as_str()).collect()
    }

    fn shipped() -> Vec<PublishedFigure> {
        let parsed = parse_published_figures(SHIPPED, &indicators()).unwrap();
        assert_eq!(parsed.report.refused, []);
        parsed.items
    }

    fn figure(key: &str) -> PublishedFigure {
        shipped().into_iter().find(|one| one.key == key).unwrap()
    }

    #[test]
    fn the_press_of_the_programme_is_read_whole() {
        let all = shipped();
        assert_eq!(all.len(), 15);
        assert!(all.iter().all(|one| !one.document.is_empty()));
        let told = |key: &str| figure(key).figure;
        assert_eq!(
            ["2019-ambassadors", "2019-accompanied", "2025-accompanied", "2025-families", "2025-newcomers"].map(told),
            [320, 55, 1_200, 400, 800]
        );
    }

    #[test]
    fn a_wrong_row_is_refused_alone() {
        let header = COLUMNS.join(",");
        let good = "a,Familles,3,family,no,families_settled,,2024,Bilan,";
        let text = format!(
            "{header}\n{good}\n{good}\nb,x,-1,family,no,,,2024,d,\nc,x,1,family,no,guess,,2024,d,\nd,x,1,family,no,,2025,2024,d,\ne,x,1,family,no,,,2024-13,d,\nf,x,1,family,no,,,2024,d,http://x.example\n"
        );
        let parsed = parse_published_figures(&text, &indicators()).unwrap();
        let codes: Vec<&str> = parsed.report.refused.iter().map(|row| row.reason.code()).collect();
        assert_eq!(
            (parsed.items.len(), codes),
            (1, vec!["repeated", "invalid", "unknown", "invalid", "invalid", "invalid"])
        );
        assert!(parse_published_figures("a,b\n1,2\n", &indicators()).is_err());
    }

    #[test]
    fn a_figure_covers_whole_years_then_months() {
        assert_eq!(figure("2025-settled-2024").periods(), ["2024"]);
        let since = figure("2023-newcomers").periods();
        assert_eq!((since.len(), since[0].as_str(), since[5].as_str()), (11, "2018", "2023-01"));
        assert_eq!(since[10], "2023-06");
        assert_eq!(figure("2019-accompanied").periods(), ["2019"], "a day of December closes its year");
    }

    #[test]
    fn the_reason_is_computed_where_it_can_be() {
        let of = |value: f64, unit: &str| Recomputed { value: Some(value), unit: unit.into(), ..Recomputed::default() };
        let families = Recomputed { families: Some(400.0), coefficient: Some(2.0), ..of(1_044.0, "person") };
        assert_eq!(explain(&figure("2025-newcomers"), &families), FigureGap::Coefficient);
        assert_eq!(explain(&figure("2025-accompanied"), &of(1_200.0, "file")), FigureGap::Unit);
        assert_eq!(explain(&figure("2025-settled-2024"), &of(108.0, "family")), FigureGap::Same);
        assert_eq!(explain(&figure("2019-ambassadors"), &Recomputed::default()), FigureGap::Coverage);
        assert_eq!(explain(&figure("2023-newcomers"), &of(584.0, "person")), FigureGap::Rounding);
        assert_eq!(explain(&figure("2023-newcomers"), &of(500.0, "person")), FigureGap::Unexplained);
    }

    #[test]
    fn a_person_chooses_any_reason_but_equality() {
        assert!(Judgement::parse(Some("date_rule"), Some("Au 22 juin.")).is_ok());
        assert_eq!(Judgement::parse(None, Some(" ")).unwrap(), Judgement::default());
        let wrong = Judgement::parse(Some("same"), Some(&"x".repeat(501))).unwrap_err().into_vec();
        assert_eq!(wrong.iter().map(|error| error.code).collect::<Vec<_>>(), ["unknown_code", "too_long"]);
    }

    proptest! {
        #[test]
        fn a_date_is_read_as_it_is_written(year in 2018_i32..2100, month in 1_u32..13, day in 1_u32..29) {
            for raw in [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day:02}")] {
                prop_assert_eq!(AsOf::parse(&raw).unwrap().to_string(), raw);
            }
            let (short, wrong) = (format!("{year}-{month}-{day}"), format!("{year}-{month:02}-{day:02}-1"));
            prop_assert!(AsOf::parse(&short).is_none_or(|read| read.to_string() == short));
            prop_assert!(AsOf::parse(&wrong).is_none());
        }
    }
}
