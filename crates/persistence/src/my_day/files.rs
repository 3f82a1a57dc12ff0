//! The files of a person sorted by what they ask of them today.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::codes::{AssignmentStatus, OverdueReason, ProspectStatus};
use domain::my_day::{DayFile, Turn};
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use super::theirs;
use crate::StoreError;
use crate::entities::{assignments, interactions, prospects};

/// What the files of a person ask of them, each file in one list at most; the lists are whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Business {
    /// Next action today, the oldest file first.
    pub to_call: Vec<Uuid>,
    /// Late, the latest first.
    pub overdue: Vec<(Uuid, OverdueReason)>,
    /// The household has not answered since, the longest silence first.
    pub waiting: Vec<(Uuid, DateTime<Utc>)>,
}

/// Sorts the files of `actor` by what they ask at `now`, which is `today` in the Lot.
///
/// # Errors
/// Those of the store.
pub async fn business(
    db: &impl ConnectionTrait,
    actor: &Actor,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Business, StoreError> {
    let files = followed(db, actor, today).await?;
    let (mut to_call, mut overdue, mut waiting) = (vec![], vec![], vec![]);
    for (id, number, file) in files {
        match file.turn(actor.user_id, today, now) {
            Some(Turn::ToCall) => to_call.push((number, id)),
            Some(Turn::Overdue(reason)) => overdue.push((late_since(&file, reason), number, id, reason)),
            Some(Turn::Waiting(since)) => waiting.push((since, number, id)),
            None => {}
        }
    }
    to_call.sort();
    overdue.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    waiting.sort();
    Ok(Business {
        to_call: to_call.into_iter().map(|(_, id)| id).collect(),
        overdue: overdue.into_iter().map(|(_, _, id, reason)| (id, reason)).collect(),
        waiting: waiting.into_iter().map(|(since, _, id)| (id, since)).collect(),
    })
}

fn late_since(file: &DayFile, reason: OverdueReason) -> Option<NaiveDate> {
    match reason {
        OverdueReason::NextAction => file.next_action_on,
        OverdueReason::FirstContact => file.first_contact_due_at.map(|due| due.date_naive()),
    }
}

type FileRow = (Uuid, String, String, Option<NaiveDate>, Option<Uuid>, Option<DateTime<Utc>>);

/// The files of a person with what decides: one query each for the files, the assignments and what was sent.
async fn followed(
    db: &impl ConnectionTrait,
    actor: &Actor,
    today: NaiveDate,
) -> Result<Vec<(Uuid, String, DayFile)>, StoreError> {
    let posts = posts_of(db, actor).await?;
    let sent: HashMap<Uuid, DateTime<Utc>> =
        last_sent(actor, today).into_tuple::<(Uuid, DateTime<Utc>)>().all(db).await?.into_iter().collect();
    let rows: Vec<FileRow> = light(actor).into_tuple().all(db).await?;
    let file = |(id, number, status, next_action_on, assignee, last_act_at): FileRow| {
        let post = posts.get(&id);
        let file = DayFile {
            // The database checks the states, so that another one cannot stand there.
            status: ProspectStatus::parse(&status).unwrap_or(ProspectStatus::Anonymised),
            accompanied: post.is_some(),
            next_action_on,
            next_action_assignee_id: assignee,
            first_contact_due_at: post.copied().flatten(),
            last_sent_at: sent.get(&id).copied(),
            last_act_at,
        };
        (id, number, file)
    };
    Ok(rows.into_iter().map(file).collect())
}

fn light(actor: &Actor) -> Select<prospects::Entity> {
    prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number, prospects::Column::Status])
        .columns([prospects::Column::NextActionOn, prospects::Column::NextActionAssigneeId])
        .column(prospects::Column::LastContactByPersonAt)
        .filter(theirs(actor))
        .filter(prospects::Column::PausedUntil.is_null())
}

type PostRow = (Uuid, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// The files whose référent the person is or is asked to be, with the first contact that is still owed.
async fn posts_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
) -> Result<HashMap<Uuid, Option<DateTime<Utc>>>, StoreError> {
    if actor.referent_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let open = [AssignmentStatus::Proposed, AssignmentStatus::Accepted].map(AssignmentStatus::as_str);
    let rows: Vec<PostRow> = assignments::Entity::find()
        .select_only()
        .columns([assignments::Column::ProspectId, assignments::Column::Status])
        .columns([assignments::Column::FirstContactDueAt, assignments::Column::FirstContactAt])
        .filter(assignments::Column::ReferentId.is_in(actor.referent_ids.iter().copied()))
        .filter(assignments::Column::Status.is_in(open))
        .into_tuple()
        .all(db)
        .await?;
    let mut posts: HashMap<Uuid, Option<DateTime<Utc>>> = HashMap::new();
    for (prospect_id, status, due_at, made_at) in rows {
        let accepted = status == AssignmentStatus::Accepted.as_str();
        let owed = due_at.filter(|_| accepted && made_at.is_none());
        let known = posts.entry(prospect_id).or_default();
        *known = known.or(owed);
    }
    Ok(posts)
}

/// Our last exchange towards each household whose next action is still ahead, of those that the person may read.
fn last_sent(actor: &Actor, today: NaiveDate) -> Select<interactions::Entity> {
    let readable = Condition::any()
        .add(interactions::Column::Visibility.ne("private"))
        .add(interactions::Column::AuthorId.eq(actor.user_id));
    interactions::Entity::find()
        .select_only()
        .column(interactions::Column::ProspectId)
        .expr_as(Func::max(Expr::col(interactions::Column::OccurredAt)), "sent_at")
        .filter(interactions::Column::ProspectId.in_subquery(ahead(actor, today)))
        .filter(interactions::Column::Direction.eq("outbound"))
        .filter(readable)
        .group_by(interactions::Column::ProspectId)
}

fn ahead(actor: &Actor, today: NaiveDate) -> SelectStatement {
    let later =
        Condition::any().add(prospects::Column::NextActionOn.is_null()).add(prospects::Column::NextActionOn.gt(today));
    Query::select()
        .column((prospects::Entity, prospects::Column::Id))
        .from(prospects::Entity)
        .cond_where(theirs(actor).add(later).add(prospects::Column::PausedUntil.is_null()))
        .take()
}

/// The queries whose plans are looked at: they must start from the person.
#[cfg(test)]
pub(super) fn queries(actor: &Actor, today: NaiveDate) -> Vec<String> {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    vec![light(actor).build(sqlite).to_string(), last_sent(actor, today).build(sqlite).to_string()]
}
