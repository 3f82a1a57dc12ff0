//! Staff accounts, as the programme manages them.

pub mod dto;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use domain::accounts::{Identity, NewUser, leaves_nobody, next_statuses, parse_grants};
use domain::codes::{Role, UserStatus};
use domain::validation::{FieldErrors, optional_text};
use persistence::users::{NewAccount, User, UserFilter};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, users};
use uuid::Uuid;

use crate::audit::Trail;
use crate::auth::invite;
use crate::caller::may;
use crate::http::{
    self, Body, Created, Cursor, IdempotencyKey, IfMatch, PageQuery, PathIds, Query, create_once, etag, page_response,
};
use crate::problem::Problem;
use crate::state::AppState;

const RESOURCE: &str = "user";
/// Longest reason of a change of state, in characters.
const LONGEST_REASON: usize = 500;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list_users)
        .service(create_user)
        .service(get_user)
        .service(update_user)
        .service(invite_user)
        .service(transition_user);
}

fn shown(user: User) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(user.version))).json(dto::User::from(user))
}

async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<User, Problem> {
    users::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Les comptes
///
/// Par nom. `q` cherche dans les noms et les adresses, sans tenir compte des accents.
#[utoipa::path(tag = "people", operation_id = "list_users", security(("bearer" = [])), params(dto::UserQuery),
    responses((status = 200, description = "A page of accounts", body = dto::UserPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/users")]
pub async fn list_users(
    _may: may::ManageUsers,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::UserQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let mut errors = FieldErrors::new();
    let filter = UserFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        role: http::code(&mut errors, "role", query.role.as_deref(), Role::parse),
        status: http::code(&mut errors, "status", query.status.as_deref(), UserStatus::parse),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("users", &query))?;
    let db = state.store.reader();
    let mut rows = users::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(users::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |user| Cursor { key: user.sort_name.clone(), id: user.id });
    let items = rows.into_iter().map(dto::User::from).collect();
    let body = dto::UserPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Inviter une personne
///
/// Un courriel lui donne un lien, valable sept jours, pour choisir son mot de passe.
#[utoipa::path(tag = "people", operation_id = "create_user", security(("bearer" = [])), request_body = dto::NewUser,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Invited", body = dto::User,
        headers(("Location" = String, description = "Path of the account"), ("ETag" = String, description = "Version")))))]
#[post("/users")]
pub async fn create_user(
    may: may::ManageUsers,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewUser>,
) -> Result<HttpResponse, Problem> {
    let sent = body.value;
    let grants: Vec<_> = sent.grants.into_iter().map(Into::into).collect();
    let new = NewUser::parse(&sent.email, &sent.first_name, &sent.last_name, &grants)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("create_user:{}", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &body.fingerprint, async |tx| {
        let user = insert(tx, &state, &new, &trail).await?;
        invite(tx, &state, &user, trail.actor_label()).await?;
        let location = format!("/api/v1/users/{}", user.id);
        Ok(Created { location, version: Some(user.version), body: dto::User::from(user) })
    })
    .await
}

async fn insert(tx: &DatabaseTransaction, state: &AppState, new: &NewUser, trail: &Trail) -> Result<User, Problem> {
    check_grants(tx, &new.grants).await?;
    let account =
        NewAccount { identity: &new.identity, grants: &new.grants, status: UserStatus::Invited, password_hash: None };
    let id = users::insert(tx, account, state.clock.now()).await.map_err(email_taken)?;
    trail.record(tx, "user.create", (RESOURCE, id), &["email", "first_name", "last_name", "grants"]).await?;
    existing(tx, id).await
}

