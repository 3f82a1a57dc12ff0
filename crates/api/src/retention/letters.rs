//! The notice before a file ends.

use chrono::NaiveDate;
use persistence::retention::{Clock, Reader};

use super::link;
use crate::jobs::Work;
use crate::mail::{Kind, Letter};
use crate::problem::Problem;

/// Queues the notice, once for ever for a job.
pub(super) async fn tell(work: &Work<'_>, clock: &Clock, to: &Reader, ends_on: NaiveDate) -> Result<(), Problem> {
    let (written, last) = (french(ends_on), french(clock.kept.last_action_on));
    let words = [
        ("first_name", to.first_name.as_deref().unwrap_or_default()),
        ("number", &clock.number),
        ("ends_on", &written),
        ("last_action_on", &last),
    ];
    let link = link::page(work.state, clock.id, ends_on);
    work.mail("household", &Letter::compose(Kind::RetentionNotice, &to.email, &words, Some(&link))?).await
}

fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
