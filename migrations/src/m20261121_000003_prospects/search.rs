//! Full-text search, the one place where the engines differ: the terms are folded and stemmed in
//! Rust, so that each engine only has to find words as they are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::naming::references;

/// `seq` is the stable row id of the full-text index (an implicit one may change on VACUUM).
pub fn prospect_search() -> TableCreateStatement {
    let table = "prospect_search";
    Table::create()
        .table(table)
        .col(big_integer("seq").auto_increment().primary_key())
        .col(uuid("prospect_id"))
        .col(text("terms"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

/// `secure-delete` removes a word from the index at once, so that an erased name is not found in
/// the file of the database.
const SQLITE: &str = "
CREATE VIRTUAL TABLE prospect_search_fts USING fts5(
    terms, content='prospect_search', content_rowid='seq',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');
INSERT INTO prospect_search_fts(prospect_search_fts, rank) VALUES('secure-delete', 1);
CREATE TRIGGER tr_prospect_search_insert AFTER INSERT ON prospect_search BEGIN
    INSERT INTO prospect_search_fts(rowid, terms) VALUES (new.seq, new.terms);
END;
CREATE TRIGGER tr_prospect_search_delete AFTER DELETE ON prospect_search BEGIN
    INSERT INTO prospect_search_fts(prospect_search_fts, rowid, terms)
    VALUES('delete', old.seq, old.terms);
END;
CREATE TRIGGER tr_prospect_search_update AFTER UPDATE OF terms ON prospect_search BEGIN
    INSERT INTO prospect_search_fts(prospect_search_fts, rowid, terms)
    VALUES('delete', old.seq, old.terms);
    INSERT INTO prospect_search_fts(rowid, terms) VALUES (new.seq, new.terms);
END;
";

const POSTGRES: &str = "
CREATE INDEX ix_prospect_search_terms ON prospect_search
    USING gin (to_tsvector('simple', terms));
";

/// Builds the index over `prospect_search.terms` that the engine offers.
pub async fn create_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => POSTGRES,
        _ => SQLITE,
    };
    manager.get_connection().execute_unprepared(statements).await?;
    Ok(())
}

/// PostgreSQL drops its index with the table, SQLite its triggers; the virtual table stands alone.
pub async fn drop_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        let statement = "DROP TABLE prospect_search_fts";
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
