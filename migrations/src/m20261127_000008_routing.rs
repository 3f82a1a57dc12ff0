//! Who should accompany whom: the routing table in its versions, deadlines of proposals, the programme's pool.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of `assignments` that say by when an answer is due, what became of it, and who hands over.
const OF_ASSIGNMENTS: [&str; 8] = [
    "accept_due_at",
    "first_contact_due_at",
    "first_contact_at",
    "transferred_from_id",
    "handover_note",
    "in_place_of_id",
    "expiry_reason",
    "decline_comment",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![routing_tables()], vec![]).await?;
        let [accept_due, contact_due, contact, from, note, instead, expiry, comment] = OF_ASSIGNMENTS;
        for column in [
            timestamp_with_time_zone_null(accept_due),
            timestamp_with_time_zone_null(contact_due),
            timestamp_with_time_zone_null(contact),
            uuid_null(from),
            text_null(note),
            uuid_null(instead),
            text_null(expiry),
            text_null(comment),
        ] {
            add(manager, "assignments", column).await?;
        }
        add(manager, "prospects", timestamp_with_time_zone_null("pool_since")).await?;
        add(manager, "prospects", text_null("pool_reason")).await?;
        one_holder_per_part(manager, &["co_referent"]).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("ix_prospects_pool_since_id", "prospects"),
            ("ix_assignments_status_accept_due_at_id", "assignments"),
            ("ix_assignments_proposed_at", "assignments"),
            ("ix_assignments_referent_id_proposed_at", "assignments"),
        ] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        // A second co-référent has no place in the older shape.
        let later = "DELETE FROM assignments WHERE role = 'co_referent'";
        manager.get_connection().execute_unprepared(later).await?;
        one_holder_per_part(manager, &[]).await?;
        for column in ["pool_reason", "pool_since"] {
            remove(manager, "prospects", column).await?;
        }
        for column in OF_ASSIGNMENTS {
            remove(manager, "assignments", column).await?;
        }
        drop(manager, &["routing_tables"]).await
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}

async fn remove(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).take()).await
}

/// A file has one accepted référent per part, except for the parts that several people may take.
async fn one_holder_per_part(manager: &SchemaManager<'_>, shared: &[&str]) -> Result<(), DbErr> {
    let mut holder = unique("assignments", &["prospect_id", "role"]);
    manager.drop_index(Index::drop().name("uq_assignments_prospect_id_role").table("assignments").to_owned()).await?;
    let accepted = Expr::col("status").eq("accepted");
    let condition = shared.iter().fold(accepted, |condition, part| condition.and(Expr::col("role").ne(*part)));
    manager.create_index(holder.and_where(condition).take()).await
}

fn indexes() -> Vec<IndexCreateStatement> {
    let mut pool = index("prospects", &["pool_since", "id"]);
    vec![
        pool.and_where(Expr::col("pool_since").is_not_null()).take(),
        index("assignments", &["status", "accept_due_at", "id"]),
        // Figures of a period: answered in time, first contact in time.
        index("assignments", &["proposed_at"]),
        // When each référent was last asked.
        index("assignments", &["referent_id", "proposed_at"]),
    ]
}

/// Every version that was ever in force; the highest one is. An assignment names the version that led to it.
fn routing_tables() -> TableCreateStatement {
    Table::create()
        .table("routing_tables")
        .col(integer("version").primary_key())
        .col(json_binary("content"))
        .col(uuid_null("author_id"))
        .col(text_null("note"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references("routing_tables", "author_id", "users", ForeignKeyAction::SetNull))
        .take()
}
