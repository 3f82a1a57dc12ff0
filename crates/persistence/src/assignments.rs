//! Files given to référents, and what came of it.

use chrono::{DateTime, Utc};
use domain::codes::{AssignmentStatus, DeclineReason, ExpiryReason, ReferentRole, UserStatus};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, prospects, referents, users};
use crate::prospects::{StoredAssignment, assignments_of};
use crate::versions::{changed, next};

/// One assignment of a file.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    id: Uuid,
) -> Result<Option<StoredAssignment>, StoreError> {
    Ok(assignments_of(db, prospect_id).await?.into_iter().find(|assignment| assignment.id == id))
}

/// The file that an assignment is about.
///
/// # Errors
/// Those of the store.
pub async fn file_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let found = assignments::Entity::find_by_id(id).select_only().column(assignments::Column::ProspectId);
    Ok(found.into_tuple::<Uuid>().one(db).await?)
}

/// What is needed of a new assignment.
#[derive(Debug, Clone)]
pub struct NewAssignment {
    /// The file.
    pub prospect_id: Uuid,
    /// The référent.
    pub referent_id: Uuid,
    /// The part taken.
    pub role: ReferentRole,
    /// Proposed, or accepted at once when the référent takes the file.
    pub status: AssignmentStatus,
    /// Why this référent: an object whose `sentence` says it in French.
    pub explanation: Value,
    /// By when the référent answers.
    pub accept_due_at: Option<DateTime<Utc>>,
    /// By when the household is spoken with, when the file is accepted at once.
    pub first_contact_due_at: Option<DateTime<Utc>>,
    /// The référent who is away and whose substitute this one is.
    pub in_place_of_id: Option<Uuid>,
    /// Who hands the file over, and what they say of it.
    pub handover: Option<Handover>,
}

/// A file handed on by the référent who had it.
#[derive(Debug, Clone)]
pub struct Handover {
    /// Assignment of the giver.
    pub from_id: Uuid,
    /// What the receiver should know.
    pub note: String,
}

impl NewAssignment {
    /// An assignment explained by a sentence, without deadlines: for what happened in the past.
    #[must_use]
    pub fn told(
        prospect_id: Uuid,
        referent_id: Uuid,
        (role, status): (ReferentRole, AssignmentStatus),
        sentence: &str,
    ) -> NewAssignment {
        NewAssignment {
            prospect_id,
            referent_id,
            role,
            status,
            explanation: json!({ "sentence": sentence }),
            accept_due_at: None,
            first_contact_due_at: None,
            in_place_of_id: None,
            handover: None,
        }
    }
}

/// Gives a file to a référent.
///
/// # Errors
/// [`StoreError::Constraint`] when the référent does not exist.
pub async fn insert(db: &impl ConnectionTrait, new: &NewAssignment, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    assignments::Entity::insert(new_row(id, new, now)).exec_without_returning(db).await?;
    show_on_file(db, new.prospect_id, new.role).await?;
    Ok(id)
}

/// The row of a new assignment.
pub(crate) fn new_row(id: Uuid, new: &NewAssignment, now: DateTime<Utc>) -> assignments::ActiveModel {
    let accepted = new.status == AssignmentStatus::Accepted;
    assignments::ActiveModel {
        id: Set(id),
        prospect_id: Set(new.prospect_id),
        referent_id: Set(new.referent_id),
        role: Set(new.role.to_string()),
        status: Set(new.status.to_string()),
        explanation: Set(Some(new.explanation.clone())),
        decline_reason: Set(None),
        decline_comment: Set(None),
        expiry_reason: Set(None),
        proposed_at: Set(now),
        accept_due_at: Set(new.accept_due_at),
        answered_at: Set(accepted.then_some(now)),
        first_contact_due_at: Set(new.first_contact_due_at),
        first_contact_at: Set(None),
        ended_at: Set(None),
        transferred_from_id: Set(new.handover.as_ref().map(|handover| handover.from_id)),
        handover_note: Set(new.handover.as_ref().map(|handover| handover.note.clone())),
        in_place_of_id: Set(new.in_place_of_id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    }
}

/// An answer to an assignment, with what goes with it.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The référent takes the file; by when the household is spoken with.
    Accepted {
        /// First contact due.
        first_contact_due_at: Option<DateTime<Utc>>,
    },
    /// The référent does not take it.
    Declined {
        /// Why.
        reason: DeclineReason,
        /// The same in words.
        comment: Option<String>,
    },
    /// Nobody answered in time, or the proposal lost its ground.
    Expired(ExpiryReason),
    /// The file went to another référent.
    Transferred,
    /// The référent's part is over.
    Ended,
}

impl Answer {
    /// The state that it leads to.
    #[must_use]
    pub const fn status(&self) -> AssignmentStatus {
        match self {
            Answer::Accepted { .. } => AssignmentStatus::Accepted,
            Answer::Declined { .. } => AssignmentStatus::Declined,
            Answer::Expired(_) => AssignmentStatus::Expired,
            Answer::Transferred => AssignmentStatus::Transferred,
            Answer::Ended => AssignmentStatus::Ended,
        }
    }
}

