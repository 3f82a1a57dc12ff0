//! Lists of référents.

use domain::codes::ProjectType;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, Select};
use uuid::Uuid;

use super::{Referent, complete};
use crate::StoreError;
use crate::entities::referents::{Column, Entity};
use crate::prospects::Archived;
use crate::slice::{Slice, containing, every_word, sliced};

/// Which référents.
#[derive(Debug, Clone, Default)]
pub struct ReferentFilter {
    /// Words of the name; accents and case do not matter.
    pub q: Option<String>,
    /// Those whose zones name one of these territories.
    pub territories: Vec<String>,
    /// Those who take this project type.
    pub project_type: Option<ProjectType>,
    /// Those of this partner.
    pub partner_id: Option<Uuid>,
    /// Archived or not.
    pub archived: Archived,
}

/// Référents by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &ReferentFilter,
    slice: &Slice,
) -> Result<Vec<Referent>, StoreError> {
    let select = filtered(db.get_database_backend(), filter);
    let rows = sliced(select, Column::SortName, Column::Id, slice).all(db).await?;
    complete(db, rows).await
}

/// How many référents there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &ReferentFilter) -> Result<u64, StoreError> {
    Ok(filtered(db.get_database_backend(), filter).count(db).await?)
}

fn filtered(backend: DbBackend, filter: &ReferentFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(words) = &filter.q {
        select = select.filter(every_word(Column::SortName, words));
    }
    if !filter.territories.is_empty() {
        let codes = filter.territories.iter();
        select = select.filter(codes.fold(Condition::any(), |any, code| any.add(holds(backend, Column::Zones, code))));
    }
    if let Some(kind) = filter.project_type {
        let all = json_text(backend, Column::ProjectTypes).eq("[]");
        let taken = Condition::any().add(all).add(holds(backend, Column::ProjectTypes, kind.as_str()));
        select = select.filter(taken);
    }
    if let Some(partner_id) = filter.partner_id {
        select = select.filter(Column::PartnerId.eq(partner_id));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// A JSON column as text: PostgreSQL keeps `jsonb`, SQLite may keep text or its own binary form.
fn json_text(backend: DbBackend, column: Column) -> Expr {
    match backend {
        DbBackend::Sqlite => Func::cust("json").arg(Expr::col(column)).into(),
        _ => Expr::col(column).cast_as("text"),
    }
}

/// Whether a JSON list of codes holds `code`. Codes hold letters, digits and underscores only.
fn holds(backend: DbBackend, column: Column, code: &str) -> Expr {
    json_text(backend, column).like(containing(&format!("\"{code}\"")))
}
