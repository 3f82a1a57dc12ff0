//! The wordings shown beside consent boxes.

use std::collections::BTreeMap;

use domain::codes::ConsentPurpose;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::StoreError;
use crate::entities::consent_texts::{Column, Entity};

/// The wording of a purpose that is shown today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentText {
    /// What is agreed to.
    pub purpose: ConsentPurpose,
    /// Its newest version.
    pub version: String,
    /// The wording of that version.
    pub text: String,
}

/// The newest wording of every purpose, in the order of the purposes. Versions sort by their text: `2026-11`, `2027-01`.
///
/// # Errors
/// Those of the store.
pub async fn current(db: &impl ConnectionTrait) -> Result<Vec<CurrentText>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Version).all(db).await?;
    let newest: BTreeMap<ConsentPurpose, CurrentText> = rows
        .into_iter()
        .filter_map(|row| {
            let purpose = ConsentPurpose::parse(&row.purpose)?;
            Some((purpose, CurrentText { purpose, version: row.version, text: row.text }))
        })
        .collect();
    Ok(newest.into_values().collect())
}
