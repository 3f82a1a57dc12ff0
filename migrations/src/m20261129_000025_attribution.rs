//! The campaign and the touchpoint of a request, and the touchpoint of a file. No foreign keys: SQLite cannot add one to a
//! table that exists; touchpoints are archived and never removed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text_null, uuid_null};
use sea_orm_migration::sea_orm::DbBackend;

use crate::naming::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Table, column by which it is found, and what orders what is found.
const INDEXES: [(&str, &str, &str); 2] =
    [("prospects", "touchpoint_id", "created_at"), ("contact_requests", "campaign", "received_at")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "prospects", uuid_null("touchpoint_id")).await?;
        add(manager, "contact_requests", text_null("campaign")).await?;
        add(manager, "contact_requests", uuid_null("touchpoint_id")).await?;
        fill(manager).await?;
        for (table, column, order) in INDEXES {
            let mut named = index(table, &[column, order, "id"]);
            manager.create_index(named.and_where(Expr::col(column).is_not_null()).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column, order) in INDEXES {
            let name = format!("ix_{table}_{column}_{order}_id");
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        for (table, column) in
            [("contact_requests", "touchpoint_id"), ("contact_requests", "campaign"), ("prospects", "touchpoint_id")]
        {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}

/// The campaigns that requests already named in what was sent.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sent = match manager.get_database_backend() {
        DbBackend::Postgres => "payload->>'campaign'",
        _ => "json_extract(payload, '$.campaign')",
    };
    let sql = format!("UPDATE contact_requests SET campaign = nullif(trim({sent}), '')");
    manager.get_connection().execute_unprepared(&sql).await?;
    Ok(())
}
