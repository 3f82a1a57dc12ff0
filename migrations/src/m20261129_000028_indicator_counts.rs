//! Maintained counts of the figures of files. Nothing is counted here: whatever starts on these tables counts what is there.

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
        let waiting = index("indicator_changes", &["indicator", "months", "dimension", "starts_on"]);
        create(manager, vec![counted_files(), indicator_counts(), indicator_changes()], vec![waiting]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["indicator_changes", "indicator_counts", "counted_files"]).await
    }
}

/// What a file was counted for. No foreign key: a file that is deleted is taken off the counts first.
fn counted_files() -> TableCreateStatement {
    Table::create()
        .table("counted_files")
        .col(pk_uuid("prospect_id"))
        .col(integer("rules"))
        .col(json_binary("history"))
        .take()
}

/// What both tables of counts are about; an empty text is what has no value.
fn what(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(text("indicator"))
        .col(integer("months"))
        .col(text("dimension"))
        .col(date("starts_on"))
        .col(text("part"))
        .col(text("epci_code"))
        .col(big_integer("weight"))
        .col(big_integer("hits"))
        .col(big_integer("cases"))
        .take()
}

fn indicator_counts() -> TableCreateStatement {
    let mut key = Index::create().name("pk_indicator_counts").take();
    for column in ["indicator", "months", "dimension", "starts_on", "part", "epci_code"] {
        key.col(column);
    }
    what("indicator_counts").primary_key(&mut key).take()
}

/// Changes that await being added to the counts: inserted by whoever writes on a file, so that nobody waits for anybody.
fn indicator_changes() -> TableCreateStatement {
    what("indicator_changes").col(pk_uuid("id")).take()
}
