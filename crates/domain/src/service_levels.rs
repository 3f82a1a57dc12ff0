//! Service levels: how fast the network answers households, and when it works. The programme sets them.

use chrono::{DateTime, NaiveTime, Utc};

use crate::validation::FieldErrors;
use crate::working_time::WorkingHours;

/// Delays and hours of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceLevels {
    /// Working days that a référent has to accept or decline a file.
    pub accept_days: u32,
    /// Working days from the acceptance of a file to the first contact with the household.
    pub first_contact_days: u32,
    /// Calendar days within which the next action of a file takes place.
    pub next_action_days: u32,
    /// Working days that a file may wait in the programme's pool.
    pub pool_days: u32,
    /// Calendar days after which an entry of the local directory is to be verified again.
    pub stale_after_days: u32,
    /// When the offices open and close, from Monday to Friday.
    pub hours: WorkingHours,
    /// Time in the Lot at which the digest of the day is sent.
    pub digest_at: NaiveTime,
}

impl ServiceLevels {
    /// What the programme starts with, until somebody changes it.
    pub const DEFAULT: ServiceLevels = ServiceLevels {
        accept_days: 2,
        first_contact_days: 5,
        next_action_days: 30,
        pool_days: 2,
        stale_after_days: 365,
        hours: WorkingHours { opens: on_the_hour(9), closes: on_the_hour(17) },
        digest_at: on_the_hour(8),
    };

    /// When a proposal made at `proposed_at` has to be answered.
    #[must_use]
    pub fn accept_due_at(&self, proposed_at: DateTime<Utc>) -> DateTime<Utc> {
        self.hours.deadline(proposed_at, self.accept_days)
    }

    /// When somebody who has not answered is reminded: one working day before it is due. A delay of a single day
    /// leaves no room for a reminder.
    #[must_use]
    pub fn accept_reminder_at(&self, proposed_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = self.accept_days.checked_sub(1).filter(|days| *days > 0)?;
        Some(self.hours.deadline(proposed_at, days))
    }

    /// When the household of a file accepted at `accepted_at` has to have been contacted.
    #[must_use]
    pub fn first_contact_due_at(&self, accepted_at: DateTime<Utc>) -> DateTime<Utc> {
        self.hours.deadline(accepted_at, self.first_contact_days)
    }

    /// When a file that waits in the pool since `since` has to be placed.
    #[must_use]
    pub fn pool_due_at(&self, since: DateTime<Utc>) -> DateTime<Utc> {
        self.hours.deadline(since, self.pool_days)
    }
}

impl Default for ServiceLevels {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Midnight for an hour that no clock shows.
const fn on_the_hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Service levels as they were sent; `None` is a field sent empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceLevelsInput {
    /// Working days to accept.
    pub accept_days: Option<i32>,
    /// Working days to the first contact.
    pub first_contact_days: Option<i32>,
    /// Calendar days to the next action.
    pub next_action_days: Option<i32>,
    /// Working days in the pool.
    pub pool_days: Option<i32>,
    /// Calendar days until an entry of the local directory is stale.
    pub stale_after_days: Option<i32>,
    /// Opening, `HH:MM`.
    pub opens_at: Option<String>,
    /// Closing, `HH:MM`.
    pub closes_at: Option<String>,
    /// Digest, `HH:MM`.
    pub digest_at: Option<String>,
}

impl ServiceLevels {
    /// Reads service levels.
    ///
    /// # Errors
    /// Every wrong field; the offices must close after they open.
    pub fn parse(input: &ServiceLevelsInput) -> Result<ServiceLevels, FieldErrors> {
        let mut errors = FieldErrors::new();
        let accept_days = errors.keep("/accept_days", days(input.accept_days, 1, 30));
        let first_contact_days = errors.keep("/first_contact_days", days(input.first_contact_days, 1, 60));
        let next_action_days = errors.keep("/next_action_days", days(input.next_action_days, 1, 365));
        let pool_days = errors.keep("/pool_days", days(input.pool_days, 1, 30));
        let stale_after_days = errors.keep("/stale_after_days", days(input.stale_after_days, 30, 1_825));
        let opens = errors.keep("/opens_at", time(input.opens_at.as_deref()));
        let closes = errors.keep("/closes_at", time(input.closes_at.as_deref()));
        if opens.zip(closes).is_some_and(|(opens, closes)| closes <= opens) {
            errors.push("/closes_at", "times_out_of_order");
        }
        let digest_at = errors.keep("/digest_at", time(input.digest_at.as_deref()));
        let levels = || {
            Some(ServiceLevels {
                accept_days: accept_days?,
                first_contact_days: first_contact_days?,
                next_action_days: next_action_days?,
                pool_days: pool_days?,
                stale_after_days: stale_after_days?,
                hours: WorkingHours { opens: opens?, closes: closes? },
                digest_at: digest_at?,
            })
        };
        errors.finish(levels())
    }
}

fn days(sent: Option<i32>, least: u32, most: u32) -> Result<u32, &'static str> {
    let days = u32::try_from(sent.ok_or("required")?).map_err(|_| "out_of_range")?;
    if (least..=most).contains(&days) { Ok(days) } else { Err("out_of_range") }
}

