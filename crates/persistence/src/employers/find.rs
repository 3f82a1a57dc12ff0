//! Looking employers up.

use std::collections::HashMap;

use domain::access::EmployerScope;
use domain::codes::{EmployerKind, MembershipStatus, UserStatus};
use domain::imports::offers::{EmployerBook, KnownEmployer};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use super::Employer;
use crate::StoreError;
use crate::entities::employers::{Column, Entity};
use crate::entities::{employer_networks, role_grants, users};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word, sliced};

/// Which employers.
#[derive(Debug, Clone, Default)]
pub struct EmployerFilter {
    /// Words of the name, the commune, the description or the SIRET; accents and case do not matter.
    pub q: Option<String>,
    /// Those of this kind.
    pub kind: Option<EmployerKind>,
    /// Those of one of these intercommunalités or communes; empty is everywhere.
    pub territories: Vec<String>,
    /// Those of this network.
    pub network: Option<Uuid>,
    /// Those in one of these states of membership; empty is any, and none at all.
    pub memberships: Vec<MembershipStatus>,
    /// Archived or not.
    pub archived: Archived,
}

/// The condition that keeps what a person sees.
fn within(scope: &EmployerScope) -> Condition {
    match scope {
        EmployerScope::All => Condition::all(),
        EmployerScope::Own(ids) => Condition::all().add(Column::Id.is_in(ids.iter().copied())),
    }
}

/// The employer of this id inside the scope, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<Option<Employer>, StoreError> {
    Ok(Entity::find_by_id(id).filter(within(scope)).one(db).await?.map(Employer::from))
}

/// The employer with this SIRET, whoever sees it.
///
/// # Errors
/// Those of the store.
pub async fn find_by_siret(db: &impl ConnectionTrait, siret: &str) -> Result<Option<Employer>, StoreError> {
    Ok(Entity::find().filter(Column::Siret.eq(siret)).one(db).await?.map(Employer::from))
}

/// Employers inside the scope, by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &EmployerScope,
    filter: &EmployerFilter,
    slice: &Slice,
) -> Result<Vec<Employer>, StoreError> {
    let rows = sliced(filtered(scope, filter), Column::SortName, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Employer::from).collect())
}

/// How many employers there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(
    db: &impl ConnectionTrait,
    scope: &EmployerScope,
    filter: &EmployerFilter,
) -> Result<u64, StoreError> {
    Ok(filtered(scope, filter).count(db).await?)
}

fn filtered(scope: &EmployerScope, filter: &EmployerFilter) -> Select<Entity> {
    let mut select = Entity::find().filter(within(scope));
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind.as_str()));
    }
    if !filter.territories.is_empty() {
        let here = Condition::any()
            .add(Column::EpciCode.is_in(filter.territories.iter().cloned()))
            .add(Column::CommuneCode.is_in(filter.territories.iter().cloned()));
        select = select.filter(here);
    }
    if let Some(network) = filter.network {
        let members = Query::select()
            .column(employer_networks::Column::EmployerId)
            .from(employer_networks::Entity)
            .and_where(Expr::col(employer_networks::Column::PartnerId).eq(network))
            .to_owned();
        select = select.filter(Column::Id.in_subquery(members));
    }
    if !filter.memberships.is_empty() {
        select = select.filter(Column::MembershipStatus.is_in(filter.memberships.iter().map(|state| state.as_str())));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// Every employer, archived ones too, as an import of offers finds it.
///
/// # Errors
/// Those of the store.
pub async fn book(db: &impl ConnectionTrait) -> Result<EmployerBook<Uuid>, StoreError> {
    let columns = [Column::Id, Column::Siret, Column::Name, Column::MembershipStatus];
    let select = Entity::find().select_only().columns(columns).order_by_asc(Column::Id);
    let rows: Vec<(Uuid, String, String, Option<String>)> = select.into_tuple().all(db).await?;
    Ok(EmployerBook::new(rows.into_iter().map(|(key, siret, name, status)| KnownEmployer {
        key,
        siret,
        name,
        membership: status.as_deref().and_then(MembershipStatus::parse),
    })))
}

/// Numbers of employers by id.
///
/// # Errors
/// Those of the store.
pub async fn sirets(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let select = Entity::find().select_only().columns([Column::Id, Column::Siret]).filter(Column::Id.is_in(ids));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Names of employers by id.
///
/// # Errors
/// Those of the store.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::Id.is_in(ids));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// The networks of each of these employers.
///
/// # Errors
/// Those of the store.
pub async fn networks_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Uuid>>, StoreError> {
    let rows =
        employer_networks::Entity::find().filter(employer_networks::Column::EmployerId.is_in(ids)).all(db).await?;
    let mut networks: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in rows {
        networks.entry(row.employer_id).or_default().push(row.partner_id);
    }
    for own in networks.values_mut() {
        own.sort_unstable();
    }
    Ok(networks)
}

/// Where to write to an employer: its active accounts, or the first person to ask when it has none.
///
/// # Errors
/// Those of the store.
pub async fn mailboxes(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<String>, StoreError> {
    let holders = role_grants::Entity::find()
        .select_only()
        .column(role_grants::Column::UserId)
        .filter(role_grants::Column::EmployerId.eq(id));
    let accounts: Vec<String> = users::Entity::find()
        .select_only()
        .column(users::Column::Email)
        .filter(users::Column::Id.in_subquery(holders.into_query()))
        .filter(users::Column::Status.eq(UserStatus::Active.as_str()))
        .order_by_asc(users::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    if !accounts.is_empty() {
        return Ok(accounts);
    }
    let people = super::contacts::list(db, id).await?;
    Ok(people.into_iter().filter_map(|person| person.email).take(1).collect())
}
