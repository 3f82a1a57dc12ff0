//! To which campaign, phase and touchpoint a request belongs.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Paris;
use uuid::Uuid;

use super::Phase;
use crate::working_time::instant_at;

/// When a phase is: both days belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseDates {
    /// The phase.
    pub id: Uuid,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl From<&Phase> for PhaseDates {
    fn from(phase: &Phase) -> Self {
        PhaseDates { id: phase.id, first: phase.starts_on, last: phase.ends_on }
    }
}

/// The phase of a day in the Lot: the first in order of those that contain it.
#[must_use]
pub fn phase_on(phases: &[PhaseDates], day: NaiveDate) -> Option<Uuid> {
    phases.iter().find(|phase| phase.first <= day && day <= phase.last).map(|phase| phase.id)
}

/// The day in the Lot on which something happened.
#[must_use]
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

/// The phase of a request: that of its touchpoint, else that of its day.
#[must_use]
pub fn phase_of(of_touchpoint: Option<Uuid>, phases: &[PhaseDates], day: NaiveDate) -> Option<Uuid> {
    of_touchpoint.or_else(|| phase_on(phases, day))
}

/// A phase as instants: from the first midnight in the Lot, until the one after its last day, which is no longer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The phase.
    pub phase_id: Uuid,
    /// First instant.
    pub from: DateTime<Utc>,
    /// First instant after it.
    pub until: DateTime<Utc>,
}

/// The phases as instants, in the same order: the first that contains an instant is the phase of its day.
#[must_use]
pub fn windows(phases: &[PhaseDates]) -> Vec<Window> {
    let midnight = |day: NaiveDate| instant_at(day, NaiveTime::MIN);
    let window = |phase: &PhaseDates| Window {
        phase_id: phase.id,
        from: midnight(phase.first),
        until: midnight(phase.last.succ_opt().unwrap_or(phase.last)),
    };
    phases.iter().map(window).collect()
}

/// A touchpoint that exists, and the code of its campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTouchpoint {
    /// The touchpoint.
    pub id: Uuid,
    /// Code of its campaign.
    pub campaign: String,
    /// Event at which it stands.
    pub event_id: Option<Uuid>,
}

/// What of an attribution was just said, against what was known before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// The campaign.
    pub campaign: bool,
    /// The touchpoint.
    pub touchpoint: bool,
}

/// The campaign and the touchpoint were both said, and the one is not of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misattributed;

/// The attribution that a file keeps: with a touchpoint, the campaign is always that of the touchpoint. Whichever was said
/// last wins over what was known before.
///
/// # Errors
/// [`Misattributed`] when both were said and disagree.
pub fn settled(
    campaign: Option<&str>,
    touchpoint: Option<&KnownTouchpoint>,
    sent: Sent,
) -> Result<(Option<String>, Option<Uuid>), Misattributed> {
    let named = campaign.map(str::to_owned);
    let Some(touchpoint) = touchpoint else { return Ok((named, None)) };
    match campaign {
        Some(code) if code != touchpoint.campaign && sent.campaign && sent.touchpoint => Err(Misattributed),
        Some(code) if code != touchpoint.campaign && sent.campaign => Ok((named, None)),
        None if sent.campaign && !sent.touchpoint => Ok((None, None)),
        _ => Ok((Some(touchpoint.campaign.clone()), Some(touchpoint.id))),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, Duration};
    use proptest::prelude::*;

    use super::*;

    fn phases() -> impl Strategy<Value = Vec<PhaseDates>> {
        let origin = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
        let phase = (0u64..400, 0u64..120).prop_map(move |(start, length)| (origin + Days::new(start), length));
        proptest::collection::vec(phase, 0..5).prop_map(|dates| {
            let dated = dates.into_iter().zip(1u128..);
            dated
                .map(|((first, length), id)| PhaseDates {
                    id: Uuid::from_u128(id),
                    first,
                    last: first + Days::new(length),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_the_window_of_its_day(phases in phases(), minutes in 0i64..(600 * 24 * 60)) {
            // Both changes of hour lie in these days.
            let at = instant_at(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap(), NaiveTime::MIN) + Duration::minutes(minutes);
            let by_instant = windows(&phases).into_iter().find(|window| window.from <= at && at < window.until);
            prop_assert_eq!(by_instant.map(|window| window.phase_id), phase_on(&phases, day_of(at)));
        }

        #[test]
        fn the_phase_of_the_touchpoint_goes_first(phases in phases(), day in 0u64..500, own in any::<bool>()) {
            let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(day);
            let of_touchpoint = own.then(|| Uuid::from_u128(99));
            let found = phase_of(of_touchpoint, &phases, day);
            prop_assert_eq!(found, if own { of_touchpoint } else { phase_on(&phases, day) });
            if let Some(phase) = found.and_then(|id| phases.iter().find(|phase| phase.id == id)) {
                prop_assert!(phase.first <= day && day <= phase.last);
            }
        }

        #[test]
        fn a_file_never_names_the_touchpoint_of_another_campaign(
            campaign in proptest::option::of("[ab]"), own in proptest::option::of("[ab]"),
            said_campaign in any::<bool>(), said_touchpoint in any::<bool>(),
        ) {
            let touchpoint = own.map(|code| KnownTouchpoint { id: Uuid::from_u128(1), campaign: code, event_id: None });
            let sent = Sent { campaign: said_campaign, touchpoint: said_touchpoint };
            match settled(campaign.as_deref(), touchpoint.as_ref(), sent) {
                Ok((code, Some(id))) => {
                    let known = touchpoint.unwrap();
                    prop_assert_eq!((code, id), (Some(known.campaign), known.id));
                }
                // What was named stays as it is, declared or not.
                Ok((code, None)) => prop_assert_eq!(code, campaign),
                Err(Misattributed) => prop_assert!(said_campaign && said_touchpoint),
            }
        }
    }

    #[test]
    fn the_last_word_wins() {
        let stand = KnownTouchpoint { id: Uuid::from_u128(1), campaign: "été".to_owned(), event_id: None };
        let said = |campaign, touchpoint| Sent { campaign, touchpoint };
        let (summer, both) = (Some("été".to_owned()), Some(stand.id));
        assert_eq!(settled(None, Some(&stand), said(false, true)), Ok((summer.clone(), both)));
        assert_eq!(settled(Some("hiver"), Some(&stand), said(false, true)), Ok((summer, both)));
        assert_eq!(settled(Some("hiver"), Some(&stand), said(true, false)), Ok((Some("hiver".to_owned()), None)));
        assert_eq!(settled(None, Some(&stand), said(true, false)), Ok((None, None)));
        assert_eq!(settled(Some("hiver"), Some(&stand), said(true, true)), Err(Misattributed));
    }
}
