//! The public form of employers: no login, the same answer whoever writes and whatever is known of them.

use actix_web::{HttpResponse, get, post, web};
use domain::employer_sign_ups::{SignUp, expires_at};
use domain::validation::FieldErrors;
use persistence::{DatabaseTransaction, StoreError, employer_sign_ups};
use uuid::Uuid;

use super::dto::{
    ConfirmedEmployerSignUp, EmployerSignUpConfirmation, EmployerSignUpForm, EmployerSignUpReceipt, NewEmployerSignUp,
};
use super::{EmployerCharter, RESOURCE, confirm};
use crate::audit::Trail;
use crate::contact_requests::pace::{MayConfirm, MaySend};
use crate::contact_requests::{day_of, token};
use crate::employers::change::check_references;
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::secrets::{random_token, token_hash};
use crate::state::AppState;

/// What the token of this form is for.
const FORM: &str = "employer-sign-up";
/// Largest form, in bytes.
const MAX_FORM: usize = 4 * 1024;

/// Préparer le formulaire des employeurs
///
/// Donne le jeton à renvoyer avec l'inscription et la charte en vigueur.
#[utoipa::path(tag = "public", operation_id = "get_employer_sign_up_form",
    responses((status = 200, description = "What is needed to show the form", body = EmployerSignUpForm)))]
#[get("/public/employer-sign-up-form")]
pub async fn get_employer_sign_up_form(state: web::Data<AppState>) -> Result<web::Json<EmployerSignUpForm>, Problem> {
    let now = state.clock.now();
    let token = token::issue(&state.secrets, FORM, now);
    Ok(web::Json(EmployerSignUpForm { token, issued_at: now, charter: EmployerCharter::load()? }))
}

/// Inscrire son entreprise
///
/// L'inscription attend sept jours que le lien reçu par e-mail soit ouvert. La réponse est la même que l'employeur ou
/// l'adresse soient connus ou non.
#[utoipa::path(tag = "public", operation_id = "create_employer_sign_up",
    request_body = NewEmployerSignUp,
    responses((status = 201, description = "The sign-up waits for its confirmation", body = EmployerSignUpReceipt,
        headers(("Location" = String, description = "Path of the sign-up, for the programme")))))]
#[post("/public/employer-sign-ups")]
pub async fn create_employer_sign_up(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<NewEmployerSignUp, MAX_FORM>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let (key, machine) = (IdempotencyKey(Some(sent.token.clone())), !sent.website.trim().is_empty());
    let sign_up = read(&state, sent).await?;
    let receipt = receipt(&state);
    if machine {
        // It is told the same, and nothing is kept.
        return Ok(HttpResponse::Created().insert_header(("Location", receipt.location)).json(receipt.body));
    }
    // Its own count: filling in forms with somebody's address must not keep them from resetting their password.
    state.limits.mail(&format!("employer-sign-up:{}", sign_up.identity.email))?;
    create_once(&state, "create_employer_sign_up", &key, &fingerprint, async |tx| keep(&state, tx, &sign_up).await)
        .await
        .map_err(|problem| match problem.code() {
            "idempotency_key_reused" => Problem::field("/token", "already_used"),
            _ => problem,
        })
}

/// The form in order, or every fault at once. Nothing of what is known is looked at.
async fn read(state: &AppState, sent: NewEmployerSignUp) -> Result<SignUp, Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    let sign_up = SignUp::parse(&sent.into_input()).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(sign_up) = &sign_up {
        check_references(state.store.reader(), &sign_up.employer, &mut errors).await?;
    }
    Ok(errors.finish(sign_up)?)
}

fn receipt(state: &AppState) -> Created<EmployerSignUpReceipt> {
    let location = format!("/api/v1/employer-sign-ups/{}", Uuid::now_v7());
    Created { location, version: None, body: EmployerSignUpReceipt { expires_at: expires_at(state.clock.now()) } }
}

async fn keep(
    state: &AppState,
    tx: &DatabaseTransaction,
    sign_up: &SignUp,
) -> Result<Created<EmployerSignUpReceipt>, Problem> {
    let (id, now, secret) = (Uuid::now_v7(), state.clock.now(), random_token());
    let ends = expires_at(now);
    employer_sign_ups::insert(tx, id, sign_up, &token_hash(&secret), (now, ends)).await?;
    let words = [
        ("first_name", sign_up.identity.first_name.as_str()),
        ("employer", sign_up.employer.name.as_str()),
        ("expires_on", &day_of(ends)),
    ];
    let site = state.config.public_url.trim_end_matches('/');
    let link = format!("{site}/rejoindre-le-reseau/confirmation#{secret}");
    let letter = Letter::compose(Kind::EmployerSignUp, sign_up.identity.email.as_str(), &words, Some(&link))?;
    mail::queue(tx, state, &letter).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(tx, "employer_sign_up.create", (RESOURCE, id), &["siret", "name", "email"]).await?;
    let location = format!("/api/v1/employer-sign-ups/{id}");
    Ok(Created { location, version: None, body: EmployerSignUpReceipt { expires_at: ends } })
}

/// Confirmer l'inscription de son entreprise
///
/// Avec le jeton du lien reçu par e-mail. Un employeur que personne ne connaît est créé, son adhésion demandée, et la
/// personne choisit son mot de passe ; sinon l'équipe du programme vérifie. Recommencer ne redonne pas le jeton.
#[utoipa::path(tag = "public", operation_id = "confirm_employer_sign_up",
    request_body = EmployerSignUpConfirmation,
    responses((status = 200, description = "Confirmed", body = ConfirmedEmployerSignUp)))]
#[post("/public/employer-sign-ups/confirm")]
pub async fn confirm_employer_sign_up(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<EmployerSignUpConfirmation, MAX_FORM>,
) -> Result<web::Json<ConfirmedEmployerSignUp>, Problem> {
    let tx = state.store.begin().await?;
    let confirmed = confirm::by_link(&state, &tx, &token_hash(&body.value.token)).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    may.forgive(&state.limits);
    Ok(web::Json(confirmed))
}
