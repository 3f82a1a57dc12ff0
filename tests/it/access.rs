//! Who may do what, over the whole contract: every operation × every kind of caller × every place of its target.
//!
//! The expectation of each operation stands once in [`RULES`]; an operation that is missing there fails the walk.

mod rules;
mod world;

use serde_json::Value;

use crate::harness::Reply;
use crate::openapi::{Operation, document, operations};
use rules::{RULES, Rule, Sees, Who};
use world::{Caller, Place, World};

#[test]
fn every_operation_has_one_rule() {
    let mut known: Vec<&str> = RULES.iter().map(|rule| rule.operation).collect();
    let listed = known.len();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), listed, "an operation is listed twice");
    let operations = operations(&document());
    let unruled: Vec<&str> = operations.iter().map(Operation::id).filter(|id| !known.contains(id)).collect();
    assert!(unruled.is_empty(), "operations without a rule: {unruled:?}");
    let gone: Vec<&&str> =
        known.iter().filter(|id| !operations.iter().any(|operation| operation.id() == **id)).collect();
    assert!(gone.is_empty(), "rules without an operation: {gone:?}");
}

#[test]
fn the_contract_tells_which_operations_are_open_to_everybody() {
    for operation in operations(&document()) {
        let Some(rule) = RULES.iter().find(|rule| rule.operation == operation.id()) else { continue };
        let told = operation.spec["security"][0].as_object().is_some_and(serde_json::Map::is_empty);
        assert_eq!(told, rule.who == Who::Everybody, "{}", operation.id());
    }
}

#[actix_web::test]
async fn nobody_does_or_sees_what_is_not_theirs() {
    let world = World::build().await;
    let mut deviations = vec![];
    for operation in operations(&document()) {
        let Some(rule) = RULES.iter().find(|rule| rule.operation == operation.id()) else { continue };
        for caller in Caller::ALL {
            let nothing = world.call(&operation, caller, Place::Nowhere, false).await;
            for place in Place::ALL {
                // Only a call that goes through may change its target: it gets one of its own.
                let reply = world.call(&operation, caller, place, rule.lets_through(caller, place)).await;
                if let Some(deviation) = judge(rule, caller, place, &reply, &nothing) {
                    deviations.push(format!("{} as {caller:?} on {place:?}: {deviation}", rule.operation));
                }
            }
        }
    }
    assert!(deviations.is_empty(), "{} deviations:\n{}", deviations.len(), deviations.join("\n"));
}

/// What is wrong with a reply, if anything; `nothing` is the reply for a target that does not exist.
fn judge(rule: &Rule, caller: Caller, place: Place, reply: &Reply, nothing: &Reply) -> Option<String> {
    let status = reply.status.as_u16();
    let wanted = match rule.who {
        Who::Link => Some(401),
        Who::HiddenLink => Some(404),
        Who::SignedIn | Who::May(_) if caller.is_no_account() => Some(401),
        Who::Device if caller != Caller::Device => Some(401),
        Who::May(permission) if !caller.holds(permission) => Some(403),
        _ if rule.sees != Sees::Everything && !rule.lets_through(caller, place) => Some(404),
        _ if !rule.acts(caller, place) => Some(403),
        _ => None,
    };
    match wanted {
        Some(wanted) if status != wanted => Some(format!("{status} instead of {wanted}: {}", reply.text())),
        // Whoever sees the target may be told that it exists.
        Some(_) if told(reply) != told(nothing) && !rule.lets_through(caller, place) => {
            Some(format!("tells itself apart from what does not exist: {} / {}", reply.text(), nothing.text()))
        }
        Some(_) => None,
        None if status >= 500 || (rule.who != Who::Everybody && [401, 403, 405].contains(&status)) => {
            Some(format!("refused: {status} {}", reply.text()))
        }
        None if status == 404 && rule.sees != Sees::Everything => {
            Some("does not exist for somebody who may see it".to_owned())
        }
        None => None,
    }
}

/// Everything a caller is told, without what differs between two equal requests.
fn told(reply: &Reply) -> (u16, Vec<(String, String)>, Value) {
    let mut body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    if let Some(problem) = body.as_object_mut() {
        problem.remove("instance");
    }
    let mut headers: Vec<(String, String)> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| (name.to_string(), format!("{value:?}")))
        .collect();
    headers.sort();
    (reply.status.as_u16(), headers, body)
}
