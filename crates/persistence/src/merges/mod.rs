//! Files that took another one in: in one transaction, with a journal that takes it back.

mod apply;
mod assignments;
mod cells;
mod journal;
mod people;
mod sponsors;
mod tables;

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

pub use apply::{NewMerge, apply};
pub use tables::references;

use crate::StoreError;
use crate::entities::merges::{ActiveModel, Column, Entity, Model};
use crate::entities::{consents, interactions, members, mentions, prospects};
use crate::indicators::counts;
use crate::prospects::{find_locked, refresh_household, search};

/// A merge as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Id.
    pub id: Uuid,
    /// The file that stayed.
    pub kept_id: Uuid,
    /// The file that it took in.
    pub other_id: Uuid,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// Who did it.
    pub merged_by_name: String,
    /// Until when it can be undone.
    pub undo_until: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
    /// Who undid it.
    pub undone_by_name: Option<String>,
    /// Whether what it takes to undo it is still kept.
    pub has_journal: bool,
    /// Version.
    pub version: i32,
}

impl From<Model> for Merge {
    fn from(row: Model) -> Self {
        Merge {
            id: row.id,
            kept_id: row.kept_id,
            other_id: row.other_id,
            merged_at: row.merged_at,
            merged_by_name: row.merged_by_name,
            undo_until: row.undo_until,
            undone_at: row.undone_at,
            undone_by_name: row.undone_by_name,
            has_journal: row.journal.is_some(),
            version: row.version,
        }
    }
}

/// The merges of a file that stayed, the last first.
///
/// # Errors
/// Those of the store.
pub async fn of_file(db: &impl ConnectionTrait, kept_id: Uuid) -> Result<Vec<Merge>, StoreError> {
    let all = Entity::find().filter(Column::KeptId.eq(kept_id)).order_by_desc(Column::MergedAt);
    Ok(all.order_by_desc(Column::Id).all(db).await?.into_iter().map(Merge::from).collect())
}

/// One of them; with `locked` nobody else undoes it before the transaction ends.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, kept_id: Uuid, id: Uuid) -> Result<Option<Merge>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::KeptId.eq(kept_id)).one(db).await?;
    Ok(found.map(Merge::from))
}

/// Whether the file that stayed took another one in later, or was taken in itself: that merge is undone first.
///
/// # Errors
/// Those of the store.
pub async fn has_later(db: &impl ConnectionTrait, merge: &Merge) -> Result<bool, StoreError> {
    let either = Condition::any().add(Column::KeptId.eq(merge.kept_id)).add(Column::OtherId.eq(merge.kept_id));
    let later = Entity::find()
        .filter(either)
        .filter(Column::UndoneAt.is_null())
        .filter(Column::Id.ne(merge.id))
        .filter(Column::MergedAt.gte(merge.merged_at));
    Ok(later.count(db).await? > 0)
}

