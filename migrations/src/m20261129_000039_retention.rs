//! How long files are kept, who was told that theirs ends, and who was erased (by fingerprint only).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The privacy clock looks for files by the person's own last action, else by their opening.
const BY_LAST_ACTION: &str = r#"CREATE INDEX "ix_prospects_last_action" ON "prospects"
    (COALESCE("last_contact_by_person_at", "created_at"), "id")"#;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique("retention_notices", &["prospect_id", "last_action_on"]),
            index("retention_notices", &["noticed_on"]),
            unique("erasures", &["fingerprint"]),
            index("erasures", &["erased_on"]),
        ];
        create(manager, vec![policies(), notices(), erasures()], indexes).await?;
        manager.get_connection().execute_unprepared(BY_LAST_ACTION).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_prospects_last_action").table("prospects").to_owned()).await?;
        drop(manager, &["erasures", "retention_notices", "retention_policies"]).await
    }
}

/// The highest version is in force.
fn policies() -> TableCreateStatement {
    let table = "retention_policies";
    Table::create()
        .table(table)
        .col(integer("version").primary_key())
        .col(integer("job_search_months"))
        .col(integer("other_months"))
        .col(integer("notice_days"))
        .col(uuid_null("author_id"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references(table, "author_id", "users", ForeignKeyAction::SetNull))
        .take()
}

/// One per last action: whoever acts is told again when their time comes.
fn notices() -> TableCreateStatement {
    let table = "retention_notices";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("prospect_id"))
        .col(date("last_action_on"))
        .col(date("noticed_on"))
        .col(timestamp_with_time_zone("noticed_at"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

fn erasures() -> TableCreateStatement {
    Table::create()
        .table("erasures")
        .col(pk_uuid("id"))
        .col(text("kind"))
        .col(text("fingerprint"))
        .col(text("reason"))
        .col(date("erased_on"))
        .col(timestamp_with_time_zone("erased_at"))
        .take()
}
