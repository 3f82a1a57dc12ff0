//! Staff accounts: names, states, grants, and how long what opens a door stays good.

mod grants;
mod password;

pub(crate) use grants::{check_project_types, without_repetition};

pub use grants::{GrantInput, parse_grants};
pub use password::{Password, normalised_password};

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::access::{Grant, Role};
use crate::codes::UserStatus;
use crate::contact::Email;
use crate::text::fold;
use crate::validation::{FieldErrors, text};

/// Longest first or last name, in characters.
const LONGEST_NAME: usize = 100;

/// How long the refresh token of an idle session stays good: a working day with its evening.
pub const IDLE_SESSION: Duration = Duration::hours(12);
/// How long a session lasts at most, however much it is used.
pub const LONGEST_SESSION: Duration = Duration::days(30);
/// How long after a rotation the replaced refresh token comes from a race between two tabs.
pub const ROTATION_RACE: Duration = Duration::seconds(2);
/// How long after a rotation the replaced refresh token comes from a browser that never got the answer; then from a thief.
pub const LOST_ANSWER: Duration = Duration::seconds(30);
/// How long the link of a password reset opens.
pub const RESET_LINK: Duration = Duration::hours(1);
/// How long the link of an invitation opens.
pub const INVITATION_LINK: Duration = Duration::days(7);

/// When a session used at `now` ends, if nobody uses it again.
#[must_use]
pub fn session_end(created_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + IDLE_SESSION).min(created_at + LONGEST_SESSION)
}

/// Who a person is: what an account says of them, whatever they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Address to sign in with and to write to.
    pub email: Email,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

impl Identity {
    /// Reads the three fields, noting every wrong one.
    pub fn parse(errors: &mut FieldErrors, email: &str, first_name: &str, last_name: &str) -> Option<Identity> {
        let email = errors.keep("/email", Email::parse(email).map_err(crate::contact::ContactError::code));
        let first_name = errors.keep("/first_name", text(first_name, LONGEST_NAME));
        let last_name = errors.keep("/last_name", text(last_name, LONGEST_NAME));
        Some(Identity { email: email?, first_name: first_name?, last_name: last_name? })
    }

    /// How the person is called on screens and in the audit trail.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// Folded key that sorts people by last name and finds them by either.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&format!("{} {}", self.last_name, self.first_name))
    }
}

/// A person to invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Who it is.
    pub identity: Identity,
    /// What the person may do.
    pub grants: Vec<Grant>,
}

impl NewUser {
    /// Reads an invitation.
    ///
    /// # Errors
    /// Every wrong field. Whether territories and partners exist is for the caller to check.
    pub fn parse(
        email: &str,
        first_name: &str,
        last_name: &str,
        grants: &[GrantInput],
    ) -> Result<NewUser, FieldErrors> {
        let mut errors = FieldErrors::new();
        let identity = Identity::parse(&mut errors, email, first_name, last_name);
        let grants = parse_grants(&mut errors, grants);
        let user = identity.zip(grants).map(|(identity, grants)| NewUser { identity, grants });
        errors.finish(user)
    }
}

/// States that an administrator may put an account in; `invited → active` is for the invited person alone.
#[must_use]
pub const fn next_statuses(from: UserStatus) -> &'static [UserStatus] {
    match from {
        UserStatus::Invited | UserStatus::Active => &[UserStatus::Disabled],
        UserStatus::Disabled => &[UserStatus::Active],
    }
}

/// Whether an account runs the programme today: it is active and holds the role.
#[must_use]
pub fn runs_programme(status: UserStatus, grants: &[Grant], today: NaiveDate) -> bool {
    status == UserStatus::Active
        && grants.iter().any(|grant| grant.role == Role::ProgrammeAdmin && grant.holds_on(today))
}

/// Whether a change would leave nobody to run the programme: `others` is how many other accounts do.
#[must_use]
pub const fn leaves_nobody(ran_before: bool, runs_after: bool, others: usize) -> bool {
    ran_before && !runs_after && others == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(role: Role, valid_to: Option<&str>) -> Grant {
        Grant {
            role,
            partner_id: None,
            employer_id: None,
            territories: vec![],
            project_types: vec![],
            valid_from: None,
            valid_to: valid_to.and_then(|day| day.parse().ok()),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_session_slides_until_its_longest_age() {
        let start = at("2026-11-02T08:00:00Z");
        assert_eq!(session_end(start, start), at("2026-11-02T20:00:00Z"));
        assert_eq!(session_end(start, at("2026-12-02T01:00:00Z")), at("2026-12-02T08:00:00Z"));
    }

    #[test]
    fn the_last_one_who_runs_the_programme_stays() {
        let today = at("2026-11-21T08:00:00Z").date_naive();
        let admin = [grant(Role::ProgrammeAdmin, None)];
        assert!(runs_programme(UserStatus::Active, &admin, today));
        assert!(!runs_programme(UserStatus::Disabled, &admin, today));
        assert!(!runs_programme(UserStatus::Active, &[grant(Role::ProgrammeAdmin, Some("2026-11-20"))], today));
        assert!(!runs_programme(UserStatus::Active, &[grant(Role::Referent, None)], today));
        assert!(leaves_nobody(true, false, 0));
        assert!(!leaves_nobody(true, false, 1));
        assert!(!leaves_nobody(false, false, 0));
        assert!(!leaves_nobody(true, true, 0));
    }

    #[test]
    fn an_invited_account_is_not_activated_by_somebody_else() {
        for from in UserStatus::ALL {
            assert!(!next_statuses(*from).contains(from));
        }
        assert!(!next_statuses(UserStatus::Invited).contains(&UserStatus::Active));
        assert_eq!(next_statuses(UserStatus::Disabled), [UserStatus::Active]);
    }

    #[test]
    fn every_wrong_field_of_an_invitation_is_named() {
        let input = GrantInput { role: "king".to_owned(), ..GrantInput::default() };
        let errors = NewUser::parse("x", " ", &"n".repeat(101), &[input]).expect_err("four wrong fields");
        let pointers: Vec<String> = errors.into_vec().into_iter().map(|error| error.pointer).collect();
        assert_eq!(pointers, ["/email", "/first_name", "/last_name", "/grants/0/role"]);
    }
}
