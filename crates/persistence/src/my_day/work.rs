//! What else waits for a person: proposals to answer, tasks to do, and for the programme its pool.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::codes::AssignmentStatus;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::{in_sight, in_use, is_open};
use crate::StoreError;
use crate::entities::{assignments, prospects, tasks};

/// A file that waits for a référent's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The assignment.
    pub assignment_id: Uuid,
    /// Its version.
    pub version: i32,
    /// Code of the part to take.
    pub role: String,
    /// The file.
    pub prospect_id: Uuid,
    /// Why this référent, in French.
    pub sentence: Option<String>,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// By when an answer is due.
    pub accept_due_at: Option<DateTime<Utc>>,
    /// What the référent who hands the file over says of it.
    pub handover_note: Option<String>,
}

/// A task of the person.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TaskShown {
    /// The task.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// What is to be done.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// The file.
    pub prospect_id: Uuid,
    /// Its human number.
    pub number: String,
    /// Name of the lead.
    pub lead_name: String,
}

fn proposals_of(actor: &Actor) -> Select<assignments::Entity> {
    assignments::Entity::find()
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .filter(assignments::Column::ReferentId.is_in(actor.referent_ids.iter().copied()))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Proposed.as_str()))
        .filter(in_use(actor))
}

/// The proposals that `actor` has to answer, the most pressing first.
///
/// # Errors
/// Those of the store.
pub async fn proposals(db: &impl ConnectionTrait, actor: &Actor, limit: u64) -> Result<Vec<Proposal>, StoreError> {
    if actor.referent_ids.is_empty() {
        return Ok(vec![]);
    }
    let rows = proposals_of(actor)
        .order_by_asc(Expr::col((assignments::Entity, assignments::Column::AcceptDueAt)).is_null())
        .order_by_asc(assignments::Column::AcceptDueAt)
        .order_by_asc(assignments::Column::ProposedAt)
        .order_by_asc(assignments::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let proposal = |row: assignments::Model| Proposal {
        assignment_id: row.id,
        version: row.version,
        role: row.role,
        prospect_id: row.prospect_id,
        sentence: row.explanation.and_then(|told| Some(told.get("sentence")?.as_str()?.to_owned())),
        proposed_at: row.proposed_at,
        accept_due_at: row.accept_due_at,
        handover_note: row.handover_note,
    };
    Ok(rows.into_iter().map(proposal).collect())
}

/// How many proposals `actor` has to answer.
///
/// # Errors
/// Those of the store.
pub async fn count_proposals(db: &impl ConnectionTrait, actor: &Actor) -> Result<u64, StoreError> {
    if actor.referent_ids.is_empty() {
        return Ok(0);
    }
    Ok(proposals_of(actor).count(db).await?)
}

fn tasks_of(actor: &Actor) -> Select<tasks::Entity> {
    tasks::Entity::find()
        .join(JoinType::InnerJoin, tasks::Relation::Prospect.def())
        .filter(tasks::Column::AssigneeId.eq(actor.user_id))
        .filter(tasks::Column::DoneAt.is_null())
        .filter(in_sight(actor))
        .filter(prospects::Column::PausedUntil.is_null())
}

/// The tasks that `actor` has to do, the soonest first, those without a day last.
///
/// # Errors
/// Those of the store.
pub async fn tasks(db: &impl ConnectionTrait, actor: &Actor, limit: u64) -> Result<Vec<TaskShown>, StoreError> {
    let rows = tasks_of(actor)
        .select_only()
        .columns([tasks::Column::Id, tasks::Column::Version, tasks::Column::Title, tasks::Column::DueOn])
        .column(tasks::Column::ProspectId)
        .columns([prospects::Column::Number, prospects::Column::LeadName])
        .order_by_asc(Expr::col((tasks::Entity, tasks::Column::DueOn)).is_null())
        .order_by_asc(tasks::Column::DueOn)
        .order_by_asc(tasks::Column::Id)
        .limit(limit);
    Ok(rows.into_model().all(db).await?)
}

/// How many tasks `actor` has to do.
///
/// # Errors
/// Those of the store.
pub async fn count_tasks(db: &impl ConnectionTrait, actor: &Actor) -> Result<u64, StoreError> {
    Ok(tasks_of(actor).count(db).await?)
}

/// How many tasks `actor` has to do by `day`, this day included.
///
/// # Errors
/// Those of the store.
pub async fn count_tasks_due(db: &impl ConnectionTrait, actor: &Actor, day: NaiveDate) -> Result<u64, StoreError> {
    Ok(tasks_of(actor).filter(tasks::Column::DueOn.lte(day)).count(db).await?)
}

/// How many files wait in the programme's pool.
///
/// # Errors
/// Those of the store.
pub async fn count_pool(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(pooled().count(db).await?)
}

/// The files that wait in the programme's pool.
pub(crate) fn pooled() -> Select<prospects::Entity> {
    prospects::Entity::find()
        .filter(prospects::Column::PoolSince.is_not_null())
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(is_open())
}

/// The queries whose plans are looked at: they must start from the person.
#[cfg(test)]
pub(super) fn queries(actor: &Actor) -> Vec<String> {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    let proposals = Some(proposals_of(actor)).filter(|_| !actor.referent_ids.is_empty());
    let proposals = proposals.map(|query| query.build(sqlite).to_string());
    proposals.into_iter().chain([tasks_of(actor).build(sqlite).to_string()]).collect()
}
