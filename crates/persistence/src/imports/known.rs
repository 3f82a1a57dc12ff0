//! What is known already: households by their contact details, rows by an earlier import of the same content.

use std::collections::{BTreeMap, BTreeSet};

use domain::imports::{BatchStatus, ContactKey};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::CHUNK;
use crate::StoreError;
use crate::entities::{import_batches, import_rows, members, prospects};

/// The file of each of these contact details, the oldest when several share one; files put away count too.
///
/// # Errors
/// Those of the store.
pub async fn files_by_contact(
    db: &impl ConnectionTrait,
    keys: &BTreeSet<ContactKey>,
) -> Result<BTreeMap<ContactKey, Uuid>, StoreError> {
    let emails = keys.iter().filter_map(|key| match key {
        ContactKey::Email(email) => Some((email.to_string(), key)),
        ContactKey::Phone(_) => None,
    });
    let phones = keys.iter().filter_map(|key| match key {
        ContactKey::Phone(phone) => Some((phone.to_string(), key)),
        ContactKey::Email(_) => None,
    });
    let mut files = by_column(db, members::Column::EmailKey, emails.collect()).await?;
    files.extend(by_column(db, members::Column::Phone, phones.collect()).await?);
    Ok(files)
}

async fn by_column(
    db: &impl ConnectionTrait,
    column: members::Column,
    keys: BTreeMap<String, &ContactKey>,
) -> Result<BTreeMap<ContactKey, Uuid>, StoreError> {
    let mut files = BTreeMap::new();
    let wanted: Vec<&str> = keys.keys().map(String::as_str).collect();
    for chunk in wanted.chunks(CHUNK) {
        let found: Vec<(String, Uuid)> = members::Entity::find()
            .select_only()
            .column(column)
            .column(members::Column::ProspectId)
            .inner_join(prospects::Entity)
            .filter(column.is_in(chunk.iter().copied()))
            .order_by_asc(prospects::Column::CreatedAt)
            .order_by_asc(prospects::Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        for (value, id) in found {
            if let Some(key) = keys.get(&value) {
                files.entry((*key).clone()).or_insert(id);
            }
        }
    }
    Ok(files)
}

/// Rows and files that a standing import of the same content brought together: nothing more is to be said of them.
///
/// # Errors
/// Those of the store.
pub async fn attached_before(db: &impl ConnectionTrait, digest: &str) -> Result<BTreeSet<(i32, Uuid)>, StoreError> {
    let pairs: Vec<(i32, Uuid)> = import_rows::Entity::find()
        .select_only()
        .columns([import_rows::Column::Row, import_rows::Column::ProspectId])
        .join(JoinType::InnerJoin, import_rows::Relation::Batch.def())
        .filter(import_batches::Column::Digest.eq(digest))
        .filter(import_batches::Column::Status.eq(BatchStatus::Committed.code()))
        .filter(import_rows::Column::ProspectId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs.into_iter().collect())
}
