//! Employers, their membership of the network, and the offers of work.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const MEMBERSHIP_STATES: [&str; 5] = ["requested", "active", "refused", "suspended", "terminated"];
const OFFER_STATES: [&str; 8] =
    ["draft", "submitted", "published", "rejected", "suspended", "filled", "expired", "withdrawn"];

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
            job_offers(),
            job_offer_changes(),
            job_offer_edition(),
        ];
        create(manager, tables, indexes()).await?;
        manager
            .get_connection()
            .execute_unprepared("INSERT INTO job_offer_edition (id, edition) VALUES (1, 0)")
            .await?;
        for (table, column) in columns_added() {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        manager.create_index(index("role_grants", &["employer_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_role_grants_employer_id").table("role_grants").to_owned()).await?;
        for (table, column) in columns_added() {
            manager.alter_table(Table::alter().table(table).drop_column(column.get_column_name()).take()).await?;
        }
        let tables = [
            "job_offer_edition",
            "job_offer_changes",
            "job_offers",
            "membership_changes",
            "employer_meetings",
            "employer_contacts",
            "employer_networks",
            "employers",
        ];
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
        unique("job_offers", &["source", "external_id"]),
        index("job_offers", &["created_at", "id"]),
        index("job_offers", &["status", "created_at", "id"]),
        index("job_offers", &["status", "expires_at", "id"]),
        index("job_offers", &["employer_id", "created_at", "id"]),
        index("job_offers", &["is_public", "published_at", "id"]),
        index("job_offers", &["occupation_code"]),
        // What changed since a snapshot of the public offers was made.
        index("job_offers", &["edition"]),
        index("job_offer_changes", &["job_offer_id", "recorded_at"]),
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

/// An offer is `is_public` while it is published and its employer, when the network knows it, is an active member;
/// both are written under the lock of `job_offer_edition`, and `edition` is the one that the last change made.
/// Amounts are in cents of euros for one `salary_period`; `terms` and `title_terms` are the words by which it is found.
fn job_offers() -> TableCreateStatement {
    let table = "job_offers";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid_null("employer_id"))
            .col(text_null("employer_name"))
            .col(text("source"))
            .col(text_null("external_id"))
            .col(text_null("external_url"))
            .col(text("title"))
            .col(text("description"))
            .col(text_null("occupation_code"))
            .col(text_null("sector"))
            .col(text("contract_type"))
            .col(text_null("contract_nature"))
            .col(integer_null("contract_months"))
            .col(text_null("working_time"))
            .col(double_null("weekly_hours"))
            .col(text_null("experience"))
            .col(text_null("experience_text"))
            .col(text_null("qualification"))
            .col(text_null("place"))
            .col(text_null("commune_code"))
            .col(text_null("epci_code"))
            .col(text_null("postal_code"))
            .col(double_null("latitude"))
            .col(double_null("longitude"))
            .col(text_null("salary_text"))
            .col(big_integer_null("salary_min_cents"))
            .col(big_integer_null("salary_max_cents"))
            .col(text_null("salary_period"))
            .col(double_null("salary_months"))
            .col(integer("positions").default(1))
            .col(boolean("housing_possible").default(false))
            .col(boolean("partner_welcome").default(false))
            .col(text("remote_work").default("no"))
            .col(date_null("starts_on"))
            .col(text_null("contact_name"))
            .col(text_null("apply_email"))
            .col(text_null("apply_phone"))
            .col(text_null("apply_url"))
            .col(text("status"))
            .col(text_null("status_reason"))
            .col(boolean("is_public").default(false))
            .col(big_integer("edition").default(0))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(timestamp_with_time_zone_null("expires_at"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(uuid_null("created_by"))
            .col(uuid_null("import_id"))
            .col(text("search_text"))
            .col(text("title_terms"))
            .col(text("terms"))
            .check(status_check(table, &OFFER_STATES))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Restrict))
            .take(),
    )
}

fn job_offer_changes() -> TableCreateStatement {
    let table = "job_offer_changes";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("job_offer_id"))
        .col(text_null("from_status"))
        .col(text("to_status"))
        .col(text_null("reason"))
        .col(uuid_null("actor_id"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut references(table, "job_offer_id", "job_offers", ForeignKeyAction::Cascade))
        .take()
}

/// One row, raised by every transaction that changes what the public sees: whoever holds it is alone.
fn job_offer_edition() -> TableCreateStatement {
    Table::create().table("job_offer_edition").col(integer("id").primary_key()).col(big_integer("edition")).take()
}

/// The employer on whose behalf an account acts; the employer and the offer through which a family came to the Lot.
/// SQLite adds no foreign key to a table that exists.
fn columns_added() -> [(&'static str, ColumnDef); 3] {
    [
        ("role_grants", uuid_null("employer_id")),
        ("installations", uuid_null("employer_id")),
        ("installations", uuid_null("job_offer_id")),
    ]
}
