//! The points where campaigns meet people, and how often their printed codes are followed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::{KnownTouchpoint, PublicCode, TouchpointFacts, is_live};
use domain::codes::CampaignStatus;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::touchpoints::{ActiveModel, Column, Entity, Model};
use crate::entities::{campaigns, touchpoint_visits};
use crate::prospects::Archived;
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// A touchpoint as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touchpoint {
    /// The touchpoint.
    pub id: Uuid,
    /// Its campaign.
    pub campaign_id: Uuid,
    /// The phase that it belongs to.
    pub phase_id: Option<Uuid>,
    /// The event at which it stands.
    pub event_id: Option<Uuid>,
    /// The code that is printed.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Key by which lists are ordered.
    pub sort_label: String,
    /// Code of the kind.
    pub kind: String,
    /// Commune.
    pub commune_code: Option<String>,
    /// Where it is, in words.
    pub place: Option<String>,
    /// What people are invited to do there.
    pub call_to_action: Option<String>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Touchpoint {
    fn from(row: Model) -> Self {
        Touchpoint {
            id: row.id,
            campaign_id: row.campaign_id,
            phase_id: row.phase_id,
            event_id: row.event_id,
            code: row.code,
            label: row.label,
            sort_label: row.sort_label,
            kind: row.kind,
            commune_code: row.commune_code,
            place: row.venue,
            call_to_action: row.call_to_action,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Which touchpoints.
#[derive(Debug, Clone, Default)]
pub struct TouchpointFilter {
    /// Those of this campaign.
    pub campaign_id: Option<Uuid>,
    /// Archived or not.
    pub archived: Archived,
}

/// The touchpoint of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Touchpoint>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Touchpoint::from))
}

/// Touchpoints by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &TouchpointFilter,
    slice: &Slice,
) -> Result<Vec<Touchpoint>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortLabel, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Touchpoint::from).collect())
}

/// How many touchpoints there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &TouchpointFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

fn filtered(filter: &TouchpointFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(id) = filter.campaign_id {
        select = select.filter(Column::CampaignId.eq(id));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// A touchpoint with the code of its campaign, put away or not: what was printed goes on telling where people come from.
///
/// # Errors
/// Those of the store.
pub async fn known(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<KnownTouchpoint>, StoreError> {
    told(db, Entity::find_by_id(id)).await
}

/// The same by the printed code.
///
/// # Errors
/// Those of the store.
pub async fn known_by_code(
    db: &impl ConnectionTrait,
    code: &PublicCode,
) -> Result<Option<KnownTouchpoint>, StoreError> {
    told(db, Entity::find().filter(Column::Code.eq(code.to_string()))).await
}

async fn told(db: &impl ConnectionTrait, query: Select<Entity>) -> Result<Option<KnownTouchpoint>, StoreError> {
    let Some(row) = query.one(db).await? else { return Ok(None) };
    let campaign = campaigns::Entity::find_by_id(row.campaign_id).one(db).await?;
    Ok(campaign.map(|campaign| KnownTouchpoint { id: row.id, campaign: campaign.code, event_id: row.event_id }))
}

/// The touchpoint of a printed code, when its campaign runs and neither was put away.
///
/// # Errors
/// Those of the store.
pub async fn live(db: &impl ConnectionTrait, code: &PublicCode) -> Result<Option<KnownTouchpoint>, StoreError> {
    let Some(row) = Entity::find().filter(Column::Code.eq(code.to_string())).one(db).await? else { return Ok(None) };
    let Some(campaign) = campaigns::Entity::find_by_id(row.campaign_id).one(db).await? else { return Ok(None) };
    let put_away = row.archived_at.is_some() || campaign.archived_at.is_some();
    let lives = CampaignStatus::parse(&campaign.status).is_some_and(|status| is_live(status, put_away));
    Ok(lives.then_some(KnownTouchpoint { id: row.id, campaign: campaign.code, event_id: row.event_id }))
}

/// Whether a printed code is taken.
///
/// # Errors
/// Those of the store.
pub async fn is_taken(db: &impl ConnectionTrait, code: &PublicCode) -> Result<bool, StoreError> {
    Ok(Entity::find().filter(Column::Code.eq(code.to_string())).count(db).await? > 0)
}

/// Phases, of those of a campaign, that a touchpoint belongs to.
///
/// # Errors
/// Those of the store.
pub async fn phases_in_use(db: &impl ConnectionTrait, campaign_id: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let own = Entity::find().filter(Column::CampaignId.eq(campaign_id)).filter(Column::PhaseId.is_not_null());
    Ok(own.select_only().column(Column::PhaseId).distinct().into_tuple().all(db).await?)
}

fn facts_of(facts: &TouchpointFacts) -> ActiveModel {
    ActiveModel {
        phase_id: Set(facts.phase_id),
        event_id: Set(facts.event_id),
        label: Set(facts.label.clone()),
        sort_label: Set(facts.sort_label()),
        kind: Set(facts.kind.to_string()),
        commune_code: Set(facts.commune_code.clone()),
        venue: Set(facts.place.clone()),
        call_to_action: Set(facts.call_to_action.clone()),
        ..Default::default()
    }
}

/// Adds a touchpoint to a campaign.
///
/// # Errors
/// [`StoreError::Constraint`] when the code is taken.
pub async fn insert(
    db: &impl ConnectionTrait,
    (campaign_id, code): (Uuid, &PublicCode),
    facts: &TouchpointFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        campaign_id: Set(campaign_id),
        code: Set(code.to_string()),
        archived_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of a touchpoint read at `version`; its campaign and its code stay.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &TouchpointFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(facts), now).await
}

/// Archives a touchpoint read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
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

/// Counts `more` visits of a touchpoint on a day.
///
/// # Errors
/// Those of the store.
pub async fn note_visits(
    db: &impl ConnectionTrait,
    touchpoint_id: Uuid,
    day: NaiveDate,
    more: i64,
) -> Result<(), StoreError> {
    use touchpoint_visits::{ActiveModel, Column, Entity};
    let so_many_more = Expr::col((Entity, Column::Visits)).add(more);
    let known = OnConflict::columns([Column::TouchpointId, Column::Day]).value(Column::Visits, so_many_more).to_owned();
    let first = ActiveModel { touchpoint_id: Set(touchpoint_id), day: Set(day), visits: Set(more) };
    Entity::insert(first).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// Visits of these touchpoints, all days together.
///
/// # Errors
/// Those of the store.
pub async fn visits_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i64>, StoreError> {
    use touchpoint_visits::{Column, Entity};
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::TouchpointId)
        .expr_as(Func::sum(Expr::col(Column::Visits)).cast_as("bigint"), "visits")
        .filter(Column::TouchpointId.is_in(ids))
        .group_by(Column::TouchpointId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
