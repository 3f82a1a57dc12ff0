//! Requests of people about their own data: to read, correct, take along, restrict, oppose or erase it. The law gives a
//! month to answer, three when it is complicated and the person is told why.

use chrono::{Days, Months, NaiveDate};

use crate::codes::PrivacyRequestStatus::{self, Answered, InProgress, Received, Refused, Withdrawn};
use crate::codes::{PrivacyRequestChannel, PrivacyRequestKind, PrivacyRequestReminder};
use crate::contact::Email;
use crate::validation::{FieldErrors, code, optional_text, text};

/// Months to answer.
const MONTHS: u32 = 1;
/// Months to answer a complicated request, from its reception too.
const MONTHS_EXTENDED: u32 = 3;
/// Longest text of a request, an answer or a reason, in characters.
pub const WORDS_MAX: usize = 4_000;
/// Longest name, or way in which somebody was recognised, in characters.
const SHORT_MAX: usize = 200;
/// Days after which nobody writes a request down any more: its answer would be late by months.
const OLDEST_DAYS: i64 = 366;
/// Days before the last one on which the programme is reminded.
const WEEK: u64 = 7;

/// Last day to answer what was received on `day`; the last of a shorter month.
#[must_use]
pub fn due_on(day: NaiveDate) -> NaiveDate {
    months_after(day, MONTHS)
}

/// Last day to answer when the delay was made longer.
#[must_use]
pub fn extended_due_on(day: NaiveDate) -> NaiveDate {
    months_after(day, MONTHS_EXTENDED)
}

fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// What becomes of a request that is open when its file is erased: what was asked for is done, or there is nothing left
/// to answer with.
#[must_use]
pub const fn after_erasure(kind: PrivacyRequestKind) -> PrivacyRequestStatus {
    if matches!(kind, PrivacyRequestKind::Erasure) { Answered } else { Withdrawn }
}

/// Whether a request in this state waits for the programme.
#[must_use]
pub const fn is_open(status: PrivacyRequestStatus) -> bool {
    matches!(status, Received | InProgress)
}

/// Whether an open request should have been answered before `today`; the last day is not late.
#[must_use]
pub fn is_late(status: PrivacyRequestStatus, due_on: NaiveDate, today: NaiveDate) -> bool {
    is_open(status) && due_on < today
}

/// The states that may follow: a person who finds an answer incomplete is answered again.
#[must_use]
pub const fn allowed_next(status: PrivacyRequestStatus) -> &'static [PrivacyRequestStatus] {
    match status {
        Received => &[InProgress, Answered, Refused, Withdrawn],
        InProgress => &[Answered, Refused, Withdrawn],
        Answered | Refused => &[InProgress],
        Withdrawn => &[],
    }
}

/// What the programme is to be reminded of on `today` about an open request, the latest thing only.
#[must_use]
pub fn reminder(due_on: NaiveDate, today: NaiveDate) -> Option<PrivacyRequestReminder> {
    let before = |days: u64| today.checked_add_days(Days::new(days)).is_none_or(|day| due_on <= day);
    if due_on < today {
        Some(PrivacyRequestReminder::Overdue)
    } else if before(1) {
        Some(PrivacyRequestReminder::Eve)
    } else {
        before(WEEK).then_some(PrivacyRequestReminder::Week)
    }
}

/// The last day of requests about which somebody is reminded on `today`.
#[must_use]
pub fn reminded_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(WEEK)).unwrap_or(today)
}

/// Whether data leaves, or goes for ever, with the answer: the person must have been recognised.
#[must_use]
pub const fn needs_identity(kind: PrivacyRequestKind) -> bool {
    matches!(kind, PrivacyRequestKind::Access | PrivacyRequestKind::Portability | PrivacyRequestKind::Erasure)
}

/// A request as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestInput {
    /// Code of what is asked for.
    pub kind: String,
    /// Code of how it came.
    pub channel: String,
    /// Day on which it came; today when left out.
    pub received_on: Option<NaiveDate>,
    /// In the person's words.
    pub details: Option<String>,
    /// How the person was recognised.
    pub identity_proof: Option<String>,
    /// Who asks.
    pub requester_name: String,
    /// Where the answer goes.
    pub requester_email: Option<String>,
}

/// A request in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// What is asked for.
    pub kind: PrivacyRequestKind,
    /// How it came.
    pub channel: PrivacyRequestChannel,
    /// Day on which it came.
    pub received_on: NaiveDate,
    /// In the person's words.
    pub details: Option<String>,
    /// How the person was recognised.
    pub identity_proof: Option<String>,
    /// Who asks.
    pub requester_name: String,
    /// Where the answer goes.
    pub requester_email: Option<String>,
}

