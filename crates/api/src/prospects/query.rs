//! What a caller narrows a list, a count or an export to.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use domain::campaigns::day_of;
use domain::codes::{Horizon, ProjectType, ProspectStatus, Source, TargetGroup};
use domain::indicators::{Indicator, Scope};
use domain::prospects::LABEL_MAX;
use domain::validation::{FieldErrors, codes};
use persistence::indicators::Counted;
use persistence::prospects::{Archived, Filter, OfPhase, Sort, SortKey};
use persistence::{ConnectionTrait, campaigns};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::http::Many;
use crate::indicators;
use crate::problem::Problem;

/// Longest query of the search, in characters.
const Q_MAX: usize = 200;
/// The value of `epci` that means files without a wished territory.
const WITHOUT_EPCI: &str = "none";
/// The value of `touchpoint` and `phase` that means files without one.
const NONE: &str = "none";

/// The filters with more parameters beside them: serde cannot flatten and refuse unknown names at once.
macro_rules! with_filters {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
        #[serde(deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            /// Words to find in names, occupations, city, shared notes and number; accents do not matter.
            #[param(example = "infirmiere")]
            pub q: Option<String>,
            /// States.
            #[param(value_type = Vec<String>, example = json!(["new"]))]
            pub status: Many,
            /// Territorial or technical référent.
            pub referent_id: Option<Uuid>,
            /// EPCI of the first wish; `none` for files without one.
            #[param(value_type = Vec<String>, example = json!(["200067361"]))]
            pub epci: Many,
            /// Project types.
            #[param(value_type = Vec<String>, example = json!(["employee"]))]
            pub project_type: Many,
            /// Sources.
            #[param(value_type = Vec<String>, example = json!(["web"]))]
            pub source: Many,
            /// Campaign, exactly as the files name it.
            #[param(example = "et-si-vous-restiez")]
            pub campaign: Option<String>,
            /// Touchpoint of a campaign; `none` for files without one.
            pub touchpoint: Option<String>,
            /// Phase of a campaign; `none`, beside `campaign`, for files outside of its phases.
            pub phase: Option<String>,
            /// Ever came as far as `qualified`, `supported` or `settled`, whatever became of it.
            #[param(example = "supported")]
            pub reached: Option<String>,
            /// Met at this event.
            pub event: Option<Uuid>,
            /// Target groups.
            #[param(value_type = Vec<String>, example = json!(["families"]))]
            pub target_group: Many,
            /// Horizons.
            #[param(value_type = Vec<String>, example = json!(["unknown"]))]
            pub horizon: Many,
            /// Only files whose next action is late.
            pub overdue: Option<bool>,
            /// Only files without a territorial référent.
            pub unassigned: Option<bool>,
            /// `false` (the default), `true` or `any`.
            #[param(example = "false")]
            pub archived: Option<String>,
            /// Opened on this day or at this instant, or later.
            #[param(example = "2026-01-01")]
            pub created_after: Option<String>,
            /// Opened before this day or instant.
            #[param(example = "2030-01-01")]
            pub created_before: Option<String>,
            /// Changed on this day or at this instant, or later.
            #[param(example = "2026-01-01T00:00:00Z")]
            pub updated_since: Option<String>,
            /// Next action before this day.
            pub next_action_before: Option<NaiveDate>,
            /// Came with this import.
            pub import_id: Option<Uuid>,
            /// Counted by this indicator in `period`, archived or not; one whose definition says that it opens files.
            #[param(example = "families_settled")]
            pub indicator: Option<String>,
            /// Period of the indicator: `2024`, `2024-Q1` or `2024-03`.
            #[param(example = "2024")]
            pub period: Option<String>,
            /// Dimension of the indicator, beside `key`.
            #[param(example = "epci")]
            pub by: Option<String>,
            /// Which part of the indicator by that dimension, as its value names it.
            #[param(example = "200067361")]
            pub key: Option<String>,
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl $name {
            /// The filters, read.
            ///
            /// # Errors
            /// Every filter that is not right, under its name.
            pub fn filter(&self, scope: &Scope) -> Result<Filter, FieldErrors> {
                let today = day_of(scope.now);
                let mut errors = FieldErrors::new();
                let filter = Filter {
                    q: errors.keep("q", words(self.q.as_deref(), Q_MAX)).flatten(),
                    statuses: all(&mut errors, "status", &self.status, ProspectStatus::parse),
                    referent_id: self.referent_id,
                    epci_codes: self.epci.0.iter().filter(|code| *code != WITHOUT_EPCI).cloned().collect(),
                    without_epci: self.epci.0.iter().any(|code| code == WITHOUT_EPCI),
                    project_types: all(&mut errors, "project_type", &self.project_type, ProjectType::parse),
                    sources: all(&mut errors, "source", &self.source, Source::parse),
                    campaign: errors.keep("campaign", words(self.campaign.as_deref(), LABEL_MAX)).flatten(),
                    touchpoint: point(&mut errors, self.touchpoint.as_deref()),
                    phase: None,
                    reached: errors.keep("reached", reached(self.reached.as_deref())).flatten(),
                    event: self.event,
                    target_groups: all(&mut errors, "target_group", &self.target_group, TargetGroup::parse),
                    horizons: all(&mut errors, "horizon", &self.horizon, Horizon::parse),
                    next_action_before: self.next_action_before,
                    overdue_on: self.overdue.unwrap_or(false).then_some(today),
                    unassigned: self.unassigned.unwrap_or(false),
                    archived: errors.keep("archived", archived(self.archived.as_deref())).unwrap_or_default(),
                    created_after: moment(&mut errors, "created_after", self.created_after.as_deref()),
                    created_before: moment(&mut errors, "created_before", self.created_before.as_deref()),
                    updated_since: moment(&mut errors, "updated_since", self.updated_since.as_deref()),
                    import_id: self.import_id,
                    counted: self.counted(&mut errors, scope),
                };
                let archived = match (&filter.counted, &self.archived) {
                    (Some(_), None) => Archived::Any,
                    _ => filter.archived,
                };
                let filter = Filter { archived, ..filter };
                errors.finish(Some(filter))
            }

            /// The figure whose files are meant.
            fn counted(&self, errors: &mut FieldErrors, scope: &Scope) -> Option<Counted> {
                let asked = [&self.indicator, &self.period, &self.by, &self.key].map(Option::as_deref);
                counted(errors, asked, scope)
            }

            /// The filters, read, the phase with its campaign looked up.
            ///
            /// # Errors
            /// Every filter that is not right, under its name; those of the store.
            pub async fn narrowed(&self, db: &impl ConnectionTrait, scope: &Scope) -> Result<Filter, Problem> {
                let filter = self.filter(scope)?;
                let phase = of_phase(db, self.phase.as_deref(), filter.campaign.as_deref()).await?;
                Ok(Filter { phase, ..filter })
            }
        }
    };
}

