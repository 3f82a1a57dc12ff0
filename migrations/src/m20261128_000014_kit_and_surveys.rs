//! The communication kit with its versions and downloads; surveys of employers' needs with their answers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            kit_items(manager),
            kit_item_audiences(),
            kit_files(),
            kit_downloads(),
            needs_surveys(manager),
            needs_survey_invitations(),
            needs_answers(),
        ];
        create(manager, tables, indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let surveys = ["needs_answers", "needs_survey_invitations", "needs_surveys"];
        drop(manager, &surveys).await?;
        drop(manager, &["kit_downloads", "kit_files", "kit_item_audiences", "kit_items"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("kit_items", &["sort_title", "id"]),
        index("kit_item_audiences", &["audience"]),
        unique("kit_files", &["item_id", "number"]),
        index("kit_downloads", &["item_id", "downloaded_at"]),
        index("kit_downloads", &["employer_id", "downloaded_at"]),
        index("needs_surveys", &["sort_title", "id"]),
        index("needs_survey_invitations", &["employer_id"]),
        unique("needs_answers", &["survey_id", "employer_id"]),
        index("needs_answers", &["employer_id"]),
    ]
}

/// `search_text` holds folded words.
fn kit_items(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("kit_items")
            .col(pk_uuid("id"))
            .col(text("title"))
            .col(ordered_text(manager, "sort_title"))
            .col(text("search_text"))
            .col(text_null("description"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .take(),
    )
}

fn kit_item_audiences() -> TableCreateStatement {
    let table = "kit_item_audiences";
    Table::create()
        .table(table)
        .col(uuid("item_id"))
        .col(text("audience"))
        .primary_key(Index::create().name("pk_kit_item_audiences").col("item_id").col("audience"))
        .foreign_key(&mut references(table, "item_id", "kit_items", ForeignKeyAction::Cascade))
        .take()
}

/// The bytes stand beside their description, not in a folder: the database is the one thing to back up and to restore,
/// and a version can neither be lost nor changed behind its `sha256`.
fn kit_files() -> TableCreateStatement {
    let table = "kit_files";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("item_id"))
        .col(integer("number"))
        .col(text("filename"))
        .col(text("media_type"))
        .col(integer("size"))
        .col(text("sha256"))
        .col(blob("content"))
        .col(text_null("note"))
        .col(uuid_null("added_by"))
        .col(text("added_by_name"))
        .col(timestamp_with_time_zone("added_at"))
        .foreign_key(&mut references(table, "item_id", "kit_items", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "added_by", "users", ForeignKeyAction::SetNull))
        .take()
}

/// `employer_id` is the member on whose behalf it was downloaded; none for those who work for the programme.
fn kit_downloads() -> TableCreateStatement {
    let table = "kit_downloads";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("item_id"))
        .col(integer("number"))
        .col(uuid_null("employer_id"))
        .col(uuid_null("user_id"))
        .col(timestamp_with_time_zone("downloaded_at"))
        .foreign_key(&mut references(table, "item_id", "kit_items", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::SetNull))
        .foreign_key(&mut references(table, "user_id", "users", ForeignKeyAction::SetNull))
        .take()
}

/// The questions are one ordered document: they change together while the survey is a draft, and never after.
fn needs_surveys(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "needs_surveys";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("title"))
            .col(ordered_text(manager, "sort_title"))
            .col(text_null("introduction"))
            .col(date_null("opens_on"))
            .col(date_null("closes_on"))
            .col(text("status"))
            .col(json_binary("questions"))
            .col(timestamp_with_time_zone_null("opened_at"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .check(status_check(table, &["draft", "open", "closed"]))
            .take(),
    )
}

/// The members of the network when the survey opened, and those who joined and answered since.
fn needs_survey_invitations() -> TableCreateStatement {
    let table = "needs_survey_invitations";
    Table::create()
        .table(table)
        .col(uuid("survey_id"))
        .col(uuid("employer_id"))
        .primary_key(Index::create().name("pk_needs_survey_invitations").col("survey_id").col("employer_id"))
        .foreign_key(&mut references(table, "survey_id", "needs_surveys", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
        .take()
}

/// `answers` holds one value by question; without `submitted_at` it is a draft. `entered_by_name` stays when the account
/// goes.
fn needs_answers() -> TableCreateStatement {
    let table = "needs_answers";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("survey_id"))
            .col(uuid("employer_id"))
            .col(json_binary("answers"))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(uuid_null("entered_by"))
            .col(text("entered_by_name"))
            .foreign_key(&mut references(table, "survey_id", "needs_surveys", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "entered_by", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}
