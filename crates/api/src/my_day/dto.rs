//! Shapes of a day.

use chrono::{DateTime, NaiveDate, Utc};
use persistence::mentions::Mention;
use persistence::my_day::{FileShown, Proposal, TaskShown};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::steering_actions::dto::SteeringAction;

/// What is to be done next on a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayAction {
    /// What.
    #[schema(example = "Appeler la famille")]
    pub label: String,
    /// When.
    pub on: NaiveDate,
}

/// Shapes of files in the lists of a day: the same fields, and what each list adds.
macro_rules! day_files {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* })+) => { $(
        $(#[$about])*
        #[derive(Debug, Serialize, ToSchema)]
        pub struct $name {
            /// Id.
            pub id: Uuid,
            /// Human number.
            #[schema(example = "OML-2026-00042")]
            pub number: String,
            /// Name of the lead.
            pub lead_name: String,
            /// State.
            #[schema(example = "assigned")]
            pub status: String,
            /// Name of the EPCI of the first wish.
            #[schema(required = true)]
            pub epci_name: Option<String>,
            /// What is to be done next.
            #[schema(required = true)]
            pub next_action: Option<DayAction>,
            /// Number of the lead, in E.164 form.
            #[schema(required = true)]
            pub phone: Option<String>,
            /// Version of the file.
            pub version: i32,
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl $name {
            /// The file with what the list adds.
            #[must_use]
            pub fn of(file: FileShown, $($field: $kind),*) -> $name {
                $name {
                    id: file.id,
                    number: file.number,
                    lead_name: file.lead_name,
                    status: file.status,
                    epci_name: file.epci_name,
                    next_action: file.next_action.map(|(label, on)| DayAction { label, on }),
                    phone: file.phone,
                    version: file.version,
                    $($field,)*
                }
            }
        }
    )+ };
}

day_files! {
    /// A file in one of the lists of a day.
    DayFile {}

    /// A file for which something should have been done already.
    OverdueFile {
        /// What is late, a code of the list `overdue_reasons`.
        #[schema(example = "next_action")]
        reason: String,
    }

    /// A file whose household has not answered.
    WaitingFile {
        /// When we last spoke or wrote to it.
        since: DateTime<Utc>,
    }

    /// A file that waits in the programme's pool.
    PooledFile {
        /// Since when.
        pool_since: DateTime<Utc>,
        /// Why, a code of the list `pool_reasons`.
        #[schema(required = true, example = "nobody_left")]
        pool_reason: Option<String>,
    }
}

/// A file that waits for the caller's answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayProposal {
    /// The assignment, to be answered.
    pub assignment_id: Uuid,
    /// Version of the assignment.
    pub version: i32,
    /// Part to take.
    #[schema(example = "territorial")]
    pub role: String,
    /// The file.
    pub prospect: DayFile,
    /// Why this référent, in French.
    #[schema(required = true)]
    pub sentence: Option<String>,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// By when an answer is due.
    #[schema(required = true)]
    pub accept_due_at: Option<DateTime<Utc>>,
    /// Whether the answer is late.
    pub overdue: bool,
    /// What the référent who hands the file over says of it.
    #[schema(required = true)]
    pub handover_note: Option<String>,
}

impl DayProposal {
    /// The proposal at `now`.
    #[must_use]
    pub fn of(proposal: Proposal, file: FileShown, now: DateTime<Utc>) -> DayProposal {
        DayProposal {
            assignment_id: proposal.assignment_id,
            version: proposal.version,
            role: proposal.role,
            prospect: DayFile::of(file),
            sentence: proposal.sentence,
            proposed_at: proposal.proposed_at,
            overdue: domain::my_day::has_passed(proposal.accept_due_at, now),
            accept_due_at: proposal.accept_due_at,
            handover_note: proposal.handover_note,
        }
    }
}

/// A task of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayTask {
    /// The task.
    pub task_id: Uuid,
    /// Its version.
    pub version: i32,
    /// What is to be done.
    pub title: String,
    /// By when.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// The file.
    pub prospect_id: Uuid,
    /// Its human number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// Name of the lead.
    pub lead_name: String,
}

impl DayTask {
    /// The task on `today`.
    #[must_use]
    pub fn of(task: TaskShown, today: NaiveDate) -> DayTask {
        DayTask {
            task_id: task.id,
            version: task.version,
            title: task.title,
            overdue: domain::my_day::is_late(task.due_on, today),
            due_on: task.due_on,
            prospect_id: task.prospect_id,
            number: task.number,
            lead_name: task.lead_name,
        }
    }
}

/// An action of a steering committee or of a working group for which the caller answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaySteeringAction {
    /// The action.
    pub action_id: Uuid,
    /// Its version.
    pub version: i32,
    /// What is to be done.
    pub title: String,
    /// Title of the committee or name of the group.
    #[schema(example = "Logement")]
    pub origin_name: String,
    /// State, a code of the list `steering_statuses`.
    #[schema(example = "todo")]
    pub status: String,
    /// By when.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub overdue: bool,
}

impl From<SteeringAction> for DaySteeringAction {
    fn from(action: SteeringAction) -> Self {
        DaySteeringAction {
            action_id: action.id,
            version: action.version,
            title: action.title,
            origin_name: action.origin_name,
            status: action.status,
            due_on: action.due_on,
            overdue: action.late,
        }
    }
}

/// An exchange in which a colleague named the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayMention {
    /// The mention, to be taken away once seen.
    pub mention_id: Uuid,
    /// The file.
    pub prospect_id: Uuid,
    /// Its human number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// Name of the lead.
    pub lead_name: String,
    /// Who wrote; empty when the account is gone.
    pub author_name: String,
    /// How the exchange begins.
    pub excerpt: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl From<Mention> for DayMention {
    fn from(mention: Mention) -> Self {
        DayMention {
            mention_id: mention.id,
            prospect_id: mention.prospect_id,
            number: mention.number,
            lead_name: mention.lead_name,
            author_name: mention.author_name.unwrap_or_default(),
            excerpt: mention.excerpt,
            created_at: mention.created_at,
        }
    }
}

/// How much each list holds in all.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayCounts {
    /// Proposals to answer.
    pub to_accept: i32,
    /// Files whose next action is today.
    pub to_call: i32,
    /// Files that are late.
    pub overdue: i32,
    /// Files whose household has not answered.
    pub waiting: i32,
    /// Tasks to do.
    pub tasks: i32,
    /// Actions of the steering for which the caller answers.
    pub actions: i32,
    /// Mentions not seen yet.
    pub mentions: i32,
    /// Files in the programme's pool; 0 for those who do not run the programme.
    pub pool: i32,
}

/// What waits for the caller; each list ends at 50, the counts are whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyDay {
    /// Today in the Lot.
    pub today: NaiveDate,
    /// How much each list holds in all.
    pub counts: DayCounts,
    /// Proposals to answer, the most pressing first.
    pub to_accept: Vec<DayProposal>,
    /// Files whose next action is today.
    pub to_call: Vec<DayFile>,
    /// Files that are late, the latest first.
    pub overdue: Vec<OverdueFile>,
    /// Files whose household has not answered, the longest silence first.
    pub waiting: Vec<WaitingFile>,
    /// Tasks to do, the soonest first.
    pub tasks: Vec<DayTask>,
    /// Actions of the steering for which the caller answers, the soonest first.
    pub actions: Vec<DaySteeringAction>,
    /// Mentions not seen yet, newest first.
    pub mentions: Vec<DayMention>,
}
