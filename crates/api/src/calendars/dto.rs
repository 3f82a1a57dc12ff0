//! Shapes of calendar feeds.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the caller's actions can be followed in a calendar; the address itself is never told again.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyCalendar {
    /// Whether there is a feed.
    pub active: bool,
    /// When its address was made.
    #[schema(required = true)]
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last read, to the hour.
    #[schema(required = true)]
    pub last_read_at: Option<DateTime<Utc>>,
}

/// The address of a feed, told once.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarAddress {
    /// To be given to a calendar, and to nobody else: whoever knows it reads the feed.
    #[schema(example = "https://ohmylot.example/api/v1/calendars/…/actions.ics")]
    pub url: String,
}
