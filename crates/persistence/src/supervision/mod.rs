//! How the network is doing, in a fixed number of queries: load, delays, files that nobody has.

mod carriers;
mod load;
mod promises;
mod waiting;

pub use carriers::{Carrier, carriers};
pub use load::{PlaceLoad, ReferentLoad, loads_of_places, loads_of_referents};
pub use promises::{Promises, promises};
pub use waiting::{Pooled, count_unrouted, pool, unrouted};

use domain::codes::ProspectStatus;
use sea_orm::{ColumnTrait, Condition};

use crate::entities::prospects;

/// Files in use that wait for something: found by their state, because they are all wanted.
fn open_files() -> Condition {
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    Condition::all().add(prospects::Column::Status.is_in(open)).add(prospects::Column::ArchivedAt.is_null())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

    use super::*;
    use crate::entities::tests::migrated;

    async fn plan(db: &DatabaseConnection, sql: &str) -> String {
        let explain = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        let steps = db.query_all_raw(explain).await.unwrap();
        steps.into_iter().map(|step| step.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("\n")
    }

    /// Figures of the network are read from indexes; nothing is scanned, and the lists are not sorted.
    #[tokio::test]
    async fn the_supervision_walks_indexes() {
        let db = migrated().await;
        let (today, now) = ("2026-11-21".parse().unwrap(), "2026-11-21T09:00:00Z".parse().unwrap());
        let (lists, counts) = waiting::queries();
        for sql in &lists {
            let plan = plan(&db, sql).await;
            assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
        }
        let queries = load::queries(today, now).into_iter().chain(promises::queries(now)).chain(counts);
        for sql in queries {
            let plan = plan(&db, &sql).await;
            // An index that holds all that is asked is read from end to end; a table is not.
            let tables = plan.lines().filter(|step| step.starts_with("SCAN") && !step.contains("COVERING INDEX"));
            assert_eq!(tables.count(), 0, "{sql}\n{plan}");
        }
        let [places, .., contacts] = &load::queries(today, now)[..] else { panic!("several queries") };
        for (sql, index) in [
            (places, "COVERING INDEX ix_prospects_supervision"),
            (contacts, "ix_assignments_first_contact_due_at (first_contact_due_at<?)"),
        ] {
            let plan = plan(&db, sql).await;
            assert!(plan.contains(index), "{sql}\n{plan}");
        }
    }
}
