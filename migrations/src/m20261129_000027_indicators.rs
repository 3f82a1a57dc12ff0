//! What a file was counted under when something was written down: figures of the past do not move with its facts.
//! `counting_contexts.id` is that of the status change or of the installation. Rows there already get what holds today.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::naming::{create, drop, index, references};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![counting_contexts(), obstacle_notings()], indexes()).await?;
        fill(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("ix_job_offer_changes_to_status_recorded_at", "job_offer_changes"),
            ("ix_assignments_accept_due_at", "assignments"),
        ] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        drop(manager, &["obstacle_notings", "counting_contexts"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("counting_contexts", &["prospect_id"]),
        index("obstacle_notings", &["noted_on"]),
        index("job_offer_changes", &["to_status", "recorded_at"]),
        index("assignments", &["accept_due_at"]),
    ]
}

/// `project_types` and `child_bands` are codes, each followed by a semicolon; a band stands there once per child.
fn counting_contexts() -> TableCreateStatement {
    let table = "counting_contexts";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("prospect_id"))
        .col(boolean("is_first"))
        .col(text_null("epci_code"))
        .col(text("source"))
        .col(text_null("campaign"))
        .col(uuid_null("event_id"))
        .col(text_null("target_group"))
        .col(text("project_types"))
        .col(text("child_bands"))
        .col(integer("adults"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

/// The first time that a file carries an obstacle; what is taken off the file stays here.
fn obstacle_notings() -> TableCreateStatement {
    let table = "obstacle_notings";
    Table::create()
        .table(table)
        .col(uuid("prospect_id"))
        .col(text("code"))
        .col(date("noted_on"))
        .col(text_null("epci_code"))
        .primary_key(Index::create().name("pk_obstacle_notings").col("prospect_id").col("code"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .take()
}

const COLUMNS: &str = "id, prospect_id, is_first, epci_code, source, campaign, event_id, target_group, project_types, \
     child_bands, adults";

const FACTS: &str = "p.source, p.campaign, \
     COALESCE(p.event_id, (SELECT k.event_id FROM stand_captures k WHERE k.prospect_id = p.id AND k.status = 'linked' \
       ORDER BY k.captured_at, k.id LIMIT 1)), p.target_group, \
     COALESCE((SELECT string_agg(t.code || ';', '') FROM prospect_tags t \
       WHERE t.prospect_id = p.id AND t.kind = 'project_type'), ''), \
     COALESCE((SELECT string_agg(m.age_band || ';', '') FROM members m \
       WHERE m.prospect_id = p.id AND m.role = 'child' AND m.age_band IS NOT NULL), ''), p.adults";

async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let steps = format!(
        "INSERT INTO counting_contexts ({COLUMNS}) SELECT s.id, p.id, NOT EXISTS (SELECT 1 FROM status_changes b \
         WHERE b.prospect_id = s.prospect_id AND b.to_status = s.to_status AND b.seq < s.seq), p.epci_code, {FACTS} \
         FROM status_changes s JOIN prospects p ON p.id = s.prospect_id"
    );
    let moves = format!(
        "INSERT INTO counting_contexts ({COLUMNS}) SELECT i.id, p.id, 1 = 1, COALESCE((SELECT t.parent_code \
         FROM territories t WHERE t.code = i.commune_code AND t.kind = 'commune'), p.epci_code), {FACTS} \
         FROM installations i JOIN prospects p ON p.id = i.prospect_id"
    );
    let day = match manager.get_database_backend() {
        DbBackend::Postgres => "CAST(p.created_at AT TIME ZONE 'Europe/Paris' AS date)",
        _ => "substr(p.created_at, 1, 10)",
    };
    let obstacles = format!(
        "INSERT INTO obstacle_notings (prospect_id, code, noted_on, epci_code) SELECT p.id, t.code, {day}, p.epci_code \
         FROM prospect_tags t JOIN prospects p ON p.id = t.prospect_id WHERE t.kind = 'obstacle'"
    );
    for sql in [steps, moves, obstacles] {
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}
