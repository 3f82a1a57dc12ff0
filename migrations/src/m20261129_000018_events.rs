//! Events: when and where they are, with whom, what they cost, who stands on the stand.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 7] =
    ["draft", "published", "registrations_closed", "running", "finished", "archived", "cancelled"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![events(manager), event_days(), event_partners(), event_budget_lines(), event_shifts()];
        create(manager, tables, indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["event_shifts", "event_budget_lines", "event_partners", "event_days", "events"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("events", &["sort_key", "id"]),
        index("events", &["status", "first_on"]),
        index("event_partners", &["partner_id"]),
        index("event_budget_lines", &["event_id", "place"]),
        unique("event_shifts", &["event_id", "user_id", "day"]),
        index("event_shifts", &["user_id", "day"]),
    ]
}

/// `first_on` and `last_on` are those of the days; `sort_key` is the first day and the folded title. `search_text` holds
/// folded words. `announced_at` is the first publication: a draft that was cancelled was never known to the public.
fn events(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "events";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("title"))
            .col(ordered_text(manager, "sort_key"))
            .col(text("search_text"))
            .col(text("kind"))
            .col(text("status"))
            .col(text_null("status_reason"))
            .col(text("format"))
            .col(text_null("series"))
            .col(text_null("edition"))
            .col(uuid_null("organiser_id"))
            .col(text_null("commune_code"))
            .col(text_null("epci_code"))
            .col(text_null("venue"))
            .col(text_null("video_url"))
            .col(integer_null("capacity"))
            .col(text_null("description"))
            .col(boolean("is_public").default(false))
            .col(timestamp_with_time_zone_null("announced_at"))
            .col(date("first_on"))
            .col(date("last_on"))
            .col(uuid_null("author_id"))
            .col(text("author_name"))
            .check(status_check(table, &STATES))
            .foreign_key(&mut references(table, "organiser_id", "partners", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "author_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// Times are those that clocks in the Lot show.
fn event_days() -> TableCreateStatement {
    let table = "event_days";
    Table::create()
        .table(table)
        .col(uuid("event_id"))
        .col(date("day"))
        .col(time_null("opens_at"))
        .col(time_null("closes_at"))
        .primary_key(Index::create().name("pk_event_days").col("event_id").col("day"))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .take()
}

fn event_partners() -> TableCreateStatement {
    let table = "event_partners";
    Table::create()
        .table(table)
        .col(uuid("event_id"))
        .col(uuid("partner_id"))
        .primary_key(Index::create().name("pk_event_partners").col("event_id").col("partner_id"))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "partner_id", "partners", ForeignKeyAction::Cascade))
        .take()
}

fn event_budget_lines() -> TableCreateStatement {
    let table = "event_budget_lines";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("event_id"))
        .col(integer("place"))
        .col(text("label"))
        .col(text("stage"))
        .col(big_integer("cents"))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .take()
}

/// Who is expected at an event on a day; one of its days.
fn event_shifts() -> TableCreateStatement {
    let table = "event_shifts";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("event_id"))
            .col(uuid("user_id"))
            .col(date("day"))
            .col(text_null("note"))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "user_id", "users", ForeignKeyAction::Cascade))
            .take(),
    )
}
