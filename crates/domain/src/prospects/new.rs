//! A file about to be opened.

use super::{Facts, FactsInput};
use crate::codes::{MemberRole, Source};
use crate::consents::{ConsentInput, NewConsent};
use crate::members::{Member, MemberInput};
use crate::needs::NewNeed;
use crate::validation::FieldErrors;

/// How many people a household may count.
const MEMBERS_MAX: usize = 20;
/// How many needs or consents may be sent at once.
const ITEMS_MAX: usize = 30;

/// A new file as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewProspectInput {
    /// Facts.
    pub facts: FactsInput,
    /// Members, the lead among them.
    pub members: Vec<MemberInput>,
    /// Needs: theme and description.
    pub needs: Vec<(String, Option<String>)>,
    /// Consents of the lead.
    pub consents: Vec<ConsentInput>,
}

/// A new file, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProspect {
    /// Facts.
    pub facts: Facts,
    /// Members: one lead, at most one partner.
    pub members: Vec<Member>,
    /// Needs still to be met.
    pub needs: Vec<NewNeed>,
    /// Consents of the lead.
    pub consents: Vec<NewConsent>,
}

impl NewProspect {
    /// Reads a new file; every wrong field is noted.
    ///
    /// # Errors
    /// Those of facts, members, needs and consents; `required` for a missing lead or next action; `duplicate` for a
    /// second lead or partner; `contact_required` when neither lead nor partner can be reached; `too_many`.
    pub fn parse(input: &NewProspectInput) -> Result<NewProspect, FieldErrors> {
        let mut errors = FieldErrors::new();
        let facts = Facts::parse(&input.facts).map_err(|inner| errors.nest("", inner)).ok();
        if input.facts.next_action.is_none() {
            errors.push("/next_action", "required");
        }
        let members = each(&mut errors, "/members", MEMBERS_MAX, &input.members, Member::parse);
        let needs = each(&mut errors, "/needs", ITEMS_MAX, &input.needs, |(theme, description)| {
            NewNeed::parse(theme, description.as_deref())
        });
        let consents = each(&mut errors, "/consents", ITEMS_MAX, &input.consents, NewConsent::parse);
        check_household(&mut errors, input);
        let imported = facts.as_ref().is_some_and(|facts| facts.source == Source::Import);
        let unread = members.len() < input.members.len();
        let reachable = members.iter().any(|member| member.role != MemberRole::Other && member.is_reachable());
        if !imported && !unread && !reachable {
            let lead = input.members.iter().position(|member| member.role == MemberRole::Lead.as_str()).unwrap_or(0);
            errors.push(format!("/members/{lead}/email"), "contact_required");
        }
        errors.finish(facts.map(|facts| NewProspect { facts, members, needs, consents }))
    }
}

fn each<I, T>(
    errors: &mut FieldErrors,
    pointer: &str,
    most: usize,
    inputs: &[I],
    parse: impl Fn(&I) -> Result<T, FieldErrors>,
) -> Vec<T> {
    if inputs.len() > most {
        errors.push(pointer, "too_many");
        return vec![];
    }
    let mut parsed = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.iter().enumerate() {
        match parse(input) {
            Ok(value) => parsed.push(value),
            Err(inner) => errors.nest(&format!("{pointer}/{index}"), inner),
        }
    }
    parsed
}

/// One lead, at most one partner.
fn check_household(errors: &mut FieldErrors, input: &NewProspectInput) {
    let of_role = |role: MemberRole| {
        input.members.iter().enumerate().filter(move |(_, member)| member.role == role.as_str()).map(|(index, _)| index)
    };
    if of_role(MemberRole::Lead).next().is_none() {
        errors.push("/members", "required");
    }
    for role in [MemberRole::Lead, MemberRole::Partner] {
        for index in of_role(role).skip(1) {
            errors.push(format!("/members/{index}/role"), "duplicate");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::NextActionInput;
    use super::*;
    use chrono::NaiveDate;

    fn person(role: &str, email: Option<&str>) -> MemberInput {
        MemberInput {
            role: role.to_owned(),
            first_name: Some("Inès".to_owned()),
            last_name: Some("Vayssettes".to_owned()),
            email: email.map(str::to_owned),
            ..MemberInput::default()
        }
    }

    fn household(members: Vec<MemberInput>) -> NewProspectInput {
        NewProspectInput {
            facts: FactsInput {
                source: "phone".to_owned(),
                next_action: Some(NextActionInput {
                    label: "Appeler".to_owned(),
                    on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
                    assignee_id: None,
                }),
                ..FactsInput::default()
            },
            members,
            ..NewProspectInput::default()
        }
    }

    fn faults(input: &NewProspectInput) -> Vec<(String, &'static str)> {
        let errors = NewProspect::parse(input).err().map(FieldErrors::into_vec).unwrap_or_default();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_reachable_partner_is_enough() {
        assert_eq!(faults(&household(vec![person("lead", None), person("partner", Some("a@b.example"))])), []);
        let unreachable = household(vec![person("partner", None), person("lead", None)]);
        assert_eq!(faults(&unreachable), [("/members/1/email".to_owned(), "contact_required")]);
        let mut imported = unreachable;
        imported.facts.source = "import".to_owned();
        assert_eq!(faults(&imported), []);
    }

    #[test]
    fn a_household_has_one_lead_and_at_most_one_partner() {
        assert_eq!(
            faults(&household(vec![person("partner", Some("a@b.example"))])),
            [("/members".to_owned(), "required")]
        );
        let crowd = ["lead", "partner", "lead", "partner"].map(|role| person(role, Some("a@b.example")));
        assert_eq!(
            faults(&household(crowd.to_vec())),
            [("/members/2/role".to_owned(), "duplicate"), ("/members/3/role".to_owned(), "duplicate")]
        );
    }

    #[test]
    fn faults_of_every_part_are_gathered() {
        let mut input = household(vec![person("lead", Some("nobody"))]);
        input.facts.next_action = None;
        input.facts.horizon = Some("soon".to_owned());
        input.needs = vec![("housing".to_owned(), None), ("gold".to_owned(), None)];
        input.consents = vec![ConsentInput::default()];
        let found = faults(&input);
        for expected in [
            ("/horizon", "unknown_code"),
            ("/next_action", "required"),
            ("/members/0/email", "invalid_email"),
            ("/needs/1/theme", "unknown_code"),
            ("/consents/0/purpose", "unknown_code"),
            ("/consents/0/text_version", "required"),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
        }
    }
}
