//! Employers that sign up by themselves, and the recruits that employers refer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{create, drop, index, references, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![employer_sign_ups(), employer_referrals()], indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["employer_referrals", "employer_sign_ups"]).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("employer_sign_ups", &["token_hash"]),
        index("employer_sign_ups", &["status", "received_at", "id"]),
        unique("employer_referrals", &["request_id"]),
        index("employer_referrals", &["employer_id", "created_at", "id"]),
    ]
}

/// `employer_id` is the employer that the sign-up made, or is about when it was known already.
fn employer_sign_ups() -> TableCreateStatement {
    let table = "employer_sign_ups";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(text("status"))
            .col(text("siret"))
            .col(text("name"))
            .col(text("kind"))
            .col(text("commune_code"))
            .col(text("first_name"))
            .col(text("last_name"))
            .col(text("email"))
            .col(text_null("phone"))
            .col(text_null("message"))
            .col(text("charter_version"))
            .col(text("token_hash"))
            .col(timestamp_with_time_zone("received_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(uuid_null("employer_id"))
            .col(uuid_null("decided_by"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(text_null("reason"))
            .check(status_check(table, &["pending", "waiting", "accepted", "refused"]))
            .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(table, "decided_by", "users", ForeignKeyAction::SetNull))
            .take(),
    )
}

/// What an employer told of a recruit beside the request itself, and who collected the agreement. Names stand in the
/// request alone, so that they are erased with it; `referred_by_name` stays when the account goes.
fn employer_referrals() -> TableCreateStatement {
    let table = "employer_referrals";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("employer_id"))
        .col(uuid("request_id"))
        .col(date_null("arrival_on"))
        .col(text("spouse"))
        .col(text("agreement_version"))
        .col(uuid_null("referred_by"))
        .col(text("referred_by_name"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references(table, "employer_id", "employers", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "request_id", "contact_requests", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "referred_by", "users", ForeignKeyAction::SetNull))
        .take()
}
