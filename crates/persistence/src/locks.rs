//! Locks on things that have no row yet, held until the end of the transaction.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::StoreError;

/// Holds the people with these addresses and numbers: two openings of a file for one of them wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_people(db: &impl ConnectionTrait, emails: &[String], phones: &[String]) -> Result<(), StoreError> {
    let names: Vec<String> = emails.iter().chain(phones).map(|contact| format!("person:{contact}")).collect();
    hold(db, &names).await
}

/// Holds the employer with this SIRET: two sign-ups of it wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_employer(db: &impl ConnectionTrait, siret: &str) -> Result<(), StoreError> {
    hold(db, &[format!("employer:{siret}")]).await
}

/// Holds an event or one of its sessions: two bookings of its last place wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_event(db: &impl ConnectionTrait, id: uuid::Uuid) -> Result<(), StoreError> {
    hold(db, &[format!("event:{id}")]).await
}

/// Holds the counts of the figures: two servers that add changes to them wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_counts(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    hold(db, &["indicator_counts".to_owned()]).await
}

/// Holds the stand of an event: two batches, or two decisions, wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_stand(db: &impl ConnectionTrait, event_id: uuid::Uuid) -> Result<(), StoreError> {
    hold(db, &[format!("stand:{event_id}")]).await
}

/// Holds an ambassador: two households that ask for the last place wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_ambassador(db: &impl ConnectionTrait, id: uuid::Uuid) -> Result<(), StoreError> {
    hold(db, &[format!("ambassador:{id}")]).await
}

/// Holds the chain of the journal: two sealings wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_audit_chain(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    hold(db, &["audit_chain".to_owned()]).await
}

/// Holds an endowment, and the ambassador who is to get it: two hand-overs of the last piece, or to the same one, wait
/// for each other, and for whoever counts the stock anew.
///
/// # Errors
/// Those of the store.
pub async fn hold_endowment(
    db: &impl ConnectionTrait,
    id: uuid::Uuid,
    ambassador_id: Option<uuid::Uuid>,
) -> Result<(), StoreError> {
    let names: Vec<String> = ambassador_id.map(|id| format!("ambassador:{id}")).into_iter().collect();
    hold(db, &[names, vec![format!("endowment:{id}")]].concat()).await
}

/// Holds a target before it has a row: two who set it for the first time wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_target(db: &impl ConnectionTrait, key: &crate::targets::TargetKey) -> Result<(), StoreError> {
    hold(db, &[format!("target:{key:?}")]).await
}

/// Holds the roadmap of a year: two that change its order wait for each other.
///
/// # Errors
/// Those of the store.
pub async fn hold_roadmap(db: &impl ConnectionTrait, year: i32) -> Result<(), StoreError> {
    hold(db, &[format!("roadmap:{year}")]).await
}

/// Waits until no other transaction holds any of these names, then holds them until this one ends.
///
/// On SQLite the transaction already holds the one writer. On PostgreSQL names are taken in one order, so that two
/// transactions never wait for each other.
///
/// # Errors
/// Those of the store.
async fn hold(db: &impl ConnectionTrait, names: &[String]) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut ordered: Vec<&String> = names.iter().collect();
    ordered.sort();
    ordered.dedup();
    for name in ordered {
        let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.as_str().into()]);
        db.execute_raw(statement).await?;
    }
    Ok(())
}
