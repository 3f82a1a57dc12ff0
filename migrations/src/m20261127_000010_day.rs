//! A day of the network: colleagues mentioned in notes, private calendar feeds, and the indexes behind "my day" and
//! the supervision of the programme.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![mentions(), calendars()], indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("ix_assignments_first_contact_due_at", "assignments"),
            ("ix_prospects_supervision", "prospects"),
            ("ix_prospects_next_action_assignee_id_next_action_on", "prospects"),
        ] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        drop(manager, &["calendars", "mentions"]).await
    }
}

/// Who was mentioned in which exchange; `prospect_id` repeats that of the exchange.
fn mentions() -> TableCreateStatement {
    let table = "mentions";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("prospect_id"))
        .col(uuid("interaction_id"))
        .col(uuid("user_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("seen_at"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "interaction_id", "interactions", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "user_id", "users", ForeignKeyAction::Cascade))
        .take()
}

/// One private feed per account; its address is known by its hash only.
fn calendars() -> TableCreateStatement {
    let table = "calendars";
    Table::create()
        .table(table)
        .col(uuid("user_id").primary_key())
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("last_read_at"))
        .foreign_key(&mut references(table, "user_id", "users", ForeignKeyAction::Cascade))
        .take()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let mut unseen = index("mentions", &["user_id", "created_at", "id"]);
    let mut own_actions = index("prospects", &["next_action_assignee_id", "next_action_on"]);
    let mut late_contacts = index("assignments", &["first_contact_due_at"]);
    vec![
        unique("mentions", &["interaction_id", "user_id"]),
        index("mentions", &["prospect_id"]),
        unseen.and_where(Expr::col("seen_at").is_null()).take(),
        unique("calendars", &["token_hash"]),
        own_actions.and_where(Expr::col("next_action_assignee_id").is_not_null()).take(),
        late_contacts
            .and_where(Expr::col("first_contact_at").is_null())
            .and_where(Expr::col("first_contact_due_at").is_not_null())
            .take(),
        supervision(),
    ]
}

/// Covers the load per EPCI and per commune without a read of the table, in the order in which it is grouped. With the
/// state in front fewer entries would be read, but SQLite then prefers an index that starts with the EPCI and fetches
/// every row.
fn supervision() -> IndexCreateStatement {
    let columns = ["epci_code", "first_wish_code", "status", "next_action_on", "pool_since", "archived_at"];
    index("prospects", &columns).name("ix_prospects_supervision").take()
}
