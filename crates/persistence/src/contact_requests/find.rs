//! Reading requests: every read by staff takes the scope of its reader.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::ContactRequestStatus;
use domain::text::fold;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::contact_requests::{Column, Entity, Model};
use crate::entities::{prospects, users};

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactRequest {
    /// Id.
    pub id: Uuid,
    /// Reference.
    pub reference: String,
    /// State as written down; one past its time may still be written `pending`.
    pub status: ContactRequestStatus,
    /// The form as it was sent.
    pub payload: Value,
    /// First name of the person who asks.
    pub first_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// EPCI of the first wished territory.
    pub epci_code: Option<String>,
    /// Campaign that led here.
    pub campaign: Option<String>,
    /// Touchpoint that led here.
    pub touchpoint_id: Option<Uuid>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Name of the person who confirmed it by call.
    pub confirmed_by_name: Option<String>,
    /// The file it became or joined.
    pub prospect_id: Option<Uuid>,
    /// Number of that file.
    pub prospect_number: Option<String>,
    /// Version.
    pub version: i32,
    /// When it was kept.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// States wanted; empty is all.
    pub status: Vec<ContactRequestStatus>,
    /// Words of the name, address or reference.
    pub q: Option<String>,
    /// Only those received at this instant or later.
    pub received_from: Option<DateTime<Utc>>,
    /// Now: pending requests past their time count as expired.
    pub now: DateTime<Utc>,
}

/// One request inside the scope; `locked` holds its row until the end of the transaction.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    id: Uuid,
    locked: bool,
) -> Result<Option<ContactRequest>, StoreError> {
    let query = Entity::find_by_id(id).filter(visible(scope)).filter(known());
    let query = if locked { query.lock_exclusive() } else { query };
    one(db, query).await
}

/// The request of a mailed token, its row held until the end of the transaction.
///
/// # Errors
/// Those of the store.
pub async fn find_by_token(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<ContactRequest>, StoreError> {
    one(db, Entity::find().filter(Column::TokenHash.eq(token_hash)).lock_exclusive()).await
}

async fn one(db: &impl ConnectionTrait, query: Select<Entity>) -> Result<Option<ContactRequest>, StoreError> {
    let Some(row) = query.one(db).await? else { return Ok(None) };
    Ok(complete(db, vec![row]).await?.pop())
}

/// Requests inside the scope, newest first, after the one received at `after.0` with the id `after.1`.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    filter: &Filter,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<ContactRequest>, StoreError> {
    let mut query = matching(scope, filter);
    if let Some((received_at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::ReceivedAt), Expr::col(Column::Id)]);
        query = query.filter(place.lt(Expr::tuple([Expr::val(received_at), Expr::val(id)])));
    }
    let rows = query.order_by_desc(Column::ReceivedAt).order_by_desc(Column::Id).limit(limit).all(db).await?;
    complete(db, rows).await
}

/// How many requests [`list`] gives in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, scope: &ProspectScope, filter: &Filter) -> Result<u64, StoreError> {
    Ok(matching(scope, filter).count(db).await?)
}

fn matching(scope: &ProspectScope, filter: &Filter) -> Select<Entity> {
    let mut query = Entity::find().filter(visible(scope)).filter(known());
    if !filter.status.is_empty() {
        query =
            query.filter(filter.status.iter().fold(Condition::any(), |any, status| any.add(is(*status, filter.now))));
    }
    for word in filter.q.as_deref().map(fold).unwrap_or_default().split_whitespace() {
        query = query.filter(Column::Folded.like(LikeExpr::new(format!("%{word}%"))));
    }
    match filter.received_from {
        Some(from) => query.filter(Column::ReceivedAt.gte(from)),
        None => query,
    }
}

fn is(status: ContactRequestStatus, now: DateTime<Utc>) -> Condition {
    let written = |status: ContactRequestStatus| Column::Status.eq(status.as_str());
    let overdue = || Condition::all().add(written(ContactRequestStatus::Pending)).add(Column::ExpiresAt.lte(now));
    match status {
        ContactRequestStatus::Pending => Condition::all().add(written(status)).add(Column::ExpiresAt.gt(now)),
        ContactRequestStatus::Confirmed => Condition::all().add(written(status)),
        ContactRequestStatus::Expired => Condition::any().add(written(status)).add(overdue()),
    }
}

/// What somebody asked who was erased since is no longer shown: nothing is left of it but that it was.
fn known() -> Expr {
    Column::FirstName.ne("")
}

/// A référent sees the requests whose first wished territory lies in one of their zones, whatever the project.
pub(crate) fn visible(scope: &ProspectScope) -> Condition {
    let ProspectScope::Own { zones, .. } = scope else { return Condition::all() };
    // Begins false: without a zone nothing is seen.
    zones.iter().fold(Condition::any().add(Expr::val(1).eq(0)), |seen, zone| match &zone.territories {
        None => seen.add(Expr::val(1).eq(1)),
        Some(codes) => seen
            .add(Column::EpciCode.is_in(codes.iter().map(String::as_str)))
            .add(Column::FirstWishCode.is_in(codes.iter().map(String::as_str))),
    })
}

/// Adds the number of the file and the name of who confirmed, in two queries for the whole page.
async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<ContactRequest>, StoreError> {
    let files: Vec<Uuid> = rows.iter().filter_map(|row| row.prospect_id).collect();
    let people: Vec<Uuid> = rows.iter().filter_map(|row| row.confirmed_by).collect();
    let mut numbers = HashMap::new();
    if !files.is_empty() {
        let found: Vec<(Uuid, String)> = prospects::Entity::find()
            .select_only()
            .columns([prospects::Column::Id, prospects::Column::Number])
            .filter(prospects::Column::Id.is_in(files))
            .into_tuple()
            .all(db)
            .await?;
        numbers.extend(found);
    }
    let mut names = HashMap::new();
    if !people.is_empty() {
        let found: Vec<(Uuid, String, String)> = users::Entity::find()
            .select_only()
            .columns([users::Column::Id, users::Column::FirstName, users::Column::LastName])
            .filter(users::Column::Id.is_in(people))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(found.into_iter().map(|(id, first, last)| (id, format!("{first} {last}"))));
    }
    Ok(rows.into_iter().map(|row| of_row(row, &numbers, &names)).collect())
}

fn of_row(row: Model, numbers: &HashMap<Uuid, String>, names: &HashMap<Uuid, String>) -> ContactRequest {
    ContactRequest {
        id: row.id,
        reference: row.reference,
        // The database checks the states, so that another one cannot stand there.
        status: ContactRequestStatus::parse(&row.status).unwrap_or(ContactRequestStatus::Expired),
        payload: row.payload,
        first_name: row.first_name,
        email: row.email,
        phone: row.phone,
        epci_code: row.epci_code,
        campaign: row.campaign,
        touchpoint_id: row.touchpoint_id,
        received_at: row.received_at,
        expires_at: row.expires_at,
        confirmed_at: row.confirmed_at,
        confirmed_by_name: row.confirmed_by.and_then(|id| names.get(&id).cloned()),
        prospect_number: row.prospect_id.and_then(|id| numbers.get(&id).cloned()),
        prospect_id: row.prospect_id,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
