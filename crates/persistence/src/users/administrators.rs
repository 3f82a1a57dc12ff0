//! Who runs the programme, to be told of what only they can settle.

use chrono::NaiveDate;
use domain::access::{Grant, Role};
use domain::accounts::runs_programme;
use domain::codes::UserStatus;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::grants_of;
use crate::StoreError;
use crate::entities::{role_grants, users};

/// Somebody who runs the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// First name.
    pub first_name: String,
    /// Address for mails.
    pub email: String,
}

/// The active accounts that run the programme today.
///
/// # Errors
/// Those of the store.
pub async fn active_admins(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Administrator>, StoreError> {
    let admins = role_grants::Entity::find()
        .select_only()
        .column(role_grants::Column::UserId)
        .filter(role_grants::Column::Role.eq(Role::ProgrammeAdmin.as_str()));
    let rows = users::Entity::find()
        .filter(users::Column::Id.in_subquery(admins.into_query()))
        .filter(users::Column::Status.eq(UserStatus::Active.as_str()))
        .order_by_asc(users::Column::Id)
        .all(db)
        .await?;
    let grants = grants_of(db, rows.iter().map(|row| row.id)).await?;
    let runs = |row: &users::Model| {
        let own: Vec<Grant> =
            grants.iter().filter(|(user_id, _)| *user_id == row.id).map(|(_, grant)| grant.clone()).collect();
        runs_programme(UserStatus::Active, &own, today)
    };
    let of_row = |row: users::Model| Administrator { first_name: row.first_name, email: row.email };
    Ok(rows.into_iter().filter(runs).map(of_row).collect())
}
