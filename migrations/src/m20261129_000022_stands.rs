//! Stands without network: the code that lets tablets in, the tablets, whom they met and how many passed by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 4] = ["synced", "linked", "probable_duplicate", "rejected"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![stand_accesses(), stand_devices(), visitor_counters(), stand_captures()];
        create(manager, tables, indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["stand_captures", "visitor_counters", "stand_devices", "stand_accesses"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    let mut waiting_mails = index("stand_captures", &["event_id", "email"]);
    let mut waiting_phones = index("stand_captures", &["event_id", "phone"]);
    vec![
        unique("stand_accesses", &["code_hash"]),
        unique("stand_devices", &["token_hash"]),
        unique("stand_devices", &["event_id", "tablet_id"]),
        unique("stand_captures", &["event_id", "client_id"]),
        index("stand_captures", &["event_id", "created_at", "id"]),
        index("stand_captures", &["event_id", "status"]),
        index("stand_captures", &["prospect_id"]),
        waiting_mails.and_where(Expr::col("email").is_not_null()).take(),
        waiting_phones.and_where(Expr::col("phone").is_not_null()).take(),
    ]
}

/// One code per event, known by its keyed hash only. Closing it closes the devices that it let in.
fn stand_accesses() -> TableCreateStatement {
    let table = "stand_accesses";
    stamped(
        Table::create()
            .table(table)
            .col(uuid("event_id").primary_key())
            .col(text("code_hash"))
            .col(uuid_null("opened_by_id"))
            .col(text("opened_by_name"))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "opened_by_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// `tablet_id` is drawn by the tablet itself: whoever comes back with the code is the same device with a new token.
/// `clock_offset_ms` is what has to be added to the clock of the tablet to get the right time.
fn stand_devices() -> TableCreateStatement {
    let table = "stand_devices";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("event_id"))
            .col(uuid("tablet_id"))
            .col(text("label"))
            .col(text("token_hash"))
            .col(big_integer_null("clock_offset_ms"))
            .col(timestamp_with_time_zone_null("last_seen_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .take(),
    )
}

/// How many people a device saw on a day: the greatest number that it told.
fn visitor_counters() -> TableCreateStatement {
    let table = "visitor_counters";
    Table::create()
        .table(table)
        .col(uuid("device_id"))
        .col(date("day"))
        .col(integer("visitors"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().name("pk_visitor_counters").col("device_id").col("day"))
        .foreign_key(&mut references(table, "device_id", "stand_devices", ForeignKeyAction::Cascade))
        .take()
}

/// `client_id` is drawn by the device, so that a repeat is recognised. `payload` is what was sent, blanked with the
/// names and contacts beside it once it has had its time; `captured_at` is set right by the offset of the clock; `matches` says
/// of whom somebody may be a double, and why.
fn stand_captures() -> TableCreateStatement {
    let table = "stand_captures";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("event_id"))
            .col(uuid("device_id"))
            .col(uuid("client_id"))
            .col(text("status"))
            .col(text("level"))
            .col(timestamp_with_time_zone("captured_at"))
            .col(date("captured_on"))
            .col(big_integer("clock_offset_ms"))
            .col(timestamp_with_time_zone("received_at"))
            .col(text_null("first_name"))
            .col(text_null("last_name"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(json("payload"))
            .col(json("matches"))
            .col(uuid_null("prospect_id"))
            .col(text_null("reason"))
            .col(uuid_null("decided_by_id"))
            .col(text_null("decided_by_name"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .check(status_check(table, &STATES))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "device_id", "stand_devices", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "decided_by_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}
