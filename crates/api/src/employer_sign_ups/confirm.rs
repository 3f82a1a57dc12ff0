//! What the mailed link makes of a sign-up: an employer with its account, or a claim that the programme checks.

use domain::access::EmployerScope;
use domain::codes::EmployerSignUpStatus::{self, Accepted, Expired, Pending};
use domain::employer_memberships::{MembershipMove, MembershipMoveInput};
use domain::employer_sign_ups::{SignUp, once_confirmed, status_at};
use domain::employers::{EmployerContactFacts, EmployerContactInput};
use persistence::employer_sign_ups::{self, EmployerSignUp, Outcome};
use persistence::employers::memberships::{self, Decider};
use persistence::employers::{self, Employer, contacts};
use persistence::{DatabaseTransaction, StoreError, locks, users};

use super::RESOURCE;
use super::dto::ConfirmedEmployerSignUp;
use crate::audit::Trail;
use crate::employers::accounts::{Access, give_access, is_open_to_employers};
use crate::problem::Problem;
use crate::state::AppState;

/// Who opens the access in the letter, when nobody invited.
const PROGRAMME: &str = "L’équipe d’Oh my Lot !";

/// Confirms by the mailed link. Doing it again tells the same, without the token of the password.
///
/// # Errors
/// 422 on `/token`: `invalid` when there is no such link, `expired` when it came too late.
pub(super) async fn by_link(
    state: &AppState,
    tx: &DatabaseTransaction,
    token_hash: &str,
) -> Result<ConfirmedEmployerSignUp, Problem> {
    let found = employer_sign_ups::find_by_token(tx, token_hash).await?;
    let row = found.ok_or_else(|| Problem::field("/token", "invalid"))?;
    let (status, access) = match status_at(row.status, row.expires_at, state.clock.now()) {
        Expired => return Err(Problem::field("/token", "expired")),
        Pending => confirmed(state, tx, &row).await?,
        decided => (decided, None),
    };
    let link = access.and_then(|access| access.link);
    Ok(ConfirmedEmployerSignUp {
        status: status.to_string(),
        password_token: link.as_deref().and_then(|link| link.split_once('#')).map(|(_, token)| token.to_owned()),
        name: row.told.name,
        first_name: row.told.first_name,
    })
}

async fn confirmed(
    state: &AppState,
    tx: &DatabaseTransaction,
    row: &EmployerSignUp,
) -> Result<(EmployerSignUpStatus, Option<Access>), Problem> {
    let sign_up = told(row)?;
    locks::hold_employer(tx, sign_up.employer.siret.as_str()).await?;
    let known = employers::find_by_siret(tx, sign_up.employer.siret.as_str()).await?;
    let account = users::find_by_email(tx, sign_up.identity.email.as_str()).await?;
    let taken = account.is_some_and(|account| !is_open_to_employers(&account));
    let status = once_confirmed(known.is_some(), taken);
    let trail = Trail::of_system("public", &state.clock);
    let mut outcome = Outcome { employer_id: known.map(|employer| employer.id), ..Outcome::default() };
    let mut access = None;
    if status == Accepted {
        let employer = make_known(state, tx, &trail, &sign_up).await?;
        access = Some(give_access(tx, state, (&trail, PROGRAMME), &employer, &sign_up.identity).await?);
        outcome.employer_id = Some(employer.id);
    }
    employer_sign_ups::settle(tx, row, status, outcome, state.clock.now()).await?;
    trail.record(tx, "employer_sign_up.confirm", (RESOURCE, row.id), &["status"]).await?;
    Ok((status, access))
}

/// What was told, read again.
///
/// # Errors
/// 500 when what was kept is no longer a sign-up.
pub(super) fn told(row: &EmployerSignUp) -> Result<SignUp, Problem> {
    SignUp::parse(&row.told).map_err(|_| Problem::internal(&"a kept sign-up cannot be read any more"))
}

/// Creates the employer of a sign-up, with the person to talk to, and asks for its membership.
///
/// # Errors
/// 409 when somebody else made it known at the same moment.
pub(super) async fn make_known(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    sign_up: &SignUp,
) -> Result<Employer, Problem> {
    let now = state.clock.now();
    let id = employers::insert(tx, &sign_up.employer, now).await.map_err(|error| match error {
        StoreError::Constraint(name) if name.contains("siret") => Problem::conflict("conflict"),
        other => other.into(),
    })?;
    trail.record(tx, "employer.create", ("employer", id), &["siret", "name", "kind", "commune_code"]).await?;
    let identity = &sign_up.identity;
    let person = EmployerContactFacts::parse(&EmployerContactInput {
        first_name: identity.first_name.clone(),
        last_name: identity.last_name.clone(),
        job_title: None,
        email: Some(identity.email.to_string()),
        phone: sign_up.phone.as_ref().map(ToString::to_string),
        is_main: true,
    })?;
    contacts::insert(tx, id, &person, now).await?;
    let name = identity.display_name();
    let asked = MembershipMove::parse(
        None,
        &MembershipMoveInput { to: "requested".to_owned(), reason: None, charter_accepted_by: Some(name.clone()) },
    );
    let asked = asked.map_err(|_| Problem::internal(&"a membership cannot be asked for"))?;
    memberships::change(tx, (id, 1), None, &asked, Decider { id: None, name: &name }, now).await?;
    trail.record(tx, "employer.membership", ("employer", id), &["membership_status", "membership_since"]).await?;
    employers::find(tx, &EmployerScope::All, id).await?.ok_or_else(Problem::not_found)
}
