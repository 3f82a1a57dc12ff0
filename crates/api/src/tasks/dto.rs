//! What is sent about tasks.

use chrono::{DateTime, NaiveDate, Utc};
use domain::tasks::Task;
use domain::validation::FieldErrors;
use persistence::prospects::StoredTask;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// A task to note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Envoyer la liste des écoles", "due_on": "2026-12-01"}))]
pub struct NewTask {
    /// What to do, 200 characters at most.
    pub title: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// By whom: a user's id.
    #[serde(default)]
    pub assignee_id: Option<Uuid>,
}

impl NewTask {
    /// The task as the domain knows it.
    pub fn parse(&self) -> Result<Task, FieldErrors> {
        Task::parse(&self.title, self.due_on, self.assignee_id)
    }
}

/// A change to a task; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"done": true}))]
pub struct TaskPatch {
    /// What to do.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// By when.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub due_on: Patch<NaiveDate>,
    /// By whom.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub assignee_id: Patch<Uuid>,
    /// Whether it is done.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub done: Patch<bool>,
}

impl TaskPatch {
    /// Names of the fields that are sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("due_on", self.due_on.is_sent()),
            ("assignee_id", self.assignee_id.is_sent()),
            ("done", self.done.is_sent()),
        ])
    }

    /// The task after the change, and when it was done.
    pub fn apply(self, current: &StoredTask, now: DateTime<Utc>) -> Result<(Task, Option<DateTime<Utc>>), FieldErrors> {
        let title = self.title.or(Some(current.title.clone())).unwrap_or_default();
        let task = Task::parse(&title, self.due_on.or(current.due_on), self.assignee_id.or(current.assignee_id))?;
        let done_at = match self.done {
            Patch::Absent => current.done_at,
            Patch::Value(true) => current.done_at.or(Some(now)),
            Patch::Value(false) | Patch::Null => None,
        };
        Ok((task, done_at))
    }
}
