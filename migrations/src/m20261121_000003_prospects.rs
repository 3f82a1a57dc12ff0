//! The file of a household and all that hangs on it; the tables are described in the child modules.

mod file;
mod follow_up;
mod household;
mod indexes;
mod search;

use sea_orm_migration::prelude::*;

use crate::naming::{create, drop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            file::prospects(manager),
            file::prospect_tags(),
            file::prospect_wishes(),
            file::number_sequences(),
            file::status_changes(),
            household::members(),
            household::careers(),
            household::consent_texts(),
            household::consents(),
            household::installations(),
            follow_up::needs(),
            follow_up::tasks(),
            follow_up::assignments(),
            follow_up::interactions(),
            search::prospect_search(),
        ];
        let mut indexes = indexes::of_prospects();
        indexes.extend(indexes::of_satellites());
        create(manager, tables, indexes).await?;
        search::create_index(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        search::drop_index(manager).await?;
        let tables = [
            "prospect_search",
            "interactions",
            "assignments",
            "tasks",
            "needs",
            "installations",
            "consents",
            "consent_texts",
            "careers",
            "members",
            "status_changes",
            "number_sequences",
            "prospect_wishes",
            "prospect_tags",
            "prospects",
        ];
        drop(manager, &tables).await
    }
}
