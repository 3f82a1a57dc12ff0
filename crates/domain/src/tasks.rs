//! Things to do on a file, by somebody, by some day.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::validation::{FieldErrors, text};

/// Longest title of a task, in characters.
pub const TITLE_MAX: usize = 200;

/// A task as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What to do.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// By whom; an account.
    pub assignee_id: Option<Uuid>,
}

impl Task {
    /// Reads a task.
    ///
    /// # Errors
    /// `required` or `too_long` for the title.
    pub fn parse(title: &str, due_on: Option<NaiveDate>, assignee_id: Option<Uuid>) -> Result<Task, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(title, TITLE_MAX));
        errors.finish(title.map(|title| Task { title, due_on, assignee_id }))
    }
}
