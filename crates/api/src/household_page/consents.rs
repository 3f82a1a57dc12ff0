//! What the household agreed to: read with its texts, taken back and given again, each by whom it concerns.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::{ConsentChannel, ConsentPurpose};
use domain::consents::{NewConsent, holds};
use domain::household_page::may_take_back;
use domain::validation::code;
use persistence::household_page::Follower;
use persistence::prospects::{self, Prospect, StoredConsent};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, consent_texts, consents};

use super::MAX_SENT;
use super::dto_rights::{
    HouseholdConsent, HouseholdConsentAgreement, HouseholdConsentWithdrawal, HouseholdConsents, OfferedConsent,
};
use super::link::{PageLink, refused};
use super::note;
use super::sentences::{Deed, Sentences};
use crate::audit::Trail;
use crate::consents::effects;
use crate::contact_requests::OFFERED;
use crate::contact_requests::pace::MaySend;
use crate::http::Body;
use crate::problem::Problem;
use crate::reference::lists;
use crate::state::AppState;

/// Lire ses accords
///
/// Tous ceux du dossier, avec le texte lu et ses dates, et ceux que la personne peut encore donner.
#[utoipa::path(tag = "public", operation_id = "get_household_consents", security(("household_link" = [])),
    responses((status = 200, description = "The agreements of the file", body = HouseholdConsents)))]
#[get("/public/household-page/consents")]
pub async fn get_household_consents(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let body = view(db, &state, &follower).await?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Retirer un accord
///
/// Effet immédiat : les messages de cette finalité qui attendaient ne partent plus. Recommencer ne change rien.
#[utoipa::path(tag = "public", operation_id = "withdraw_household_consent", security(("household_link" = [])),
    request_body = HouseholdConsentWithdrawal,
    responses((status = 200, description = "The agreements of the file", body = HouseholdConsents)))]
#[post("/public/household-page/consents/withdrawals")]
pub async fn withdraw_household_consent(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    body: Body<HouseholdConsentWithdrawal, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let purpose = read_purpose(&body.value.purpose)?;
    let tx = state.store.begin().await?;
    let (follower, file) = held(&link, &state, &tx).await?;
    take_back(&state, &tx, (&follower, &file), &[purpose]).await?;
    let body = view(&tx, &state, &follower).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Donner un accord
///
/// Avec la version du texte lu. Un accord qui tient déjà reste ce qu’il est.
#[utoipa::path(tag = "public", operation_id = "give_household_consent", security(("household_link" = [])),
    request_body = HouseholdConsentAgreement,
    responses((status = 200, description = "The agreements of the file", body = HouseholdConsents)))]
