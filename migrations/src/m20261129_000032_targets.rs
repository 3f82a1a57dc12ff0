//! What the programme aims at, per indicator, year and territory.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, stamped, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Also the order in which the targets of a year are listed.
        let one = unique("targets", &["year", "indicator", "territory_code"]);
        create(manager, vec![targets()], vec![one]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["targets"]).await
    }
}

/// `territory_code` is an EPCI, or 46 for the whole département: a null would be no part of what makes a row the only one.
fn targets() -> TableCreateStatement {
    stamped(
        Table::create()
            .table("targets")
            .col(pk_uuid("id"))
            .col(text("indicator"))
            .col(integer("year"))
            .col(text("territory_code"))
            .col(integer("value"))
            .col(text_null("note"))
            .check(Check::named("ck_targets_value", Expr::col("value").gte(0)))
            .take(),
    )
}
