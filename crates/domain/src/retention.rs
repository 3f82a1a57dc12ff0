//! The privacy clock: how long a file is kept after the person's own last action, and when they are told.
//!
//! Days are those of the Lot, and deadlines count calendar months: two years after 29 February end on 28 February. Only
//! what the person does moves the clock: never a mail that was sent to them, nor anything that staff does.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use chrono_tz::Europe::Paris;

use crate::codes::{ProjectType, RetentionBasis, RetentionState};
use crate::validation::FieldErrors;

/// Projects of people who look for work: their files are kept as long as those of candidates.
pub const JOB_SEARCH: [ProjectType; 2] = [ProjectType::Employee, ProjectType::Health];

/// How long files are kept. Versions of it are never changed, only replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Calendar months for which a file with a job search is kept.
    pub job_search_months: u32,
    /// Calendar months for which any other file is kept.
    pub other_months: u32,
    /// Days before its end at which the person is told.
    pub notice_days: u32,
}

/// A policy as it was sent; `None` is a field sent empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PolicyInput {
    /// Months with a job search.
    pub job_search_months: Option<i32>,
    /// Months without.
    pub other_months: Option<i32>,
    /// Days of notice.
    pub notice_days: Option<i32>,
}

/// What the clock knows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Day of the person's own last action; of the opening of the file when they did nothing since.
    pub last_action_on: NaiveDate,
    /// Whether somebody of the household looks for work.
    pub has_job_search: bool,
    /// Whether they can be told, by mail.
    pub is_reachable: bool,
    /// Day on which they were told, since their last action.
    pub noticed_on: Option<NaiveDate>,
}

/// The day in the Lot of an instant.
#[must_use]
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

impl Policy {
    /// What the programme starts with: two years for candidates, else three, told a month before.
    pub const DEFAULT: Policy = Policy { job_search_months: 24, other_months: 36, notice_days: 30 };

    /// Reads a policy.
    ///
    /// # Errors
    /// Every wrong field: 6 to 60 months, 15 to 90 days.
    pub fn parse(input: &PolicyInput) -> Result<Policy, FieldErrors> {
        let mut errors = FieldErrors::new();
        let job_search_months = errors.keep("/job_search_months", within(input.job_search_months, 6, 60));
        let other_months = errors.keep("/other_months", within(input.other_months, 6, 60));
        let notice_days = errors.keep("/notice_days", within(input.notice_days, 15, 90));
        let policy = || {
            Some(Policy {
                job_search_months: job_search_months?,
                other_months: other_months?,
                notice_days: notice_days?,
            })
        };
        errors.finish(policy())
    }

    /// Calendar months for which a file is kept.
    #[must_use]
    pub const fn months(&self, has_job_search: bool) -> u32 {
        if has_job_search { self.job_search_months } else { self.other_months }
    }

    /// First day on which the file is no longer to be kept.
    #[must_use]
    pub fn deadline(&self, kept: &Kept) -> NaiveDate {
        let months = Months::new(self.months(kept.has_job_search));
        kept.last_action_on.checked_add_months(months).unwrap_or(NaiveDate::MAX)
    }

    /// First day on which the person is told.
    #[must_use]
    pub fn notice_on(&self, kept: &Kept) -> NaiveDate {
        before(self.deadline(kept), self.notice_days)
    }

    /// The day on which the file is erased when nothing happens any more and the clock runs every day from `today` on.
    ///
    /// Somebody who can be told has the whole notice, even when they are told late.
    #[must_use]
    pub fn erased_on(&self, kept: &Kept, today: NaiveDate) -> NaiveDate {
        if !kept.is_reachable && kept.noticed_on.is_none() {
            return self.deadline(kept).max(today);
        }
        let told = kept.noticed_on.unwrap_or_else(|| self.notice_on(kept).max(today));
        self.deadline(kept).max(after(told, self.notice_days)).max(today)
    }

    /// Where the file stands on `today`.
    #[must_use]
    pub fn state(&self, kept: &Kept, today: NaiveDate) -> RetentionState {
        let waits_for_notice = kept.is_reachable && kept.noticed_on.is_none();
        if !waits_for_notice && self.erased_on(kept, today) == today {
            RetentionState::Due
        } else if kept.noticed_on.is_some() {
            RetentionState::Noticed
        } else if waits_for_notice && today >= self.notice_on(kept) {
            RetentionState::NoticeDue
        } else {
            RetentionState::Kept
        }
    }
}

impl Kept {
    /// Why the file is kept for as long as it is.
    #[must_use]
    pub const fn basis(&self) -> RetentionBasis {
        if self.has_job_search { RetentionBasis::JobSearch } else { RetentionBasis::FollowUp }
    }
}

fn within(sent: Option<i32>, least: u32, most: u32) -> Result<u32, &'static str> {
    let number = u32::try_from(sent.ok_or("required")?).map_err(|_| "out_of_range")?;
    if (least..=most).contains(&number) { Ok(number) } else { Err("out_of_range") }
}

fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
