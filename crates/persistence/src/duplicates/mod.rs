//! Files that resemble each other: found by what they share, and what somebody decided about them.

mod candidates;
mod list;

use chrono::{DateTime, Utc};
use domain::codes::{DuplicateReason, DuplicateStatus};
use domain::duplicates::Likeness;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use candidates::{likely, next_files};
pub use list::{PairFilter, count, list};

use crate::StoreError;
use crate::entities::StringList;
use crate::entities::duplicate_pairs::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// Two files that resemble each other, as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Id.
    pub id: Uuid,
    /// The file with the smaller id.
    pub first_id: Uuid,
    /// The other one.
    pub second_id: Uuid,
    /// What became of them.
    pub status: DuplicateStatus,
    /// From 0 to 100.
    pub score: i32,
    /// Why, the surest first.
    pub reasons: Vec<DuplicateReason>,
    /// How close the names are, from 0 to 100, when that is a reason.
    pub name_closeness: Option<i32>,
    /// When they were found.
    pub found_at: DateTime<Utc>,
    /// When somebody decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who.
    pub decided_by_name: Option<String>,
    /// Version.
    pub version: i32,
}

impl From<Model> for Pair {
    fn from(row: Model) -> Self {
        Pair {
            id: row.id,
            first_id: row.first_id,
            second_id: row.second_id,
            // The database checks the state: what it does not know cannot be there.
            status: DuplicateStatus::parse(&row.status).unwrap_or(DuplicateStatus::Dismissed),
            score: row.score,
            reasons: row.reasons.0.iter().filter_map(|code| DuplicateReason::parse(code)).collect(),
            name_closeness: row.name_closeness,
            found_at: row.found_at,
            decided_at: row.decided_at,
            decided_by_name: row.decided_by_name,
            version: row.version,
        }
    }
}

/// Two files in the order in which a pair keeps them.
#[must_use]
pub fn in_order(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one <= other { (one, other) } else { (other, one) }
}

/// One pair.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Pair>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Pair::from))
}

/// The pairs of a file, whatever became of them.
async fn of_file(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Model>, StoreError> {
    let either = Condition::any().add(Column::FirstId.eq(id)).add(Column::SecondId.eq(id));
    Ok(Entity::find().filter(either).order_by_asc(Column::Id).all(db).await?)
}

/// The pairs of a file that somebody said not to be the same people.
pub(crate) async fn dismissed_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Pair>, StoreError> {
    let all = of_file(db, id).await?.into_iter().map(Pair::from);
    Ok(all.filter(|pair| pair.status == DuplicateStatus::Dismissed).collect())
}

/// Says of two more files what was decided of `like`, unless something is known of them.
pub(crate) async fn keep_apart(
    db: &impl ConnectionTrait,
    (one, other): (Uuid, Uuid),
    like: &Pair,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        status: Set(DuplicateStatus::Dismissed.to_string()),
        decided_at: Set(like.decided_at),
        decided_by_name: Set(like.decided_by_name.clone()),
        ..row((one, other), like.score, &like.reasons, now)
    };
    insert_unless_known(db, ActiveModel { name_closeness: Set(like.name_closeness), ..row }).await
}

async fn insert_unless_known(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), StoreError> {
    let known = OnConflict::columns([Column::FirstId, Column::SecondId]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

fn row((one, other): (Uuid, Uuid), score: i32, reasons: &[DuplicateReason], now: DateTime<Utc>) -> ActiveModel {
    let (first_id, second_id) = in_order(one, other);
    ActiveModel {
        id: Set(Uuid::now_v7()),
        first_id: Set(first_id),
        second_id: Set(second_id),
        status: Set(DuplicateStatus::Open.to_string()),
        score: Set(score),
        reasons: Set(StringList(reasons.iter().map(ToString::to_string).collect())),
        name_closeness: Set(None),
        found_at: Set(now),
        decided_at: Set(None),
        decided_by_name: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    }
}

/// Writes down whom a file resembles now; returns how many pairs are new. What somebody decided stays; a pair that
/// nobody decided on and that is no longer alike goes. Done again, nothing changes.
///
/// # Errors
/// Those of the store.
pub async fn note(
    db: &impl ConnectionTrait,
    id: Uuid,
    found: &[(Uuid, Likeness)],
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let known = of_file(db, id).await?;
    for pair in known.iter().filter(|pair| pair.status == DuplicateStatus::Open.as_str()) {
        let other = if pair.first_id == id { pair.second_id } else { pair.first_id };
        match found.iter().find(|(found, _)| *found == other) {
            None => {
                Entity::delete_by_id(pair.id).exec(db).await?;
            }
            Some((_, likeness)) => refresh(db, pair, likeness, now).await?,
        }
    }
    let mut new = 0;
    for (other, likeness) in found {
        let pair = in_order(id, *other);
        if known.iter().any(|known| (known.first_id, known.second_id) == pair) {
            continue;
        }
        let fresh = row(pair, i32::from(likeness.score), &likeness.reasons, now);
        let fresh = ActiveModel { name_closeness: Set(likeness.name_closeness.map(i32::from)), ..fresh };
        insert_unless_known(db, fresh).await?;
        new += 1;
    }
    Ok(new)
}

async fn refresh(
    db: &impl ConnectionTrait,
    pair: &Model,
    likeness: &Likeness,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let score = i32::from(likeness.score);
    let reasons = StringList(likeness.reasons.iter().map(ToString::to_string).collect());
    if (pair.score, &pair.reasons) == (score, &reasons) {
        return Ok(());
    }
    let row = ActiveModel {
        score: Set(score),
        reasons: Set(reasons),
        name_closeness: Set(likeness.name_closeness.map(i32::from)),
        updated_at: Set(now),
        version: Set(next(pair.version)),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(pair.id)).exec(db).await?;
    Ok(())
}

/// Decides on a pair, or takes the decision back with [`DuplicateStatus::Open`].
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn decide(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    status: DuplicateStatus,
    by_name: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let decided = status != DuplicateStatus::Open;
    let row = ActiveModel {
        status: Set(status.to_string()),
        decided_at: Set(decided.then_some(now)),
        decided_by_name: Set(decided.then(|| by_name.to_owned())),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(done.exec(db).await?.rows_affected)
}
