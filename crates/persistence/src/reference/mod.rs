//! Reference data: what was loaded, and loading it without losing what files already point at.
//!
//! A place or an occupation that leaves an edition stays in its table, because files may name it; titles, which
//! nothing points at, are replaced as a whole.

mod shipped;
mod write;

use domain::contours::CommuneContour;
use domain::occupations::{Occupation, Title};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use crate::entities::reference_editions::{ActiveModel, Column, Entity};
use crate::{Store, StoreError};

pub use shipped::LABELS;

/// Characters of a checksum that are kept: enough to tell any two editions apart.
const CHECKSUM_BYTES: usize = 12;

/// A part of the reference data that is loaded at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Département, EPCI and communes.
    Territories,
    /// Occupations as they are shipped.
    Occupations,
    /// Occupations with their families, as officially published.
    OfficialOccupations,
    /// How people call occupations.
    EverydayTitles,
    /// Official titles (*appellations*).
    OfficialTitles,
    /// Activities of employers.
    Activities,
    /// Outlines of communes.
    Contours,
    /// What people read beside a consent box.
    ConsentTexts,
}

impl Topic {
    const fn name(self) -> &'static str {
        match self {
            Topic::Territories => "territories",
            Topic::Occupations => "occupations",
            Topic::OfficialOccupations => "official_occupations",
            Topic::EverydayTitles => "everyday_titles",
            Topic::OfficialTitles => "official_titles",
            Topic::Activities => "activities",
            Topic::Contours => "contours",
            Topic::ConsentTexts => "consent_texts",
        }
    }
}

/// What tells two contents apart.
#[must_use]
pub fn checksum(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    digest.iter().take(CHECKSUM_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// The version of everything loaded of these topics: it changes when any of them is loaded with another content.
///
/// # Errors
/// Those of the store.
pub async fn version(db: &impl ConnectionTrait, topics: &[Topic]) -> Result<String, StoreError> {
    let checksums: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Checksum)
        .filter(Column::Topic.is_in(topics.iter().map(|topic| topic.name())))
        .order_by_asc(Column::Topic)
        .into_tuple()
        .all(db)
        .await?;
    Ok(checksum(&checksums.join(" ")))
}

/// Loads what the programme is shipped with, where it is not loaded yet; one query when nothing changed.
///
/// # Errors
/// Those of the store; nothing is loaded then.
pub(crate) async fn load_shipped(store: &Store) -> Result<(), StoreError> {
    let known = Entity::find().all(store.reader()).await?;
    let is_loaded = |topic: Topic, sum: &str| known.iter().any(|row| row.topic == topic.name() && row.checksum == sum);
    let stale: Vec<_> = shipped::editions().into_iter().filter(|(topic, sum)| !is_loaded(*topic, sum)).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let tx = store.begin().await?;
    for (topic, sum) in stale {
        claim(&tx, topic, &sum).await?;
        shipped::load(&tx, topic).await?;
        tracing::info!(topic = topic.name(), "reference data loaded");
    }
    Ok(tx.commit().await?)
}

/// Notes what is being loaded. Comes first in a load: another process loading the same topic waits here.
async fn claim(db: &impl ConnectionTrait, topic: Topic, checksum: &str) -> Result<(), StoreError> {
    let row = ActiveModel { topic: Set(topic.name().to_owned()), checksum: Set(checksum.to_owned()) };
    let known = OnConflict::column(Column::Topic).update_column(Column::Checksum).to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// Stores the official occupations of an edition with their families; `source` is the content they come from.
///
/// # Errors
/// Those of the store.
pub async fn load_official_occupations(
    db: &impl ConnectionTrait,
    occupations: &[Occupation],
    edition: &str,
    source: &str,
) -> Result<(), StoreError> {
    claim(db, Topic::OfficialOccupations, &checksum(source)).await?;
    write::occupations(db, occupations, edition).await
}

/// Replaces the official titles; `source` is the content they come from.
///
/// # Errors
/// Those of the store.
pub async fn load_official_titles(db: &impl ConnectionTrait, titles: &[Title], source: &str) -> Result<(), StoreError> {
    claim(db, Topic::OfficialTitles, &checksum(source)).await?;
    write::titles(db, domain::codes::TitleKind::Appellation, titles).await
}

/// Replaces the outlines of communes; `source` is the content they come from.
///
/// # Errors
/// Those of the store.
pub async fn load_contours(
    db: &impl ConnectionTrait,
    contours: &[CommuneContour],
    source: &str,
) -> Result<(), StoreError> {
    claim(db, Topic::Contours, &checksum(source)).await?;
    write::contours(db, contours).await
}
