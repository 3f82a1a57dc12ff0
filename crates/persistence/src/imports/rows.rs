//! The verdict on each row.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use serde_json::Value;
use uuid::Uuid;

use super::CHUNK;
use crate::StoreError;
use crate::entities::import_rows::{ActiveModel, Column, Entity, Relation};
use crate::entities::{job_offers, prospects};

/// A row of the spreadsheet with its verdict.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct Row {
    /// Its place, from 1 after the titles.
    pub row: i32,
    /// Code of the verdict.
    pub verdict: String,
    /// Why, as the caller stores it.
    pub reasons: Value,
    /// The row of the same import whose file it belongs to.
    pub attached_to_row: Option<i32>,
    /// The file it became or belongs to.
    pub prospect_id: Option<Uuid>,
    /// The offer it became, changes, says nothing new of, or ends.
    pub job_offer_id: Option<Uuid>,
    /// Number of that file; read only.
    pub number: Option<String>,
    /// Title of that offer; read only.
    pub title: Option<String>,
}

/// Replaces every verdict of an import.
///
/// # Errors
/// Those of the store.
pub async fn replace_rows(db: &impl ConnectionTrait, import_id: Uuid, rows: &[Row]) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::ImportId.eq(import_id)).exec(db).await?;
    for chunk in rows.chunks(CHUNK) {
        let models = chunk.iter().map(|row| ActiveModel {
            import_id: Set(import_id),
            row: Set(row.row),
            verdict: Set(row.verdict.clone()),
            reasons: Set(row.reasons.clone()),
            attached_to_row: Set(row.attached_to_row),
            prospect_id: Set(row.prospect_id),
            job_offer_id: Set(row.job_offer_id),
        });
        Entity::insert_many(models).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Rows of an import in their order, of one verdict if given, `limit` of them (all without) after row `after`.
///
/// # Errors
/// Those of the store.
pub async fn list_rows(
    db: &impl ConnectionTrait,
    import_id: Uuid,
    verdict: Option<&str>,
    after: i32,
    limit: Option<u64>,
) -> Result<Vec<Row>, StoreError> {
    let mut query = Entity::find()
        .column_as(prospects::Column::Number, "number")
        .column_as(job_offers::Column::Title, "title")
        .join(JoinType::LeftJoin, Relation::Prospect.def())
        .join(JoinType::LeftJoin, Relation::JobOffer.def())
        .filter(Column::ImportId.eq(import_id))
        .filter(Column::Row.gt(after))
        .order_by_asc(Column::Row)
        .limit(limit);
    if let Some(verdict) = verdict {
        query = query.filter(Column::Verdict.eq(verdict));
    }
    Ok(query.into_model().all(db).await?)
}
