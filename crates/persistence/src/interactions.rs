//! Exchanges with households, and notes about them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::interactions::Interaction;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::assignments;
use crate::entities::{interactions, prospects, users};
use crate::versions::{changed, next};

/// An exchange as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InteractionRow {
    /// Id.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// Code of the direction.
    pub direction: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// What was said.
    pub summary: String,
    /// Code of the visibility.
    pub visibility: String,
    /// Who wrote it down.
    pub author_id: Option<Uuid>,
    /// Name of that person.
    pub author_name: Option<String>,
    /// Version.
    pub version: i32,
}

/// What a reader sees: everything shared, and their own private notes.
fn readable(reader: Uuid) -> Condition {
    Condition::any().add(interactions::Column::Visibility.ne("private")).add(interactions::Column::AuthorId.eq(reader))
}

/// The exchanges of a file that `reader` may read, newest first, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn page_of(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    reader: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<InteractionRow>, StoreError> {
    let place = || {
        Expr::tuple([
            Expr::col((interactions::Entity, interactions::Column::OccurredAt)),
            Expr::col((interactions::Entity, interactions::Column::Id)),
        ])
    };
    let mut query = interactions::Entity::find()
        .filter(interactions::Column::ProspectId.eq(prospect_id))
        .filter(readable(reader))
        .find_also_related(users::Entity)
        .order_by_desc(interactions::Column::OccurredAt)
        .order_by_desc(interactions::Column::Id)
        .limit(limit);
    if let Some((at, id)) = after {
        query = query.filter(place().lt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    Ok(query.all(db).await?.into_iter().map(of_row).collect())
}

/// One exchange of a file, if `reader` may read it.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    id: Uuid,
    reader: Uuid,
) -> Result<Option<InteractionRow>, StoreError> {
    let found = interactions::Entity::find_by_id(id)
        .filter(interactions::Column::ProspectId.eq(prospect_id))
        .filter(readable(reader))
        .find_also_related(users::Entity)
        .one(db)
        .await?;
    Ok(found.map(of_row))
}

/// Writes an exchange down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    author_id: Option<Uuid>,
    interaction: &Interaction,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = new_row(id, prospect_id, author_id, interaction, now);
    interactions::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The row of a new exchange.
pub(crate) fn new_row(
    id: Uuid,
    prospect_id: Uuid,
    author_id: Option<Uuid>,
    interaction: &Interaction,
    now: DateTime<Utc>,
) -> interactions::ActiveModel {
    interactions::ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        author_id: Set(author_id),
        created_at: Set(now),
        version: Set(1),
        ..columns(interaction, now)
    }
}

/// Replaces what was written down.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    interaction: &Interaction,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = interactions::ActiveModel { version: Set(next(version)), ..columns(interaction, now) };
    let done = interactions::Entity::update_many()
        .set(row)
        .filter(interactions::Column::Id.eq(id))
        .filter(interactions::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Removes an exchange.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    let done = interactions::Entity::delete_many()
        .filter(interactions::Column::Id.eq(id))
        .filter(interactions::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Notes on the file, for its list and its privacy clock, that an exchange took place at `at`.
///
/// # Errors
/// Those of the store.
pub async fn show_on_file(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    interaction: &Interaction,
) -> Result<(), StoreError> {
    let at = interaction.occurred_at;
    let mut dated = vec![prospects::Column::LastInteractionAt];
    if interaction.is_act_of_the_person() {
        dated.push(prospects::Column::LastContactByPersonAt);
        assignments::note_first_contact(db, prospect_id, at).await?;
    }
    for column in dated {
        prospects::Entity::update_many()
            .col_expr(column, Expr::val(at))
            .filter(prospects::Column::Id.eq(prospect_id))
            .filter(Condition::any().add(column.is_null()).add(column.lt(at)))
            .exec(db)
            .await?;
    }
    Ok(())
}

fn columns(interaction: &Interaction, now: DateTime<Utc>) -> interactions::ActiveModel {
    interactions::ActiveModel {
        kind: Set(interaction.kind.to_string()),
        direction: Set(Some(interaction.direction.to_string())),
        occurred_at: Set(interaction.occurred_at),
        summary: Set(interaction.summary.clone()),
        visibility: Set(interaction.visibility.to_string()),
        updated_at: Set(now),
        ..Default::default()
    }
}

fn of_row((row, author): (interactions::Model, Option<users::Model>)) -> InteractionRow {
    InteractionRow {
        id: row.id,
        kind: row.kind,
        direction: row.direction,
        occurred_at: row.occurred_at,
        summary: row.summary,
        visibility: row.visibility,
        author_id: row.author_id,
        author_name: author.map(|user| format!("{} {}", user.first_name, user.last_name)),
        version: row.version,
    }
}

/// How many exchanges each of these files has, the confidential ones among them.
///
/// # Errors
/// Those of the store.
pub async fn counts(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<HashMap<Uuid, i32>, StoreError> {
    let rows: Vec<(Uuid, i64)> = interactions::Entity::find()
        .select_only()
        .column(interactions::Column::ProspectId)
        .column_as(interactions::Column::Id.count(), "many")
        .filter(interactions::Column::ProspectId.is_in(files.iter().copied()))
        .group_by(interactions::Column::ProspectId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, many)| (id, i32::try_from(many).unwrap_or(i32::MAX))).collect())
}
