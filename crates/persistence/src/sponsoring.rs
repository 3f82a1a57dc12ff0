//! Ambassadors proposed as sponsors of households.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::ambassadors::sponsoring::{Agreement, Candidate, Proposal, is_open};
use domain::codes::{AmbassadorInterest, AmbassadorStatus, FamilyStage, Language, SponsoringStatus};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::ambassadors::{Ambassador, complete};
use crate::entities::sponsoring_proposals::{ActiveModel, Column, Entity, Model};
use crate::entities::{StringList, ambassadors};
use crate::versions::{changed, next};

/// A proposal as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sponsoring {
    /// The proposal.
    pub id: Uuid,
    /// The household's file.
    pub prospect_id: Uuid,
    /// The ambassador.
    pub ambassador_id: Uuid,
    /// State.
    pub status: SponsoringStatus,
    /// Place among those that were computed together, from 1.
    pub rank: i32,
    /// Codes of why.
    pub reasons: Vec<String>,
    /// Code of how the household's agreement was collected.
    pub agreement_channel: String,
    /// What proves it.
    pub agreement_proof: Option<String>,
    /// When it was recorded.
    pub agreed_at: DateTime<Utc>,
    /// Who asked for it.
    pub author_name: String,
    /// When the ambassador was asked.
    pub sent_at: Option<DateTime<Utc>>,
    /// When they answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

impl From<Model> for Sponsoring {
    fn from(row: Model) -> Self {
        Sponsoring {
            id: row.id,
            prospect_id: row.prospect_id,
            ambassador_id: row.ambassador_id,
            // The database checks the state: what it does not know cannot be there.
            status: SponsoringStatus::parse(&row.status).unwrap_or(SponsoringStatus::Withdrawn),
            rank: row.rank,
            reasons: row.reasons.0,
            agreement_channel: row.agreement_channel,
            agreement_proof: row.agreement_proof,
            agreed_at: row.agreed_at,
            author_name: row.author_name,
            sent_at: row.sent_at,
            answered_at: row.answered_at,
            version: row.version,
        }
    }
}

/// The states in which a proposal fills a place.
fn open() -> impl Iterator<Item = &'static str> {
    SponsoringStatus::ALL.iter().filter(|status| is_open(**status)).map(|status| status.as_str())
}

/// Everybody who is ready to sponsor, as the household `prospect_id` would find them.
///
/// # Errors
/// Those of the store.
pub async fn candidates(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Candidate>, StoreError> {
    let rows = ambassadors::Entity::find()
        .filter(ambassadors::Column::Status.eq(AmbassadorStatus::Active.as_str()))
        .filter(ambassadors::Column::SponsoringCapacity.gt(0))
        .order_by_asc(ambassadors::Column::Id)
        .all(db)
        .await?;
    let loads: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::AmbassadorId)
        .column_as(Column::Id.count(), "load")
        .filter(Column::Status.is_in(open()))
        .group_by(Column::AmbassadorId)
        .into_tuple()
        .all(db)
        .await?;
    let loads: HashMap<Uuid, i64> = loads.into_iter().collect();
    let known = of_prospect(db, prospect_id).await?;
    // A proposal that nobody was told of may be computed again.
    let known = known.iter().filter(|one| one.status != SponsoringStatus::Proposed).map(|one| one.ambassador_id);
    let known: HashSet<Uuid> = known.collect();
    let candidate = |who: Ambassador| Candidate {
        load: loads.get(&who.id).map_or(0, |load| i32::try_from(*load).unwrap_or(i32::MAX)),
        known_here: known.contains(&who.id),
        id: who.id,
        status: who.status,
        capacity: who.sponsoring_capacity,
        commune_code: who.commune_code,
        epci_code: who.epci_code,
        stage: who.family_stage.as_deref().and_then(FamilyStage::parse),
        languages: who.languages.iter().filter_map(|code| Language::parse(code)).collect(),
        origin: who.origin,
        interests: who.interests.iter().filter_map(|code| AmbassadorInterest::parse(code)).collect(),
    };
    Ok(complete(db, rows).await?.into_iter().map(candidate).collect())
}

