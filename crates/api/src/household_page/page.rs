//! The page put together: what a household may read of its own file, and nothing else of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::ProspectScope;
use domain::codes::{AssignmentStatus, HouseholdStage, ReferentRole};
use domain::household_page::{may_change_wishes, next_step};
use persistence::household_page::{Follower, Reachable, reachable};
use persistence::prospects::{self, Prospect, StoredAssignment, StoredNeed};
use persistence::{ConnectionTrait, territories};
use serde_json::Value;
use uuid::Uuid;

use super::appointments;
use super::dto::{
    HouseholdNeed, HouseholdNextStep, HouseholdPage, HouseholdReferent, HouseholdTerritory, HouseholdWishes,
};
use super::link::refused;
use crate::problem::Problem;
use crate::state::AppState;

/// The page of this member.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    state: &AppState,
    follower: &Follower,
) -> Result<HouseholdPage, Problem> {
    let file = prospects::find(db, &ProspectScope::All, follower.prospect_id).await?.ok_or_else(refused)?;
    let stage = HouseholdStage::of(file.status).ok_or_else(refused)?;
    let referents = referents_of(db, file.id).await?;
    let needs = prospects::needs_of(db, file.id).await?;
    let wishes = wishes_of(db, &file).await?;
    let appointments = appointments::of(db, state, file.id).await?;
    Ok(HouseholdPage {
        next_step: step_of(&file, state.clock.today()),
        number: file.number,
        first_name: follower.first_name.clone(),
        stage: stage.to_string(),
        referents,
        appointments: appointments.into_iter().map(|(_, one)| one).collect(),
        wishes,
        can_change_wishes: may_change_wishes(file.status),
        needs: needs.into_iter().map(need_of).collect(),
        version: file.version,
    })
}

/// What happens next, as far as the household is told.
pub(super) fn step_of(file: &Prospect, today: NaiveDate) -> Option<HouseholdNextStep> {
    let step = next_step(file.status, file.facts.next_action.as_ref(), today)?;
    Some(HouseholdNextStep { label: step.label.clone(), on: step.on })
}

/// Why this référent, as it was written when the file was proposed to them.
pub(super) fn because(assignment: &StoredAssignment) -> Option<String> {
    let kept = assignment.explanation.as_ref()?;
    // What the engine says to the household; a choice by hand says the same to everybody.
    let sentence = ["because", "sentence"].into_iter().find_map(|key| kept.get(key).and_then(Value::as_str))?;
    Some(sentence.trim().to_owned()).filter(|sentence| !sentence.is_empty())
}

async fn referents_of(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<HouseholdReferent>, Problem> {
    let mut accepted = prospects::assignments_of(db, prospect_id).await?;
    accepted.retain(|one| one.status == AssignmentStatus::Accepted.as_str());
    // In the order of the roles; within one, whoever accepted first.
    accepted.sort_by_key(|one| (ReferentRole::parse(&one.role), one.answered_at, one.id));
    let ids: Vec<Uuid> = accepted.iter().map(|one| one.referent_id).collect();
    let ways: HashMap<Uuid, Reachable> = reachable(db, &ids).await?;
    let of_row = |row: StoredAssignment| {
        let way = ways.get(&row.referent_id).cloned().unwrap_or_default();
        HouseholdReferent {
            because: because(&row),
            role: row.role,
            name: row.referent_name,
            partner_name: row.partner_name,
            phone: way.phone,
            email: way.email,
        }
    };
    Ok(accepted.into_iter().map(of_row).collect())
}

async fn wishes_of(db: &impl ConnectionTrait, file: &Prospect) -> Result<HouseholdWishes, Problem> {
    let facts = &file.facts;
    let names = territories::names_of(db, facts.wished_territories.iter().map(String::as_str)).await?;
    let place = |code: &String| HouseholdTerritory {
        code: code.clone(),
        name: names.get(code).cloned().unwrap_or_else(|| code.clone()),
    };
    Ok(HouseholdWishes {
        wished_territories: facts.wished_territories.iter().map(place).collect(),
        territory_indifferent: facts.territory_indifferent,
        project_types: facts.project_types.iter().map(ToString::to_string).collect(),
        horizon: facts.horizon.map(|horizon| horizon.to_string()),
    })
}

fn need_of(need: StoredNeed) -> HouseholdNeed {
    HouseholdNeed { theme: need.theme, description: need.description, status: need.status, answer: need.answer }
}
