//! Names of constraints, built one way everywhere, because a violated constraint is mapped to a
//! field by its name: `ix_`, `uq_` and `fk_` + table + columns, `ck_` + table + what it checks.
//! SQLite reports a unique violation by its columns only, so the columns have to be in the name.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, timestamp_with_time_zone};
use sea_orm_migration::sea_orm::DbBackend;

fn index_on(prefix: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{prefix}_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Index `ix_<table>_<columns>`; a trailing `id` makes it serve a keyset page.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index_on("ix", table, columns)
}

/// Unique index `uq_<table>_<columns>`.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index_on("uq", table, columns).unique().take()
}

/// Foreign key `fk_<table>_<column>` to the `id` of another table.
pub fn references(
    table: &'static str,
    column: &'static str,
    target: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(target, "id")
        .on_delete(on_delete)
        .take()
}

/// Check `ck_<table>_status`: the states of a state machine are ours for ever, other codes are open.
pub fn status_check(table: &'static str, states: &[&'static str]) -> Check {
    Check::named(format!("ck_{table}_status"), Expr::col("status").is_in(states.iter().copied()))
}

/// Text compared byte by byte: PostgreSQL would otherwise sort by the cluster's locale, and a page
/// would not follow the same order as on SQLite; its prefixes (`LIKE 'fig%'`) use the index too.
pub fn ordered_text(manager: &SchemaManager<'_>, column: &'static str) -> ColumnDef {
    let mut definition = text(column);
    if manager.get_database_backend() == DbBackend::Postgres {
        definition.extra(r#"COLLATE "C""#);
    }
    definition
}

/// Adds `created_at`, `updated_at` and `version` (starts at 1, raised by each change).
pub fn stamped(mut table: TableCreateStatement) -> TableCreateStatement {
    table
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(integer("version").default(1))
        .take()
}

/// Creates tables, then indexes, in the order given.
pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Drops tables (their indexes and triggers with them), in the order given: children first.
pub async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}