impl NewRequest {
    /// Reads a request that somebody of the programme writes down on `today`.
    ///
    /// # Errors
    /// `unknown_code` (the page writes its own requests down), `required`, `too_long`, `invalid_email`, and under
    /// `/received_on` `in_future` and `out_of_range`.
    pub fn parse(input: &RequestInput, today: NaiveDate) -> Result<NewRequest, FieldErrors> {
        let mut errors = FieldErrors::new();
        let by_hand = |raw: &str| PrivacyRequestChannel::parse(raw).filter(|one| *one != PrivacyRequestChannel::Page);
        let channel = errors.keep("/channel", code(&input.channel, by_hand));
        let received_on = input.received_on.unwrap_or(today);
        if received_on > today {
            errors.push("/received_on", "in_future");
        } else if (today - received_on).num_days() > OLDEST_DAYS {
            errors.push("/received_on", "out_of_range");
        }
        let name = errors.keep("/requester_name", text(&input.requester_name, SHORT_MAX));
        let email = match input.requester_email.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(raw) => errors.keep("/requester_email", Email::parse(raw).map_err(|error| error.code())),
        };
        let proof = errors.keep("/identity_proof", optional_text(input.identity_proof.as_deref(), SHORT_MAX)).flatten();
        let (kind, details) = asked(&mut errors, input);
        let request = kind.zip(channel).zip(name).map(|((kind, channel), requester_name)| NewRequest {
            kind,
            channel,
            received_on,
            details,
            identity_proof: proof,
            requester_name,
            requester_email: email.map(|email| email.to_string()),
        });
        errors.finish(request)
    }

    /// Reads a request that came with the signed link of `name` at `email`, which says who asks.
    ///
    /// # Errors
    /// `unknown_code`, `required` (what is to be corrected), `too_long`.
    pub fn of_page(
        kind: &str,
        details: Option<&str>,
        (name, email, proof): (&str, &str, &str),
        today: NaiveDate,
    ) -> Result<NewRequest, FieldErrors> {
        let mut errors = FieldErrors::new();
        let input =
            RequestInput { kind: kind.to_owned(), details: details.map(str::to_owned), ..RequestInput::default() };
        let (kind, details) = asked(&mut errors, &input);
        errors.finish(kind.map(|kind| NewRequest {
            kind,
            channel: PrivacyRequestChannel::Page,
            received_on: today,
            details,
            identity_proof: Some(proof.to_owned()),
            requester_name: name.to_owned(),
            requester_email: Some(email.to_owned()),
        }))
    }
}

/// What is asked for; a correction says of what.
fn asked(errors: &mut FieldErrors, input: &RequestInput) -> (Option<PrivacyRequestKind>, Option<String>) {
    let kind = errors.keep("/kind", code(&input.kind, PrivacyRequestKind::parse));
    let before = errors.is_empty();
    let details = errors.keep("/details", optional_text(input.details.as_deref(), WORDS_MAX)).flatten();
    if before && errors.is_empty() && kind == Some(PrivacyRequestKind::Rectification) && details.is_none() {
        errors.push("/details", "required");
    }
    (kind, details)
}

/// Why a move is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Wrong fields.
    Invalid(FieldErrors),
    /// These states only may follow.
    NotAllowed(&'static [PrivacyRequestStatus]),
    /// Nobody made sure who asks.
    IdentityRequired,
}

/// A move of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// State wanted.
    pub to: PrivacyRequestStatus,
    /// What the person is told.
    pub answer: Option<String>,
    /// How the person was recognised; what was known stays without one.
    pub identity_proof: Option<String>,
}

impl Move {
    /// Reads a move of a request of this kind from the state `from`.
    ///
    /// # Errors
    /// `unknown_code`, `too_long`, `required` for an answer or a refusal without words; the states that may follow; or
    /// that the person has to be recognised first.
    pub fn parse(
        (kind, from, recognised): (PrivacyRequestKind, PrivacyRequestStatus, bool),
        to: &str,
        answer: Option<&str>,
        identity_proof: Option<&str>,
    ) -> Result<Move, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", code(to, PrivacyRequestStatus::parse));
        let words = match to {
            Some(Answered | Refused) => text(answer.unwrap_or_default(), WORDS_MAX).map(Some),
            _ => optional_text(answer, WORDS_MAX),
        };
        let answer = errors.keep("/answer", words).flatten();
        let identity_proof = errors.keep("/identity_proof", optional_text(identity_proof, SHORT_MAX)).flatten();
        let asked = errors.finish(to.map(|to| Move { to, answer, identity_proof })).map_err(MoveRefusal::Invalid)?;
        let allowed = allowed_next(from);
        if !allowed.contains(&asked.to) {
            return Err(MoveRefusal::NotAllowed(allowed));
        }
        let known = recognised || asked.identity_proof.is_some();
        if asked.to == Answered && needs_identity(kind) && !known {
            return Err(MoveRefusal::IdentityRequired);
        }
        Ok(asked)
    }
}

/// Why the delay of a request stays what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionRefusal {
    /// Wrong fields.
    Invalid(FieldErrors),
    /// It was answered, was made longer once, or its month is over.
    NotAllowed,
}

/// Why the answer takes longer, in words for the person: once, of an open request, before its month is over.
///
/// # Errors
/// `required`, `too_long`, or that it is not allowed any more.
pub fn extension(
    (status, due_on, extended): (PrivacyRequestStatus, NaiveDate, bool),
    reason: &str,
    today: NaiveDate,
) -> Result<String, ExtensionRefusal> {
    let mut errors = FieldErrors::new();
    let reason = errors.keep("/reason", text(reason, WORDS_MAX));
    let reason = errors.finish(reason).map_err(ExtensionRefusal::Invalid)?;
    if !is_open(status) || extended || due_on < today {
        return Err(ExtensionRefusal::NotAllowed);
    }
    Ok(reason)
}

#[cfg(test)]
mod tests;
