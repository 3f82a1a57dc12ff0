//! What is told of a household in a list, and the words it is found by.

use super::FileNumber;
use crate::codes::MemberRole;
use crate::members::Member;
use crate::text::{fold, search_terms};

/// What a list shows of the people of a file; kept with the file so that a list reads one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// First and last name of the person who asked.
    pub lead_name: String,
    /// Last then first name, folded, to sort by.
    pub sort_name: String,
    /// Number of adults.
    pub adults: i32,
    /// Number of children.
    pub children: i32,
}

impl Household {
    /// Counts and names the members.
    #[must_use]
    pub fn of(members: &[Member]) -> Household {
        let children = members.iter().filter(|member| member.role == MemberRole::Child).count();
        let lead = members.iter().find(|member| member.role == MemberRole::Lead);
        let last_then_first = lead
            .map(|lead| [lead.last_name.as_deref(), lead.first_name.as_deref()])
            .into_iter()
            .flatten()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        Household {
            lead_name: lead.map(Member::full_name).unwrap_or_default(),
            sort_name: fold(&last_then_first),
            adults: count(members.len() - children),
            children: count(children),
        }
    }
}

fn count(members: usize) -> i32 {
    i32::try_from(members).unwrap_or(i32::MAX)
}

/// The texts by which a file is found; nothing private belongs in here.
#[derive(Debug, Clone, Default)]
pub struct SearchText {
    /// Number of the file.
    pub number: Option<FileNumber>,
    /// Names, occupations, city, and notes that every partner may read.
    pub texts: Vec<String>,
}

impl SearchText {
    /// The terms to index, separated by spaces.
    #[must_use]
    pub fn terms(&self) -> String {
        let mut all = self.texts.join(" \n ");
        if let Some(number) = self.number {
            // People leave the zeros out when they type a number from memory.
            all.push_str(&format!(" {number} {}", number.seq));
        }
        search_terms(&all).join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_named_after_the_one_who_asked() {
        let named = |role, first: &str, last: &str| Member {
            first_name: Some(first.to_owned()),
            last_name: Some(last.to_owned()),
            ..Member::nameless(role)
        };
        let members = [
            named(MemberRole::Partner, "Élie", "Zeller"),
            named(MemberRole::Lead, "Inès", "d'Évreux"),
            Member::nameless(MemberRole::Child),
            Member::nameless(MemberRole::Other),
        ];
        let household = Household::of(&members);
        assert_eq!(household.lead_name, "Inès d'Évreux");
        assert_eq!(household.sort_name, "d evreux ines");
        assert_eq!((household.adults, household.children), (3, 1));
    }

    #[test]
    fn a_file_is_found_by_its_number_with_or_without_zeros() {
        let number = Some(FileNumber { year: 2026, seq: 42 });
        let terms = SearchText { number, texts: vec!["Infirmière".to_owned()] }.terms();
        for term in ["oml", "2026", "00042", "42", "infirmiere"] {
            assert!(terms.split(' ').any(|known| known == term), "{term} missing in {terms}");
        }
    }
}
