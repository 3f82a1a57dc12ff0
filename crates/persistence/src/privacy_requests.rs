//! What people ask for about their own data, and every answer that they got.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{PrivacyRequestKind, PrivacyRequestReminder, PrivacyRequestStatus};
use domain::privacy_requests::{Move, NewRequest, due_on, extended_due_on, is_open};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::privacy_request_steps as steps;
use crate::entities::privacy_requests::{ActiveModel, Column, Entity, Model};
use crate::entities::prospects;
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// The step by which the delay became longer; every other one is the state that was entered.
pub const EXTENDED: &str = "extended";

/// A request as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The request.
    pub id: Uuid,
    /// The file that it is about.
    pub prospect_id: Option<Uuid>,
    /// What is asked for.
    pub kind: PrivacyRequestKind,
    /// Code of how it came.
    pub channel: String,
    /// State.
    pub status: PrivacyRequestStatus,
    /// Day on which it came.
    pub received_on: NaiveDate,
    /// Last day to answer.
    pub due_on: NaiveDate,
    /// Day on which the delay was made longer.
    pub extended_on: Option<NaiveDate>,
    /// Day on which it was over.
    pub closed_on: Option<NaiveDate>,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// The last thing that the programme was reminded of.
    pub reminded: Option<PrivacyRequestReminder>,
    /// Who asks.
    pub requester_name: String,
    /// Where the answer goes.
    pub requester_email: Option<String>,
    /// How the person was recognised.
    pub identity_proof: Option<String>,
    /// In the person's words.
    pub details: Option<String>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Version.
    pub version: i32,
}

impl From<Model> for Request {
    fn from(row: Model) -> Self {
        Request {
            id: row.id,
            prospect_id: row.prospect_id,
            kind: PrivacyRequestKind::parse(&row.kind).unwrap_or(PrivacyRequestKind::Access),
            channel: row.channel,
            // The database checks the states.
            status: PrivacyRequestStatus::parse(&row.status).unwrap_or(PrivacyRequestStatus::Received),
            received_on: row.received_on,
            due_on: row.due_on,
            extended_on: row.extended_on,
            closed_on: row.closed_on,
            sort_key: row.sort_key,
            reminded: row.reminded.as_deref().and_then(PrivacyRequestReminder::parse),
            requester_name: row.requester_name,
            requester_email: row.requester_email,
            identity_proof: row.identity_proof,
            details: row.details,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// One thing that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The state that was entered, or [`EXTENDED`].
    pub step: String,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// Who did it.
    pub actor_name: String,
    /// What the person was told.
    pub words: Option<String>,
    /// Whether that left by mail.
    pub mailed: bool,
}

/// Who does something to a request, and what the person is told.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// Who.
    pub actor_name: &'a str,
    /// What the person is told.
    pub words: Option<&'a str>,
    /// Whether it leaves by mail.
    pub mailed: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Which requests.
#[derive(Debug, Clone, Default)]
pub struct RequestFilter {
    /// Those in one of these states; empty is any.
    pub statuses: Vec<PrivacyRequestStatus>,
    /// Those that ask for one of these things; empty is any.
    pub kinds: Vec<PrivacyRequestKind>,
    /// Those about this file.
    pub prospect_id: Option<Uuid>,
    /// Open ones that should have been answered before this day.
    pub late_on: Option<NaiveDate>,
}

fn open_states() -> impl Iterator<Item = &'static str> {
    PrivacyRequestStatus::ALL.iter().filter(|status| is_open(**status)).map(|status| status.as_str())
}

fn filtered(filter: &RequestFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if !filter.kinds.is_empty() {
        select = select.filter(Column::Kind.is_in(filter.kinds.iter().map(|kind| kind.as_str())));
    }
    if let Some(id) = filter.prospect_id {
        select = select.filter(Column::ProspectId.eq(id));
    }
    match filter.late_on {
        Some(today) => select.filter(Column::Status.is_in(open_states())).filter(Column::DueOn.lt(today)),
        None => select,
    }
}

/// The request of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Request>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Request::from))
}

/// Requests by their last day.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &RequestFilter,
    slice: &Slice,
) -> Result<Vec<Request>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortKey, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Request::from).collect())
}

/// How many requests there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &RequestFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// Every request about a file, the newest first.
///
/// # Errors
/// Those of the store.
pub async fn of_file(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Request>, StoreError> {
    let all = filtered(&RequestFilter { prospect_id: Some(prospect_id), ..RequestFilter::default() });
    let rows = all.order_by_desc(Column::ReceivedOn).order_by_desc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Request::from).collect())
}

