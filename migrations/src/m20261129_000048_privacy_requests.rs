//! What people ask for about their own data, and every answer. `prospect_id` has no file when nobody is known by that name.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 5] = ["received", "in_progress", "answered", "refused", "withdrawn"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("privacy_requests", &["sort_key", "id"]),
            index("privacy_requests", &["status", "sort_key", "id"]),
            index("privacy_requests", &["prospect_id", "sort_key", "id"]),
            index("privacy_request_steps", &["request_id", "id"]),
        ];
        create(manager, vec![privacy_requests(manager), privacy_request_steps()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["privacy_request_steps", "privacy_requests"]).await
    }
}

/// `sort_key` is the last day to answer. `reminded` is the last reminder that the programme got about that day.
fn privacy_requests(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "privacy_requests";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid_null("prospect_id"))
            .col(text("kind"))
            .col(text("channel"))
            .col(text("status"))
            .col(date("received_on"))
            .col(date("due_on"))
            .col(ordered_text(manager, "sort_key"))
            .col(date_null("extended_on"))
            .col(date_null("closed_on"))
            .col(text_null("reminded"))
            .col(text("requester_name"))
            .col(text_null("requester_email"))
            .col(text_null("identity_proof"))
            .col(text_null("details"))
            .check(status_check(table, &STATES))
            .check(Check::named("ck_privacy_requests_due_on", Expr::col("due_on").gte(Expr::col("received_on"))))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// `step` is the state that was entered, or that the delay was made longer; `words` is what the person was told.
fn privacy_request_steps() -> TableCreateStatement {
    let table = "privacy_request_steps";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("request_id"))
        .col(text("step"))
        .col(timestamp_with_time_zone("happened_at"))
        .col(text("actor_name"))
        .col(text_null("words"))
        .col(boolean("mailed"))
        .foreign_key(&mut references(table, "request_id", "privacy_requests", ForeignKeyAction::Cascade))
        .take()
}
