//! Those who get the newsletter.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, stamped, status_check, unique};

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
        ];
        create(manager, vec![newsletter_subscriptions()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
