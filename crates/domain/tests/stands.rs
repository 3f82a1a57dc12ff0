//! Two tablets, a bad network, flat batteries and wrong clocks: the totals are those of what was done, in any order.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails, and says where")]

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::stands::corrected;
use domain::stands::ledger::{Batch, Ledger, Outbox, Outcome};
use proptest::prelude::*;
use uuid::Uuid;

/// Captures sent at once, few so that one outbox takes several batches.
const AT_ONCE: usize = 4;

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    /// A tablet writes somebody down.
    Capture(usize),
    /// A tablet counts somebody on the first or second day.
    Count(usize, bool),
    /// A tablet sends and reads the answer.
    Sync(usize),
    /// A tablet sends; the answer is lost.
    LostReply(usize),
    /// A tablet sends; nothing arrives.
    LostRequest(usize),
    /// A batch that was sent before arrives again, late.
    Echo(usize),
    /// The battery is flat: only what was stored is left.
    Restart(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let tablet = 0usize..2;
    prop_oneof![
        3 => tablet.clone().prop_map(Step::Capture),
        3 => (tablet.clone(), any::<bool>()).prop_map(|(tablet, second)| Step::Count(tablet, second)),
        2 => tablet.clone().prop_map(Step::Sync),
        2 => tablet.clone().prop_map(Step::LostReply),
        1 => tablet.clone().prop_map(Step::LostRequest),
        1 => tablet.clone().prop_map(Step::Echo),
        1 => tablet.prop_map(Step::Restart),
    ]
}

/// When somebody was met, by the clock of the tablet.
type Capture = DateTime<Utc>;

struct Tablet {
    id: Uuid,
    clock_is_ahead: Duration,
    outbox: Outbox<Capture>,
    /// What a restart brings back.
    stored: Outbox<Capture>,
    sent: Vec<Batch<Capture>>,
}

impl Tablet {
    fn send(&mut self, ledger: &mut Ledger<Capture>) -> Vec<(Uuid, Outcome)> {
        let batch = self.outbox.batch(AT_ONCE);
        self.sent.push(batch.clone());
        ledger.receive(self.id, &batch)
    }

    fn store(&mut self) {
        self.stored = self.outbox.clone();
    }
}

struct Fair {
    tablets: [Tablet; 2],
    ledger: Ledger<Capture>,
    days: [NaiveDate; 2],
    met: BTreeMap<Uuid, DateTime<Utc>>,
    passed_by: [i64; 2],
}

impl Fair {
    fn new(skews: [i64; 2]) -> Fair {
        let tablet = |(id, skew): (u128, i64)| Tablet {
            id: Uuid::from_u128(id),
            clock_is_ahead: Duration::seconds(skew),
            outbox: Outbox::default(),
            stored: Outbox::default(),
            sent: vec![],
        };
        let day = |day| NaiveDate::from_ymd_opt(2027, 3, day).unwrap();
        Fair {
            tablets: [tablet((1, skews[0])), tablet((2, skews[1]))],
            ledger: Ledger::default(),
            days: [day(19), day(20)],
            met: BTreeMap::new(),
            passed_by: [0, 0],
        }
    }

    fn walk(&mut self, index: usize, step: &Step) {
        let now =
            self.days[0].and_hms_opt(9, 0, 0).unwrap().and_utc() + Duration::seconds(i64::try_from(index).unwrap());
        match *step {
            Step::Capture(tablet) => {
                let id = Uuid::from_u128(1_000 + index as u128);
                let tablet = &mut self.tablets[tablet];
                tablet.outbox.note(id, now + tablet.clock_is_ahead);
                tablet.store();
                self.met.insert(id, now);
            }
            Step::Count(tablet, second) => {
                let day = usize::from(second);
                self.tablets[tablet].outbox.count(self.days[day]);
                self.tablets[tablet].store();
                self.passed_by[day] += 1;
            }
            Step::Sync(tablet) => {
                let outcomes = self.tablets[tablet].send(&mut self.ledger);
                self.tablets[tablet].outbox.acknowledge(&outcomes);
                self.tablets[tablet].store();
            }
            Step::LostReply(tablet) => {
                self.tablets[tablet].send(&mut self.ledger);
            }
            Step::LostRequest(tablet) => {
                let batch = self.tablets[tablet].outbox.batch(AT_ONCE);
                self.tablets[tablet].sent.push(batch);
            }
            Step::Echo(tablet) => {
                let id = self.tablets[tablet].id;
                if let Some(batch) = self.tablets[tablet].sent.get(index % self.tablets[tablet].sent.len().max(1)) {
                    self.ledger.receive(id, batch);
                }
            }
            Step::Restart(tablet) => self.tablets[tablet].outbox = self.tablets[tablet].stored.clone(),
        }
    }

    /// The network is back: both deliver until nothing waits.
    fn deliver(&mut self) {
        for tablet in 0..2 {
            for _ in 0..1_000 {
                self.walk(0, &Step::Sync(tablet));
                if self.tablets[tablet].outbox.waiting() == 0 {
                    break;
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_order_ends_in_the_same_totals(
        steps in prop::collection::vec(step(), 0..80),
        skews in [-90_000i64..90_000, -90_000i64..90_000],
    ) {
        let mut fair = Fair::new(skews);
        for (index, step) in steps.iter().enumerate() {
            fair.walk(index, step);
        }
        fair.deliver();
        prop_assert_eq!(fair.ledger.captures().len(), fair.met.len());
        for (day, passed_by) in fair.days.iter().zip(fair.passed_by) {
            prop_assert_eq!(fair.ledger.visitors(*day), passed_by);
        }
        prop_assert!(fair.tablets.iter().all(|tablet| tablet.outbox.waiting() == 0), "nothing waits any more");
        // Set right by how far the clock was off, every capture stands where it was made.
        let later = fair.days[1].and_hms_opt(23, 0, 0).unwrap().and_utc() + Duration::days(3);
        for (id, met_at) in &fair.met {
            let told = fair.ledger.captures()[id];
            let right = fair.tablets.iter().any(|tablet| {
                corrected(told, -tablet.clock_is_ahead.num_milliseconds(), later) == *met_at
                    || tablet.clock_is_ahead.num_milliseconds().abs() < 5_000
            });
            prop_assert!(right, "{} is not set right", told);
        }
    }
}
