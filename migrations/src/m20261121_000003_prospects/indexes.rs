//! Which question each index answers.

use sea_orm_migration::prelude::*;

use crate::naming::{index, unique};

/// Lists read files by one order at a time, so each order is an index ending with `id`. They hold
/// archived files too: those are few, and `archived=any` is then served by the same index.
pub fn of_prospects() -> Vec<IndexCreateStatement> {
    let table = "prospects";
    let not_null =
        |mut index: IndexCreateStatement, column: &'static str| index.and_where(Expr::col(column).is_not_null()).take();
    let archived = index(table, &["created_at", "id"]).name("ix_prospects_archived").take();
    vec![
        unique(table, &["number"]),
        index(table, &["created_at", "id"]),
        index(table, &["updated_at", "id"]),
        index(table, &["sort_name", "id"]),
        index(table, &["next_action_sort", "id"]),
        index(table, &["status", "created_at", "id"]),
        index(table, &["epci_code", "created_at", "id"]),
        index(table, &["source", "created_at", "id"]),
        index(table, &["territorial_referent_id", "created_at", "id"]),
        not_null(index(table, &["technical_referent_id", "created_at", "id"]), "technical_referent_id"),
        not_null(index(table, &["target_group", "created_at", "id"]), "target_group"),
        not_null(index(table, &["horizon", "created_at", "id"]), "horizon"),
        not_null(index(table, &["import_id", "created_at", "id"]), "import_id"),
        not_null(index(table, &["duplicate_of"]), "duplicate_of"),
        not_null(archived, "archived_at"),
        counts(),
    ]
}

/// Covers the counts per status without a read of the table, for the département or one EPCI.
/// `archived_at` ends it: as the condition of a partial index SQLite would fetch each row for it,
/// and in front it would draw the lists of files in use to this index and away from their order.
fn counts() -> IndexCreateStatement {
    index("prospects", &["status", "epci_code", "status_since", "next_action_on", "archived_at"])
        .name("ix_prospects_counts")
        .take()
}

/// Indexes of the tables around a file; each foreign key has one.
pub fn of_satellites() -> Vec<IndexCreateStatement> {
    let mut lead = unique("members", &["prospect_id"]);
    let mut accepted = unique("assignments", &["prospect_id", "role"]);
    let mut open_tasks = index("tasks", &["assignee_id", "due_on"]);
    vec![
        index("prospect_tags", &["kind", "code", "prospect_id"]),
        index("prospect_wishes", &["territory_code", "prospect_id"]),
        index("members", &["prospect_id", "rank"]),
        index("members", &["email_key"]),
        index("members", &["phone"]),
        lead.and_where(Expr::col("role").eq("lead")).take(),
        index("careers", &["occupation_code"]),
        index("needs", &["prospect_id"]),
        index("needs", &["partner_id"]),
        index("tasks", &["prospect_id"]),
        open_tasks.and_where(Expr::col("done_at").is_null()).take(),
        index("assignments", &["prospect_id", "proposed_at"]),
        index("assignments", &["referent_id", "status", "prospect_id"]),
        accepted.and_where(Expr::col("status").eq("accepted")).take(),
        index("interactions", &["prospect_id", "occurred_at", "id"]),
        index("consents", &["prospect_id"]),
        index("consents", &["member_id"]),
        index("consents", &["purpose", "text_version"]),
        unique("installations", &["prospect_id"]),
        index("installations", &["moved_in_on"]),
        unique("status_changes", &["prospect_id", "seq"]),
        index("status_changes", &["to_status", "effective_on", "prospect_id"]),
        unique("prospect_search", &["prospect_id"]),
    ]
}
