//! What happens later: the delays of the programme, and the work that waits for its hour.

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
        create(
            manager,
            vec![service_levels(), jobs()],
            vec![unique("jobs", &["key"]), index("jobs", &["status", "run_at", "id"])],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["jobs", "service_levels"]).await
    }
}

/// One row, brought by the loader; times are those that clocks in the Lot show.
fn service_levels() -> TableCreateStatement {
    stamped(
        Table::create()
            .table("service_levels")
            .col(pk_uuid("id"))
            .col(integer("accept_days"))
            .col(integer("first_contact_days"))
            .col(integer("next_action_days"))
            .col(integer("pool_days"))
            .col(integer("stale_after_days"))
            .col(time("opens_at"))
            .col(time("closes_at"))
            .col(time("digest_at"))
            .take(),
    )
}

/// `key` names the deed: planned twice, it is done once. `subject_id` has no foreign key: what it is about may be
/// gone by then, and the work finds out.
fn jobs() -> TableCreateStatement {
    let table = "jobs";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(text("key"))
        .col(text("kind"))
        .col(uuid_null("subject_id"))
        .col(json_binary_null("payload"))
        .col(timestamp_with_time_zone("run_at"))
        .col(text("status"))
        .col(integer("attempts").default(0))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone_null("done_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .check(status_check(table, &["queued", "done", "failed", "cancelled"]))
        .take()
}
