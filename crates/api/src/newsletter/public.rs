//! Asking for the newsletter and confirming it: the same answer whatever is known of the address.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Duration, Utc};
use domain::contact::{ContactError, Email};
use domain::validation::FieldErrors;
use persistence::newsletter::{self, NewSubscription};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::dto::{
    NewNewsletterSubscription, NewsletterConfirmation, NewsletterConsent, NewsletterForm, NewsletterReceipt,
};
use super::{CONFIRM, MAX_SENT, RESOURCE, STOP_PAGE, one_click, to_confirm, to_stop};
use crate::ambassadors::newsletter_text;
use crate::audit::Trail;
use crate::contact_requests::pace::{MayConfirm, MaySend};
use crate::contact_requests::{day_of, token};
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::mail::{self, Kind, Letter, Subscription};
use crate::problem::Problem;
use crate::signed_links;
use crate::state::AppState;

/// What the token of this form is for.
const FORM: &str = "newsletter";
/// Days within which a subscription must be confirmed; it is forgotten after.
const CONFIRM_DAYS: i64 = 7;

fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "newsletter_link_over")
}

/// Préparer l'inscription à la lettre d'information
///
/// Donne le jeton à renvoyer avec la demande et le texte de consentement en vigueur.
#[utoipa::path(tag = "public", operation_id = "get_newsletter_form",
    responses((status = 200, description = "What is needed to ask for the newsletter", body = NewsletterForm)))]
#[get("/public/newsletter-form")]
pub async fn get_newsletter_form(state: web::Data<AppState>) -> Result<web::Json<NewsletterForm>, Problem> {
    let (now, text) = (state.clock.now(), newsletter_text(state.store.reader()).await?);
    Ok(web::Json(NewsletterForm {
        token: token::issue(&state.secrets, FORM, now),
        issued_at: now,
        consent: NewsletterConsent { version: text.version, text: text.text },
    }))
}

/// Recevoir la lettre d'information
///
/// L'inscription attend sept jours que le lien reçu par e-mail soit ouvert, puis elle est effacée. La réponse est la même
/// que l'adresse soit connue ou non.
#[utoipa::path(tag = "public", operation_id = "create_newsletter_subscription",
    request_body = NewNewsletterSubscription,
    responses((status = 202, description = "A mail leaves to confirm the address", body = NewsletterReceipt)))]
#[post("/public/newsletter-subscriptions")]
pub async fn create_newsletter_subscription(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<NewNewsletterSubscription, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let (key, machine) = (IdempotencyKey(Some(sent.token.clone())), !sent.website.trim().is_empty());
    let (email, version) = read(&state, &sent).await?;
    if machine {
        // It is told the same, and nothing is kept.
        return Ok(HttpResponse::Accepted().json(receipt(&state)));
    }
    state.limits.mail(&format!("newsletter:{email}"))?;
    let keep = async |tx: &DatabaseTransaction| keep(&state, tx, &email, &version).await;
    let made = create_once(&state, "create_newsletter_subscription", &key, &fingerprint, keep).await;
    let mut response = made.map_err(|problem| match problem.code() {
        "idempotency_key_reused" => Problem::field("/token", "already_used"),
        _ => problem,
    })?;
    // Nothing is there to be read before the mailed link is opened.
    *response.status_mut() = StatusCode::ACCEPTED;
    response.headers_mut().remove(header::LOCATION);
    Ok(response)
}

fn expires_at(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::days(CONFIRM_DAYS)
}

fn receipt(state: &AppState) -> NewsletterReceipt {
    NewsletterReceipt { expires_at: expires_at(state.clock.now()) }
}

/// The form in order, or every fault at once.
async fn read(state: &AppState, sent: &NewNewsletterSubscription) -> Result<(Email, String), Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    let email = errors.keep("/email", Email::parse(&sent.email).map_err(ContactError::code));
    let text = newsletter_text(state.store.reader()).await?;
    match sent.consent_version.trim() {
        "" => errors.push("/consent_version", "consent_required"),
        version if version != text.version => errors.push("/consent_version", "outdated_text"),
        _ => {}
    }
    Ok((errors.finish(email)?, text.version))
}

