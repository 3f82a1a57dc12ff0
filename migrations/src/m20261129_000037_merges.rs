//! Files that were merged, with what it takes to undo it. `merged_into_id` has no foreign key: SQLite cannot add one to a
//! table that exists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let into = Table::alter().table("prospects").add_column(uuid_null("merged_into_id")).take();
        manager.alter_table(into).await?;
        let mut merged = index("prospects", &["merged_into_id"]);
        let mut journals = index("merges", &["undo_until"]);
        let indexes = vec![
            merged.and_where(Expr::col("merged_into_id").is_not_null()).take(),
            index("merges", &["kept_id", "merged_at"]),
            index("merges", &["other_id", "merged_at"]),
            journals.and_where(Expr::col("journal").is_not_null()).take(),
        ];
        create(manager, vec![merges()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["merges"]).await?;
        let name = "ix_prospects_merged_into_id";
        manager.drop_index(Index::drop().name(name).table("prospects").to_owned()).await?;
        manager.alter_table(Table::alter().table("prospects").drop_column("merged_into_id").take()).await
    }
}

/// `journal` holds every row that the merge moved or changed, as it was before and after; it is blanked once the merge
/// cannot be undone any more.
fn merges() -> TableCreateStatement {
    let table = "merges";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("kept_id"))
            .col(uuid("other_id"))
            .col(timestamp_with_time_zone("merged_at"))
            .col(text("merged_by_name"))
            .col(timestamp_with_time_zone("undo_until"))
            .col(json_binary_null("journal"))
            .col(timestamp_with_time_zone_null("undone_at"))
            .col(text_null("undone_by_name"))
            .foreign_key(&mut references(table, "kept_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "other_id", "prospects", ForeignKeyAction::Cascade))
            .take(),
    )
}
