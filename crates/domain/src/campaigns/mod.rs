//! Campaigns: ordered phases, points where people are met, the files that they bring.

mod attribution;
mod code;
mod results;
mod solicitation;
mod touchpoint;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::codes::{CampaignStatus, TargetGroup};
use crate::prospects::LABEL_MAX;
use crate::text::fold;
use crate::validation::{FieldErrors, codes, optional_text, text};

pub use attribution::{
    KnownTouchpoint, Misattributed, PhaseDates, Sent, Window, day_of, phase_of, phase_on, settled, windows,
};
pub use code::{NotACode, PublicCode};
pub use results::{Count, Results, Tally, cost};
pub use solicitation::{Agreement, Household, solicit};
pub use touchpoint::{TouchpointFacts, TouchpointInput};

/// Longest label, in characters.
const TITLE_MAX: usize = 150;
/// Longest goal, in characters.
const GOAL_MAX: usize = 2_000;
/// Longest call to action, in characters: it is printed in large letters.
const CALL_MAX: usize = 140;
/// Phases of one campaign at most.
pub const MOST_PHASES: usize = 20;
/// Largest budget, in cents: ten million euros.
const MOST_CENTS: i64 = 1_000_000_000;

/// A phase as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhaseInput {
    /// The phase it was before, when it is an earlier one.
    pub id: Option<Uuid>,
    /// Its name.
    pub label: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Codes of the target groups.
    pub audience: Vec<String>,
    /// What people are invited to do.
    pub call_to_action: Option<String>,
    /// Budget in cents.
    pub budget_cents: Option<i64>,
}

/// A campaign as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CampaignInput {
    /// The code that files name.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it is for.
    pub goal: Option<String>,
    /// Codes of the target groups.
    pub audience: Vec<String>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Budget in cents.
    pub budget_cents: Option<i64>,
    /// Its phases, in order.
    pub phases: Vec<PhaseInput>,
}

/// A phase of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The phase, for touchpoints to name.
    pub id: Uuid,
    /// Its name.
    pub label: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Whom it is for; nobody named is everybody whom the campaign is for.
    pub audience: Vec<TargetGroup>,
    /// What people are invited to do.
    pub call_to_action: Option<String>,
    /// Budget in cents.
    pub budget_cents: Option<i64>,
}

/// What is known of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignFacts {
    /// The code that files name, exactly as they do.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it is for.
    pub goal: Option<String>,
    /// Whom it is for; nobody named is everybody.
    pub audience: Vec<TargetGroup>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Budget in cents.
    pub budget_cents: Option<i64>,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
}

impl CampaignFacts {
    /// Reads a campaign; `known` are the phases that it has already, `new_id` names those that it has not.
    ///
    /// # Errors
    /// Every wrong field: `required`, `too_long`, `invalid`, `unknown_code`, `duplicate`, `dates_out_of_order`,
    /// `out_of_range`, `too_many`; `not_found` for a phase of another campaign.
    pub fn parse(
        input: &CampaignInput,
        known: &[Uuid],
        new_id: impl Fn() -> Uuid,
    ) -> Result<CampaignFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let code = errors.keep("/code", campaign_code(&input.code));
        let label = errors.keep("/label", text(&input.label, TITLE_MAX));
        let goal = errors.keep("/goal", optional_text(input.goal.as_deref(), GOAL_MAX)).flatten();
        let audience = codes(&mut errors, "/audience", &input.audience, TargetGroup::parse);
        if input.starts_on.zip(input.ends_on).is_some_and(|(first, last)| last < first) {
            errors.push("/ends_on", "dates_out_of_order");
        }
        check_budget(&mut errors, "/budget_cents", input.budget_cents);
        let phases = phases_of(&mut errors, &input.phases, known, new_id);
        let facts = code.zip(label).map(|(code, label)| CampaignFacts {
            code,
            label,
            goal,
            audience,
            starts_on: input.starts_on,
            ends_on: input.ends_on,
            budget_cents: input.budget_cents,
            phases,
        });
        errors.finish(facts)
    }

    /// Folded name, by which lists are ordered.
    #[must_use]
    pub fn sort_label(&self) -> String {
        fold(&self.label)
    }

    /// Folded words by which a campaign is found.
    #[must_use]
    pub fn search_text(&self) -> String {
        let phases = self.phases.iter().map(|phase| phase.label.as_str());
        let told = [self.label.as_str(), self.code.as_str(), self.goal.as_deref().unwrap_or_default()];
        fold(&told.into_iter().chain(phases).collect::<Vec<_>>().join(" "))
    }

    /// When each phase is, in order.
    #[must_use]
    pub fn phase_dates(&self) -> Vec<PhaseDates> {
        self.phases.iter().map(PhaseDates::from).collect()
    }
}

