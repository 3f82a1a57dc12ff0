//! How many files each référent and each place has.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{AssignmentStatus, ProspectStatus, ReferentRole};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::open_files;
use crate::StoreError;
use crate::entities::{assignments, prospects};
use crate::my_day::is_open;

/// Files of a référent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReferentLoad {
    /// Open files proposed to them or accepted by them.
    pub open_files: i64,
    /// Of them, those that they have yet to answer.
    pub proposed: i64,
    /// Of those accepted, late ones: next action or first contact.
    pub overdue: i64,
}

/// Open files of one EPCI by their first wish, which is a commune, the EPCI itself or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceLoad {
    /// EPCI of the first wish; none without a wish.
    pub epci_code: Option<String>,
    /// The first wish.
    pub wish_code: Option<String>,
    /// Open files.
    pub open_files: i64,
    /// Of them, those proposed to a territorial référent who has yet to answer.
    pub proposed: i64,
    /// Of them, those in the programme's pool.
    pub pool: i64,
    /// Of them, late ones: next action or first contact.
    pub overdue: i64,
}

/// Whether the next action of a file was due before `today`.
fn action_is_late(today: NaiveDate) -> Expr {
    prospects::Column::NextActionOn.lt(today)
}

/// Whether the household of an accepted file, which is only assigned so far, should have been spoken with. Said by the states
/// that it is not in, so that SQLite looks for the few late contacts and not for every accepted file.
fn contact_is_late(now: DateTime<Utc>) -> Condition {
    let accepted = AssignmentStatus::Accepted;
    let answers = AssignmentStatus::ALL.iter().filter(|status| **status != accepted).map(|status| status.as_str());
    let assigned = ProspectStatus::Assigned;
    let states = ProspectStatus::ALL.iter().filter(|status| **status != assigned).map(|status| status.as_str());
    Condition::all()
        .add(assignments::Column::FirstContactAt.is_null())
        .add(assignments::Column::FirstContactDueAt.lt(now))
        .add(assignments::Column::Status.is_not_in(answers))
        .add(prospects::Column::Status.is_not_in(states))
}

/// Adds up what a condition holds for.
fn counted(condition: impl Into<Condition>) -> Expr {
    Func::sum(Expr::case(condition.into(), 1).finally(0)).cast_as("bigint")
}

fn with_files() -> Select<assignments::Entity> {
    assignments::Entity::find()
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .select_only()
        .filter(open_files())
}

