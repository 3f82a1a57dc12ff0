//! Pages of files, by any of the sorts; a page costs the same however deep it lies.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ProspectScope;
use sea_orm::sea_query::{Expr, ExprTrait, Value};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::filter::{Filter, TagKind};
use super::scope::visible;
use crate::StoreError;
use crate::entities::prospects::{Column, Entity};
use crate::entities::{careers, members, occupations, prospect_tags, referents};

/// What a list is ordered by; `id` always comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Column.
    pub key: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// Columns to order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// When the file was opened.
    CreatedAt,
    /// When it last changed.
    UpdatedAt,
    /// Its number.
    Number,
    /// Last then first name of the lead, folded.
    Name,
    /// Day of the next action; files without one come after the others.
    NextActionOn,
}

impl SortKey {
    fn column(self) -> Column {
        match self {
            SortKey::CreatedAt => Column::CreatedAt,
            SortKey::UpdatedAt => Column::UpdatedAt,
            SortKey::Number => Column::Number,
            SortKey::Name => Column::SortName,
            SortKey::NextActionOn => Column::NextActionSort,
        }
    }

    fn of(self, row: &Summary) -> String {
        match self {
            SortKey::CreatedAt => row.created_at.to_rfc3339(),
            SortKey::UpdatedAt => row.updated_at.to_rfc3339(),
            SortKey::Number => row.number.clone(),
            SortKey::Name => row.sort_name.clone(),
            SortKey::NextActionOn => row.next_action_sort.to_string(),
        }
    }

    fn read(self, text: &str) -> Option<Value> {
        match self {
            SortKey::CreatedAt | SortKey::UpdatedAt => Some(text.parse::<DateTime<Utc>>().ok()?.into()),
            SortKey::Number | SortKey::Name => Some(text.into()),
            SortKey::NextActionOn => Some(text.parse::<NaiveDate>().ok()?.into()),
        }
    }
}

/// The row after which a page starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// Value of the sort column, as [`Summary::position`] gave it.
    pub key: String,
    /// Id of the row.
    pub id: Uuid,
}

/// A file as a list shows it.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct Summary {
    /// Id.
    pub id: Uuid,
    /// Human number.
    pub number: String,
    /// Code of the state.
    pub status: String,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Name of the lead.
    pub lead_name: String,
    /// The same, to sort by.
    pub sort_name: String,
    /// Code of the household's shape.
    pub household_kind: Option<String>,
    /// Number of adults.
    pub adults: i32,
    /// Number of children.
    pub children: i32,
    /// EPCI of the first wish.
    pub epci_code: Option<String>,
    /// Code of the source.
    pub source: String,
    /// Territorial référent.
    pub territorial_referent_id: Option<Uuid>,
    /// Technical référent.
    pub technical_referent_id: Option<Uuid>,
    /// Next action.
    pub next_action_label: Option<String>,
    /// Its day.
    pub next_action_on: Option<NaiveDate>,
    /// Its day to sort by: the last day of all without one.
    pub next_action_sort: NaiveDate,
    /// Last exchange.
    pub last_interaction_at: Option<DateTime<Utc>>,
    /// When the file was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version.
    pub version: i32,
    /// Codes of the project types, in the household's order.
    #[sea_orm(skip)]
    pub project_types: Vec<String>,
    /// Occupations of the adults, in the household's words or by their official label.
    #[sea_orm(skip)]
    pub occupations: Vec<String>,
    /// Name of the EPCI.
    #[sea_orm(skip)]
    pub epci_name: Option<String>,
    /// Name of the territorial référent.
    #[sea_orm(skip)]
    pub territorial_referent_name: Option<String>,
    /// Name of the technical référent.
    #[sea_orm(skip)]
    pub technical_referent_name: Option<String>,
}

impl Summary {
    /// Where the row stands in a list, for the page that follows it.
    #[must_use]
    pub fn position(&self, sort: Sort) -> After {
        After { key: sort.key.of(self), id: self.id }
    }
}

const COLUMNS: [Column; 21] = [
    Column::Id,
    Column::Number,
    Column::Status,
    Column::StatusSince,
    Column::LeadName,
    Column::SortName,
    Column::HouseholdKind,
    Column::Adults,
    Column::Children,
    Column::EpciCode,
    Column::Source,
    Column::TerritorialReferentId,
    Column::TechnicalReferentId,
    Column::NextActionLabel,
    Column::NextActionOn,
    Column::NextActionSort,
    Column::LastInteractionAt,
    Column::ArchivedAt,
    Column::CreatedAt,
    Column::UpdatedAt,
    Column::Version,
];

/// At most `limit` files of `scope` that fit `filter`, from `after` on.
///
/// # Errors
/// Those of the store; [`StoreError::Settings`] for a position of another sort.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    filter: &Filter,
    sort: Sort,
    after: Option<&After>,
    limit: u64,
) -> Result<Vec<Summary>, StoreError> {
    let query = page(scoped(db, scope, filter), sort, after)?.select_only().columns(COLUMNS).limit(limit);
    let mut rows: Vec<Summary> = query.into_model().all(db).await?;
    complete(db, &mut rows).await?;
    Ok(rows)
}

/// How many files of `scope` fit `filter`.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, scope: &ProspectScope, filter: &Filter) -> Result<u64, StoreError> {
    Ok(scoped(db, scope, filter).count(db).await?)
}

