//! Who is who in two files of one household.

use uuid::Uuid;

use super::facts::Choices;
use crate::codes::{AgeBand, MemberRole};
use crate::members::Member;
use crate::text::{fold, similarity};

/// Closeness from which on two first names are one, misspelt.
const CLOSE: f64 = 0.93;

/// An adult of a file.
#[derive(Debug, Clone)]
pub struct Adult<'a> {
    /// The member.
    pub id: Uuid,
    /// Who it is.
    pub member: &'a Member,
}

/// Which adults of the other file are adults of the kept one: pairs (of the other, of the kept). Nobody is paired twice.
#[must_use]
pub fn pair_up(kept: &[Adult<'_>], other: &[Adult<'_>]) -> Vec<(Uuid, Uuid)> {
    let mut likely: Vec<(u8, Uuid, Uuid)> = vec![];
    for theirs in other {
        for own in kept {
            likely.extend(sureness(own.member, theirs.member).map(|sure| (sure, theirs.id, own.id)));
        }
    }
    likely.sort_by_key(|(sure, theirs, own)| (std::cmp::Reverse(*sure), *theirs, *own));
    let mut pairs: Vec<(Uuid, Uuid)> = vec![];
    for (_, theirs, own) in likely {
        if pairs.iter().all(|(a, b)| *a != theirs && *b != own) {
            pairs.push((theirs, own));
        }
    }
    pairs
}

/// How sure it is that two adults are one person; `None` when they are not. A couple shares a name, a phone, even an
/// address: two different first names are two people.
fn sureness(one: &Member, other: &Member) -> Option<u8> {
    let first = agree(one.first_name.as_deref(), other.first_name.as_deref());
    if first == Some(false) {
        return None;
    }
    let last = agree(one.last_name.as_deref(), other.last_name.as_deref());
    let email = one.email.is_some() && one.email == other.email;
    let phone = one.phone.is_some() && one.phone == other.phone;
    let named = first == Some(true) && last != Some(false);
    (email || phone || named).then(|| 4 * u8::from(email) + 3 * u8::from(phone) + 2 * u8::from(named))
}

/// Whether two names are one; `None` when one of them is unknown.
fn agree(one: Option<&str>, other: Option<&str>) -> Option<bool> {
    let [one, other] = [fold(one?), fold(other?)];
    let (first, second) = if one <= other { (&one, &other) } else { (&other, &one) };
    Some(first == second || similarity(first, second) >= CLOSE)
}

/// The value of one of [`super::LEAD_FIELDS`].
#[must_use]
pub fn lead_value(member: &Member, field: &str) -> Option<String> {
    match field {
        "lead_first_name" => member.first_name.clone(),
        "lead_last_name" => member.last_name.clone(),
        "lead_email" => member.email.as_ref().map(ToString::to_string),
        "lead_phone" => member.phone.as_ref().map(ToString::to_string),
        _ => None,
    }
}

/// An adult of the kept file with what the other file knows of the same person; `choices` are heard for the lead.
#[must_use]
pub fn merged_member(kept: &Member, other: &Member, choices: &Choices) -> Member {
    let none = Choices::default();
    let heard = if kept.role == MemberRole::Lead { choices } else { &none };
    let names = kept.role == MemberRole::Lead;
    let name = |field, own: &Option<String>, theirs: &Option<String>| {
        // The person who asked always has a name.
        heard.pick(field, own.clone(), theirs.clone()).or_else(|| own.clone().filter(|_| names))
    };
    Member {
        role: kept.role,
        first_name: name("lead_first_name", &kept.first_name, &other.first_name),
        last_name: name("lead_last_name", &kept.last_name, &other.last_name),
        email: heard.pick("lead_email", kept.email.clone(), other.email.clone()),
        phone: heard.pick("lead_phone", kept.phone.clone(), other.phone.clone()),
        age_band: None,
        career: kept.career.clone().or_else(|| other.career.clone()),
    }
}

