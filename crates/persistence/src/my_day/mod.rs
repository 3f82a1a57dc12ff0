//! What is somebody's to do: the files that they accompany and the actions given to them.
//!
//! Every query starts from the person (their assignments, their actions), so that it costs what the person has to do and
//! not what the programme holds.

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
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    in_sight(actor).add(prospects::Column::Status.is_in(open))
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