/// Territories and partners of the grants must exist.
async fn check_grants(db: &impl ConnectionTrait, grants: &[domain::access::Grant]) -> Result<(), Problem> {
    let codes = grants.iter().flat_map(|grant| grant.territories.iter().map(String::as_str));
    let territories = persistence::territories::names_of(db, codes).await?;
    let partners = persistence::partners::names(db, grants.iter().filter_map(|grant| grant.partner_id)).await?;
    let employers = persistence::employers::names(db, grants.iter().filter_map(|grant| grant.employer_id)).await?;
    let mut errors = FieldErrors::new();
    for (index, grant) in grants.iter().enumerate() {
        for (place, code) in grant.territories.iter().enumerate() {
            if !territories.contains_key(code) {
                errors.push(format!("/grants/{index}/territories/{place}"), "unknown_code");
            }
        }
        if grant.partner_id.is_some_and(|id| !partners.contains_key(&id)) {
            errors.push(format!("/grants/{index}/partner_id"), "not_found");
        }
        if grant.employer_id.is_some_and(|id| !employers.contains_key(&id)) {
            errors.push(format!("/grants/{index}/employer_id"), "not_found");
        }
    }
    Ok(errors.finish(Some(()))?)
}

fn email_taken(error: StoreError) -> Problem {
    match error {
        StoreError::Constraint(name) if name.contains("email_key") => Problem::field("/email", "duplicate"),
        other => other.into(),
    }
}

/// Un compte
///
/// Avec ses habilitations, quelles que soient leurs dates.
#[utoipa::path(tag = "people", operation_id = "get_user", security(("bearer" = [])),
    params(("user_id" = Uuid, Path, description = "Compte")),
    responses((status = 200, description = "The account", body = dto::User,
        headers(("ETag" = String, description = "Version")))))]
#[get("/users/{user_id}")]
pub async fn get_user(
    _may: may::ManageUsers,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(existing(state.store.reader(), id.0).await?))
}

/// Changer un compte
///
/// Un changement d'habilitations ferme aussitôt les sessions de la personne. Le dernier compte qui administre le
/// programme garde ce rôle.
#[utoipa::path(tag = "people", operation_id = "update_user", security(("bearer" = [])), request_body = dto::UserPatch,
    params(("user_id" = Uuid, Path, description = "Compte"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The account", body = dto::User,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/users/{user_id}")]
pub async fn update_user(
    may: may::ManageUsers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::UserPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let user = existing(&tx, id.0).await?;
    let change = Change::read(&user, body.value)?;
    change.apply(&tx, &state, &user, version.0).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "user.update", (RESOURCE, user.id), &change.fields).await?;
    let user = existing(&tx, user.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(shown(user))
}

/// What a patch makes of an account.
struct Change {
    identity: Identity,
    grants: Option<Vec<domain::access::Grant>>,
    fields: Vec<&'static str>,
}

impl Change {
    fn read(user: &User, sent: dto::UserPatch) -> Result<Change, Problem> {
        let fields = [
            ("email", sent.email.is_sent()),
            ("first_name", sent.first_name.is_sent()),
            ("last_name", sent.last_name.is_sent()),
            ("grants", sent.grants.is_sent()),
        ];
        let mut errors = FieldErrors::new();
        let email = errors.keep("/email", sent.email.or_keep(user.email.clone())).unwrap_or(user.email.clone());
        let first = errors.keep("/first_name", sent.first_name.or_keep(user.first_name.clone()));
        let last = errors.keep("/last_name", sent.last_name.or_keep(user.last_name.clone()));
        let (first, last) = (first.unwrap_or(user.first_name.clone()), last.unwrap_or(user.last_name.clone()));
        let identity = Identity::parse(&mut errors, &email, &first, &last);
        let grants = match sent.grants {
            http::Patch::Absent => None,
            http::Patch::Null => parse_grants(&mut errors, &[]),
            http::Patch::Value(grants) => {
                parse_grants(&mut errors, &grants.into_iter().map(Into::into).collect::<Vec<_>>())
            }
        };
        let identity = errors.finish(identity)?;
        let fields = fields.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect();
        Ok(Change { identity, grants, fields })
    }

