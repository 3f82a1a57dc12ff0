//! Invitations of ambassadors, who was invited and what they chose.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ambassadors::invitations::InvitationFacts;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::ambassador_invitation_events as choices;
use crate::entities::ambassador_invitations::{ActiveModel, Column, Entity, Model};
use crate::entities::ambassador_invitees as invitees;
use crate::versions::{changed, next};

const DRAFT: &str = "draft";
const SENT: &str = "sent";

/// An invitation as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// The invitation.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// A few words more.
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// The filter of the directory, as it was sent.
    pub audience: Value,
    /// The events among which one is chosen, in order.
    pub events: Vec<Uuid>,
    /// Who wrote it.
    pub author_name: String,
    /// When it was sent, if it was.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Version.
    pub version: i32,
}

/// An ambassador who was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// This one's part of the invitation.
    pub id: Uuid,
    /// The invitation.
    pub invitation_id: Uuid,
    /// The ambassador.
    pub ambassador_id: Uuid,
    /// The place that they chose.
    pub registration_id: Option<Uuid>,
    /// When they answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

impl From<invitees::Model> for Invitee {
    fn from(row: invitees::Model) -> Self {
        Invitee {
            id: row.id,
            invitation_id: row.invitation_id,
            ambassador_id: row.ambassador_id,
            registration_id: row.registration_id,
            answered_at: row.answered_at,
            version: row.version,
        }
    }
}

/// Writes a draft down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    facts: &InvitationFacts,
    (audience, author_name): (Value, &str),
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        status: Set(DRAFT.to_owned()),
        title: Set(facts.title.clone()),
        message: Set(facts.message.clone()),
        answer_by: Set(facts.answer_by),
        audience: Set(audience),
        author_name: Set(author_name.to_owned()),
        sent_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    let rows = (1..).zip(&facts.events).map(|(rank, event)| choices::ActiveModel {
        invitation_id: Set(id),
        event_id: Set(*event),
        rank: Set(rank),
    });
    choices::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(id)
}

async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Invitation>, StoreError> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let named = choices::Entity::find().filter(choices::Column::InvitationId.is_in(rows.iter().map(|row| row.id)));
    let mut events: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for choice in named.order_by_asc(choices::Column::Rank).all(db).await? {
        events.entry(choice.invitation_id).or_default().push(choice.event_id);
    }
    let invitation = |row: Model| Invitation {
        events: events.remove(&row.id).unwrap_or_default(),
        id: row.id,
        title: row.title,
        message: row.message,
        answer_by: row.answer_by,
        audience: row.audience,
        author_name: row.author_name,
        sent_at: row.sent_at,
        created_at: row.created_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(invitation).collect())
}

/// One invitation.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Invitation>, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// Invitations from the last to the first, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<Invitation>, StoreError> {
    let mut select = Entity::find();
    if let Some((at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::CreatedAt), Expr::col(Column::Id)]);
        select = select.filter(place.lt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    let ordered = select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(limit);
    complete(db, ordered.all(db).await?).await
}

/// Marks an invitation as sent to these ambassadors.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn send(
    db: &impl ConnectionTrait,
    invitation: &Invitation,
    ambassadors: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        status: Set(SENT.to_owned()),
        sent_at: Set(Some(now)),
        updated_at: Set(now),
        version: Set(next(invitation.version)),
        ..Default::default()
    };
    let own = Entity::update_many().set(row).filter(Column::Id.eq(invitation.id));
    changed(own.filter(Column::Version.eq(invitation.version)).exec(db).await?.rows_affected)?;
    if ambassadors.is_empty() {
        return Ok(());
    }
    let rows = ambassadors.iter().map(|ambassador| invitees::ActiveModel {
        id: Set(Uuid::now_v7()),
        invitation_id: Set(invitation.id),
        ambassador_id: Set(*ambassador),
        registration_id: Set(None),
        answered_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    });
    invitees::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Those who were invited, in the order in which they were.
///
/// # Errors
/// Those of the store.
pub async fn invitees(db: &impl ConnectionTrait, invitation_id: Uuid) -> Result<Vec<Invitee>, StoreError> {
    let own = invitees::Entity::find().filter(invitees::Column::InvitationId.eq(invitation_id));
    Ok(own.order_by_asc(invitees::Column::Id).all(db).await?.into_iter().map(Invitee::from).collect())
}

/// The invitations of an ambassador, the last first.
///
/// # Errors
/// Those of the store.
pub async fn of_ambassador(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<Vec<Invitee>, StoreError> {
    let own = invitees::Entity::find().filter(invitees::Column::AmbassadorId.eq(ambassador_id));
    Ok(own.order_by_desc(invitees::Column::Id).all(db).await?.into_iter().map(Invitee::from).collect())
}

/// Notes what an ambassador chose; none is a refusal.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn answer(
    db: &impl ConnectionTrait,
    one: &Invitee,
    registration_id: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = invitees::ActiveModel {
        registration_id: Set(registration_id),
        answered_at: Set(Some(now)),
        updated_at: Set(now),
        version: Set(next(one.version)),
        ..Default::default()
    };
    let own = invitees::Entity::update_many().set(row).filter(invitees::Column::Id.eq(one.id));
    changed(own.filter(invitees::Column::Version.eq(one.version)).exec(db).await?.rows_affected)
}
