//! Job offers of the demonstration, each lived through from its draft on.

use domain::codes::{JobOfferSource, JobOfferStatus};
use domain::job_offers::{JobOfferFacts, JobOfferInput, JobOfferMove, JobOfferMoveInput, Mover, in_days};
use persistence::job_offers::{self, Origin};
use persistence::{DatabaseTransaction, StoreError};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::when::Calendar;
use crate::seed::SeedError;

const OFFERS: &str = include_str!("../../../../../data/demo/job_offers.toml");
/// Hour at which an offer is written, and the one of its first move; the next ones come later that day or on others.
const WRITTEN_AT: &str = "14:00";
const MOVED_AT: &str = "14:30";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offers {
    offers: Vec<Offer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    /// SIRET of its employer.
    employer: String,
    title: String,
    description: String,
    occupation_code: String,
    sector: String,
    contract_type: String,
    contract_detail: Option<String>,
    #[serde(default)]
    part_time: bool,
    working_time: Option<String>,
    commune_code: String,
    salary: Option<String>,
    positions: Option<i32>,
    experience: Option<String>,
    #[serde(default)]
    housing_possible: bool,
    #[serde(default)]
    partner_welcome: bool,
    remote: Option<String>,
    apply_email: Option<String>,
    /// Days before today on which it was written, and for how many days from then on it stands.
    days_ago: u64,
    stands_days: Option<u64>,
    #[serde(default)]
    moves: Vec<Move>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    to: String,
    days_ago: u64,
    reason: Option<String>,
}

/// An employer that offers are written for.
#[derive(Debug)]
pub(super) struct Author {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Who writes and hands in its offers.
    pub(super) person: String,
}

impl Offers {
    pub(super) fn read() -> Result<Offers, SeedError> {
        read(OFFERS)
    }
}

/// Writes the offers of one employer down, and lives through what became of them.
pub(super) async fn publish(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, programme): (&Calendar, &(Uuid, String)),
    (siret, author): (&str, &Author),
    Offers { offers }: &Offers,
) -> Result<(), SeedError> {
    for offer in offers.iter().filter(|offer| offer.employer == siret) {
        let facts = JobOfferFacts::parse(&input_of(offer, calendar), calendar.past(offer.days_ago))
            .map_err(|errors| SeedError::of(&offer.title, errors))?;
        let origin = Origin {
            employer_id: Some(author.id),
            employer_name: author.name.clone(),
            source: JobOfferSource::Direct,
            external_id: None,
        };
        let at = calendar.at(offer.days_ago, WRITTEN_AT);
        let id = job_offers::insert(tx, &origin, &facts, at).await?;
        let (by, on) = (author.person.clone(), ("job_offer", id));
        journal.note(Deed { at, by, action: "job_offer.create", on, fields: vec!["title", "description"] });
        for step in &offer.moves {
            let at = calendar.at(step.days_ago, MOVED_AT);
            let (mover, whose) = whose(&step.to, programme, author);
            step_to(tx, id, (mover, whose), step, (calendar.past(step.days_ago), at)).await?;
            let by = whose.1.unwrap_or("clock").to_owned();
            journal.note(Deed { at, by, action: "job_offer.transition", on, fields: vec!["status", "status_reason"] });
        }
    }
    Ok(())
}

type Whose<'a> = (Option<Uuid>, Option<&'a str>);

/// Who makes a move: the programme decides, time ends, the employer does the rest.
fn whose<'a>(to: &str, programme: &'a (Uuid, String), author: &'a Author) -> (Mover, Whose<'a>) {
    match JobOfferStatus::parse(to) {
        Some(JobOfferStatus::Published | JobOfferStatus::Rejected | JobOfferStatus::Suspended) => {
            (Mover::Programme, (Some(programme.0), Some(&programme.1)))
        }
        Some(JobOfferStatus::Expired) => (Mover::Clock, (None, None)),
        _ => (Mover::Employer, (None, Some(&author.person))),
    }
}

async fn step_to(
    tx: &DatabaseTransaction,
    id: Uuid,
    (mover, (by, name)): (Mover, Whose<'_>),
    step: &Move,
    (day, at): (chrono::NaiveDate, chrono::DateTime<chrono::Utc>),
) -> Result<(), SeedError> {
    let offer = job_offers::find(tx, &domain::access::EmployerScope::All, id).await?.ok_or(StoreError::Stale)?;
    let input = JobOfferMoveInput { to: step.to.clone(), reason: step.reason.clone() };
    let asked = JobOfferMove::parse(offer.status, mover, &input)
        .map_err(|refusal| SeedError::Data(format!("{}: {refusal:?}", offer.title)))?;
    job_offers::change(tx, &offer, &asked, job_offers::Mover { id: by, name }, (day, at)).await?;
    Ok(())
}

fn input_of(offer: &Offer, calendar: &Calendar) -> JobOfferInput {
    let written = calendar.past(offer.days_ago);
    JobOfferInput {
        title: offer.title.clone(),
        description: offer.description.clone(),
        occupation_code: Some(offer.occupation_code.clone()),
        sector: Some(offer.sector.clone()),
        contract_type: offer.contract_type.clone(),
        contract_detail: offer.contract_detail.clone(),
        part_time: offer.part_time,
        working_time: offer.working_time.clone(),
        commune_code: Some(offer.commune_code.clone()),
        salary: offer.salary.clone(),
        positions: offer.positions,
        experience: offer.experience.clone(),
        housing_possible: offer.housing_possible,
        partner_welcome: offer.partner_welcome,
        remote: offer.remote.clone(),
        apply_email: offer.apply_email.clone(),
        expires_on: offer.stands_days.map(|days| in_days(written, days)),
        ..JobOfferInput::default()
    }
}
