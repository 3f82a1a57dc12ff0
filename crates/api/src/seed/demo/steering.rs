//! The steering of the demonstration: committees with their agendas and decisions, working groups, actions, roadmaps.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::SteeringStatus;
use domain::committees::{AgendaItem, Decision, Minutes};
use domain::roadmap_items::{RoadmapFacts, RoadmapInput};
use domain::steering_actions::{ActionFacts, ActionInput, Move};
use domain::working_groups::{GroupFacts, GroupInput, MemberInput};
use persistence::{DatabaseTransaction, committees, events, roadmap_items, steering_actions, working_groups};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const STEERING: &str = include_str!("../../../../../data/demo/steering.toml");
/// When everything about the steering was written down.
const WRITTEN: (u64, &str) = (120, "15:00");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Steering {
    groups: Vec<Group>,
    committees: Vec<Committee>,
    roadmap: Vec<Year>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    theme: String,
    mission: String,
    pilot_user: Option<String>,
    pilot_partner: Option<String>,
    users: Vec<String>,
    guests: Vec<Guest>,
    actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guest {
    name: String,
    partner: String,
    email: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    title: String,
    owner: Option<String>,
    partner: Option<String>,
    in_days: i64,
    status: String,
    outcome: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Committee {
    event: String,
    agenda: Vec<Item>,
    #[serde(default)]
    decisions: Vec<Taken>,
    #[serde(default)]
    actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    title: String,
    minutes: Option<i32>,
    presenter: Option<String>,
    indicator_code: Option<String>,
    document: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {
    text: String,
    vote: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    years_ahead: i32,
    items: Vec<Aim>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aim {
    title: String,
    description: Option<String>,
    quarter: Option<i32>,
    owner: String,
    indicator_code: Option<String>,
    target: Option<i32>,
    status: String,
}

/// Who writes what down, and when.
struct Pen<'a> {
    tx: &'a DatabaseTransaction,
    journal: &'a Journal,
    calendar: &'a Calendar,
    cast: &'a Cast,
    at: DateTime<Utc>,
}

/// Writes everything about the steering down; `known` are the events by their titles.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast, known): (&Calendar, &Cast, &HashMap<String, Uuid>),
) -> Result<(), SeedError> {
    let steering: Steering = read(STEERING)?;
    let pen = Pen { tx, journal, calendar, cast, at: calendar.at(WRITTEN.0, WRITTEN.1) };
    for group in &steering.groups {
        pen.group(group).await?;
    }
    for committee in &steering.committees {
        let id = known.get(&committee.event);
        let id = id.ok_or_else(|| SeedError::Data(format!("no event is called {}", committee.event)))?;
        pen.committee(*id, committee).await?;
    }
    for year in &steering.roadmap {
        for aim in &year.items {
            pen.aim(calendar.year(year.years_ahead), aim).await?;
        }
    }
    Ok(())
}

impl Pen<'_> {
    fn note(&self, action: &'static str, on: (&'static str, Uuid), fields: Vec<&'static str>) -> Result<(), SeedError> {
        let by = self.cast.user("programme")?.1.clone();
        self.journal.note(Deed { at: self.at, by, action, on, fields });
        Ok(())
    }

    fn user(&self, key: Option<&String>) -> Result<Option<Uuid>, SeedError> {
        key.map(|key| Ok(self.cast.user(key)?.0)).transpose()
    }

    fn partner(&self, key: Option<&String>) -> Result<Option<Uuid>, SeedError> {
        key.map(|key| self.cast.partner(key)).transpose()
    }

    async fn group(&self, group: &Group) -> Result<(), SeedError> {
        let mut members = vec![];
        for key in &group.users {
            members.push(MemberInput { user_id: self.user(Some(key))?, ..MemberInput::default() });
        }
        for guest in &group.guests {
            let (name, email) = (Some(guest.name.clone()), guest.email.clone());
            members.push(MemberInput { user_id: None, name, partner_id: self.partner(Some(&guest.partner))?, email });
        }
        let input = GroupInput {
            name: group.name.clone(),
            theme: group.theme.clone(),
            mission: group.mission.clone(),
            pilot_user_id: self.user(group.pilot_user.as_ref())?,
            pilot_partner_id: self.partner(group.pilot_partner.as_ref())?,
            members,
        };
        let facts = GroupFacts::parse(&input).map_err(|errors| SeedError::of(&group.name, errors))?;
        let id = working_groups::insert(self.tx, &facts, self.at).await?;
        self.note("working_group.create", ("working_group", id), vec!["name", "members"])?;
        self.actions((None, Some(id)), &group.actions).await
    }

    async fn actions(&self, origin: (Option<Uuid>, Option<Uuid>), actions: &[Action]) -> Result<(), SeedError> {
        for action in actions {
            let input = ActionInput {
                title: action.title.clone(),
                committee_id: origin.0,
                working_group_id: origin.1,
                owner_user_id: self.user(action.owner.as_ref())?,
                owner_partner_id: self.partner(action.partner.as_ref())?,
                due_on: Some(self.calendar.due(action.in_days)),
                outcome: action.outcome.clone(),
            };
            let facts = ActionFacts::parse(&input).map_err(|errors| SeedError::of(&action.title, errors))?;
            let id = steering_actions::insert(self.tx, &facts, self.at).await?;
            self.note("steering_action.create", ("steering_action", id), vec!["title"])?;
            let to = state_of(&action.status, &action.title)?;
            if let Some(row) = steering_actions::find(self.tx, id).await?.filter(|row| row.status != to) {
                steering_actions::change(self.tx, &row, &Move { to, outcome: None }, self.at).await?;
                self.note("steering_action.transition", ("steering_action", id), vec!["status"])?;
            }
        }
        Ok(())
    }

    async fn committee(&self, id: Uuid, committee: &Committee) -> Result<(), SeedError> {
        let Some(event) = events::find(self.tx, id).await? else { return Ok(()) };
        let item = |item: &Item| AgendaItem {
            title: item.title.clone(),
            minutes: item.minutes,
            presenter: item.presenter.clone(),
            indicator_code: item.indicator_code.clone(),
            document: item.document.clone(),
        };
        let taken = |taken: &Taken| Decision {
            text: taken.text.clone(),
            decided_on: event.span.first,
            vote: taken.vote.clone(),
        };
        let typed = Minutes {
            agenda: committee.agenda.iter().map(item).collect(),
            decisions: committee.decisions.iter().map(taken).collect(),
        };
        let minutes = Minutes::parse(&typed).map_err(|errors| SeedError::of(&committee.event, errors))?;
        committees::update(self.tx, (id, event.version), &minutes, self.at).await?;
        self.note("committee.update", ("event", id), vec!["agenda", "decisions"])?;
        self.actions((Some(id), None), &committee.actions).await
    }

    async fn aim(&self, year: i32, aim: &Aim) -> Result<(), SeedError> {
        let input = RoadmapInput {
            year,
            quarter: aim.quarter,
            title: aim.title.clone(),
            description: aim.description.clone(),
            owner_id: self.partner(Some(&aim.owner))?,
            indicator_code: aim.indicator_code.clone(),
            target: aim.target,
        };
        let facts = RoadmapFacts::parse(&input).map_err(|errors| SeedError::of(&aim.title, errors))?;
        let id = roadmap_items::insert(self.tx, &facts, None, self.at).await?;
        roadmap_items::set_status(self.tx, (id, 1), state_of(&aim.status, &aim.title)?, self.at).await?;
        self.note("roadmap_item.create", ("roadmap_item", id), vec!["title", "status"])
    }
}

fn state_of(code: &str, of: &str) -> Result<SteeringStatus, SeedError> {
    SteeringStatus::parse(code).ok_or_else(|| SeedError::Data(format!("{of}: no state is called {code}")))
}
