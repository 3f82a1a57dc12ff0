//! Whom tablets met, and what became of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::{ProspectStatus, StandCaptureStatus, StandLevel};
use domain::stands::{Capture, Met};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::stand_captures::{ActiveModel, Column, Entity, Model};
use crate::entities::{events, members, prospects};
use crate::versions::{changed, next};

/// Files that one person is compared with at most.
const MOST_FILES: u64 = 20;

/// Somebody met, as they are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCapture {
    /// The capture.
    pub id: Uuid,
    /// The event.
    pub event_id: Uuid,
    /// The device.
    pub device_id: Uuid,
    /// State.
    pub status: StandCaptureStatus,
    /// How far they have come.
    pub level: StandLevel,
    /// When, set right.
    pub captured_at: DateTime<Utc>,
    /// How wrong the clock of the device was, in milliseconds.
    pub clock_offset_ms: i64,
    /// Names and contacts; nothing once forgotten.
    pub met: Contact,
    /// What was sent.
    pub payload: Value,
    /// Of whom they may be a double.
    pub matches: Value,
    /// The file that they became or joined.
    pub prospect_id: Option<Uuid>,
    /// Why they were set aside.
    pub reason: Option<String>,
    /// Who decided; nobody when it went by itself.
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was received.
    pub created_at: DateTime<Utc>,
}

/// Names and contacts of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
}

impl Contact {
    /// How they may be recognised.
    #[must_use]
    pub fn met(&self) -> Met {
        let text = |value: &Option<String>| value.clone();
        let (first, last) = (text(&self.first_name), text(&self.last_name));
        Met::new(self.email.as_deref(), self.phone.as_deref(), first.as_deref(), last.as_deref())
    }
}

impl From<Model> for StoredCapture {
    fn from(row: Model) -> Self {
        StoredCapture {
            id: row.id,
            event_id: row.event_id,
            device_id: row.device_id,
            // The database checks the state: what it does not know cannot be there.
            status: StandCaptureStatus::parse(&row.status).unwrap_or(StandCaptureStatus::Rejected),
            level: StandLevel::parse(&row.level).unwrap_or(StandLevel::Visitor),
            captured_at: row.captured_at,
            clock_offset_ms: row.clock_offset_ms,
            met: Contact { first_name: row.first_name, last_name: row.last_name, email: row.email, phone: row.phone },
            payload: row.payload,
            matches: row.matches,
            prospect_id: row.prospect_id,
            reason: row.reason,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// Somebody met, about to be kept.
#[derive(Debug, Clone)]
pub struct NewCapture<'a> {
    /// The event.
    pub event_id: Uuid,
    /// The device.
    pub device_id: Uuid,
    /// Who.
    pub capture: &'a Capture,
    /// What was sent.
    pub payload: Value,
    /// When, set right, and the day of it in the Lot.
    pub captured: (DateTime<Utc>, NaiveDate),
    /// How wrong the clock was, in milliseconds.
    pub clock_offset_ms: i64,
}

/// Keeps somebody, unless the same id of the device is known already. Returns the id of a new one, or what was kept.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: NewCapture<'_>,
    now: DateTime<Utc>,
) -> Result<Result<Uuid, Value>, StoreError> {
    let (id, client_id, event_id) = (Uuid::now_v7(), new.capture.client_id, new.event_id);
    let row = ActiveModel {
        id: Set(id),
        event_id: Set(event_id),
        device_id: Set(new.device_id),
        client_id: Set(client_id),
        status: Set(StandCaptureStatus::Synced.to_string()),
        level: Set(new.capture.level.to_string()),
        captured_at: Set(new.captured.0),
        captured_on: Set(new.captured.1),
        clock_offset_ms: Set(new.clock_offset_ms),
        received_at: Set(now),
        first_name: Set(new.capture.first_name.clone()),
        last_name: Set(new.capture.last_name.clone()),
        email: Set(new.capture.email.as_ref().map(ToString::to_string)),
        phone: Set(new.capture.phone.as_ref().map(ToString::to_string)),
        payload: Set(new.payload),
        matches: Set(Value::Array(vec![])),
        prospect_id: Set(None),
        reason: Set(None),
        decided_by_id: Set(None),
        decided_by_name: Set(None),
        decided_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let known = OnConflict::columns([Column::EventId, Column::ClientId]).do_nothing().to_owned();
    if Entity::insert(row).on_conflict(known).exec_without_returning(db).await? > 0 {
        return Ok(Ok(id));
    }
    let first = Entity::find().filter(Column::EventId.eq(event_id)).filter(Column::ClientId.eq(client_id));
    Ok(Err(first.one(db).await?.map_or(Value::Null, |row| row.payload)))
}

/// One capture of an event.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, event_id: Uuid, id: Uuid) -> Result<Option<StoredCapture>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event_id)).one(db).await?;
    Ok(found.map(StoredCapture::from))
}

/// One capture, whatever its event.
///
/// # Errors
/// Those of the store.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredCapture>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(StoredCapture::from))
}

