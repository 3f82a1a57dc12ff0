//! Reference data: places, occupations, activities, contours; filled by a loader, replaced by edition.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![
                territories(manager),
                occupations(manager),
                occupation_titles(manager),
                activities(manager),
                commune_contours(manager),
                reference_editions(),
            ],
            vec![
                index("territories", &["kind", "folded", "code"]),
                index("territories", &["parent_code", "folded", "code"]),
                index("occupations", &["parent_code"]),
                index("occupations", &["folded", "code"]),
                index("occupation_titles", &["folded", "id"]),
                index("occupation_titles", &["occupation_code"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["reference_editions", "commune_contours", "activities", "occupation_titles", "occupations", "territories"];
        drop(manager, &tables).await
    }
}

/// No foreign key on `parent_code`: an edition is replaced row by row, in any order.
fn territories(manager: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("territories")
        .col(ordered_text(manager, "code").primary_key())
        .col(text("kind"))
        .col(text("name"))
        .col(ordered_text(manager, "folded"))
        .col(text_null("parent_code"))
        .col(json_binary("postal_codes"))
        .col(integer_null("population"))
        .col(double_null("latitude"))
        .col(double_null("longitude"))
        .take()
}

fn occupations(manager: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("occupations")
        .col(ordered_text(manager, "code").primary_key())
        .col(text("label"))
        .col(ordered_text(manager, "folded"))
        .col(text_null("parent_code"))
        .col(text("edition"))
        .take()
}

fn occupation_titles(manager: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("occupation_titles")
        .col(pk_uuid("id"))
        .col(text("occupation_code"))
        .col(text("title"))
        .col(ordered_text(manager, "folded"))
        .col(text("kind"))
        .col(text_null("official_code"))
        .foreign_key(
            ForeignKey::create()
                .name("fk_occupation_titles_occupation_code")
                .from("occupation_titles", "occupation_code")
                .to("occupations", "code")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn activities(manager: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("activities")
        .col(ordered_text(manager, "code"))
        .col(text("label"))
        .col(ordered_text(manager, "folded"))
        .col(text("nomenclature"))
        .primary_key(Index::create().name("pk_activities").col("code").col("nomenclature"))
        .take()
}

fn commune_contours(manager: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("commune_contours")
        .col(ordered_text(manager, "commune_code").primary_key())
        .col(text("vintage"))
        .col(json_binary("polygons"))
        .take()
}

/// What was loaded last, topic by topic: an unchanged start compares and loads nothing.
fn reference_editions() -> TableCreateStatement {
    Table::create().table("reference_editions").col(text("topic").primary_key()).col(text("checksum")).take()
}
