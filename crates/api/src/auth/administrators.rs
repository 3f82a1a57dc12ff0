//! Giving somebody the keys of the programme from the command line: the first account, or a way back in.

use domain::access::{Grant, Role};
use domain::accounts::Identity;
use domain::codes::UserStatus;
use domain::validation::FieldErrors;
use persistence::users::{self, Credentials, NewAccount, User};
use persistence::{DatabaseTransaction, StoreError};

use super::{chosen_password, hashing};
use crate::audit::Trail;
use crate::problem::{Language, Problem, field_message};
use crate::state::AppState;

/// What became of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was none.
    Created,
    /// It was there and lacked the role, the password or its activity.
    Changed,
    /// It was there, just so.
    Unchanged,
}

/// Makes sure that an active account of this address runs the programme with this password.
///
/// # Errors
/// A French sentence: the address, a name or the password does not fit, or the store fails.
pub async fn ensure_administrator(
    state: &AppState,
    email: &str,
    names: (&str, &str),
    password: &str,
) -> Result<Outcome, String> {
    let mut errors = FieldErrors::new();
    let parsed = Identity::parse(&mut errors, email, names.0, names.1);
    let identity = errors.finish(parsed).map_err(|errors| sentence(&Problem::from(errors)))?;
    let words = [email, &identity.first_name, &identity.last_name];
    let password = chosen_password(password, &words, "/password").map_err(|problem| sentence(&problem))?;
    let known = users::find_by_email(state.store.reader(), identity.email.as_str()).await.map_err(|e| e.to_string())?;
    let done = match known {
        None => create(state, &identity, &hashing::hash(&password).await.map_err(|p| sentence(&p))?).await,
        Some(user) => {
            let proofs = users::find_credentials(state.store.reader(), user.id).await.map_err(|e| e.to_string())?;
            let proofs = proofs.ok_or("account not found")?;
            let same = hashing::verify(password.as_str(), proofs.password_hash.as_deref()).await;
            let hash = match same.map_err(|p| sentence(&p))? {
                true => None,
                false => Some(hashing::hash(&password).await.map_err(|p| sentence(&p))?),
            };
            promote(state, &user, &proofs, hash.as_deref()).await
        }
    };
    done.map_err(|error| error.to_string())
}

fn admin_grant() -> Grant {
    Grant {
        role: Role::ProgrammeAdmin,
        partner_id: None,
        employer_id: None,
        territories: vec![],
        project_types: vec![],
        valid_from: None,
        valid_to: None,
    }
}

async fn create(state: &AppState, identity: &Identity, hash: &str) -> Result<Outcome, StoreError> {
    let tx = state.store.begin().await?;
    let grants = [admin_grant()];
    let account = NewAccount { identity, grants: &grants, status: UserStatus::Active, password_hash: Some(hash) };
    let id = users::insert(&tx, account, state.clock.now()).await?;
    record(&tx, state, "user.create", id, &["email", "first_name", "last_name", "grants", "password"]).await?;
    tx.commit().await?;
    Ok(Outcome::Created)
}

async fn promote(
    state: &AppState,
    user: &User,
    proofs: &Credentials,
    hash: Option<&str>,
) -> Result<Outcome, StoreError> {
    let now = state.clock.now();
    let lacks_role = !user.grants.iter().any(|grant| {
        grant.role == Role::ProgrammeAdmin && grant.holds_on(state.clock.today()) && grant.valid_to.is_none()
    });
    let mut fields = vec![];
    let tx = state.store.begin().await?;
    let mut version = user.version;
    if user.status != UserStatus::Active {
        users::set_status(&tx, user.id, version, UserStatus::Active, now).await?;
        version += 1;
        fields.push("status");
    }
    if let Some(hash) = hash {
        users::set_password(&tx, &Credentials { version, status: UserStatus::Active, ..proofs.clone() }, hash, now)
            .await?;
        persistence::sessions::end_all(&tx, user.id, None, now).await?;
        fields.push("password");
    }
    if lacks_role {
        users::add_grant(&tx, user.id, &admin_grant(), now).await?;
        fields.push("grants");
    }
    if fields.is_empty() {
        return Ok(Outcome::Unchanged);
    }
    record(&tx, state, "user.update", user.id, &fields).await?;
    tx.commit().await?;
    Ok(Outcome::Changed)
}

async fn record(
    tx: &DatabaseTransaction,
    state: &AppState,
    action: &str,
    id: uuid::Uuid,
    fields: &[&str],
) -> Result<(), StoreError> {
    Trail::of_system("command", &state.clock).record(tx, action, ("user", id), fields).await
}

/// What is wrong, in French.
fn sentence(problem: &Problem) -> String {
    let fields: Vec<String> = problem
        .field_errors()
        .iter()
        .map(|error| format!("{} : {}", error.pointer, field_message(error.code, Language::French)))
        .collect();
    if fields.is_empty() { problem.to_string() } else { fields.join(" ") }
}