with_filters! {
    /// A page of files.
    ListQuery {
        /// Order: created_at, updated_at, number, name or next_action_on, with `-` for the greatest first.
        #[param(example = "-created_at")]
        sort: Option<String>,
        /// Files of a page, 1 to 200.
        #[serde(skip_serializing_if = "crate::http::apart")]
        #[param(minimum = 1, maximum = 200)]
        limit: Option<i32>,
        /// Where the page starts, from `next_cursor`.
        #[serde(skip_serializing_if = "crate::http::apart")]
        cursor: Option<String>,
        /// `exact` to get `total`.
        #[serde(skip_serializing_if = "crate::http::apart")]
        #[param(example = "exact")]
        count: Option<String>,
    }
}

with_filters! {
    /// Counts of files.
    CountQuery {}
}

with_filters! {
    /// An export of files.
    ExportQuery {
        /// Order: created_at, updated_at, number, name or next_action_on, with `-` for the greatest first.
        #[param(example = "-created_at")]
        sort: Option<String>,
        /// `csv`, `ndjson` or `xlsx`; by default as `Accept` says.
        #[param(example = "csv")]
        format: Option<String>,
        /// Kind of CSV: `rfc4180` (the default, codes as they are) or `excel-fr` (for a French spreadsheet).
        #[param(example = "rfc4180")]
        profile: Option<String>,
    }
}

