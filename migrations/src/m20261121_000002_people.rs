//! Who works with the tool: partners, accounts with their grants and sessions, référents.

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
        create(
            manager,
            vec![
                partners(manager),
                users(manager),
                role_grants(),
                sessions(),
                one_time_tokens(),
                referents(manager),
                referent_absences(),
            ],
            indexes(),
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["referent_absences", "referents", "one_time_tokens", "sessions", "role_grants", "users", "partners"];
        drop(manager, &tables).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    // An account is one référent at a time; an archived référent may have a successor.
    let mut account = unique("referents", &["user_id"]);
    vec![
        index("partners", &["sort_name", "id"]),
        unique("users", &["email_key"]),
        index("users", &["sort_name", "id"]),
        index("role_grants", &["user_id"]),
        index("role_grants", &["role", "user_id"]),
        index("role_grants", &["partner_id"]),
        unique("sessions", &["refresh_hash"]),
        // A refresh token shown twice is looked up here: its family ends.
        index("sessions", &["previous_hash"]),
        index("sessions", &["user_id", "last_used_at"]),
        index("sessions", &["expires_at"]),
        unique("one_time_tokens", &["token_hash"]),
        index("one_time_tokens", &["user_id", "purpose"]),
        account.and_where(Expr::col("archived_at").is_null()).take(),
        index("referents", &["partner_id"]),
        index("referents", &["sort_name", "id"]),
        index("referent_absences", &["referent_id", "from_on"]),
        index("referent_absences", &["substitute_id"]),
    ]
}

fn partners(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("partners")
            .col(pk_uuid("id"))
            .col(text("name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text("kind"))
            .col(json_binary("territories"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(text_null("website"))
            .col(integer_null("declared_member_count"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .take(),
    )
}

fn users(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("users")
            .col(pk_uuid("id"))
            .col(text("email"))
            .col(text("email_key"))
            .col(text("first_name"))
            .col(text("last_name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text_null("password_hash"))
            .col(text("status"))
            .col(text_null("totp_secret"))
            .col(timestamp_with_time_zone_null("totp_confirmed_at"))
            .col(big_integer_null("totp_last_step"))
            .col(json_binary("recovery_hashes"))
            .col(timestamp_with_time_zone_null("last_login_at"))
            .check(status_check("users", &["invited", "active", "disabled"]))
            .take(),
    )
}

fn role_grants() -> TableCreateStatement {
    Table::create()
        .table("role_grants")
        .col(pk_uuid("id"))
        .col(uuid("user_id"))
        .col(text("role"))
        .col(uuid_null("partner_id"))
        .col(json_binary("territories"))
        .col(json_binary("project_types"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references("role_grants", "user_id", "users", ForeignKeyAction::Cascade))
        .foreign_key(&mut references("role_grants", "partner_id", "partners", ForeignKeyAction::Restrict))
        .take()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(pk_uuid("id"))
        .col(uuid("user_id"))
        .col(text("refresh_hash"))
        .col(text_null("previous_hash"))
        .col(text_null("user_agent"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_used_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(&mut references("sessions", "user_id", "users", ForeignKeyAction::Cascade))
        .take()
}

fn one_time_tokens() -> TableCreateStatement {
    Table::create()
        .table("one_time_tokens")
        .col(pk_uuid("id"))
        .col(uuid("user_id"))
        .col(text("purpose"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(&mut references("one_time_tokens", "user_id", "users", ForeignKeyAction::Cascade))
        .take()
}

fn referents(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table("referents")
            .col(pk_uuid("id"))
            .col(uuid_null("user_id"))
            .col(uuid("partner_id"))
            .col(text("display_name"))
            .col(ordered_text(manager, "sort_name"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(json_binary("zones"))
            .col(json_binary("project_types"))
            .col(json_binary("languages"))
            .col(integer_null("capacity"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .foreign_key(&mut references("referents", "user_id", "users", ForeignKeyAction::SetNull))
            .foreign_key(&mut references("referents", "partner_id", "partners", ForeignKeyAction::Restrict))
            .take(),
    )
}

fn referent_absences() -> TableCreateStatement {
    let table = "referent_absences";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("referent_id"))
        .col(date("from_on"))
        .col(date("to_on"))
        .col(uuid_null("substitute_id"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references(table, "referent_id", "referents", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "substitute_id", "referents", ForeignKeyAction::SetNull))
        .take()
}
