//! Référents accueil and their absences.

mod accompanying;
mod list;

pub use accompanying::{Accompanying, accompanying};
pub use list::{ReferentFilter, count, list};

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{AssignmentStatus, ProspectStatus, UserStatus};
use domain::contact::{Email, Phone};
use domain::referents::{Absence, ReferentFacts};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::referents::{ActiveModel, Column, Entity, Model};
use crate::entities::{StringList, assignments, prospects, referent_absences, users};

/// A référent as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent {
    /// The référent.
    pub id: Uuid,
    /// The account of the person.
    pub user_id: Option<Uuid>,
    /// The partner they work for.
    pub partner_id: Uuid,
    /// Name shown to households and colleagues.
    pub display_name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Codes of territories.
    pub zones: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
    /// Codes of languages spoken.
    pub languages: Vec<String>,
    /// Files followed at a time at most.
    pub capacity: Option<i32>,
    /// Times away, by first day.
    pub absences: Vec<Absence>,
    /// Open files proposed to them or accepted by them.
    pub open_files: i32,
    /// When they were archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When they were created.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

/// Rows with their absences and the count of their files, one query each.
async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Referent>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut absences = absences_of(db, &ids).await?;
    let files = open_files_of(db, &ids).await?;
    let complete = rows.into_iter().map(|row| Referent {
        absences: absences.remove(&row.id).unwrap_or_default(),
        open_files: files.get(&row.id).copied().unwrap_or_default(),
        id: row.id,
        user_id: row.user_id,
        partner_id: row.partner_id,
        display_name: row.display_name,
        sort_name: row.sort_name,
        email: row.email,
        phone: row.phone,
        zones: row.zones.0,
        project_types: row.project_types.0,
        languages: row.languages.0,
        capacity: row.capacity,
        archived_at: row.archived_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    });
    Ok(complete.collect())
}

pub(crate) async fn absences_of(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Absence>>, StoreError> {
    let rows = referent_absences::Entity::find()
        .filter(referent_absences::Column::ReferentId.is_in(ids.iter().copied()))
        .order_by_asc(referent_absences::Column::FromOn)
        .all(db)
        .await?;
    let mut absences: HashMap<Uuid, Vec<Absence>> = HashMap::new();
    for row in rows {
        let absence = Absence { from_on: row.from_on, to_on: row.to_on, substitute_id: row.substitute_id };
        absences.entry(row.referent_id).or_default().push(absence);
    }
    Ok(absences)
}

pub(crate) async fn open_files_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, i32>, StoreError> {
    let held = [AssignmentStatus::Proposed, AssignmentStatus::Accepted].map(AssignmentStatus::as_str);
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let counts = assignments::Entity::find()
        .select_only()
        .column(assignments::Column::ReferentId)
        .column_as(assignments::Column::ProspectId.count(), "files")
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .filter(assignments::Column::ReferentId.is_in(ids.iter().copied()))
        .filter(assignments::Column::Status.is_in(held))
        .filter(prospects::Column::Status.is_in(open))
        .filter(prospects::Column::ArchivedAt.is_null())
        .group_by(assignments::Column::ReferentId)
        .into_tuple::<(Uuid, i64)>()
        .all(db)
        .await?;
    Ok(counts.into_iter().map(|(id, count)| (id, i32::try_from(count).unwrap_or(i32::MAX))).collect())
}

/// The référent of this id, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Referent>, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// How a référent is called, and the address at which they are written to: their own, else that of their active account.
///
/// # Errors
/// Those of the store.
pub async fn mailbox(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(String, String)>, StoreError> {
    let found = Entity::find_by_id(id).find_also_related(users::Entity).one(db).await?;
    Ok(found.and_then(|(row, account)| {
        let active = account.filter(|account| account.status == UserStatus::Active.as_str());
        let address = row.email.or(active.map(|account| account.email))?;
        Some((row.display_name, address))
    }))
}

/// The référent that the holder of an account is.
///
/// # Errors
/// Those of the store.
pub async fn find_id_of_user(db: &impl ConnectionTrait, user_id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let found = Entity::find().select_only().column(Column::Id);
    let found = found.filter(Column::UserId.eq(user_id)).filter(Column::ArchivedAt.is_null());
    Ok(found.into_tuple::<Uuid>().one(db).await?)
}

/// Which of these référents exist.
///
/// # Errors
/// Those of the store.
pub async fn existing(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Uuid>, StoreError> {
    let found = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids));
    Ok(found.into_tuple::<Uuid>().all(db).await?)
}

fn facts_of(facts: &ReferentFacts) -> ActiveModel {
    ActiveModel {
        user_id: Set(facts.user_id),
        partner_id: Set(facts.partner_id),
        display_name: Set(facts.display_name.clone()),
        sort_name: Set(facts.sort_name()),
        email: Set(facts.email.as_ref().map(Email::to_string)),
        phone: Set(facts.phone.as_ref().map(Phone::to_string)),
        zones: Set(StringList(facts.zones.clone())),
        project_types: Set(StringList(facts.project_types.clone())),
        languages: Set(StringList(facts.languages.clone())),
        capacity: Set(facts.capacity),
        ..Default::default()
    }
}

/// Creates a référent with their absences.
///
/// # Errors
/// [`StoreError::Constraint`] on `user_id` when the account is another référent's already.
pub async fn insert(db: &impl ConnectionTrait, facts: &ReferentFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row =
        ActiveModel { id: Set(id), created_at: Set(now), updated_at: Set(now), version: Set(1), ..facts_of(facts) };
    Entity::insert(row).exec_without_returning(db).await?;
    insert_absences(db, id, &facts.absences, now).await?;
    Ok(id)
}

async fn insert_absences(
    db: &impl ConnectionTrait,
    referent_id: Uuid,
    absences: &[Absence],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if absences.is_empty() {
        return Ok(());
    }
    let rows = absences.iter().map(|absence| referent_absences::ActiveModel {
        id: Set(Uuid::now_v7()),
        referent_id: Set(referent_id),
        from_on: Set(absence.from_on),
        to_on: Set(absence.to_on),
        substitute_id: Set(absence.substitute_id),
        created_at: Set(now),
    });
    referent_absences::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Replaces what is known of a référent read at `version`, absences included.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; [`StoreError::Constraint`] as [`insert`].
pub async fn update(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    facts: &ReferentFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, id, version, facts_of(facts), now).await?;
    referent_absences::Entity::delete_many().filter(referent_absences::Column::ReferentId.eq(id)).exec(db).await?;
    insert_absences(db, id, &facts.absences, now).await
}

/// Archives a référent read at `version`, or takes them out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, id, version, ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
}

async fn save(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
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
    if done.rows_affected == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
