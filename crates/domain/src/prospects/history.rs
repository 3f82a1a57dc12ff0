//! The steps that a file went through, and the correction of a day that was written down wrongly.

use chrono::NaiveDate;

/// Why the day of a step is not corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayRefusal {
    /// The day is after today.
    #[error("the day is in the future")]
    InFuture,
    /// The day is before that of the step before, or after that of the one that follows.
    #[error("the day does not lie between those of its neighbours")]
    OutOfOrder,
}

/// Whether the step at `index` of a file, whose steps took effect on `days`, may have taken effect on `on` instead. A step
/// keeps its place among the others: what happened first stays first.
///
/// # Errors
/// The first rule that refuses it.
pub fn check_day(days: &[NaiveDate], index: usize, on: NaiveDate, today: NaiveDate) -> Result<(), DayRefusal> {
    if on > today {
        return Err(DayRefusal::InFuture);
    }
    let before = index.checked_sub(1).and_then(|before| days.get(before));
    let after = days.get(index + 1);
    if before.is_some_and(|before| on < *before) || after.is_some_and(|after| on > *after) {
        return Err(DayRefusal::OutOfOrder);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    const START: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

    fn day(number: u64) -> NaiveDate {
        START + Days::new(number)
    }

    #[test]
    fn a_day_is_refused_for_what_is_wrong_with_it() {
        let days = [day(10), day(20), day(30)];
        assert_eq!(check_day(&days, 2, day(41), day(40)), Err(DayRefusal::InFuture));
        assert_eq!(check_day(&days, 1, day(9), day(40)), Err(DayRefusal::OutOfOrder));
        assert_eq!(check_day(&days, 1, day(31), day(40)), Err(DayRefusal::OutOfOrder));
        assert_eq!(check_day(&days, 0, day(0), day(40)), Ok(()), "nothing comes before the first");
        assert_eq!(check_day(&days, 2, day(40), day(40)), Ok(()), "nothing comes after the last but today");
    }

    proptest! {
        #[test]
        fn days_stay_in_order(mut days in prop::collection::vec(0_u64..400, 1..8), index in any::<prop::sample::Index>(), on in 0_u64..500) {
            let index = index.index(days.len());
            days.sort_unstable();
            let mut days: Vec<NaiveDate> = days.into_iter().map(day).collect();
            if check_day(&days, index, day(on), day(450)).is_ok() {
                days[index] = day(on);
                prop_assert!(days.is_sorted() && days.iter().all(|one| *one <= day(450)));
            }
        }
    }
}