impl CountQuery {
    /// Whether anything narrows the count.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        serde_json::to_value(self).ok() != serde_json::to_value(CountQuery::default()).ok()
    }
}

impl ListQuery {
    /// Whether the number of all files is wanted.
    ///
    /// # Errors
    /// `unknown_code` for anything but `exact`.
    pub fn wants_total(&self) -> Result<bool, FieldErrors> {
        match self.count.as_deref() {
            None => Ok(false),
            Some("exact") => Ok(true),
            Some(_) => Err(one("count", "unknown_code")),
        }
    }
}

impl ExportQuery {
    /// Names of the parameters that were sent, for the trail.
    #[must_use]
    pub fn named(&self) -> Vec<&'static str> {
        const NAMES: [&str; 27] = [
            "q",
            "status",
            "referent_id",
            "epci",
            "project_type",
            "source",
            "campaign",
            "touchpoint",
            "phase",
            "reached",
            "target_group",
            "horizon",
            "overdue",
            "unassigned",
            "archived",
            "created_after",
            "created_before",
            "updated_since",
            "next_action_before",
            "import_id",
            "indicator",
            "period",
            "by",
            "key",
            "sort",
            "format",
            "profile",
        ];
        let sent = serde_json::to_value(self).unwrap_or_default();
        let none = serde_json::to_value(ExportQuery::default()).unwrap_or_default();
        NAMES.into_iter().filter(|name| sent.get(name) != none.get(name)).collect()
    }
}

/// The order asked for; newest first without one.
///
/// # Errors
/// `unknown_code` for another column.
pub fn sort(asked: Option<&str>) -> Result<Sort, FieldErrors> {
    let asked = asked.unwrap_or("-created_at");
    let (descending, name) = asked.strip_prefix('-').map_or((false, asked), |name| (true, name));
    let key = match name {
        "created_at" => SortKey::CreatedAt,
        "updated_at" => SortKey::UpdatedAt,
        "number" => SortKey::Number,
        "name" => SortKey::Name,
        "next_action_on" => SortKey::NextActionOn,
        _ => return Err(one("sort", "unknown_code")),
    };
    Ok(Sort { key, descending })
}

fn one(name: &str, code: &'static str) -> FieldErrors {
    let mut errors = FieldErrors::new();
    errors.push(name, code);
    errors
}

fn all<T: PartialEq>(errors: &mut FieldErrors, name: &str, sent: &Many, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut inner = FieldErrors::new();
    let mut kept = sent.0.clone();
    kept.sort_unstable();
    kept.dedup();
    let values = codes(&mut inner, "", &kept, parse);
    if !inner.is_empty() {
        errors.push(name, "unknown_code");
    }
    values
}

/// Words that say something, at most so many characters of them.
fn words(asked: Option<&str>, max: usize) -> Result<Option<String>, &'static str> {
    match asked {
        Some(words) if words.chars().count() > max => Err("too_long"),
        words => Ok(words.filter(|words| !words.trim().is_empty()).map(str::to_owned)),
    }
}

/// A touchpoint, or none at all.
fn point(errors: &mut FieldErrors, asked: Option<&str>) -> Option<Option<Uuid>> {
    match asked? {
        NONE => Some(None),
        id => errors.keep("touchpoint", id.parse().map_err(|_| "invalid")).map(Some),
    }
}

fn reached(asked: Option<&str>) -> Result<Option<&'static str>, &'static str> {
    let known = |name: &str| campaigns::stages().into_iter().find(|stage| *stage == name);
    asked.map(|name| known(name).ok_or("unknown_code")).transpose()
}

