//! The dated states of a file, from one status word and up to three days.

use chrono::NaiveDate;

use super::draft::Reason;
use super::fields::Field;
use crate::codes::ProspectStatus;

/// The days a row gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) requested: Option<NaiveDate>,
    pub(super) supported: Option<NaiveDate>,
    pub(super) settled: Option<NaiveDate>,
}

impl Days {
    /// The days with their fields.
    pub(super) fn by_field(&self) -> [(Field, Option<NaiveDate>); 3] {
        [(Field::RequestedOn, self.requested), (Field::SupportedOn, self.supported), (Field::SettledOn, self.settled)]
    }
}

/// States with the day each was entered.
pub(super) type History = Vec<(ProspectStatus, NaiveDate)>;

/// The states the file went through, and whether its status word lags behind its days.
///
/// Days are facts, each enters its state; the status says where the file stands after them. A state the
/// spreadsheet gives no day for is entered on the last day it gives.
pub(super) fn history(status: Option<ProspectStatus>, days: &Days) -> Result<(History, bool), (Reason, Field)> {
    use ProspectStatus::{
        Assigned, Closed, Confirmed, Departed, Dormant, Integrated, New, Qualified, Settled, Supported,
    };
    let requested = days.requested.ok_or((Reason::MissingDate, Field::RequestedOn))?;
    in_order(requested, days)?;
    let reached = match (days.supported, days.settled) {
        (_, Some(_)) => Settled,
        (Some(_), None) => Supported,
        (None, None) => New,
    };
    let status = status.unwrap_or(reached);
    match status {
        Settled | Integrated | Departed if days.settled.is_none() => {
            return Err((Reason::MissingDate, Field::SettledOn));
        }
        Supported | Confirmed if days.supported.is_none() && days.settled.is_none() => {
            return Err((Reason::MissingDate, Field::SupportedOn));
        }
        Dormant | Closed if days.settled.is_some() => {
            return Err((Reason::StatusContradictsDates, Field::Status));
        }
        _ => {}
    }
    let behind = match reached {
        Settled => !matches!(status, Settled | Integrated | Departed),
        Supported => matches!(status, New | Qualified | Assigned),
        _ => false,
    };
    let mut history = vec![(New, requested)];
    history.extend(days.supported.map(|day| (Supported, day)));
    history.extend(days.settled.map(|day| (Settled, day)));
    let last = days.settled.or(days.supported).unwrap_or(requested);
    if !behind && history.last().is_none_or(|(entered, _)| *entered != status) {
        history.push((status, last));
    }
    Ok((history, behind))
}

fn in_order(requested: NaiveDate, days: &Days) -> Result<(), (Reason, Field)> {
    if days.supported.is_some_and(|supported| supported < requested) {
        return Err((Reason::DatesOutOfOrder, Field::SupportedOn));
    }
    let before = days.supported.unwrap_or(requested);
    if days.settled.is_some_and(|settled| settled < before) {
        return Err((Reason::DatesOutOfOrder, Field::SettledOn));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ProspectStatus::{Closed, Dormant, Integrated, New, Qualified, Settled, Supported};
    use super::*;
    use proptest::prelude::*;

    fn day(number: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2024, 1, number)
    }

    type Run = Result<(Vec<(ProspectStatus, u32)>, bool), (Reason, Field)>;

    fn run(status: Option<ProspectStatus>, days: [u32; 3]) -> Run {
        use chrono::Datelike;
        let [requested, supported, settled] = days.map(day);
        let (history, behind) = history(status, &Days { requested, supported, settled })?;
        Ok((history.into_iter().map(|(status, day)| (status, day.day())).collect(), behind))
    }

    #[test]
    fn days_enter_their_states() {
        let settled = vec![(New, 1), (Supported, 2), (Settled, 3)];
        assert_eq!(run(Some(Settled), [1, 2, 3]), Ok((settled.clone(), false)));
        assert_eq!(run(None, [1, 2, 3]), Ok((settled.clone(), false)));
        assert_eq!(run(Some(Supported), [1, 2, 3]), Ok((settled, true)));
        assert_eq!(run(Some(New), [1, 0, 0]), Ok((vec![(New, 1)], false)));
        assert_eq!(run(Some(Qualified), [1, 2, 0]), Ok((vec![(New, 1), (Supported, 2)], true)));
        let integrated = vec![(New, 1), (Supported, 2), (Settled, 3), (Integrated, 3)];
        assert_eq!(run(Some(Integrated), [1, 2, 3]), Ok((integrated, false)));
        assert_eq!(run(Some(Dormant), [1, 2, 0]), Ok((vec![(New, 1), (Supported, 2), (Dormant, 2)], false)));
        assert_eq!(run(Some(Closed), [1, 0, 0]), Ok((vec![(New, 1), (Closed, 1)], false)));
    }

    #[test]
    fn contradictions_are_refused() {
        assert_eq!(run(Some(Settled), [1, 3, 2]), Err((Reason::DatesOutOfOrder, Field::SettledOn)));
        assert_eq!(run(Some(Supported), [2, 1, 0]), Err((Reason::DatesOutOfOrder, Field::SupportedOn)));
        assert_eq!(run(Some(Settled), [1, 2, 0]), Err((Reason::MissingDate, Field::SettledOn)));
        assert_eq!(run(Some(Supported), [1, 0, 0]), Err((Reason::MissingDate, Field::SupportedOn)));
        assert_eq!(run(Some(Dormant), [1, 2, 3]), Err((Reason::StatusContradictsDates, Field::Status)));
        assert_eq!(run(None, [0, 0, 0]), Err((Reason::MissingDate, Field::RequestedOn)));
    }

    proptest! {
        #[test]
        fn a_history_begins_with_the_request_and_never_goes_back(
            days in [1u32..29, 0u32..29, 0u32..29], code in 0usize..12
        ) {
            use crate::imports::ImportedStatus;
            let codes = ["new", "qualified", "assigned", "supported", "confirmed", "settled", "integrated",
                "departed", "dormant", "closed:other", "closed:abandoned", ""];
            let status = codes.get(code).and_then(|code| ImportedStatus::parse(code)).map(|read| read.status);
            if let Ok((history, _)) = run(status, days) {
                prop_assert_eq!(history.first(), Some(&(New, days[0])));
                prop_assert!(history.is_sorted_by_key(|(_, day)| *day));
                prop_assert!(history.windows(2).all(|pair| pair.first().map(|p| p.0) != pair.last().map(|p| p.0)));
            }
        }
    }
}
