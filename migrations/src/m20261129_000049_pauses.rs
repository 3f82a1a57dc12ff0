//! Until when a household asked not to be called.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

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
        let pause = Table::alter().table("prospects").add_column(date_null("paused_until")).take();
        manager.alter_table(pause).await?;
        let paused = index("prospects", &["paused_until"]).and_where(Expr::col("paused_until").is_not_null()).take();
        manager.create_index(paused).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_prospects_paused_until").table("prospects").to_owned()).await?;
        manager.alter_table(Table::alter().table("prospects").drop_column("paused_until").take()).await
    }
}
