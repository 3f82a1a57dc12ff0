//! Shapes of the privacy clock.

use chrono::{DateTime, NaiveDate, Utc};
use domain::retention::{Policy, PolicyInput};
use persistence::retention::StoredPolicy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::Patch;

/// How long files are kept after the person's own last action.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionPolicy {
    /// Calendar months with a job search.
    #[schema(example = 24)]
    pub job_search_months: i32,
    /// Calendar months without.
    #[schema(example = 36)]
    pub other_months: i32,
    /// Days before its end at which the person is told.
    #[schema(example = 30)]
    pub notice_days: i32,
    /// Version, for `If-Match`.
    pub version: i32,
    /// Since when it holds.
    pub created_at: DateTime<Utc>,
}

impl From<&StoredPolicy> for RetentionPolicy {
    fn from(stored: &StoredPolicy) -> Self {
        let Policy { job_search_months, other_months, notice_days } = stored.policy;
        RetentionPolicy {
            job_search_months: number(job_search_months),
            other_months: number(other_months),
            notice_days: number(notice_days),
            version: stored.version,
            created_at: stored.created_at,
        }
    }
}

/// The domain allows a few years at most.
fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A version of the policy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionPolicyVersion {
    /// Its number; the highest is in force.
    pub version: i32,
    /// Calendar months with a job search.
    pub job_search_months: i32,
    /// Calendar months without.
    pub other_months: i32,
    /// Days of notice.
    pub notice_days: i32,
    /// Who wrote it; nobody wrote what the programme starts with.
    #[schema(required = true)]
    pub author_name: Option<String>,
    /// Since when it held.
    pub created_at: DateTime<Utc>,
}

impl From<StoredPolicy> for RetentionPolicyVersion {
    fn from(stored: StoredPolicy) -> Self {
        let RetentionPolicy { job_search_months, other_months, notice_days, version, created_at } = (&stored).into();
        RetentionPolicyVersion {
            version,
            job_search_months,
            other_months,
            notice_days,
            author_name: stored.author_name,
            created_at,
        }
    }
}

/// The last versions of the policy, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionPolicyVersions {
    /// Versions.
    pub items: Vec<RetentionPolicyVersion>,
}

/// What changes of the policy; nothing can be emptied.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"other_months": 30}))]
pub struct RetentionPolicyPatch {
    /// Calendar months with a job search, 6 to 60.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub job_search_months: Patch<i32>,
    /// Calendar months without, 6 to 60.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub other_months: Patch<i32>,
    /// Days of notice, 15 to 90.
    #[serde(default)]
    #[schema(value_type = Option<i32>, nullable = false)]
    pub notice_days: Patch<i32>,
}

impl RetentionPolicyPatch {
    /// Names of the fields that were sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let sent = [
            ("job_search_months", self.job_search_months.is_sent()),
            ("other_months", self.other_months.is_sent()),
            ("notice_days", self.notice_days.is_sent()),
        ];
        sent.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect()
    }

    /// The policy as it will be; what was sent as null is refused as missing.
    #[must_use]
    pub fn onto(self, present: &StoredPolicy) -> PolicyInput {
        let present = RetentionPolicy::from(present);
        PolicyInput {
            job_search_months: self.job_search_months.or(Some(present.job_search_months)),
            other_months: self.other_months.or(Some(present.other_months)),
            notice_days: self.notice_days.or(Some(present.notice_days)),
        }
    }
}

/// Until when a file is kept, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FileRetention {
    /// Where it stands, a code of the list `retention_states`; none when nobody is known there any more.
    #[schema(required = true, example = "kept")]
    pub state: Option<String>,
    /// Why it is kept for so long, a code of the list `retention_bases`.
    #[schema(required = true, example = "job_search")]
    pub basis: Option<String>,
    /// Day of the person's own last action, or of the opening of the file.
    #[schema(required = true)]
    pub last_action_on: Option<NaiveDate>,
    /// Day on which it ends, when nothing happens any more.
    #[schema(required = true)]
    pub ends_on: Option<NaiveDate>,
    /// Day on which the person is told, or was.
    #[schema(required = true)]
    pub notice_on: Option<NaiveDate>,
    /// Whether the person can be told, by mail.
    pub is_reachable: bool,
}

/// A file whose turn comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PreviewedFile {
    /// Number of the file.
    #[schema(example = "OML-2024-00042")]
    pub number: String,
    /// Day on which it happens.
    pub on: NaiveDate,
}

/// What the clock would do until a day, when nobody acts any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Preview {
    /// Last day that was looked at.
    pub until: NaiveDate,
    /// Files whose people would be told, soonest first.
    pub notices: Vec<PreviewedFile>,
    /// Files that would be erased, soonest first.
    pub erasures: Vec<PreviewedFile>,
}

/// What happened on a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionDay {
    /// Day.
    pub on: NaiveDate,
    /// People told.
    pub notices: i64,
    /// Erased because the time was over.
    pub erased_by_clock: i64,
    /// Erased because somebody asked.
    pub erased_by_hand: i64,
}

/// The last days on which anything happened, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionDays {
    /// Days.
    pub items: Vec<RetentionDay>,
}

/// What the link of a notice opens.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkedRetention {
    /// Number of the file.
    #[schema(example = "OML-2024-00042")]
    pub number: String,
    /// Day on which it ends, when nothing happens any more.
    pub ends_on: NaiveDate,
    /// Day of the last action that is known.
    pub last_action_on: NaiveDate,
    /// Why it is kept for so long, a code of the list `retention_bases`.
    #[schema(example = "job_search")]
    pub basis: String,
    /// Whether the file ends soon: a press keeps it.
    pub ends_soon: bool,
}
