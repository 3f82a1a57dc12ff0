//! Opening, renewing and ending sessions: what sign-in, refresh and logout do, without HTTP.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use domain::access::{Actor, Permission};
use domain::accounts::{LOST_ANSWER, ROTATION_RACE, session_end};
use domain::codes::UserStatus;
use persistence::users::User;
use persistence::{ConnectionTrait, StoreError, sessions};
use uuid::Uuid;

use super::dto::{CurrentRole, CurrentUser, Session};
use super::refresh_token;
use crate::audit::Trail;
use crate::caller::{ACCESS_TOKEN_SECONDS, Caller, issue_token};
use crate::http::etag;
use crate::problem::Problem;
use crate::secrets::token_hash;
use crate::state::AppState;

/// Longest name of a browser kept with a session, in characters.
const LONGEST_AGENT: usize = 200;

/// A session with the refresh token that is good now.
#[derive(Clone)]
pub struct OpenSession {
    /// The session.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// The token for the cookie.
    pub refresh_token: String,
    /// When the session ends unless it is renewed.
    pub expires_at: DateTime<Utc>,
}

/// Opens a session in the caller's transaction.
///
/// # Errors
/// Those of the store.
pub async fn open(
    db: &impl ConnectionTrait,
    state: &AppState,
    user_id: Uuid,
    user_agent: Option<&str>,
) -> Result<OpenSession, StoreError> {
    let now = state.clock.now();
    let id = Uuid::now_v7();
    let refresh_token = refresh_token::issue(&state.secrets, id);
    let expires_at = session_end(now, now);
    let session = sessions::Session {
        id,
        user_id,
        refresh_hash: token_hash(&refresh_token),
        previous_hash: None,
        user_agent: user_agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()),
        created_at: now,
        last_used_at: now,
        expires_at,
    };
    sessions::insert(db, session).await?;
    Ok(OpenSession { id, user_id, refresh_token, expires_at })
}

