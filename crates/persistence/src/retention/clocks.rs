//! What the clock knows of files, read from the database.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{MemberRole, ProspectStatus};
use domain::retention::{JOB_SEARCH, Kept, day_of};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{careers, members, prospect_tags, prospects, retention_notices};

/// The person's own last action, else the opening of the file; as its index writes it.
const LAST_ACTION: &str = r#"COALESCE("last_contact_by_person_at", "created_at")"#;

/// A file under the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The file.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The person's own last action, else the opening of the file.
    pub last_action_at: DateTime<Utc>,
    /// What decides.
    pub kept: Kept,
}

type Row = (Uuid, String, DateTime<Utc>);

/// Files that the clock may still end: not anonymised, and not taken in by another one.
fn running() -> Select<prospects::Entity> {
    let over = [ProspectStatus::Merged, ProspectStatus::Anonymised].map(ProspectStatus::as_str);
    prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number])
        .expr_as(Expr::cust(LAST_ACTION), "last_action_at")
        .filter(prospects::Column::Status.is_not_in(over))
}

/// The instants before which the person of a file that may be due last acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActedBefore {
    /// Of a file with a job search.
    pub job_search: DateTime<Utc>,
    /// Of any file.
    pub other: DateTime<Utc>,
}

/// Files that may be due, longest ago first, at most `limit` after the file at `after`.
///
/// # Errors
/// Those of the store.
pub async fn candidates(
    db: &impl ConnectionTrait,
    before: ActedBefore,
    after: Option<&Clock>,
    limit: u64,
) -> Result<Vec<Clock>, StoreError> {
    let acted_before = |at: DateTime<Utc>| Expr::cust(LAST_ACTION).lt(at);
    let mut select = running()
        .filter(acted_before(Ord::max(before.job_search, before.other)))
        .filter(Condition::any().add(acted_before(before.other)).add(searches()));
    if let Some(after) = after {
        let place = Expr::tuple([Expr::cust(LAST_ACTION), Expr::col(prospects::Column::Id)]);
        select = select.filter(place.gt(Expr::tuple([Expr::val(after.last_action_at), Expr::val(after.id)])));
    }
    let select = select.order_by_asc(Expr::cust(LAST_ACTION)).order_by_asc(prospects::Column::Id).limit(limit);
    complete(db, select.into_tuple().all(db).await?).await
}

/// The clock of one file; none when it is over.
///
/// # Errors
/// Those of the store.
pub async fn clock_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Clock>, StoreError> {
    let row: Option<Row> = running().filter(prospects::Column::Id.eq(id)).into_tuple().one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

async fn complete(db: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<Clock>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|(id, ..)| *id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let (searching, reachable, told) = (searching(db, &ids).await?, reachable(db, &ids).await?, told(db, &ids).await?);
    let clock = |(id, number, last_action_at): Row| {
        let last_action_on = day_of(last_action_at);
        let kept = Kept {
            last_action_on,
            has_job_search: searching.contains(&id),
            is_reachable: reachable.contains(&id),
            noticed_on: told.get(&(id, last_action_on)).copied(),
        };
        Clock { id, number, last_action_at, kept }
    };
    Ok(rows.into_iter().map(clock).collect())
}

/// Projects of somebody who looks for work, by file.
fn projects() -> Select<prospect_tags::Entity> {
    use prospect_tags::Column;
    prospect_tags::Entity::find()
        .select_only()
        .column(Column::ProspectId)
        .filter(Column::Kind.eq("project_type"))
        .filter(Column::Code.is_in(JOB_SEARCH.map(|project| project.as_str())))
}

/// Occupations of somebody who looks for work, by file.
fn occupations() -> Select<careers::Entity> {
    careers::Entity::find().inner_join(members::Entity).select_only().column(members::Column::ProspectId)
}

/// Whether somebody of a file looks for work.
fn searches() -> Condition {
    let file = (prospects::Entity, prospects::Column::Id);
    let projects = projects().filter(prospect_tags::Column::ProspectId.into_expr().equals(file));
    let occupations = occupations().filter(members::Column::ProspectId.into_expr().equals(file));
    Condition::any().add(Expr::exists(projects.into_query())).add(Expr::exists(occupations.into_query()))
}

/// Files with a project or an occupation of somebody who looks for work.
async fn searching(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
    let projects = projects().filter(prospect_tags::Column::ProspectId.is_in(ids.iter().copied()));
    let mut found: HashSet<Uuid> = projects.into_tuple().all(db).await?.into_iter().collect();
    let occupations = occupations().filter(members::Column::ProspectId.is_in(ids.iter().copied()));
    found.extend(occupations.into_tuple::<Uuid>().all(db).await?);
    Ok(found)
}

async fn reachable(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
    let with_address = members::Entity::find()
        .select_only()
        .column(members::Column::ProspectId)
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(members::Column::EmailKey.is_not_null());
    Ok(with_address.into_tuple().all(db).await?.into_iter().collect())
}

async fn told(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<(Uuid, NaiveDate), NaiveDate>, StoreError> {
    let notices = retention_notices::Entity::find()
        .filter(retention_notices::Column::ProspectId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(notices.into_iter().map(|row| ((row.prospect_id, row.last_action_on), row.noticed_on)).collect())
}

/// Whom a file's notice goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// First name, when the file knows it.
    pub first_name: Option<String>,
    /// Address as written.
    pub email: String,
}

/// The member to tell about the whole file, put away or not: the first of its people with an address.
///
/// # Errors
/// Those of the store.
pub async fn reader_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Reader>, StoreError> {
    let people = members::Entity::find()
        .filter(members::Column::ProspectId.eq(id))
        .filter(members::Column::EmailKey.is_not_null())
        .order_by_asc(members::Column::Rank)
        .all(db)
        .await?;
    let lead = people.iter().position(|member| member.role == MemberRole::Lead.as_str()).unwrap_or_default();
    let reader = people.into_iter().nth(lead);
    Ok(reader.and_then(|member| Some(Reader { first_name: member.first_name, email: member.email? })))
}

/// Notes that the people of a file were told; `false` when they were, since their last action.
///
/// # Errors
/// Those of the store.
pub async fn note_told(
    db: &impl ConnectionTrait,
    id: Uuid,
    (last_action_on, today): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use retention_notices::{ActiveModel, Column, Entity};
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(id),
        last_action_on: Set(last_action_on),
        noticed_on: Set(today),
        noticed_at: Set(now),
    };
    let known = OnConflict::columns([Column::ProspectId, Column::LastActionOn]).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(known).exec_without_returning(db).await? > 0)
}
