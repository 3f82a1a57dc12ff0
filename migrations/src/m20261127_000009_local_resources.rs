//! The local directory, and what asking a partner leaves on a need.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, stamped};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("local_resources", &["sort_name", "id"]),
            // The advice sheet reads one EPCI and the département by theme.
            index("local_resources", &["territory_code", "theme"]),
        ];
        create(manager, vec![local_resources(manager)], indexes).await?;
        for column in columns_of_needs() {
            manager.alter_table(Table::alter().table("needs").add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in columns_of_needs().into_iter().rev() {
            let name = column.take().get_column_name();
            manager.alter_table(Table::alter().table("needs").drop_column(name).take()).await?;
        }
        drop(manager, &["local_resources"]).await
    }
}

/// `territory_code` is an EPCI or the whole département; `search_text` holds the folded words of the entry.
fn local_resources(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("local_resources")
            .col(pk_uuid("id"))
            .col(text("territory_code"))
            .col(text("theme"))
            .col(text("name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text("search_text"))
            .col(text_null("description"))
            .col(text_null("contact_name"))
            .col(text_null("phone"))
            .col(text_null("email"))
            .col(text_null("website"))
            .col(date("verified_on"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .take(),
    )
}

/// Why the partner was chosen, when and by which account it was last asked, who answered on its behalf. Accounts are
/// never deleted and SQLite adds no foreign key to a table that exists: `asked_by_id` has none.
fn columns_of_needs() -> [ColumnDef; 4] {
    [
        text_null("partner_reason"),
        timestamp_with_time_zone_null("asked_at"),
        uuid_null("asked_by_id"),
        text_null("answer_author_name"),
    ]
}
