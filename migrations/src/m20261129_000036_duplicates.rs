//! Files that resemble each other, and what somebody decided about them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![pairs()], indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_prospects_postal_code_sort_name";
        manager.drop_index(Index::drop().name(name).table("prospects").to_owned()).await?;
        drop(manager, &["duplicate_pairs"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    let mut neighbours = index("prospects", &["postal_code", "sort_name"]);
    vec![
        unique("duplicate_pairs", &["first_id", "second_id"]),
        index("duplicate_pairs", &["second_id"]),
        index("duplicate_pairs", &["status", "found_at", "id"]),
        // People of one place with a name that begins alike.
        neighbours.and_where(Expr::col("postal_code").is_not_null()).take(),
    ]
}

/// `first_id` is the smaller id of the two; `reasons` are codes, and `name_closeness` a percentage.
fn pairs() -> TableCreateStatement {
    let table = "duplicate_pairs";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("first_id"))
            .col(uuid("second_id"))
            .col(text("status"))
            .col(integer("score"))
            .col(json("reasons"))
            .col(integer_null("name_closeness"))
            .col(timestamp_with_time_zone("found_at"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(text_null("decided_by_name"))
            .check(status_check(table, &["open", "dismissed", "merged"]))
            .foreign_key(&mut references(table, "first_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "second_id", "prospects", ForeignKeyAction::Cascade))
            .take(),
    )
}
