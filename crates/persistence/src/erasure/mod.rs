//! Erasing somebody: every statement is made from the classification of the columns, so that none can be forgotten.

mod classification;
mod ledger;
mod rows;
mod schema;
mod sweep;

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

pub use classification::{Category, Column, Route, Rule, SubjectKind, Table, tables};
pub use ledger::{Day, Erasure, Keep, days, fingerprints, insert, remaining};
pub use schema::differences;
pub use sweep::sweep;

use crate::StoreError;
use crate::entities::{ambassadors, contact_requests, members, prospects, stand_captures};

/// What stands where a name or a sentence must stand.
pub const WORD: &str = "(effacé)";

/// Somebody who is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What they are to the programme.
    pub kind: SubjectKind,
    /// Their id, and those of the files that theirs took in.
    pub ids: Vec<Uuid>,
    /// Every address of theirs, in small letters.
    pub addresses: Vec<String>,
    /// What else a mail names them by: the numbers of their files.
    pub numbers: Vec<String>,
}

/// The people of a file, with those of the files that it took in.
///
/// # Errors
/// Those of the store.
pub async fn of_file(db: &impl ConnectionTrait, id: Uuid) -> Result<Subject, StoreError> {
    let files: Vec<(Uuid, String)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number])
        .filter(prospects::Column::Id.eq(id).or(prospects::Column::MergedIntoId.eq(id)))
        .into_tuple()
        .all(db)
        .await?;
    let (ids, numbers): (Vec<Uuid>, Vec<String>) = files.into_iter().unzip();
    let mut addresses: Vec<Option<String>> = members::Entity::find()
        .select_only()
        .column(members::Column::Email)
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let asked = contact_requests::Entity::find()
        .select_only()
        .column(contact_requests::Column::Email)
        .filter(contact_requests::Column::ProspectId.is_in(ids.iter().copied()));
    addresses.extend(asked.into_tuple::<Option<String>>().all(db).await?);
    let met = stand_captures::Entity::find()
        .select_only()
        .column(stand_captures::Column::Email)
        .filter(stand_captures::Column::ProspectId.is_in(ids.iter().copied()));
    addresses.extend(met.into_tuple::<Option<String>>().all(db).await?);
    Ok(Subject { kind: SubjectKind::File, ids, addresses: small(addresses), numbers })
}

/// An ambassador.
///
/// # Errors
/// Those of the store.
pub async fn of_ambassador(db: &impl ConnectionTrait, id: Uuid) -> Result<Subject, StoreError> {
    let email: Option<String> = ambassadors::Entity::find_by_id(id)
        .select_only()
        .column(ambassadors::Column::Email)
        .into_tuple()
        .one(db)
        .await?;
    Ok(Subject { kind: SubjectKind::Ambassador, ids: vec![id], addresses: small(vec![email]), numbers: vec![] })
}

fn small(addresses: Vec<Option<String>>) -> Vec<String> {
    let mut all: Vec<String> =
        addresses.into_iter().flatten().map(|address| address.to_lowercase()).filter(|one| !one.is_empty()).collect();
    all.sort();
    all.dedup();
    all
}

/// Blanks or removes every row of somebody; what is counted stays. Done again, nothing changes.
///
/// # Errors
/// Those of the store.
pub async fn erase(tx: &DatabaseTransaction, subject: &Subject) -> Result<(), StoreError> {
    let tables = tables()?;
    // What other rows lead to is looked for while they still do.
    let ids = rows::ids(tx, tables, subject).await?;
    let (led_to, theirs): (Vec<_>, Vec<_>) =
        rows::of(tables, subject.kind).partition(|(_, route)| rows::is_led_to(route));
    for (table, route) in led_to.into_iter().chain(theirs) {
        let found = rows::found(tx.get_database_backend(), subject, route, &ids);
        if table.goes() {
            tx.execute(&Query::delete().from_table(table.name).cond_where(found).to_owned()).await?;
            continue;
        }
        let values: Vec<(&str, Expr)> =
            table.columns.iter().filter_map(|column| Some((column.name, rows::value(column.rule)?))).collect();
        if !values.is_empty() {
            tx.execute(&Query::update().table(table.name).values(values).cond_where(found).to_owned()).await?;
        }
    }
    forget_samples(tx, tables).await
}

/// SQLite keeps samples of what its indexes hold, for its plans: names and addresses among them.
async fn forget_samples(tx: &DatabaseTransaction, tables: &[Table]) -> Result<(), StoreError> {
    if tx.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let sampled = Query::select()
        .column("name")
        .from("sqlite_master")
        .and_where(sea_orm::sea_query::ExprTrait::eq(Expr::col("name"), "sqlite_stat4"))
        .to_owned();
    if tx.query_one(&sampled).await?.is_none() {
        return Ok(());
    }
    let names = tables.iter().filter(|table| !table.routes.is_empty()).map(|table| table.name);
    let of_people = sea_orm::sea_query::ExprTrait::is_in(Expr::col("tbl"), names);
    tx.execute(&Query::delete().from_table("sqlite_stat4").and_where(of_people).to_owned()).await?;
    Ok(())
}