/// Open requests whose last day is `day` or before.
///
/// # Errors
/// Those of the store.
pub async fn due_by(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<Request>, StoreError> {
    let due = Entity::find().filter(Column::Status.is_in(open_states())).filter(Column::SortKey.lte(day.to_string()));
    let rows = due.order_by_asc(Column::SortKey).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Request::from).collect())
}

/// What happened to these requests, by request and in order.
///
/// # Errors
/// Those of the store.
pub async fn steps_of(
    db: &impl ConnectionTrait,
    requests: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Step>>, StoreError> {
    let rows = steps::Entity::find()
        .filter(steps::Column::RequestId.is_in(requests))
        .order_by_asc(steps::Column::RequestId)
        .order_by_asc(steps::Column::Id)
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<Step>> = HashMap::new();
    for row in rows {
        let step = Step {
            step: row.step,
            happened_at: row.happened_at,
            actor_name: row.actor_name,
            words: row.words,
            mailed: row.mailed,
        };
        all.entry(row.request_id).or_default().push(step);
    }
    Ok(all)
}

/// Numbers and lead names of the files of requests.
///
/// # Errors
/// Those of the store.
pub async fn files_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (String, String)>, StoreError> {
    let rows: Vec<(Uuid, String, String)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number, prospects::Column::LeadName])
        .filter(prospects::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, number, name)| (id, (number, name))).collect())
}

/// Writes a request about a file, or about somebody without one, down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Option<Uuid>,
    new: &NewRequest,
    deed: &Deed<'_>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let due = due_on(new.received_on);
    let row = ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        kind: Set(new.kind.to_string()),
        channel: Set(new.channel.to_string()),
        status: Set(PrivacyRequestStatus::Received.to_string()),
        received_on: Set(new.received_on),
        due_on: Set(due),
        sort_key: Set(due.to_string()),
        extended_on: Set(None),
        closed_on: Set(None),
        reminded: Set(None),
        requester_name: Set(new.requester_name.clone()),
        requester_email: Set(new.requester_email.clone()),
        identity_proof: Set(new.identity_proof.clone()),
        details: Set(new.details.clone()),
        created_at: Set(deed.at),
        updated_at: Set(deed.at),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    note(db, id, PrivacyRequestStatus::Received.as_str(), deed).await?;
    Ok(id)
}

/// Moves a request to another state; what the person was told is kept for good.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    request: &Request,
    asked: &Move,
    deed: &Deed<'_>,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let proof = asked.identity_proof.clone().or_else(|| request.identity_proof.clone());
    let row = ActiveModel {
        status: Set(asked.to.to_string()),
        identity_proof: Set(proof),
        closed_on: Set((!is_open(asked.to)).then_some(today)),
        ..Default::default()
    };
    save(db, request, row, deed.at).await?;
    note(db, request.id, asked.to.as_str(), deed).await
}

/// Gives a request its longer delay.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn extend(
    db: &impl ConnectionTrait,
    request: &Request,
    deed: &Deed<'_>,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let due = extended_due_on(request.received_on);
    let row = ActiveModel {
        due_on: Set(due),
        sort_key: Set(due.to_string()),
        extended_on: Set(Some(today)),
        reminded: Set(None),
        ..Default::default()
    };
    save(db, request, row, deed.at).await?;
    note(db, request.id, EXTENDED, deed).await
}

/// Notes that the programme was reminded.
///
/// # Errors
/// [`StoreError::Stale`] when the request changed meanwhile.
pub async fn note_reminded(
    db: &impl ConnectionTrait,
    request: &Request,
    reminder: PrivacyRequestReminder,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { reminded: Set(Some(reminder.to_string())), updated_at: Set(now), ..Default::default() };
    let own = Entity::update_many().set(row).filter(Column::Id.eq(request.id));
    changed(own.filter(Column::Version.eq(request.version)).exec(db).await?.rows_affected)
}

/// Forgets requests that were over before `day`, with their answers; how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ClosedOn.lt(day)).exec(db).await?.rows_affected)
}

async fn note(db: &impl ConnectionTrait, request_id: Uuid, step: &str, deed: &Deed<'_>) -> Result<(), StoreError> {
    let row = steps::ActiveModel {
        id: Set(Uuid::now_v7()),
        request_id: Set(request_id),
        step: Set(step.to_owned()),
        happened_at: Set(deed.at),
        actor_name: Set(deed.actor_name.to_owned()),
        words: Set(deed.words.map(str::to_owned)),
        mailed: Set(deed.mailed),
    };
    steps::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn save(
    db: &impl ConnectionTrait,
    request: &Request,
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(request.version)), ..change };
    let own = Entity::update_many().set(row).filter(Column::Id.eq(request.id));
    changed(own.filter(Column::Version.eq(request.version)).exec(db).await?.rows_affected)
}