/// Replaces the refresh token of a session. The token replaced last may come again: at once it is refused without harm
/// (two tabs), a moment later it is answered as the first time (the answer got lost). Any other one ends the session,
/// because somebody copied it.
///
/// # Errors
/// 401 `session_ended`, to be asked again after a moment when two tabs asked at once.
pub(super) async fn renew(state: &AppState, sent: &str) -> Result<OpenSession, Problem> {
    let now = state.clock.now();
    let id = refresh_token::session_of(&state.secrets, sent).ok_or_else(|| gone(state))?;
    let session = sessions::find(state.store.reader(), id, now).await?.ok_or_else(|| gone(state))?;
    let sent_hash = token_hash(sent);
    let refresh_token = refresh_token::successor(&state.secrets, id, sent);
    let open = |expires_at| OpenSession { id, user_id: session.user_id, refresh_token, expires_at };
    if sent_hash != session.refresh_hash {
        let was_last = session.previous_hash.as_deref() == Some(&sent_hash);
        return match was_last.then(|| now - session.last_used_at) {
            Some(since) if since < ROTATION_RACE => Err(raced()),
            Some(since) if since <= LOST_ANSWER => Ok(open(session.expires_at)),
            _ => {
                end_copied(state, &session).await?;
                Err(gone(state))
            }
        };
    }
    let expires_at = session_end(session.created_at, now);
    let open = open(expires_at);
    let tx = state.store.begin().await?;
    if !sessions::rotate(&tx, &session, &token_hash(&open.refresh_token), now, expires_at).await? {
        return Err(raced());
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(open)
}

/// Another tab renews the session at this moment: its cookie, or this one, is good when the race is over.
fn raced() -> Problem {
    Problem::unauthorized("session_ended").with_header(header::RETRY_AFTER, ROTATION_RACE.num_seconds().to_string())
}

async fn end_copied(state: &AppState, session: &sessions::Session) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    sessions::end(&tx, session.user_id, session.id, state.clock.now()).await?;
    let trail = Trail::of_system("session", &state.clock);
    trail.record(&tx, "session.reuse", ("user", session.user_id), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    tracing::warn!(session_id = %session.id, "a replaced refresh token came back: session ended");
    Ok(())
}

/// The session is over for good: the browser drops its cookie too.
fn gone(state: &AppState) -> Problem {
    Problem::unauthorized("session_ended").with_header(header::SET_COOKIE, refresh_token::unset_cookie(&state.config))
}

/// Ends the session of a refresh token, if this server issued it.
///
/// # Errors
/// Those of the store.
pub(super) async fn end_of_token(state: &AppState, sent: &str) -> Result<(), Problem> {
    let now = state.clock.now();
    let Some(id) = refresh_token::session_of(&state.secrets, sent) else { return Ok(()) };
    if let Some(session) = sessions::find(state.store.reader(), id, now).await? {
        end(state, session.user_id, id).await?;
    }
    Ok(())
}

/// Ends one session of a person; `false` when they have no such session.
///
/// # Errors
/// Those of the store.
pub(super) async fn end(state: &AppState, user_id: Uuid, id: Uuid) -> Result<bool, Problem> {
    let tx = state.store.begin().await?;
    let ended = sessions::end(&tx, user_id, id, state.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(ended)
}

/// The person as they see themself.
///
/// # Errors
/// Those of the store.
pub(super) async fn current_user(state: &AppState, user: User) -> Result<CurrentUser, Problem> {
    let today = state.clock.today();
    let db = state.store.reader();
    let grants: Vec<_> = user.grants.into_iter().filter(|grant| grant.holds_on(today)).collect();
    let names = persistence::partners::names(db, grants.iter().filter_map(|grant| grant.partner_id)).await?;
    let employers = persistence::employers::names(db, grants.iter().filter_map(|grant| grant.employer_id)).await?;
    let actor = Actor { user_id: user.id, referent_ids: vec![], grants };
    let permissions = Permission::ALL.iter().filter(|permission| actor.may(**permission));
    let permissions = permissions.map(|permission| permission.as_str().to_owned()).collect();
    let roles = actor.grants.into_iter().map(|grant| CurrentRole {
        role: grant.role.as_str().to_owned(),
        partner_name: grant.partner_id.and_then(|id| names.get(&id).cloned()),
        partner_id: grant.partner_id,
        employer_name: grant.employer_id.and_then(|id| employers.get(&id).cloned()),
        employer_id: grant.employer_id,
        territories: grant.territories,
        project_types: grant.project_types,
    });
    Ok(CurrentUser {
        id: user.id,
        email: user.email,
        first_name: user.first_name,
        last_name: user.last_name,
        totp_enabled: user.totp_enabled,
        referent_id: persistence::referents::find_id_of_user(db, user.id).await?,
        roles: roles.collect(),
        permissions,
        version: user.version,
    })
}

/// 200 with a fresh access token, the person, and the refresh token as a cookie.
///
/// # Errors
/// 401 when the account is no longer active.
pub(super) async fn answer(state: &AppState, open: OpenSession) -> Result<HttpResponse, Problem> {
    let user = persistence::users::find(state.store.reader(), open.user_id).await?;
    let user = user.filter(|user| user.status == UserStatus::Active).ok_or_else(|| gone(state))?;
    let now = state.clock.now();
    let session = Session {
        access_token: issue_token(&state.secrets, open.user_id, open.id, now)?,
        token_type: "Bearer".to_owned(),
        expires_in: i32::try_from(ACCESS_TOKEN_SECONDS).unwrap_or(i32::MAX),
        user: current_user(state, user).await?,
    };
    let cookie = refresh_token::set_cookie(&state.config, open.refresh_token, now, open.expires_at);
    Ok(HttpResponse::build(StatusCode::OK).insert_header((header::SET_COOKIE, cookie)).json(session))
}

/// 200 with the person and their version.
pub(super) fn user_response(user: &CurrentUser) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(user.version))).json(user)
}

/// 204 that also takes the cookie away.
pub(super) fn signed_out(state: &AppState) -> HttpResponse {
    HttpResponse::NoContent().insert_header((header::SET_COOKIE, refresh_token::unset_cookie(&state.config))).finish()
}

/// The refresh token that the browser sent.
pub(super) fn sent_token(state: &AppState, request: &HttpRequest) -> Option<String> {
    refresh_token::sent(&state.config, request)
}

/// The trail of a person who proved who they are in this very request.
pub(super) fn trail_of(state: &AppState, request: &HttpRequest, user_id: Uuid, session_id: Uuid, name: &str) -> Trail {
    let actor = Actor { user_id, referent_ids: vec![], grants: vec![] };
    Trail::of(&Caller { actor, session_id, name: name.to_owned() }, request, &state.clock)
}