/// The phase asked for, with the days of all phases of its campaign; `none` is about the campaign asked for.
async fn of_phase(
    db: &impl ConnectionTrait,
    asked: Option<&str>,
    campaign: Option<&str>,
) -> Result<Option<OfPhase>, Problem> {
    let Some(asked) = asked else { return Ok(None) };
    let unknown = || Problem::field("phase", "not_found");
    let phase_id: Option<Uuid> = if asked == NONE { None } else { Some(asked.parse().map_err(|_| unknown())?) };
    let found = match (phase_id, campaign) {
        (Some(id), _) => campaigns::find_by_phase(db, id).await?,
        (None, Some(code)) => campaigns::find_by_code(db, code).await?,
        (None, None) => return Err(Problem::field("campaign", "required")),
    };
    let found = found.ok_or_else(unknown)?;
    Ok(Some(OfPhase { phases: found.phase_dates(), campaign: found.code, phase_id }))
}

/// The figure whose files are meant, and the part of it.
fn counted(
    errors: &mut FieldErrors,
    [indicator, period, by, key]: [Option<&str>; 4],
    scope: &Scope,
) -> Option<Counted> {
    let Some(code) = indicator else {
        for (name, beside) in [("period", period), ("by", by), ("key", key)] {
            if beside.is_some() {
                errors.push(name, "not_allowed");
            }
        }
        return None;
    };
    let known = Indicator::parse(code).filter(|indicator| indicator.is_of_files()).ok_or("unknown_code");
    let indicator = errors.keep("indicator", known);
    let period = errors.keep("period", indicators::period(period));
    let by = errors.keep("by", indicator.map_or(Ok(None), |indicator| indicators::by(by, indicator))).flatten();
    match (by, key) {
        (Some(_), None) => errors.push("key", "required"),
        (None, Some(_)) => errors.push("by", "required"),
        _ => {}
    }
    let cell = by.zip(key).map(|(by, key)| (by, indicators::key_of(by, key)));
    Some(Counted { indicator: indicator?, period: period?, cell, scope: scope.clone() })
}

fn archived(asked: Option<&str>) -> Result<Archived, &'static str> {
    match asked {
        None | Some("false") => Ok(Archived::No),
        Some("true") => Ok(Archived::Yes),
        Some("any") => Ok(Archived::Any),
        Some(_) => Err("unknown_code"),
    }
}

/// An instant, or the first one of a day in the Lot.
fn moment(errors: &mut FieldErrors, name: &str, asked: Option<&str>) -> Option<DateTime<Utc>> {
    let asked = asked?;
    let day = |day: NaiveDate| Paris.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    let read = match asked.parse::<NaiveDate>() {
        Ok(on) => day(on).map(|at| at.with_timezone(&Utc)),
        // A `+` left as it is in a query string arrives as a space.
        Err(_) => asked.replace(' ', "+").parse::<DateTime<Utc>>().ok(),
    };
    if read.is_none() {
        errors.push(name, "invalid_date");
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_the_lot() {
        let query = CountQuery { created_after: Some("2026-07-01".to_owned()), ..CountQuery::default() };
        let filter = query.filter(&Scope::all(DateTime::default())).unwrap();
        assert_eq!(filter.created_after.map(|at| at.to_rfc3339()).as_deref(), Some("2026-06-30T22:00:00+00:00"));
    }

    #[test]
    fn every_wrong_filter_is_named() {
        let query = CountQuery {
            status: Many(vec!["nouveau".to_owned()]),
            archived: Some("perhaps".to_owned()),
            updated_since: Some("yesterday".to_owned()),
            q: Some("x".repeat(201)),
            campaign: Some("x".repeat(201)),
            ..CountQuery::default()
        };
        let found: Vec<_> = query
            .filter(&Scope::all(DateTime::default()))
            .unwrap_err()
            .into_vec()
            .into_iter()
            .map(|e| e.pointer)
            .collect();
        assert_eq!(found, ["q", "status", "campaign", "archived", "updated_since"]);
    }

    #[test]
    fn a_count_without_parameters_is_not_narrowed() {
        assert!(!CountQuery::default().is_narrowed());
        assert!(CountQuery { overdue: Some(true), ..CountQuery::default() }.is_narrowed());
    }
}
