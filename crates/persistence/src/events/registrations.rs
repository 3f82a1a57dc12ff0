//! Who comes to an event or to one of its sessions.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::EventRegistrationStatus::{self, Cancelled, Waitlisted};
use domain::events::registrations::{RegistrationFacts, Waiting, means_to_come, takes_places};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::event_registrations::{ActiveModel, Column, Entity, Model};
use crate::entities::events;
use crate::versions::{changed, next};

/// What somebody registers for: a session, or without one the event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    /// The event.
    pub event_id: Uuid,
    /// The session.
    pub session_id: Option<Uuid>,
}

/// A registration as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The registration.
    pub id: Uuid,
    /// What for.
    pub target: Target,
    /// State.
    pub status: EventRegistrationStatus,
    /// First name; blank once forgotten.
    pub first_name: String,
    /// Address; blank once forgotten.
    pub email: String,
    /// How many people they bring along.
    pub guests: i32,
    /// Places they take.
    pub seats: i32,
    /// `public` or `staff`.
    pub source: String,
    /// When the address was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Until when the place is held as long as it is not.
    pub held_until: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

impl From<Model> for Registration {
    fn from(row: Model) -> Self {
        Registration {
            id: row.id,
            target: Target { event_id: row.event_id, session_id: row.session_id },
            // The database checks the state: what it does not know cannot be there.
            status: EventRegistrationStatus::parse(&row.status).unwrap_or(Cancelled),
            first_name: row.first_name,
            email: row.email,
            guests: row.guests,
            seats: row.seats,
            source: row.source,
            confirmed_at: row.confirmed_at,
            held_until: row.held_until,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

fn of(target: Target) -> Select<Entity> {
    let own = Entity::find().filter(Column::EventId.eq(target.event_id));
    match target.session_id {
        Some(id) => own.filter(Column::SessionId.eq(id)),
        None => own.filter(Column::SessionId.is_null()),
    }
}

/// Holds a target until the end of the transaction: two bookings of its last place wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold(db: &impl ConnectionTrait, target: Target) -> Result<(), StoreError> {
    crate::locks::hold_event(db, target.session_id.unwrap_or(target.event_id)).await
}

/// Places taken at a target.
///
/// # Errors
/// Those of the store.
pub async fn taken(db: &impl ConnectionTrait, target: Target) -> Result<i32, StoreError> {
    let (own, sessions) = taken_of(db, target.event_id).await?;
    Ok(target.session_id.map_or(own, |id| sessions.get(&id).copied().unwrap_or_default()))
}

/// Places taken at an event itself and at each of its sessions.
///
/// # Errors
/// Those of the store.
pub async fn taken_of(db: &impl ConnectionTrait, event_id: Uuid) -> Result<(i32, HashMap<Uuid, i32>), StoreError> {
    let taking = EventRegistrationStatus::ALL.iter().filter(|status| takes_places(**status));
    let rows: Vec<(Option<Uuid>, i32)> = Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Seats])
        .filter(Column::EventId.eq(event_id))
        .filter(Column::Status.is_in(taking.map(|status| status.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    let (mut own, mut sessions) = (0_i32, HashMap::new());
    for (session, seats) in rows {
        let taken = session.map_or(&mut own, |id| sessions.entry(id).or_default());
        *taken = taken.saturating_add(seats);
    }
    Ok((own, sessions))
}

/// The line of a target: those who wait and whose address is known to be theirs, the first first.
///
/// # Errors
/// Those of the store.
pub async fn line(db: &impl ConnectionTrait, target: Target) -> Result<Vec<Waiting<Uuid>>, StoreError> {
    let rows = of(target)
        .filter(Column::Status.eq(Waitlisted.as_str()))
        .filter(Column::ConfirmedAt.is_not_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Waiting { id: row.id, seats: row.seats }).collect())
}

/// The registration of this address at a target that was not cancelled.
///
/// # Errors
/// Those of the store.
pub async fn find_by_email(
    db: &impl ConnectionTrait,
    target: Target,
    email: &str,
) -> Result<Option<Registration>, StoreError> {
    let open = of(target).filter(Column::Email.eq(email)).filter(Column::Status.ne(Cancelled.as_str()));
    Ok(open.one(db).await?.map(Registration::from))
}

/// One registration.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Registration::from))
}

/// Which registrations of an event.
#[derive(Debug, Clone, Default)]
pub struct RegistrationFilter {
    /// Those for this session.
    pub session_id: Option<Uuid>,
    /// Those in these states; empty is any.
    pub statuses: Vec<EventRegistrationStatus>,
}

/// Registrations of an event in the order in which they came, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn page_of(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    filter: &RegistrationFilter,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<Registration>, StoreError> {
    let mut select = Entity::find().filter(Column::EventId.eq(event_id));
    if let Some(session) = filter.session_id {
        select = select.filter(Column::SessionId.eq(session));
    }
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if let Some((at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::CreatedAt), Expr::col(Column::Id)]);
        select = select.filter(place.gt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    let ordered = select.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).limit(limit);
    Ok(ordered.all(db).await?.into_iter().map(Registration::from).collect())
}

