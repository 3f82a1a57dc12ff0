//! Reading outlines of communes.

use domain::contours::{CommuneContour, Polygon};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::StoreError;
use crate::entities::commune_contours::{Column, Entity};
use crate::entities::territories;

/// Outlines of the communes of an EPCI, or of all of them, by code of commune.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, epci: Option<&str>) -> Result<Vec<CommuneContour>, StoreError> {
    let mut query = Entity::find().order_by_asc(Column::CommuneCode);
    if let Some(epci) = epci {
        let communes = territories::Entity::find()
            .select_only()
            .column(territories::Column::Code)
            .filter(territories::Column::ParentCode.eq(epci))
            .into_query();
        query = query.filter(Column::CommuneCode.in_subquery(communes));
    }
    let rows = query.all(db).await?;
    let contours = rows.into_iter().map(|row| {
        let polygons: Vec<Polygon> = serde_json::from_value(row.polygons)?;
        let vintage = row.vintage.parse().unwrap_or_default();
        Ok(CommuneContour { commune_code: row.commune_code, vintage, polygons })
    });
    contours
        .collect::<Result<_, serde_json::Error>>()
        .map_err(|error| StoreError::Database(DbErr::Json(error.to_string())))
}
