//! Figures that the programme told the press, with what a person says of how they differ from the files.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, stamped, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "published_figures";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes =
            vec![unique(TABLE, &["key"]), index(TABLE, &["sort_key", "id"]), index(TABLE, &["year", "sort_key", "id"])];
        create(manager, vec![published_figures(manager)], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &[TABLE]).await
    }
}

/// `as_of` is a year, a month or a day as it was told; `year` is its year.
fn published_figures(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table(TABLE)
            .col(pk_uuid("id"))
            .col(text("key"))
            .col(ordered_text(manager, "sort_key"))
            .col(text("label"))
            .col(integer("figure"))
            .col(text("unit"))
            .col(boolean("approximate"))
            .col(text_null("indicator"))
            .col(integer_null("from_year"))
            .col(integer("year"))
            .col(text("as_of"))
            .col(text("document"))
            .col(text_null("url"))
            .col(text_null("reason"))
            .col(text_null("note"))
            .take(),
    )
}
