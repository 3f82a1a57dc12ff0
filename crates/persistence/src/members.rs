//! People of households, with their career projects.

use chrono::{DateTime, Utc};
use domain::members::Member;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{careers, members};
use crate::prospects::people::{career_row, member_row};
use crate::prospects::{StoredMember, members_of};
use crate::versions::{changed, next};

/// One member of a file.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<Option<StoredMember>, StoreError> {
    Ok(members_of(db, prospect_id).await?.into_iter().find(|member| member.id == id))
}

/// Adds a member after the others.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    member: &Member,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let others = members::Entity::find().filter(members::Column::ProspectId.eq(prospect_id)).count(db).await?;
    let rank = i32::try_from(others).unwrap_or(i32::MAX);
    members::Entity::insert(member_row(id, prospect_id, rank, member, now)).exec_without_returning(db).await?;
    if let Some(career) = &member.career {
        careers::Entity::insert(career_row(id, career)).exec_without_returning(db).await?;
    }
    Ok(id)
}

/// Replaces what is known of a member.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    member: &Member,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let fresh = member_row(id, id, 0, member, now);
    let row = members::ActiveModel {
        role: fresh.role,
        first_name: fresh.first_name,
        last_name: fresh.last_name,
        email: fresh.email,
        email_key: fresh.email_key,
        phone: fresh.phone,
        age_band: fresh.age_band,
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done = members::Entity::update_many()
        .set(row)
        .filter(members::Column::Id.eq(id))
        .filter(members::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)?;
    careers::Entity::delete_by_id(id).exec(db).await?;
    if let Some(career) = &member.career {
        careers::Entity::insert(career_row(id, career)).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Removes a member with the career project.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    careers::Entity::delete_by_id(id).exec(db).await?;
    let done = members::Entity::delete_many()
        .filter(members::Column::Id.eq(id))
        .filter(members::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
