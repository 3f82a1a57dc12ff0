//! What the routing looks at: the network as it stands on a day, and files that wait for somebody.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{AssignmentStatus, Language, PartnerKind, PoolReason, ProjectType, ProspectStatus, UserStatus};
use domain::routing::{Away, Candidate};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, partners, prospects, referent_absences, referents, users};
use crate::referents::{absences_of, open_files_of};

/// A référent who may be asked, and how they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkMember {
    /// What the engine looks at.
    pub candidate: Candidate,
    /// Name shown to households and colleagues.
    pub name: String,
    /// Name of their partner.
    pub partner_name: String,
    /// Address to write to.
    pub email: Option<String>,
    /// Their account.
    pub user_id: Option<Uuid>,
}

type Found = (referents::Model, Option<partners::Model>);

/// Every référent who is not archived, as they stand on `today`, by id.
///
/// # Errors
/// Those of the store.
pub async fn network(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<NetworkMember>, StoreError> {
    let rows: Vec<Found> = referents::Entity::find()
        .find_also_related(partners::Entity)
        .filter(referents::Column::ArchivedAt.is_null())
        .order_by_asc(referents::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|(row, _)| row.id).collect();
    let mut absences = absences_of(db, &ids).await?;
    let files = open_files_of(db, &ids).await?;
    let asked = last_asked(db).await?;
    let gone = disabled(db, rows.iter().filter_map(|(row, _)| row.user_id)).await?;
    let member = |(row, partner): Found| {
        let partner = partner?;
        let candidate = Candidate {
            id: row.id,
            active: row.user_id.is_none_or(|id| !gone.contains(&id)),
            partner_kind: PartnerKind::parse(&partner.kind)?,
            zones: row.zones.0.into_iter().collect(),
            project_types: row.project_types.0.iter().filter_map(|code| ProjectType::parse(code)).collect(),
            languages: row.languages.0.iter().filter_map(|code| Language::parse(code)).collect(),
            capacity: row.capacity,
            open_files: files.get(&row.id).copied().unwrap_or_default(),
            last_assigned_at: asked.get(&row.id).copied(),
            away: Away::on(today, &absences.remove(&row.id).unwrap_or_default()),
        };
        let (name, partner_name) = (row.display_name, partner.name);
        Some(NetworkMember { candidate, name, partner_name, email: row.email, user_id: row.user_id })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// When each référent was last asked: one look into the index for each, however long the history is.
async fn last_asked(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, DateTime<Utc>>, StoreError> {
    let newest = Query::select()
        .expr(Expr::col((assignments::Entity, assignments::Column::ProposedAt)).max())
        .from(assignments::Entity)
        .and_where(
            Expr::col((assignments::Entity, assignments::Column::ReferentId))
                .equals((referents::Entity, referents::Column::Id)),
        )
        .take();
    let asked = referents::Entity::find()
        .select_only()
        .column(referents::Column::Id)
        .column_as(SimpleExpr::from(newest), "asked")
        .filter(referents::Column::ArchivedAt.is_null())
        .into_tuple::<(Uuid, Option<DateTime<Utc>>)>()
        .all(db)
        .await?;
    Ok(asked.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

async fn disabled(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<BTreeSet<Uuid>, StoreError> {
    let gone = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Id.is_in(ids))
        .filter(users::Column::Status.eq(UserStatus::Disabled.as_str()));
    Ok(gone.into_tuple::<Uuid>().all(db).await?.into_iter().collect())
}

/// Référents who are away on `day`.
///
/// # Errors
/// Those of the store.
pub async fn away_on(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<Uuid>, StoreError> {
    let away = referent_absences::Entity::find()
        .select_only()
        .column(referent_absences::Column::ReferentId)
        .filter(referent_absences::Column::FromOn.lte(day))
        .filter(referent_absences::Column::ToOn.gte(day))
        .order_by_asc(referent_absences::Column::ReferentId);
    Ok(away.into_tuple::<Uuid>().all(db).await?)
}

/// Puts a file into the programme's pool; one that waits there already keeps its place.
///
/// # Errors
/// Those of the store.
pub async fn enter_pool(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    reason: PoolReason,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let entered = prospects::Entity::update_many()
        .col_expr(prospects::Column::PoolSince, Expr::val(now))
        .col_expr(prospects::Column::PoolReason, Expr::val(reason.as_str()))
        .filter(prospects::Column::Id.eq(prospect_id))
        .filter(prospects::Column::PoolSince.is_null())
        .exec(db)
        .await?;
    Ok(entered.rows_affected > 0)
}

/// Takes a file out of the pool, if it waits there.
///
/// # Errors
/// Those of the store.
pub async fn leave_pool(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<(), StoreError> {
    prospects::Entity::update_many()
        .col_expr(prospects::Column::PoolSince, Expr::val(None::<DateTime<Utc>>))
        .col_expr(prospects::Column::PoolReason, Expr::val(None::<String>))
        .filter(prospects::Column::Id.eq(prospect_id))
        .filter(prospects::Column::PoolSince.is_not_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Whether a file waits in the pool, and why.
///
/// # Errors
/// Those of the store.
pub async fn pool_reason(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Option<String>, StoreError> {
    let found = prospects::Entity::find_by_id(prospect_id).select_only().column(prospects::Column::PoolReason);
    Ok(found.into_tuple::<Option<String>>().one(db).await?.flatten())
}

/// Qualified files that nobody holds on the territory, is asked to take, or keeps in the pool, oldest first.
///
/// # Errors
/// Those of the store.
pub async fn unasked(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, StoreError> {
    let files = prospects::Entity::find()
        .select_only()
        .column(prospects::Column::Id)
        .filter(prospects::Column::Status.eq(ProspectStatus::Qualified.as_str()))
        .filter(prospects::Column::TerritorialReferentId.is_null())
        .filter(prospects::Column::PoolSince.is_null())
        .filter(prospects::Column::ArchivedAt.is_null())
        .order_by_asc(prospects::Column::Id);
    Ok(files.into_tuple::<Uuid>().all(db).await?)
}

/// An unanswered proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenProposal {
    /// The assignment.
    pub id: Uuid,
    /// The file.
    pub prospect_id: Uuid,
    /// Version of the assignment.
    pub version: i32,
}

/// Unanswered proposals to these référents, on files that are still open, oldest first.
///
/// # Errors
/// Those of the store.
pub async fn proposals_to(db: &impl ConnectionTrait, referent_ids: &[Uuid]) -> Result<Vec<OpenProposal>, StoreError> {
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let rows = assignments::Entity::find()
        .select_only()
        .columns([assignments::Column::Id, assignments::Column::ProspectId, assignments::Column::Version])
        .join(JoinType::InnerJoin, assignments::Relation::Prospect.def())
        .filter(assignments::Column::ReferentId.is_in(referent_ids.iter().copied()))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Proposed.as_str()))
        .filter(prospects::Column::Status.is_in(open))
        .filter(prospects::Column::ArchivedAt.is_null())
        .order_by_asc(assignments::Column::Id)
        .into_tuple::<(Uuid, Uuid, i32)>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, prospect_id, version)| OpenProposal { id, prospect_id, version }).collect())
}
