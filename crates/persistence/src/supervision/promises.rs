//! Promises kept towards households over the last months.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{AssignmentStatus, ExpiryReason};
use domain::supervision::{Kept, answered_in_time, contacted_in_time, since};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, Select,
};

use crate::StoreError;
use crate::entities::{assignments, prospects};

/// Promises whose time has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promises {
    /// Proposals answered before their deadline.
    pub answered: Kept,
    /// Households spoken with before the deadline of the first contact.
    pub contacted: Kept,
}

/// EPCI, state, why it lapsed, whether in time, whether the delay is over, how many.
type AnswerRow = (Option<String>, String, Option<String>, i32, i32, i64);
/// EPCI, whether spoken with, whether in time, whether the delay is over, how many.
type ContactRow = (Option<String>, i32, i32, i32, i64);

/// Promises of the last twelve months at `now`, by the EPCI of the file; files without one stand under `None`.
///
/// # Errors
/// Those of the store.
pub async fn promises(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<HashMap<Option<String>, Promises>, StoreError> {
    let mut promises: HashMap<Option<String>, Promises> = HashMap::new();
    let answers = answers(now).into_tuple::<AnswerRow>().all(db).await?;
    for (epci_code, status, expiry, in_time, lapsed, count) in answers {
        let Some(status) = AssignmentStatus::parse(&status) else { continue };
        let expiry = expiry.as_deref().and_then(ExpiryReason::parse);
        let kept = answered_in_time(status, expiry, in_time == 1, lapsed == 1);
        promises.entry(epci_code).or_default().answered.note(kept, count);
    }
    let contacts = contacts(now).into_tuple::<ContactRow>().all(db).await?;
    for (epci_code, made, in_time, lapsed, count) in contacts {
        let kept = contacted_in_time(made == 1, in_time == 1, lapsed == 1);
        promises.entry(epci_code).or_default().contacted.note(kept, count);
    }
    Ok(promises)
}

/// 1 where the condition holds.
fn flag(condition: Expr) -> Expr {
    Expr::case(Condition::all().add(condition), 1).finally(0).into()
}

fn recent(now: DateTime<Utc>) -> Select<assignments::Entity> {
    assignments::Entity::find()
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .select_only()
        .column(prospects::Column::EpciCode)
        .filter(assignments::Column::ProposedAt.gte(since(now)))
        .group_by(prospects::Column::EpciCode)
}

/// Proposals with a deadline, counted by what decides whether it was kept. Groups are named by the columns of the answer:
/// PostgreSQL would not see that two expressions with parameters are the same.
fn answers(now: DateTime<Utc>) -> Select<assignments::Entity> {
    let due = || Expr::col((assignments::Entity, assignments::Column::AcceptDueAt));
    recent(now)
        .columns([assignments::Column::Status, assignments::Column::ExpiryReason])
        .expr_as(flag(Expr::col((assignments::Entity, assignments::Column::AnsweredAt)).lte(due())), "was_in_time")
        .expr_as(flag(due().lt(now)), "has_lapsed")
        .expr_as(Func::count(Expr::cust("*")), "proposals")
        .filter(assignments::Column::AcceptDueAt.is_not_null())
        .group_by(assignments::Column::Status)
        .group_by(assignments::Column::ExpiryReason)
        .group_by(Expr::col("was_in_time"))
        .group_by(Expr::col("has_lapsed"))
}

/// Accepted files with a deadline for the first contact, counted by what decides whether it was kept.
fn contacts(now: DateTime<Utc>) -> Select<assignments::Entity> {
    let column = |column| Expr::col((assignments::Entity, column));
    let due = || column(assignments::Column::FirstContactDueAt);
    let held_until = Func::coalesce([column(assignments::Column::EndedAt), Expr::val(now)]);
    recent(now)
        .expr_as(flag(column(assignments::Column::FirstContactAt).is_not_null()), "was_made")
        .expr_as(flag(column(assignments::Column::FirstContactAt).lte(due())), "was_in_time")
        .expr_as(flag(Expr::expr(held_until).gt(due())), "has_lapsed")
        .expr_as(Func::count(Expr::cust("*")), "files")
        .filter(assignments::Column::FirstContactDueAt.is_not_null())
        .group_by(Expr::col("was_made"))
        .group_by(Expr::col("was_in_time"))
        .group_by(Expr::col("has_lapsed"))
}

/// The queries whose plans are looked at.
#[cfg(test)]
pub(super) fn queries(now: DateTime<Utc>) -> Vec<String> {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    vec![answers(now).build(sqlite).to_string(), contacts(now).build(sqlite).to_string()]
}
