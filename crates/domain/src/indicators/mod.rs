//! The figures of the programme: what each one counts, when, by what it may be broken down, who reads how much of it.
//!
//! Labels and definitions are those of the list `indicators`; the sentence of the date rule stands in
//! `data/reference/indicators-fr.csv`, coefficients in `data/reference/coefficients.csv`.

mod period;
pub mod suppression;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, Duration, Months, NaiveDate, Utc};

pub use crate::codes::{Indicator, IndicatorDimension as Dimension, IndicatorNature as Nature, IndicatorUnit as Unit};
use crate::service_levels::ServiceLevels;
pub use period::Period;

use Dimension::{
    AgeBand, Campaign, Commune, Epci, Event, Month, ProjectType, Quarter, Source, TargetGroup, Theme, ThemeEpci,
};

/// Months after the end of a cohort within which a family that settles is counted as converted.
const CONVERSION_MONTHS: u32 = 24;

/// What a file may be counted under.
const OF_FILES: &[Dimension] = &[Epci, Source, Campaign, ProjectType, TargetGroup, Event, Month, Quarter];
/// The same at one day.
const OF_STOCK: &[Dimension] = &[Epci, Source, Campaign, ProjectType, TargetGroup, Event];
/// The same where a family moved to a commune.
const OF_FAMILIES: &[Dimension] = &[Epci, Commune, Source, Campaign, ProjectType, TargetGroup, Event, Month, Quarter];
/// What only has a place and a date.
const OF_PLACES: &[Dimension] = &[Epci, Month, Quarter];

impl Indicator {
    /// What it is a number of.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::ProspectsNew
            | Self::ProspectsQualified
            | Self::ProspectsSupported
            | Self::InProgressAt
            | Self::StandWithProject
            | Self::StandFollowed => Unit::File,
            Self::AdultsSupported => Unit::Adult,
            Self::FamiliesSettled | Self::TakeoversDone => Unit::Family,
            Self::NewcomersActual | Self::NewcomersInsee => Unit::Person,
            Self::StillHereAfter12Months | Self::ConversionBySource | Self::SlaAcceptKept | Self::SlaContactKept => {
                Unit::Percent
            }
            Self::FirstContactDelay => Unit::Hour,
            Self::Obstacles => Unit::Obstacle,
            Self::AgeBands => Unit::Child,
            Self::PositionsFilled => Unit::Position,
            Self::OffersPublished => Unit::Offer,
            Self::MemberEmployers => Unit::Employer,
            Self::AmbassadorsActive => Unit::Ambassador,
            Self::Sponsorings => Unit::Sponsoring,
            Self::StandVisitors => Unit::Visitor,
        }
    }

    /// How it relates to its period.
    #[must_use]
    pub const fn nature(self) -> Nature {
        match self {
            Self::InProgressAt | Self::MemberEmployers | Self::AmbassadorsActive => Nature::Stock,
            Self::FirstContactDelay => Nature::Median,
            Self::StillHereAfter12Months | Self::ConversionBySource | Self::SlaAcceptKept | Self::SlaContactKept => {
                Nature::Rate
            }
            _ => Nature::Flow,
        }
    }

    /// What it may be broken down by.
    #[must_use]
    pub const fn dimensions(self) -> &'static [Dimension] {
        match self {
            Self::InProgressAt => OF_STOCK,
            Self::FamiliesSettled
            | Self::NewcomersActual
            | Self::NewcomersInsee
            | Self::TakeoversDone
            | Self::PositionsFilled
            | Self::StillHereAfter12Months => OF_FAMILIES,
            Self::FirstContactDelay | Self::SlaAcceptKept | Self::SlaContactKept | Self::OffersPublished => OF_PLACES,
            Self::Sponsorings => OF_PLACES,
            Self::Obstacles => &[Theme, Epci, ThemeEpci, Month, Quarter],
            Self::AgeBands => &[AgeBand, Epci, Month, Quarter],
            Self::MemberEmployers | Self::AmbassadorsActive => &[Epci],
            Self::StandVisitors => &[Event, Month, Quarter],
            Self::StandWithProject => &[Event, Epci, Month, Quarter],
            _ => OF_FILES,
        }
    }

    /// Whether households' files stand behind it, so that its list can be opened.
    #[must_use]
    pub const fn is_of_files(self) -> bool {
        !matches!(self, Self::OffersPublished | Self::MemberEmployers | Self::AmbassadorsActive | Self::StandVisitors)
    }

    /// Whether it is about places, so that it can be read for one of them.
    #[must_use]
    pub fn has_places(self) -> bool {
        self.dimensions().contains(&Epci)
    }

    /// The coefficient by which families are multiplied in a period: the one in force on its last day.
    #[must_use]
    pub fn coefficient(self, period: Period) -> Option<&'static Coefficient> {
        let versions = coefficients().iter().filter(|version| version.code == self.as_str());
        versions.filter(|version| version.valid_from <= period.last_on()).max_by_key(|version| version.valid_from)
    }

    /// Every version of its coefficient, oldest first.
    pub fn coefficients(self) -> impl Iterator<Item = &'static Coefficient> {
        coefficients().iter().filter(move |version| version.code == self.as_str())
    }
}

