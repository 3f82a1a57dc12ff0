//! Public requests that wait for their confirmation.

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
        create(
            manager,
            vec![contact_requests(manager)],
            vec![
                unique("contact_requests", &["reference"]),
                unique("contact_requests", &["token_hash"]),
                index("contact_requests", &["received_at", "id"]),
                index("contact_requests", &["status", "received_at", "id"]),
                index("contact_requests", &["epci_code", "received_at", "id"]),
                index("contact_requests", &["status", "expires_at"]),
                index("contact_requests", &["email_key"]),
                index("contact_requests", &["phone"]),
                index("contact_requests", &["prospect_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["contact_requests"]).await
    }
}

/// `token_hash` is empty for a request with a phone number only: nothing could be mailed.
fn contact_requests(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "contact_requests";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("reference"))
            .col(text("status"))
            .col(json_binary("payload"))
            .col(text("first_name"))
            .col(text("last_name"))
            .col(ordered_text(manager, "folded"))
            .col(text_null("email"))
            .col(text_null("email_key"))
            .col(text_null("phone"))
            .col(text_null("first_wish_code"))
            .col(text_null("epci_code"))
            .col(text_null("token_hash"))
            .col(timestamp_with_time_zone("received_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(uuid_null("confirmed_by"))
            .col(uuid_null("prospect_id"))
            .check(status_check(table, &["pending", "confirmed", "expired"]))
            .foreign_key(&mut references(table, "confirmed_by", "users", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::SetNull))
            .take(),
    )
}
