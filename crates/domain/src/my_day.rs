//! The day of somebody who accompanies households: what is late, whom to call, who has not answered yet.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::codes::{OverdueReason, ProspectStatus};

/// A file in use, as far as the day of one person is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFile {
    /// State of the file.
    pub status: ProspectStatus,
    /// Whether the person is its référent, or is asked to be.
    pub accompanied: bool,
    /// Day of the next action.
    pub next_action_on: Option<NaiveDate>,
    /// The account to which the next action was given by name.
    pub next_action_assignee_id: Option<Uuid>,
    /// By when the person, who accepted the file, was to speak with the household; none once somebody has.
    pub first_contact_due_at: Option<DateTime<Utc>>,
    /// Our last exchange towards the household.
    pub last_sent_at: Option<DateTime<Utc>>,
    /// The last thing that the household did itself.
    pub last_act_at: Option<DateTime<Utc>>,
}

/// What a file asks of the person today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Something should have been done already.
    Overdue(OverdueReason),
    /// The next action is for today.
    ToCall,
    /// The household has not answered since.
    Waiting(DateTime<Utc>),
}

/// Whether a next action is for the person `me`: given to them by name, or to nobody on a file that they accompany.
#[must_use]
pub fn is_theirs(me: Uuid, assignee_id: Option<Uuid>, accompanied: bool) -> bool {
    assignee_id.map_or(accompanied, |assignee| assignee == me)
}

impl DayFile {
    /// What the file asks of `me`, the gravest first: a late first contact is a broken promise to the household, as long as
    /// the file is only assigned (whoever is supported was spoken with). What is late concerns everybody who accompanies
    /// the file, whoever was to do it: the one named may be away for good.
    #[must_use]
    pub fn turn(&self, me: Uuid, today: NaiveDate, now: DateTime<Utc>) -> Option<Turn> {
        if !self.status.is_open() {
            return None;
        }
        if self.status == ProspectStatus::Assigned && has_passed(self.first_contact_due_at, now) {
            return Some(Turn::Overdue(OverdueReason::FirstContact));
        }
        match self.next_action_on {
            Some(day) if day < today => Some(Turn::Overdue(OverdueReason::NextAction)),
            Some(day) if day == today => {
                is_theirs(me, self.next_action_assignee_id, self.accompanied).then_some(Turn::ToCall)
            }
            _ => self.waiting_since().map(Turn::Waiting),
        }
    }

    /// Since when the household owes an answer. Nobody waits for a household that sleeps.
    fn waiting_since(&self) -> Option<DateTime<Utc>> {
        let sent = self.last_sent_at.filter(|_| self.status != ProspectStatus::Dormant)?;
        self.last_act_at.is_none_or(|act| act < sent).then_some(sent)
    }
}

/// Whether something due on `day` is late on `today`; what is due today is not.
#[must_use]
pub fn is_late(day: Option<NaiveDate>, today: NaiveDate) -> bool {
    day.is_some_and(|day| day < today)
}

/// Whether an answer due at `due_at` is late at `now`.
#[must_use]
pub fn has_passed(due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    due_at.is_some_and(|due| due < now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn now() -> DateTime<Utc> {
        "2026-11-21T09:00:00Z".parse().unwrap()
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn ago(hours: i64) -> Option<DateTime<Utc>> {
        Some(now() - chrono::Duration::hours(hours))
    }

    fn file(next_action_on: &str) -> DayFile {
        DayFile {
            status: ProspectStatus::Assigned,
            accompanied: true,
            next_action_on: day(next_action_on),
            next_action_assignee_id: None,
            first_contact_due_at: None,
            last_sent_at: None,
            last_act_at: None,
        }
    }

    fn turn(file: &DayFile) -> Option<Turn> {
        file.turn(ME, day("2026-11-21").unwrap(), now())
    }

    #[test]
    fn yesterday_is_late_today_is_today_and_tomorrow_asks_nothing() {
        assert_eq!(turn(&file("2026-11-20")), Some(Turn::Overdue(OverdueReason::NextAction)));
        assert_eq!(turn(&file("2026-11-21")), Some(Turn::ToCall));
        assert_eq!(turn(&file("2026-11-22")), None);
    }

    #[test]
    fn a_call_is_for_whom_it_was_given_to_but_lateness_is_for_all() {
        let given = |to, on, accompanied| DayFile { next_action_assignee_id: Some(to), accompanied, ..file(on) };
        assert_eq!(turn(&given(OTHER, "2026-11-21", true)), None);
        assert_eq!(turn(&given(OTHER, "2026-11-20", true)), Some(Turn::Overdue(OverdueReason::NextAction)));
        assert_eq!(turn(&given(ME, "2026-11-21", false)), Some(Turn::ToCall));
        assert!(is_theirs(ME, None, true) && !is_theirs(ME, None, false) && !is_theirs(ME, Some(OTHER), true));
    }

    #[test]
    fn a_late_first_contact_comes_before_everything() {
        let late = DayFile { first_contact_due_at: ago(1), ..file("2026-11-20") };
        assert_eq!(turn(&late), Some(Turn::Overdue(OverdueReason::FirstContact)));
        let in_time = DayFile { first_contact_due_at: Some(now()), ..file("2026-11-22") };
        assert_eq!(turn(&in_time), None);
        let supported = DayFile { status: ProspectStatus::Supported, ..late };
        assert_eq!(turn(&supported), Some(Turn::Overdue(OverdueReason::NextAction)));
    }

    #[test]
    fn the_household_owes_an_answer_to_what_came_after_its_last_act() {
        let sent = |act, status| DayFile { last_sent_at: ago(24), last_act_at: act, status, ..file("2026-11-30") };
        assert_eq!(turn(&sent(None, ProspectStatus::Supported)), ago(24).map(Turn::Waiting));
        assert_eq!(turn(&sent(ago(30), ProspectStatus::Supported)), ago(24).map(Turn::Waiting));
        // A meeting is both: ours and theirs, at the same instant.
        assert_eq!(turn(&sent(ago(24), ProspectStatus::Supported)), None);
        assert_eq!(turn(&sent(ago(2), ProspectStatus::Supported)), None);
        assert_eq!(turn(&sent(None, ProspectStatus::Dormant)), None);
        let due = DayFile { last_sent_at: ago(24), ..file("2026-11-21") };
        assert_eq!(turn(&due), Some(Turn::ToCall));
    }

    #[test]
    fn a_file_that_is_over_asks_nothing() {
        for status in ProspectStatus::ALL.iter().filter(|status| !status.is_open()) {
            let over = DayFile { status: *status, first_contact_due_at: ago(9), ..file("2026-11-01") };
            assert_eq!(turn(&over), None, "{status}");
        }
    }

    #[test]
    fn due_today_is_not_late() {
        let today = day("2026-11-21").unwrap();
        assert!(is_late(day("2026-11-20"), today) && !is_late(day("2026-11-21"), today) && !is_late(None, today));
        assert!(has_passed(ago(1), now()) && !has_passed(Some(now()), now()) && !has_passed(None, now()));
    }
}
