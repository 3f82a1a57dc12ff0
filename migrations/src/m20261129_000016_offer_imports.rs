//! Imports of job offers beside those of files: what they are about, and what each offer was before.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        manager.create_index(index("import_rows", &["job_offer_id"])).await?;
        manager.create_index(index("job_offer_changes", &["import_id"])).await?;
        create(manager, vec![import_job_offers()], vec![index("import_job_offers", &["job_offer_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["import_job_offers"]).await?;
        for (table, name) in
            [("import_rows", "ix_import_rows_job_offer_id"), ("job_offer_changes", "ix_job_offer_changes_import_id")]
        {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        for (table, column) in DROPPED {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}

const DROPPED: [(&str, &str); 5] = [
    ("job_offer_changes", "import_id"),
    ("import_rows", "job_offer_id"),
    ("import_batches", "is_partial"),
    ("import_batches", "source"),
    ("import_batches", "subject"),
];

/// `subject` says what the rows are about. `source` and `is_partial` are of offers: a file that is not partial holds
/// every offer of its source. `job_offer_changes.import_id` is the import that moved an offer: when it is taken back,
/// so is the move.
fn columns() -> [(&'static str, ColumnDef); 5] {
    [
        ("import_batches", text("subject").default("prospects").take()),
        ("import_batches", text_null("source")),
        ("import_batches", boolean("is_partial").default(false).take()),
        ("import_rows", uuid_null("job_offer_id")),
        ("job_offer_changes", uuid_null("import_id")),
    ]
}

/// The offers that an import wrote: `before` is the whole row as it was, empty for one that it created; `version` is
/// the one it left, by which a later change is known.
fn import_job_offers() -> TableCreateStatement {
    let table = "import_job_offers";
    Table::create()
        .table(table)
        .col(uuid("import_id"))
        .col(uuid("job_offer_id"))
        .col(json_binary_null("before"))
        .col(integer("version"))
        .primary_key(Index::create().name("pk_import_job_offers").col("import_id").col("job_offer_id"))
        .foreign_key(&mut references(table, "import_id", "import_batches", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "job_offer_id", "job_offers", ForeignKeyAction::Cascade))
        .take()
}
