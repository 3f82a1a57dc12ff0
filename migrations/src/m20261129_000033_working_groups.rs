//! Working groups, those who take part, and the meetings that are theirs. No foreign key on events: SQLite cannot add one
//! to a table that exists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped};

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
            index("working_groups", &["sort_label", "id"]),
            index("working_group_members", &["working_group_id", "place"]),
        ];
        create(manager, vec![groups(manager), members()], indexes).await?;
        manager.alter_table(Table::alter().table("events").add_column(uuid_null("working_group_id")).take()).await?;
        let mut meetings = index("events", &["working_group_id", "sort_key", "id"]);
        manager.create_index(meetings.and_where(Expr::col("working_group_id").is_not_null()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_events_working_group_id_sort_key_id";
        manager.drop_index(Index::drop().name(name).table("events").to_owned()).await?;
        manager.alter_table(Table::alter().table("events").drop_column("working_group_id").take()).await?;
        drop(manager, &["working_group_members", "working_groups"]).await
    }
}

/// An account or a partner pilots the group, never both.
fn groups(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "working_groups";
    let one_pilot = Expr::col("pilot_user_id").is_null().or(Expr::col("pilot_partner_id").is_null());
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("name"))
            .col(ordered_text(manager, "sort_label"))
            .col(text("theme"))
            .col(text("mission"))
            .col(uuid_null("pilot_user_id"))
            .col(uuid_null("pilot_partner_id"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .check(Check::named("ck_working_groups_pilot", one_pilot))
            .foreign_key(&mut references(table, "pilot_user_id", "users", ForeignKeyAction::SetNull))
            .foreign_key(&mut references(table, "pilot_partner_id", "partners", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// An account, or somebody from a partner with a name.
fn members() -> TableCreateStatement {
    let table = "working_group_members";
    let known = Expr::cust("(user_id IS NULL) <> (name IS NULL)");
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("working_group_id"))
        .col(integer("place"))
        .col(uuid_null("user_id"))
        .col(text_null("name"))
        .col(uuid_null("partner_id"))
        .col(text_null("email"))
        .check(Check::named("ck_working_group_members_person", known))
        .foreign_key(&mut references(table, "working_group_id", "working_groups", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "user_id", "users", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "partner_id", "partners", ForeignKeyAction::Cascade))
        .take()
}
