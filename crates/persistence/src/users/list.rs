//! Lists of accounts.

use domain::access::{Grant, Role};
use domain::codes::UserStatus;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use super::{User, grants_of};
use crate::StoreError;
use crate::entities::{role_grants, users};
use crate::slice::{Slice, containing, every_word, sliced};

/// Which accounts.
#[derive(Debug, Clone, Default)]
pub struct UserFilter {
    /// Part of a name or of the address; accents and case do not matter.
    pub q: Option<String>,
    /// Those who were given this role, whatever its dates.
    pub role: Option<Role>,
    /// Those in this state.
    pub status: Option<UserStatus>,
}

/// Accounts by name.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &UserFilter, slice: &Slice) -> Result<Vec<User>, StoreError> {
    let select = sliced(filtered(filter), users::Column::SortName, users::Column::Id, slice);
    let rows = select.all(db).await?;
    let grants = grants_of(db, rows.iter().map(|row| row.id)).await?;
    Ok(rows.into_iter().map(|row| with_own(row, &grants)).collect())
}

/// How many accounts there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &UserFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// The accounts that act on behalf of an employer, by name.
///
/// # Errors
/// Those of the store.
pub async fn of_employer(db: &impl ConnectionTrait, employer_id: Uuid) -> Result<Vec<User>, StoreError> {
    let holders = role_grants::Entity::find()
        .select_only()
        .column(role_grants::Column::UserId)
        .filter(role_grants::Column::EmployerId.eq(employer_id));
    let rows = users::Entity::find()
        .filter(users::Column::Id.in_subquery(holders.into_query()))
        .order_by_asc(users::Column::SortName)
        .order_by_asc(users::Column::Id)
        .all(db)
        .await?;
    let grants = grants_of(db, rows.iter().map(|row| row.id)).await?;
    Ok(rows.into_iter().map(|row| with_own(row, &grants)).collect())
}

fn with_own(row: users::Model, grants: &[(Uuid, Grant)]) -> User {
    let own = grants.iter().filter(|(user_id, _)| *user_id == row.id).map(|(_, grant)| grant.clone()).collect();
    User::of_row(row, own)
}

fn filtered(filter: &UserFilter) -> Select<users::Entity> {
    let mut select = users::Entity::find();
    if let Some(words) = &filter.q {
        let address = Expr::col(users::Column::EmailKey).like(containing(&words.trim().to_lowercase()));
        let by_name = every_word(users::Column::SortName, words);
        select = select.filter(Condition::any().add(address).add(by_name));
    }
    if let Some(role) = filter.role {
        let holders = role_grants::Entity::find()
            .select_only()
            .column(role_grants::Column::UserId)
            .filter(role_grants::Column::Role.eq(role.as_str()));
        select = select.filter(users::Column::Id.in_subquery(holders.into_query()));
    }
    if let Some(status) = filter.status {
        select = select.filter(users::Column::Status.eq(status.as_str()));
    }
    select
}
