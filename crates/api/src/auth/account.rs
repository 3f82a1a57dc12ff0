//! One's own account: who am I, and how am I called.

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use domain::accounts::Identity;
use domain::validation::FieldErrors;
use persistence::StoreError;
use persistence::users::User;

use super::dto::{CurrentUser, MePatch};
use super::sessions::{current_user, user_response};
use crate::audit::Trail;
use crate::caller::{Caller, SignedIn};
use crate::http::{Body, IfMatch};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_me).service(update_me);
}

async fn own_account(state: &AppState, caller: &Caller) -> Result<User, Problem> {
    let found = persistence::users::find(state.store.reader(), caller.actor.user_id).await?;
    found.ok_or_else(|| Problem::unauthorized("session_ended"))
}

/// Qui suis-je ?
///
/// Votre compte, vos rôles du jour et ce qu'ils permettent.
#[utoipa::path(tag = "auth", operation_id = "get_me", security(("bearer" = [])),
    responses((status = 200, description = "Your account", body = CurrentUser)))]
#[get("/auth/me")]
pub async fn get_me(who: SignedIn, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let user = own_account(&state, who.caller()).await?;
    Ok(user_response(&current_user(&state, user).await?))
}

/// Corriger son nom
///
/// L'adresse e-mail et les rôles se changent auprès de l'équipe du programme.
#[utoipa::path(tag = "auth", operation_id = "update_me", security(("bearer" = [])), request_body = MePatch,
    params(("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "Your account", body = CurrentUser)))]
#[patch("/auth/me")]
pub async fn update_me(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<MePatch>,
) -> Result<HttpResponse, Problem> {
    let user = own_account(&state, who.caller()).await?;
    let (identity, fields) = renamed(&user, body.value)?;
    let tx = state.store.begin().await?;
    persistence::users::update(&tx, user.id, version.0, &identity, None, state.clock.now()).await?;
    Trail::of(who.caller(), &request, &state.clock).record(&tx, "user.update", ("user", user.id), &fields).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    let user = own_account(&state, who.caller()).await?;
    Ok(user_response(&current_user(&state, user).await?))
}

/// The identity after the change, and the names of the fields sent.
fn renamed(user: &User, patch: MePatch) -> Result<(Identity, Vec<&'static str>), Problem> {
    let mut errors = FieldErrors::new();
    let sent = [("first_name", patch.first_name.is_sent()), ("last_name", patch.last_name.is_sent())];
    let first_name = errors.keep("/first_name", patch.first_name.or_keep(user.first_name.clone()));
    let last_name = errors.keep("/last_name", patch.last_name.or_keep(user.last_name.clone()));
    let identity = first_name
        .zip(last_name)
        .and_then(|(first_name, last_name)| Identity::parse(&mut errors, &user.email, &first_name, &last_name));
    let fields = sent.into_iter().filter_map(|(name, sent)| sent.then_some(name)).collect();
    Ok((errors.finish(identity)?, fields))
}
