//! Asking a partner about a need, and what its answer does.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::DESCRIPTION_MAX;
use crate::codes::NeedStatus;
use crate::validation::{FieldErrors, text};

/// Longest name of the person who answers, in characters.
const AUTHOR_MAX: usize = 150;
/// How long the link of a request lasts, in days.
pub const LINK_DAYS: i64 = 30;

/// What was asked of the partner of a need, and what came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    /// When the partner was last asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// The account that asked.
    pub asked_by_id: Option<Uuid>,
    /// When the present answer came.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered on behalf of the partner; none when the network wrote the answer down.
    pub author_name: Option<String>,
}

impl Asking {
    /// Whether an answer is still awaited: the partner was asked, nothing came since, and the household still needs it.
    #[must_use]
    pub fn is_awaited(&self, status: NeedStatus) -> bool {
        let open = self.asked_at.is_some_and(|asked| self.answered_at.is_none_or(|answered| answered < asked));
        open && status != NeedStatus::Dropped
    }
}

/// How far a need is once its partner answered: it gets under way, and never falls back.
#[must_use]
pub const fn after_answer(status: NeedStatus) -> NeedStatus {
    match status {
        NeedStatus::ToDo => NeedStatus::InProgress,
        later => later,
    }
}

/// The answer of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerAnswer {
    /// What it says.
    pub answer: String,
    /// Who wrote it.
    pub author_name: String,
}

impl PartnerAnswer {
    /// Reads an answer.
    ///
    /// # Errors
    /// `required` and `too_long` for either.
    pub fn parse(answer: &str, author_name: &str) -> Result<PartnerAnswer, FieldErrors> {
        let mut errors = FieldErrors::new();
        let answer = errors.keep("/answer", text(answer, DESCRIPTION_MAX));
        let author_name = errors.keep("/author_name", text(author_name, AUTHOR_MAX));
        errors.finish(answer.zip(author_name).map(|(answer, author_name)| PartnerAnswer { answer, author_name }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn an_answer_is_awaited_from_the_question_on_and_once() {
        let asked = DateTime::UNIX_EPOCH;
        let asking = Asking { asked_at: Some(asked), ..Asking::default() };
        assert!(asking.is_awaited(NeedStatus::ToDo) && asking.is_awaited(NeedStatus::Met));
        assert!(!asking.is_awaited(NeedStatus::Dropped));
        let answered = |at| Asking { answered_at: Some(at), ..asking.clone() };
        assert!(!answered(asked).is_awaited(NeedStatus::ToDo));
        assert!(answered(asked - Duration::days(1)).is_awaited(NeedStatus::InProgress), "asked again since");
        assert!(!Asking::default().is_awaited(NeedStatus::ToDo));
    }

    #[test]
    fn an_answer_moves_a_need_on_and_never_back() {
        for status in NeedStatus::ALL {
            let after = after_answer(*status);
            assert!(after == *status || (*status, after) == (NeedStatus::ToDo, NeedStatus::InProgress));
        }
    }

    #[test]
    fn an_answer_says_something_and_who_said_it() {
        let errors = PartnerAnswer::parse(" ", &"x".repeat(AUTHOR_MAX + 1)).unwrap_err().into_vec();
        let codes: Vec<(&str, &str)> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(codes, [("/answer", "required"), ("/author_name", "too_long")]);
    }
}
