//! Where the time comes from: the system, or a hand that tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Europe::Paris;

/// The clock handed to everything that needs the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The time of the machine.
    System,
    /// A time set by a test, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    #[must_use]
    pub fn standing_at(at: DateTime<Utc>) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// Moves a standing clock; the system clock does not move.
    pub fn advance(&self, by: Duration) {
        if let Clock::Set(millis) = self {
            millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }

    /// The present instant, to the millisecond, as both databases keep it.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let millis = match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock of the machine")]
            Clock::System => Utc::now().timestamp_millis(),
            Clock::Set(millis) => millis.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }

    /// Today in the Lot.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Paris).date_naive()
    }
}
