//! Shapes of service levels.

use chrono::{DateTime, NaiveTime, Utc};
use domain::service_levels::ServiceLevelsInput;
use persistence::service_levels::StoredServiceLevels;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::Patch;

/// Delays and hours of the programme; times are those that clocks in the Lot show.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ServiceLevels {
    /// Working days that a référent has to accept or decline a file.
    #[schema(example = 2)]
    pub accept_days: i32,
    /// Working days from the acceptance to the first contact with the household.
    #[schema(example = 5)]
    pub first_contact_days: i32,
    /// Calendar days within which the next action of a file takes place.
    #[schema(example = 30)]
    pub next_action_days: i32,
    /// Working days that a file may wait in the programme's pool.
    #[schema(example = 2)]
    pub pool_days: i32,
    /// Calendar days after which an entry of the local directory is to be verified again.
    #[schema(example = 365)]
    pub stale_after_days: i32,
    /// When the offices open, from Monday to Friday.
    #[schema(example = "09:00")]
    pub opens_at: String,
    /// When the offices close.
    #[schema(example = "17:00")]
    pub closes_at: String,
    /// When the digest of the day is sent.
    #[schema(example = "08:00")]
    pub digest_at: String,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<StoredServiceLevels> for ServiceLevels {
    fn from(stored: StoredServiceLevels) -> Self {
        let levels = stored.levels;
        ServiceLevels {
            accept_days: days(levels.accept_days),
            first_contact_days: days(levels.first_contact_days),
            next_action_days: days(levels.next_action_days),
            pool_days: days(levels.pool_days),
            stale_after_days: days(levels.stale_after_days),
            opens_at: time(levels.hours.opens),
            closes_at: time(levels.hours.closes),
            digest_at: time(levels.digest_at),
            version: stored.version,
            updated_at: stored.updated_at,
        }
    }
}

/// The domain allows a few years of days at most.
fn days(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// What changes of the service levels; nothing can be emptied.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"accept_days": 3, "opens_at": "08:30"}))]
pub struct ServiceLevelsPatch {
    /// Working days to accept or decline, 1 to 30.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub accept_days: Patch<i32>,
    /// Working days to the first contact, 1 to 60.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub first_contact_days: Patch<i32>,
    /// Calendar days to the next action, 1 to 365.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub next_action_days: Patch<i32>,
    /// Working days in the pool, 1 to 30.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub pool_days: Patch<i32>,
    /// Calendar days until an entry of the local directory is stale, 30 to 1825.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub stale_after_days: Patch<i32>,
    /// Opening, `HH:MM`.
    #[serde(default)]
    #[schema(value_type = Option<String>, nullable = false)]
    pub opens_at: Patch<String>,
    /// Closing, `HH:MM`, after the opening.
    #[serde(default)]
    #[schema(value_type = Option<String>, nullable = false)]
    pub closes_at: Patch<String>,
    /// Digest of the day, `HH:MM`.
    #[serde(default)]
    #[schema(value_type = Option<String>, nullable = false)]
    pub digest_at: Patch<String>,
}

impl ServiceLevelsPatch {
    /// Names of the fields that were sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let sent = [
            ("accept_days", self.accept_days.is_sent()),
            ("first_contact_days", self.first_contact_days.is_sent()),
            ("next_action_days", self.next_action_days.is_sent()),
            ("pool_days", self.pool_days.is_sent()),
            ("stale_after_days", self.stale_after_days.is_sent()),
            ("opens_at", self.opens_at.is_sent()),
            ("closes_at", self.closes_at.is_sent()),
            ("digest_at", self.digest_at.is_sent()),
        ];
        sent.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect()
    }

    /// The service levels as they will be; what was sent as null is refused as missing.
    #[must_use]
    pub fn onto(self, present: StoredServiceLevels) -> ServiceLevelsInput {
        let present = ServiceLevels::from(present);
        ServiceLevelsInput {
            accept_days: self.accept_days.or(Some(present.accept_days)),
            first_contact_days: self.first_contact_days.or(Some(present.first_contact_days)),
            next_action_days: self.next_action_days.or(Some(present.next_action_days)),
            pool_days: self.pool_days.or(Some(present.pool_days)),
            stale_after_days: self.stale_after_days.or(Some(present.stale_after_days)),
            opens_at: self.opens_at.or(Some(present.opens_at)),
            closes_at: self.closes_at.or(Some(present.closes_at)),
            digest_at: self.digest_at.or(Some(present.digest_at)),
        }
    }
}
