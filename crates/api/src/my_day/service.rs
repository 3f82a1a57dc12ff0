//! Putting a day together: a fixed number of queries, whatever there is to do.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use persistence::my_day::{Business, FileShown, Proposal};
use persistence::steering_actions::{self, ActionFilter};
use persistence::{ConnectionTrait, Slice, mentions, my_day};
use uuid::Uuid;

use super::dto::{
    DayCounts, DayFile, DayMention, DayProposal, DaySteeringAction, DayTask, MyDay, OverdueFile, WaitingFile,
};
use crate::caller::Caller;
use crate::problem::Problem;
use crate::steering_actions::views;

/// Entries of one list at most.
const MOST: usize = 50;

/// The day of somebody at `now`, which is `today` in the Lot.
///
/// # Errors
/// 503 when the database is busy.
pub async fn day_of(
    db: &impl ConnectionTrait,
    caller: &Caller,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<MyDay, Problem> {
    let actor = &caller.actor;
    let business = my_day::business(db, actor, today, now).await?;
    let proposals = my_day::proposals(db, actor, MOST as u64).await?;
    let counts = counts_of(db, actor, &business).await?;
    let files = Files(my_day::shown(db, &shown_ids(&business, &proposals)).await?);
    let tasks = my_day::tasks(db, actor, MOST as u64).await?;
    let mine = ActionFilter::waiting_for(actor.user_id);
    let slice = Slice { after: None, descending: false, limit: MOST as u64 };
    let actions = views(db, today, caller, steering_actions::list(db, &mine, &slice).await?).await?;
    let mentions = mentions::list_unseen(db, actor, MOST as u64).await?;
    let to_accept = proposals.into_iter().filter_map(|one| {
        let file = files.get(one.prospect_id)?;
        Some(DayProposal::of(one, file, now))
    });
    let late = business.overdue.iter().take(MOST);
    let silent = business.waiting.iter().take(MOST);
    Ok(MyDay {
        today,
        counts,
        to_accept: to_accept.collect(),
        to_call: business.to_call.iter().take(MOST).filter_map(|id| Some(DayFile::of(files.get(*id)?))).collect(),
        overdue: late.filter_map(|(id, why)| Some(OverdueFile::of(files.get(*id)?, why.to_string()))).collect(),
        waiting: silent.filter_map(|(id, since)| Some(WaitingFile::of(files.get(*id)?, *since))).collect(),
        tasks: tasks.into_iter().map(|task| DayTask::of(task, today)).collect(),
        actions: actions.into_iter().map(DaySteeringAction::from).collect(),
        mentions: mentions.into_iter().map(DayMention::from).collect(),
    })
}

/// Files read for the lists; one may stand in two of them.
struct Files(HashMap<Uuid, FileShown>);

impl Files {
    fn get(&self, id: Uuid) -> Option<FileShown> {
        self.0.get(&id).cloned()
    }
}

/// The files that the lists show.
fn shown_ids(business: &Business, proposals: &[Proposal]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = proposals.iter().map(|proposal| proposal.prospect_id).collect();
    ids.extend(business.to_call.iter().take(MOST));
    ids.extend(business.overdue.iter().take(MOST).map(|(id, _)| id));
    ids.extend(business.waiting.iter().take(MOST).map(|(id, _)| id));
    ids.sort_unstable();
    ids.dedup();
    ids
}

async fn counts_of(db: &impl ConnectionTrait, actor: &Actor, business: &Business) -> Result<DayCounts, Problem> {
    let pool = if actor.is_programme_admin() { my_day::count_pool(db).await? } else { 0 };
    Ok(DayCounts {
        to_accept: counted(my_day::count_proposals(db, actor).await?),
        to_call: counted(business.to_call.len() as u64),
        overdue: counted(business.overdue.len() as u64),
        waiting: counted(business.waiting.len() as u64),
        tasks: counted(my_day::count_tasks(db, actor).await?),
        actions: counted(steering_actions::count(db, &ActionFilter::waiting_for(actor.user_id)).await?),
        mentions: counted(mentions::count_unseen(db, actor).await?),
        pool: counted(pool),
    })
}

fn counted(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