/// Number and id of the file that took `id` in.
///
/// # Errors
/// Those of the store.
pub async fn merged_into(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(Uuid, String)>, StoreError> {
    let into: Option<Option<Uuid>> = prospects::Entity::find_by_id(id)
        .select_only()
        .column(prospects::Column::MergedIntoId)
        .into_tuple()
        .one(db)
        .await?;
    let Some(kept_id) = into.flatten() else { return Ok(None) };
    let kept = prospects::Entity::find_by_id(kept_id).one(db).await?;
    Ok(kept.map(|row| (row.id, row.number)))
}

/// The file in which something about `id` belongs now, held until the end of the transaction: itself, or the one that took
/// it in while the caller looked.
///
/// # Errors
/// Those of the store.
pub async fn hold_living(tx: &DatabaseTransaction, id: Uuid) -> Result<Uuid, StoreError> {
    find_locked(tx, &ProspectScope::All, id).await?;
    let Some((kept_id, _)) = merged_into(tx, id).await? else { return Ok(id) };
    find_locked(tx, &ProspectScope::All, kept_id).await?;
    Ok(kept_id)
}

/// The files that `id` took in. Whatever erases a file erases them too.
///
/// # Errors
/// Those of the store.
pub async fn taken_in(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>, StoreError> {
    Ok(prospects::Entity::find()
        .select_only()
        .column(prospects::Column::Id)
        .filter(prospects::Column::MergedIntoId.eq(id))
        .order_by_asc(prospects::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

/// Takes a merge back. Both files are as before, except what was changed since: a change of the file that stayed stays
/// there, a change of a row that came from the other one goes back with it.
///
/// # Errors
/// [`StoreError::Stale`] when it was undone meanwhile; [`StoreError::Settings`] without its journal.
pub async fn undo(
    tx: &DatabaseTransaction,
    merge: &Merge,
    by_name: &str,
    now: DateTime<Utc>,
) -> Result<Merge, StoreError> {
    let row = ActiveModel {
        undone_at: Set(Some(now)),
        undone_by_name: Set(Some(by_name.to_owned())),
        journal: Set(None),
        updated_at: Set(now),
        version: Set(crate::versions::next(merge.version)),
        ..Default::default()
    };
    let kept = Entity::find_by_id(merge.id).one(tx).await?.and_then(|row| row.journal);
    let entries = journal::read(kept.ok_or_else(|| cells::broken("it is gone"))?)?;
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(merge.id))
        .filter(Column::Version.eq(merge.version))
        .exec(tx)
        .await?;
    crate::versions::changed(done.rows_affected)?;
    journal::take_back(tx, &entries).await?;
    follow(tx, merge).await?;
    for id in [merge.kept_id, merge.other_id] {
        move_on(tx, id, now).await?;
        refresh_household(tx, id, now).await?;
    }
    for id in taken_in(tx, merge.other_id).await? {
        search::reindex(tx, id).await?;
    }
    counts::refresh(tx, &[merge.kept_id, merge.other_id]).await?;
    let found = find(tx, merge.kept_id, merge.id).await?;
    found.ok_or(StoreError::Stale)
}

/// What was added since to a row that goes back goes back with it.
async fn follow(tx: &DatabaseTransaction, merge: &Merge) -> Result<(), StoreError> {
    let talks = sea_orm::sea_query::Query::select()
        .column(interactions::Column::Id)
        .from(interactions::Entity)
        .and_where(interactions::Column::ProspectId.eq(merge.other_id))
        .take();
    mentions::Entity::update_many()
        .col_expr(mentions::Column::ProspectId, Expr::val(merge.other_id))
        .filter(mentions::Column::ProspectId.eq(merge.kept_id))
        .filter(mentions::Column::InteractionId.in_subquery(talks))
        .exec(tx)
        .await?;
    let people = sea_orm::sea_query::Query::select()
        .column(members::Column::Id)
        .from(members::Entity)
        .and_where(members::Column::ProspectId.eq(merge.other_id))
        .take();
    consents::Entity::update_many()
        .col_expr(consents::Column::ProspectId, Expr::val(merge.other_id))
        .filter(consents::Column::ProspectId.eq(merge.kept_id))
        .filter(consents::Column::MemberId.in_subquery(people))
        .exec(tx)
        .await?;
    Ok(())
}

/// Raises the version of a file: whoever read it before is told so.
async fn move_on(tx: &DatabaseTransaction, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    use sea_orm::sea_query::ExprTrait;
    prospects::Entity::update_many()
        .col_expr(prospects::Column::Version, Expr::col(prospects::Column::Version).add(1))
        .col_expr(prospects::Column::UpdatedAt, Expr::val(now))
        .filter(prospects::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Blanks the journals of all merges of a file: it is being erased, and they hold what it held.
///
/// # Errors
/// Those of the store.
pub async fn forget(db: &impl ConnectionTrait, file_id: Uuid, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let either = Condition::any().add(Column::KeptId.eq(file_id)).add(Column::OtherId.eq(file_id));
    blank(db, either, now).await
}

/// Blanks the journals of merges that cannot be undone any more; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn blank_journals(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    blank(db, Condition::all().add(Column::UndoUntil.lte(now)), now).await
}

async fn blank(db: &impl ConnectionTrait, which: Condition, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let row = ActiveModel { journal: Set(None), updated_at: Set(now), ..Default::default() };
    let kept = Entity::update_many().set(row).filter(Column::Journal.is_not_null()).filter(which);
    Ok(kept.exec(db).await?.rows_affected)
}
