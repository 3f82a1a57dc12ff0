//! Maintained counts: the figures of files, added up while things happen, so that reading them costs what is read.
//!
//! A file's rows ([`History`]) say what it counts for ([`contributions`]), by the same rules as the queries of `facts`. Whatever
//! writes such rows calls [`refresh`] in its transaction: what the file counts for now, less what it counted for before, is
//! appended as changes. Nobody waits for anybody: changes are only ever inserted. [`fold`] adds them up later. A reading is the
//! sum of both, in one statement, and therefore exact at any moment.

mod contributions;
mod history;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{counted_files, indicator_changes, indicator_counts, prospects};
use crate::{Store, StoreError, locks};
use contributions::contributions;
use history::History;

pub use read::plan;
pub(super) use read::{cohorts, is_maintained, read};

/// Raised whenever a rule changes: everything is then counted again at the next start.
const RULES: i32 = 2;
/// What cohorts are kept under, beside the indicators: no figure of its own.
const COHORT: &str = "cohort";
/// Files of one statement.
const FILES: usize = 1_000;
/// Files that are counted for the first time in one transaction: their counts lie close together, and are added up once.
const CAUGHT_UP: u64 = 10_000;
/// Rows of one statement: nine columns each stay below the number of parameters that either engine takes.
const ROWS: usize = 1_000;
/// Changes folded in one transaction: short, for nobody to wait long for the writer of SQLite.
const FOLDED: u64 = 2_000;

/// What is counted: an indicator in a period, of a part of it, in a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Code of the indicator.
    pub indicator: String,
    /// Months of the period.
    pub months: i32,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Code of the dimension; empty is the whole.
    pub dimension: String,
    /// The part; empty is what has no value.
    pub part: String,
    /// The EPCI; empty is nowhere.
    pub epci: String,
}

/// How much is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Weights.
    pub weight: i64,
    /// Those that a rate counts.
    pub hits: i64,
    /// Cases.
    pub cases: i64,
}

impl Sums {
    const fn add(&mut self, other: Sums, sign: i64) {
        self.weight += sign * other.weight;
        self.hits += sign * other.hits;
        self.cases += sign * other.cases;
    }

    fn is_nothing(self) -> bool {
        self == Sums::default()
    }
}

type Counts = BTreeMap<Key, Sums>;

