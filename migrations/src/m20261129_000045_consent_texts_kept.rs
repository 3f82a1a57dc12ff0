//! A wording that people have read never changes and never goes away, and an agreement given by a form says when it was
//! asked for and when it was confirmed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The wall behind the rules: no statement, by whatever program, changes or removes what people agreed to.
const SQLITE: &str = "
CREATE TRIGGER tr_consent_texts_update BEFORE UPDATE ON consent_texts BEGIN
    SELECT RAISE(ABORT, 'ck_consent_texts_kept');
END;
CREATE TRIGGER tr_consent_texts_delete BEFORE DELETE ON consent_texts BEGIN
    SELECT RAISE(ABORT, 'ck_consent_texts_kept');
END;
";
const SQLITE_DOWN: &str = "DROP TRIGGER tr_consent_texts_update; DROP TRIGGER tr_consent_texts_delete;";

const POSTGRES: &str = "
CREATE FUNCTION keep_consent_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ck_consent_texts_kept';
END
$$;
CREATE TRIGGER tr_consent_texts_kept BEFORE UPDATE OR DELETE ON consent_texts
    FOR EACH ROW EXECUTE FUNCTION keep_consent_texts();
";
const POSTGRES_DOWN: &str = "DROP TRIGGER tr_consent_texts_kept ON consent_texts; DROP FUNCTION keep_consent_texts();";

/// Requests of the public form are kept with their two moments: the agreements that came of them get these.
const KNOWN: &str = "
UPDATE consents SET
    form = 'contact_request',
    asked_at = (SELECT received_at FROM contact_requests WHERE reference = consents.proof),
    confirmed_at = (SELECT confirmed_at FROM contact_requests WHERE reference = consents.proof)
WHERE EXISTS (SELECT 1 FROM contact_requests WHERE reference = consents.proof AND confirmed_at IS NOT NULL)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text_null("form"),
            timestamp_with_time_zone_null("asked_at"),
            timestamp_with_time_zone_null("confirmed_at"),
        ] {
            manager.alter_table(Table::alter().table("consents").add_column(column).take()).await?;
        }
        let wall = if manager.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
        for statement in [KNOWN, wall] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let wall = if manager.get_database_backend() == DbBackend::Postgres { POSTGRES_DOWN } else { SQLITE_DOWN };
        manager.get_connection().execute_unprepared(wall).await?;
        for column in ["form", "asked_at", "confirmed_at"] {
            manager.alter_table(Table::alter().table("consents").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
