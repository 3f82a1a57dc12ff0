//! Signing up without an account, and the portraits: the same answer whatever is known of the address.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::ambassadors::{AmbassadorFacts, AmbassadorInput, CONSENT_VERSION, expires_at};
use domain::codes::AmbassadorStatus::Applicant;
use domain::validation::FieldErrors;
use persistence::ambassadors::{self, Opening, sign_ups};
use persistence::locks::hold_people;
use persistence::{DatabaseTransaction, StoreError, territories};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::change::noted;
use super::consent::{AmbassadorConsentTexts, newsletter_text};
use super::dto::{NewAmbassador, PublicAmbassador, PublicAmbassadorList};
use super::{MAX_SENT, RESOURCE, dto, letters, link};
use crate::audit::Trail;
use crate::contact_requests::pace::{MayConfirm, MaySend};
use crate::contact_requests::token;
use crate::http::{Body, Cached, Created, IdempotencyKey, create_once};
use crate::problem::Problem;
use crate::state::AppState;
use crate::{mail, newsletter};

/// What the token of this form is for.
const FORM: &str = "ambassador";
/// Portraits shown at most.
const MOST_PORTRAITS: u64 = 300;

/// What is needed to sign up.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What is to be agreed to.
    pub consent: AmbassadorConsentTexts,
    /// The text beside the box of the newsletter.
    pub newsletter_text: String,
}

/// A sign-up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "token": "from GET /api/v1/public/ambassador-form",
    "ambassador": {"nature": "person", "first_name": "Zoé", "last_name": "Élie",
        "email": "zoe.elie@ambassade.example", "kinds": ["inhabitant"], "commitments": ["talk"],
        "commune_code": "46102", "image_right": false},
    "newsletter": false,
    "consent_version": "2026-1"
}))]
pub struct AmbassadorSignUp {
    /// Token of `GET /public/ambassador-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// Who they are.
    pub ambassador: NewAmbassador,
    /// Whether they want the newsletter: an agreement of its own.
    #[serde(default)]
    #[schema(required = false)]
    pub newsletter: bool,
    /// Version of the text that was agreed to; empty when the box was not ticked.
    pub consent_version: String,
}

/// What is answered at once, the same whoever asks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AmbassadorReceipt {
    /// Until when the mailed link can be opened.
    pub expires_at: DateTime<Utc>,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct AmbassadorConfirmation {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// A sign-up that is confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedAmbassador {
    /// Where they stand, a code of the list `ambassador_statuses`.
    #[schema(example = "applicant")]
    pub status: String,
    /// Token of the link to their own page.
    pub token: String,
}

/// Préparer la candidature d'un ambassadeur
///
/// Donne le jeton à renvoyer avec le formulaire et les textes à accepter, chacun pour soi.
#[utoipa::path(tag = "public", operation_id = "get_ambassador_form",
    responses((status = 200, description = "What is needed to show the form", body = AmbassadorForm)))]
#[get("/public/ambassador-form")]
pub async fn get_ambassador_form(state: web::Data<AppState>) -> Result<web::Json<AmbassadorForm>, Problem> {
    let now = state.clock.now();
    Ok(web::Json(AmbassadorForm {
        token: token::issue(&state.secrets, FORM, now),
        issued_at: now,
        consent: AmbassadorConsentTexts::load()?,
        newsletter_text: newsletter_text(state.store.reader()).await?.text,
    }))
}

/// Devenir ambassadeur
///
/// La candidature attend sept jours que le lien reçu par e-mail soit ouvert, puis elle est effacée. La réponse est la
/// même que l'adresse soit connue ou non ; un ambassadeur connu reçoit le lien de sa page.
#[utoipa::path(tag = "public", operation_id = "create_ambassador_sign_up", request_body = AmbassadorSignUp,
    responses((status = 202, description = "A mail leaves to confirm the address", body = AmbassadorReceipt)))]
#[post("/public/ambassador-sign-ups")]
pub async fn create_ambassador_sign_up(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<AmbassadorSignUp, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let (key, machine) = (IdempotencyKey(Some(sent.token.clone())), !sent.website.trim().is_empty());
    let (content, facts) = read(&state, sent).await?;
    if machine {
        // It is told the same, and nothing is kept.
        return Ok(HttpResponse::Accepted().json(receipt(&state)));
    }
    state.limits.mail(&format!("ambassador:{}", facts.email))?;
    let keep = async |tx: &DatabaseTransaction| keep(&state, tx, &content, &facts).await;
    let made = create_once(&state, "create_ambassador_sign_up", &key, &fingerprint, keep).await;
    let mut response = made.map_err(|problem| match problem.code() {
        "idempotency_key_reused" => Problem::field("/token", "already_used"),
        _ => problem,
    })?;
    // Nothing is there to be read before the mailed link is opened.
    *response.status_mut() = StatusCode::ACCEPTED;
    response.headers_mut().remove(header::LOCATION);
    Ok(response)
}

fn receipt(state: &AppState) -> AmbassadorReceipt {
    AmbassadorReceipt { expires_at: expires_at(state.clock.now()) }
}

/// What is kept of a sign-up until it is confirmed.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    ambassador: NewAmbassador,
    newsletter: bool,
}

