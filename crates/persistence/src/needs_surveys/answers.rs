//! What employers answered.

use chrono::{DateTime, Utc};
use domain::needs_answers::Answers;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use serde_json::Value;
use uuid::Uuid;

use super::stored;
use crate::StoreError;
use crate::entities::employers;
use crate::entities::needs_answers::{ActiveModel, Column, Entity, Relation};
use crate::slice::Slice;
use crate::versions::{changed, next};

/// The answers of one employer as they are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The answers.
    pub id: Uuid,
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// Its SIRET.
    pub siret: String,
    /// Its commune.
    pub commune_code: Option<String>,
    /// One by question.
    pub answers: Answers,
    /// When they were submitted; a draft was not.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who last entered them.
    pub entered_by_name: String,
    /// Version for optimistic locking.
    pub version: i32,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    employer_id: Uuid,
    name: String,
    sort_name: String,
    siret: String,
    commune_code: Option<String>,
    answers: Value,
    submitted_at: Option<DateTime<Utc>>,
    entered_by_name: String,
    version: i32,
    updated_at: DateTime<Utc>,
}

impl From<Found> for Reply {
    fn from(row: Found) -> Reply {
        Reply {
            id: row.id,
            employer_id: row.employer_id,
            employer_name: row.name,
            sort_name: row.sort_name,
            siret: row.siret,
            commune_code: row.commune_code,
            answers: stored::answers_of(row.answers),
            submitted_at: row.submitted_at,
            entered_by_name: row.entered_by_name,
            version: row.version,
            updated_at: row.updated_at,
        }
    }
}

/// `submitted` keeps those that were, or those that were not.
fn of_survey(survey_id: Uuid, submitted: Option<bool>) -> Select<Entity> {
    let select = Entity::find().filter(Column::SurveyId.eq(survey_id));
    match submitted {
        Some(true) => select.filter(Column::SubmittedAt.is_not_null()),
        Some(false) => select.filter(Column::SubmittedAt.is_null()),
        None => select,
    }
}

fn with_employer(select: Select<Entity>) -> Select<Entity> {
    use employers::Column as Employer;
    select.join(JoinType::InnerJoin, Relation::Employer.def()).columns([
        Employer::Name,
        Employer::SortName,
        Employer::Siret,
        Employer::CommuneCode,
    ])
}

/// Answers to a survey, by name of their employers.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    (survey_id, submitted): (Uuid, Option<bool>),
    slice: &Slice,
) -> Result<Vec<Reply>, StoreError> {
    let key = employers::Column::SortName.as_column_ref();
    let mut select = with_employer(of_survey(survey_id, submitted))
        .order_by_asc(employers::Column::SortName)
        .order_by_asc(Column::EmployerId)
        .limit(slice.limit);
    if let Some((last_key, last_id)) = &slice.after {
        let row = Expr::tuple([Expr::col(key), Expr::col(Column::EmployerId.as_column_ref())]);
        select = select.filter(row.gt(Expr::tuple([Expr::val(last_key.clone()), Expr::val(*last_id)])));
    }
    Ok(select.into_model::<Found>().all(db).await?.into_iter().map(Reply::from).collect())
}

/// Every answer to a survey, by name of their employers: one row per member of the network at most.
///
/// # Errors
/// Those of the store.
pub async fn all(db: &impl ConnectionTrait, survey_id: Uuid) -> Result<Vec<Reply>, StoreError> {
    by_name(db, of_survey(survey_id, None)).await
}

/// Those of them that were submitted.
///
/// # Errors
/// Those of the store.
pub async fn submitted(db: &impl ConnectionTrait, survey_id: Uuid) -> Result<Vec<Reply>, StoreError> {
    by_name(db, of_survey(survey_id, Some(true))).await
}

async fn by_name(db: &impl ConnectionTrait, select: Select<Entity>) -> Result<Vec<Reply>, StoreError> {
    let select = with_employer(select).order_by_asc(employers::Column::SortName).order_by_asc(Column::EmployerId);
    Ok(select.into_model::<Found>().all(db).await?.into_iter().map(Reply::from).collect())
}

/// The answers of one employer.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, survey_id: Uuid, employer_id: Uuid) -> Result<Option<Reply>, StoreError> {
    let select = with_employer(of_survey(survey_id, None)).filter(Column::EmployerId.eq(employer_id));
    Ok(select.into_model::<Found>().one(db).await?.map(Reply::from))
}

/// Answers to keep and who enters them.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// When they are submitted; a draft is not.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The account.
    pub entered_by: Option<Uuid>,
    /// Its name, which stays when the account goes.
    pub entered_by_name: &'a str,
}

fn entry_of(entry: &Entry<'_>) -> ActiveModel {
    ActiveModel {
        answers: Set(stored::answers_json(entry.answers)),
        submitted_at: Set(entry.submitted_at),
        entered_by: Set(entry.entered_by),
        entered_by_name: Set(entry.entered_by_name.to_owned()),
        ..Default::default()
    }
}

/// Keeps the first answers of an employer.
///
/// # Errors
/// [`StoreError::Constraint`] when there are some already.
pub async fn insert(
    db: &impl ConnectionTrait,
    (survey_id, employer_id): (Uuid, Uuid),
    entry: &Entry<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        survey_id: Set(survey_id),
        employer_id: Set(employer_id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..entry_of(entry)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Replaces answers read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when they changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    entry: &Entry<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..entry_of(entry) };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