/// One version of a coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficient {
    /// The indicator that it serves.
    pub code: String,
    /// First day on which it is in force.
    pub valid_from: NaiveDate,
    /// Persons per family.
    pub value: f64,
    /// Where it comes from, in French.
    pub source: String,
}

/// Every version of every coefficient, as shipped; a line that cannot be read is left out, and a test misses it.
fn coefficients() -> &'static [Coefficient] {
    static READ: LazyLock<Vec<Coefficient>> = LazyLock::new(|| {
        let table = include_str!("../../../../data/reference/coefficients.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).into_records().filter_map(|row| {
            let row = row.ok()?;
            Some(Coefficient {
                code: row.get(0)?.to_owned(),
                valid_from: row.get(1)?.parse().ok()?,
                value: row.get(2)?.parse().ok()?,
                source: row.get(3)?.to_owned(),
            })
        });
        rows.collect()
    });
    &READ
}

/// The sentence that says on which day something is counted, in French.
#[must_use]
pub fn date_rule(indicator: Indicator) -> &'static str {
    static READ: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let table = include_str!("../../../../data/reference/indicators-fr.csv");
        let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
        rows.filter_map(|row| row.ok().and_then(|row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned())))).collect()
    });
    READ.iter().find(|(code, _)| code == indicator.as_str()).map_or("", |(_, rule)| rule)
}

/// The last day on which a family of the cohort of a period counts as converted.
#[must_use]
pub fn converted_until(period: Period) -> NaiveDate {
    let months = Months::new(CONVERSION_MONTHS);
    period.until().checked_add_months(months).and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// Working time from the request of a household to the first exchange with it, in hours. The hours are those that the
/// programme started with and not those of its settings, which change: no past figure moves with them.
#[must_use]
pub fn contact_delay(asked_at: DateTime<Utc>, spoken_at: DateTime<Utc>) -> f64 {
    let time = ServiceLevels::DEFAULT.hours.time_between(asked_at, spoken_at).max(Duration::zero());
    hours(time.num_minutes())
}

/// Minutes as hours with one decimal.
#[expect(clippy::cast_precision_loss, reason = "a delay is far below what a float holds exactly")]
fn hours(minutes: i64) -> f64 {
    (minutes as f64 / 6.0).round() / 10.0
}

/// The middle of what was measured; the mean of the two in the middle, with one decimal. Nothing has no middle.
#[must_use]
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some((f64::midpoint(lower, upper) * 10.0).round() / 10.0)
}

/// How many in a hundred, with one decimal; none of nothing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
pub fn percent(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| ((part as f64) * 1000.0 / (whole as f64)).round() / 10.0)
}

/// By how much a figure changed, in percent with one decimal; nothing to compare with zero.
#[must_use]
pub fn growth(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| ((now - before) * 1000.0 / before).round() / 10.0)
}

/// The places of which figures are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Places {
    /// Everything, wherever.
    #[default]
    All,
    /// These EPCI; `None` among them is what has no place.
    Only(BTreeSet<Option<String>>),
}

impl Places {
    /// These places narrowed to one of them: nothing is left when it is not among them.
    #[must_use]
    pub fn narrowed(self, to: Option<String>) -> Places {
        match self {
            Places::All => Places::Only(BTreeSet::from([to])),
            Places::Only(mut places) => {
                places.retain(|place| *place == to);
                Places::Only(places)
            }
        }
    }
}

/// What a reading of figures covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Of which places.
    pub places: Places,
    /// The present instant: promises whose time has not come are not counted.
    pub now: DateTime<Utc>,
}

impl Scope {
    /// Everything, as far as `now` knows.
    #[must_use]
    pub const fn all(now: DateTime<Utc>) -> Scope {
        Scope { places: Places::All, now }
    }
}

#[cfg(test)]
mod tests;
