//! The audit trail: append-only.

pub mod accesses;
pub mod chain;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use serde_json::json;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::audit_entries::{ActiveModel, Column, Entity, Model};

/// A deed to write down.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// The account, when a person acted.
    pub actor_id: Option<Uuid>,
    /// Name of the person, job or command.
    pub actor_label: String,
    /// What, for example `prospect.create`.
    pub action: String,
    /// On what kind of thing.
    pub resource_type: String,
    /// On which thing.
    pub resource_id: Uuid,
    /// Names of the fields that changed; never their values.
    pub fields: Vec<String>,
    /// Why, when the actor said so.
    pub reason: Option<String>,
    /// The request that did it.
    pub request_id: Option<String>,
}

/// Appends one entry.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, entry: NewEntry) -> Result<(), StoreError> {
    let row = ActiveModel {
        at: Set(entry.at),
        actor_id: Set(entry.actor_id),
        actor_label: Set(entry.actor_label),
        action: Set(entry.action),
        resource_type: Set(entry.resource_type),
        resource_id: Set(Some(entry.resource_id)),
        fields: Set(json!(entry.fields)),
        reason: Set(entry.reason),
        request_id: Set(entry.request_id),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A deed as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the journal.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The account, when a person acted.
    pub actor_id: Option<Uuid>,
    /// Name of the person, job or command.
    pub actor_label: String,
    /// What.
    pub action: String,
    /// On what kind of thing.
    pub resource_type: String,
    /// On which thing.
    pub resource_id: Option<Uuid>,
    /// Names of the fields that changed.
    pub fields: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// The request that did it.
    pub request_id: Option<String>,
}

impl From<Model> for Entry {
    fn from(row: Model) -> Self {
        Entry {
            seq: row.seq,
            at: row.at,
            actor_id: row.actor_id,
            actor_label: row.actor_label,
            action: row.action,
            resource_type: row.resource_type,
            resource_id: row.resource_id,
            fields: serde_json::from_value(row.fields).unwrap_or_default(),
            reason: row.reason,
            request_id: row.request_id,
        }
    }
}

/// Which deeds.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// On this kind of thing.
    pub resource_type: Option<String>,
    /// On this thing.
    pub resource_id: Option<Uuid>,
    /// Of this account.
    pub actor_id: Option<Uuid>,
    /// Of this kind.
    pub action: Option<String>,
    /// At this instant or later.
    pub after: Option<DateTime<Utc>>,
    /// Before this instant.
    pub before: Option<DateTime<Utc>>,
}

/// Deeds from the newest on, at most `limit`, those written before the deed `below` when it is given.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &EntryFilter,
    below: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let mut select = filtered(filter).order_by_desc(Column::Seq).limit(limit);
    if let Some(below) = below {
        select = select.filter(Column::Seq.lt(below));
    }
    Ok(select.all(db).await?.into_iter().map(Entry::from).collect())
}

/// How many deeds there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &EntryFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

fn filtered(filter: &EntryFilter) -> Select<Entity> {
    let conditions = [
        filter.resource_type.as_ref().map(|kind| Column::ResourceType.eq(kind)),
        filter.resource_id.map(|id| Column::ResourceId.eq(id)),
        filter.actor_id.map(|id| Column::ActorId.eq(id)),
        filter.action.as_ref().map(|action| Column::Action.eq(action)),
        filter.after.map(|after| Column::At.gte(after)),
        filter.before.map(|before| Column::At.lt(before)),
    ];
    conditions.into_iter().flatten().fold(Entity::find(), |select, condition| select.filter(condition))
}
