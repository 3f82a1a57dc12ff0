//! The files of a campaign, newest first: most files name none.

use sea_orm_migration::prelude::*;

use crate::naming::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut named = index("prospects", &["campaign", "created_at", "id"]);
        manager.create_index(named.and_where(Expr::col("campaign").is_not_null()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_prospects_campaign_created_at_id";
        manager.drop_index(Index::drop().name(name).table("prospects").to_owned()).await
    }
}
