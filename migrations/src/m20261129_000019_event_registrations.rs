//! What happens within events, and who comes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 6] = ["registered", "waitlisted", "confirmed", "attended", "absent", "cancelled"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("event_sessions", &["event_id", "starts_at", "id"]),
            index("event_registrations", &["event_id", "session_id", "status", "created_at", "id"]),
            index("event_registrations", &["event_id", "created_at", "id"]),
            index("event_registrations", &["session_id"]),
        ];
        create(manager, vec![event_sessions(), event_registrations()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["event_registrations", "event_sessions"]).await
    }
}

fn event_sessions() -> TableCreateStatement {
    let table = "event_sessions";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("event_id"))
            .col(text("kind"))
            .col(text("title"))
            .col(text_null("description"))
            .col(timestamp_with_time_zone("starts_at"))
            .col(timestamp_with_time_zone("ends_at"))
            .col(text_null("venue"))
            .col(text_null("video_url"))
            .col(integer_null("capacity"))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .take(),
    )
}

/// To a session, or without one to the event itself. `seats` are the person's own and those of the guests; `held_until`
/// is set as long as the address waits for its confirmation. Name and address are blanked a year after the event.
fn event_registrations() -> TableCreateStatement {
    let table = "event_registrations";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("event_id"))
            .col(uuid_null("session_id"))
            .col(text("status"))
            .col(text("first_name"))
            .col(text("email"))
            .col(integer("guests"))
            .col(integer("seats"))
            .col(text("source"))
            .col(text("consent_version"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(timestamp_with_time_zone_null("held_until"))
            .check(status_check(table, &STATES))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "session_id", "event_sessions", ForeignKeyAction::Cascade))
            .take(),
    )
}
