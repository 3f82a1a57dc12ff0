//! Files as the lists of a day show them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::codes::MemberRole;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entities::{members, prospects};
use crate::{StoreError, territories};

/// A file in one of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileShown {
    /// Id.
    pub id: Uuid,
    /// Human number.
    pub number: String,
    /// Name of the lead.
    pub lead_name: String,
    /// Code of the state.
    pub status: String,
    /// Name of the EPCI of the first wish.
    pub epci_name: Option<String>,
    /// What is to be done next, and when.
    pub next_action: Option<(String, NaiveDate)>,
    /// Number of the lead.
    pub phone: Option<String>,
    /// Version of the file.
    pub version: i32,
}

type FileRow = (Uuid, String, String, String, Option<String>, Option<String>, Option<NaiveDate>, i32);

/// These files by id; the caller has made sure that they may be seen. One query per table, so ask for a page at a time.
///
/// # Errors
/// Those of the store.
pub async fn shown(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, FileShown>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<FileRow> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number, prospects::Column::LeadName])
        .columns([prospects::Column::Status, prospects::Column::EpciCode])
        .columns([prospects::Column::NextActionLabel, prospects::Column::NextActionOn])
        .column(prospects::Column::Version)
        .filter(prospects::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let codes: std::collections::BTreeSet<&str> = rows.iter().filter_map(|row| row.4.as_deref()).collect();
    let epcis = territories::names_of(db, codes).await?;
    let mut phones = phones_of(db, ids).await?;
    let file = |(id, number, lead_name, status, epci_code, label, on, version): FileRow| {
        let epci_name = epci_code.and_then(|code| epcis.get(&code).cloned());
        let phone = phones.remove(&id);
        let next_action = on.map(|on| (label.unwrap_or_default(), on));
        (id, FileShown { id, number, lead_name, status, epci_name, next_action, phone, version })
    };
    Ok(rows.into_iter().map(file).collect())
}

async fn phones_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, StoreError> {
    let found: Vec<(Uuid, Option<String>)> = members::Entity::find()
        .select_only()
        .columns([members::Column::ProspectId, members::Column::Phone])
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(members::Column::Role.eq(MemberRole::Lead.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().filter_map(|(id, phone)| Some((id, phone?))).collect())
}