/// Which children of the other file the kept one does not know: a child is an age band, so that two of one band are
/// one child unless the other file has more of them.
#[must_use]
pub fn children_to_move(kept: &[Option<AgeBand>], other: &[(Uuid, Option<AgeBand>)]) -> Vec<Uuid> {
    let mut known = kept.to_vec();
    let mut more = vec![];
    for (id, band) in other {
        match known.iter().position(|own| own == band) {
            Some(place) => drop(known.swap_remove(place)),
            None => more.push(*id),
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Email, Phone};
    use proptest::prelude::*;

    fn adult(role: MemberRole, first: &str, last: Option<&str>, phone: Option<&str>) -> Member {
        Member {
            first_name: Some(first.to_owned()).filter(|name| !name.is_empty()),
            last_name: last.map(str::to_owned),
            phone: phone.map(|phone| Phone::parse(phone).unwrap()),
            ..Member::nameless(role)
        }
    }

    /// Pairs by the places of both: (in the other file, in the kept one).
    fn pairs(kept: &[Member], other: &[Member]) -> Vec<(u128, u128)> {
        fn adults(people: &[Member]) -> Vec<Adult<'_>> {
            people.iter().zip(0..).map(|(member, id)| Adult { id: Uuid::from_u128(id), member }).collect()
        }
        let found = pair_up(&adults(kept), &adults(other));
        found.into_iter().map(|(theirs, own)| (theirs.as_u128(), own.as_u128())).collect()
    }

    #[test]
    fn a_couple_on_one_phone_stays_two_people() {
        use MemberRole::{Lead, Partner};
        let kept = [adult(Lead, "Nora", Some("Roy"), Some("06 39 98 00 01")), adult(Partner, "Luc", None, None)];
        let other = [adult(Lead, "LUC", Some("Roy"), Some("+33 6 39 98 00 01")), adult(Partner, "Nora", None, None)];
        assert_eq!(pairs(&kept, &other), [(0, 1), (1, 0)]);
        let stranger = [adult(Lead, "Ana", Some("Roy"), Some("06 39 98 00 01"))];
        assert_eq!(pairs(&kept, &stranger), []);
    }

    #[test]
    fn the_kept_person_learns_what_the_other_file_knows() {
        let kept = adult(MemberRole::Lead, "Nora", Some("Roy"), None);
        let other = Member {
            email: Some(Email::parse("nora@foyer.example").unwrap()),
            ..adult(MemberRole::Lead, "Norah", Some("Roi"), Some("06 39 98 00 01"))
        };
        let merged = merged_member(&kept, &other, &Choices::default());
        assert_eq!(merged.first_name.as_deref(), Some("Nora"));
        assert!(merged.email.is_some() && merged.phone.is_some());
    }

    #[test]
    fn a_child_is_not_counted_twice() {
        let (baby, pupil) = (Some(AgeBand::Under3), Some(AgeBand::SixTo10));
        let id = Uuid::from_u128;
        let other = [(id(1), pupil), (id(2), baby), (id(3), baby)];
        assert_eq!(children_to_move(&[baby], &other), [id(1), id(3)]);
        assert_eq!(children_to_move(&[], &other).len(), 3);
    }

    proptest! {
        #[test]
        fn nobody_is_paired_twice(
            kept in prop::collection::vec(("[ab]{0,1}", prop::option::of("[ab]"), 0..3), 0..4),
            other in prop::collection::vec(("[ab]{0,1}", prop::option::of("[ab]"), 0..3), 0..4),
        ) {
            let build = |people: Vec<(String, Option<String>, i32)>| -> Vec<Member> {
                let phones = [None, Some("06 39 98 00 01"), Some("06 39 98 00 02")];
                let of = |(first, last, phone): (String, Option<String>, i32)| {
                    let phone = phones[usize::try_from(phone).unwrap()];
                    adult(MemberRole::Other, &first, last.as_deref(), phone)
                };
                people.into_iter().map(of).collect()
            };
            let found = pairs(&build(kept), &build(other));
            for (place, (theirs, own)) in found.iter().enumerate() {
                prop_assert!(found[place + 1..].iter().all(|(a, b)| a != theirs && b != own));
            }
        }
    }
}
