//! What is somebody's to do: the files that they accompany and the actions given to them.
//!
//! Every query starts from the person (their assignments, their actions), so that it costs what the person has to do and
//! not what the programme holds.

mod files;
mod shown;
mod work;

pub use files::{Business, business};
pub use shown::{FileShown, shown};
pub(crate) use work::pooled;
pub use work::{Proposal, TaskShown, count_pool, count_proposals, count_tasks, count_tasks_due, proposals, tasks};

use std::collections::HashSet;

use domain::access::Actor;
use domain::codes::{AssignmentStatus, ProspectStatus};
use sea_orm::sea_query::{Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, prospects};
use crate::prospects::scope::{assigned_to, visible};

/// The files in use that are the person's business, of those that they see.
pub(crate) fn theirs(actor: &Actor) -> Condition {
    Condition::all().add(prospects::Column::Id.in_subquery(mine(actor))).add(in_use(actor))
}

/// The files that the person sees and that wait for something.
pub(crate) fn in_use(actor: &Actor) -> Condition {
    Condition::all().add(visible(&actor.prospect_scope())).add(prospects::Column::ArchivedAt.is_null()).add(is_open())
}

/// The files that wait for something, said by what they are not: as a list of states to look for, SQLite would walk every
/// open file of the programme by the index of states, and leave the few of the person aside.
pub(crate) fn is_open() -> Condition {
    let over = ProspectStatus::ALL.iter().filter(|status| !status.is_open()).map(|status| status.as_str());
    Condition::all().add(prospects::Column::Status.is_not_in(over))
}

/// The files that the person sees and may still work on.
pub(crate) fn in_sight(actor: &Actor) -> Condition {
    let gone = [ProspectStatus::Merged, ProspectStatus::Anonymised].map(ProspectStatus::as_str);
    Condition::all()
        .add(visible(&actor.prospect_scope()))
        .add(prospects::Column::ArchivedAt.is_null())
        .add(prospects::Column::Status.is_not_in(gone))
}

/// Ids of the files whose référent the person is or is asked to be.
pub(crate) async fn accompanied_by(db: &impl ConnectionTrait, actor: &Actor) -> Result<HashSet<Uuid>, StoreError> {
    if actor.referent_ids.is_empty() {
        return Ok(HashSet::new());
    }
    let open = [AssignmentStatus::Proposed, AssignmentStatus::Accepted].map(AssignmentStatus::as_str);
    let found: Vec<Uuid> = assignments::Entity::find()
        .select_only()
        .column(assignments::Column::ProspectId)
        .filter(assignments::Column::ReferentId.is_in(actor.referent_ids.iter().copied()))
        .filter(assignments::Column::Status.is_in(open))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// Ids of the files whose référent the person is or is asked to be, and of those whose next action is theirs by name.
fn mine(actor: &Actor) -> SelectStatement {
    let mut given = Query::select()
        .column(prospects::Column::Id)
        .from(prospects::Entity)
        .and_where(prospects::Column::NextActionAssigneeId.eq(actor.user_id))
        .take();
    if actor.referent_ids.is_empty() {
        return given;
    }
    given.union(UnionType::Distinct, assigned_to(&actor.referent_ids)).take()
}

#[cfg(test)]
mod tests {
    use domain::access::{Grant, Role};
    use sea_orm::{DbBackend, Statement};

    use super::*;
    use crate::entities::tests::migrated;

    /// A référent of two EPCI, and somebody who runs the programme.
    fn people() -> [Actor; 2] {
        let grant = |role, territories: &[&str]| Grant {
            role,
            partner_id: None,
            employer_id: None,
            territories: territories.iter().map(|code| (*code).to_owned()).collect(),
            project_types: vec!["craft".to_owned()],
            valid_from: None,
            valid_to: None,
        };
        let referent = grant(Role::Referent, &["200067361", "200023737"]);
        let admin = grant(Role::ProgrammeAdmin, &[]);
        [(vec![Uuid::from_u128(2)], referent), (vec![], admin)].map(|(referent_ids, grant)| Actor {
            user_id: Uuid::from_u128(1),
            referent_ids,
            grants: vec![grant],
        })
    }

    /// Whatever the programme holds, a day is read from the person's own assignments, actions, tasks and mentions.
    #[tokio::test]
    async fn a_day_costs_what_the_person_has_to_do() {
        let db = migrated().await;
        let today = "2026-11-21".parse().unwrap();
        for actor in people() {
            let mut queries = files::queries(&actor, today);
            queries.extend(work::queries(&actor));
            queries.push(crate::mentions::query(&actor));
            queries.extend(crate::calendars::queries(&actor, (today, today)));
            for sql in queries {
                let explain = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
                let steps = db.query_all_raw(explain).await.unwrap();
                let plan: Vec<String> = steps.into_iter().map(|step| step.try_get("", "detail").unwrap()).collect();
                // Nothing is scanned, and no index is walked that many files of the programme share.
                let wide = ["SCAN", "ix_prospects_status", "ix_assignments_status", "epci_code", "archived"];
                let told = plan.join("\n");
                assert!(!wide.iter().any(|word| told.contains(word)), "{sql}\n{told}");
            }
        }
    }
}
