//! What proves that somebody is who they say: password, second factor, recovery codes. Hashes and sealed text only.

use chrono::{DateTime, Utc};
use domain::codes::UserStatus;
use sea_orm::prelude::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::save;
use crate::StoreError;
use crate::entities::{StringList, users};

/// The proofs of an account.
#[derive(Clone)]
pub struct Credentials {
    /// The account.
    pub user_id: Uuid,
    /// Address of the account, for the label of the second factor.
    pub email: String,
    /// First name, for mails.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// State of the account.
    pub status: UserStatus,
    /// Hash of the password; `None` until one is chosen.
    pub password_hash: Option<String>,
    /// Sealed secret of the second factor.
    pub totp_secret: Option<String>,
    /// Whether the second factor is asked at sign-in.
    pub totp_enabled: bool,
    /// Hashes of recovery codes not yet used.
    pub recovery_hashes: Vec<String>,
    /// Version of the account.
    pub version: i32,
}

impl Credentials {
    fn of_row(row: users::Model) -> Credentials {
        Credentials {
            user_id: row.id,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            status: UserStatus::parse(&row.status).unwrap_or(UserStatus::Disabled),
            password_hash: row.password_hash,
            totp_secret: row.totp_secret,
            totp_enabled: row.totp_confirmed_at.is_some(),
            recovery_hashes: row.recovery_hashes.0,
            version: row.version,
        }
    }
}

/// The proofs of the account with this address, given in lower case.
///
/// # Errors
/// Those of the store.
pub async fn find_credentials_by_email(
    db: &impl ConnectionTrait,
    email_key: &str,
) -> Result<Option<Credentials>, StoreError> {
    let row = users::Entity::find().filter(users::Column::EmailKey.eq(email_key)).one(db).await?;
    Ok(row.map(Credentials::of_row))
}

/// The proofs of this account.
///
/// # Errors
/// Those of the store.
pub async fn find_credentials(db: &impl ConnectionTrait, user_id: Uuid) -> Result<Option<Credentials>, StoreError> {
    Ok(users::Entity::find_by_id(user_id).one(db).await?.map(Credentials::of_row))
}

/// Sets the password of an account read at `version`; an invited account becomes active.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_password(
    db: &impl ConnectionTrait,
    account: &Credentials,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let status = if account.status == UserStatus::Invited { UserStatus::Active } else { account.status };
    let change = users::ActiveModel {
        password_hash: Set(Some(password_hash.to_owned())),
        status: Set(status.as_str().to_owned()),
        ..Default::default()
    };
    save(db, account.user_id, account.version, change, now).await
}

/// Keeps the sealed secret of a second factor that is not confirmed yet.
///
/// # Errors
/// [`StoreError::Stale`] when the account changed meanwhile.
pub async fn start_totp(
    db: &impl ConnectionTrait,
    account: &Credentials,
    sealed_secret: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = users::ActiveModel {
        totp_secret: Set(Some(sealed_secret.to_owned())),
        totp_confirmed_at: Set(None),
        totp_last_step: Set(None),
        ..Default::default()
    };
    save(db, account.user_id, account.version, change, now).await
}

/// Turns the second factor on, with its recovery codes and the time step of the confirming code.
///
/// # Errors
/// [`StoreError::Stale`] when the account changed meanwhile.
pub async fn confirm_totp(
    db: &impl ConnectionTrait,
    account: &Credentials,
    step: i64,
    recovery_hashes: Vec<String>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = users::ActiveModel {
        totp_confirmed_at: Set(Some(now)),
        totp_last_step: Set(Some(step)),
        recovery_hashes: Set(StringList(recovery_hashes)),
        ..Default::default()
    };
    save(db, account.user_id, account.version, change, now).await
}

/// Turns the second factor off and forgets its secret and recovery codes.
///
/// # Errors
/// [`StoreError::Stale`] when the account changed meanwhile.
pub async fn remove_totp(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    version: i32,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = users::ActiveModel {
        totp_secret: Set(None),
        totp_confirmed_at: Set(None),
        totp_last_step: Set(None),
        recovery_hashes: Set(StringList(vec![])),
        ..Default::default()
    };
    save(db, user_id, version, change, now).await
}

/// Marks a time step as used; `false` when this step or a later one was used before.
///
/// # Errors
/// Those of the store.
pub async fn spend_totp_step(db: &impl ConnectionTrait, user_id: Uuid, step: i64) -> Result<bool, StoreError> {
    let fresh = Condition::any().add(users::Column::TotpLastStep.is_null()).add(users::Column::TotpLastStep.lt(step));
    let done = users::Entity::update_many()
        .col_expr(users::Column::TotpLastStep, Expr::value(step))
        .filter(users::Column::Id.eq(user_id))
        .filter(fresh)
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes a recovery code away; `false` when it is not among those left, or the account changed meanwhile.
///
/// # Errors
/// Those of the store.
pub async fn spend_recovery_code(
    db: &impl ConnectionTrait,
    account: &Credentials,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if !account.recovery_hashes.iter().any(|known| known == hash) {
        return Ok(false);
    }
    let left = account.recovery_hashes.iter().filter(|known| *known != hash).cloned().collect();
    let change = users::ActiveModel { recovery_hashes: Set(StringList(left)), ..Default::default() };
    match save(db, account.user_id, account.version, change, now).await {
        Err(StoreError::Stale) => Ok(false),
        done => done.map(|()| true),
    }
}
