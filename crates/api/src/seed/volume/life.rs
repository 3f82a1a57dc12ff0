//! What happened on a file between the day of the request and today.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use domain::codes::{
    AssignmentStatus, ClosingReason, Direction, InteractionKind, ProspectStatus, ReferentRole, Visibility,
};
use domain::installations::Installation;
use domain::interactions::Interaction;
use domain::prospects::{FileNumber, NewProspect, NextAction};
use persistence::assignments::NewAssignment;
use persistence::prospects::{Opening, Past, Step};
use uuid::Uuid;

use super::chance::Chance;
use super::words::Words;

use ProspectStatus::{Assigned, Closed, Confirmed, Departed, Dormant, Integrated, New, Qualified, Settled, Supported};

/// The way of a file that goes well.
const WAY: [ProspectStatus; 8] = [New, Qualified, Assigned, Supported, Confirmed, Settled, Integrated, Departed];
/// Shares of the states among files of at most so many days.
const STATES: [(i64, &[(ProspectStatus, u64)]); 4] = [
    (30, &[(New, 50), (Qualified, 30), (Assigned, 20)]),
    (180, &[(New, 3), (Qualified, 12), (Assigned, 10), (Supported, 50), (Dormant, 10), (Closed, 15)]),
    (730, &[(Supported, 25), (Confirmed, 15), (Settled, 25), (Dormant, 10), (Closed, 25)]),
    (i64::MAX, &[(Supported, 5), (Settled, 7), (Integrated, 25), (Departed, 3), (Dormant, 5), (Closed, 55)]),
];
const KINDS: [(InteractionKind, Direction); 5] = [
    (InteractionKind::Call, Direction::Inbound),
    (InteractionKind::Call, Direction::Outbound),
    (InteractionKind::Email, Direction::Inbound),
    (InteractionKind::Email, Direction::Outbound),
    (InteractionKind::Note, Direction::Internal),
];

/// Somebody who may take files.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    pub(super) referent_id: Uuid,
    pub(super) user_id: Uuid,
}

/// Today, and who works on the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) words: &'a Words,
    pub(super) today: NaiveDate,
    pub(super) now: DateTime<Utc>,
    pub(super) holder: Option<&'a Holder>,
}

/// The file of `content`, opened at `asked_at`, and its life until today.
pub(super) fn live(
    chance: &mut Chance,
    scene: Scene<'_>,
    number: FileNumber,
    mut content: NewProspect,
    asked_at: DateTime<Utc>,
) -> Past {
    let age = (scene.today - asked_at.date_naive()).num_days();
    let shares = STATES.iter().find(|(days, _)| age <= *days).map(|(_, shares)| *shares).unwrap_or_default();
    let last = chance.weighted(shares).unwrap_or(New);
    let steps = steps(chance, last, asked_at.date_naive(), age);
    content.facts.next_action = last.is_open().then(|| next_action(chance, scene));
    let id = Uuid::now_v7();
    let taken = scene.holder.filter(|_| steps.iter().any(|step| step.to == Assigned));
    let part = (ReferentRole::Territorial, AssignmentStatus::Accepted);
    let assignment =
        |holder: &Holder| NewAssignment::told(id, holder.referent_id, part, "Référent du territoire souhaité");
    Past {
        assignments: taken.map(assignment).into_iter().collect(),
        interactions: exchanges(chance, scene, asked_at, taken),
        installation: installation(&steps, &content),
        opening: Opening {
            id,
            number,
            closing_reason: (last == Closed).then(|| chance.one_of(ClosingReason::ALL).copied()).flatten(),
            content,
            steps,
            origin: "staff",
            actor_id: None,
            import_id: None,
            duplicate_of: None,
            created_at: asked_at,
            at: asked_at,
        },
    }
}

