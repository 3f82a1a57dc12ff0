//! The file itself: its facts, its codes, its wishes, its number, its states.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{ordered_text, references, stamped, status_check};

const STATES: [&str; 12] = [
    "new",
    "qualified",
    "assigned",
    "supported",
    "confirmed",
    "settled",
    "integrated",
    "departed",
    "dormant",
    "closed",
    "merged",
    "anonymised",
];

/// Names, counts and référents of the household are repeated here so that a list reads one table.
/// `import_id` has no foreign key: batches are created by a later migration and never deleted.
pub fn prospects(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "prospects";
    let mut prospects = Table::create();
    prospects
        .table(table)
        .col(pk_uuid("id"))
        .col(ordered_text(manager, "number"))
        .col(text("status"))
        .col(date("status_since"))
        .col(text("source"))
        .col(text_null("source_detail"))
        .col(text_null("campaign"))
        .col(text_null("household_kind"))
        .col(text_null("language"))
        .col(text_null("country"))
        .col(text_null("postal_code"))
        .col(text_null("city"))
        .col(text_null("lot_link"))
        .col(text_null("target_group"))
        .col(text_null("maturity"))
        .col(text_null("horizon"))
        .col(boolean("territory_indifferent").default(false))
        .col(text_null("first_wish_code"))
        .col(text_null("epci_code"))
        .col(text_null("housing_wish"))
        .col(text_null("housing_comment"))
        .col(text_null("message"));
    next_action(&mut prospects);
    prospects
        .col(timestamp_with_time_zone_null("last_contact_by_person_at"))
        .col(timestamp_with_time_zone_null("last_interaction_at"))
        .col(text_null("closing_reason"))
        .col(text_null("closing_comment"))
        .col(text("lead_name"))
        .col(ordered_text(manager, "sort_name"))
        .col(integer("adults").default(1))
        .col(integer("children").default(0))
        .col(uuid_null("territorial_referent_id"))
        .col(uuid_null("technical_referent_id"))
        .col(uuid_null("duplicate_of"))
        .col(uuid_null("import_id"))
        .col(timestamp_with_time_zone_null("archived_at"))
        .check(status_check(table, &STATES));
    for (column, target) in [
        ("next_action_assignee_id", "users"),
        ("territorial_referent_id", "referents"),
        ("technical_referent_id", "referents"),
        ("duplicate_of", "prospects"),
    ] {
        prospects.foreign_key(&mut references(table, column, target, ForeignKeyAction::SetNull));
    }
    stamped(prospects)
}

/// `next_action_sort` is computed by the database: files without a next action come last, and the
/// keyset compares a column that is never null.
fn next_action(prospects: &mut TableCreateStatement) {
    let on = Expr::col("next_action_on");
    let or_last = Func::coalesce([on, Expr::cust("'9999-12-31'")]);
    prospects
        .col(text_null("next_action_label"))
        .col(date_null("next_action_on"))
        .col(uuid_null("next_action_assignee_id"))
        .col(ColumnDef::new("next_action_sort").date().not_null().generated(or_last, true));
}

/// Project types, motives and obstacles of a file, in the order given by the household.
pub fn prospect_tags() -> TableCreateStatement {
    let table = "prospect_tags";
    let key = ["prospect_id", "kind", "code"];
    let mut primary = Index::create();
    primary.name("pk_prospect_tags");
    for column in key {
        primary.col(column);
    }
    Table::create()
        .table(table)
        .col(uuid("prospect_id"))
        .col(text("kind"))
        .col(text("code"))
        .col(integer("rank"))
        .primary_key(&mut primary)
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

/// Wished territories, rank 0 first.
pub fn prospect_wishes() -> TableCreateStatement {
    let table = "prospect_wishes";
    Table::create()
        .table(table)
        .col(uuid("prospect_id"))
        .col(integer("rank"))
        .col(text("territory_code"))
        .primary_key(Index::create().name("pk_prospect_wishes").col("prospect_id").col("rank"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

/// Last number given in a year; its row is the lock that keeps numbers without gaps or doubles.
pub fn number_sequences() -> TableCreateStatement {
    Table::create().table("number_sequences").col(integer("year").primary_key()).col(integer("last")).take()
}

/// `seq` orders the changes of one file, several of which may take effect on the same day.
pub fn status_changes() -> TableCreateStatement {
    let table = "status_changes";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("prospect_id"))
        .col(integer("seq"))
        .col(text_null("from_status"))
        .col(text("to_status"))
        .col(date("effective_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("actor_id"))
        .col(text_null("reason"))
        .col(text("origin"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "actor_id", "users", ForeignKeyAction::SetNull))
        .take()
}
