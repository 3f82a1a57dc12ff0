//! The public form: no login, the same answer whoever writes.

use actix_web::{HttpResponse, get, post, web};
use domain::codes::ConsentPurpose;
use domain::contact_requests::{Form, FormInput, Reference, check_agreements, expires_at};
use domain::validation::FieldErrors;
use persistence::contact_requests::NewRequest;
use persistence::{DatabaseTransaction, StoreError, consent_texts, contact_requests, prospects};
use rand::Rng;
use uuid::Uuid;

use super::dto::{
    ConfirmedContactRequest, ConsentText, ContactForm, ContactRequestConfirmation, ContactRequestReceipt,
    NewContactRequest,
};
use super::pace::{MayConfirm, MaySend};
use super::{RESOURCE, confirm, day_of, token};
use crate::audit::Trail;
use crate::campaigns::attribution::of_form;
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::secrets::{random_token, token_hash};
use crate::state::AppState;

/// What the token of this form is for.
const FORM: &str = "contact-form";
/// Largest form, in bytes.
const MAX_FORM: usize = 8 * 1024;
/// What the form offers to agree to, in the order of its boxes; the first is necessary.
pub(crate) const OFFERED: [ConsentPurpose; 4] = [
    ConsentPurpose::FollowUp,
    ConsentPurpose::ShareWithPartners,
    ConsentPurpose::Newsletter,
    ConsentPurpose::Invitations,
];

/// Préparer le formulaire public
///
/// Donne le jeton à renvoyer avec la demande et les textes de consentement en vigueur.
#[utoipa::path(tag = "public", operation_id = "get_contact_form",
    responses((status = 200, description = "What is needed to show the form", body = ContactForm)))]
#[get("/public/contact-form")]
pub async fn get_contact_form(state: web::Data<AppState>) -> Result<web::Json<ContactForm>, Problem> {
    let now = state.clock.now();
    let texts = consent_texts::current(state.store.reader()).await?;
    let offered = OFFERED.iter().filter_map(|purpose| texts.iter().find(|text| text.purpose == *purpose));
    let consent_texts = offered.map(|current| ConsentText {
        purpose: current.purpose.to_string(),
        version: current.version.clone(),
        text: current.text.clone(),
        required: current.purpose == ConsentPurpose::FollowUp,
    });
    Ok(web::Json(ContactForm {
        token: token::issue(&state.secrets, FORM, now),
        issued_at: now,
        consent_texts: consent_texts.collect(),
    }))
}

/// Envoyer une demande
///
/// La demande attend sept jours : elle devient un dossier quand le lien reçu par e-mail est ouvert ou, sans adresse
/// e-mail, quand un référent l'a confirmée par téléphone. La réponse est la même que la personne soit connue ou non.
#[utoipa::path(tag = "public", operation_id = "create_contact_request",
    request_body = NewContactRequest,
    responses((status = 201, description = "The request waits for its confirmation", body = ContactRequestReceipt,
        headers(("Location" = String, description = "Path of the request, for staff")))))]
#[post("/public/contact-requests")]
pub async fn create_contact_request(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<NewContactRequest, MAX_FORM>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let form = read(&state, &sent).await?;
    let draft = Draft::of(&state, &form);
    if !sent.website.trim().is_empty() {
        // A machine: it is told the same, and nothing is kept.
        let receipt = draft.receipt();
        return Ok(HttpResponse::Created().insert_header(("Location", receipt.location)).json(receipt.body));
    }
    if let Some(email) = &form.lead.email {
        // Its own count: filling in forms with somebody's address must not keep them from resetting their password.
        state.limits.mail(&format!("form:{email}"))?;
    }
    let key = IdempotencyKey(Some(sent.token.clone()));
    let trail = Trail::of_system("public", &state.clock);
    create_once(&state, "create_contact_request", &key, &fingerprint, async |tx| {
        keep(&state, tx, &trail, &draft, &form, &sent).await
    })
    .await
    .map_err(|problem| match problem.code() {
        "idempotency_key_reused" => Problem::field("/token", "already_used"),
        _ => problem,
    })
}

/// Confirmer une demande
///
/// Avec le jeton du lien reçu par e-mail. Crée le dossier, ou joint la demande au dossier ouvert de la personne ;
/// recommencer donne la même réponse.
#[utoipa::path(tag = "public", operation_id = "confirm_contact_request",
    request_body = ContactRequestConfirmation,
    responses((status = 200, description = "The request has become a file, or joined it", body = ConfirmedContactRequest)))]
