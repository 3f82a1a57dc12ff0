//! What waits for a référent, by mail in the morning: numbers and what to do, never whom it is about.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use domain::access::{Actor, Permission};
use domain::calendars::{Telling, summary};
use domain::digests::{MOST_TOLD, Waiting, is_sent_on, told};
use domain::steering_actions::REMINDED_DAYS;
use domain::working_time::instant_at;
use persistence::colleagues::{self, Colleague};
use persistence::my_day::{FileShown, TaskShown};
use persistence::steering_actions::{self, ActionFilter};
use persistence::{Slice, calendars, jobs, mentions, my_day, referents, service_levels};
use serde_json::json;
use uuid::Uuid;

use super::{Kind, Work};
use crate::mail::{self, Letter};
use crate::problem::Problem;

/// Day of a digest, in the payload of its job.
const DAY: &str = "on";

/// Plans the digest of today for everybody who works today, at its hour or at once when that has passed: for every
/// référent, and for who answers for actions that are due without being one.
pub(super) async fn plan_all(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let run_at = instant_at(today, service_levels::get(work.tx).await?.digest_at).max(work.now);
    let working = colleagues::referents_on(work.tx, today).await?.into_iter();
    let mut subjects: Vec<Uuid> =
        working.filter(|(_, absences)| is_sent_on(today, absences)).map(|(referent_id, _)| referent_id).collect();
    if is_sent_on(today, &[]) {
        subjects.extend(owners_alone(work, today).await?);
    }
    for subject in subjects {
        let job = jobs::NewJob {
            key: Kind::Digest.key(format!("{subject}:{today}")),
            kind: Kind::Digest.as_str().to_owned(),
            subject_id: Some(subject),
            payload: Some(json!({ DAY: today })),
            run_at,
        };
        jobs::plan(work.tx, job, work.now).await?;
    }
    Ok(())
}

/// Accounts that have a day and answer for actions that are due, without being a référent.
async fn owners_alone(work: &Work<'_>, today: NaiveDate) -> Result<Vec<Uuid>, Problem> {
    let mut alone = vec![];
    for id in steering_actions::owners_due(work.tx, today + Duration::days(REMINDED_DAYS)).await? {
        alone.extend(account(work, id, today).await?.map(|_| id));
    }
    Ok(alone)
}

/// The holder of an account that has a day of its own, without being a référent.
async fn account(work: &Work<'_>, id: Uuid, today: NaiveDate) -> Result<Option<Colleague>, Problem> {
    let found = colleagues::find(work.tx, id, today).await?;
    let has_a_day = |one: &Colleague| one.actor.referent_ids.is_empty() && one.actor.may(Permission::ReadProspects);
    Ok(found.filter(has_a_day))
}

/// Whom a digest is for and where it goes; nobody when they are gone or away.
async fn reader_of(work: &Work<'_>, subject: Uuid, today: NaiveDate) -> Result<Option<(Colleague, String)>, Problem> {
    let Some(referent) = referents::find(work.tx, subject).await? else {
        let reader = account(work, subject, today).await?;
        return Ok(reader.map(with_address(None)));
    };
    let Some(user_id) = referent.user_id.filter(|_| referent.archived_at.is_none()) else { return Ok(None) };
    if !is_sent_on(today, &referent.absences) {
        return Ok(None);
    }
    let reader = colleagues::find(work.tx, user_id, today).await?;
    Ok(reader.map(with_address(referent.email)))
}

/// Adds the address that somebody gave for their work, or the one of their account.
fn with_address(given: Option<String>) -> impl FnOnce(Colleague) -> (Colleague, String) {
    |reader| {
        let address = given.unwrap_or_else(|| reader.email.clone());
        (reader, address)
    }
}

/// A digest that comes on another day than its own is not sent: that day has one too.
pub(super) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let planned = work.job.payload.as_ref().and_then(|payload| payload.get(DAY)?.as_str()?.parse::<NaiveDate>().ok());
    if planned != Some(today) || !is_sent_on(today, &[]) {
        return Ok(());
    }
    let subject = work.subject()?;
    let Some((reader, address)) = reader_of(work, subject, today).await? else { return Ok(()) };
    let digest = Digest::of(work, &reader.actor, today).await?;
    if !digest.waiting.is_worth_a_mail() {
        return Ok(());
    }
    work.mail(subject, &digest.letter(work, &reader, &address, today)?).await
}

/// What a digest tells.
struct Digest {
    waiting: Waiting,
    to_accept: Vec<String>,
    overdue: Vec<String>,
    to_call: Vec<String>,
    tasks: Vec<String>,
    actions: Vec<String>,
    mentions: Vec<String>,
}