/// Keeps the address and queues its mail. The same work is done for everybody.
async fn keep(
    state: &AppState,
    tx: &DatabaseTransaction,
    email: &Email,
    version: &str,
) -> Result<Created<NewsletterReceipt>, Problem> {
    let (id, now, body) = (Uuid::now_v7(), state.clock.now(), receipt(state));
    let (email, expires_at) = (email.as_str(), body.expires_at);
    let new = NewSubscription { id, email, source: "form", consent_version: version, expires_at };
    newsletter::insert(tx, &new, now).await?;
    mail::queue(tx, state, &letter(state, id, email, expires_at)?).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(tx, "newsletter_subscription.create", (RESOURCE, id), &["email"]).await?;
    Ok(Created { location: String::new(), version: None, body })
}

fn letter(state: &AppState, id: Uuid, email: &str, expires_at: DateTime<Utc>) -> Result<Letter, Problem> {
    let site = state.config.public_url.trim_end_matches('/');
    let confirm = format!("{site}/lettre/confirmation#{}", to_confirm(state, id, expires_at));
    let page = format!("{site}{STOP_PAGE}#{}", to_stop(state, id));
    let words = [("expires_on", day_of(expires_at))];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    let letter = Letter::compose(Kind::NewsletterConfirmation, email, &words, Some(&confirm))?;
    Ok(letter.with_subscription(Subscription { page, one_click: one_click(state, id) }))
}

/// Confirmer son inscription à la lettre d'information
///
/// Avec le jeton du lien reçu par e-mail. Recommencer ne change rien ; 404 quand le lien n'est plus valable.
#[utoipa::path(tag = "public", operation_id = "confirm_newsletter_subscription",
    request_body = NewsletterConfirmation,
    responses((status = 204, description = "The newsletter comes"),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/newsletter-subscriptions/confirm")]
pub async fn confirm_newsletter_subscription(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<NewsletterConfirmation, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let id = signed_links::read(&state.secrets, CONFIRM, &body.value.token, state.clock.now()).ok_or_else(over)?;
    let tx = state.store.begin().await?;
    let own = newsletter::find(&tx, id).await?.ok_or_else(over)?;
    if own.confirmed_at.is_none() {
        newsletter::confirm(&tx, &own, state.clock.now()).await?;
        let trail = Trail::of_system("public", &state.clock);
        trail.record(&tx, "newsletter_subscription.confirm", (RESOURCE, id), &["status"]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}

/// Sends the newsletter to the address of an ambassador, which they confirmed already.
///
/// # Errors
/// Those of the store.
pub(crate) async fn subscribe(tx: &DatabaseTransaction, state: &AppState, email: &str) -> Result<(), Problem> {
    if newsletter::among(tx, [email.to_owned()]).await?.contains(email) {
        return Ok(());
    }
    let (id, now) = (Uuid::now_v7(), state.clock.now());
    let text = newsletter_text(tx).await?;
    let new = NewSubscription {
        id,
        email,
        source: "ambassador",
        consent_version: &text.version,
        expires_at: expires_at(now),
    };
    newsletter::insert(tx, &new, now).await?;
    let own = newsletter::find(tx, id).await?.ok_or_else(over)?;
    newsletter::confirm(tx, &own, now).await?;
    let trail = Trail::of_system("ambassador_link", &state.clock);
    Ok(trail.record(tx, "newsletter_subscription.confirm", (RESOURCE, id), &["email", "status"]).await?)
}

/// Ends the newsletter to an address, from the page of an ambassador.
///
/// # Errors
/// Those of the store.
pub(crate) async fn leave(tx: &DatabaseTransaction, state: &AppState, email: &str) -> Result<(), Problem> {
    if newsletter::delete_of(tx, email).await? {
        let trail = Trail::of_system("ambassador_link", &state.clock);
        trail.record(tx, "newsletter_subscription.delete", (RESOURCE, Uuid::nil()), &[]).await?;
    }
    Ok(())
}
