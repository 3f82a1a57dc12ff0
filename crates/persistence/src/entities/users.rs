//! Rows of `users`.

use sea_orm::entity::prelude::*;

use super::StringList;

/// A staff account; the password is a hash, recovery codes are hashes.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    /// The e-mail as compared; `email` is as typed.
    pub email_key: String,
    pub first_name: String,
    pub last_name: String,
    pub sort_name: String,
    pub password_hash: Option<String>,
    pub status: String,
    pub totp_secret: Option<String>,
    pub totp_confirmed_at: Option<DateTimeUtc>,
    /// Last 30-second step used, so that a code serves once.
    pub totp_last_step: Option<i64>,
    #[sea_orm(column_type = "JsonBinary")]
    pub recovery_hashes: StringList,
    pub last_login_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