/// Those who are to be told when an event, or one of its sessions, falls through.
///
/// # Errors
/// Those of the store.
pub async fn standing(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    session_id: Option<Uuid>,
) -> Result<Vec<Registration>, StoreError> {
    let mut select = Entity::find().filter(Column::EventId.eq(event_id));
    if let Some(session) = session_id {
        select = select.filter(Column::SessionId.eq(session));
    }
    let rows = select.filter(Column::Status.ne(Cancelled.as_str())).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Registration::from).collect())
}

/// What people with these addresses, known to be theirs, mean to come to on `day` or later, as it was asked for.
///
/// # Errors
/// Those of the store.
pub async fn ahead(
    db: &impl ConnectionTrait,
    addresses: &[String],
    day: NaiveDate,
) -> Result<Vec<Registration>, StoreError> {
    let meant = EventRegistrationStatus::ALL.iter().filter(|status| means_to_come(**status));
    let ahead = Query::select()
        .column(events::Column::Id)
        .from(events::Entity)
        .and_where(events::Column::LastOn.gte(day))
        .to_owned();
    let rows = Entity::find()
        .filter(Column::Email.is_in(addresses.iter().map(String::as_str)))
        .filter(Column::Status.is_in(meant.map(|status| status.as_str())))
        .filter(Column::ConfirmedAt.is_not_null())
        .filter(Column::EventId.in_subquery(ahead))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Registration::from).collect())
}

/// How a registration starts.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// What for.
    pub target: Target,
    /// State.
    pub status: EventRegistrationStatus,
    /// `public` or `staff`.
    pub source: &'a str,
    /// When the address was confirmed, if it is.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Until when the place is held, if it is not.
    pub held_until: Option<DateTime<Utc>>,
}

/// Writes a registration down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    opening: &Opening<'_>,
    facts: &RegistrationFacts,
    now: DateTime<Utc>,
) -> Result<Registration, StoreError> {
    let row = Model {
        id: Uuid::now_v7(),
        event_id: opening.target.event_id,
        session_id: opening.target.session_id,
        status: opening.status.to_string(),
        first_name: facts.first_name.clone(),
        email: facts.email.to_string(),
        guests: facts.guests,
        seats: facts.seats(),
        source: opening.source.to_owned(),
        consent_version: domain::events::registrations::CONSENT_VERSION.to_owned(),
        confirmed_at: opening.confirmed_at,
        held_until: opening.held_until,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    Entity::insert(sea_orm::IntoActiveModel::into_active_model(row.clone())).exec_without_returning(db).await?;
    Ok(row.into())
}

/// Moves a registration to another state; `confirmed_at` is when the address was known to be theirs.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    to: EventRegistrationStatus,
    confirmed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        status: Set(to.to_string()),
        confirmed_at: Set(confirmed_at),
        held_until: Set(None),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

/// Blanks the names and addresses of those who registered for events whose last day is before `day`; how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64, StoreError> {
    let over = Query::select()
        .column(events::Column::Id)
        .from(events::Entity)
        .and_where(events::Column::LastOn.lt(day))
        .to_owned();
    let blank = ActiveModel { first_name: Set(String::new()), email: Set(String::new()), ..Default::default() };
    let done = Entity::update_many()
        .set(blank)
        .filter(Column::Email.ne(""))
        .filter(Column::EventId.in_subquery(over))
        .exec(db)
        .await?;
    Ok(done.rows_affected)
}
