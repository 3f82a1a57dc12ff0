//! What employers of the demonstration did by themselves: recruits referred, a sign-up that waits.

use chrono::{DateTime, Duration, Utc};
use domain::access::ProspectScope;
use domain::codes::EmployerSignUpStatus;
use domain::contact_requests::{Reference, expires_at};
use domain::employer_referrals::{Recruit, RecruitInput};
use domain::employer_sign_ups::{self as rules, SignUp, SignUpInput};
use persistence::contact_requests::{self, NewRequest, Settled};
use persistence::employer_sign_ups::{self, Outcome};
use persistence::employers::Employer;
use persistence::employers::referrals::{self, NewReferral};
use persistence::{DatabaseTransaction, employers, prospects};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::when::Calendar;
use crate::contact_requests::payload_of_recruit;
use crate::seed::SeedError;

const SPACE: &str = include_str!("../../../../../data/demo/employer-space.toml");
/// Hour at which it was written down.
const WRITTEN_AT: &str = "15:20";
/// The text that recruits agreed to.
const AGREEMENT: &str = "2026-11";
/// References are drawn at random for people; these are scattered far from those of the public form.
const SCATTER: u64 = 0xD1B5_4A32_D192_ED03;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Space {
    referrals: Vec<Referral>,
    sign_ups: Vec<Newcomer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Referral {
    siret: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    phone: Option<String>,
    arrival_in_days: Option<i64>,
    spouse: String,
    days_ago: u64,
    by: String,
    /// Address of the household that it became.
    file: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Newcomer {
    siret: String,
    name: String,
    kind: String,
    commune_code: String,
    first_name: String,
    last_name: String,
    email: String,
    phone: Option<String>,
    message: Option<String>,
    days_ago: u64,
}

impl Space {
    pub(super) fn read() -> Result<Space, SeedError> {
        read(SPACE)
    }
}

/// Writes it down, after employers and households. Mails are not sent: nobody is there to read them.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    space: Space,
) -> Result<(), SeedError> {
    for (referral, rank) in space.referrals.into_iter().zip(1u64..) {
        refer((tx, journal), calendar, referral, rank).await?;
    }
    for newcomer in space.sign_ups {
        sign_up((tx, journal), calendar, newcomer).await?;
    }
    Ok(())
}

async fn employer_of(tx: &DatabaseTransaction, siret: &str) -> Result<Employer, SeedError> {
    let found = employers::find_by_siret(tx, siret).await?;
    found.ok_or_else(|| SeedError::Data(format!("no employer has the SIRET {siret}")))
}

async fn refer(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    told: Referral,
    rank: u64,
) -> Result<(), SeedError> {
    let employer = employer_of(tx, &told.siret).await?;
    let (at, day) = (calendar.at(told.days_ago, WRITTEN_AT), calendar.past(told.days_ago));
    let recruit = recruit_of(&told, calendar, day)?;
    let id = Uuid::now_v7();
    let payload = serde_json::to_value(payload_of_recruit(&recruit, &employer, AGREEMENT, day));
    let request = NewRequest {
        id,
        reference: Reference::of(rank.wrapping_mul(SCATTER) >> 20).to_string(),
        payload: payload.map_err(|error| SeedError::Data(error.to_string()))?,
        first_name: told.first_name,
        last_name: told.last_name,
        // Stands for the hash of a mailed secret that nobody has.
        token_hash: recruit.lead.email.as_ref().map(|_| id.simple().to_string()),
        email: recruit.lead.email.as_ref().map(ToString::to_string),
        phone: recruit.lead.phone.as_ref().map(ToString::to_string),
        first_wish_code: employer.epci_code.clone(),
        epci_code: employer.epci_code,
        campaign: None,
        touchpoint_id: None,
        received_at: at,
        expires_at: expires_at(at),
    };
    contact_requests::insert(tx, request).await?;
    let referral = NewReferral {
        id: Uuid::now_v7(),
        employer_id: employer.id,
        request_id: id,
        arrival_on: recruit.arrival_on,
        spouse: recruit.spouse,
        agreement_version: AGREEMENT,
        referred_by: None,
        referred_by_name: &told.by,
    };
    referrals::insert(tx, referral, at).await?;
    let fields = vec!["referrals"];
    journal.note(Deed { at, by: told.by, action: "employer.refer", on: ("employer", employer.id), fields });
    match told.file {
        Some(email) => became_file(tx, id, &email, at + Duration::days(1)).await,
        None => Ok(()),
    }
}

fn recruit_of(told: &Referral, calendar: &Calendar, day: chrono::NaiveDate) -> Result<Recruit, SeedError> {
    let input = RecruitInput {
        first_name: told.first_name.clone(),
        last_name: told.last_name.clone(),
        email: told.email.clone(),
        phone: told.phone.clone(),
        arrival_on: told.arrival_in_days.map(|days| calendar.due(days)),
        spouse: Some(told.spouse.clone()),
        agreement_collected: true,
    };
    Recruit::parse(&input, day).map_err(|errors| SeedError::of(&told.last_name, errors))
}

async fn became_file(tx: &DatabaseTransaction, id: Uuid, email: &str, at: DateTime<Utc>) -> Result<(), SeedError> {
    let file = prospects::duplicate_of(tx, &[email.to_owned()], &[]).await?;
    let prospect_id = file.ok_or_else(|| SeedError::Data(format!("no household has the address {email}")))?;
    let request = contact_requests::find(tx, &ProspectScope::All, id, false).await?;
    let version = request.map_or(1, |request| request.version);
    Ok(contact_requests::settle(tx, (id, version), Settled::Confirmed { prospect_id, by: None }, at).await?)
}

async fn sign_up(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    told: Newcomer,
) -> Result<(), SeedError> {
    let employer = employer_of(tx, &told.siret).await?;
    let at = calendar.at(told.days_ago, WRITTEN_AT);
    let input = SignUpInput {
        siret: told.siret,
        name: told.name,
        kind: told.kind,
        commune_code: told.commune_code,
        first_name: told.first_name,
        last_name: told.last_name,
        email: told.email,
        phone: told.phone,
        charter_accepted: true,
        message: told.message,
    };
    let sign_up = SignUp::parse(&input).map_err(|errors| SeedError::of(&input.name, errors))?;
    let id = Uuid::now_v7();
    let token = id.simple().to_string();
    employer_sign_ups::insert(tx, id, &sign_up, &token, (at, rules::expires_at(at))).await?;
    let row = employer_sign_ups::find(tx, id, false).await?;
    let row = row.ok_or_else(|| SeedError::Data("a sign-up is gone".to_owned()))?;
    let outcome = Outcome { employer_id: Some(employer.id), ..Outcome::default() };
    employer_sign_ups::settle(tx, &row, EmployerSignUpStatus::Waiting, outcome, at).await?;
    let (by, on) = ("public".to_owned(), ("employer_sign_up", id));
    journal.note(Deed { at, by, action: "employer_sign_up.create", on, fields: vec!["siret", "name", "email"] });
    Ok(())
}
