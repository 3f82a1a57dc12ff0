//! Employers, the people to talk to there, meetings with them, their membership of the network.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const MEMBERSHIP_STATES: [&str; 5] = ["requested", "active", "refused", "suspended", "terminated"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            employers(manager),
            employer_networks(),
            employer_contacts(manager),
            employer_meetings(),
            membership_changes(),
        ];
        create(manager, tables, indexes()).await?;
        manager.alter_table(Table::alter().table("role_grants").add_column(employer_of_grants()).take()).await?;
        manager.create_index(index("role_grants", &["employer_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_role_grants_employer_id").table("role_grants").to_owned()).await?;
        manager.alter_table(Table::alter().table("role_grants").drop_column("employer_id").take()).await?;
        let tables = ["membership_changes", "employer_meetings", "employer_contacts", "employer_networks", "employers"];
        drop(manager, &tables).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("employers", &["siret"]),
        index("employers", &["sort_name", "id"]),
        index("employers", &["membership_status", "sort_name", "id"]),
        index("employer_networks", &["partner_id"]),
        index("employer_contacts", &["employer_id", "sort_name", "id"]),
        index("employer_meetings", &["employer_id", "held_on", "id"]),
        index("membership_changes", &["employer_id", "recorded_at"]),
    ]
}

/// `siret` is 14 digits; `siret_reason` says why a number that fails its check was kept all the same. `activity_code`
/// means something in its `activity_nomenclature` only. The membership is that of the employers' network; without a
/// status it was never asked for. `search_text` holds folded words.
fn employers(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let states = Expr::col("membership_status").is_null().or(Expr::col("membership_status").is_in(MEMBERSHIP_STATES));
    stamped(
        Table::create()
            .table("employers")
            .col(pk_uuid("id"))
            .col(ordered_text(manager, "siret"))
            .col(text_null("siret_reason"))
            .col(text("name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text("search_text"))
            .col(text("kind"))
            .col(text_null("activity_code"))
            .col(text_null("activity_nomenclature"))
            .col(text_null("headcount_band"))
            .col(text_null("address"))
            .col(text_null("commune_code"))
            .col(text_null("epci_code"))
            .col(text_null("website"))
            .col(text_null("description"))
            .col(text_null("membership_status"))
            .col(timestamp_with_time_zone_null("membership_since"))
            .col(text_null("charter_version"))
            .col(timestamp_with_time_zone_null("charter_accepted_at"))
            .col(text_null("charter_accepted_by"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .check(Check::named("ck_employers_membership_status", states))
            .take(),
    )
}

/// Clubs and networks (partners of the kind `employer_network`) that an employer belongs to.
fn employer_networks() -> TableCreateStatement {
    let table = "employer_networks";
    Table::create()
        .table(table)
        .col(uuid("employer_id"))
        .col(uuid("partner_id"))
        .primary_key(Index::create().name("pk_employer_networks").col("employer_id").col("partner_id"))
        .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "partner_id", "partners", ForeignKeyAction::Cascade))
        .take()
}

fn employer_contacts(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "employer_contacts";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("employer_id"))
            .col(text("first_name"))
            .col(text("last_name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text_null("job_title"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(boolean("is_main").default(false))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
            .take(),
    )
}

fn employer_meetings() -> TableCreateStatement {
    let table = "employer_meetings";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("employer_id"))
            .col(text("kind"))
            .col(date("held_on"))
            .col(text("summary"))
            .col(uuid_null("author_id"))
            .col(text("author_name"))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "author_id", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// Who moved a membership, when and why; `actor_name` stays when the account goes.
fn membership_changes() -> TableCreateStatement {
    let table = "membership_changes";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("employer_id"))
        .col(text_null("from_status"))
        .col(text("to_status"))
        .col(text_null("reason"))
        .col(uuid_null("actor_id"))
        .col(text_null("actor_name"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
        .take()
}

/// The employer on whose behalf an account acts. SQLite adds no foreign key to a table that exists.
fn employer_of_grants() -> ColumnDef {
    uuid_null("employer_id")
}
