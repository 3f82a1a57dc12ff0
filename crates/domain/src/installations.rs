//! The move into the Lot: where, when, how many, thanks to which job.

use chrono::{Months, NaiveDate};
use uuid::Uuid;

use crate::codes::{InstallationCheck, JobThrough};
use crate::validation::{FieldErrors, optional_code, optional_text};

/// The programme began in December 2018; nobody it accompanied moved in before.
const EARLIEST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 1, 1);
/// Most people of one kind in a household.
const PEOPLE_MAX: i32 = 20;
/// Longest name of an employer, in characters.
const EMPLOYER_MAX: usize = 200;

/// An installation as it was sent; the commune's existence is for the caller to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallationInput {
    /// Day of moving in.
    pub moved_in_on: NaiveDate,
    /// INSEE code of the commune.
    pub commune_code: String,
    /// Adults who moved in.
    pub adults: i32,
    /// Children who moved in.
    pub children: i32,
    /// Code of how the first job was found.
    pub job_through: Option<String>,
    /// Employer in the Lot.
    pub employer_name: Option<String>,
    /// Job offer thanks to which they came.
    pub job_offer_id: Option<Uuid>,
    /// Code of what was found at 6 months.
    pub six_month_result: Option<String>,
    /// Code of what was found at 12 months.
    pub twelve_month_result: Option<String>,
}

/// A household's installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Day of moving in: the date under which the family is counted.
    pub moved_in_on: NaiveDate,
    /// INSEE code of the commune.
    pub commune_code: String,
    /// Adults who moved in.
    pub adults: i32,
    /// Children who moved in.
    pub children: i32,
    /// How the first job was found.
    pub job_through: Option<JobThrough>,
    /// Employer in the Lot.
    pub employer_name: Option<String>,
    /// Job offer thanks to which they came; whether it exists is for the caller to check.
    pub job_offer_id: Option<Uuid>,
    /// What was found at 6 months.
    pub six_month_result: Option<InstallationCheck>,
    /// What was found at 12 months.
    pub twelve_month_result: Option<InstallationCheck>,
}

impl Installation {
    /// Reads an installation.
    ///
    /// # Errors
    /// `in_future`, `out_of_range`, `unknown_code`, `too_long`.
    pub fn parse(input: &InstallationInput, today: NaiveDate) -> Result<Installation, FieldErrors> {
        let mut errors = FieldErrors::new();
        if input.moved_in_on > today {
            errors.push("/moved_in_on", "in_future");
        } else if EARLIEST.is_some_and(|earliest| input.moved_in_on < earliest) {
            errors.push("/moved_in_on", "out_of_range");
        }
        for (pointer, count, least) in [("/adults", input.adults, 1), ("/children", input.children, 0)] {
            if !(least..=PEOPLE_MAX).contains(&count) {
                errors.push(pointer, "out_of_range");
            }
        }
        let job_through =
            errors.keep("/job_through", optional_code(input.job_through.as_deref(), JobThrough::parse)).flatten();
        let employer_name =
            errors.keep("/employer_name", optional_text(input.employer_name.as_deref(), EMPLOYER_MAX)).flatten();
        let mut check = |pointer: &str, raw: Option<&str>| {
            errors.keep(pointer, optional_code(raw, InstallationCheck::parse)).flatten()
        };
        let six_month_result = check("/six_month_result", input.six_month_result.as_deref());
        let twelve_month_result = check("/twelve_month_result", input.twelve_month_result.as_deref());
        errors.finish(Some(Installation {
            moved_in_on: input.moved_in_on,
            commune_code: input.commune_code.clone(),
            adults: input.adults,
            children: input.children,
            job_through,
            employer_name,
            job_offer_id: input.job_offer_id,
            six_month_result,
            twelve_month_result,
        }))
    }

    /// Day of the check six months after moving in, the end of a shorter month when need be.
    #[must_use]
    pub fn six_month_check_on(&self) -> NaiveDate {
        self.moved_in_on.checked_add_months(Months::new(6)).unwrap_or(self.moved_in_on)
    }

    /// Day of the check twelve months after moving in.
    #[must_use]
    pub fn twelve_month_check_on(&self) -> NaiveDate {
        self.moved_in_on.checked_add_months(Months::new(12)).unwrap_or(self.moved_in_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn input(moved_in_on: &str) -> InstallationInput {
        InstallationInput {
            moved_in_on: day(moved_in_on),
            commune_code: "46102".to_owned(),
            adults: 2,
            children: 1,
            job_through: Some("takeover".to_owned()),
            job_offer_id: None,
            employer_name: None,
            six_month_result: None,
            twelve_month_result: None,
        }
    }

    #[test]
    fn checks_fall_on_calendar_months_clamped() {
        let installation = Installation::parse(&input("2025-08-31"), day("2026-11-21")).unwrap();
        assert_eq!(installation.six_month_check_on(), day("2026-02-28"));
        assert_eq!(installation.twelve_month_check_on(), day("2026-08-31"));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong =
            InstallationInput { adults: 0, children: 99, job_through: Some("x".to_owned()), ..input("2027-01-01") };
        let errors = Installation::parse(&wrong, day("2026-11-21")).unwrap_err().into_vec();
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/moved_in_on", "/adults", "/children", "/job_through"]);
    }
}
