//! Who saw which file, and what an account saw.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::accesses::{EXPORT, READINGS};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::Entry;
use crate::StoreError;
use crate::entities::audit_entries::{Column, Entity};
use crate::entities::{exported_files, prospects};

/// Resource type of files in the journal.
const FILE: &str = "prospect";
/// Ids asked for at once.
const CHUNK: usize = 500;

/// Writes down which files leave with an export, before they do; a file told again changes nothing.
///
/// # Errors
/// Those of the store.
pub async fn write_down(db: &impl ConnectionTrait, export_id: Uuid, files: &[Uuid]) -> Result<(), StoreError> {
    if files.is_empty() {
        return Ok(());
    }
    let row = |id: &Uuid| exported_files::ActiveModel { export_id: Set(export_id), prospect_id: Set(*id) };
    let known = OnConflict::columns([exported_files::Column::ExportId, exported_files::Column::ProspectId]);
    exported_files::Entity::insert_many(files.iter().map(row))
        .on_conflict(known.to_owned().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Readings and exports of a file and of those that were merged into it, from the newest on, at most `limit`, those before
/// the deed `below` when it is given.
///
/// # Errors
/// Those of the store.
pub async fn of_file(
    db: &impl ConnectionTrait,
    file: Uuid,
    below: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let merged = prospects::Entity::find()
        .select_only()
        .column(prospects::Column::Id)
        .filter(prospects::Column::MergedIntoId.eq(file));
    let mut files: Vec<Uuid> = merged.into_tuple().all(db).await?;
    files.push(file);
    let exports = exported_files::Entity::find()
        .select_only()
        .column(exported_files::Column::ExportId)
        .filter(exported_files::Column::ProspectId.is_in(files.iter().copied()))
        .into_query();
    let read = Condition::all()
        .add(Column::ResourceType.eq(FILE))
        .add(Column::ResourceId.is_in(files))
        .add(Column::Action.is_in(READINGS));
    let exported = Condition::all().add(Column::Action.eq(EXPORT)).add(Column::ResourceId.in_subquery(exports));
    let mut select = Entity::find().filter(Condition::any().add(read).add(exported));
    if let Some(below) = below {
        select = select.filter(Column::Seq.lt(below));
    }
    Ok(select.order_by_desc(Column::Seq).limit(limit).all(db).await?.into_iter().map(Entry::from).collect())
}

/// What an account did to one thing, in one way.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Touched {
    /// To what kind of thing.
    pub resource_type: String,
    /// To which thing.
    pub resource_id: Option<Uuid>,
    /// What.
    pub action: String,
    /// How many times.
    pub count: i64,
    /// The first time.
    pub first_at: DateTime<Utc>,
    /// The last time.
    pub last_at: DateTime<Utc>,
}

/// What an account did since an instant, by thing and action.
///
/// # Errors
/// Those of the store.
pub async fn touched_by(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    since: DateTime<Utc>,
) -> Result<Vec<Touched>, StoreError> {
    let select = Entity::find()
        .select_only()
        .columns([Column::ResourceType, Column::ResourceId, Column::Action])
        .expr_as(Column::Seq.count(), "count")
        .expr_as(Column::At.min(), "first_at")
        .expr_as(Column::At.max(), "last_at")
        .filter(Column::ActorId.eq(user_id))
        .filter(Column::At.gte(since))
        .group_by(Column::ResourceType)
        .group_by(Column::ResourceId)
        .group_by(Column::Action);
    Ok(select.into_model().all(db).await?)
}

/// The files that left with an export.
///
/// # Errors
/// Those of the store.
pub async fn exported(db: &impl ConnectionTrait, export_id: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let select = exported_files::Entity::find()
        .select_only()
        .column(exported_files::Column::ProspectId)
        .filter(exported_files::Column::ExportId.eq(export_id));
    Ok(select.into_tuple().all(db).await?)
}

/// Numbers of files by id; those of files that are gone are left out.
///
/// # Errors
/// Those of the store.
pub async fn numbers_of(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut numbers = HashMap::new();
    for chunk in files.chunks(CHUNK) {
        let select = prospects::Entity::find()
            .select_only()
            .columns([prospects::Column::Id, prospects::Column::Number])
            .filter(prospects::Column::Id.is_in(chunk.iter().copied()));
        numbers.extend(select.into_tuple::<(Uuid, String)>().all(db).await?);
    }
    Ok(numbers)
}
