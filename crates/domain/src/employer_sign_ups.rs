//! Employers that sign up by themselves: what they tell, how long it waits, what a confirmation makes of it.

use chrono::{DateTime, Duration, Utc};

use crate::accounts::Identity;
use crate::codes::EmployerSignUpStatus::{self, *};
use crate::contact::Phone;
use crate::contact_requests::one_line;
use crate::employers::{EmployerFacts, EmployerInput};
use crate::partners::optional_phone;
use crate::validation::{FieldErrors, optional_text, text};

/// Days within which a sign-up must be confirmed.
pub const LIFETIME_DAYS: i64 = 7;
/// Longest message, in characters.
const MESSAGE_MAX: usize = 1_000;
/// Longest reason of a refusal, in characters.
const REASON_MAX: usize = 500;

/// A sign-up as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignUpInput {
    /// SIRET.
    pub siret: String,
    /// Name of the employer.
    pub name: String,
    /// Code of its kind.
    pub kind: String,
    /// Commune where it is.
    pub commune_code: String,
    /// First name of who signs up.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address to sign in with.
    pub email: String,
    /// Phone number.
    pub phone: Option<String>,
    /// Whether the charter was accepted.
    pub charter_accepted: bool,
    /// What they want to say.
    pub message: Option<String>,
}

/// A sign-up in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// The employer; whether its commune exists is for the caller to check.
    pub employer: EmployerFacts,
    /// Who signs up.
    pub identity: Identity,
    /// Their phone number.
    pub phone: Option<Phone>,
    /// What they want to say.
    pub message: Option<String>,
}

impl SignUp {
    /// Reads a sign-up; every wrong field is noted. A SIRET that fails its check is for the programme to vouch for.
    ///
    /// # Errors
    /// Those of an employer and of a person; `consent_required` under `/charter_accepted`.
    pub fn parse(input: &SignUpInput) -> Result<SignUp, FieldErrors> {
        let mut errors = FieldErrors::new();
        let employer = employer(&mut errors, input);
        let identity = Identity::parse(&mut errors, &input.email, &input.first_name, &input.last_name);
        for (pointer, raw) in [("/first_name", &input.first_name), ("/last_name", &input.last_name)] {
            if one_line(raw) == Err("invalid") {
                errors.push(pointer, "invalid");
            }
        }
        let phone = optional_phone(&mut errors, input.phone.as_deref());
        let message = errors.keep("/message", optional_text(input.message.as_deref(), MESSAGE_MAX)).flatten();
        if !input.charter_accepted {
            errors.push("/charter_accepted", "consent_required");
        }
        let sign_up = employer.zip(identity).map(|(employer, identity)| SignUp { employer, identity, phone, message });
        errors.finish(sign_up)
    }
}

fn employer(errors: &mut FieldErrors, input: &SignUpInput) -> Option<EmployerFacts> {
    if input.commune_code.trim().is_empty() {
        errors.push("/commune_code", "required");
    }
    if input.name.chars().any(char::is_control) {
        errors.push("/name", "invalid");
    }
    let told = EmployerInput {
        siret: input.siret.clone(),
        name: input.name.clone(),
        kind: input.kind.clone(),
        commune_code: Some(input.commune_code.clone()),
        ..EmployerInput::default()
    };
    EmployerFacts::parse(&told, false).map_err(|faults| errors.nest("", faults)).ok()
}

/// Until when a sign-up received now can be confirmed.
#[must_use]
pub fn expires_at(received_at: DateTime<Utc>) -> DateTime<Utc> {
    received_at + Duration::days(LIFETIME_DAYS)
}

/// The state of a sign-up now: one that was not confirmed in time has expired.
#[must_use]
pub fn status_at(stored: EmployerSignUpStatus, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> EmployerSignUpStatus {
    if stored == Pending && expires_at <= now { Expired } else { stored }
}

/// What a confirmation makes of a sign-up: the way is open for an employer that nobody knows, when the address is not
/// one of the programme's own people; whatever is known already waits for the programme.
#[must_use]
pub const fn once_confirmed(employer_known: bool, address_taken: bool) -> EmployerSignUpStatus {
    if employer_known || address_taken { Waiting } else { Accepted }
}

/// The states that the programme may choose next.
#[must_use]
pub const fn allowed_after(status: EmployerSignUpStatus) -> &'static [EmployerSignUpStatus] {
    match status {
        Waiting => &[Accepted, Refused],
        Pending | Accepted | Refused | Expired => &[],
    }
}

