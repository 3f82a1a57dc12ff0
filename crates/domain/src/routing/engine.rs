//! The two parts of an accompaniment: where the household wants to live, and what it wants to do there.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::rank::rank;
use super::{Candidate, Case, Decision, FiredRule, Nobody, Outcome, RoutingTable, TechnicalRule};
use crate::codes::{PoolReason, ReferentRole};

/// The référent of the first wished territory. Without a wish the file waits in the programme's pool, and those
/// ranked, the least loaded first, are a suggestion.
#[must_use]
pub fn territorial(table: &RoutingTable, case: &Case, candidates: &[Candidate], refused: &BTreeSet<Uuid>) -> Decision {
    let rule = if case.wish.is_some() { &table.wished } else { &table.no_territory };
    let (ranked, excluded) = rank(case, &rule.partner_kinds, candidates, refused);
    let outcome = match (&case.wish, ranked.is_empty()) {
        (_, true) => Outcome::Pool(PoolReason::NobodyLeft),
        (None, false) => Outcome::Pool(PoolReason::NoTerritory),
        (Some(_), false) => Outcome::Referent,
    };
    let key = if case.wish.is_some() { "wished" } else { "none" };
    let rules = vec![FiredRule { key: key.to_owned(), sentence: rule.sentence.clone() }];
    Decision { role: ReferentRole::Territorial, rules, outcome, ranked, excluded }
}

/// The référent of the trade: the line of the most important project that the table covers says which bodies are
/// competent. Lines of the household's other projects are told with it.
#[must_use]
pub fn technical(table: &RoutingTable, case: &Case, candidates: &[Candidate], refused: &BTreeSet<Uuid>) -> Decision {
    let rules = rules_of(table, case);
    let nobody = |reason| (Outcome::Nobody(reason), vec![], vec![]);
    let (outcome, ranked, excluded) = match rules.first() {
        None if case.project_types.is_empty() => nobody(Nobody::NoProject),
        None => nobody(Nobody::NoRule),
        Some(rule) => {
            let (ranked, excluded) = rank(case, &rule.partner_kinds, candidates, refused);
            let outcome = if ranked.is_empty() { Outcome::Nobody(Nobody::NobodyLeft) } else { Outcome::Referent };
            (outcome, ranked, excluded)
        }
    };
    let rules = rules.into_iter().map(|rule| FiredRule { key: rule.key.clone(), sentence: rule.sentence.clone() });
    Decision { role: ReferentRole::Technical, rules: rules.collect(), outcome, ranked, excluded }
}

/// The lines that cover one of the projects, in the order of the projects, each once.
fn rules_of<'a>(table: &'a RoutingTable, case: &Case) -> Vec<&'a TechnicalRule> {
    let mut fired: Vec<&TechnicalRule> = vec![];
    for project in &case.project_types {
        let rule = table.technical.iter().find(|rule| rule.project_types.contains(project));
        if let Some(rule) = rule.filter(|rule| !fired.contains(rule)) {
            fired.push(rule);
        }
    }
    fired
}
