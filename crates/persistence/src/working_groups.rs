//! Working groups, and those who take part.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::steering_actions::Owner;
use domain::working_groups::{GroupFacts, Member};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::working_group_members as members;
use crate::entities::working_groups::{ActiveModel, Column, Entity, Model};
use crate::prospects::Archived;
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// A working group as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Key by which lists are ordered.
    pub sort_label: String,
    /// Code of the theme.
    pub theme: String,
    /// What it is for.
    pub mission: String,
    /// Who pilots it.
    pub pilot: Option<Owner>,
    /// Those who take part, in their order.
    pub members: Vec<Member>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// The account or the partner of two columns of which one is blank at least.
pub(crate) fn owner_of(user_id: Option<Uuid>, partner_id: Option<Uuid>) -> Option<Owner> {
    user_id.map(Owner::User).or(partner_id.map(Owner::Partner))
}

impl Group {
    fn of(row: Model, members: Vec<Member>) -> Group {
        Group {
            id: row.id,
            name: row.name,
            sort_label: row.sort_label,
            theme: row.theme,
            mission: row.mission,
            pilot: owner_of(row.pilot_user_id, row.pilot_partner_id),
            members,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The group of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Group>, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

fn filtered(archived: Archived) -> Select<Entity> {
    match archived {
        Archived::No => Entity::find().filter(Column::ArchivedAt.is_null()),
        Archived::Yes => Entity::find().filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => Entity::find(),
    }
}

/// Groups by name.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, archived: Archived, slice: &Slice) -> Result<Vec<Group>, StoreError> {
    let rows = sliced(filtered(archived), Column::SortLabel, Column::Id, slice).all(db).await?;
    complete(db, rows).await
}

/// How many groups there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, archived: Archived) -> Result<u64, StoreError> {
    Ok(filtered(archived).count(db).await?)
}

/// Names of groups by id.
///
/// # Errors
/// Those of the store.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Groups with those who take part: one query, whatever their number.
async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Group>, StoreError> {
    let of_groups = members::Entity::find()
        .filter(members::Column::WorkingGroupId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(members::Column::Place);
    let mut parts: HashMap<Uuid, Vec<Member>> = HashMap::new();
    for row in of_groups.all(db).await? {
        parts.entry(row.working_group_id).or_default().extend(member_of(row));
    }
    Ok(rows
        .into_iter()
        .map(|row| (parts.remove(&row.id).unwrap_or_default(), row))
        .map(|(members, row)| Group::of(row, members))
        .collect())
}

/// The database checks that a member is an account or has a name.
fn member_of(row: members::Model) -> Option<Member> {
    match (row.user_id, row.name, row.partner_id) {
        (Some(user_id), ..) => Some(Member::User(user_id)),
        (None, Some(name), Some(partner_id)) => Some(Member::Guest { name, partner_id, email: row.email }),
        _ => None,
    }
}

fn facts_of(facts: &GroupFacts) -> ActiveModel {
    ActiveModel {
        name: Set(facts.name.clone()),
        sort_label: Set(facts.sort_label()),
        theme: Set(facts.theme.to_string()),
        mission: Set(facts.mission.clone()),
        pilot_user_id: Set(facts.pilot.and_then(Owner::user_id)),
        pilot_partner_id: Set(facts.pilot.and_then(Owner::partner_id)),
        ..Default::default()
    }
}

/// Writes a group down.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &GroupFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        archived_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    set_members(db, id, facts).await?;
    Ok(id)
}

/// Replaces what is known of a group read at `version`, and those who take part.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    facts: &GroupFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, facts_of(facts), now).await?;
    members::Entity::delete_many().filter(members::Column::WorkingGroupId.eq(at.0)).exec(db).await?;
    set_members(db, at.0, facts).await
}

/// Archives a group read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
}

/// Forgets those who took part in groups that were archived before `before`; how many people that was.
///
/// # Errors
/// Those of the store.
pub async fn forget_members_before(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let over = sea_orm::sea_query::Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::ArchivedAt.lt(before))
        .to_owned();
    let gone = members::Entity::delete_many().filter(members::Column::WorkingGroupId.in_subquery(over));
    Ok(gone.exec(db).await?.rows_affected)
}

async fn set_members(db: &impl ConnectionTrait, group_id: Uuid, facts: &GroupFacts) -> Result<(), StoreError> {
    let rows = (1..).zip(&facts.members).map(|(place, member)| {
        let (user_id, name, partner_id, email) = match member.clone() {
            Member::User(id) => (Some(id), None, None, None),
            Member::Guest { name, partner_id, email } => (None, Some(name), Some(partner_id), email),
        };
        members::ActiveModel {
            id: Set(Uuid::now_v7()),
            working_group_id: Set(group_id),
            place: Set(place),
            user_id: Set(user_id),
            name: Set(name),
            partner_id: Set(partner_id),
            email: Set(email),
        }
    });
    let rows: Vec<members::ActiveModel> = rows.collect();
    if !rows.is_empty() {
        members::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
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