/// The load of each référent who has any file. Somebody who takes two parts in one file has one file.
///
/// # Errors
/// Those of the store.
pub async fn loads_of_referents(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<HashMap<Uuid, ReferentLoad>, StoreError> {
    let rows: Vec<(Uuid, String, i64, i64)> = files_by_referent(today, now).into_tuple().all(db).await?;
    let mut loads: HashMap<Uuid, ReferentLoad> = HashMap::new();
    for (referent_id, status, files, late) in rows {
        let load = loads.entry(referent_id).or_default();
        load.open_files += files;
        if status == AssignmentStatus::Proposed.as_str() {
            load.proposed += files;
        } else {
            load.overdue += late;
        }
    }
    Ok(loads)
}

fn files_by_referent(today: NaiveDate, now: DateTime<Utc>) -> Select<assignments::Entity> {
    let late = Condition::any().add(action_is_late(today)).add(contact_is_late(now));
    let file = || Expr::col((assignments::Entity, assignments::Column::ProspectId));
    with_files()
        .columns([assignments::Column::ReferentId, assignments::Column::Status])
        .expr_as(Func::count_distinct(file()), "files")
        .expr_as(Func::count_distinct(Expr::case(late, file())), "late")
        .filter(assignments::Column::Status.is_in(["proposed", "accepted"]))
        .group_by(assignments::Column::ReferentId)
        .group_by(assignments::Column::Status)
}

type Place = (Option<String>, Option<String>);

/// EPCI and commune, then open files, overdue ones, ones in the pool.
type FilesRow = (Option<String>, Option<String>, i64, i64, i64);

/// The load of each place that any open file wishes for.
///
/// # Errors
/// Those of the store.
pub async fn loads_of_places(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<PlaceLoad>, StoreError> {
    let rows = files_by_place(today).into_tuple::<FilesRow>().all(db).await?;
    let mut loads: HashMap<Place, PlaceLoad> = HashMap::new();
    for (epci_code, wish_code, open_files, overdue, pool) in rows {
        let place = (epci_code.clone(), wish_code.clone());
        loads.insert(place, PlaceLoad { epci_code, wish_code, open_files, proposed: 0, pool, overdue });
    }
    for (place, count) in counts_by_place(db, proposed()).await? {
        if let Some(load) = loads.get_mut(&place) {
            load.proposed += count;
        }
    }
    for (place, count) in counts_by_place(db, only_contact_late(today, now)).await? {
        if let Some(load) = loads.get_mut(&place) {
            load.overdue += count;
        }
    }
    Ok(loads.into_values().collect())
}

/// Read from the index of the supervision alone, from end to end; the state is therefore nothing to look for.
fn files_by_place(today: NaiveDate) -> Select<prospects::Entity> {
    prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::EpciCode, prospects::Column::FirstWishCode])
        .expr_as(Func::count(Expr::cust("*")), "files")
        .expr_as(counted(Condition::all().add(action_is_late(today))), "late")
        .expr_as(counted(Condition::all().add(prospects::Column::PoolSince.is_not_null())), "pooled")
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(is_open())
        .group_by(prospects::Column::EpciCode)
        .group_by(prospects::Column::FirstWishCode)
}

/// Distinct files of assignments, by the place of the file.
async fn counts_by_place(
    db: &impl ConnectionTrait,
    found: Select<assignments::Entity>,
) -> Result<Vec<(Place, i64)>, StoreError> {
    let counts: Vec<(Option<String>, Option<String>, i64)> = by_place(found).into_tuple().all(db).await?;
    Ok(counts.into_iter().map(|(epci_code, wish_code, count)| ((epci_code, wish_code), count)).collect())
}

fn by_place(found: Select<assignments::Entity>) -> Select<assignments::Entity> {
    found
        .columns([prospects::Column::EpciCode, prospects::Column::FirstWishCode])
        .expr_as(Func::count_distinct(Expr::col((assignments::Entity, assignments::Column::ProspectId))), "files")
        .group_by(prospects::Column::EpciCode)
        .group_by(prospects::Column::FirstWishCode)
}

fn proposed() -> Select<assignments::Entity> {
    with_files()
        .filter(assignments::Column::Status.eq(AssignmentStatus::Proposed.as_str()))
        .filter(assignments::Column::Role.eq(ReferentRole::Territorial.as_str()))
}

/// Late first contacts of files whose next action is not late, which are counted with the others.
fn only_contact_late(today: NaiveDate, now: DateTime<Utc>) -> Select<assignments::Entity> {
    let action_in_time =
        Condition::any().add(prospects::Column::NextActionOn.is_null()).add(prospects::Column::NextActionOn.gte(today));
    // Few: found by their deadline, and by none of the states that many files share.
    assignments::Entity::find()
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .select_only()
        .filter(contact_is_late(now))
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(action_in_time)
}

/// The queries whose plans are looked at.
#[cfg(test)]
pub(super) fn queries(today: NaiveDate, now: DateTime<Utc>) -> Vec<String> {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    let by_places = [by_place(proposed()), by_place(only_contact_late(today, now))];
    let mut queries = vec![files_by_place(today).build(sqlite).to_string()];
    queries.push(files_by_referent(today, now).build(sqlite).to_string());
    queries.extend(by_places.map(|query| query.build(sqlite).to_string()));
    queries
}
