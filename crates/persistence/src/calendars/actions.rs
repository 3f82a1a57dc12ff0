//! The next actions and the tasks of a person between two days.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::calendars::Telling;
use domain::my_day::is_theirs;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, Select};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{members, prospects, tasks};
use crate::my_day::{accompanied_by, in_sight, theirs};

/// Files of one statement: their ids stay below the number of parameters that either engine takes.
const LOT: usize = 500;

/// Something that a person plans to do on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAction {
    /// The task, when it is one and not the next action of its file.
    pub task_id: Option<Uuid>,
    /// The file.
    pub prospect_id: Uuid,
    /// Its human number.
    pub number: String,
    /// What is to be done, as it was typed.
    pub label: String,
    /// The day.
    pub on: NaiveDate,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// What in the label would tell whom it is about.
    pub telling: Telling,
}

/// What `actor` has to do from `first` to `last`, both days included, by day.
///
/// # Errors
/// Those of the store.
pub async fn actions_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<PlannedAction>, StoreError> {
    let mut planned = next_actions(db, actor, (first, last)).await?;
    planned.extend(tasks_of(db, actor, (first, last)).await?);
    planned.sort_by(|one, other| (one.on, &one.number, one.task_id).cmp(&(other.on, &other.number, other.task_id)));
    let telling = telling_of(db, planned.iter().map(|action| action.prospect_id)).await?;
    for action in &mut planned {
        action.telling = telling.get(&action.prospect_id).cloned().unwrap_or_default();
    }
    Ok(planned)
}

fn next_actions_of(actor: &Actor, (first, last): (NaiveDate, NaiveDate)) -> Select<prospects::Entity> {
    prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number, prospects::Column::NextActionLabel])
        .columns([prospects::Column::NextActionOn, prospects::Column::NextActionAssigneeId])
        .column(prospects::Column::UpdatedAt)
        .filter(theirs(actor))
        .filter(prospects::Column::NextActionOn.between(first, last))
}

type ActionRow = (Uuid, String, Option<String>, Option<NaiveDate>, Option<Uuid>, DateTime<Utc>);

async fn next_actions(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<PlannedAction>, StoreError> {
    let accompanied = accompanied_by(db, actor).await?;
    let rows: Vec<ActionRow> = next_actions_of(actor, (first, last)).into_tuple().all(db).await?;
    let planned = |(prospect_id, number, label, on, assignee, updated_at): ActionRow| {
        let theirs = is_theirs(actor.user_id, assignee, accompanied.contains(&prospect_id));
        let label = label.filter(|_| theirs)?;
        Some(PlannedAction {
            task_id: None,
            prospect_id,
            number,
            label,
            on: on?,
            updated_at,
            telling: Telling::default(),
        })
    };
    Ok(rows.into_iter().filter_map(planned).collect())
}

fn open_tasks_of(actor: &Actor, (first, last): (NaiveDate, NaiveDate)) -> Select<tasks::Entity> {
    tasks::Entity::find()
        .join(JoinType::InnerJoin, tasks::Relation::Prospect.def())
        .select_only()
        .columns([tasks::Column::Id, tasks::Column::ProspectId])
        .column(prospects::Column::Number)
        .columns([tasks::Column::Title, tasks::Column::DueOn])
        .column(tasks::Column::UpdatedAt)
        .filter(tasks::Column::AssigneeId.eq(actor.user_id))
        .filter(tasks::Column::DoneAt.is_null())
        .filter(tasks::Column::DueOn.between(first, last))
        .filter(in_sight(actor))
}

type TaskRow = (Uuid, Uuid, String, String, Option<NaiveDate>, DateTime<Utc>);

async fn tasks_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<PlannedAction>, StoreError> {
    let rows: Vec<TaskRow> = open_tasks_of(actor, (first, last)).into_tuple().all(db).await?;
    let planned = |(id, prospect_id, number, label, on, updated_at): TaskRow| {
        let telling = Telling::default();
        Some(PlannedAction { task_id: Some(id), prospect_id, number, label, on: on?, updated_at, telling })
    };
    Ok(rows.into_iter().filter_map(planned).collect())
}

/// Names and places of the households, by file: what is not to be told outside the workspace.
///
/// # Errors
/// Those of the store.
pub async fn telling_of(
    db: &impl ConnectionTrait,
    files: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Telling>, StoreError> {
    let files: Vec<Uuid> = files.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut telling: HashMap<Uuid, Telling> = HashMap::new();
    for ids in files.chunks(LOT) {
        let people: Vec<(Uuid, Option<String>, Option<String>)> = members::Entity::find()
            .select_only()
            .columns([members::Column::ProspectId, members::Column::FirstName, members::Column::LastName])
            .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (id, first_name, last_name) in people {
            telling.entry(id).or_default().names.extend(first_name.into_iter().chain(last_name));
        }
        let homes: Vec<(Uuid, Option<String>)> = prospects::Entity::find()
            .select_only()
            .columns([prospects::Column::Id, prospects::Column::City])
            .filter(prospects::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (id, city) in homes {
            telling.entry(id).or_default().places.extend(city);
        }
    }
    Ok(telling)
}

/// The queries whose plans are looked at with those of the day.
#[cfg(test)]
pub(crate) fn queries(actor: &Actor, days: (NaiveDate, NaiveDate)) -> Vec<String> {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    let (actions, tasks) = (next_actions_of(actor, days), open_tasks_of(actor, days));
    vec![actions.build(sqlite).to_string(), tasks.build(sqlite).to_string()]
}
