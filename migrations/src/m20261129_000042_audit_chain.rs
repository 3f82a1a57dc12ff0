//! The journal as a chain: the place and the hash of each entry, the end of the chain, and triggers that refuse whatever
//! is not an appending, or the erasing of who acted and why.
//! Earlier entries get their place with the next ones: a server seals within a minute of its start.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::naming::{create, drop, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, vec![audit_seals(), audit_chain()], vec![unique("audit_seals", &["entry_seq"])]).await?;
        let begin = "INSERT INTO audit_chain (id, sealed_to, position, hash) VALUES (1, 0, 0, '')";
        manager.get_connection().execute_unprepared(begin).await?;
        let guards = match manager.get_database_backend() {
            DbBackend::Postgres => on_postgres(),
            _ => on_sqlite(),
        };
        manager.get_connection().execute_unprepared(&guards).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements: String = match manager.get_database_backend() {
            DbBackend::Postgres => "DROP TRIGGER tr_audit_entries_kept ON audit_entries;
                 DROP TRIGGER tr_audit_entries_all_kept ON audit_entries;
                 DROP TRIGGER tr_audit_entries_unchanged ON audit_entries;
                 DROP TRIGGER tr_audit_entries_forgotten ON audit_entries;
                 DROP TRIGGER tr_audit_seals_kept ON audit_seals;
                 DROP TRIGGER tr_audit_seals_unchanged ON audit_seals;
                 DROP FUNCTION audit_append_only();
                 DROP FUNCTION audit_forgotten();"
                .to_owned(),
            _ => ["entries_kept", "entries_unchanged", "entries_forgotten", "seals_kept", "seals_unchanged"]
                .map(|name| format!("DROP TRIGGER tr_audit_{name};"))
                .concat(),
        };
        manager.get_connection().execute_unprepared(&statements).await?;
        drop(manager, &["audit_chain", "audit_seals"]).await
    }
}

/// No foreign key: a place outlives its entry, so that what was taken out can be named. Salts go with the words they cover.
fn audit_seals() -> TableCreateStatement {
    Table::create()
        .table("audit_seals")
        .col(big_integer("position").primary_key())
        .col(big_integer("entry_seq"))
        .col(timestamp_with_time_zone("sealed_at"))
        .col(text_null("actor_salt"))
        .col(text("actor_digest"))
        .col(text_null("reason_salt"))
        .col(text_null("reason_digest"))
        .col(text("hash"))
        .take()
}

/// One row: the end of the chain, and the entry up to which all that will ever be there has a place.
fn audit_chain() -> TableCreateStatement {
    Table::create()
        .table("audit_chain")
        .col(integer("id").primary_key())
        .col(big_integer("sealed_to"))
        .col(big_integer("position"))
        .col(text("hash"))
        .take()
}

/// A change that is neither of these: who acted replaced by the word for an erased identity, the reason taken out.
fn changed_entry(differs: &str) -> String {
    let fixed = ["seq", "at", "action", "resource_type", "resource_id", "fields", "request_id"];
    let fixed = fixed.map(|column| format!("NEW.{column} {differs} OLD.{column}")).join(" OR ");
    format!(
        "{fixed} OR (NEW.reason {differs} OLD.reason AND NEW.reason IS NOT NULL)
         OR ((NEW.actor_id {differs} OLD.actor_id OR NEW.actor_label {differs} OLD.actor_label)
             AND NOT (NEW.actor_id IS NULL AND NEW.actor_label = 'erased'))"
    )
}

/// A change that is not the dropping of a salt.
fn changed_seal(differs: &str) -> String {
    let fixed = ["position", "entry_seq", "sealed_at", "actor_digest", "reason_digest", "hash"];
    let fixed = fixed.map(|column| format!("NEW.{column} {differs} OLD.{column}")).join(" OR ");
    format!(
        "{fixed} OR (NEW.actor_salt {differs} OLD.actor_salt AND NEW.actor_salt IS NOT NULL)
         OR (NEW.reason_salt {differs} OLD.reason_salt AND NEW.reason_salt IS NOT NULL)"
    )
}

/// Drops the salts of what was erased, in the same statement.
const FORGET: &str =
    "UPDATE audit_seals SET actor_salt = NULL WHERE entry_seq = NEW.seq AND NEW.actor_label = 'erased';
    UPDATE audit_seals SET reason_salt = NULL WHERE entry_seq = NEW.seq AND NEW.reason IS NULL;";

fn on_sqlite() -> String {
    let refuse = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;";
    let (entry, seal) = (changed_entry("IS NOT"), changed_seal("IS NOT"));
    format!(
        "CREATE TRIGGER tr_audit_entries_kept BEFORE DELETE ON audit_entries {refuse}
         CREATE TRIGGER tr_audit_entries_unchanged BEFORE UPDATE ON audit_entries WHEN {entry} {refuse}
         CREATE TRIGGER tr_audit_entries_forgotten AFTER UPDATE ON audit_entries BEGIN {FORGET} END;
         CREATE TRIGGER tr_audit_seals_kept BEFORE DELETE ON audit_seals {refuse}
         CREATE TRIGGER tr_audit_seals_unchanged BEFORE UPDATE ON audit_seals WHEN {seal} {refuse}"
    )
}

fn on_postgres() -> String {
    let refuse = "FOR EACH ROW EXECUTE FUNCTION audit_append_only();";
    let (entry, seal) = (changed_entry("IS DISTINCT FROM"), changed_seal("IS DISTINCT FROM"));
    format!(
        "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
         CREATE FUNCTION audit_forgotten() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN {FORGET} RETURN NULL; END $$;
         CREATE TRIGGER tr_audit_entries_kept BEFORE DELETE ON audit_entries {refuse}
         CREATE TRIGGER tr_audit_entries_all_kept BEFORE TRUNCATE ON audit_entries
             FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
         CREATE TRIGGER tr_audit_entries_unchanged BEFORE UPDATE ON audit_entries
             FOR EACH ROW WHEN ({entry}) EXECUTE FUNCTION audit_append_only();
         CREATE TRIGGER tr_audit_entries_forgotten AFTER UPDATE ON audit_entries
             FOR EACH ROW EXECUTE FUNCTION audit_forgotten();
         CREATE TRIGGER tr_audit_seals_kept BEFORE DELETE ON audit_seals {refuse}
         CREATE TRIGGER tr_audit_seals_unchanged BEFORE UPDATE ON audit_seals
             FOR EACH ROW WHEN ({seal}) EXECUTE FUNCTION audit_append_only();"
    )
}
