//! Looking ambassadors up.

use std::collections::{BTreeSet, HashMap};

use domain::codes::{AmbassadorCommitment, AmbassadorInterest, AmbassadorKind, AmbassadorStatus, Language};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::{Ambassador, COMMITMENT, INTEREST, KIND, LANGUAGE, Tags};
use crate::StoreError;
use crate::entities::ambassador_tags as tags;
use crate::entities::ambassadors::{Column, Entity, Model};
use crate::slice::{Slice, every_word, sliced};

/// Which ambassadors.
#[derive(Debug, Clone, Default)]
pub struct AmbassadorFilter {
    /// Words of the name, the address, the town or the commune; accents and case do not matter.
    pub q: Option<String>,
    /// Those in one of these states; empty is any.
    pub statuses: Vec<AmbassadorStatus>,
    /// Those of one of these kinds; empty is any.
    pub kinds: Vec<AmbassadorKind>,
    /// Those ready for one of these; empty is any.
    pub commitments: Vec<AmbassadorCommitment>,
    /// Those interested in one of these; empty is any.
    pub interests: Vec<AmbassadorInterest>,
    /// Those who speak one of these; empty is any.
    pub languages: Vec<Language>,
    /// Those of these communes or intercommunalités; empty is any.
    pub territories: Vec<String>,
    /// Those who live in the Lot, or those who do not.
    pub is_diaspora: Option<bool>,
}

/// Those of the territories that somebody sees; `None` is everywhere.
fn visible(territories: Option<&BTreeSet<String>>) -> Condition {
    let Some(codes) = territories else { return Condition::all() };
    within(codes.iter().cloned())
}

fn within(codes: impl IntoIterator<Item = String> + Clone) -> Condition {
    Condition::any()
        .add(Column::EpciCode.is_in(codes.clone()))
        .add(Condition::all().add(Column::IsDiaspora.eq(false)).add(Column::CommuneCode.is_in(codes)))
}

/// The ambassador of this id, when they are of these territories.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    territories: Option<&BTreeSet<String>>,
    id: Uuid,
) -> Result<Option<Ambassador>, StoreError> {
    let row = Entity::find_by_id(id).filter(visible(territories)).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// The ambassador who is listed under this address.
///
/// # Errors
/// Those of the store.
pub async fn find_listed(db: &impl ConnectionTrait, email: &str) -> Result<Option<Ambassador>, StoreError> {
    let row = Entity::find().filter(Column::EmailKey.eq(email)).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// Ambassadors by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    territories: Option<&BTreeSet<String>>,
    filter: &AmbassadorFilter,
    slice: &Slice,
) -> Result<Vec<Ambassador>, StoreError> {
    let rows = sliced(filtered(territories, filter), Column::SortName, Column::Id, slice).all(db).await?;
    complete(db, rows).await
}

/// How many there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(
    db: &impl ConnectionTrait,
    territories: Option<&BTreeSet<String>>,
    filter: &AmbassadorFilter,
) -> Result<u64, StoreError> {
    Ok(filtered(territories, filter).count(db).await?)
}

/// Those whose portrait the public sees: active, and they agreed to it.
///
/// # Errors
/// Those of the store.
pub async fn portraits(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Ambassador>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Status.eq(AmbassadorStatus::Active.as_str()))
        .filter(Column::ImageVersion.is_not_null())
        .filter(Column::Portrait.is_not_null())
        .order_by_asc(Column::SortName)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    complete(db, rows).await
}

fn filtered(territories: Option<&BTreeSet<String>>, filter: &AmbassadorFilter) -> Select<Entity> {
    let mut select = Entity::find().filter(visible(territories));
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if let Some(away) = filter.is_diaspora {
        select = select.filter(Column::IsDiaspora.eq(away));
    }
    if !filter.territories.is_empty() {
        select = select.filter(within(filter.territories.clone()));
    }
    let lists = [
        (KIND, filter.kinds.iter().map(|code| code.as_str()).collect::<Vec<_>>()),
        (COMMITMENT, filter.commitments.iter().map(|code| code.as_str()).collect()),
        (INTEREST, filter.interests.iter().map(|code| code.as_str()).collect()),
        (LANGUAGE, filter.languages.iter().map(|code| code.as_str()).collect()),
    ];
    lists.into_iter().filter(|(_, codes)| !codes.is_empty()).fold(select, |select, (kind, codes)| {
        let tagged = Query::select()
            .column(tags::Column::AmbassadorId)
            .from(tags::Entity)
            .and_where(Expr::col(tags::Column::Kind).eq(kind))
            .and_where(Expr::col(tags::Column::Code).is_in(codes))
            .take();
        select.filter(Column::Id.in_subquery(tagged))
    })
}

/// Ambassadors with their lists of codes: one query for all of them.
pub(crate) async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Ambassador>, StoreError> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let found = tags::Entity::find()
        .filter(tags::Column::AmbassadorId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(tags::Column::Rank)
        .all(db)
        .await?;
    let mut lists: HashMap<Uuid, Tags> = HashMap::new();
    for tag in found {
        if let Some(list) = lists.entry(tag.ambassador_id).or_default().of_kind(&tag.kind) {
            list.push(tag.code);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| (lists.remove(&row.id).unwrap_or_default(), row))
        .map(|(t, r)| Ambassador::of(r, t))
        .collect())
}
