//! Reading the territory tree: 323 rows for a département, small enough to be read whole.

use std::collections::HashMap;

use domain::codes::TerritoryKind;
use domain::territories::Territory;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::territories::{Column, Entity, Model};

/// Every territory, by code.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Territory>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Code).all(db).await?;
    Ok(rows.into_iter().filter_map(territory_of).collect())
}

/// The territory of a code.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, code: &str) -> Result<Option<Territory>, StoreError> {
    Ok(Entity::find_by_id(code.to_owned()).one(db).await?.and_then(territory_of))
}

/// Names by code; a code that does not exist is absent.
///
/// # Errors
/// Those of the store.
pub async fn names_of<'a>(
    db: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>, StoreError> {
    let mut codes = codes.into_iter().peekable();
    if codes.peek().is_none() {
        return Ok(HashMap::new());
    }
    let names: Vec<(String, String)> = Entity::find()
        .select_only()
        .columns([Column::Code, Column::Name])
        .filter(Column::Code.is_in(codes))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// The EPCI of a commune, or the EPCI itself; none for the département and for an unknown code.
///
/// # Errors
/// Those of the store.
pub async fn epci_of(db: &impl ConnectionTrait, code: &str) -> Result<Option<String>, StoreError> {
    Ok(epcis_of(db, [code]).await?.remove(code))
}

/// The same for several codes, by code; one without an EPCI is absent.
///
/// # Errors
/// Those of the store.
pub async fn epcis_of<'a>(
    db: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>, StoreError> {
    let mut codes = codes.into_iter().peekable();
    if codes.peek().is_none() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db).await?;
    let epci = |territory: Territory| match territory.kind {
        TerritoryKind::Departement => None,
        TerritoryKind::Epci => Some((territory.code.clone(), territory.code)),
        TerritoryKind::Commune => Some((territory.code, territory.parent_code?)),
    };
    Ok(rows.into_iter().filter_map(territory_of).filter_map(epci).collect())
}

/// A row as the domain knows it; a kind that no longer exists is left out.
fn territory_of(row: Model) -> Option<Territory> {
    Some(Territory {
        kind: TerritoryKind::parse(&row.kind)?,
        code: row.code,
        name: row.name,
        parent_code: row.parent_code,
        postal_codes: row.postal_codes.0,
        population: row.population.unwrap_or_default(),
        latitude: row.latitude.unwrap_or_default(),
        longitude: row.longitude.unwrap_or_default(),
    })
}
