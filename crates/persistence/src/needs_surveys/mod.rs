//! Surveys of employers' needs, and those whose answers are awaited.

pub mod answers;
mod stored;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{MembershipStatus, NeedsSurveyStatus};
use domain::needs_surveys::{Question, SurveyFacts};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::needs_surveys::{ActiveModel, Column, Entity, Model};
use crate::entities::{employers, needs_survey_invitations};
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// A survey as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The survey.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Key by which lists are ordered.
    pub sort_title: String,
    /// What it is for and what becomes of the answers.
    pub introduction: Option<String>,
    /// First day of answering.
    pub opens_on: Option<NaiveDate>,
    /// Last day of answering.
    pub closes_on: Option<NaiveDate>,
    /// State.
    pub status: NeedsSurveyStatus,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// When it was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Survey {
    fn from(row: Model) -> Self {
        Survey {
            id: row.id,
            title: row.title,
            sort_title: row.sort_title,
            introduction: row.introduction,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            // The database checks the state: what it does not know cannot be there.
            status: NeedsSurveyStatus::parse(&row.status).unwrap_or(NeedsSurveyStatus::Closed),
            questions: stored::questions_of(row.questions),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Which surveys.
#[derive(Debug, Clone, Default)]
pub struct SurveyFilter {
    /// Those in one of these states; empty is any.
    pub statuses: Vec<NeedsSurveyStatus>,
    /// Those that take answers on this day.
    pub answered_on: Option<NaiveDate>,
}

fn filtered(filter: &SurveyFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if let Some(day) = filter.answered_on {
        select = select
            .filter(Column::Status.eq(NeedsSurveyStatus::Open.as_str()))
            .filter(Column::OpensOn.is_null().or(Column::OpensOn.lte(day)))
            .filter(Column::ClosesOn.is_null().or(Column::ClosesOn.gte(day)));
    }
    select
}

/// The survey of this id among those of the filter.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, filter: &SurveyFilter, id: Uuid) -> Result<Option<Survey>, StoreError> {
    Ok(filtered(filter).filter(Column::Id.eq(id)).one(db).await?.map(Survey::from))
}

/// Surveys by title.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &SurveyFilter, slice: &Slice) -> Result<Vec<Survey>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortTitle, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Survey::from).collect())
}

/// How many surveys there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &SurveyFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// Writes a survey down, as a draft.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &SurveyFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        status: Set(NeedsSurveyStatus::Draft.to_string()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

fn facts_of(facts: &SurveyFacts) -> ActiveModel {
    ActiveModel {
        title: Set(facts.title.clone()),
        sort_title: Set(facts.sort_title()),
        introduction: Set(facts.introduction.clone()),
        opens_on: Set(facts.opens_on),
        closes_on: Set(facts.closes_on),
        questions: Set(stored::questions_json(&facts.questions)),
        ..Default::default()
    }
}

/// Replaces what is known of a survey read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &SurveyFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(facts), now).await
}

/// Opens a survey read at `version` and awaits the answer of every member of the network.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn open(db: &impl ConnectionTrait, (id, version): (Uuid, i32), now: DateTime<Utc>) -> Result<(), StoreError> {
    let (status, opened_at) = (Set(NeedsSurveyStatus::Open.to_string()), Set(Some(now)));
    save(db, (id, version), ActiveModel { status, opened_at, ..Default::default() }, now).await?;
    let members: Vec<Uuid> = employers::Entity::find()
        .select_only()
        .column(employers::Column::Id)
        .filter(employers::Column::MembershipStatus.eq(MembershipStatus::Active.as_str()))
        .filter(employers::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    for employer_id in members {
        invite(db, id, employer_id).await?;
    }
    Ok(())
}

/// Closes a survey read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn close(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (status, closed_at) = (Set(NeedsSurveyStatus::Closed.to_string()), Set(Some(now)));
    save(db, (id, version), ActiveModel { status, closed_at, ..Default::default() }, now).await
}

/// Removes a draft read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

/// Whether the answer of an employer is awaited.
///
/// # Errors
/// Those of the store.
pub async fn is_invited(db: &impl ConnectionTrait, survey_id: Uuid, employer_id: Uuid) -> Result<bool, StoreError> {
    let found = needs_survey_invitations::Entity::find_by_id((survey_id, employer_id)).count(db).await?;
    Ok(found > 0)
}

/// Awaits the answer of one more employer.
///
/// # Errors
/// [`StoreError::Constraint`] when it is awaited already.
pub async fn invite(db: &impl ConnectionTrait, survey_id: Uuid, employer_id: Uuid) -> Result<(), StoreError> {
    let row = needs_survey_invitations::ActiveModel { survey_id: Set(survey_id), employer_id: Set(employer_id) };
    needs_survey_invitations::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Employers whose answer is awaited, by name: id and name.
///
/// # Errors
/// Those of the store.
pub async fn invited(db: &impl ConnectionTrait, survey_id: Uuid) -> Result<Vec<(Uuid, String)>, StoreError> {
    use needs_survey_invitations::{Column as Invitation, Entity as Invitations};
    let ids = sea_orm::sea_query::Query::select()
        .column(Invitation::EmployerId)
        .from(Invitations)
        .and_where(Invitation::SurveyId.eq(survey_id))
        .to_owned();
    let select = employers::Entity::find()
        .select_only()
        .columns([employers::Column::Id, employers::Column::Name])
        .filter(employers::Column::Id.in_subquery(ids))
        .order_by_asc(employers::Column::SortName)
        .order_by_asc(employers::Column::Id);
    Ok(select.into_tuple().all(db).await?)
}
