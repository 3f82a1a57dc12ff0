//! Membership of the employers' network, and how it came to be what it is.

use chrono::{DateTime, Utc};
use domain::codes::MembershipStatus;
use domain::employer_memberships::{CHARTER_VERSION, MembershipMove};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::write::save;
use crate::StoreError;
use crate::entities::employers::ActiveModel;
use crate::entities::membership_changes;
use crate::job_offers;

/// Who decides, for the history.
#[derive(Debug, Clone)]
pub struct Decider<'a> {
    /// The account.
    pub id: Option<Uuid>,
    /// Name, which stays when the account goes.
    pub name: &'a str,
}

/// Moves the membership of an employer read at `version`, and keeps who did it and why. Its offers become public, or
/// stop being so, in the same transaction.
///
/// # Errors
/// [`StoreError::Stale`] when the employer changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    from: Option<MembershipStatus>,
    asked: &MembershipMove,
    by: Decider<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    job_offers::edition::raise(db).await?;
    let mut row = ActiveModel {
        membership_status: Set(Some(asked.to.to_string())),
        membership_since: Set(Some(now)),
        ..Default::default()
    };
    if let Some(who) = &asked.charter_accepted_by {
        row.charter_version = Set(Some(CHARTER_VERSION.to_owned()));
        row.charter_accepted_at = Set(Some(now));
        row.charter_accepted_by = Set(Some(who.clone()));
    }
    save(db, (id, version), row, now).await?;
    job_offers::refresh_of_employer(db, id, Some(asked.to)).await?;
    let line = membership_changes::ActiveModel {
        id: Set(Uuid::now_v7()),
        employer_id: Set(id),
        from_status: Set(from.map(|state| state.to_string())),
        to_status: Set(asked.to.to_string()),
        reason: Set(asked.reason.clone()),
        actor_id: Set(by.id),
        actor_name: Set(Some(by.name.to_owned())),
        recorded_at: Set(now),
    };
    membership_changes::Entity::insert(line).exec_without_returning(db).await?;
    Ok(())
}

/// A move of a membership, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipChange {
    /// State left; `None` when it was never asked for.
    pub from: Option<String>,
    /// State entered.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub actor_name: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// The moves of a membership, the latest first: a handful in the life of an employer.
///
/// # Errors
/// Those of the store.
pub async fn history(db: &impl ConnectionTrait, employer_id: Uuid) -> Result<Vec<MembershipChange>, StoreError> {
    let rows = membership_changes::Entity::find()
        .filter(membership_changes::Column::EmployerId.eq(employer_id))
        .order_by_desc(membership_changes::Column::RecordedAt)
        .order_by_desc(membership_changes::Column::Id)
        .all(db)
        .await?;
    let change = |row: membership_changes::Model| MembershipChange {
        from: row.from_status,
        to: row.to_status,
        reason: row.reason,
        actor_name: row.actor_name,
        recorded_at: row.recorded_at,
    };
    Ok(rows.into_iter().map(change).collect())
}
