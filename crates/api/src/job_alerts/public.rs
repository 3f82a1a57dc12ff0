//! Asking for an alert and confirming it: no login, the same answer whatever is known of the address.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, get, post, web};
use domain::codes::{AlertFrequency, ConsentPurpose};
use domain::contact::{ContactError, Email};
use domain::job_alerts::{Schedule, expires_at};
use domain::validation::{FieldErrors, code};
use persistence::consent_texts::{self, CurrentText};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, job_alerts};
use uuid::Uuid;

use super::dto::{
    ConfirmedJobAlert, JobAlertConfirmation, JobAlertConsent, JobAlertForm, JobAlertReceipt, LinkedJobAlert,
    NewJobAlert,
};
use super::filters::JobAlertFilters;
use super::letters::About;
use super::link::{self, Use};
use super::{MAX_SENT, RESOURCE};
use crate::audit::Trail;
use crate::contact_requests::pace::{MayConfirm, MaySend};
use crate::contact_requests::token;
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::mail;
use crate::problem::Problem;
use crate::state::AppState;

/// What the token of this form is for.
const FORM: &str = "job-alert";

/// Préparer l'alerte sur des offres
///
/// Donne le jeton à renvoyer avec la demande et le texte de consentement en vigueur.
#[utoipa::path(tag = "public", operation_id = "get_job_alert_form",
    responses((status = 200, description = "What is needed to ask for an alert", body = JobAlertForm)))]
#[get("/public/job-alert-form")]
pub async fn get_job_alert_form(state: web::Data<AppState>) -> Result<web::Json<JobAlertForm>, Problem> {
    let (now, text) = (state.clock.now(), current_text(state.store.reader()).await?);
    Ok(web::Json(JobAlertForm {
        token: token::issue(&state.secrets, FORM, now),
        issued_at: now,
        consent: JobAlertConsent { version: text.version, text: text.text },
    }))
}

async fn current_text(db: &impl ConnectionTrait) -> Result<CurrentText, Problem> {
    let texts = consent_texts::current(db).await?;
    let text = texts.into_iter().find(|text| text.purpose == ConsentPurpose::JobAlerts);
    text.ok_or_else(|| Problem::internal(&"there is no text to agree to for alerts"))
}

/// Recevoir les offres d'une recherche
///
/// L'alerte attend sept jours que le lien reçu par e-mail soit ouvert, puis elle est effacée. La réponse est la même que
/// l'adresse soit connue ou non.
#[utoipa::path(tag = "public", operation_id = "create_job_alert", request_body = NewJobAlert,
    responses((status = 202, description = "A mail leaves to confirm the alert", body = JobAlertReceipt)))]
#[post("/public/job-alerts")]
pub async fn create_job_alert(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<NewJobAlert, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let (key, machine) = (IdempotencyKey(Some(sent.token.clone())), !sent.website.trim().is_empty());
    let asked = read(&state, sent).await?;
    if machine {
        // It is told the same, and nothing is kept.
        return Ok(HttpResponse::Accepted().json(receipt(&state)));
    }
    // Its own count: filling in forms with somebody's address must not keep them from resetting their password.
    state.limits.mail(&format!("job-alert:{}", asked.email))?;
    let made =
        create_once(&state, "create_job_alert", &key, &fingerprint, async |tx| keep(&state, tx, asked).await).await;
    let mut response = made.map_err(|problem| match problem.code() {
        "idempotency_key_reused" => Problem::field("/token", "already_used"),
        _ => problem,
    })?;
    // Nothing is there to be read before the mailed link is opened.
    *response.status_mut() = StatusCode::ACCEPTED;
    response.headers_mut().remove(header::LOCATION);
    Ok(response)
}

fn receipt(state: &AppState) -> JobAlertReceipt {
    JobAlertReceipt { expires_at: expires_at(state.clock.now()) }
}

/// An alert in order.
struct Asked {
    email: Email,
    filters: JobAlertFilters,
    frequency: AlertFrequency,
    consent_version: String,
}

