//! Shapes of stands.

use chrono::{DateTime, NaiveDate, Utc};
use domain::stands::{self as rules, CaptureInput, InternshipInput};
use persistence::stands::devices::{Access, Device};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;
use crate::problem::FieldProblem;
use crate::processing_register::FormNotice;

/// A device on the stand of an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandDevice {
    /// The device.
    pub id: Uuid,
    /// What people call it.
    #[schema(example = "Tablette 1")]
    pub label: String,
    /// When it last delivered.
    #[schema(required = true)]
    pub last_seen_at: Option<DateTime<Utc>>,
    /// What has to be added to its clock, in milliseconds; null as long as it delivered nothing.
    #[schema(required = true, example = -1_200)]
    pub clock_offset_ms: Option<i64>,
    /// When it was shut out.
    #[schema(required = true)]
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<Device> for StandDevice {
    fn from(row: Device) -> Self {
        StandDevice {
            id: row.id,
            label: row.label,
            last_seen_at: row.last_seen_at,
            clock_offset_ms: row.clock_offset_ms,
            revoked_at: row.revoked_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// How many people met are in a state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandCaptureCount {
    /// State, a code of the list `stand_capture_statuses`.
    #[schema(example = "probable_duplicate")]
    pub status: String,
    /// People.
    #[schema(example = 2)]
    pub captures: i64,
}

/// The access to the stand of an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandAccess {
    /// Whether a code lets devices in.
    pub is_open: bool,
    /// The code, told once: when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "7K2M-9QXT")]
    pub code: Option<String>,
    /// From when on devices are let in.
    pub opens_at: DateTime<Utc>,
    /// Until when.
    pub closes_at: DateTime<Utc>,
    /// Who made the code.
    #[schema(required = true, example = "Hélène Castagné")]
    pub opened_by_name: Option<String>,
    /// When.
    #[schema(required = true)]
    pub opened_at: Option<DateTime<Utc>>,
    /// Devices, in the order in which they came.
    pub devices: Vec<StandDevice>,
    /// People met, by state.
    pub captures: Vec<StandCaptureCount>,
    /// Version, for `If-Match`; 0 as long as there is no code.
    pub version: i32,
}

impl StandAccess {
    /// The access with its devices.
    pub(super) fn of(
        span: domain::events::Span,
        access: Option<Access>,
        devices: Vec<Device>,
        counts: Vec<(domain::codes::StandCaptureStatus, i64)>,
    ) -> StandAccess {
        let count = |(status, captures): (domain::codes::StandCaptureStatus, i64)| StandCaptureCount {
            status: status.to_string(),
            captures,
        };
        StandAccess {
            is_open: access.is_some(),
            code: None,
            opens_at: rules::opens_at(span),
            closes_at: rules::closes_at(span),
            version: access.as_ref().map_or(0, |access| access.version),
            opened_at: access.as_ref().map(|access| access.opened_at),
            opened_by_name: access.map(|access| access.opened_by_name),
            devices: devices.into_iter().map(StandDevice::from).collect(),
            captures: counts.into_iter().map(count).collect(),
        }
    }
}

/// A tablet that comes onto a stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "7K2M-9QXT", "label": "Tablette 1",
    "tablet_id": "0193a000-0000-7000-8000-00000000007a"}))]
pub struct NewStandDevice {
    /// The code of the event, in either case, with or without its dash.
    pub code: String,
    /// What people call the tablet; 60 characters at most.
    pub label: String,
    /// An id that the tablet drew once: whoever comes back with it is the same device.
    pub tablet_id: Uuid,
}

/// What people agree to on a stand.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandConsent {
    /// Version of the text.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The text, to be shown whole beside its box.
    pub text: String,
}

/// What a device needs to know.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StandKit {
    /// The event.
    pub event_id: Uuid,
    /// Its title.
    #[schema(example = "TAF Toulouse")]
    pub title: String,
    /// Its place.
    #[schema(required = true)]
    pub place: Option<String>,
    /// First day.
    pub first_on: NaiveDate,
    /// Last day.
    pub last_on: NaiveDate,
    /// Until when the device can deliver.
    pub closes_at: DateTime<Utc>,
    /// The device.
    pub device_id: Uuid,
    /// What people call it.
    pub label: String,
    /// What people agree to.
    pub consent: StandConsent,
    /// What is told under the form, to be kept for when there is no network.
    pub notice: FormNotice,
    /// The right time, so that the device knows how wrong its clock is.
    pub server_time: DateTime<Utc>,
}

