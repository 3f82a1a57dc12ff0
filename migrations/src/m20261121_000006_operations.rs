//! What keeps the service honest: answers to repeat, mails to send, the journal.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![idempotency_keys(), outbox_messages(), audit_entries()],
            vec![
                index("idempotency_keys", &["created_at"]),
                unique("outbox_messages", &["message_id"]),
                index("outbox_messages", &["status", "next_attempt_at", "id"]),
                index("audit_entries", &["at", "seq"]),
                index("audit_entries", &["resource_type", "resource_id", "seq"]),
                index("audit_entries", &["actor_id", "seq"]),
                index("audit_entries", &["action", "seq"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["audit_entries", "outbox_messages", "idempotency_keys"]).await
    }
}

/// `status`, `headers` and `body` are empty while the first request with the key still runs.
fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(text("scope"))
        .col(text("key"))
        .col(text("fingerprint"))
        .col(integer_null("status"))
        .col(json_binary_null("headers"))
        .col(blob_null("body"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().name("pk_idempotency_keys").col("scope").col("key"))
        .take()
}

fn outbox_messages() -> TableCreateStatement {
    Table::create()
        .table("outbox_messages")
        .col(pk_uuid("id"))
        .col(text("kind"))
        .col(text("recipient"))
        .col(text("subject"))
        .col(json_binary("payload"))
        .col(text("message_id"))
        .col(text("status"))
        .col(integer("attempts").default(0))
        .col(timestamp_with_time_zone("next_attempt_at"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .take()
}

/// No foreign key: an entry outlives what it tells about. `seq` gives the order of the journal.
fn audit_entries() -> TableCreateStatement {
    Table::create()
        .table("audit_entries")
        .col(big_integer("seq").auto_increment().primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("actor_id"))
        .col(text("actor_label"))
        .col(text("action"))
        .col(text("resource_type"))
        .col(uuid_null("resource_id"))
        .col(json_binary("fields"))
        .col(text_null("reason"))
        .col(text_null("request_id"))
        .take()
}
