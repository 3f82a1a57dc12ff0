//! Job offers, how they came to be what they are, and the offer thanks to which a household moved in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 8] =
    ["draft", "submitted", "published", "rejected", "suspended", "filled", "expired", "withdrawn"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![job_offers(manager), job_offer_changes(), job_offer_editions()];
        create(manager, tables, indexes()).await?;
        let db = manager.get_connection();
        // What the public reads does not grow with the years.
        let public = "CREATE INDEX ix_job_offers_public ON job_offers (published_at, id) WHERE is_public = TRUE";
        db.execute_unprepared(public).await?;
        db.execute_unprepared("INSERT INTO job_offer_editions (id, number) VALUES (1, 1)").await?;
        manager.alter_table(Table::alter().table("installations").add_column(uuid_null("job_offer_id")).take()).await?;
        manager.create_index(index("installations", &["job_offer_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_installations = Index::drop().name("ix_installations_job_offer_id").table("installations").to_owned();
        manager.drop_index(of_installations).await?;
        manager.alter_table(Table::alter().table("installations").drop_column("job_offer_id").take()).await?;
        drop(manager, &["job_offer_editions", "job_offer_changes", "job_offers"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("job_offers", &["source", "external_id"]),
        index("job_offers", &["updated_at", "id"]),
        index("job_offers", &["sort_title", "id"]),
        index("job_offers", &["status", "updated_at", "id"]),
        index("job_offers", &["status", "expires_sort", "id"]),
        index("job_offers", &["employer_id", "updated_at", "id"]),
        index("job_offers", &["occupation_code", "status"]),
        index("job_offer_changes", &["job_offer_id", "recorded_at"]),
    ]
}

/// `employer_id` is missing when an import knows no more than a name. `external_id` names the offer in its `source`; an
/// offer typed here has none. `is_public` follows from the status, the membership of the employer and the archive:
/// whoever changes one of them computes it again in the same transaction. `expires_sort` is the last day of all without
/// an end. `import_id` is the import that brought it or saw it last.
fn job_offers(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "job_offers";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid_null("employer_id"))
            .col(text("employer_name"))
            .col(text("title"))
            .col(ordered_text(manager, "sort_title"))
            .col(text("search_text"))
            .col(text("description"))
            .col(text_null("occupation_code"))
            .col(text_null("sector"))
            .col(text("contract_type"))
            .col(text_null("contract_detail"))
            .col(boolean("part_time").default(false))
            .col(text_null("working_time"))
            .col(text_null("commune_code"))
            .col(text_null("epci_code"))
            .col(text_null("salary"))
            .col(integer("positions").default(1))
            .col(text_null("experience"))
            .col(text_null("experience_detail"))
            .col(boolean("housing_possible").default(false))
            .col(boolean("partner_welcome").default(false))
            .col(text_null("remote"))
            .col(date_null("starts_on"))
            .col(text_null("apply_url"))
            .col(text_null("apply_email"))
            .col(text("source"))
            .col(text_null("external_id"))
            .col(text("status"))
            .col(text_null("status_reason"))
            .col(boolean("is_public").default(false))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(date_null("expires_on"))
            .col(date("expires_sort"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .check(status_check(table, &STATES))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
            .take(),
    )
}

/// Who moved an offer, when and why; `actor_name` stays when the account goes.
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
        .col(text_null("actor_name"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut references(table, "job_offer_id", "job_offers", ForeignKeyAction::Cascade))
        .take()
}

/// One row: the number of changes to what the public may read. Raising it is also the lock under which offers and
/// memberships change, so that none of them is decided on what another has just changed.
fn job_offer_editions() -> TableCreateStatement {
    Table::create()
        .table("job_offer_editions")
        .col(ColumnDef::new("id").integer().not_null().primary_key())
        .col(big_integer("number"))
        .check(Check::named("ck_job_offer_editions_id", Expr::col("id").eq(1)))
        .take()
}
