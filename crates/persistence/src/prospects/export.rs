//! Rows of an export: what a list shows, and how to reach the household.

use std::collections::HashMap;

use domain::access::ProspectScope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::filter::Filter;
use super::list::{After, Sort, Summary, list};
use crate::StoreError;
use crate::entities::{members, prospects};

/// A file as an export shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportRow {
    /// What a list shows.
    pub summary: Summary,
    /// Who asked.
    pub lead: Lead,
    /// Facts that a list leaves out.
    pub more: More,
}

/// The person who asked.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct Lead {
    prospect_id: Uuid,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
}

/// Facts that a list leaves out.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct More {
    id: Uuid,
    /// The source in words.
    pub source_detail: Option<String>,
    /// Campaign that made the household write.
    pub campaign: Option<String>,
    /// Country of today's home.
    pub country: Option<String>,
    /// Postal code of today's home.
    pub postal_code: Option<String>,
    /// Town of today's home.
    pub city: Option<String>,
    /// Code of when it expects to move.
    pub horizon: Option<String>,
    /// Code of why the file was closed.
    pub closing_reason: Option<String>,
}

/// At most `limit` rows of the list that `scope`, `filter` and `sort` make, from `after` on.
///
/// # Errors
/// Those of the store.
pub async fn export(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    filter: &Filter,
    sort: Sort,
    after: Option<&After>,
    limit: u64,
) -> Result<Vec<ExportRow>, StoreError> {
    let summaries = list(db, scope, filter, sort, after, limit).await?;
    let ids: Vec<Uuid> = summaries.iter().map(|row| row.id).collect();
    let mut leads = leads(db, &ids).await?;
    let mut more = more(db, &ids).await?;
    let row = |summary: Summary| ExportRow {
        lead: leads.remove(&summary.id).unwrap_or_default(),
        more: more.remove(&summary.id).unwrap_or_default(),
        summary,
    };
    Ok(summaries.into_iter().map(row).collect())
}

async fn leads(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Lead>, StoreError> {
    use members::Column;
    let found: Vec<Lead> = members::Entity::find()
        .select_only()
        .columns([Column::ProspectId, Column::FirstName, Column::LastName, Column::Email, Column::Phone])
        .filter(Column::ProspectId.is_in(ids.iter().copied()))
        .filter(Column::Role.eq("lead"))
        .into_model()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|lead| (lead.prospect_id, lead)).collect())
}

async fn more(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, More>, StoreError> {
    use prospects::Column;
    let found: Vec<More> = prospects::Entity::find()
        .select_only()
        .columns([Column::Id, Column::SourceDetail, Column::Campaign, Column::Country, Column::PostalCode])
        .columns([Column::City, Column::Horizon, Column::ClosingReason])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_model()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|more| (more.id, more)).collect())
}
