//! Who was erased, by fingerprint only: enough to erase them again when an old copy brings them back.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{AmbassadorStatus, ErasureReason, ProspectStatus};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{SubjectKind, WORD};
use crate::StoreError;
use crate::entities::erasures::{ActiveModel, Column, Entity};
use crate::entities::{ambassadors, prospects, retention_notices};

/// An erasure to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// What they were to the programme.
    pub kind: SubjectKind,
    /// Keyed hash of their id.
    pub fingerprint: String,
    /// Why.
    pub reason: ErasureReason,
    /// Day in the Lot.
    pub on: NaiveDate,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keep {
    /// What they were to the programme.
    pub kind: String,
    /// Keyed hash of their id.
    pub fingerprint: String,
    /// Day in the Lot.
    pub on: NaiveDate,
}

/// Writes an erasure down; one that is known stays as it is.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, new: &Erasure, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        kind: Set(new.kind.as_str().to_owned()),
        fingerprint: Set(new.fingerprint.clone()),
        reason: Set(new.reason.to_string()),
        erased_on: Set(new.on),
        erased_at: Set(now),
        swept_at: Set(None),
    };
    let known = OnConflict::column(Column::Fingerprint).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// Every line, or those since a day, oldest first.
///
/// # Errors
/// Those of the store.
pub async fn fingerprints(db: &impl ConnectionTrait, since: Option<NaiveDate>) -> Result<Vec<Keep>, StoreError> {
    let mut select = Entity::find();
    if let Some(day) = since {
        select = select.filter(Column::ErasedOn.gte(day));
    }
    let rows = select.order_by_asc(Column::ErasedAt).order_by_asc(Column::Id).all(db).await?;
    let keep = |row: crate::entities::erasures::Model| Keep {
        kind: row.kind,
        fingerprint: row.fingerprint,
        on: row.erased_on,
    };
    Ok(rows.into_iter().map(keep).collect())
}

/// Ids above `after` of those of a kind who are not erased, smallest first.
///
/// # Errors
/// Those of the store.
pub async fn remaining(
    db: &impl ConnectionTrait,
    kind: SubjectKind,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Uuid>, StoreError> {
    let after = after.unwrap_or(Uuid::nil());
    Ok(match kind {
        SubjectKind::File => {
            use prospects::Column;
            let erased = Column::Status.eq(ProspectStatus::Anonymised.as_str());
            let blank = Column::Status.eq(ProspectStatus::Merged.as_str()).and(Column::LeadName.eq(WORD));
            let left = prospects::Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after));
            let left = left.filter(erased.or(blank).not()).order_by_asc(Column::Id).limit(limit);
            left.into_tuple().all(db).await?
        }
        SubjectKind::Ambassador => {
            use ambassadors::Column;
            let left = ambassadors::Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after));
            let left = left.filter(Column::Status.ne(AmbassadorStatus::Anonymised.as_str()));
            left.order_by_asc(Column::Id).limit(limit).into_tuple().all(db).await?
        }
    })
}

/// What the clock, and people, did on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Day in the Lot.
    pub on: NaiveDate,
    /// People told.
    pub notices: i64,
    /// Erased because the time was over.
    pub by_clock: i64,
    /// Erased because somebody asked.
    pub by_hand: i64,
}

/// The last `limit` days on which anything happened, newest first.
///
/// # Errors
/// Those of the store.
pub async fn days(db: &impl ConnectionTrait, limit: usize) -> Result<Vec<Day>, StoreError> {
    use retention_notices::Column as Notice;
    let most = limit as u64;
    let told: Vec<(NaiveDate, i64)> = retention_notices::Entity::find()
        .select_only()
        .column(Notice::NoticedOn)
        .column_as(Notice::Id.count(), "told")
        .group_by(Notice::NoticedOn)
        .order_by_desc(Notice::NoticedOn)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    let by_clock = Expr::col(Column::Reason).eq(ErasureReason::Deadline.as_str());
    let gone: Vec<(NaiveDate, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::ErasedOn)
        .column_as(Column::Id.count(), "gone")
        .column_as(Expr::case(by_clock, 1_i64).finally(0_i64).sum().cast_as("bigint"), "by_clock")
        .group_by(Column::ErasedOn)
        .order_by_desc(Column::ErasedOn)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    let mut days: std::collections::BTreeMap<NaiveDate, Day> = std::collections::BTreeMap::new();
    let blank = |on| Day { on, notices: 0, by_clock: 0, by_hand: 0 };
    for (on, count) in told {
        days.entry(on).or_insert_with(|| blank(on)).notices = count;
    }
    for (on, count, by_clock) in gone {
        let day = days.entry(on).or_insert_with(|| blank(on));
        (day.by_clock, day.by_hand) = (by_clock, count - by_clock);
    }
    Ok(days.into_values().rev().take(limit).collect())
}
