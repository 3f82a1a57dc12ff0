//! Pages of offers.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::EmployerScope;
use domain::codes::{ContractType, JobOfferStatus};
use sea_orm::sea_query::{Expr, ExprTrait, Value};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::JobOffer;
use super::find::within;
use crate::StoreError;
use crate::entities::job_offers::{Column, Entity};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word};

/// Which offers.
#[derive(Debug, Clone, Default)]
pub struct JobOfferFilter {
    /// Words of the title, the employer, the commune or the description; accents and case do not matter.
    pub q: Option<String>,
    /// Those in one of these states; empty is any.
    pub statuses: Vec<JobOfferStatus>,
    /// Those of this employer.
    pub employer_id: Option<Uuid>,
    /// Those of one of these occupations; empty is any.
    pub occupations: Vec<String>,
    /// Those with one of these contracts; empty is any.
    pub contracts: Vec<ContractType>,
    /// Those of one of these intercommunalités or communes; empty is everywhere.
    pub territories: Vec<String>,
    /// Those of this source.
    pub source: Option<String>,
    /// Those that end before this day.
    pub expires_before: Option<NaiveDate>,
    /// Those changed at this instant or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// Archived or not.
    pub archived: Archived,
}

/// What a list is ordered by; `id` always comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Column.
    pub key: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// Columns to order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// When the offer last changed.
    UpdatedAt,
    /// Last day on which it stands; offers without one come after the others.
    ExpiresOn,
    /// Its title, folded.
    Title,
}

impl SortKey {
    fn column(self) -> Column {
        match self {
            SortKey::UpdatedAt => Column::UpdatedAt,
            SortKey::ExpiresOn => Column::ExpiresSort,
            SortKey::Title => Column::SortTitle,
        }
    }

    /// The place of an offer in this order, for the cursor.
    #[must_use]
    pub fn of(self, row: &JobOffer) -> String {
        match self {
            SortKey::UpdatedAt => row.updated_at.to_rfc3339(),
            SortKey::ExpiresOn => super::write::expires_sort(row.expires_on).to_string(),
            SortKey::Title => row.sort_title.clone(),
        }
    }

    fn read(self, text: &str) -> Option<Value> {
        match self {
            SortKey::UpdatedAt => Some(text.parse::<DateTime<Utc>>().ok()?.into()),
            SortKey::ExpiresOn => Some(text.parse::<NaiveDate>().ok()?.into()),
            SortKey::Title => Some(text.into()),
        }
    }
}

/// Offers inside the scope.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &EmployerScope,
    filter: &JobOfferFilter,
    key: SortKey,
    slice: &Slice,
) -> Result<Vec<JobOffer>, StoreError> {
    let order = if slice.descending { Order::Desc } else { Order::Asc };
    let column = key.column();
    let mut select = filtered(scope, filter).order_by(column, order.clone()).order_by(Column::Id, order);
    if let Some((after, id)) = slice.after.as_ref().and_then(|(text, id)| Some((key.read(text)?, *id))) {
        let row = Expr::tuple([Expr::col(column), Expr::col(Column::Id)]);
        let last = Expr::tuple([Expr::val(after), Expr::val(id)]);
        select = select.filter(if slice.descending { row.lt(last) } else { row.gt(last) });
    }
    Ok(select.limit(slice.limit).all(db).await?.into_iter().map(JobOffer::from).collect())
}

/// How many offers there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(
    db: &impl ConnectionTrait,
    scope: &EmployerScope,
    filter: &JobOfferFilter,
) -> Result<u64, StoreError> {
    Ok(filtered(scope, filter).count(db).await?)
}

fn filtered(scope: &EmployerScope, filter: &JobOfferFilter) -> Select<Entity> {
    let mut select = Entity::find().filter(within(scope));
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if let Some(id) = filter.employer_id {
        select = select.filter(Column::EmployerId.eq(id));
    }
    if !filter.occupations.is_empty() {
        select = select.filter(Column::OccupationCode.is_in(filter.occupations.iter().cloned()));
    }
    if !filter.contracts.is_empty() {
        select = select.filter(Column::ContractType.is_in(filter.contracts.iter().map(|code| code.as_str())));
    }
    if !filter.territories.is_empty() {
        let here = Condition::any()
            .add(Column::EpciCode.is_in(filter.territories.iter().cloned()))
            .add(Column::CommuneCode.is_in(filter.territories.iter().cloned()));
        select = select.filter(here);
    }
    if let Some(source) = &filter.source {
        select = select.filter(Column::Source.eq(source.as_str()));
    }
    if let Some(day) = filter.expires_before {
        select = select.filter(Column::ExpiresSort.lt(day));
    }
    if let Some(instant) = filter.updated_since {
        select = select.filter(Column::UpdatedAt.gte(instant));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}
