//! Yearly reports of the programme, edition by edition: what was published is kept as it was, whoever asks.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::naming::{create, drop, index, ordered_text, stamped, status_check, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "report_snapshots";

/// The wall behind the rules: no statement, by whatever program, changes or removes what was published.
const SQLITE: &str = "
CREATE TRIGGER tr_report_snapshots_update BEFORE UPDATE ON report_snapshots WHEN old.status = 'published' BEGIN
    SELECT RAISE(ABORT, 'ck_report_snapshots_published');
END;
CREATE TRIGGER tr_report_snapshots_delete BEFORE DELETE ON report_snapshots WHEN old.status = 'published' BEGIN
    SELECT RAISE(ABORT, 'ck_report_snapshots_published');
END;
";

const POSTGRES: &str = "
CREATE FUNCTION keep_published_reports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ck_report_snapshots_published';
END
$$;
CREATE TRIGGER tr_report_snapshots_published BEFORE UPDATE OR DELETE ON report_snapshots
    FOR EACH ROW WHEN (old.status = 'published') EXECUTE FUNCTION keep_published_reports();
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // All or nothing on SQLite too: a run killed half-way starts again from a clean state.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique(TABLE, &["year", "edition"]),
            index(TABLE, &["sort_key", "id"]),
            index(TABLE, &["status", "sort_key", "id"]),
        ];
        create(manager, vec![report_snapshots(manager)], indexes).await?;
        let wall = if manager.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
        manager.get_connection().execute_unprepared(wall).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &[TABLE]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION keep_published_reports()").await?;
        }
        Ok(())
    }
}

/// `content` and `files` are the very bytes that were hashed, so they are text: a JSON column would order them anew.
/// `files` holds numbers, EPCI and weights, no names: erasing a household leaves it. No foreign keys: nothing that goes
/// away may change a published row.
fn report_snapshots(manager: &SchemaManager<'_>) -> TableCreateStatement {
    stamped(
        Table::create()
            .table(TABLE)
            .col(pk_uuid("id"))
            .col(integer("year"))
            .col(integer("edition"))
            .col(ordered_text(manager, "sort_key"))
            .col(text("status"))
            .col(text_null("reason"))
            .col(text_null("content"))
            .col(text_null("files"))
            .col(text_null("sha256"))
            .col(timestamp_with_time_zone_null("computed_at"))
            .col(timestamp_with_time_zone_null("validated_at"))
            .col(text_null("validated_by_name"))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(text_null("published_by_name"))
            .check(status_check(TABLE, &["draft", "computed", "validated", "published"]))
            .take(),
    )
}
