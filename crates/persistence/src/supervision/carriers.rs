//! The référents of the network, as the supervision shows them.

use domain::referents::Absence;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{partners, referents};
use crate::referents::absences_of;

/// A référent who may be asked to accompany households.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// The référent.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Name of their partner.
    pub partner_name: String,
    /// Codes of their territories.
    pub zones: Vec<String>,
    /// Files followed at a time at most.
    pub capacity: Option<i32>,
    /// Times away, by first day.
    pub absences: Vec<Absence>,
}

/// Every référent who is not archived, by name.
///
/// # Errors
/// Those of the store.
pub async fn carriers(db: &impl ConnectionTrait) -> Result<Vec<Carrier>, StoreError> {
    let rows = referents::Entity::find()
        .find_also_related(partners::Entity)
        .filter(referents::Column::ArchivedAt.is_null())
        .order_by_asc(referents::Column::SortName)
        .order_by_asc(referents::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|(row, _)| row.id).collect();
    let mut absences = absences_of(db, &ids).await?;
    let carrier = |(row, partner): (referents::Model, Option<partners::Model>)| Carrier {
        absences: absences.remove(&row.id).unwrap_or_default(),
        id: row.id,
        name: row.display_name,
        partner_name: partner.map(|partner| partner.name).unwrap_or_default(),
        zones: row.zones.0,
        capacity: row.capacity,
    };
    Ok(rows.into_iter().map(carrier).collect())
}
