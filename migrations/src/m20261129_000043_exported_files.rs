//! Which files left with which export: the journal names the export only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![exported_files()], vec![index("exported_files", &["prospect_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["exported_files"]).await
    }
}

/// No foreign key: what left has left, whatever becomes of the file. `export_id` is the resource of its entry in the journal.
fn exported_files() -> TableCreateStatement {
    Table::create()
        .table("exported_files")
        .col(uuid("export_id"))
        .col(uuid("prospect_id"))
        .primary_key(Index::create().name("pk_exported_files").col("export_id").col("prospect_id"))
        .take()
}
