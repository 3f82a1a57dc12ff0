//! The roadmap of each year.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 4] = ["todo", "in_progress", "done", "dropped"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("roadmap_items", &["year", "sort_key", "id"]),
            unique("roadmap_items", &["carried_from_id", "year"]),
        ];
        create(manager, vec![roadmap_items(manager)], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["roadmap_items"]).await
    }
}

/// `sort_key` is the year and the place in it. `carried_from_id` is the item of an earlier year that this one goes on
/// from: an item is carried to a year once.
fn roadmap_items(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "roadmap_items";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(integer("year"))
            .col(ordered_text(manager, "sort_key"))
            .col(integer_null("quarter"))
            .col(text("title"))
            .col(text_null("description"))
            .col(uuid_null("owner_id"))
            .col(text_null("indicator_code"))
            .col(integer_null("target"))
            .col(text("status"))
            .col(uuid_null("carried_from_id"))
            .check(status_check(table, &STATES))
            .check(Check::named("ck_roadmap_items_quarter", Expr::col("quarter").between(1, 4)))
            .foreign_key(&mut references(table, "owner_id", "partners", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "carried_from_id", table, ForeignKeyAction::SetNull))
            .take(),
    )
}