/// The steps that lead to `last`, spread over the days that passed since the request.
fn steps(chance: &mut Chance, last: ProspectStatus, asked_on: NaiveDate, age: i64) -> Vec<Step> {
    // Whoever leaves the way leaves it from a state that allows it.
    let (along, then) = match last {
        Dormant => (Supported, Some(Dormant)),
        Closed => (if chance.in_hundred(50) { New } else { Supported }, Some(Closed)),
        _ => (last, None),
    };
    let end = WAY.iter().position(|state| *state == along).unwrap_or_default();
    let path: Vec<ProspectStatus> = WAY.iter().take(end + 1).copied().chain(then).collect();
    // A step takes about a month, less when there was no time.
    let most = (age / i64::try_from(path.len()).unwrap_or(1)).min(60);
    let mut on = asked_on;
    let mut steps = Vec::with_capacity(path.len());
    for (index, to) in path.into_iter().enumerate() {
        if index > 0 {
            let days = chance.below(u64::try_from(most).unwrap_or_default() + 1);
            on = on.checked_add_days(Days::new(days)).unwrap_or(on);
        }
        let reason = (to == Closed).then(|| "Projet abandonné ou hors du Lot".to_owned());
        steps.push(Step { to, effective_on: on, reason });
    }
    steps
}

fn next_action(chance: &mut Chance, scene: Scene<'_>) -> NextAction {
    let in_days = i64::try_from(chance.below(75)).unwrap_or_default() - 15;
    NextAction {
        label: chance.one_of(&scene.words.next_actions).cloned().unwrap_or_default(),
        on: scene.today.checked_add_signed(Duration::days(in_days)).unwrap_or(scene.today),
        assignee_id: scene.holder.map(|holder| holder.user_id),
    }
}

/// Two or three exchanges in the weeks after the request, none later than now.
fn exchanges(
    chance: &mut Chance,
    scene: Scene<'_>,
    asked_at: DateTime<Utc>,
    taken: Option<&Holder>,
) -> Vec<(Interaction, Option<Uuid>)> {
    let mut at = asked_at;
    let mut exchanges = vec![];
    for _ in 0..2 + chance.below(2) {
        let hours = i64::try_from(2 + chance.below(24 * 20)).unwrap_or_default();
        at = (at + Duration::hours(hours)).min(scene.now);
        let (kind, direction) = chance.one_of(&KINDS).copied().unwrap_or((InteractionKind::Note, Direction::Internal));
        let summary = chance.one_of(&scene.words.notes).cloned().unwrap_or_default();
        let exchange = Interaction { kind, direction, occurred_at: at, summary, visibility: Visibility::Partners };
        exchanges.push((exchange, taken.map(|holder| holder.user_id)));
    }
    exchanges
}

/// Settled on the day of that step, in the first wished commune.
fn installation(steps: &[Step], content: &NewProspect) -> Option<Installation> {
    let settled = steps.iter().find(|step| step.to == Settled)?;
    let household = domain::prospects::Household::of(&content.members);
    Some(Installation {
        moved_in_on: settled.effective_on,
        commune_code: content.facts.wished_territories.first().cloned().unwrap_or_else(|| "46042".to_owned()),
        adults: household.adults,
        children: household.children,
        job_through: None,
        employer_name: None,
        job_offer_id: None,
        six_month_result: None,
        twelve_month_result: None,
    })
}

/// When household `index` of `count` asked: evenly over the years before now, the oldest first.
pub(super) fn asked_at(now: DateTime<Utc>, index: u64, count: u64) -> DateTime<Utc> {
    const YEARS: i64 = 7;
    let span = YEARS * 365 * 24 * 60 * 60;
    let position = i128::from(span) * i128::from(count.saturating_sub(index)) / i128::from(count.max(1));
    let at = now - Duration::seconds(i64::try_from(position).unwrap_or(span));
    chrono::SubsecRound::trunc_subsecs(at, 0)
}

/// Year in which a file asked for at `at` is numbered.
pub(super) fn year_of(at: DateTime<Utc>) -> i32 {
    at.with_timezone(&chrono_tz::Europe::Paris).year()
}