/// Writes an answer down.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn answer(
    db: &impl ConnectionTrait,
    (prospect_id, role): (Uuid, ReferentRole),
    (id, version): (Uuid, i32),
    answer: Answer,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = assignments::ActiveModel {
        status: Set(answer.status().to_string()),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    match answer {
        Answer::Accepted { first_contact_due_at } => {
            row.answered_at = Set(Some(now));
            row.first_contact_due_at = Set(first_contact_due_at);
        }
        Answer::Declined { reason, comment } => {
            row.answered_at = Set(Some(now));
            row.decline_reason = Set(Some(reason.to_string()));
            row.decline_comment = Set(comment);
        }
        Answer::Expired(reason) => {
            row.ended_at = Set(Some(now));
            row.expiry_reason = Set(Some(reason.to_string()));
        }
        Answer::Transferred | Answer::Ended => row.ended_at = Set(Some(now)),
    }
    let done = assignments::Entity::update_many()
        .set(row)
        .filter(assignments::Column::Id.eq(id))
        .filter(assignments::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)?;
    show_on_file(db, prospect_id, role).await
}

/// Notes on the accepted assignments of a file when the household was first spoken with; later talks change nothing.
///
/// # Errors
/// Those of the store.
pub async fn note_first_contact(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    assignments::Entity::update_many()
        .col_expr(assignments::Column::FirstContactAt, Expr::value(at))
        .filter(assignments::Column::ProspectId.eq(prospect_id))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Accepted.as_str()))
        .filter(assignments::Column::FirstContactAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// How many référents of this role have accepted the file.
///
/// # Errors
/// Those of the store.
pub async fn count_accepted(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    role: ReferentRole,
) -> Result<u64, StoreError> {
    Ok(assignments::Entity::find()
        .filter(assignments::Column::ProspectId.eq(prospect_id))
        .filter(assignments::Column::Role.eq(role.as_str()))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Accepted.as_str()))
        .count(db)
        .await?)
}

/// Repeats on the file, for its list, the référent who holds it: the last to have accepted, else the last asked.
pub(crate) async fn show_on_file(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    role: ReferentRole,
) -> Result<(), StoreError> {
    let column = match role {
        ReferentRole::Territorial => prospects::Column::TerritorialReferentId,
        ReferentRole::Technical => prospects::Column::TechnicalReferentId,
        ReferentRole::CoReferent => return Ok(()),
    };
    let open = assignments::Entity::find()
        .filter(assignments::Column::ProspectId.eq(prospect_id))
        .filter(assignments::Column::Role.eq(role.as_str()))
        .filter(
            assignments::Column::Status
                .is_in([AssignmentStatus::Accepted.as_str(), AssignmentStatus::Proposed.as_str()]),
        )
        .order_by_asc(assignments::Column::Status)
        .order_by_desc(assignments::Column::Id)
        .all(db)
        .await?;
    let holder = open.first().map(|row| row.referent_id);
    prospects::Entity::update_many()
        .col_expr(column, Expr::val(holder))
        .filter(prospects::Column::Id.eq(prospect_id))
        .exec(db)
        .await?;
    Ok(())
}

/// A proposal that waits for an answer, and whom to write to about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnansweredProposal {
    /// Number of the file.
    pub number: String,
    /// The référent who is asked.
    pub referent_id: Uuid,
    /// Their name.
    pub referent_name: String,
    /// Their address, else the one of their account while it is active.
    pub referent_email: Option<String>,
}

/// A proposal, as long as its référent has not answered and its file is not archived.
///
/// # Errors
/// Those of the store.
pub async fn find_unanswered(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<UnansweredProposal>, StoreError> {
    let found = assignments::Entity::find_by_id(id)
        .filter(assignments::Column::Status.eq(AssignmentStatus::Proposed.as_str()))
        .find_also_related(prospects::Entity)
        .filter(prospects::Column::ArchivedAt.is_null())
        .one(db)
        .await?;
    let Some((assignment, Some(file))) = found else { return Ok(None) };
    let Some(referent) = referents::Entity::find_by_id(assignment.referent_id).one(db).await? else {
        return Ok(None);
    };
    let referent_email = match (referent.email, referent.user_id) {
        (None, Some(user_id)) => active_address(db, user_id).await?,
        (email, _) => email,
    };
    let (referent_id, referent_name) = (referent.id, referent.display_name);
    Ok(Some(UnansweredProposal { number: file.number, referent_id, referent_name, referent_email }))
}

async fn active_address(db: &impl ConnectionTrait, user_id: Uuid) -> Result<Option<String>, StoreError> {
    let active = users::Column::Status.eq(UserStatus::Active.as_str());
    Ok(users::Entity::find_by_id(user_id).filter(active).one(db).await?.map(|user| user.email))
}
