//! The work on a file: needs, tasks, assignments, interactions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{references, stamped, status_check};

/// What the household needs, by theme.
pub fn needs() -> TableCreateStatement {
    let table = "needs";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(text("theme"))
            .col(text("status"))
            .col(text_null("description"))
            .col(uuid_null("partner_id"))
            .col(text_null("answer"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .check(status_check(table, &["to_do", "in_progress", "met", "unsolved", "dropped"]))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "partner_id", "partners", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// What somebody has to do; `assignee_id` is an account.
pub fn tasks() -> TableCreateStatement {
    let table = "tasks";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(text("title"))
            .col(date_null("due_on"))
            .col(uuid_null("assignee_id"))
            .col(timestamp_with_time_zone_null("done_at"))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "assignee_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// Which référent was asked, why this one, and what came of it.
pub fn assignments() -> TableCreateStatement {
    let table = "assignments";
    let states = ["proposed", "accepted", "declined", "expired", "transferred", "ended"];
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(uuid("referent_id"))
            .col(text("role"))
            .col(text("status"))
            .col(json_binary_null("explanation"))
            .col(text_null("decline_reason"))
            .col(timestamp_with_time_zone("proposed_at"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .check(status_check(table, &states))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "referent_id", "referents", ForeignKeyAction::Restrict))
            .take(),
    )
}

/// Calls, mails, meetings, notes; the author is empty for what an import brought.
pub fn interactions() -> TableCreateStatement {
    let table = "interactions";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(text("kind"))
            .col(text_null("direction"))
            .col(timestamp_with_time_zone("occurred_at"))
            .col(text("summary"))
            .col(text("visibility"))
            .col(uuid_null("author_id"))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "author_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}
