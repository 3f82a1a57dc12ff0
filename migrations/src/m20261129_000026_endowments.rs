//! What is handed over to ambassadors, and what was.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("endowments", &["sort_label", "id"]),
            index("endowment_grants", &["ambassador_id", "given_at", "id"]),
            index("endowment_grants", &["endowment_id", "ambassador_id"]),
        ];
        create(manager, vec![endowments(manager), grants()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["endowment_grants", "endowments"]).await
    }
}

/// `stock` is what is left, null without limit; `is_once` is one per ambassador.
fn endowments(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("endowments")
            .col(pk_uuid("id"))
            .col(text("label"))
            .col(ordered_text(manager, "sort_label"))
            .col(text_null("description"))
            .col(integer_null("stock"))
            .col(integer_null("min_days_active"))
            .col(integer_null("min_sponsorings_accepted"))
            .col(boolean("requires_image_right"))
            .col(boolean("is_once"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .check(Check::named("ck_endowments_stock", Expr::col("stock").gte(0)))
            .take(),
    )
}

/// A piece that was handed over. A mistake is taken back by removing the row; the trail keeps both.
fn grants() -> TableCreateStatement {
    let table = "endowment_grants";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("endowment_id"))
            .col(uuid("ambassador_id"))
            .col(text_null("note"))
            .col(timestamp_with_time_zone("given_at"))
            .col(text("actor_name"))
            .foreign_key(&mut references(table, "endowment_id", "endowments", ForeignKeyAction::Restrict))
            .foreign_key(&mut references(table, "ambassador_id", "ambassadors", ForeignKeyAction::Cascade))
            .take(),
    )
}
