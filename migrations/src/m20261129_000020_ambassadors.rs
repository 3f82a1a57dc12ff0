//! Ambassadors, what became of them day by day, and the households that they are proposed to sponsor.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, ordered_text, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: [&str; 6] = ["applicant", "active", "paused", "refused", "retired", "anonymised"];
const SPONSORING_STATES: [&str; 6] = ["proposed", "sent", "accepted", "refused", "withdrawn", "ended"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            ambassador_sign_ups(),
            ambassadors(manager),
            ambassador_tags(),
            ambassador_status_changes(),
            sponsoring_proposals(),
        ];
        create(manager, tables, indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "sponsoring_proposals",
            "ambassador_status_changes",
            "ambassador_tags",
            "ambassadors",
            "ambassador_sign_ups",
        ];
        drop(manager, &tables).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("ambassador_sign_ups", &["expires_at"]),
        unique("ambassadors", &["email_key"]),
        index("ambassadors", &["sort_name", "id"]),
        index("ambassadors", &["status", "sort_name", "id"]),
        index("ambassadors", &["epci_code", "sort_name", "id"]),
        index("ambassadors", &["commune_code", "sort_name", "id"]),
        index("ambassador_tags", &["kind", "code", "ambassador_id"]),
        index("ambassador_status_changes", &["ambassador_id", "changed_at", "id"]),
        index("ambassador_status_changes", &["to_status", "changed_on"]),
        index("ambassador_status_changes", &["from_status", "changed_on"]),
        unique("sponsoring_proposals", &["prospect_id", "ambassador_id"]),
        unique("sponsoring_proposals", &["open_for_prospect_id"]),
        index("sponsoring_proposals", &["ambassador_id", "status"]),
    ]
}

/// What was typed in the public form, until its mailed link is opened: erased then, or after a week. The id becomes the
/// ambassador's, so that a link opened twice makes one of them.
fn ambassador_sign_ups() -> TableCreateStatement {
    Table::create()
        .table("ambassador_sign_ups")
        .col(pk_uuid("id"))
        .col(text("email"))
        .col(json("content"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}

/// `email_key` is the address as long as somebody is listed under it; `active_since` is set while one is active or
/// paused. `image_version` is the text under which the portrait may be shown, `consent_version` that of the sign-up.
fn ambassadors(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let table = "ambassadors";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("status"))
            .col(text_null("status_reason"))
            .col(date("status_since"))
            .col(date_null("active_since"))
            .col(text("nature"))
            .col(text("first_name"))
            .col(text("last_name"))
            .col(text_null("organisation_name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text("search_text"))
            .col(text("email"))
            .col(text_null("email_key"))
            .col(text_null("phone"))
            .col(boolean("is_diaspora"))
            .col(text_null("commune_code"))
            .col(text_null("epci_code"))
            .col(text_null("home"))
            .col(text_null("origin"))
            .col(text_null("family_stage"))
            .col(integer("sponsoring_capacity"))
            .col(text_null("portrait"))
            .col(text("source"))
            .col(text("consent_version"))
            .col(text_null("image_version"))
            .col(timestamp_with_time_zone_null("image_given_at"))
            .check(status_check(table, &STATES))
            .take(),
    )
}

/// A kind, a commitment, an interest or a language of an ambassador.
fn ambassador_tags() -> TableCreateStatement {
    let table = "ambassador_tags";
    Table::create()
        .table(table)
        .col(uuid("ambassador_id"))
        .col(text("kind"))
        .col(text("code"))
        .col(integer("rank"))
        .primary_key(Index::create().name("pk_ambassador_tags").col("ambassador_id").col("kind").col("code"))
        .foreign_key(&mut references(table, "ambassador_id", "ambassadors", ForeignKeyAction::Cascade))
        .take()
}

/// Every state that an ambassador entered, with its day in the Lot: the stock of any past day is counted from here.
fn ambassador_status_changes() -> TableCreateStatement {
    let table = "ambassador_status_changes";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("ambassador_id"))
        .col(text_null("from_status"))
        .col(text("to_status"))
        .col(date("changed_on"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(text("actor_name"))
        .col(text_null("reason"))
        .foreign_key(&mut references(table, "ambassador_id", "ambassadors", ForeignKeyAction::Cascade))
        .take()
}

/// An ambassador proposed as the sponsor of a household. `open_for_prospect_id` repeats the file while the proposal is
/// the one that was sent or accepted: a household has one sponsor at most.
fn sponsoring_proposals() -> TableCreateStatement {
    let table = "sponsoring_proposals";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(uuid("ambassador_id"))
            .col(uuid_null("open_for_prospect_id"))
            .col(text("status"))
            .col(integer("rank"))
            .col(json("reasons"))
            .col(text("agreement_channel"))
            .col(text_null("agreement_proof"))
            .col(timestamp_with_time_zone("agreed_at"))
            .col(text("author_name"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .check(status_check(table, &SPONSORING_STATES))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "ambassador_id", "ambassadors", ForeignKeyAction::Cascade))
            .take(),
    )
}
