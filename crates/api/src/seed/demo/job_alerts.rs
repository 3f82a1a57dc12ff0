//! Visitors of the demonstration who follow a search of the offers by mail.

use chrono::Duration;
use domain::codes::AlertFrequency;
use domain::contact::Email;
use domain::job_alerts::{Schedule, expires_at};
use persistence::DatabaseTransaction;
use persistence::job_alerts::{self, NewJobAlert};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::when::Calendar;
use crate::job_alerts::JobAlertFilters;
use crate::seed::SeedError;

const ALERTS: &str = include_str!("../../../../../data/demo/job-alerts.toml");
/// Hour at which they asked.
const ASKED_AT: &str = "21:40";
/// The text that they agreed to.
const TEXT_VERSION: &str = "2026-11";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alerts {
    alerts: Vec<Alert>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alert {
    email: String,
    q: Option<String>,
    #[serde(default)]
    epci: Vec<String>,
    #[serde(default)]
    contract: Vec<String>,
    frequency: String,
    days_ago: u64,
}

impl Alerts {
    pub(super) fn read() -> Result<Alerts, SeedError> {
        read(ALERTS)
    }
}

/// Writes them down, confirmed, after the offers: what is public is no news to them. Mails are not sent.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    alerts: Alerts,
) -> Result<(), SeedError> {
    let round = job_alerts::announce(tx, calendar.past(0)).await?;
    for one in alerts.alerts {
        let (asked_at, asked_on) = (calendar.at(one.days_ago, ASKED_AT), calendar.past(one.days_ago));
        let frequency = AlertFrequency::parse(&one.frequency).unwrap_or(AlertFrequency::Weekly);
        let filters =
            JobAlertFilters { q: one.q, epci: one.epci, contract: one.contract, ..JobAlertFilters::default() };
        let new = NewJobAlert {
            id: Uuid::now_v7(),
            email: Email::parse(&one.email).map_err(|error| SeedError::Data(error.code().to_owned()))?,
            filters: serde_json::to_value(&filters).map_err(|error| SeedError::Data(error.to_string()))?,
            frequency,
            consent_version: TEXT_VERSION.to_owned(),
            expires_at: expires_at(asked_at),
        };
        let id = new.id;
        job_alerts::insert(tx, new, asked_at).await?;
        let Some(alert) = job_alerts::find(tx, id, false).await? else { continue };
        let schedule = Schedule::begin(frequency, asked_on).after_look(false, calendar.past(0));
        job_alerts::confirm(tx, &alert, &schedule, round, asked_at + Duration::minutes(2)).await?;
        journal.note(Deed {
            at: asked_at,
            by: "public".to_owned(),
            action: "job_alert.create",
            on: ("job_alert", id),
            fields: vec!["email", "filters", "frequency"],
        });
    }
    Ok(())
}