/// A time of the day to the minute, `08:30`.
fn time(sent: Option<&str>) -> Result<NaiveTime, &'static str> {
    let sent = sent.map(str::trim).filter(|text| !text.is_empty()).ok_or("required")?;
    NaiveTime::parse_from_str(sent, "%H:%M").map_err(|_| "invalid_time")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> ServiceLevelsInput {
        ServiceLevelsInput {
            accept_days: Some(2),
            first_contact_days: Some(5),
            next_action_days: Some(30),
            pool_days: Some(2),
            stale_after_days: Some(365),
            opens_at: Some("09:00".to_owned()),
            closes_at: Some("17:00".to_owned()),
            digest_at: Some("08:00".to_owned()),
        }
    }

    #[test]
    fn the_default_can_be_sent_back() {
        assert_eq!(ServiceLevels::parse(&input()), Ok(ServiceLevels::default()));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = ServiceLevelsInput {
            accept_days: Some(0),
            first_contact_days: Some(-1),
            next_action_days: Some(366),
            pool_days: None,
            stale_after_days: Some(29),
            opens_at: Some("9h".to_owned()),
            closes_at: Some("24:00".to_owned()),
            digest_at: Some(" ".to_owned()),
        };
        let errors = ServiceLevels::parse(&wrong).expect_err("eight wrong fields").into_vec();
        let told: Vec<(&str, &str)> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        let expected = [
            ("/accept_days", "out_of_range"),
            ("/first_contact_days", "out_of_range"),
            ("/next_action_days", "out_of_range"),
            ("/pool_days", "required"),
            ("/stale_after_days", "out_of_range"),
            ("/opens_at", "invalid_time"),
            ("/closes_at", "invalid_time"),
            ("/digest_at", "required"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn offices_close_after_they_open() {
        let wrong = ServiceLevelsInput { closes_at: Some("09:00".to_owned()), ..input() };
        let errors = ServiceLevels::parse(&wrong).expect_err("closed all day").into_vec();
        assert_eq!(errors.first().map(|error| error.code), Some("times_out_of_order"));
    }

    #[test]
    fn delays_are_counted_in_working_days() {
        let levels = ServiceLevels::default();
        // A Saturday: everything counts from Monday 23 November 2026 at 9:00 in the Lot.
        let at: DateTime<Utc> = "2026-11-21T09:00:00Z".parse().expect("an instant");
        let due = [levels.accept_due_at(at), levels.first_contact_due_at(at), levels.pool_due_at(at)];
        assert_eq!(
            due.map(|at| at.to_rfc3339().replace("T08:00:00+00:00", "")),
            ["2026-11-25", "2026-11-30", "2026-11-25"]
        );
        assert_eq!(levels.accept_reminder_at(at).map(|at| at.date_naive().to_string()), Some("2026-11-24".to_owned()));
        assert_eq!(ServiceLevels { accept_days: 1, ..levels }.accept_reminder_at(at), None);
    }
}
