//! Taking an import back: its files go, except those on which somebody has worked since.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::prospects::FileNumber;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::CHUNK;
use crate::StoreError;
use crate::entities::{
    assignments, consents, contact_requests, interactions, needs, number_sequences, prospects, tasks,
};
use crate::indicators::counts;
use crate::prospects::search;

/// What came of taking an import back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// Files or offers deleted.
    pub deleted: usize,
    /// Offers that are again what they were.
    pub restored: usize,
    /// Numbers of files, names of offers that stay, because somebody has worked on them.
    pub kept: Vec<String>,
}

/// Deletes the files of an import that nobody changed since `committed_at`, and the notes it left; numbers that were
/// given last become free again.
///
/// # Errors
/// Those of the store.
pub async fn undo(
    tx: &DatabaseTransaction,
    import_id: Uuid,
    committed_at: DateTime<Utc>,
    notes: &[Uuid],
) -> Result<Undone, StoreError> {
    remove_notes(tx, notes).await?;
    let files: Vec<(Uuid, String)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number])
        .filter(prospects::Column::ImportId.eq(import_id))
        .order_by_asc(prospects::Column::Number)
        .lock_exclusive()
        .into_tuple()
        .all(tx)
        .await?;
    let kept: Vec<String> = prospects::Entity::find()
        .select_only()
        .column(prospects::Column::Number)
        .filter(prospects::Column::ImportId.eq(import_id))
        .filter(worked_on(committed_at))
        .order_by_asc(prospects::Column::Number)
        .into_tuple()
        .all(tx)
        .await?;
    let spared: BTreeSet<&String> = kept.iter().collect();
    let gone: Vec<&(Uuid, String)> = files.iter().filter(|(_, number)| !spared.contains(number)).collect();
    for chunk in gone.chunks(CHUNK) {
        let ids: Vec<Uuid> = chunk.iter().map(|(id, _)| *id).collect();
        let these = prospects::Column::Id.is_in(ids.iter().copied());
        prospects::Entity::delete_many().filter(these).exec(tx).await?;
        counts::refresh(tx, &ids).await?;
    }
    let years: BTreeSet<i32> =
        gone.iter().filter_map(|(_, number)| number.parse::<FileNumber>().ok()).map(|number| number.year).collect();
    for year in years {
        free_numbers(tx, year).await?;
    }
    Ok(Undone { deleted: gone.len(), restored: 0, kept })
}

async fn remove_notes(tx: &DatabaseTransaction, notes: &[Uuid]) -> Result<(), StoreError> {
    let mut files = BTreeSet::new();
    for chunk in notes.chunks(CHUNK) {
        let these = || interactions::Column::Id.is_in(chunk.iter().copied());
        let about: Vec<Uuid> = interactions::Entity::find()
            .select_only()
            .column(interactions::Column::ProspectId)
            .filter(these())
            .into_tuple()
            .all(tx)
            .await?;
        files.extend(about);
        interactions::Entity::delete_many().filter(these()).exec(tx).await?;
    }
    for file in files {
        search::reindex(tx, file).await?;
    }
    Ok(())
}

/// Whether a file changed after it was opened, or something hangs on it that the import did not bring.
fn worked_on(committed_at: DateTime<Utc>) -> Condition {
    let hanging: [SelectStatement; 6] = [
        Query::select().column(interactions::Column::ProspectId).from(interactions::Entity).to_owned(),
        Query::select().column(tasks::Column::ProspectId).from(tasks::Entity).to_owned(),
        Query::select().column(needs::Column::ProspectId).from(needs::Entity).to_owned(),
        Query::select().column(assignments::Column::ProspectId).from(assignments::Entity).to_owned(),
        Query::select().column(consents::Column::ProspectId).from(consents::Entity).to_owned(),
        Query::select()
            .column(contact_requests::Column::ProspectId)
            .from(contact_requests::Entity)
            .and_where(contact_requests::Column::ProspectId.is_not_null())
            .to_owned(),
    ];
    let changed =
        Condition::any().add(prospects::Column::Version.ne(1)).add(prospects::Column::UpdatedAt.ne(committed_at));
    hanging.into_iter().fold(changed, |any, query| any.add(prospects::Column::Id.in_subquery(query)))
}

/// Lets the next file of a year follow the last one that is left.
async fn free_numbers(tx: &DatabaseTransaction, year: i32) -> Result<(), StoreError> {
    // Locked first: whoever is opening a file of that year has finished when the last number is looked up.
    number_sequences::Entity::find_by_id(year).lock_exclusive().one(tx).await?;
    let prefix = format!("OML-{year:04}-");
    let last: Option<Option<i32>> = prospects::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("MAX(CAST(SUBSTR(number, {}) AS INTEGER))", prefix.len() + 1)), "last")
        .filter(prospects::Column::Number.starts_with(prefix))
        .into_tuple()
        .one(tx)
        .await?;
    match last.flatten() {
        Some(last) => {
            let row = number_sequences::ActiveModel { last: Set(last), ..Default::default() };
            let of_year = number_sequences::Column::Year.eq(year);
            number_sequences::Entity::update_many().set(row).filter(of_year).exec(tx).await?;
        }
        None => {
            number_sequences::Entity::delete_by_id(year).exec(tx).await?;
        }
    }
    Ok(())
}
