//! Actions of steering committees and of working groups.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::SteeringStatus;
use domain::steering_actions::{ActionFacts, Move, Origin, Owner, is_open};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::steering_actions::{ActiveModel, Column, Entity, Model};
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};
use crate::working_groups::owner_of;

/// An action as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The action.
    pub id: Uuid,
    /// What is to be done.
    pub title: String,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// State.
    pub status: SteeringStatus,
    /// What came of it.
    pub outcome: Option<String>,
    /// Version.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Action {
    fn from(row: Model) -> Self {
        let group = row.working_group_id.map(Origin::Group);
        Action {
            id: row.id,
            title: row.title,
            sort_key: row.sort_key,
            // The database checks that there is one origin, and the state.
            origin: group.unwrap_or(Origin::Committee(row.event_id.unwrap_or_default())),
            owner: owner_of(row.owner_user_id, row.owner_partner_id),
            due_on: row.due_on,
            status: SteeringStatus::parse(&row.status).unwrap_or(SteeringStatus::Todo),
            outcome: row.outcome,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Which actions.
#[derive(Debug, Clone, Default)]
pub struct ActionFilter {
    /// Those in one of these states; empty is any.
    pub statuses: Vec<SteeringStatus>,
    /// Those of this committee.
    pub committee: Option<Uuid>,
    /// Those of this group.
    pub working_group: Option<Uuid>,
    /// Those for which this account answers.
    pub owner_user: Option<Uuid>,
    /// Those for which this partner answers.
    pub owner_partner: Option<Uuid>,
    /// Those that should have been done before this day.
    pub late_on: Option<NaiveDate>,
    /// Those that still wait for somebody.
    pub open: bool,
    /// Those whose day is this one or before.
    pub due_by: Option<NaiveDate>,
}

impl ActionFilter {
    /// The actions that still wait for this account.
    #[must_use]
    pub fn waiting_for(user_id: Uuid) -> ActionFilter {
        ActionFilter { open: true, owner_user: Some(user_id), ..ActionFilter::default() }
    }
}

/// The action of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Action>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Action::from))
}

fn filtered(filter: &ActionFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    let ids = [
        (Column::EventId, filter.committee),
        (Column::WorkingGroupId, filter.working_group),
        (Column::OwnerUserId, filter.owner_user),
        (Column::OwnerPartnerId, filter.owner_partner),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            select = select.filter(column.eq(id));
        }
    }
    if filter.open || filter.late_on.is_some() {
        let open = SteeringStatus::ALL.iter().filter(|status| is_open(**status));
        select = select.filter(Column::Status.is_in(open.map(|status| status.as_str())));
    }
    if let Some(day) = filter.due_by {
        select = select.filter(Column::DueOn.lte(day));
    }
    match filter.late_on {
        Some(today) => select.filter(Column::DueOn.lt(today)),
        None => select,
    }
}

/// Actions by their day, those without one last, then by title.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &ActionFilter, slice: &Slice) -> Result<Vec<Action>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortKey, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Action::from).collect())
}

/// How many actions there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &ActionFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// The accounts that answer for open actions due on `day` or before.
///
/// # Errors
/// Those of the store.
pub async fn owners_due(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<Uuid>, StoreError> {
    let due = filtered(&ActionFilter { open: true, due_by: Some(day), ..ActionFilter::default() });
    let owners = due.select_only().column(Column::OwnerUserId).filter(Column::OwnerUserId.is_not_null()).distinct();
    Ok(owners.order_by_asc(Column::OwnerUserId).into_tuple().all(db).await?)
}

fn facts_of(facts: &ActionFacts) -> ActiveModel {
    let (event_id, group_id) = match facts.origin {
        Origin::Committee(id) => (Some(id), None),
        Origin::Group(id) => (None, Some(id)),
    };
    ActiveModel {
        event_id: Set(event_id),
        working_group_id: Set(group_id),
        title: Set(facts.title.clone()),
        sort_key: Set(facts.sort_key()),
        owner_user_id: Set(facts.owner.and_then(Owner::user_id)),
        owner_partner_id: Set(facts.owner.and_then(Owner::partner_id)),
        due_on: Set(facts.due_on),
        outcome: Set(facts.outcome.clone()),
        ..Default::default()
    }
}

/// Writes an action down, to be done.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &ActionFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        status: Set(SteeringStatus::Todo.to_string()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of an action read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    facts: &ActionFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, facts_of(facts), now).await
}

/// Moves an action to another state, and keeps what came of it when that is told.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    action: &Action,
    asked: &Move,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let outcome = asked.outcome.clone().or_else(|| action.outcome.clone());
    let row = ActiveModel { status: Set(asked.to.to_string()), outcome: Set(outcome), ..Default::default() };
    save(db, (action.id, action.version), row, now).await
}

/// Removes an action read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let own = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(own.exec(db).await?.rows_affected)
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let own = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(own.exec(db).await?.rows_affected)
}
