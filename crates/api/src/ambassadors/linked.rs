//! What ambassadors do with the link of a mail: see and change what is kept of them, pause, retire.

use actix_web::{HttpResponse, get, patch, post, web};
use domain::ambassadors::allowed_by_link;
use persistence::ambassadors::Ambassador;
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, newsletter as readers, territories};
use serde::Serialize;
use utoipa::ToSchema;

use super::dto::AmbassadorTransition;
use super::link::AmbassadorLink;
use super::patch::AmbassadorPatch;
use super::{MAX_SENT, RESOURCE, change, transitions};
use crate::audit::Trail;
use crate::http::{Body, IfMatch, Patch};
use crate::newsletter;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// An ambassador, on their own page.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedAmbassador {
    /// State, a code of the list `ambassador_statuses`.
    #[schema(example = "active")]
    pub status: String,
    /// States that they may give themselves now.
    #[schema(example = json!(["paused", "retired"]))]
    pub allowed: Vec<String>,
    /// Somebody or a body, a code of the list `ambassador_natures`.
    #[schema(example = "person")]
    pub nature: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation.
    #[schema(required = true)]
    pub organisation_name: Option<String>,
    /// Address that mails go to.
    pub email: String,
    /// Telephone number.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// What they are, codes of the list `ambassador_kinds`.
    pub kinds: Vec<String>,
    /// What they are ready to do, codes of the list `ambassador_commitments`.
    pub commitments: Vec<String>,
    /// What they like to talk about, codes of the list `ambassador_interests`.
    pub interests: Vec<String>,
    /// Languages they speak, codes of the list `languages`.
    pub languages: Vec<String>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// Commune of the Lot.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Town, for those who live elsewhere.
    #[schema(required = true)]
    pub home: Option<String>,
    /// Number of the département in which they lived before.
    #[schema(required = true, example = "31")]
    pub origin: Option<String>,
    /// Where their own family stands, a code of the list `family_stages`.
    #[schema(required = true)]
    pub family_stage: Option<String>,
    /// Families they sponsor at a time at most.
    pub sponsoring_capacity: i32,
    /// A few words about themselves.
    #[schema(required = true)]
    pub portrait: Option<String>,
    /// Whether the portrait may be shown.
    pub image_right: bool,
    /// Whether they get the newsletter.
    pub newsletter: bool,
    /// Version.
    pub version: i32,
}

async fn view(db: &impl ConnectionTrait, row: Ambassador) -> Result<LinkedAmbassador, Problem> {
    let names = territories::names_of(db, row.commune_code.as_deref()).await?;
    Ok(LinkedAmbassador {
        allowed: allowed_by_link(row.status).iter().map(|status| status.to_string()).collect(),
        commune_name: row.commune_code.as_ref().and_then(|code| names.get(code)).cloned(),
        newsletter: readers::among(db, [row.email.clone()]).await?.contains(&row.email),
        image_right: row.image_version.is_some(),
        status: row.status.to_string(),
        nature: row.nature,
        first_name: row.first_name,
        last_name: row.last_name,
        organisation_name: row.organisation_name,
        email: row.email,
        phone: row.phone,
        kinds: row.kinds,
        commitments: row.commitments,
        interests: row.interests,
        languages: row.languages,
        is_diaspora: row.is_diaspora,
        commune_code: row.commune_code,
        home: row.home,
        origin: row.origin,
        family_stage: row.family_stage,
        sponsoring_capacity: row.sponsoring_capacity,
        portrait: row.portrait,
        version: row.version,
    })
}

/// Answers with the ambassador once the change is committed.
async fn answer(state: &AppState, tx: DatabaseTransaction, link: &AmbassadorLink) -> Result<HttpResponse, Problem> {
    let body = view(&tx, link.ambassador(&tx).await?).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(part_response(body.version, &body))
}

/// Ouvrir sa page d'ambassadeur
///
/// Avec le jeton du lien reçu par e-mail. 404 quand le lien n'est plus valable ou la personne retirée du réseau.
#[utoipa::path(tag = "public", operation_id = "get_linked_ambassador", security(("ambassador_link" = [])),
    responses((status = 200, description = "The ambassador", body = LinkedAmbassador,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The link opens nothing any more")))]
#[get("/public/linked-ambassador")]
pub async fn get_linked_ambassador(link: AmbassadorLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let body = view(db, link.ambassador(db).await?).await?;
    link.forgive(&state.limits);
    Ok(part_response(body.version, &body))
}

/// Changer ce que le programme sait de soi
///
/// Les champs absents restent, `null` vide. L'adresse e-mail ne change que par l'équipe du programme : c'est elle qui
/// ouvre cette page. Retirer le droit à l'image ôte aussitôt le portrait du site.
#[utoipa::path(tag = "public", operation_id = "update_linked_ambassador", security(("ambassador_link" = [])),
    params(("If-Match" = String, Header, description = "Version that was read (ETag)")),
    request_body = AmbassadorPatch,
    responses((status = 200, description = "The ambassador", body = LinkedAmbassador,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The link opens nothing any more")))]
#[patch("/public/linked-ambassador")]
pub async fn update_linked_ambassador(
    link: AmbassadorLink,
    state: web::Data<AppState>,
    IfMatch(version): IfMatch,
    body: Body<AmbassadorPatch, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = Ambassador { version, ..link.held(&tx).await? };
    if body.value.email.is_sent() {
        return Err(Problem::field("/email", "not_allowed"));
    }
    let (fields, reads) = (body.value.fields(), body.value.newsletter.clone());
    change::apply(&tx, &state, &row, body.value).await?;
    match reads {
        Patch::Value(true) => newsletter::subscribe(&tx, &state, &row.email).await?,
        Patch::Value(false) | Patch::Null => newsletter::leave(&tx, &state, &row.email).await?,
        Patch::Absent => {}
    }
    let trail = Trail::of_system("ambassador_link", &state.clock);
    trail.record(&tx, "ambassador.update", (RESOURCE, row.id), &fields).await?;
    answer(&state, tx, &link).await
}

/// Faire une pause, revenir, se retirer
///
/// Pendant une pause, rien n'est proposé. Qui se retire n'ouvre plus cette page.
#[utoipa::path(tag = "public", operation_id = "transition_linked_ambassador", security(("ambassador_link" = [])),
    request_body = AmbassadorTransition,
    responses((status = 204, description = "It is done"),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-ambassador/transitions")]
pub async fn transition_linked_ambassador(
    link: AmbassadorLink,
    state: web::Data<AppState>,
    body: Body<AmbassadorTransition, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = link.held(&tx).await?;
    let asked = transitions::read(allowed_by_link(row.status), body.value)?;
    let trail = Trail::of_system("ambassador_link", &state.clock);
    transitions::move_to(&tx, &state, &trail, &row, &asked).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
