//! How people call what figures are broken down by.

use std::collections::HashMap;

use domain::indicators::Dimension;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{campaigns, events};

/// The names of the keys of a dimension that stand in the database; what nobody declared is absent.
///
/// # Errors
/// Those of the store.
pub async fn names_of(
    db: &impl ConnectionTrait,
    by: Dimension,
    keys: &[&str],
) -> Result<HashMap<String, String>, StoreError> {
    let keys = keys.iter().copied();
    match by {
        Dimension::Epci | Dimension::Commune | Dimension::ThemeEpci => crate::territories::names_of(db, keys).await,
        Dimension::Campaign => {
            let named = campaigns::Entity::find()
                .select_only()
                .columns([campaigns::Column::Code, campaigns::Column::Label])
                .filter(campaigns::Column::Code.is_in(keys));
            Ok(named.into_tuple::<(String, String)>().all(db).await?.into_iter().collect())
        }
        Dimension::Event => {
            let ids: Vec<Uuid> = keys.filter_map(|key| key.parse().ok()).collect();
            let titles = events::Entity::find()
                .select_only()
                .columns([events::Column::Id, events::Column::Title])
                .filter(events::Column::Id.is_in(ids));
            let titles: Vec<(Uuid, String)> = titles.into_tuple().all(db).await?;
            Ok(titles.into_iter().map(|(id, title)| (id.to_string(), title)).collect())
        }
        _ => Ok(HashMap::new()),
    }
}
