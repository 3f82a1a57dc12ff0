//! Who stands on the stand on which day, and who was promised to two stands at once.

use chrono::NaiveDate;
use uuid::Uuid;

/// Somebody at an event on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// The event.
    pub event_id: Uuid,
    /// The account.
    pub user_id: Uuid,
    /// The day.
    pub on: NaiveDate,
}

/// The other events at which the same person is expected on the same day. That is a warning and no refusal: two
/// places may be close, and half a day may do.
#[must_use]
pub fn clashes(one: Presence, others: &[Presence]) -> Vec<Uuid> {
    let same = |other: &&Presence| other.user_id == one.user_id && other.on == one.on && other.event_id != one.event_id;
    let mut events: Vec<Uuid> = others.iter().filter(same).map(|other| other.event_id).collect();
    events.sort_unstable();
    events.dedup();
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fair_in_toulouse_and_the_forum_in_limoges_did_overlap() {
        let (toulouse, limoges) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (zoe, luc) = (Uuid::from_u128(10), Uuid::from_u128(11));
        let at = |event_id, user_id, day: &str| Presence { event_id, user_id, on: day.parse().expect("a day") };
        let all = [
            at(toulouse, zoe, "2025-03-19"),
            at(toulouse, zoe, "2025-03-20"),
            at(toulouse, luc, "2025-03-20"),
            at(limoges, zoe, "2025-03-20"),
        ];
        let found: Vec<Vec<Uuid>> = all.iter().map(|one| clashes(*one, &all)).collect();
        assert_eq!(found, [vec![], vec![limoges], vec![], vec![toulouse]]);
    }
}