fn scoped(db: &impl ConnectionTrait, scope: &ProspectScope, filter: &Filter) -> Select<Entity> {
    Entity::find().filter(visible(scope)).filter(filter.condition(db.get_database_backend()))
}

/// Orders, and starts after a row: as one comparison of row values, which the index of the sort answers.
fn page(query: Select<Entity>, sort: Sort, after: Option<&After>) -> Result<Select<Entity>, StoreError> {
    let column = sort.key.column();
    let order = if sort.descending { Order::Desc } else { Order::Asc };
    let query = query.order_by(column, order.clone()).order_by(Column::Id, order);
    let Some(after) = after else { return Ok(query) };
    let key = sort.key.read(&after.key).ok_or_else(|| StoreError::Settings("a position of another sort".to_owned()))?;
    let here = Expr::tuple([Expr::col((Entity, column)), Expr::col((Entity, Column::Id))]);
    let there = Expr::tuple([Expr::val(key), Expr::val(after.id)]);
    Ok(query.filter(if sort.descending { here.lt(there) } else { here.gt(there) }))
}

/// Brings what stands in other tables, one query per table for the whole page.
async fn complete(db: &impl ConnectionTrait, rows: &mut [Summary]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut types = project_types(db, &ids).await?;
    let mut work = occupations_of(db, &ids).await?;
    let epcis = epci_names(db, rows).await?;
    let names = referent_names(db, rows).await?;
    for row in rows {
        row.project_types = types.remove(&row.id).unwrap_or_default();
        row.occupations = work.remove(&row.id).unwrap_or_default();
        row.epci_name = row.epci_code.as_ref().and_then(|code| epcis.get(code).cloned());
        row.territorial_referent_name = row.territorial_referent_id.and_then(|id| names.get(&id).cloned());
        row.technical_referent_name = row.technical_referent_id.and_then(|id| names.get(&id).cloned());
    }
    Ok(())
}

async fn project_types(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    let found: Vec<(Uuid, String)> = prospect_tags::Entity::find()
        .select_only()
        .columns([prospect_tags::Column::ProspectId, prospect_tags::Column::Code])
        .filter(prospect_tags::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(prospect_tags::Column::Kind.eq(TagKind::ProjectType.as_str()))
        .order_by_asc(prospect_tags::Column::Rank)
        .into_tuple()
        .all(db)
        .await?;
    Ok(grouped(found))
}

async fn occupations_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    let found: Vec<(Uuid, Option<String>, Option<String>)> = careers::Entity::find()
        .inner_join(members::Entity)
        .select_only()
        .column(members::Column::ProspectId)
        .columns([careers::Column::OccupationText, careers::Column::OccupationCode])
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .order_by_asc(members::Column::Rank)
        .into_tuple()
        .all(db)
        .await?;
    let wanted: Vec<&str> =
        found.iter().filter(|(_, text, _)| text.is_none()).filter_map(|(_, _, code)| code.as_deref()).collect();
    let labels: HashMap<String, String> = if wanted.is_empty() {
        HashMap::new()
    } else {
        let rows = occupations::Entity::find().filter(occupations::Column::Code.is_in(wanted)).all(db).await?;
        rows.into_iter().map(|row| (row.code, row.label)).collect()
    };
    let named = found.into_iter().filter_map(|(id, text, code)| {
        let name = text.or_else(|| code.and_then(|code| labels.get(&code).cloned()))?;
        Some((id, name))
    });
    Ok(grouped(named))
}

async fn epci_names(db: &impl ConnectionTrait, rows: &[Summary]) -> Result<HashMap<String, String>, StoreError> {
    let mut codes: Vec<&str> = rows.iter().filter_map(|row| row.epci_code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    crate::territories::names_of(db, codes).await
}

async fn referent_names(db: &impl ConnectionTrait, rows: &[Summary]) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut ids: Vec<Uuid> =
        rows.iter().flat_map(|row| [row.territorial_referent_id, row.technical_referent_id]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, String)> = referents::Entity::find()
        .select_only()
        .columns([referents::Column::Id, referents::Column::DisplayName])
        .filter(referents::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

fn grouped<T>(pairs: impl IntoIterator<Item = (Uuid, T)>) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for (id, value) in pairs {
        groups.entry(id).or_default().push(value);
    }
    groups
}

#[cfg(test)]
mod tests {
    use sea_orm::{DbBackend, QueryTrait};

    use super::*;

    #[test]
    fn a_deep_page_compares_a_row_value_and_binds_its_limit() {
        let after = After { key: "alric".to_owned(), id: Uuid::nil() };
        for (descending, than) in [(false, '>'), (true, '<')] {
            let sort = Sort { key: SortKey::Name, descending };
            for (backend, limit) in [(DbBackend::Sqlite, "LIMIT ?"), (DbBackend::Postgres, "LIMIT $3")] {
                let sql = page(Entity::find(), sort, Some(&after)).unwrap().limit(51).build(backend).sql;
                let compared = format!(r#"("prospects"."sort_name", "prospects"."id") {than} ("#);
                assert!(sql.contains(&compared) && sql.ends_with(limit), "{sql}");
            }
        }
    }

    #[test]
    fn a_position_of_another_sort_is_refused() {
        let after = After { key: "alric".to_owned(), id: Uuid::nil() };
        let sort = Sort { key: SortKey::CreatedAt, descending: true };
        assert!(matches!(page(Entity::find(), sort, Some(&after)), Err(StoreError::Settings(_))));
    }
}
