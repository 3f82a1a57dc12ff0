//! Who acts on behalf of an employer: invited by a colleague or by the programme, ended at once.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{DateTime, Utc};
use domain::access::{Grant, Role};
use domain::accounts::Identity;
use domain::codes::UserStatus;
use domain::validation::FieldErrors;
use persistence::employers::Employer;
use persistence::users::{self, NewAccount, User};
use persistence::{DatabaseTransaction, StoreError, one_time_tokens, sessions};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::RESOURCE;
use super::change::in_use;
use super::read::existing;
use crate::audit::Trail;
use crate::auth::invite;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Somebody who acts on behalf of an employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerAccount {
    /// The account.
    pub id: Uuid,
    /// First name.
    #[schema(example = "Zoé")]
    pub first_name: String,
    /// Last name.
    #[schema(example = "Élie")]
    pub last_name: String,
    /// Address to sign in with.
    pub email: String,
    /// `invited`, `active` or `disabled`, a code of the list `user_statuses`.
    #[schema(example = "invited")]
    pub status: String,
    /// Last successful sign-in.
    #[schema(required = true)]
    pub last_login_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<User> for EmployerAccount {
    fn from(user: User) -> Self {
        EmployerAccount {
            id: user.id,
            first_name: user.first_name,
            last_name: user.last_name,
            email: user.email,
            status: user.status.to_string(),
            last_login_at: user.last_login_at,
            version: user.version,
        }
    }
}

/// Those who act on behalf of an employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerAccountList {
    /// By name.
    pub items: Vec<EmployerAccount>,
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "zoe.elie@ateliers-du-cele.example", "first_name": "Zoé", "last_name": "Élie"}))]
pub struct NewEmployerAccount {
    /// Address to sign in with; the invitation goes there.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

/// Les comptes d'un employeur
///
/// Qui agit au nom de l'employeur, et si la personne a déjà choisi son mot de passe.
#[utoipa::path(tag = "employers", operation_id = "list_employer_accounts", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The accounts", body = EmployerAccountList)))]
#[get("/employers/{employer_id}/accounts")]
pub async fn list_employer_accounts(
    may: may::ManageEmployerAccounts,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<EmployerAccountList>, Problem> {
    let db = state.store.reader();
    let employer = existing(db, &may.employers(), id.0).await?;
    let items = users::of_employer(db, employer.id).await?.into_iter().map(EmployerAccount::from).collect();
    Ok(web::Json(EmployerAccountList { items }))
}

/// Inviter quelqu'un à agir au nom d'un employeur
///
/// La personne reçoit un lien pour choisir son mot de passe, ou pour se connecter si elle agit déjà pour un autre
/// employeur. Le programme, les référents et les collègues de l'employeur peuvent inviter.
#[utoipa::path(tag = "employers", operation_id = "create_employer_account", security(("bearer" = [])),
    request_body = NewEmployerAccount,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Invited", body = EmployerAccount,
        headers(("Location" = String, description = "Path of the account"), ("ETag" = String, description = "Version")))))]
#[post("/employers/{employer_id}/accounts")]
pub async fn create_employer_account(
    may: may::ManageEmployerAccounts,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEmployerAccount>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let employer = existing(state.store.reader(), &may.employers(), id.0).await?;
    let mut errors = FieldErrors::new();
    let identity = Identity::parse(&mut errors, &sent.email, &sent.first_name, &sent.last_name);
    let identity = errors.finish(identity)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("{}:create_employer_account:{}", may.caller().actor.user_id, employer.id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let employer = in_use(existing(tx, &may.employers(), employer.id).await?)?;
        // Nobody's mailbox is filled in the name of an employer.
        state.limits.mail(&format!("employer:{}", identity.email))?;
        let access = give_access(tx, &state, (&trail, trail.actor_label()), &employer, &identity).await?;
        let user = users::find(tx, access.user_id).await?.ok_or_else(Problem::not_found)?;
        let location = format!("/api/v1/employers/{}/accounts/{}", employer.id, user.id);
        Ok(Created { location, version: Some(user.version), body: EmployerAccount::from(user) })
    })
    .await
    .inspect(|_| state.callers.forget())
}

/// An access that was given.
pub(crate) struct Access {
    /// The account.
    pub user_id: Uuid,
    /// Where its first password is chosen; `None` when it has one.
    pub link: Option<String>,
}