/// The form in order, or every fault at once.
async fn read(state: &AppState, sent: AmbassadorSignUp) -> Result<(Content, AmbassadorFacts), Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    let input = AmbassadorInput::from(sent.ambassador.clone());
    let mut faults = FieldErrors::new();
    let facts = noted(state.store.reader(), &input, &mut faults).await?;
    errors.nest("/ambassador", faults);
    match sent.consent_version.trim() {
        "" => errors.push("/consent_version", "consent_required"),
        version if version != CONSENT_VERSION => errors.push("/consent_version", "outdated_text"),
        _ => {}
    }
    let facts = errors.finish(facts)?;
    Ok((Content { ambassador: sent.ambassador, newsletter: sent.newsletter }, facts))
}

/// Keeps the sign-up and queues its mail; who is listed already gets the link to their page instead.
async fn keep(
    state: &AppState,
    tx: &DatabaseTransaction,
    content: &Content,
    facts: &AmbassadorFacts,
) -> Result<Created<AmbassadorReceipt>, Problem> {
    let (id, now, body) = (Uuid::now_v7(), state.clock.now(), receipt(state));
    let known = ambassadors::find_listed(tx, facts.email.as_str()).await?;
    let letter = match &known {
        Some(known) => letters::known(state, known)?,
        None => letters::confirmation(state, id, (&facts.first_name, facts.email.as_str()), body.expires_at)?,
    };
    if known.is_none() {
        let content = serde_json::to_value(content).map_err(|error| Problem::internal(&error))?;
        sign_ups::insert(tx, id, (facts.email.as_str(), content), body.expires_at, now).await?;
    }
    mail::queue(tx, state, &letter).await?;
    let trail = Trail::of_system("public", &state.clock);
    let about = known.map_or(id, |known| known.id);
    trail.record(tx, "ambassador.sign_up", (RESOURCE, about), &dto::EVERY_FIELD).await?;
    Ok(Created { location: String::new(), version: None, body })
}

/// Confirmer une candidature d'ambassadeur
///
/// Avec le jeton du lien reçu par e-mail. L'équipe du programme la lit ensuite. Recommencer donne la même réponse ; 404
/// quand le lien n'est plus valable.
#[utoipa::path(tag = "public", operation_id = "confirm_ambassador_sign_up", request_body = AmbassadorConfirmation,
    responses((status = 200, description = "The application waits to be read", body = ConfirmedAmbassador),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/ambassador-sign-ups/confirm")]
pub async fn confirm_ambassador_sign_up(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<AmbassadorConfirmation, MAX_SENT>,
) -> Result<web::Json<ConfirmedAmbassador>, Problem> {
    let id = link::read_confirmation(&state.secrets, &body.value.token, state.clock.now())?;
    let tx = state.store.begin().await?;
    let id = apply(&state, &tx, id).await?;
    let found = ambassadors::find(&tx, None, id).await?.ok_or_else(link::over)?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    let token = link::token(&state, id);
    Ok(web::Json(ConfirmedAmbassador { status: found.status.to_string(), token }))
}

/// Makes an applicant of a sign-up; whoever is listed under the address by now is the one. Id of the ambassador.
async fn apply(state: &AppState, tx: &DatabaseTransaction, id: Uuid) -> Result<Uuid, Problem> {
    let Some(content) = sign_ups::take(tx, id).await? else { return Ok(id) };
    let content: Content =
        serde_json::from_value(content).map_err(|_| Problem::internal(&"a kept sign-up cannot be read any more"))?;
    let image_right = content.ambassador.image_right;
    let facts = AmbassadorFacts::parse(&content.ambassador.into())?;
    let (now, on) = (state.clock.now(), state.clock.today());
    hold_people(tx, &[facts.email.to_string()], &[]).await?;
    if let Some(known) = ambassadors::find_listed(tx, facts.email.as_str()).await? {
        return Ok(known.id);
    }
    let opening = Opening { id, status: Applicant, on, source: "public", actor_name: "public", image_right };
    ambassadors::insert(tx, &opening, &facts, now).await?;
    if content.newsletter {
        newsletter::subscribe(tx, state, facts.email.as_str()).await?;
    }
    let trail = Trail::of_system("public", &state.clock);
    trail.record(tx, "ambassador.confirm", (RESOURCE, id), &dto::EVERY_FIELD).await?;
    Ok(id)
}

/// Les portraits des ambassadeurs
///
/// Ceux des ambassadeurs actifs qui l'ont accepté : un prénom, une commune, quelques mots. Sans compte.
#[utoipa::path(tag = "public", operation_id = "list_public_ambassadors",
    responses((status = 200, description = "The portraits", body = PublicAmbassadorList,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/ambassadors")]
pub async fn list_public_ambassadors(
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let rows = ambassadors::portraits(db, MOST_PORTRAITS).await?;
    let last = rows.iter().map(|row| row.updated_at.timestamp_millis()).max().unwrap_or_default();
    let cached = Cached::read(&request, &format!("ambassadors-{}-{last}", rows.len()));
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let portrait = |row: ambassadors::Ambassador| {
        let commune = row.commune_code.as_ref().and_then(|code| communes.get(code)).cloned();
        PublicAmbassador {
            place: if row.is_diaspora { row.home } else { commune },
            name: row.organisation_name.unwrap_or(row.first_name),
            is_diaspora: row.is_diaspora,
            portrait: row.portrait.unwrap_or_default(),
        }
    };
    Ok(cached.json(&PublicAmbassadorList { items: rows.into_iter().map(portrait).collect() }))
}