#[post("/public/contact-requests/confirm")]
pub async fn confirm_contact_request(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<ContactRequestConfirmation, MAX_FORM>,
) -> Result<web::Json<ConfirmedContactRequest>, Problem> {
    let trail = Trail::of_system("public", &state.clock);
    let tx = state.store.begin().await?;
    let confirmed = confirm::by_link(&state, &tx, &trail, &token_hash(&body.value.token)).await?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(web::Json(confirmed))
}

/// The form in order, or every fault at once: of the token, of the fields, of what they name.
async fn read(state: &AppState, sent: &NewContactRequest) -> Result<Form, Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    let input: FormInput = sent.to_input();
    let mut form = Form::parse(&input).map_err(|faults| errors.nest("", faults)).ok();
    let db = state.store.reader();
    if let Some(form) = &mut form {
        confirm::drop_unknown_event(db, form).await?;
    }
    let texts = consent_texts::current(db).await?;
    let current: Vec<(ConsentPurpose, String)> = texts
        .into_iter()
        .filter(|text| OFFERED.contains(&text.purpose))
        .map(|text| (text.purpose, text.version))
        .collect();
    check_agreements(&input.consents, &current, &mut errors);
    if let Some(form) = &form {
        contact_requests::check_references(db, form, &mut errors).await?;
    }
    Ok(errors.finish(form)?)
}

/// What is drawn for a request before anything is written.
struct Draft {
    id: Uuid,
    reference: Reference,
    secret: String,
    receipt: ContactRequestReceipt,
}

impl Draft {
    fn of(state: &AppState, form: &Form) -> Draft {
        let reference = Reference::of(rand::rng().random());
        let contact = if form.lead.email.is_some() { "email" } else { "phone" };
        let receipt = ContactRequestReceipt {
            reference: reference.to_string(),
            expires_at: expires_at(state.clock.now()),
            contact: contact.to_owned(),
        };
        Draft { id: Uuid::now_v7(), reference, secret: random_token(), receipt }
    }

    fn receipt(&self) -> Created<ContactRequestReceipt> {
        let location = format!("/api/v1/contact-requests/{}", self.id);
        Created { location, version: None, body: self.receipt.clone() }
    }
}

/// Keeps the request and queues its mail. The same work is done for everybody; only the letter differs.
async fn keep(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    draft: &Draft,
    form: &Form,
    sent: &NewContactRequest,
) -> Result<Created<ContactRequestReceipt>, Problem> {
    let text = |name: &Option<String>| name.clone().unwrap_or_default();
    let email = form.lead.email.as_ref().map(ToString::to_string);
    let first_wish_code = form.facts.wished_territories.first().cloned();
    let epci_code = persistence::territories::epci_of(tx, first_wish_code.as_deref().unwrap_or_default()).await?;
    let (campaign, touchpoint_id) = of_form(tx, form).await?;
    let request = NewRequest {
        id: draft.id,
        reference: draft.reference.to_string(),
        payload: serde_json::to_value(sent.clone().without_token()).map_err(|error| Problem::internal(&error))?,
        first_name: text(&form.lead.first_name),
        last_name: text(&form.lead.last_name),
        email: email.clone(),
        phone: form.lead.phone.as_ref().map(ToString::to_string),
        first_wish_code,
        epci_code,
        campaign,
        touchpoint_id,
        token_hash: email.is_some().then(|| token_hash(&draft.secret)),
        received_at: state.clock.now(),
        expires_at: draft.receipt.expires_at,
    };
    contact_requests::insert(tx, request).await?;
    if let Some(email) = email {
        ask_to_confirm(state, tx, draft, form, &email).await?;
    }
    trail.record(tx, "contact_request.create", (RESOURCE, draft.id), &["payload"]).await?;
    Ok(draft.receipt())
}

async fn ask_to_confirm(
    state: &AppState,
    tx: &DatabaseTransaction,
    draft: &Draft,
    form: &Form,
    email: &str,
) -> Result<(), Problem> {
    let known = prospects::duplicate_of(tx, &[email.to_owned()], &[]).await?.is_some();
    let kind = if known { Kind::AlreadyKnown } else { Kind::Confirmation };
    let words = [
        ("first_name", form.lead.first_name.as_deref().unwrap_or_default()),
        ("reference", &draft.receipt.reference),
        ("expires_on", &day_of(draft.receipt.expires_at)),
    ];
    let site = state.config.public_url.trim_end_matches('/');
    let link = format!("{site}/demande/confirmation#{}", draft.secret);
    mail::queue(tx, state, &Letter::compose(kind, email, &words, Some(&link))?).await?;
    Ok(())
}
