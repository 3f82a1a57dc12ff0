//! Mails about assignments. They name the file by its number, never the household: whoever opens the link signs in.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::ReferentRole;
use persistence::prospects::{Prospect, StoredAssignment};
use persistence::{referents, territories, users};
use uuid::Uuid;

use super::proposals::Desk;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::reference::label;
use crate::routing::{Explanation, projects};

/// A proposal to the référent who is asked.
pub(super) async fn proposed(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment) -> Result<(), Problem> {
    let why = row.explanation.clone().and_then(Explanation::read).map(|told| told.sentence).unwrap_or_default();
    let due = deadline(row.accept_due_at);
    let words = [("why", why.as_str()), ("due", &due)];
    to_referent(desk, Kind::AssignmentProposed, row.referent_id, file, &words, "ma-journee").await
}

/// A file handed on by a colleague, to the one who should take it.
pub(super) async fn handed_over(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment) -> Result<(), Problem> {
    let giver = row.transferred_from_name.clone().unwrap_or_default();
    let due = deadline(row.accept_due_at);
    let words = [("giver", giver.as_str()), ("due", &due)];
    to_referent(desk, Kind::FileHandedOver, row.referent_id, file, &words, "ma-journee").await
}

/// The colleague did not take the file that was handed on.
pub(super) async fn came_back(
    desk: &Desk<'_>,
    file: &Prospect,
    row: &StoredAssignment,
    giver: Uuid,
) -> Result<(), Problem> {
    let words = [("receiver", row.referent_name.as_str())];
    to_referent(desk, Kind::HandoverDeclined, giver, file, &words, &format!("dossiers/{}", file.id)).await
}

/// The household has not been spoken with in time.
pub(super) async fn first_contact_overdue(
    desk: &Desk<'_>,
    file: &Prospect,
    row: &StoredAssignment,
) -> Result<(), Problem> {
    let page = format!("dossiers/{}", file.id);
    to_referent(desk, Kind::FirstContactOverdue, row.referent_id, file, &[], &page).await
}

/// Nobody of the network can take this part of the file.
pub(super) async fn nobody_left(desk: &Desk<'_>, file: &Prospect, role: ReferentRole) -> Result<(), Problem> {
    let part = label("referent_roles", role.as_str()).to_lowercase();
    to_programme(desk, Kind::NobodyLeft, file, &[("part", &part)]).await
}

/// Somebody did not answer in time; the next was asked.
pub(super) async fn expired(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment) -> Result<(), Problem> {
    to_programme(desk, Kind::ProposalExpired, file, &[("referent", row.referent_name.as_str())]).await
}

/// A file has waited in the pool for too long.
pub(super) async fn pool_overdue(desk: &Desk<'_>, file: &Prospect) -> Result<(), Problem> {
    to_programme(desk, Kind::PoolOverdue, file, &[]).await
}

/// Another intercommunalité that the household thinks of, told with its consent: the project, never the people.
pub(super) async fn second_wish(
    desk: &Desk<'_>,
    file: &Prospect,
    (told, territory): (Uuid, &str),
    row: &StoredAssignment,
) -> Result<(), Problem> {
    let first = file.facts.wished_territories.first();
    let names = territories::names_of(desk.tx, first.map(String::as_str)).await?;
    let first = first.and_then(|code| names.get(code)).cloned().unwrap_or_default();
    let project = projects(&file.facts.project_types);
    let words = [
        ("territory", territory),
        ("first_wish", &first),
        ("project", &project),
        ("holder", &row.referent_name),
        ("partner", row.partner_name.as_deref().unwrap_or_default()),
    ];
    to_referent(desk, Kind::SecondWish, told, file, &words, "ma-journee").await
}

async fn to_referent(
    desk: &Desk<'_>,
    kind: Kind,
    referent_id: Uuid,
    file: &Prospect,
    words: &[(&str, &str)],
    page: &str,
) -> Result<(), Problem> {
    let Some((name, address)) = referents::mailbox(desk.tx, referent_id).await? else { return Ok(()) };
    let all = [&[("first_name", name.as_str()), ("number", &file.number)], words].concat();
    let letter = Letter::compose(kind, &address, &all, Some(&link(desk, page)))?;
    mail::queue(desk.tx, desk.state, &letter).await?;
    Ok(())
}

async fn to_programme(desk: &Desk<'_>, kind: Kind, file: &Prospect, words: &[(&str, &str)]) -> Result<(), Problem> {
    let page = link(desk, &format!("dossiers/{}", file.id));
    for admin in users::active_admins(desk.tx, desk.state.clock.today()).await? {
        let all = [&[("first_name", admin.first_name.as_str()), ("number", &file.number)], words].concat();
        mail::queue(desk.tx, desk.state, &Letter::compose(kind, &admin.email, &all, Some(&page))?).await?;
    }
    Ok(())
}

fn link(desk: &Desk<'_>, page: &str) -> String {
    format!("{}/{page}", desk.state.config.public_url.trim_end_matches('/'))
}

/// A deadline as it is read in the Lot.
fn deadline(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.with_timezone(&Paris).format("%d/%m/%Y à %H:%M").to_string()).unwrap_or_default()
}