/// Whether this account may act for one more employer: those of the programme's own people are not mixed with others.
pub(crate) fn is_open_to_employers(user: &User) -> bool {
    user.status != UserStatus::Disabled && user.grants.iter().all(|grant| grant.role == Role::Employer)
}

/// Lets somebody act on behalf of an employer, and writes to them in the name of `invited_by`.
///
/// # Errors
/// 422 on `/email` when the address has access already, or an account that is not an employer's.
pub(crate) async fn give_access(
    tx: &DatabaseTransaction,
    state: &AppState,
    (trail, invited_by): (&Trail, &str),
    employer: &Employer,
    identity: &Identity,
) -> Result<Access, Problem> {
    let grant = grant_for(employer.id);
    let user = match users::find_by_email(tx, identity.email.as_str()).await? {
        None => newly_invited(tx, state, identity, &grant).await?,
        Some(user) => {
            let has_it = user.grants.iter().any(|held| held.employer_id == Some(employer.id));
            if has_it || !is_open_to_employers(&user) {
                return Err(Problem::field("/email", "duplicate"));
            }
            users::add_grant(tx, user.id, &grant, state.clock.now()).await?;
            user
        }
    };
    trail.record(tx, "employer.give_access", (RESOURCE, employer.id), &["accounts"]).await?;
    trail.record(tx, "user.grant", ("user", user.id), &["grants"]).await?;
    let link = match user.status {
        UserStatus::Invited => Some(invite(tx, state, &user, invited_by).await?),
        _ => {
            tell(tx, state, invited_by, employer, &user).await?;
            None
        }
    };
    Ok(Access { user_id: user.id, link })
}

fn grant_for(employer_id: Uuid) -> Grant {
    Grant {
        role: Role::Employer,
        partner_id: None,
        employer_id: Some(employer_id),
        territories: vec![],
        project_types: vec![],
        valid_from: None,
        valid_to: None,
    }
}

async fn newly_invited(
    tx: &DatabaseTransaction,
    state: &AppState,
    identity: &Identity,
    grant: &Grant,
) -> Result<User, Problem> {
    let grants = std::slice::from_ref(grant);
    let account = NewAccount { identity, grants, status: UserStatus::Invited, password_hash: None };
    let id = users::insert(tx, account, state.clock.now()).await.map_err(|error| match error {
        StoreError::Constraint(name) if name.contains("email_key") => Problem::field("/email", "duplicate"),
        other => other.into(),
    })?;
    users::find(tx, id).await?.ok_or_else(Problem::not_found)
}

async fn tell(
    tx: &DatabaseTransaction,
    state: &AppState,
    invited_by: &str,
    employer: &Employer,
    user: &User,
) -> Result<(), Problem> {
    let words =
        [("first_name", user.first_name.as_str()), ("employer", employer.name.as_str()), ("invited_by", invited_by)];
    let link = format!("{}/connexion", state.config.public_url.trim_end_matches('/'));
    mail::queue(tx, state, &Letter::compose(Kind::EmployerAccess, &user.email, &words, Some(&link))?).await?;
    Ok(())
}

/// Retirer un accès
///
/// La personne n'agit plus au nom de l'employeur, et ses sessions se ferment aussitôt. Nul ne retire le sien.
#[utoipa::path(tag = "employers", operation_id = "delete_employer_account", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("account_id" = Uuid, Path, description = "Compte"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Ended")))]
#[delete("/employers/{employer_id}/accounts/{account_id}")]
pub async fn delete_employer_account(
    may: may::ManageEmployerAccounts,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((employer_id, account_id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    existing(&tx, &may.employers(), employer_id).await?;
    let accounts = users::of_employer(&tx, employer_id).await?;
    let user = accounts.into_iter().find(|user| user.id == account_id).ok_or_else(Problem::not_found)?;
    if user.id == may.caller().actor.user_id {
        return Err(Problem::conflict("own_access"));
    }
    users::remove_employer(&tx, (user.id, version), employer_id, now).await?;
    sessions::end_all(&tx, user.id, None, now).await?;
    if user.grants.iter().all(|grant| grant.employer_id == Some(employer_id)) {
        // Nothing is left to sign in for: the link of the invitation opens nothing either.
        one_time_tokens::end(&tx, user.id, None, now).await?;
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer.end_access", (RESOURCE, employer_id), &["accounts"]).await?;
    trail.record(&tx, "user.revoke", ("user", user.id), &["grants"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(HttpResponse::NoContent().finish())
}
