//! Those who get the newsletter, and the invitations that ambassadors answer with one choice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check, unique};

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
            unique("newsletter_subscriptions", &["email_key"]),
            index("newsletter_subscriptions", &["status", "email", "id"]),
            index("newsletter_subscriptions", &["status", "expires_at"]),
            index("ambassador_invitations", &["created_at", "id"]),
            index("ambassador_invitation_events", &["event_id"]),
            unique("ambassador_invitees", &["invitation_id", "ambassador_id"]),
            index("ambassador_invitees", &["ambassador_id", "invitation_id"]),
            index("ambassador_invitees", &["registration_id"]),
        ];
        let tables = vec![newsletter_subscriptions(), invitations(), invitation_events(), invitees()];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invitations = ["ambassador_invitees", "ambassador_invitation_events", "ambassador_invitations"];
        drop(manager, &invitations).await?;
        drop(manager, &["newsletter_subscriptions"]).await
    }
}

/// An address and nothing else of the person; the row is erased by whoever unsubscribes. `email_key` is the address once
/// it is confirmed: it then stands once.
fn newsletter_subscriptions() -> TableCreateStatement {
    let table = "newsletter_subscriptions";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("status"))
            .col(text("email"))
            .col(text_null("email_key"))
            .col(text("source"))
            .col(text("consent_version"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .check(status_check(table, &["pending", "active"]))
            .take(),
    )
}

/// One choice among events, by a day. `audience` is the filter of the directory; it is applied when the invitation is sent.
fn invitations() -> TableCreateStatement {
    let table = "ambassador_invitations";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("status"))
            .col(text("title"))
            .col(text_null("message"))
            .col(date("answer_by"))
            .col(json("audience"))
            .col(text("author_name"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .check(status_check(table, &["draft", "sent"]))
            .take(),
    )
}

fn invitation_events() -> TableCreateStatement {
    let table = "ambassador_invitation_events";
    Table::create()
        .table(table)
        .col(uuid("invitation_id"))
        .col(uuid("event_id"))
        .col(integer("rank"))
        .primary_key(Index::create().name("pk_ambassador_invitation_events").col("invitation_id").col("event_id"))
        .foreign_key(&mut references(table, "invitation_id", "ambassador_invitations", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .take()
}

/// An ambassador who was invited, and the place that they chose; `answered_at` without one is a refusal.
fn invitees() -> TableCreateStatement {
    let table = "ambassador_invitees";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("invitation_id"))
            .col(uuid("ambassador_id"))
            .col(uuid_null("registration_id"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .foreign_key(&mut references(table, "invitation_id", "ambassador_invitations", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "ambassador_id", "ambassadors", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "registration_id", "event_registrations", ForeignKeyAction::SetNull))
            .take(),
    )
}