/// The form in order, or every fault at once.
async fn read(state: &AppState, sent: NewJobAlert) -> Result<Asked, Problem> {
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    let email = errors.keep("/email", Email::parse(&sent.email).map_err(ContactError::code));
    let filters = sent.filters.checked(db, &mut errors).await?;
    let frequency = errors.keep("/frequency", code(&sent.frequency, AlertFrequency::parse));
    let text = current_text(db).await?;
    match sent.consent_version.trim() {
        "" => errors.push("/consent_version", "consent_required"),
        version if version != text.version => errors.push("/consent_version", "outdated_text"),
        _ => {}
    }
    let asked = email.zip(frequency).map(|(email, frequency)| Asked {
        email,
        filters,
        frequency,
        consent_version: text.version,
    });
    Ok(errors.finish(asked)?)
}

/// Keeps the alert and queues its mail. The same work is done for everybody.
async fn keep(state: &AppState, tx: &DatabaseTransaction, asked: Asked) -> Result<Created<JobAlertReceipt>, Problem> {
    let (id, now, body) = (Uuid::now_v7(), state.clock.now(), receipt(state));
    let told = asked.filters.told(tx).await?;
    let about = About { state, alert_id: id, email: asked.email.as_str(), told: &told };
    let letter = about.confirmation(body.expires_at)?;
    let alert = job_alerts::NewJobAlert {
        id,
        filters: asked.filters.to_value()?,
        frequency: asked.frequency,
        consent_version: asked.consent_version,
        expires_at: body.expires_at,
        email: asked.email,
    };
    job_alerts::insert(tx, alert, now).await?;
    mail::queue(tx, state, &letter).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(tx, "job_alert.create", (RESOURCE, id), &["email", "filters", "frequency"]).await?;
    Ok(Created { location: String::new(), version: None, body })
}

/// Confirmer une alerte
///
/// Avec le jeton du lien reçu par e-mail. L'alerte envoie les offres publiées à partir de maintenant ; recommencer donne
/// la même réponse. 404 quand le lien n'est plus valable.
#[utoipa::path(tag = "public", operation_id = "confirm_job_alert", request_body = JobAlertConfirmation,
    responses((status = 200, description = "The alert is confirmed", body = ConfirmedJobAlert),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/job-alerts/confirm")]
pub async fn confirm_job_alert(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<JobAlertConfirmation, MAX_SENT>,
) -> Result<web::Json<ConfirmedJobAlert>, Problem> {
    let id = link::read(&state.secrets, Use::Confirm, &body.value.token, state.clock.now())?;
    let tx = state.store.begin().await?;
    begin(&state, &tx, id).await?;
    let alert = job_alerts::find(&tx, id, false).await?.ok_or_else(link::over)?;
    let schedule = alert.schedule.ok_or_else(link::over)?;
    let filters = JobAlertFilters::kept(&alert.filters)?;
    let told = filters.told(&tx).await?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    let token = link::to_manage(&state.secrets, id, state.clock.now());
    Ok(web::Json(ConfirmedJobAlert { alert: LinkedJobAlert::of(&alert, &schedule, filters, told), token }))
}

/// Starts an alert that waits; one that runs goes on.
async fn begin(state: &AppState, tx: &DatabaseTransaction, id: Uuid) -> Result<(), Problem> {
    let alert = job_alerts::find(tx, id, true).await?.ok_or_else(link::over)?;
    if alert.schedule.is_some() {
        return Ok(());
    }
    let (today, now) = (state.clock.today(), state.clock.now());
    // What is public at this moment was there to be read: it is no news.
    let round = job_alerts::announce(tx, today).await?;
    job_alerts::confirm(tx, &alert, &Schedule::begin(alert.frequency, today), round, now).await?;
    let trail = Trail::of_system("public", &state.clock);
    Ok(trail.record(tx, "job_alert.confirm", (RESOURCE, id), &["status"]).await?)
}