impl Digest {
    async fn of(work: &Work<'_>, actor: &Actor, today: NaiveDate) -> Result<Digest, Problem> {
        let (db, most) = (work.tx, MOST_TOLD as u64);
        let business = my_day::business(db, actor, today, work.now).await?;
        let proposals = my_day::proposals(db, actor, most).await?;
        let mut tasks = my_day::tasks(db, actor, most).await?;
        tasks.retain(|task| task.due_on.is_some_and(|day| day <= today));
        let due = ActionFilter {
            due_by: Some(today + Duration::days(REMINDED_DAYS)),
            ..ActionFilter::waiting_for(actor.user_id)
        };
        let actions = steering_actions::list(db, &due, &Slice { after: None, descending: false, limit: most }).await?;
        let named = mentions::list_unseen(db, actor, most).await?;
        let waiting = Waiting {
            to_accept: my_day::count_proposals(db, actor).await?,
            overdue: business.overdue.len() as u64,
            to_call: business.to_call.len() as u64,
            tasks: my_day::count_tasks_due(db, actor, today).await?,
            actions: steering_actions::count(db, &due).await?,
            mentions: mentions::count_unseen(db, actor).await?,
        };
        let asked: Vec<Uuid> = proposals.iter().map(|proposal| proposal.prospect_id).collect();
        let late: Vec<Uuid> = business.overdue.iter().map(|(id, _)| *id).take(MOST_TOLD).collect();
        let called: Vec<Uuid> = business.to_call.iter().copied().take(MOST_TOLD).collect();
        let ids: Vec<Uuid> = [&asked, &late, &called].into_iter().flatten().copied().collect();
        let files = my_day::shown(db, &ids).await?;
        let of_tasks = tasks.iter().map(|task| task.prospect_id);
        let telling = calendars::telling_of(db, ids.iter().copied().chain(of_tasks)).await?;
        let number = |id: &Uuid| files.get(id).map(|file| file.number.clone());
        let action = |id: &Uuid| files.get(id).map(|file| next_action(file, &telling));
        Ok(Digest {
            waiting,
            to_accept: asked.iter().filter_map(number).collect(),
            overdue: late.iter().filter_map(action).collect(),
            to_call: called.iter().filter_map(action).collect(),
            tasks: tasks.iter().map(|task| of_task(task, &telling)).collect(),
            actions: actions.into_iter().map(|action| action.title).collect(),
            mentions: named.into_iter().map(|mention| mention.number).collect(),
        })
    }

    fn letter(&self, work: &Work<'_>, reader: &Colleague, address: &str, today: NaiveDate) -> Result<Letter, Problem> {
        let waiting = &self.waiting;
        let lists = [
            ("to_accept", "to_accept_told", waiting.to_accept, &self.to_accept),
            ("overdue", "overdue_told", waiting.overdue, &self.overdue),
            ("to_call", "to_call_told", waiting.to_call, &self.to_call),
            ("tasks", "tasks_told", waiting.tasks, &self.tasks),
            ("actions", "actions_told", waiting.actions, &self.actions),
            ("mentions", "mentions_told", waiting.mentions, &self.mentions),
        ];
        let filled: Vec<(&str, String)> = lists
            .into_iter()
            // A list without anything is blank, and its sentence is left out.
            .flat_map(|(name, entries, count, list)| {
                let counted = if count == 0 { String::new() } else { count.to_string() };
                [(name, counted), (entries, told(list, count))]
            })
            .chain([("first_name", reader.first_name.clone()), ("day", today.format("%d/%m/%Y").to_string())])
            .collect();
        let words: Vec<(&str, &str)> = filled.iter().map(|(name, word)| (*name, word.as_str())).collect();
        let link = format!("{}/ma-journee", work.state.config.public_url.trim_end_matches('/'));
        Ok(Letter::compose(mail::Kind::Digest, address, &words, Some(&link))?)
    }
}

/// A next action without the household it is about; a late first contact may have none.
fn next_action(file: &FileShown, telling: &HashMap<Uuid, Telling>) -> String {
    match (&file.next_action, telling.get(&file.id)) {
        (Some((label, _)), Some(telling)) => summary(label, telling, &file.number),
        _ => file.number.clone(),
    }
}

fn of_task(task: &TaskShown, telling: &HashMap<Uuid, Telling>) -> String {
    telling
        .get(&task.prospect_id)
        .map_or_else(|| task.number.clone(), |telling| summary(&task.title, telling, &task.number))
}
