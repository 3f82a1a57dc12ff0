//! The request of a recruit whom an employer referred: kept and confirmed like those of the public form.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::{ConsentPurpose, SpouseAnswer};
use domain::contact_requests::{Form, Reference, expires_at};
use domain::employer_referrals::{Recruit, RecruitInput, Workplace, horizon_of};
use persistence::contact_requests::{ContactRequest, NewRequest};
use persistence::employers::Employer;
use persistence::employers::referrals::{self, NewReferral, Origin};
use persistence::{DatabaseTransaction, consent_texts, contact_requests};
use rand::Rng;
use uuid::Uuid;

use super::confirm::payload_of;
use super::dto::{AgreedText, NewContactRequest};
use super::sentences::Sentences;
use super::{RESOURCE, day_of};
use crate::audit::Trail;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::secrets::{random_token, token_hash};
use crate::state::AppState;

/// Keeps a recruit's request and asks them, by mail when they have an address, to confirm it; whoever they are, known
/// already or not, the same is done. Returns the referral.
///
/// # Errors
/// Those of the store.
pub(crate) async fn refer(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    employer: &Employer,
    recruit: &Recruit,
) -> Result<Uuid, Problem> {
    let (now, version) = (state.clock.now(), agreement_version(tx).await?);
    let secret = random_token();
    let payload = payload_of_recruit(recruit, employer, &version, state.clock.today());
    let request = request_of(payload, employer, &secret, now)?;
    let (request_id, referral_id, email) = (request.id, Uuid::now_v7(), request.email.clone());
    let words = [
        ("first_name", request.first_name.clone()),
        ("employer", employer.name.clone()),
        ("reference", request.reference.clone()),
        ("expires_on", day_of(request.expires_at)),
    ];
    contact_requests::insert(tx, request).await?;
    let referral = NewReferral {
        id: referral_id,
        employer_id: employer.id,
        request_id,
        arrival_on: recruit.arrival_on,
        spouse: recruit.spouse,
        agreement_version: &version,
        referred_by: trail.actor_id(),
        referred_by_name: trail.actor_label(),
    };
    referrals::insert(tx, referral, now).await?;
    if let Some(email) = email {
        ask_to_confirm(state, tx, &email, &words, &secret).await?;
    }
    trail.record(tx, "contact_request.create", (RESOURCE, request_id), &["payload"]).await?;
    Ok(referral_id)
}

fn request_of(
    payload: NewContactRequest,
    employer: &Employer,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<NewRequest, Problem> {
    Ok(NewRequest {
        id: Uuid::now_v7(),
        reference: Reference::of(rand::rng().random()).to_string(),
        first_name: payload.first_name.clone(),
        last_name: payload.last_name.clone(),
        email: payload.email.clone(),
        phone: payload.phone.clone(),
        first_wish_code: employer.epci_code.clone(),
        epci_code: employer.epci_code.clone(),
        campaign: None,
        touchpoint_id: None,
        token_hash: payload.email.is_some().then(|| token_hash(secret)),
        received_at: now,
        expires_at: expires_at(now),
        payload: serde_json::to_value(payload).map_err(|error| Problem::internal(&error))?,
    })
}

/// The version of the text that recruits agree to today.
async fn agreement_version(tx: &DatabaseTransaction) -> Result<String, Problem> {
    let texts = consent_texts::current(tx).await?;
    let text = texts.into_iter().find(|text| text.purpose == ConsentPurpose::FollowUp);
    text.map(|text| text.version).ok_or_else(|| Problem::internal(&"no text to agree to"))
}

async fn ask_to_confirm(
    state: &AppState,
    tx: &DatabaseTransaction,
    email: &str,
    words: &[(&str, String)],
    secret: &str,
) -> Result<(), Problem> {
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    let link = format!("{}/demande/confirmation#{secret}", state.config.public_url.trim_end_matches('/'));
    mail::queue(tx, state, &Letter::compose(Kind::ReferralConfirmation, email, &words, Some(&link))?).await?;
    Ok(())
}

/// What was told, in the shape of the public form: what an employer does not say stays empty.
pub(crate) fn payload_of_recruit(
    recruit: &Recruit,
    employer: &Employer,
    version: &str,
    today: NaiveDate,
) -> NewContactRequest {
    let lead = &recruit.lead;
    NewContactRequest {
        first_name: lead.first_name.clone().unwrap_or_default(),
        last_name: lead.last_name.clone().unwrap_or_default(),
        email: lead.email.as_ref().map(ToString::to_string),
        phone: lead.phone.as_ref().map(ToString::to_string),
        household_kind: if recruit.spouse == SpouseAnswer::Yes { "couple".to_owned() } else { String::new() },
        project_types: vec!["employee".to_owned()],
        horizon: recruit.arrival_on.map(|day| horizon_of(day, today).to_string()).unwrap_or_default(),
        wished_territories: employer.epci_code.iter().cloned().collect(),
        territory_indifferent: employer.epci_code.is_none(),
        source_detail: Some(employer.name.clone()),
        consents: vec![AgreedText { purpose: ConsentPurpose::FollowUp.to_string(), version: version.to_owned() }],
        ..NewContactRequest::default()
    }
}

/// The form of a referred recruit, read again from what was kept.
pub(super) fn form_of(request: &ContactRequest, origin: &Origin) -> Result<Form, Problem> {
    let broken = |_| Problem::internal(&"a kept referral cannot be read any more");
    let told = payload_of(request)?;
    let asked_on = request.received_at.date_naive();
    let input = RecruitInput {
        first_name: told.first_name,
        last_name: told.last_name,
        email: told.email,
        phone: told.phone,
        arrival_on: origin.arrival_on,
        spouse: Some(origin.spouse.clone()),
        agreement_collected: true,
    };
    let work = Workplace {
        employer: &origin.employer_name,
        epci_code: request.epci_code.as_deref(),
        agreement_version: &origin.agreement_version,
    };
    Recruit::parse(&input, asked_on).and_then(|recruit| recruit.into_form(&work, asked_on)).map_err(broken)
}

/// What proves the agreement of a recruit: who collected it, for whom, when.
pub(super) fn proof_of(request: &ContactRequest, origin: &Origin) -> Result<String, Problem> {
    let on = origin.referred_at.with_timezone(&Paris).format("%d/%m/%Y").to_string();
    Sentences::load()?.agreed_at_employer(&request.reference, origin, &on)
}
