//! Figures that were told to the press.

use chrono::{DateTime, Utc};
use domain::codes::FigureGap;
use domain::published_figures::{AsOf, Judgement, PublishedFigure};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::published_figures::{ActiveModel, Column, Entity, Model};
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// A published figure as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptFigure {
    /// The figure.
    pub id: Uuid,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// What was told.
    pub told: PublishedFigure,
    /// What a person says of the difference.
    pub judgement: Judgement,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was first imported.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for KeptFigure {
    fn from(row: Model) -> Self {
        let as_of = AsOf::parse(&row.as_of).unwrap_or(AsOf { year: row.year, month: None, day: None });
        KeptFigure {
            id: row.id,
            sort_key: row.sort_key,
            told: PublishedFigure {
                key: row.key,
                label: row.label,
                figure: row.figure,
                unit: row.unit,
                approximate: row.approximate,
                indicator: row.indicator,
                from_year: row.from_year,
                as_of,
                document: row.document,
                url: row.url,
            },
            judgement: Judgement { reason: row.reason.as_deref().and_then(FigureGap::parse), note: row.note },
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn of_year(year: Option<i32>) -> Select<Entity> {
    let select = Entity::find();
    match year {
        Some(year) => select.filter(Column::Year.eq(year)),
        None => select,
    }
}

/// Figures by date and key, those about this year or all of them.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, year: Option<i32>, slice: &Slice) -> Result<Vec<KeptFigure>, StoreError> {
    let rows = sliced(of_year(year), Column::SortKey, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(KeptFigure::from).collect())
}

/// How many figures there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, year: Option<i32>) -> Result<u64, StoreError> {
    Ok(of_year(year).count(db).await?)
}

/// The figure of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<KeptFigure>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(KeptFigure::from))
}

/// Writes figures down, in place of those with the same keys; what a person said of them stays.
///
/// # Errors
/// Those of the store.
pub async fn import(
    db: &impl ConnectionTrait,
    figures: &[PublishedFigure],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for figure in figures {
        let known = Entity::find().filter(Column::Key.eq(&figure.key)).one(db).await?;
        let told = told(figure);
        match known {
            Some(row) if KeptFigure::from(row.clone()).told == *figure => {}
            Some(row) => {
                let change = ActiveModel { updated_at: Set(now), version: Set(next(row.version)), ..told };
                Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(db).await?;
            }
            None => insert(db, told, now).await?,
        }
    }
    Ok(())
}

async fn insert(db: &impl ConnectionTrait, told: ActiveModel, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row =
        ActiveModel { id: Set(Uuid::now_v7()), created_at: Set(now), updated_at: Set(now), version: Set(1), ..told };
    // Another import of the same file may have been first: the row is the same.
    let first = OnConflict::column(Column::Key).do_nothing().to_owned();
    Entity::insert(row).on_conflict(first).exec_without_returning(db).await?;
    Ok(())
}

fn told(figure: &PublishedFigure) -> ActiveModel {
    ActiveModel {
        key: Set(figure.key.clone()),
        sort_key: Set(format!("{} {}", figure.as_of, figure.key)),
        label: Set(figure.label.clone()),
        figure: Set(figure.figure),
        unit: Set(figure.unit.clone()),
        approximate: Set(figure.approximate),
        indicator: Set(figure.indicator.clone()),
        from_year: Set(figure.from_year),
        year: Set(figure.as_of.year),
        as_of: Set(figure.as_of.to_string()),
        document: Set(figure.document.clone()),
        url: Set(figure.url.clone()),
        ..Default::default()
    }
}

/// Keeps what a person says of a figure read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn judge(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    judgement: &Judgement,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = ActiveModel {
        reason: Set(judgement.reason.map(|reason| reason.to_string())),
        note: Set(judgement.note.clone()),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