/// A device that was let in.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinedStand {
    /// The token of the device, told once.
    pub token: String,
    /// What it needs to know.
    pub kit: StandKit,
}

/// What was agreed to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandAgreement {
    /// Version of the text that was shown.
    #[schema(example = "2026-11")]
    pub version: String,
    /// When it was agreed to, by the clock of the device.
    pub given_at: DateTime<Utc>,
    /// Version of the notice that was told under the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "notices-4f0c9a1b2d3e")]
    pub notice_version: Option<String>,
}

/// What a health professional told.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StandHealth {
    /// Faculty.
    #[schema(example = "Toulouse")]
    pub faculty: Option<String>,
    /// Speciality.
    pub speciality: Option<String>,
    /// Semester, 1 to 12.
    #[schema(minimum = 1, maximum = 12, example = 3)]
    pub semester: Option<i32>,
    /// Last day of the internship.
    pub internship_ends_on: Option<NaiveDate>,
}

/// Somebody met, as a device sends them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandCaptureItem {
    /// Id drawn by the device: the same id is the same person met, however often it comes.
    pub client_id: Uuid,
    /// When, by the clock of the device.
    pub captured_at: DateTime<Utc>,
    /// How far they have come, a code of the list `stand_levels`.
    #[schema(example = "with_project")]
    pub level: String,
    /// First name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What they want to do, codes of the list `project_types`.
    #[serde(default)]
    #[schema(required = false)]
    pub project_types: Vec<String>,
    /// Wished commune or EPCI; none when they do not mind.
    #[serde(default)]
    pub wished_territory: Option<String>,
    /// When they expect to move, a code of the list `horizons`.
    #[serde(default)]
    pub horizon: Option<String>,
    /// What is worth remembering; 1,000 characters at most.
    #[serde(default)]
    pub note: Option<String>,
    /// What they agreed to; necessary as soon as anybody is named.
    #[serde(default)]
    pub consent: Option<StandAgreement>,
    /// What a health professional told.
    #[serde(default)]
    pub health: Option<StandHealth>,
}

impl StandCaptureItem {
    /// What was sent, as the domain reads it.
    #[must_use]
    pub fn to_input(&self) -> CaptureInput {
        let sent = self.clone();
        let internship = |health: StandHealth| InternshipInput {
            faculty: health.faculty,
            speciality: health.speciality,
            semester: health.semester,
            ends_on: health.internship_ends_on,
        };
        let agreement = |consent: StandAgreement| rules::Agreement {
            version: consent.version,
            given_at: consent.given_at,
            notice_version: consent.notice_version,
        };
        CaptureInput {
            client_id: sent.client_id,
            captured_at: sent.captured_at,
            level: sent.level,
            first_name: sent.first_name,
            last_name: sent.last_name,
            email: sent.email,
            phone: sent.phone,
            project_types: sent.project_types,
            wished_territory: sent.wished_territory,
            horizon: sent.horizon,
            note: sent.note,
            agreement: sent.consent.map(agreement),
            internship: sent.health.map(internship),
        }
    }
}

/// A counter of a device: all that it counted on a day so far.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandCounter {
    /// The day in the Lot.
    pub day: NaiveDate,
    /// People counted since the morning, never fewer than before.
    #[schema(minimum = 0, example = 42)]
    pub visitors: i32,
}

/// What a device delivers at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"sent_at": "2027-03-19T10:05:00Z",
    "captures": [{"client_id": "0193a000-0000-7000-8000-00000000007b", "captured_at": "2027-03-19T10:00:00Z",
        "level": "with_project", "first_name": "Zoé", "phone": "06 39 98 12 34", "project_types": ["craft"],
        "consent": {"version": "2026-11", "given_at": "2027-03-19T10:00:00Z"}}],
    "counters": [{"day": "2027-03-19", "visitors": 42}]}))]
