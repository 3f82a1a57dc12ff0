//! Looking campaigns up, and the campaigns that files name without any being declared.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::campaigns::Phase;
use domain::codes::{CampaignStatus, ProspectStatus};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::{Campaign, phase_of};
use crate::StoreError;
use crate::entities::campaigns::{Column, Entity, Model};
use crate::entities::{campaign_phases, prospects};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word, sliced};

/// Names without a campaign that are told at once.
const MOST_UNDECLARED: u64 = 200;

/// Which campaigns.
#[derive(Debug, Clone, Default)]
pub struct CampaignFilter {
    /// Words of the name, the code, the goal or a phase; accents and case do not matter.
    pub q: Option<String>,
    /// Those in one of these states; empty is any.
    pub statuses: Vec<CampaignStatus>,
    /// Archived or not.
    pub archived: Archived,
}

/// The campaign of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Campaign>, StoreError> {
    one(db, Entity::find_by_id(id)).await
}

/// The campaign that files name by this code.
///
/// # Errors
/// Those of the store.
pub async fn find_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Campaign>, StoreError> {
    one(db, Entity::find().filter(Column::Code.eq(code))).await
}

/// The campaign of which this is a phase.
///
/// # Errors
/// Those of the store.
pub async fn find_by_phase(db: &impl ConnectionTrait, phase_id: Uuid) -> Result<Option<Campaign>, StoreError> {
    let own = Query::select()
        .column(campaign_phases::Column::CampaignId)
        .from(campaign_phases::Entity)
        .and_where(campaign_phases::Column::Id.eq(phase_id))
        .take();
    one(db, Entity::find().filter(Column::Id.in_subquery(own))).await
}

async fn one(db: &impl ConnectionTrait, query: Select<Entity>) -> Result<Option<Campaign>, StoreError> {
    let row = query.one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// Campaigns by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &CampaignFilter,
    slice: &Slice,
) -> Result<Vec<Campaign>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortLabel, Column::Id, slice).all(db).await?;
    complete(db, rows).await
}

/// How many campaigns there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &CampaignFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

fn filtered(filter: &CampaignFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// Campaigns with their phases: one query for all of them.
async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Campaign>, StoreError> {
    use campaign_phases::Column as PhaseColumn;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let mut phases: HashMap<Uuid, Vec<Phase>> = HashMap::new();
    let found = campaign_phases::Entity::find()
        .filter(PhaseColumn::CampaignId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(PhaseColumn::Place)
        .order_by_asc(PhaseColumn::Id)
        .all(db)
        .await?;
    for row in found {
        phases.entry(row.campaign_id).or_default().push(phase_of(row));
    }
    Ok(rows
        .into_iter()
        .map(|row| (phases.remove(&row.id).unwrap_or_default(), row))
        .map(|(phases, row)| Campaign::of(row, phases))
        .collect())
}

/// A campaign that files name and that nobody declared.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Undeclared {
    /// How files name it.
    pub code: String,
    /// How many do.
    pub files: i64,
    /// When the first of them was opened.
    pub first_at: DateTime<Utc>,
    /// When the last of them was.
    pub last_at: DateTime<Utc>,
}

/// The campaigns that files name and that nobody declared, by their names; merged files count with those they joined.
///
/// # Errors
/// Those of the store.
pub async fn undeclared(db: &impl ConnectionTrait) -> Result<Vec<Undeclared>, StoreError> {
    let declared = Query::select().column(Column::Code).from(Entity).take();
    let file = |column| Expr::col((prospects::Entity, column));
    Ok(prospects::Entity::find()
        .select_only()
        .expr_as(file(prospects::Column::Campaign), "code")
        .expr_as(Func::count(Expr::cust("*")), "files")
        .expr_as(Func::min(file(prospects::Column::CreatedAt)), "first_at")
        .expr_as(Func::max(file(prospects::Column::CreatedAt)), "last_at")
        .filter(prospects::Column::Campaign.is_not_null())
        .filter(file(prospects::Column::Campaign).not_in_subquery(declared))
        .filter(prospects::Column::Status.ne(ProspectStatus::Merged.as_str()))
        .group_by(prospects::Column::Campaign)
        .order_by_asc(prospects::Column::Campaign)
        .limit(MOST_UNDECLARED)
        .into_model()
        .all(db)
        .await?)
}