/// The proposals of a household in the order of their computation.
///
/// # Errors
/// Those of the store.
pub async fn of_prospect(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Sponsoring>, StoreError> {
    let own = Entity::find().filter(Column::ProspectId.eq(prospect_id));
    let rows = own.order_by_asc(Column::CreatedAt).order_by_asc(Column::Rank).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Sponsoring::from).collect())
}

/// The proposals that an ambassador was told of, the last first.
///
/// # Errors
/// Those of the store.
pub async fn of_ambassador(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<Vec<Sponsoring>, StoreError> {
    let own = Entity::find().filter(Column::AmbassadorId.eq(ambassador_id)).filter(Column::SentAt.is_not_null());
    let rows = own.order_by_desc(Column::SentAt).order_by_desc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Sponsoring::from).collect())
}

/// One proposal.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Sponsoring>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Sponsoring::from))
}

/// Families that an ambassador sponsors or was asked to.
///
/// # Errors
/// Those of the store.
pub async fn load(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<u64, StoreError> {
    let own = Entity::find().filter(Column::AmbassadorId.eq(ambassador_id)).filter(Column::Status.is_in(open()));
    Ok(own.count(db).await?)
}

/// Households that an ambassador sponsors, or sponsored.
///
/// # Errors
/// Those of the store.
pub async fn accepted_by(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::AmbassadorId.eq(ambassador_id)).filter(accepted()).count(db).await?)
}

/// How many households have, or had, a sponsor.
///
/// # Errors
/// Those of the store.
pub async fn count_accepted(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(accepted()).count(db).await?)
}

fn accepted() -> sea_orm::sea_query::Expr {
    Column::Status.is_in([SponsoringStatus::Accepted, SponsoringStatus::Ended].map(SponsoringStatus::as_str))
}

/// Replaces the proposals of a household that nobody was told of.
///
/// # Errors
/// Those of the store.
pub async fn replace(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    proposals: &[Proposal],
    (agreement, author_name): (&Agreement, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let untold = Entity::delete_many()
        .filter(Column::ProspectId.eq(prospect_id))
        .filter(Column::Status.eq(SponsoringStatus::Proposed.as_str()));
    untold.exec(db).await?;
    if proposals.is_empty() {
        return Ok(());
    }
    let rows = (1..).zip(proposals).map(|(rank, one)| ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(prospect_id),
        ambassador_id: Set(one.id),
        open_for_prospect_id: Set(None),
        status: Set(SponsoringStatus::Proposed.to_string()),
        rank: Set(rank),
        reasons: Set(StringList(one.reasons.iter().map(|reason| reason.to_string()).collect())),
        agreement_channel: Set(agreement.channel.to_string()),
        agreement_proof: Set(agreement.proof.clone()),
        agreed_at: Set(now),
        author_name: Set(author_name.to_owned()),
        sent_at: Set(None),
        answered_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    });
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Moves a proposal to another state.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, [`StoreError::Constraint`] when the household has another sponsor.
pub async fn change(
    db: &impl ConnectionTrait,
    one: &Sponsoring,
    to: SponsoringStatus,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let answered = matches!(to, SponsoringStatus::Accepted | SponsoringStatus::Refused);
    let row = ActiveModel {
        status: Set(to.to_string()),
        open_for_prospect_id: Set(is_open(to).then_some(one.prospect_id)),
        sent_at: Set(if to == SponsoringStatus::Sent { Some(now) } else { one.sent_at }),
        answered_at: Set(if answered { Some(now) } else { one.answered_at }),
        updated_at: Set(now),
        version: Set(next(one.version)),
        ..Default::default()
    };
    let mine = Entity::update_many().set(row).filter(Column::Id.eq(one.id)).filter(Column::Version.eq(one.version));
    changed(mine.exec(db).await?.rows_affected)
}
