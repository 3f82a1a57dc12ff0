//! Changing files. Every change names the version it was made on.

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::day_of;
use domain::codes::ProspectStatus;
use domain::members::Member;
use domain::prospects::{Change, Facts, Household};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use uuid::Uuid;

use super::facts_rows::{epcis_of_first_wishes, facts_row, insert_tags, insert_wishes, set_next_action};
use super::search;
use crate::StoreError;
use crate::entities::prospects::{ActiveModel, Column, Entity};
use crate::entities::{installations, members, prospect_tags, prospect_wishes, status_changes};
use crate::indicators::{contexts, counts};

/// Replaces the facts of a file.
///
/// # Errors
/// [`StoreError::Stale`] when the file is no longer at `version`.
pub async fn update(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    facts: &Facts,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = facts_row(facts);
    let mut epcis = epcis_of_first_wishes(db, [facts]).await?;
    let epci_code = facts.wished_territories.first().and_then(|wish| epcis.remove(wish));
    row.epci_code = Set(epci_code.clone());
    exec(db, versioned(id, version, at).set(row)).await?;
    prospect_tags::Entity::delete_many().filter(prospect_tags::Column::ProspectId.eq(id)).exec(db).await?;
    prospect_wishes::Entity::delete_many().filter(prospect_wishes::Column::ProspectId.eq(id)).exec(db).await?;
    insert_tags(db, &[(id, facts)]).await?;
    insert_wishes(db, &[(id, facts)]).await?;
    contexts::note_obstacles(db, [(id, epci_code, facts.obstacles.as_slice())], day_of(at)).await?;
    counts::refresh(db, &[id]).await?;
    search::reindex(db, id).await
}

/// Moves a file to another state and writes the step into its history.
///
/// # Errors
/// [`StoreError::Stale`] when the file is no longer at `version`.
pub async fn change_status(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: &Change,
    (actor_id, origin): (Option<Uuid>, &str),
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let closed = change.to == ProspectStatus::Closed;
    let mut row = ActiveModel {
        status: Set(change.to.to_string()),
        status_since: Set(change.effective_on),
        closing_reason: Set(change.closing_reason.map(|reason| reason.to_string())),
        closing_comment: Set(change.reason.clone().filter(|_| closed)),
        ..Default::default()
    };
    set_next_action(&mut row, change.next_action.as_ref());
    exec(db, versioned(id, version, at).set(row)).await?;
    if change.voids_installation {
        installations::Entity::update_many()
            .set(installations::ActiveModel { voided_at: Set(Some(at)), updated_at: Set(at), ..Default::default() })
            .col_expr(installations::Column::Version, Expr::col(installations::Column::Version).add(1))
            .filter(installations::Column::ProspectId.eq(id))
            .exec(db)
            .await?;
    }
    let last: Option<i32> = status_changes::Entity::find()
        .select_only()
        .column(status_changes::Column::Seq)
        .filter(status_changes::Column::ProspectId.eq(id))
        .order_by_desc(status_changes::Column::Seq)
        .into_tuple()
        .one(db)
        .await?;
    let step = status_changes::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(id),
        seq: Set(last.unwrap_or_default() + 1),
        from_status: Set(Some(change.from.to_string())),
        to_status: Set(change.to.to_string()),
        effective_on: Set(change.effective_on),
        recorded_at: Set(at),
        actor_id: Set(actor_id),
        reason: Set(change.reason.clone()),
        origin: Set(origin.to_owned()),
    };
    status_changes::Entity::insert(step).exec_without_returning(db).await?;
    contexts::note_steps(db, &[id]).await?;
    counts::refresh(db, &[id]).await
}

/// The steps of a file with their days, in order.
///
/// # Errors
/// Those of the store.
pub async fn days_of_steps(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<(Uuid, NaiveDate)>, StoreError> {
    let steps = status_changes::Entity::find()
        .select_only()
        .columns([status_changes::Column::Id, status_changes::Column::EffectiveOn])
        .filter(status_changes::Column::ProspectId.eq(id))
        .order_by_asc(status_changes::Column::Seq);
    Ok(steps.into_tuple().all(db).await?)
}

/// Corrects the day on which a step of a file took effect; `is_last` is the one that it is in.
///
/// # Errors
/// [`StoreError::Stale`] when the file is no longer at `version`.
pub async fn correct_day(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    (step, is_last): (Uuid, bool),
    on: NaiveDate,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let since = if is_last { Set(on) } else { NotSet };
    exec(db, versioned(id, version, at).set(ActiveModel { status_since: since, ..Default::default() })).await?;
    status_changes::Entity::update_many()
        .set(status_changes::ActiveModel { effective_on: Set(on), ..Default::default() })
        .filter(status_changes::Column::Id.eq(step))
        .exec(db)
        .await?;
    counts::refresh(db, &[id]).await
}

/// Puts a file away.
///
/// # Errors
/// [`StoreError::Stale`] when the file is no longer at `version`.
pub async fn archive(db: &impl ConnectionTrait, id: Uuid, version: i32, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel { archived_at: Set(Some(at)), ..Default::default() };
    exec(db, versioned(id, version, at).set(row)).await
}

/// Takes an archived file out again.
///
/// # Errors
/// [`StoreError::Stale`] when the file is no longer at `version`.
pub async fn restore(db: &impl ConnectionTrait, id: Uuid, version: i32, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel { archived_at: Set(None), ..Default::default() };
    exec(db, versioned(id, version, at).set(row)).await
}

/// Notes that something hanging on the file changed, so that readers of `updated_since` see it. The facts did not
/// change: the version stays, and nobody editing them is disturbed.
///
/// # Errors
/// Those of the store.
pub async fn touch(db: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(at), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Makes the next action of a file that is one person's another's.
///
/// # Errors
/// Those of the store.
pub async fn hand_over_next_action(
    db: &impl ConnectionTrait,
    id: Uuid,
    from: Uuid,
    to: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::NextActionAssigneeId, Expr::val(to))
        .col_expr(Column::UpdatedAt, Expr::val(at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::NextActionAssigneeId.eq(from))
        .exec(db)
        .await?;
    Ok(())
}

/// Names and counts the household again and makes its words findable: to be called in the transaction that changed
/// its members or their careers.
///
/// # Errors
/// Those of the store.
pub async fn refresh_household(db: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = members::Entity::find()
        .filter(members::Column::ProspectId.eq(id))
        .order_by_asc(members::Column::Rank)
        .all(db)
        .await?;
    let people: Vec<Member> = rows
        .into_iter()
        .filter_map(|row| {
            let role = domain::codes::MemberRole::parse(&row.role)?;
            Some(Member { first_name: row.first_name, last_name: row.last_name, ..Member::nameless(role) })
        })
        .collect();
    let mut row = ActiveModel { updated_at: Set(at), ..Default::default() };
    set_household(&mut row, Household::of(&people));
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    search::reindex(db, id).await
}

/// An update of one file, only if it is still at `version`, which it raises.
fn versioned(id: Uuid, version: i32, at: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::val(version + 1))
        .col_expr(Column::UpdatedAt, Expr::val(at))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

async fn exec(db: &impl ConnectionTrait, update: UpdateMany<Entity>) -> Result<(), StoreError> {
    match update.exec(db).await?.rows_affected {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

pub(super) fn set_household(row: &mut ActiveModel, household: Household) {
    row.lead_name = Set(household.lead_name);
    row.sort_name = Set(household.sort_name);
    row.adults = Set(household.adults);
    row.children = Set(household.children);
}
