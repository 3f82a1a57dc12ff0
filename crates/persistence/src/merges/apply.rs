//! One file takes another one in.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{DuplicateStatus, ProspectStatus, ReferentRole};
use domain::merges::{Choices, UNDO, merged_facts};
use domain::prospects::{Change, Facts};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::journal::{diff, written};
use super::tables::snapshot;
use super::{Merge, assignments, people, sponsors};
use crate::assignments::show_on_file;
use crate::entities::{
    contact_requests, duplicate_pairs, import_rows, installations, interactions, mentions, merges, needs,
    obstacle_notings, prospects, stand_captures, tasks,
};
use crate::indicators::counts;
use crate::prospects::{Prospect, change_status, refresh_household, search, update};
use crate::{StoreError, duplicates};

/// A merge to be made.
#[derive(Debug)]
pub struct NewMerge<'a> {
    /// The file that stays, as it was read and locked in this transaction.
    pub kept: &'a Prospect,
    /// The file that it takes in, locked too.
    pub other: &'a Prospect,
    /// What it takes from it.
    pub choices: &'a Choices,
    /// Who does it: account and name.
    pub by: (Option<Uuid>, &'a str),
    /// Why the other file ends, in its history.
    pub reason: &'a str,
    /// Today in the Lot.
    pub today: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Makes the merge.
///
/// # Errors
/// [`StoreError::Stale`] when one of the files is no longer as it was read.
pub async fn apply(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<Merge, StoreError> {
    let (kept, other, now) = (new.kept, new.other, new.now);
    let files = [kept.id, other.id];
    let before = snapshot(tx, &files).await?;
    let input = merged_facts(&kept.facts.to_input(), &other.facts.to_input(), new.choices, kept.status.is_open());
    let facts = Facts::parse(&input).map_err(|_| StoreError::Settings("facts of a merge cannot be read".to_owned()))?;
    let noted = obstacles_noted(tx, kept.id).await?;
    update(tx, kept.id, kept.version, &facts, now).await?;
    count_obstacles_once(tx, new, &noted).await?;
    people::join(tx, new).await?;
    move_rows(tx, other.id, kept.id).await?;
    assignments::join(tx, new).await?;
    sponsors::join(tx, new).await?;
    end_other(tx, new).await?;
    sum_up(tx, new).await?;
    decide_pairs(tx, new).await?;
    refresh_household(tx, kept.id, now).await?;
    search::reindex(tx, other.id).await?;
    counts::refresh(tx, &files).await?;
    let journal = written(&diff(&before, &snapshot(tx, &files).await?))?;
    let id = Uuid::now_v7();
    let row = merges::ActiveModel {
        id: Set(id),
        kept_id: Set(kept.id),
        other_id: Set(other.id),
        merged_at: Set(now),
        merged_by_name: Set(new.by.1.to_owned()),
        undo_until: Set(now + UNDO),
        journal: Set(Some(journal)),
        undone_at: Set(None),
        undone_by_name: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    merges::Entity::insert(row).exec_without_returning(tx).await?;
    super::find(tx, kept.id, id).await?.ok_or(StoreError::Stale)
}

async fn obstacles_noted(tx: &DatabaseTransaction, id: Uuid) -> Result<Vec<String>, StoreError> {
    let all = obstacle_notings::Entity::find().filter(obstacle_notings::Column::ProspectId.eq(id)).all(tx).await?;
    Ok(all.into_iter().map(|row| row.code).collect())
}

/// An obstacle that the other file noted stays counted there, and is not counted again for the file that takes it over.
async fn count_obstacles_once(
    tx: &DatabaseTransaction,
    new: &NewMerge<'_>,
    noted: &[String],
) -> Result<(), StoreError> {
    let theirs = obstacles_noted(tx, new.other.id).await?;
    let taken = theirs.into_iter().filter(|code| !noted.contains(code));
    obstacle_notings::Entity::delete_many()
        .filter(obstacle_notings::Column::ProspectId.eq(new.kept.id))
        .filter(obstacle_notings::Column::Code.is_in(taken))
        .exec(tx)
        .await?;
    Ok(())
}

/// Work and history move as they are.
async fn move_rows(tx: &DatabaseTransaction, from: Uuid, to: Uuid) -> Result<(), StoreError> {
    macro_rules! moved {
        ($($table:ident),+) => {
            $($table::Entity::update_many()
                .col_expr($table::Column::ProspectId, Expr::val(to))
                .filter($table::Column::ProspectId.eq(from))
                .exec(tx)
                .await?;)+
        };
    }
    moved!(needs, tasks, interactions, mentions, contact_requests, import_rows, stand_captures);
    let has_own = installations::Entity::find().filter(installations::Column::ProspectId.eq(to)).count(tx).await? > 0;
    if !has_own {
        moved!(installations);
    }
    Ok(())
}

/// The other file keeps its history, its number and what it said; it ends, and leads to the one that stays.
async fn end_other(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    let other = new.other;
    let change = Change {
        from: other.status,
        to: ProspectStatus::Merged,
        effective_on: new.today.max(other.status_since),
        reason: Some(new.reason.to_owned()),
        closing_reason: None,
        next_action: None,
        voids_installation: false,
    };
    change_status(tx, (other.id, other.version), &change, (new.by.0, "merge"), new.now).await?;
    let row = prospects::ActiveModel {
        merged_into_id: Set(Some(new.kept.id)),
        pool_since: Set(None),
        pool_reason: Set(None),
        ..Default::default()
    };
    prospects::Entity::update_many().set(row).filter(prospects::Column::Id.eq(other.id)).exec(tx).await?;
    // Files that the other one took in before lead to the one that stays at once.
    prospects::Entity::update_many()
        .col_expr(prospects::Column::MergedIntoId, Expr::val(new.kept.id))
        .filter(prospects::Column::MergedIntoId.eq(other.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// What the rows of both files repeat of the rows around them.
async fn sum_up(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    let (kept, other) = (new.kept, new.other);
    for (id, role) in
        [kept.id, other.id].into_iter().flat_map(|id| [(id, ReferentRole::Territorial), (id, ReferentRole::Technical)])
    {
        show_on_file(tx, id, role).await?;
    }
    let both = |id| prospects::Entity::find_by_id(id).one(tx);
    let (Some(own), Some(theirs)) = (both(kept.id).await?, both(other.id).await?) else {
        return Err(StoreError::Stale);
    };
    let mut row = prospects::ActiveModel {
        last_interaction_at: Set(own.last_interaction_at.max(theirs.last_interaction_at)),
        last_contact_by_person_at: Set(own.last_contact_by_person_at.max(theirs.last_contact_by_person_at)),
        ..Default::default()
    };
    if own.duplicate_of == Some(other.id) {
        row.duplicate_of = Set(None);
    }
    if own.pool_since.is_some() && assignments::has_holder(tx, kept.id).await? {
        row.pool_since = Set(None);
        row.pool_reason = Set(None);
    }
    prospects::Entity::update_many().set(row).filter(prospects::Column::Id.eq(kept.id)).exec(tx).await?;
    Ok(())
}

/// The question is answered, and what was said not to be the same as the other file is not asked about again.
async fn decide_pairs(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    use duplicate_pairs::{Column, Entity};
    let (kept_id, other_id, now) = (new.kept.id, new.other.id, new.now);
    let (first, second) = duplicates::in_order(kept_id, other_id);
    Entity::update_many()
        .col_expr(Column::Status, Expr::val(DuplicateStatus::Merged.as_str()))
        .col_expr(Column::DecidedAt, Expr::val(now))
        .col_expr(Column::DecidedByName, Expr::val(new.by.1))
        .filter(Column::FirstId.eq(first))
        .filter(Column::SecondId.eq(second))
        .exec(tx)
        .await?;
    for dismissed in duplicates::dismissed_of(tx, other_id).await? {
        let third = if dismissed.first_id == other_id { dismissed.second_id } else { dismissed.first_id };
        if third != kept_id {
            duplicates::keep_apart(tx, (kept_id, third), &dismissed, now).await?;
        }
    }
    Ok(())
}
