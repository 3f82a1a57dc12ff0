//! The last day to answer comes nearer: the programme is reminded a week before, the day before, and once it has passed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::PrivacyRequestReminder;
use domain::privacy_requests::{reminded_until, reminder};
use persistence::jobs::{self, NewJob};
use persistence::privacy_requests;
use persistence::{ConnectionTrait, StoreError};

use super::letters;
use crate::jobs::{Kind, Work};
use crate::problem::Problem;

/// Plans the round of a day; planned again, nothing changes.
///
/// # Errors
/// Those of the store.
pub(crate) async fn plan(db: &impl ConnectionTrait, today: NaiveDate, now: DateTime<Utc>) -> Result<(), StoreError> {
    let kind = Kind::PrivacyRequestsRound;
    let job =
        NewJob { key: kind.key(today), kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at: now };
    jobs::plan(db, job, now).await?;
    Ok(())
}

/// Reminds the programme of what is due; each thing once for each last day, and only the latest after a silence.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    for request in privacy_requests::due_by(work.tx, reminded_until(today)).await? {
        let Some(now_due) = reminder(request.due_on, today).filter(|now_due| request.reminded < Some(*now_due)) else {
            continue;
        };
        privacy_requests::note_reminded(work.tx, &request, now_due, work.now).await?;
        let late = now_due == PrivacyRequestReminder::Overdue;
        let about = (request.id, request.kind, request.due_on);
        for letter in letters::to_programme(work.state, work.tx, about, Some(late)).await? {
            work.mail(format!("{}:{}", request.id, letter.to), &letter).await?;
        }
    }
    Ok(())
}
