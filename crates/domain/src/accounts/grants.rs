//! Grants of an account: which role, for whom, where, from when to when.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::access::{Grant, Role};
use crate::codes::ProjectType;
use crate::validation::FieldErrors;

/// Grants of one account at most.
const MOST_GRANTS: usize = 20;
/// Territories of one grant at most: more than the communes of the Lot.
const MOST_TERRITORIES: usize = 400;

/// A grant as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GrantInput {
    /// Code of the role.
    pub role: String,
    /// The partner on whose behalf it is held.
    pub partner_id: Option<Uuid>,
    /// The employer on whose behalf it is held.
    pub employer_id: Option<Uuid>,
    /// Codes of EPCI, communes or the département.
    pub territories: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

/// Reads the grants of an account under `/grants`, noting every wrong field; `None` when one is wrong.
pub fn parse_grants(errors: &mut FieldErrors, inputs: &[GrantInput]) -> Option<Vec<Grant>> {
    if inputs.len() > MOST_GRANTS {
        errors.push("/grants", "too_many");
        return None;
    }
    let parsed: Vec<Option<Grant>> = inputs
        .iter()
        .enumerate()
        .map(|(index, input)| {
            let mut inner = FieldErrors::new();
            let grant = parse_grant(&mut inner, input);
            errors.nest(&format!("/grants/{index}"), inner);
            grant
        })
        .collect();
    parsed.into_iter().collect()
}

fn parse_grant(errors: &mut FieldErrors, input: &GrantInput) -> Option<Grant> {
    let before = errors.clone();
    let role = Role::parse(&input.role);
    if role.is_none() {
        errors.push("/role", "unknown_code");
    }
    let territories = without_repetition(&input.territories);
    if role == Some(Role::Referent) && territories.is_empty() {
        errors.push("/territories", "required");
    }
    match (role, input.employer_id) {
        (Some(Role::Employer), None) => errors.push("/employer_id", "required"),
        (Some(role), Some(_)) if role != Role::Employer => errors.push("/employer_id", "not_allowed"),
        _ => {}
    }
    if territories.len() > MOST_TERRITORIES {
        errors.push("/territories", "too_many");
    }
    check_project_types(errors, &input.project_types);
    if matches!((input.valid_from, input.valid_to), (Some(from), Some(to)) if to < from) {
        errors.push("/valid_to", "dates_out_of_order");
    }
    let role = role.filter(|_| *errors == before)?;
    Some(Grant {
        role,
        partner_id: input.partner_id,
        employer_id: input.employer_id,
        territories,
        project_types: without_repetition(&input.project_types),
        valid_from: input.valid_from,
        valid_to: input.valid_to,
    })
}

/// Notes every code that is no project type, under `/project_types`.
pub(crate) fn check_project_types(errors: &mut FieldErrors, codes: &[String]) {
    for (index, code) in codes.iter().enumerate() {
        if ProjectType::parse(code).is_none() {
            errors.push(format!("/project_types/{index}"), "unknown_code");
        }
    }
}

/// The codes in the order given, each once.
pub(crate) fn without_repetition(codes: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    codes.iter().filter(|code| seen.insert(code.as_str())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_of(input: GrantInput) -> Vec<(String, &'static str)> {
        let mut errors = FieldErrors::new();
        let parsed = parse_grants(&mut errors, &[input]);
        assert_eq!(parsed.is_some(), errors.is_empty());
        errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_referent_needs_a_place() {
        let input = GrantInput { role: "referent".to_owned(), ..GrantInput::default() };
        assert_eq!(errors_of(input.clone()), [("/grants/0/territories".to_owned(), "required")]);
        assert_eq!(errors_of(GrantInput { territories: vec!["46".to_owned()], ..input }), []);
        assert_eq!(errors_of(GrantInput { role: "copil_reader".to_owned(), ..GrantInput::default() }), []);
    }

    #[test]
    fn an_employer_acts_for_one_employer_and_nobody_else_does() {
        let input = GrantInput { role: "employer".to_owned(), ..GrantInput::default() };
        assert_eq!(errors_of(input.clone()), [("/grants/0/employer_id".to_owned(), "required")]);
        assert_eq!(errors_of(GrantInput { employer_id: Some(Uuid::nil()), ..input.clone() }), []);
        let staff = GrantInput { role: "copil_reader".to_owned(), employer_id: Some(Uuid::nil()), ..input };
        assert_eq!(errors_of(staff), [("/grants/0/employer_id".to_owned(), "not_allowed")]);
    }

    #[test]
    fn dates_follow_one_another_and_project_types_exist() {
        let input = GrantInput {
            role: "programme_admin".to_owned(),
            project_types: vec!["craft".to_owned(), "piracy".to_owned()],
            valid_from: "2026-02-01".parse().ok(),
            valid_to: "2026-01-31".parse().ok(),
            ..GrantInput::default()
        };
        let wrong = [
            ("/grants/0/project_types/1".to_owned(), "unknown_code"),
            ("/grants/0/valid_to".to_owned(), "dates_out_of_order"),
        ];
        assert_eq!(errors_of(input), wrong);
    }

    #[test]
    fn repeated_codes_are_kept_once() {
        let codes = ["b", "a", "b"].map(str::to_owned);
        assert_eq!(without_repetition(&codes), ["b", "a"]);
    }
}