#[post("/public/household-page/consents")]
pub async fn give_household_consent(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    body: Body<HouseholdConsentAgreement, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let purpose = read_purpose(&body.value.purpose)?;
    let tx = state.store.begin().await?;
    let (follower, file) = held(&link, &state, &tx).await?;
    give(&state, &tx, (&follower, &file), purpose, &body.value.text_version).await?;
    let body = view(&tx, &state, &follower).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

fn read_purpose(sent: &str) -> Result<ConsentPurpose, Problem> {
    code(sent, ConsentPurpose::parse).map_err(|why| Problem::field("/purpose", why))
}

/// Whoever came with the link and their file, which nobody else changes meanwhile.
pub(super) async fn held(
    link: &PageLink,
    state: &AppState,
    tx: &DatabaseTransaction,
) -> Result<(Follower, Prospect), Problem> {
    let follower = link.follower(tx, &state.secrets).await?;
    let file = prospects::find_locked(tx, &ProspectScope::All, follower.prospect_id).await?.ok_or_else(refused)?;
    Ok((follower, file))
}

/// Takes back what still holds of these purposes: the person's own, and what the household agreed to as a whole.
pub(super) async fn take_back(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    purposes: &[ConsentPurpose],
) -> Result<(), Problem> {
    let now = state.clock.now();
    for &purpose in purposes {
        let known = prospects::consents_of(tx, file.id).await?;
        let held: Vec<_> = known.into_iter().filter(|one| agrees(one, follower, purpose, now)).collect();
        for consent in &held {
            consents::withdraw(tx, consent.id, now).await?;
            effects::of_withdrawal(tx, file, (consent.member_id, purpose), now).await?;
        }
        if !held.is_empty() {
            tell(state, tx, (follower, file), Deed::Withdraws, purpose).await?;
        }
    }
    Ok(())
}

async fn give(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    purpose: ConsentPurpose,
    version: &str,
) -> Result<(), Problem> {
    let texts = consent_texts::current(tx).await?;
    let Some(text) = texts.iter().find(|text| text.purpose == purpose).filter(|_| OFFERED.contains(&purpose)) else {
        return Err(Problem::field("/purpose", "not_allowed"));
    };
    if text.version != version {
        return Err(Problem::field("/text_version", "outdated_text"));
    }
    let now = state.clock.now();
    let known = prospects::consents_of(tx, file.id).await?;
    if known.iter().any(|one| agrees(one, follower, purpose, now)) {
        return Ok(());
    }
    let consent = NewConsent {
        purpose,
        text_version: version.to_owned(),
        channel: ConsentChannel::WebForm,
        proof: Some(Sentences::load()?.link_proof),
        given_at: None,
        opt_in: None,
    };
    consents::insert(tx, (file.id, Some(follower.member_id)), &consent, now).await?;
    tell(state, tx, (follower, file), Deed::Agrees, purpose).await
}

/// Whether this is the person's own agreement, or the household's, to a purpose, and still holds.
fn agrees(one: &StoredConsent, follower: &Follower, purpose: ConsentPurpose, now: DateTime<Utc>) -> bool {
    one.purpose == purpose.as_str()
        && may_take_back(one.member_id, follower.member_id)
        && holds(one.withdrawn_at, one.expires_at, now)
}

/// Leaves a note in the file and in the trail.
async fn tell(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    deed: Deed,
    purpose: ConsentPurpose,
) -> Result<(), Problem> {
    let what = lists::label(ConsentPurpose::LIST, purpose.as_str());
    let told = Sentences::load()?.done(deed, follower.first_name.as_deref(), what)?;
    note::leave(tx, file, told, state.clock.now()).await?;
    let (action, field) = match deed {
        Deed::Withdraws => ("household_page.withdraw_consent", "withdrawn_at"),
        _ => ("household_page.give_consent", "consents"),
    };
    let trail = Trail::of_system("public", &state.clock);
    Ok(trail.record(tx, action, ("prospect", file.id), &[field]).await?)
}

/// The agreements of a file, as this member of it reads them.
async fn view(db: &impl ConnectionTrait, state: &AppState, follower: &Follower) -> Result<HouseholdConsents, Problem> {
    let now = state.clock.now();
    let members = prospects::members_of(db, follower.prospect_id).await?;
    let name = |id| members.iter().find(|one| Some(one.id) == id).and_then(|one| one.member.first_name.clone());
    let known = prospects::consents_of(db, follower.prospect_id).await?;
    let free = |purpose: &ConsentPurpose| !known.iter().any(|one| agrees(one, follower, *purpose, now));
    let texts = consent_texts::current(db).await?;
    let open = OFFERED.iter().filter(|purpose| free(purpose));
    let open = open.filter_map(|purpose| texts.iter().find(|text| text.purpose == *purpose));
    let offered = open.map(|text| OfferedConsent {
        purpose: text.purpose.to_string(),
        version: text.version.clone(),
        text: text.text.clone(),
    });
    let offered = offered.collect();
    let items = known.into_iter().rev().map(|one| {
        let living = holds(one.withdrawn_at, one.expires_at, now);
        HouseholdConsent {
            first_name: name(one.member_id),
            can_withdraw: living && may_take_back(one.member_id, follower.member_id),
            holds: living,
            purpose: one.purpose,
            text: one.text,
            text_version: one.text_version,
            channel: one.channel,
            given_at: one.given_at,
            withdrawn_at: one.withdrawn_at,
            expires_at: one.expires_at,
        }
    });
    Ok(HouseholdConsents { items: items.collect(), offered })
}
