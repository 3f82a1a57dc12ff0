//! Writing offers down.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{JobOfferSource, JobOfferStatus};
use domain::contact::Email;
use domain::job_offers::{JobOfferFacts, is_public};
use domain::territories::Territory;
use domain::text::fold;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{edition, publicity};
use crate::StoreError;
use crate::entities::job_offers::{ActiveModel, Column, Entity};
use crate::versions::changed;

/// Where an offer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Employer, when it is known by more than its name.
    pub employer_id: Option<Uuid>,
    /// Name of the employer.
    pub employer_name: String,
    /// Source.
    pub source: JobOfferSource,
    /// Name of the offer in its source.
    pub external_id: Option<String>,
}

/// The day by which offers are ordered: the last of all without an end.
pub(super) fn expires_sort(day: Option<NaiveDate>) -> NaiveDate {
    day.or(NaiveDate::from_ymd_opt(9999, 12, 31)).unwrap_or(NaiveDate::MAX)
}

async fn facts_of(
    db: &impl ConnectionTrait,
    facts: &JobOfferFacts,
    employer_name: &str,
) -> Result<ActiveModel, StoreError> {
    let commune = territory_of(db, facts.commune_code.as_deref()).await?;
    Ok(columns_of(facts, employer_name, commune.as_ref()))
}

/// The columns that hold what an offer says; `commune` is its own.
pub(super) fn columns_of(facts: &JobOfferFacts, employer_name: &str, commune: Option<&Territory>) -> ActiveModel {
    let commune_name = commune.map(|commune| commune.name.as_str()).unwrap_or_default();
    ActiveModel {
        title: Set(facts.title.clone()),
        sort_title: Set(facts.sort_title()),
        search_text: Set(search_text(&facts.title, employer_name, commune_name, &facts.description)),
        description: Set(facts.description.clone()),
        occupation_code: Set(facts.occupation_code.clone()),
        sector: Set(facts.sector.map(|code| code.to_string())),
        contract_type: Set(facts.contract_type.to_string()),
        contract_detail: Set(facts.contract_detail.clone()),
        part_time: Set(facts.part_time),
        working_time: Set(facts.working_time.clone()),
        commune_code: Set(facts.commune_code.clone()),
        epci_code: Set(commune.and_then(|commune| commune.parent_code.clone())),
        salary: Set(facts.salary.clone()),
        positions: Set(facts.positions),
        experience: Set(facts.experience.map(|code| code.to_string())),
        experience_detail: Set(facts.experience_detail.clone()),
        housing_possible: Set(facts.housing_possible),
        partner_welcome: Set(facts.partner_welcome),
        remote: Set(facts.remote.map(|code| code.to_string())),
        starts_on: Set(facts.starts_on),
        apply_url: Set(facts.apply_url.clone()),
        apply_email: Set(facts.apply_email.as_ref().map(Email::to_string)),
        expires_on: Set(facts.expires_on),
        expires_sort: Set(expires_sort(facts.expires_on)),
        ..Default::default()
    }
}

pub(super) async fn territory_of(
    db: &impl ConnectionTrait,
    code: Option<&str>,
) -> Result<Option<Territory>, StoreError> {
    match code {
        Some(code) => crate::territories::find(db, code).await,
        None => Ok(None),
    }
}

pub(super) fn search_text(title: &str, employer: &str, commune: &str, description: &str) -> String {
    fold(&[title, employer, commune, description].join(" "))
}

/// Gives the offers of an employer its new name; where it did not change, nothing does.
///
/// # Errors
/// Those of the store.
pub async fn rename_employer(db: &impl ConnectionTrait, employer_id: Uuid, name: &str) -> Result<(), StoreError> {
    let own = Entity::find().filter(Column::EmployerId.eq(employer_id)).filter(Column::EmployerName.ne(name));
    let rows = own.all(db).await?;
    if !rows.is_empty() {
        edition::raise(db).await?;
    }
    for row in rows {
        let commune = territory_of(db, row.commune_code.as_deref()).await?.map(|commune| commune.name);
        let words = search_text(&row.title, name, &commune.unwrap_or_default(), &row.description);
        let change = ActiveModel { employer_name: Set(name.to_owned()), search_text: Set(words), ..Default::default() };
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(db).await?;
    }
    Ok(())
}

/// Writes a draft down.
///
/// # Errors
/// [`StoreError::Constraint`] on `external_id` when its source knows that name already.
pub async fn insert(
    db: &impl ConnectionTrait,
    origin: &Origin,
    facts: &JobOfferFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        employer_id: Set(origin.employer_id),
        employer_name: Set(origin.employer_name.clone()),
        source: Set(origin.source.to_string()),
        external_id: Set(origin.external_id.clone()),
        status: Set(JobOfferStatus::Draft.to_string()),
        is_public: Set(false),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(db, facts, &origin.employer_name).await?
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what an offer read at `version` says; the edition is raised, because the public may be reading it.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    employer_name: &str,
    facts: &JobOfferFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    edition::raise(db).await?;
    let row = facts_of(db, facts, employer_name).await?;
    save(db, (id, version), row, now).await
}

/// Archives an offer read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    edition::raise(db).await?;
    let Some(row) = Entity::find_by_id(id).one(db).await? else { return Err(StoreError::Stale) };
    let status = JobOfferStatus::parse(&row.status).unwrap_or(JobOfferStatus::Draft);
    let owner = publicity::owner_of(db, row.employer_id).await?;
    let change = ActiveModel {
        archived_at: Set(archived_at),
        is_public: Set(is_public(status, owner, archived_at.is_some())),
        ..Default::default()
    };
    save(db, (id, version), change, now).await
}

pub(super) async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