pub struct StandBatch {
    /// Now, by the clock of the device.
    pub sent_at: DateTime<Utc>,
    /// People met, 100 at most. One that cannot be read is refused alone.
    #[serde(default)]
    #[schema(required = false, value_type = Vec<StandCaptureItem>)]
    pub captures: Vec<serde_json::Value>,
    /// Counters, 100 at most.
    #[serde(default)]
    #[schema(required = false)]
    pub counters: Vec<StandCounter>,
}

/// What became of one person met.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandCaptureOutcome {
    /// The id that the device drew; null when it cannot be read.
    #[schema(required = true)]
    pub client_id: Option<Uuid>,
    /// `created`, `already_known` (the first stays, whatever this one says) or `refused`.
    #[schema(example = "created")]
    pub outcome: String,
    /// Whether what is kept differs from what was sent now.
    pub differs: bool,
    /// Why it was refused.
    pub errors: Vec<FieldProblem>,
}

/// What became of one counter.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandCounterOutcome {
    /// The day.
    pub day: NaiveDate,
    /// `created`, `already_known` or `refused`.
    #[schema(example = "created")]
    pub outcome: String,
    /// What holds from now on.
    pub visitors: i32,
    /// Why it was refused.
    pub errors: Vec<FieldProblem>,
}

/// The answer to a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandReceipt {
    /// The right time.
    pub received_at: DateTime<Utc>,
    /// What has to be added to the clock of the device, in milliseconds.
    pub clock_offset_ms: i64,
    /// People met, in the order in which they were sent.
    pub captures: Vec<StandCaptureOutcome>,
    /// Counters, in the order in which they were sent.
    pub counters: Vec<StandCounterOutcome>,
}

/// Of whom somebody may be a double, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandMatch {
    /// The file, when it is one.
    #[schema(required = true)]
    pub prospect_id: Option<Uuid>,
    /// Somebody else met at this event, when they have no file.
    #[schema(required = true)]
    pub capture_id: Option<Uuid>,
    /// Number of the file; null when it is outside your territory.
    #[serde(default)]
    #[schema(required = true, example = "OML-2026-00042")]
    pub prospect_number: Option<String>,
    /// Who that is; null when it is outside your territory.
    #[serde(default)]
    #[schema(required = true, example = "Zoé Élie")]
    pub name: Option<String>,
    /// Codes of the list `stand_match_reasons`, the surest first.
    #[schema(example = json!(["same_phone"]))]
    pub reasons: Vec<String>,
}

/// Somebody met, as those who prepared the event read them.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandCapture {
    /// The capture.
    pub id: Uuid,
    /// State, a code of the list `stand_capture_statuses`.
    #[schema(example = "probable_duplicate")]
    pub status: String,
    /// States that it may be given.
    pub allowed: Vec<String>,
    /// How far they have come, a code of the list `stand_levels`.
    #[schema(example = "with_project")]
    pub level: String,
    /// When they were met, set right when the clock was wrong.
    pub captured_at: DateTime<Utc>,
    /// What people call the device.
    pub device_label: String,
    /// First name; nothing a year after the event.
    #[schema(required = true)]
    pub first_name: Option<String>,
    /// Last name.
    #[schema(required = true)]
    pub last_name: Option<String>,
    /// E-mail address.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Phone number, E.164.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// What they want to do.
    pub project_types: Vec<String>,
    /// What is worth remembering.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Whether a file can be opened: they agreed and can be reached.
    pub can_be_followed: bool,
    /// Of whom they may be a double.
    pub matches: Vec<StandMatch>,
    /// The file that they became or joined.
    #[schema(required = true)]
    pub prospect_id: Option<Uuid>,
    /// Why they were set aside.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who decided; null when it went by itself.
    #[schema(required = true)]
    pub decided_by_name: Option<String>,
    /// When.
    #[schema(required = true)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

/// A page of people met.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandCapturePage {
    /// The people, in the order in which they came in.
    pub items: Vec<StandCapture>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which people met.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct StandCaptureQuery {
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["probable_duplicate"]))]
    pub status: Many,
    /// People of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// A decision on somebody met.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "rejected", "reason": "Essai de l’équipe"}))]
pub struct StandCaptureTransition {
    /// `linked` or `rejected`.
    pub to: String,
    /// The file of this person; left out, a new file is opened.
    #[serde(default)]
    pub prospect_id: Option<Uuid>,
    /// Why; necessary to set somebody aside.
    #[serde(default)]
    pub reason: Option<String>,
}
