//! Alerts on public offers: searches kept with an address, and which offers became public in which round.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![job_alerts(), job_alert_rounds(), job_offer_announcements()];
        create(manager, tables, indexes()).await?;
        let first = "INSERT INTO job_alert_rounds (id, number) VALUES (1, 1)";
        manager.get_connection().execute_unprepared(first).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["job_offer_announcements", "job_alert_rounds", "job_alerts"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("job_alerts", &["email", "id"]),
        index("job_alerts", &["status", "id"]),
        index("job_offer_announcements", &["round"]),
    ]
}

/// An address and a search, nothing else of the person. `round` is the last one whose offers were looked at; the days
/// are set once the alert is confirmed.
fn job_alerts() -> TableCreateStatement {
    let table = "job_alerts";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("status"))
            .col(text("email"))
            .col(json("filters"))
            .col(text("frequency"))
            .col(text("consent_version"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(big_integer("round").default(0))
            .col(date_null("due_on"))
            .col(date_null("wrote_on"))
            .col(date_null("ends_on"))
            .col(date_null("warned_on"))
            .check(status_check(table, &["pending", "active"]))
            .take(),
    )
}

/// One row: the number of the last round. Raising it is also the lock under which offers are announced.
fn job_alert_rounds() -> TableCreateStatement {
    Table::create()
        .table("job_alert_rounds")
        .col(ColumnDef::new("id").integer().not_null().primary_key())
        .col(big_integer("number"))
        .check(Check::named("ck_job_alert_rounds_id", Expr::col("id").eq(1)))
        .take()
}

/// The round in which an offer was public for the first time: it is told once, whatever becomes of it later.
fn job_offer_announcements() -> TableCreateStatement {
    let table = "job_offer_announcements";
    Table::create()
        .table(table)
        .col(pk_uuid("job_offer_id"))
        .col(big_integer("round"))
        .foreign_key(&mut references(table, "job_offer_id", "job_offers", ForeignKeyAction::Cascade))
        .take()
}
