//! What an offer pays, read from the free text of France Travail and of employers.
//!
//! Nothing is guessed: a text that could mean two things is not read at all, and is shown as it was written.

mod reader;
#[cfg(test)]
mod tests;
mod tokens;

use std::fmt;

/// What the amounts pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// An hour of work.
    Hourly,
    /// A month of work.
    Monthly,
    /// A year of work.
    Yearly,
}

impl Period {
    /// Stored and transmitted code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Period::Hourly => "hourly",
            Period::Monthly => "monthly",
            Period::Yearly => "yearly",
        }
    }

    /// The word of schema.org for the unit of a salary.
    #[must_use]
    pub const fn unit_text(self) -> &'static str {
        match self {
            Period::Hourly => "HOUR",
            Period::Monthly => "MONTH",
            Period::Yearly => "YEAR",
        }
    }

    /// What somebody may be paid, in cents; a figure outside was misread or mistyped.
    const fn plausible(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Period::Hourly => 200..=100_000,
            Period::Monthly => 10_000..=10_000_000,
            Period::Yearly => 100_000..=200_000_000,
        }
    }
}

/// Whether the amounts are before or after contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Before (*brut*).
    Gross,
    /// After (*net*).
    Net,
}

impl Basis {
    /// Stored and transmitted code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Basis::Gross => "gross",
            Basis::Net => "net",
        }
    }
}

/// A salary that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Salary {
    period: Period,
    min: i64,
    max: Option<i64>,
    paid_months: Option<u16>,
    basis: Option<Basis>,
}

/// Tenths of months a year may pay.
const PAID_MONTHS: std::ops::RangeInclusive<u16> = 1..=240;
/// Hundredths of hours in a month of 35 hours a week.
const HOURS_PER_MONTH: i64 = 15_167;

impl Salary {
    /// A salary of plausible amounts in cents, the lower first. Without `max`, it starts at `min` and nobody says how
    /// far it goes; a single amount is given twice. `paid_months` is in tenths: 135 for thirteen months and a half.
    #[must_use]
    pub fn new(
        period: Period,
        min: i64,
        max: Option<i64>,
        paid_months: Option<u16>,
        basis: Option<Basis>,
    ) -> Option<Salary> {
        let plausible = |amount: i64| period.plausible().contains(&amount);
        let amounts = plausible(min) && max.is_none_or(|max| plausible(max) && min <= max);
        let months = paid_months.is_none_or(|tenths| PAID_MONTHS.contains(&tenths));
        (amounts && months).then_some(Salary { period, min, max, paid_months, basis })
    }

    /// Reads a text, or `None` when what it says is not certain.
    #[must_use]
    pub fn parse(text: &str) -> Option<Salary> {
        reader::read(text)
    }

    /// What the amounts pay.
    #[must_use]
    pub const fn period(self) -> Period {
        self.period
    }

    /// The lowest amount, in cents.
    #[must_use]
    pub const fn min(self) -> i64 {
        self.min
    }

    /// The highest amount, in cents; the lowest again when there is one amount, `None` for "à partir de".
    #[must_use]
    pub const fn max(self) -> Option<i64> {
        self.max
    }

    /// Tenths of months paid in a year, when the text says it.
    #[must_use]
    pub const fn paid_months(self) -> Option<u16> {
        self.paid_months
    }

    /// Gross or net, when the text says it.
    #[must_use]
    pub const fn basis(self) -> Option<Basis> {
        self.basis
    }

    /// Gross cents a month, to compare offers: the lowest and the highest. An hour counts 151.67 times, a year is
    /// shared over twelve months, and so are the months paid above twelve. What is not said to be net is gross, as
    /// France Travail writes it; a net salary cannot be compared.
    #[must_use]
    pub fn monthly_gross_range(self) -> Option<(i64, Option<i64>)> {
        if self.basis == Some(Basis::Net) {
            return None;
        }
        let (times, over) = match self.period {
            Period::Hourly => (HOURS_PER_MONTH, 100),
            Period::Monthly => (i64::from(self.paid_months.unwrap_or(120).max(120)), 120),
            Period::Yearly => (1, 12),
        };
        let monthly = |amount: i64| (amount * times + over / 2) / over;
        Some((monthly(self.min), self.max.map(monthly)))
    }
}

/// The shape in which France Travail writes salaries: `Mensuel de 1923.00 Euros à 2500.00 Euros sur 13.0 mois`.
impl fmt::Display for Salary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let euros = |amount: i64| format!("{}.{:02} Euros", amount / 100, amount % 100);
        f.write_str(match self.period {
            Period::Hourly => "Horaire",
            Period::Monthly => "Mensuel",
            Period::Yearly => "Annuel",
        })?;
        match self.max {
            None => write!(f, " à partir de {}", euros(self.min))?,
            Some(max) if max == self.min => write!(f, " de {}", euros(max))?,
            Some(max) => write!(f, " de {} à {}", euros(self.min), euros(max))?,
        }
        match self.basis {
            None => {}
            Some(Basis::Gross) => f.write_str(" brut")?,
            Some(Basis::Net) => f.write_str(" net")?,
        }
        match self.paid_months {
            None => Ok(()),
            Some(tenths) => write!(f, " sur {}.{} mois", tenths / 10, tenths % 10),
        }
    }
}
