//! The event at which a household was met. No foreign key: SQLite cannot add one to a table that exists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

use crate::naming::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("prospects").add_column(uuid_null("event_id")).take()).await?;
        let mut met = index("prospects", &["event_id", "created_at", "id"]);
        manager.create_index(met.and_where(Expr::col("event_id").is_not_null()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_prospects_event_id_created_at_id";
        manager.drop_index(Index::drop().name(name).table("prospects").to_owned()).await?;
        manager.alter_table(Table::alter().table("prospects").drop_column("event_id").take()).await
    }
}
