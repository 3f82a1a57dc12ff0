//! The log of meetings with employers.

use chrono::{DateTime, NaiveDate, Utc};
use domain::employers::EmployerMeetingFacts;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::employer_meetings::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// A meeting as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerMeeting {
    /// The meeting.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// Day.
    pub held_on: NaiveDate,
    /// What was said and agreed.
    pub summary: String,
    /// Who wrote it down.
    pub author_id: Option<Uuid>,
    /// Name of that person.
    pub author_name: String,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
}

impl From<Model> for EmployerMeeting {
    fn from(row: Model) -> Self {
        EmployerMeeting {
            id: row.id,
            kind: row.kind,
            held_on: row.held_on,
            summary: row.summary,
            author_id: row.author_id,
            author_name: row.author_name,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// Meetings with an employer, the latest first, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn page_of(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    after: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Result<Vec<EmployerMeeting>, StoreError> {
    let mut query = Entity::find()
        .filter(Column::EmployerId.eq(employer_id))
        .order_by_desc(Column::HeldOn)
        .order_by_desc(Column::Id)
        .limit(limit);
    if let Some((day, id)) = after {
        let place = Expr::tuple([Expr::col(Column::HeldOn), Expr::col(Column::Id)]);
        query = query.filter(place.lt(Expr::tuple([Expr::val(day), Expr::val(id)])));
    }
    Ok(query.all(db).await?.into_iter().map(EmployerMeeting::from).collect())
}

/// One meeting with an employer.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    id: Uuid,
) -> Result<Option<EmployerMeeting>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::EmployerId.eq(employer_id)).one(db).await?;
    Ok(found.map(EmployerMeeting::from))
}

/// Writes a meeting down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    (author_id, author_name): (Option<Uuid>, &str),
    facts: &EmployerMeetingFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        employer_id: Set(employer_id),
        kind: Set(facts.kind.to_string()),
        held_on: Set(facts.held_on),
        summary: Set(facts.summary.clone()),
        author_id: Set(author_id),
        author_name: Set(author_name.to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Corrects a meeting read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &EmployerMeetingFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        kind: Set(facts.kind.to_string()),
        held_on: Set(facts.held_on),
        summary: Set(facts.summary.clone()),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

/// Removes a meeting that was written down by mistake.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
