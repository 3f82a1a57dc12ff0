//! Import of files kept by the offices: the file as received, and the verdict on each of its rows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![import_batches(), import_rows()],
            vec![
                index("import_batches", &["created_at", "id"]),
                index("import_rows", &["import_id", "verdict", "row"]),
                index("import_rows", &["prospect_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["import_rows", "import_batches"]).await
    }
}

/// `created_by` is empty for an import started on the command line; `digest` tells whether the same content came
/// before, also once it is forgotten.
fn import_batches() -> TableCreateStatement {
    let table = "import_batches";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("filename"))
            .col(text("status"))
            .col(blob("content"))
            .col(text("digest"))
            .col(text_null("encoding"))
            .col(text_null("delimiter"))
            .col(text_null("sheet"))
            .col(json_binary("headers"))
            .col(json_binary("mapping"))
            .col(json_binary_null("summary"))
            .col(integer("row_count"))
            .col(uuid_null("created_by"))
            .col(timestamp_with_time_zone_null("committed_at"))
            .col(timestamp_with_time_zone_null("undone_at"))
            .col(timestamp_with_time_zone_null("undoable_until"))
            .check(status_check(table, &["uploaded", "checked", "committed", "undone"]))
            .foreign_key(&mut references(table, "created_by", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

fn import_rows() -> TableCreateStatement {
    let table = "import_rows";
    Table::create()
        .table(table)
        .col(uuid("import_id"))
        .col(integer("row"))
        .col(text("verdict"))
        .col(json_binary("reasons"))
        .col(integer_null("attached_to_row"))
        .col(uuid_null("prospect_id"))
        .primary_key(Index::create().name("pk_import_rows").col("import_id").col("row"))
        .foreign_key(&mut references(table, "import_id", "import_batches", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::SetNull))
        .take()
}
