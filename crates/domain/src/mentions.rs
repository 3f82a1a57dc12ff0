//! Calling a colleague's attention in a note: whom one may name, and what of the note is shown before it is opened.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::access::{Actor, FilePlace, Permission};
use crate::codes::Visibility;
use crate::validation::FieldErrors;

/// People named in one exchange at most.
pub const MOST_MENTIONS: usize = 10;
/// Longest excerpt of an exchange, in characters.
const EXCERPT_MAX: usize = 140;

/// Whether somebody may be named in an exchange about a file: they must be able to open it.
#[must_use]
pub fn may_be_mentioned(actor: &Actor, place: &FilePlace<'_>) -> bool {
    actor.may(Permission::ReadProspects) && actor.prospect_scope().contains(place)
}

/// The people named in an exchange, each once; `sees` tells who may open the file.
///
/// # Errors
/// `too_many` and, for a private note, `not_allowed` on `/mentions`; on each name `invalid` for the author themself and
/// `mention_not_visible` for somebody who may not open the file. Whether an account exists is not told apart from that.
pub fn check(
    sent: &[Uuid],
    author: Uuid,
    visibility: Visibility,
    sees: impl Fn(Uuid) -> bool,
) -> Result<Vec<Uuid>, FieldErrors> {
    let mut errors = FieldErrors::new();
    if sent.len() > MOST_MENTIONS {
        errors.push("/mentions", "too_many");
    } else if !sent.is_empty() && visibility == Visibility::Private {
        errors.push("/mentions", "not_allowed");
    } else {
        for (index, user_id) in sent.iter().enumerate() {
            if *user_id == author {
                errors.push(format!("/mentions/{index}"), "invalid");
            } else if !sees(*user_id) {
                errors.push(format!("/mentions/{index}"), "mention_not_visible");
            }
        }
    }
    let mut known = BTreeSet::new();
    errors.finish(Some(sent.iter().copied().filter(|user_id| known.insert(*user_id)).collect()))
}

/// The beginning of an exchange on one line, cut between two words.
#[must_use]
pub fn excerpt(summary: &str) -> String {
    let line = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT_MAX {
        return line;
    }
    let begun: String = line.chars().take(EXCERPT_MAX - 1).collect();
    // A word cut by the length goes as a whole, unless there is no other.
    let kept = begun.rsplit_once(' ').map_or(begun.as_str(), |(words, _)| words);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access::{Grant, WHOLE_DEPARTEMENT};
    use crate::codes::Role;

    const AUTHOR: Uuid = Uuid::from_u128(1);
    const SEES: Uuid = Uuid::from_u128(2);
    const BLIND: Uuid = Uuid::from_u128(3);

    fn checked(sent: &[Uuid], visibility: Visibility) -> Result<Vec<Uuid>, Vec<(String, &'static str)>> {
        let errors = |errors: FieldErrors| errors.into_vec().into_iter().map(|e| (e.pointer, e.code)).collect();
        check(sent, AUTHOR, visibility, |user_id| user_id == SEES).map_err(errors)
    }

    fn actor(role: Role, territory: &str) -> Actor {
        let grant = Grant {
            role,
            partner_id: None,
            employer_id: None,
            territories: vec![territory.to_owned()],
            project_types: vec![],
            valid_from: None,
            valid_to: None,
        };
        Actor { user_id: SEES, referent_ids: vec![SEES], grants: vec![grant] }
    }

    #[test]
    fn only_who_opens_the_file_is_named() {
        let place = FilePlace { epci_code: Some("200067361"), ..FilePlace::default() };
        assert!(may_be_mentioned(&actor(Role::Referent, "200067361"), &place));
        assert!(may_be_mentioned(&actor(Role::Referent, WHOLE_DEPARTEMENT), &place));
        assert!(may_be_mentioned(&actor(Role::ProgrammeAdmin, ""), &place));
        assert!(!may_be_mentioned(&actor(Role::Referent, "200023737"), &place));
        assert!(!may_be_mentioned(&actor(Role::CopilReader, WHOLE_DEPARTEMENT), &place));
        let given = FilePlace { assigned_referents: vec![SEES], ..place };
        assert!(may_be_mentioned(&actor(Role::Referent, "200023737"), &given));
    }

    #[test]
    fn each_wrong_name_is_told_and_each_right_one_kept_once() {
        let partners = Visibility::Partners;
        assert_eq!(checked(&[SEES, SEES], partners), Ok(vec![SEES]));
        assert_eq!(checked(&[], Visibility::Private), Ok(vec![]));
        let wrong = vec![("/mentions/0".to_owned(), "invalid"), ("/mentions/2".to_owned(), "mention_not_visible")];
        assert_eq!(checked(&[AUTHOR, SEES, BLIND], partners), Err(wrong));
        assert_eq!(checked(&[SEES], Visibility::Private), Err(vec![("/mentions".to_owned(), "not_allowed")]));
        assert_eq!(checked(&[SEES; 11], partners), Err(vec![("/mentions".to_owned(), "too_many")]));
    }

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(excerpt("Peux-tu\nrappeler  la famille ?"), "Peux-tu rappeler la famille ?");
        let long = excerpt(&"mot ".repeat(100));
        assert!(long.ends_with("mot…") && long.chars().count() <= EXCERPT_MAX, "{long}");
    }

    proptest! {
        #[test]
        fn an_excerpt_never_grows_too_long(summary in ".{0,400}") {
            let shown = excerpt(&summary);
            prop_assert!(shown.chars().count() <= EXCERPT_MAX);
            prop_assert!(!shown.contains('\n'));
        }
    }
}
