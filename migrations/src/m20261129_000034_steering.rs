//! What steering committees talk about and decide, and the actions of committees and of working groups.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 4] = ["todo", "in_progress", "done", "dropped"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("agenda_items", &["event_id", "place"]),
            index("decisions", &["event_id", "place"]),
            index("steering_actions", &["sort_key", "id"]),
            index("steering_actions", &["event_id", "sort_key", "id"]),
            index("steering_actions", &["working_group_id", "sort_key", "id"]),
            index("steering_actions", &["owner_user_id", "sort_key", "id"]),
        ];
        create(manager, vec![agenda_items(), decisions(), actions(manager)], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["steering_actions", "decisions", "agenda_items"]).await
    }
}

fn agenda_items() -> TableCreateStatement {
    let table = "agenda_items";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("event_id"))
        .col(integer("place"))
        .col(text("title"))
        .col(integer_null("minutes"))
        .col(text_null("presenter"))
        .col(text_null("indicator_code"))
        .col(text_null("document"))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .take()
}

fn decisions() -> TableCreateStatement {
    let table = "decisions";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("event_id"))
        .col(integer("place"))
        .col(text("text"))
        .col(date("decided_on"))
        .col(text_null("vote"))
        .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
        .take()
}

/// An action is one of a committee or of a group, exactly one of them; an account or a partner answers for it.
/// `sort_key` is its day and its folded title.
fn actions(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "steering_actions";
    let one_origin = Expr::cust("(event_id IS NULL) <> (working_group_id IS NULL)");
    let one_owner = Expr::col("owner_user_id").is_null().or(Expr::col("owner_partner_id").is_null());
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid_null("event_id"))
            .col(uuid_null("working_group_id"))
            .col(text("title"))
            .col(ordered_text(manager, "sort_key"))
            .col(uuid_null("owner_user_id"))
            .col(uuid_null("owner_partner_id"))
            .col(date_null("due_on"))
            .col(text("status"))
            .col(text_null("outcome"))
            .check(status_check(table, &STATES))
            .check(Check::named("ck_steering_actions_origin", one_origin))
            .check(Check::named("ck_steering_actions_owner", one_owner))
            .foreign_key(&mut references(table, "event_id", "events", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "working_group_id", "working_groups", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "owner_user_id", "users", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "owner_partner_id", "partners", ForeignKeyAction::SetNull))
            .take(),
    )
}