/// A decision of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// `accepted` or `refused`.
    pub to: EmployerSignUpStatus,
    /// Why; always known when it is refused.
    pub reason: Option<String>,
}

/// Why a decision was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [EmployerSignUpStatus]),
}

impl Decision {
    /// Reads a decision about a sign-up in this state.
    ///
    /// # Errors
    /// [`DecisionRefusal`].
    pub fn parse(from: EmployerSignUpStatus, to: &str, reason: Option<&str>) -> Result<Decision, DecisionRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", EmployerSignUpStatus::parse(to).ok_or("unknown_code"));
        let reason = match to {
            Some(Refused) => errors.keep("/reason", text(reason.unwrap_or_default(), REASON_MAX)),
            _ => errors.keep("/reason", optional_text(reason, REASON_MAX)).flatten(),
        };
        let decision = errors.finish(to.map(|to| Decision { to, reason })).map_err(DecisionRefusal::Invalid)?;
        let allowed = allowed_after(from);
        if allowed.contains(&decision.to) { Ok(decision) } else { Err(DecisionRefusal::NotAllowed(allowed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> SignUpInput {
        SignUpInput {
            siret: "732 829 320 00074".to_owned(),
            name: "Ateliers du Célé".to_owned(),
            kind: "private".to_owned(),
            commune_code: "46102".to_owned(),
            first_name: "Zoé".to_owned(),
            last_name: "Élie".to_owned(),
            email: "Zoe.Elie@ateliers-du-cele.example".to_owned(),
            charter_accepted: true,
            ..SignUpInput::default()
        }
    }

    fn pointers(errors: FieldErrors) -> Vec<(String, &'static str)> {
        errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_sign_up_is_read_clean() {
        let sign_up = SignUp::parse(&input()).expect("a sign-up");
        assert_eq!(sign_up.employer.siret.as_str(), "73282932000074");
        assert_eq!(sign_up.identity.email.as_str(), "zoe.elie@ateliers-du-cele.example");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let expected = [
            ("/commune_code", "required"),
            ("/siret", "required"),
            ("/name", "required"),
            ("/kind", "required"),
            ("/email", "required"),
            ("/first_name", "required"),
            ("/last_name", "required"),
            ("/charter_accepted", "consent_required"),
        ];
        let named: Vec<String> = match SignUp::parse(&SignUpInput::default()) {
            Err(errors) => pointers(errors).into_iter().map(|(pointer, _)| pointer).collect(),
            Ok(_) => vec![],
        };
        assert_eq!(named, expected.map(|(pointer, _)| pointer.to_owned()));
        let folded = SignUpInput { name: "A\nB".to_owned(), first_name: "C\nD".to_owned(), ..input() };
        let broken = [("/name".to_owned(), "invalid"), ("/first_name".to_owned(), "invalid")];
        assert_eq!(SignUp::parse(&folded).map_err(pointers), Err(broken.to_vec()));
    }

    #[test]
    fn what_is_known_already_waits_for_the_programme() {
        assert_eq!(once_confirmed(false, false), Accepted);
        for (employer, address) in [(true, false), (false, true), (true, true)] {
            assert_eq!(once_confirmed(employer, address), Waiting);
        }
    }

    #[test]
    fn only_what_waits_is_decided_and_a_refusal_says_why() {
        let decided = |from, to, reason| Decision::parse(from, to, reason);
        assert!(decided(Waiting, "accepted", None).is_ok());
        assert!(decided(Waiting, "refused", Some("Sans lien avec l’entreprise")).is_ok());
        assert!(matches!(decided(Waiting, "refused", None), Err(DecisionRefusal::Invalid(_))));
        for from in EmployerSignUpStatus::ALL.iter().filter(|from| **from != Waiting) {
            assert_eq!(decided(*from, "accepted", None), Err(DecisionRefusal::NotAllowed(&[])));
        }
        assert!(matches!(decided(Waiting, "pending", None), Err(DecisionRefusal::NotAllowed(_))));
    }

    #[test]
    fn a_sign_up_expires_by_itself() {
        let start = DateTime::from_timestamp(1_795_000_000, 0).expect("an instant");
        let end = expires_at(start);
        assert_eq!(status_at(Pending, end, end), Expired);
        assert_eq!(status_at(Pending, end, end - Duration::seconds(1)), Pending);
        assert_eq!(status_at(Waiting, end, end + Duration::days(1)), Waiting);
    }
}
