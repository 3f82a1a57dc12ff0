//! Colleagues named in exchanges, and what each has not seen yet.

use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::mentions::excerpt;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::mentions::{ActiveModel, Column, Entity, Relation};
use crate::entities::{interactions, prospects, users};
use crate::my_day::in_sight;

/// An exchange in which somebody was named, as they see it before they open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Id.
    pub id: Uuid,
    /// The file.
    pub prospect_id: Uuid,
    /// Its human number.
    pub number: String,
    /// Name of the household's lead.
    pub lead_name: String,
    /// Who wrote the exchange down.
    pub author_name: Option<String>,
    /// How the exchange begins.
    pub excerpt: String,
    /// When they were named.
    pub created_at: DateTime<Utc>,
}

/// Names people in an exchange.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    (prospect_id, interaction_id): (Uuid, Uuid),
    user_ids: impl IntoIterator<Item = Uuid>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = |user_id| ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(prospect_id),
        interaction_id: Set(interaction_id),
        user_id: Set(user_id),
        created_at: Set(now),
        seen_at: Set(None),
    };
    let rows: Vec<ActiveModel> = user_ids.into_iter().map(row).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// What `actor` was named in and has not seen, of what they may still read.
fn unseen(actor: &Actor) -> Select<Entity> {
    Entity::find()
        .join(JoinType::InnerJoin, Relation::Prospect.def())
        .join(JoinType::InnerJoin, Relation::Interaction.def())
        .filter(Column::UserId.eq(actor.user_id))
        .filter(Column::SeenAt.is_null())
        // An author may have taken the note back to themself.
        .filter(interactions::Column::Visibility.ne("private"))
        .filter(in_sight(actor))
}

type MentionRow = (Uuid, Uuid, DateTime<Utc>, String, String, String, Option<String>, Option<String>);

/// The newest of what `actor` was named in and has not seen.
///
/// # Errors
/// Those of the store.
pub async fn list_unseen(db: &impl ConnectionTrait, actor: &Actor, limit: u64) -> Result<Vec<Mention>, StoreError> {
    let rows: Vec<MentionRow> = unseen(actor)
        .join(JoinType::LeftJoin, interactions::Relation::User.def())
        .select_only()
        .columns([Column::Id, Column::ProspectId, Column::CreatedAt])
        .columns([prospects::Column::Number, prospects::Column::LeadName])
        .column(interactions::Column::Summary)
        .columns([users::Column::FirstName, users::Column::LastName])
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let mention = |(id, prospect_id, created_at, number, lead_name, summary, first, last): MentionRow| Mention {
        id,
        prospect_id,
        number,
        lead_name,
        author_name: first.zip(last).map(|(first, last)| format!("{first} {last}")),
        excerpt: excerpt(&summary),
        created_at,
    };
    Ok(rows.into_iter().map(mention).collect())
}

/// In how many exchanges `actor` was named that they have not seen.
///
/// # Errors
/// Those of the store.
pub async fn count_unseen(db: &impl ConnectionTrait, actor: &Actor) -> Result<u64, StoreError> {
    Ok(unseen(actor).count(db).await?)
}

/// The file of a mention of this person.
///
/// # Errors
/// Those of the store.
pub async fn file_of(db: &impl ConnectionTrait, id: Uuid, user_id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let own = Entity::find_by_id(id).filter(Column::UserId.eq(user_id));
    Ok(own.select_only().column(Column::ProspectId).into_tuple().one(db).await?)
}

/// Notes that a mention was seen; whether it was still new.
///
/// # Errors
/// Those of the store.
pub async fn mark_seen(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let seen = Entity::update_many().col_expr(Column::SeenAt, Expr::value(now));
    let done = seen.filter(Column::Id.eq(id)).filter(Column::SeenAt.is_null()).exec(db).await?;
    Ok(done.rows_affected > 0)
}

/// The query whose plan is looked at with those of the day.
#[cfg(test)]
pub(crate) fn query(actor: &Actor) -> String {
    use sea_orm::QueryTrait;
    unseen(actor).build(sea_orm::DbBackend::Sqlite).to_string()
}