    async fn apply(
        &self,
        tx: &DatabaseTransaction,
        state: &AppState,
        user: &User,
        version: i32,
    ) -> Result<(), Problem> {
        let now = state.clock.now();
        if let Some(grants) = &self.grants {
            check_grants(tx, grants).await?;
            let after = User { grants: grants.clone(), ..user.clone() };
            keep_an_administrator(tx, state, user, &after).await?;
        }
        users::update(tx, user.id, version, &self.identity, self.grants.as_deref(), now).await.map_err(email_taken)?;
        if self.grants.as_ref().is_some_and(|grants| *grants != user.grants) {
            persistence::sessions::end_all(tx, user.id, None, now).await?;
        }
        Ok(())
    }
}

/// Refuses a change after which nobody would run the programme.
async fn keep_an_administrator(
    tx: &DatabaseTransaction,
    state: &AppState,
    before: &User,
    after: &User,
) -> Result<(), Problem> {
    let today = state.clock.today();
    let others = users::count_other_admins(tx, before.id, today).await?;
    if leaves_nobody(before.runs_programme(today), after.runs_programme(today), others) {
        return Err(Problem::conflict("last_admin"));
    }
    Ok(())
}

/// Renvoyer l'invitation
///
/// Le lien précédent ne sert plus. Réservé aux comptes qui n'ont pas encore choisi leur mot de passe.
#[utoipa::path(tag = "people", operation_id = "invite_user", security(("bearer" = [])),
    params(("user_id" = Uuid, Path, description = "Compte")),
    responses((status = 202, description = "The invitation leaves by mail")))]
#[post("/users/{user_id}/invitations")]
pub async fn invite_user(
    may: may::ManageUsers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let user = existing(&tx, id.0).await?;
    if user.status != UserStatus::Invited {
        return Err(Problem::conflict("conflict"));
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    invite(&tx, &state, &user, trail.actor_label()).await?;
    trail.record(&tx, "user.invite", (RESOURCE, user.id), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::Accepted().finish())
}

/// Désactiver ou réactiver un compte
///
/// Désactiver ferme aussitôt toutes les sessions de la personne et annule ses liens reçus par courriel.
#[utoipa::path(tag = "people", operation_id = "transition_user", security(("bearer" = [])),
    request_body = dto::UserTransition, params(("user_id" = Uuid, Path, description = "Compte")),
    responses((status = 200, description = "The account in its new state", body = dto::User,
        headers(("ETag" = String, description = "Version")))))]
#[post("/users/{user_id}/transitions")]
pub async fn transition_user(
    may: may::ManageUsers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::UserTransition>,
) -> Result<HttpResponse, Problem> {
    let mut errors = FieldErrors::new();
    let to = errors.keep("/to", UserStatus::parse(&body.value.to).ok_or("unknown_code"));
    let reason = errors.keep("/reason", optional_text(body.value.reason.as_deref(), LONGEST_REASON)).flatten();
    let to = errors.finish(to)?;
    let tx = state.store.begin().await?;
    let user = existing(&tx, id.0).await?;
    move_to(&tx, &state, &user, to).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record_because(&tx, "user.transition", (RESOURCE, user.id), &["status"], reason.as_deref()).await?;
    let user = existing(&tx, user.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(shown(user))
}

async fn move_to(tx: &DatabaseTransaction, state: &AppState, user: &User, to: UserStatus) -> Result<(), Problem> {
    let now = state.clock.now();
    let next = next_statuses(user.status);
    if !next.contains(&to) {
        return Err(Problem::transition_not_allowed(next.iter().map(|status| status.as_str())));
    }
    keep_an_administrator(tx, state, user, &User { status: to, ..user.clone() }).await?;
    users::set_status(tx, user.id, user.version, to, now).await?;
    if to == UserStatus::Disabled {
        persistence::sessions::end_all(tx, user.id, None, now).await?;
        persistence::one_time_tokens::end(tx, user.id, None, now).await?;
    }
    Ok(())
}
