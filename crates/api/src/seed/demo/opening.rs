//! A household of the demonstration as the input of a new file.

use domain::consents::ConsentInput;
use domain::members::{CareerInput, HealthInput, MemberInput};
use domain::prospects::{FactsInput, NewProspectInput, NextActionInput};

use super::data::{Career, Household, Person};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

/// Version of the wordings that are shipped.
const TEXT_VERSION: &str = "2026-11";

/// Needs are not here: they are written with their answers, later in the file's life.
pub(super) fn input_of(household: &Household, calendar: &Calendar, cast: &Cast) -> Result<NewProspectInput, SeedError> {
    let consent = |purpose: &String| ConsentInput {
        purpose: purpose.clone(),
        text_version: TEXT_VERSION.to_owned(),
        channel: household.consent_channel.clone(),
        proof: None,
    };
    Ok(NewProspectInput {
        facts: facts(household, calendar, cast)?,
        members: household.members.iter().map(|person| member(person, calendar)).collect(),
        needs: vec![],
        consents: household.consents.iter().map(consent).collect(),
    })
}

fn facts(household: &Household, calendar: &Calendar, cast: &Cast) -> Result<FactsInput, SeedError> {
    let todo = &household.next_action;
    let next_action = NextActionInput {
        label: todo.label.clone(),
        on: calendar.due(todo.in_days),
        assignee_id: Some(cast.user(&todo.by)?.0),
    };
    Ok(FactsInput {
        event_id: None,
        source: household.source.clone(),
        source_detail: household.source_detail.clone(),
        campaign: household.campaign.clone(),
        touchpoint_id: None,
        household_kind: Some(household.household_kind.clone()),
        language: Some(household.language.clone()),
        country: Some(household.country.clone()),
        postal_code: household.postal_code.clone(),
        city: Some(household.city.clone()),
        lot_link: Some(household.lot_link.clone()),
        target_group: Some(household.target_group.clone()),
        project_types: household.project_types.clone(),
        maturity: Some(household.maturity.clone()),
        horizon: Some(household.horizon.clone()),
        wished_territories: household.wished_territories.clone(),
        territory_indifferent: household.territory_indifferent,
        motives: household.motives.clone(),
        obstacles: household.obstacles.clone(),
        housing_wish: Some(household.housing_wish.clone()),
        housing_comment: None,
        message: Some(household.message.clone()),
        next_action: Some(next_action),
    })
}

fn member(person: &Person, calendar: &Calendar) -> MemberInput {
    MemberInput {
        role: person.role.clone(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
        age_band: person.age_band.clone(),
        career: person.career.as_ref().map(|wish| career(wish, calendar)),
    }
}

fn career(wish: &Career, calendar: &Calendar) -> CareerInput {
    let health = wish.health.as_ref().map(|health| HealthInput {
        status: health.status.clone(),
        speciality: health.speciality.clone(),
        faculty: health.faculty.clone(),
        internship_ends_on: None,
    });
    CareerInput {
        occupation_code: wish.occupation_code.clone(),
        occupation_text: wish.occupation_text.clone(),
        sector: wish.sector.clone(),
        level: wish.level.clone(),
        experience: wish.experience.clone(),
        contracts: wish.contracts.clone(),
        available_on: wish.available_in_days.map(|days| calendar.due(days)),
        max_distance_km: wish.max_distance_km,
        remote_work: wish.remote_work.clone(),
        comment: wish.comment.clone(),
        health,
    }
}
