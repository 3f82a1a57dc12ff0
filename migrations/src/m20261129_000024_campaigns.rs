//! Campaigns: their phases in order, the points where people are met, the visits that those points bring.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![campaigns(manager), campaign_phases(), touchpoints(manager), touchpoint_visits()];
        create(manager, tables, indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["touchpoint_visits", "touchpoints", "campaign_phases", "campaigns"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("campaigns", &["code"]),
        index("campaigns", &["sort_label", "id"]),
        index("campaign_phases", &["campaign_id", "place"]),
        unique("touchpoints", &["code"]),
        index("touchpoints", &["sort_label", "id"]),
        index("touchpoints", &["campaign_id", "sort_label", "id"]),
        index("touchpoints", &["phase_id"]),
        index("touchpoints", &["event_id"]),
    ]
}

/// `code` is what `prospects.campaign` and `contact_requests.campaign` name; it never changes.
fn campaigns(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "campaigns";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("code"))
            .col(text("label"))
            .col(ordered_text(manager, "sort_label"))
            .col(text("search_text"))
            .col(text("status"))
            .col(text_null("goal"))
            .col(json_binary("audience"))
            .col(date_null("starts_on"))
            .col(date_null("ends_on"))
            .col(big_integer_null("budget_cents"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .check(status_check(table, &["draft", "running", "closed"]))
            .take(),
    )
}

fn campaign_phases() -> TableCreateStatement {
    let table = "campaign_phases";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("campaign_id"))
        .col(integer("place"))
        .col(text("label"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(json_binary("audience"))
        .col(text_null("call_to_action"))
        .col(big_integer_null("budget_cents"))
        .foreign_key(&mut references(table, "campaign_id", "campaigns", ForeignKeyAction::Cascade))
        .take()
}

/// `code` is printed, as the end of an address and as a QR code: it never changes and is never given again.
fn touchpoints(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "touchpoints";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("campaign_id"))
            .col(uuid_null("phase_id"))
            .col(uuid_null("event_id"))
            .col(text("code"))
            .col(text("label"))
            .col(ordered_text(manager, "sort_label"))
            .col(text("kind"))
            .col(text_null("commune_code"))
            .col(text_null("venue"))
            .col(text_null("call_to_action"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .foreign_key(&mut references(table, "campaign_id", "campaigns", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "phase_id", "campaign_phases", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// How often the code of a touchpoint was followed on a day in the Lot; nothing of those who followed it.
fn touchpoint_visits() -> TableCreateStatement {
    let table = "touchpoint_visits";
    Table::create()
        .table(table)
        .col(uuid("touchpoint_id"))
        .col(date("day"))
        .col(big_integer("visits"))
        .primary_key(Index::create().name("pk_touchpoint_visits").col("touchpoint_id").col("day"))
        .foreign_key(&mut references(table, "touchpoint_id", "touchpoints", ForeignKeyAction::Cascade))
        .take()
}