/// Captures of an event in the order in which they came, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn page_of(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    statuses: &[StandCaptureStatus],
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<StoredCapture>, StoreError> {
    let mut select = Entity::find().filter(Column::EventId.eq(event_id));
    if !statuses.is_empty() {
        select = select.filter(Column::Status.is_in(statuses.iter().map(|status| status.as_str())));
    }
    if let Some((at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::CreatedAt), Expr::col(Column::Id)]);
        select = select.filter(place.gt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    let ordered = select.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).limit(limit);
    Ok(ordered.all(db).await?.into_iter().map(StoredCapture::from).collect())
}

/// How many captures of an event are in each state.
///
/// # Errors
/// Those of the store.
pub async fn counts(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<(StandCaptureStatus, i64)>, StoreError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "captures")
        .filter(Column::EventId.eq(event_id))
        .group_by(Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(status, count)| Some((StandCaptureStatus::parse(&status)?, count))).collect())
}

/// Other people met at the same event who came before or have a file, and were not set aside: those to compare somebody
/// with. Of two who may be one, the later is the question.
///
/// # Errors
/// Those of the store.
pub async fn others(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    id: Uuid,
) -> Result<Vec<(Uuid, Option<Uuid>, Met)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::EventId.eq(event_id))
        .filter(Column::Id.ne(id))
        .filter(Condition::any().add(Column::Id.lt(id)).add(Column::ProspectId.is_not_null()))
        .filter(Column::Status.ne(StandCaptureStatus::Rejected.as_str()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let told = |row: Model| {
        let row = StoredCapture::from(row);
        (row.id, row.prospect_id, row.met.met())
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Members of open files who share a contact or the whole name with somebody, by file.
///
/// # Errors
/// Those of the store.
pub async fn files_like(db: &impl ConnectionTrait, met: &Met) -> Result<Vec<(Uuid, Met)>, StoreError> {
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let mut alike = Condition::any();
    if let Some(email) = &met.email {
        alike = alike.add(members::Column::EmailKey.eq(email.as_str()));
    }
    if let Some(phone) = &met.phone {
        alike = alike.add(members::Column::Phone.eq(phone.as_str()));
    }
    if !met.name.is_empty() {
        alike = alike.add(prospects::Column::SortName.eq(met.name.as_str()));
    }
    if alike.is_empty() {
        return Ok(vec![]);
    }
    type Row = (Uuid, Option<String>, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = members::Entity::find()
        .inner_join(prospects::Entity)
        .select_only()
        .column(members::Column::ProspectId)
        .column(members::Column::EmailKey)
        .column(members::Column::Phone)
        .column(members::Column::FirstName)
        .column(members::Column::LastName)
        .filter(alike)
        .filter(prospects::Column::Status.is_in(open))
        .filter(prospects::Column::ArchivedAt.is_null())
        .order_by_asc(members::Column::ProspectId)
        .limit(MOST_FILES)
        .into_tuple()
        .all(db)
        .await?;
    let told =
        |(id, email, phone, first_name, last_name): Row| (id, Contact { first_name, last_name, email, phone }.met());
    Ok(rows.into_iter().map(told).collect())
}

/// What became of somebody.
#[derive(Debug, Clone, Default)]
pub struct Fate<'a> {
    /// The file.
    pub prospect_id: Option<Uuid>,
    /// Of whom they may be a double; left as it is when empty.
    pub matches: Option<Value>,
    /// Why they were set aside.
    pub reason: Option<String>,
    /// Who decided.
    pub by: Option<(Option<Uuid>, &'a str)>,
}

/// Moves a capture read at its version to another state.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn settle(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    to: StandCaptureStatus,
    fate: Fate<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = ActiveModel {
        status: Set(to.to_string()),
        prospect_id: Set(fate.prospect_id),
        reason: Set(fate.reason),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    if let Some(matches) = fate.matches {
        row.matches = Set(matches);
    }
    if let Some((by_id, by_name)) = fate.by {
        row.decided_by_id = Set(by_id);
        row.decided_by_name = Set(Some(by_name.to_owned()));
        row.decided_at = Set(Some(now));
    }
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

/// Blanks names, contacts and what was told by people met at events whose last day is before `day`; how many. Files
/// and counts stay.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64, StoreError> {
    let over = Query::select()
        .column(events::Column::Id)
        .from(events::Entity)
        .and_where(events::Column::LastOn.lt(day))
        .to_owned();
    let blank = ActiveModel {
        first_name: Set(None),
        last_name: Set(None),
        email: Set(None),
        phone: Set(None),
        payload: Set(Value::Null),
        matches: Set(Value::Array(vec![])),
        ..Default::default()
    };
    let known = Condition::any()
        .add(Column::FirstName.is_not_null())
        .add(Column::LastName.is_not_null())
        .add(Column::Email.is_not_null())
        .add(Column::Phone.is_not_null());
    let done =
        Entity::update_many().set(blank).filter(known).filter(Column::EventId.in_subquery(over)).exec(db).await?;
    Ok(done.rows_affected)
}