/// Counts these files as they stand now, in the transaction that wrote on them; one that is gone counts for nothing.
///
/// # Errors
/// Those of the store.
pub async fn refresh(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<(), StoreError> {
    let (changes, gone) = recount(db, files).await?;
    for chunk in gone.chunks(FILES) {
        let these = counted_files::Column::ProspectId.is_in(chunk.iter().copied());
        counted_files::Entity::delete_many().filter(these).exec(db).await?;
    }
    write(db, changes).await
}

/// What these files count for now, less what they counted for before; the present is kept. Apart, those without any history.
async fn recount(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<(Counts, Vec<Uuid>), StoreError> {
    let (mut changes, mut gone) = (Counts::new(), vec![]);
    for chunk in files.chunks(FILES) {
        let known = kept(db, chunk).await?;
        let mut now = history::load(db, chunk).await?;
        let mut rows = vec![];
        for id in chunk.iter().copied().collect::<BTreeSet<_>>() {
            let before = known.get(&id);
            match now.remove(&id) {
                Some(history) if before == Some(&history) => continue,
                Some(history) => {
                    add(&mut changes, &history, 1);
                    rows.push(row(id, &history)?);
                }
                None => gone.push(id),
            }
            if let Some(before) = before {
                add(&mut changes, before, -1);
            }
        }
        keep(db, rows).await?;
    }
    changes.retain(|_, sums| !sums.is_nothing());
    Ok((changes, gone))
}

fn add(counts: &mut Counts, history: &History, sign: i64) {
    contributions(history, |key, sums| counts.entry(key).or_default().add(sums, sign));
}

/// What these files were counted for, held against others who count them.
async fn kept(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<BTreeMap<Uuid, History>, StoreError> {
    let rows = counted_files::Entity::find()
        .filter(counted_files::Column::ProspectId.is_in(files.iter().copied()))
        .order_by_asc(counted_files::Column::ProspectId)
        .lock_exclusive()
        .all(db)
        .await?;
    let read = |row: counted_files::Model| {
        let history = serde_json::from_value(row.history).map_err(|error| StoreError::Settings(error.to_string()))?;
        Ok((row.prospect_id, history))
    };
    rows.into_iter().map(read).collect()
}

fn row(id: Uuid, history: &History) -> Result<counted_files::ActiveModel, StoreError> {
    let history = serde_json::to_value(history).map_err(|error| StoreError::Settings(error.to_string()))?;
    Ok(counted_files::ActiveModel { prospect_id: Set(id), rules: Set(RULES), history: Set(history) })
}

async fn keep(db: &impl ConnectionTrait, rows: Vec<counted_files::ActiveModel>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let known = OnConflict::column(counted_files::Column::ProspectId)
        .update_columns([counted_files::Column::Rules, counted_files::Column::History])
        .to_owned();
    counted_files::Entity::insert_many(rows).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

async fn write(db: &impl ConnectionTrait, changes: Counts) -> Result<(), StoreError> {
    let row = |(key, sums): (Key, Sums)| indicator_changes::ActiveModel {
        id: Set(Uuid::now_v7()),
        indicator: Set(key.indicator),
        months: Set(key.months),
        starts_on: Set(key.starts_on),
        dimension: Set(key.dimension),
        part: Set(key.part),
        epci_code: Set(key.epci),
        weight: Set(sums.weight),
        hits: Set(sums.hits),
        cases: Set(sums.cases),
    };
    let rows: Vec<_> = changes.into_iter().map(row).collect();
    for chunk in rows.chunks(ROWS) {
        indicator_changes::Entity::insert_many(chunk.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Adds up to 2,000 changes to the counts, in a transaction of its own; returns how many there were.
///
/// # Errors
/// Those of the store.
pub async fn fold(store: &Store) -> Result<usize, StoreError> {
    let waiting = indicator_changes::Entity::find().select_only().column(indicator_changes::Column::Id).limit(1);
    if waiting.into_tuple::<Uuid>().one(store.reader()).await?.is_none() {
        return Ok(0);
    }
    let tx = store.begin().await?;
    locks::hold_counts(&tx).await?;
    let rows =
        indicator_changes::Entity::find().order_by_asc(indicator_changes::Column::Id).limit(FOLDED).all(&tx).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut counts = Counts::new();
    for row in rows {
        let sums = Sums { weight: row.weight, hits: row.hits, cases: row.cases };
        counts.entry(key_of(row)).or_default().add(sums, 1);
    }
    add_up(&tx, counts).await?;
    for chunk in ids.chunks(ROWS) {
        let these = indicator_changes::Column::Id.is_in(chunk.iter().copied());
        indicator_changes::Entity::delete_many().filter(these).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(ids.len())
}

fn key_of(row: indicator_changes::Model) -> Key {
    Key {
        indicator: row.indicator,
        months: row.months,
        starts_on: row.starts_on,
        dimension: row.dimension,
        part: row.part,
        epci: row.epci_code,
    }
}

/// Adds these to the counts; the caller holds them.
async fn add_up(db: &impl ConnectionTrait, counts: Counts) -> Result<(), StoreError> {
    for chunk in counts.into_iter().collect::<Vec<_>>().chunks(ROWS) {
        add_rows(db, chunk).await?;
    }
    Ok(())
}

async fn add_rows(db: &impl ConnectionTrait, counts: &[(Key, Sums)]) -> Result<(), StoreError> {
    use indicator_counts::Column;
    let row = |(key, sums): &(Key, Sums)| indicator_counts::ActiveModel {
        indicator: Set(key.indicator.clone()),
        months: Set(key.months),
        dimension: Set(key.dimension.clone()),
        starts_on: Set(key.starts_on),
        part: Set(key.part.clone()),
        epci_code: Set(key.epci.clone()),
        weight: Set(sums.weight),
        hits: Set(sums.hits),
        cases: Set(sums.cases),
    };
    let key = [Column::Indicator, Column::Months, Column::Dimension, Column::StartsOn, Column::Part, Column::EpciCode];
    let mut known = OnConflict::columns(key);
    for column in [Column::Weight, Column::Hits, Column::Cases] {
        let added = Expr::col((indicator_counts::Entity, column)).add(Expr::col(("excluded", column)));
        known.value(column, added);
    }
    let insert = indicator_counts::Entity::insert_many(counts.iter().map(row)).on_conflict(known);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Counts the files that were never counted by the present rules: at every start, when there is nothing to do but to look.
///
/// # Errors
/// Those of the store.
pub(crate) async fn catch_up(store: &Store) -> Result<(), StoreError> {
    let outdated = counted_files::Entity::find().filter(counted_files::Column::Rules.ne(RULES));
    if outdated.one(store.reader()).await?.is_some() {
        forget(store).await?;
    }
    let mut after = Uuid::nil();
    loop {
        let tx = store.begin().await?;
        let missing = uncounted(&tx, after).await?;
        let Some(last) = missing.last() else { return Ok(()) };
        after = *last;
        locks::hold_counts(&tx).await?;
        let (changes, empty) = recount(&tx, &missing).await?;
        // One that counts for nothing is counted too, or every start would look at it again.
        for chunk in empty.chunks(FILES) {
            keep(&tx, chunk.iter().map(|id| row(*id, &History::default())).collect::<Result<_, _>>()?).await?;
        }
        add_up(&tx, changes).await?;
        tx.commit().await?;
    }
}

/// The next files that were never counted, by id.
async fn uncounted(db: &impl ConnectionTrait, after: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let counted = Query::select()
        .expr(Expr::val(1))
        .from(counted_files::Entity)
        .and_where(Expr::cust("counted_files.prospect_id = prospects.id"))
        .take();
    let missing = prospects::Entity::find()
        .select_only()
        .column(prospects::Column::Id)
        .filter(prospects::Column::Id.gt(after))
        .filter(Expr::exists(counted).not())
        .order_by_asc(prospects::Column::Id)
        .limit(CAUGHT_UP);
    Ok(missing.into_tuple().all(db).await?)
}

/// Forgets every count, to begin anew.
async fn forget(store: &Store) -> Result<(), StoreError> {
    let tx = store.begin().await?;
    locks::hold_counts(&tx).await?;
    counted_files::Entity::delete_many().exec(&tx).await?;
    indicator_changes::Entity::delete_many().exec(&tx).await?;
    indicator_counts::Entity::delete_many().exec(&tx).await?;
    Ok(tx.commit().await?)
}