/// One line, as files may name it since before it was declared: no form is imposed on it.
fn campaign_code(raw: &str) -> Result<String, &'static str> {
    let code = text(raw, LABEL_MAX)?;
    if code.chars().any(char::is_control) { Err("invalid") } else { Ok(code) }
}

fn check_budget(errors: &mut FieldErrors, pointer: &str, cents: Option<i64>) {
    if cents.is_some_and(|cents| !(0..=MOST_CENTS).contains(&cents)) {
        errors.push(pointer, "out_of_range");
    }
}

fn phases_of(errors: &mut FieldErrors, typed: &[PhaseInput], known: &[Uuid], new_id: impl Fn() -> Uuid) -> Vec<Phase> {
    if typed.len() > MOST_PHASES {
        errors.push("/phases", "too_many");
    }
    let mut phases: Vec<Phase> = Vec::with_capacity(typed.len());
    for (index, phase) in typed.iter().enumerate() {
        let read = read_phase(phase, phase.id.unwrap_or_else(&new_id));
        let mut faults = FieldErrors::new();
        if phase.id.is_some_and(|id| !known.contains(&id)) {
            faults.push("/id", "not_found");
        }
        if phase.id.is_some_and(|id| phases.iter().any(|earlier| earlier.id == id)) {
            faults.push("/id", "duplicate");
        }
        match read {
            Ok(phase) => phases.push(phase),
            Err(wrong) => faults.nest("", wrong),
        }
        errors.nest(&format!("/phases/{index}"), faults);
    }
    phases
}

fn read_phase(input: &PhaseInput, id: Uuid) -> Result<Phase, FieldErrors> {
    let mut errors = FieldErrors::new();
    let label = errors.keep("/label", text(&input.label, TITLE_MAX));
    let audience = codes(&mut errors, "/audience", &input.audience, TargetGroup::parse);
    let call_to_action = errors.keep("/call_to_action", call(input.call_to_action.as_deref())).flatten();
    if input.ends_on < input.starts_on {
        errors.push("/ends_on", "dates_out_of_order");
    }
    check_budget(&mut errors, "/budget_cents", input.budget_cents);
    let phase = label.map(|label| Phase {
        id,
        label,
        starts_on: input.starts_on,
        ends_on: input.ends_on,
        audience,
        call_to_action,
        budget_cents: input.budget_cents,
    });
    errors.finish(phase)
}

fn call(raw: Option<&str>) -> Result<Option<String>, &'static str> {
    optional_text(raw, CALL_MAX)
}

/// The states that a person may give a campaign: prepared, then running, then closed for ever.
#[must_use]
pub const fn allowed_next(from: CampaignStatus) -> &'static [CampaignStatus] {
    match from {
        CampaignStatus::Draft => &[CampaignStatus::Running],
        CampaignStatus::Running => &[CampaignStatus::Closed],
        CampaignStatus::Closed => &[],
    }
}

/// Whether a printed code leads to the form in the name of its campaign: it runs, and neither was put away.
#[must_use]
pub const fn is_live(status: CampaignStatus, put_away: bool) -> bool {
    matches!(status, CampaignStatus::Running) && !put_away
}

/// Whom a phase is for: its own public, else that of its campaign; nobody named is everybody.
#[must_use]
pub fn audience_of<'a>(campaign: &'a [TargetGroup], phase: Option<&'a Phase>) -> &'a [TargetGroup] {
    phase.map(|phase| phase.audience.as_slice()).filter(|own| !own.is_empty()).unwrap_or(campaign)
}

#[cfg(test)]
mod tests;
