//! Opening files: one, or as many as an import brings, in as few statements.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::day_of;
use domain::codes::{ClosingReason, ProspectStatus};
use domain::prospects::{FileNumber, Household, NewProspect};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::facts_rows::{epcis_of_first_wishes, facts_row, insert_tags, insert_wishes};
use super::{people, search};
use crate::StoreError;
use crate::entities::prospects::{ActiveModel, Entity};
use crate::entities::status_changes;
use crate::indicators::{contexts, counts};

/// Files of one statement: their columns stay below the number of parameters that either engine takes.
pub(super) const CHUNK: usize = 200;

/// One state of a file's life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// State entered.
    pub to: ProspectStatus,
    /// Day on which it took effect.
    pub effective_on: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// A file to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Id of the new file.
    pub id: Uuid,
    /// Its number, from [`super::next_number`] in the same transaction.
    pub number: FileNumber,
    /// What it holds.
    pub content: NewProspect,
    /// Its states so far, oldest first: `new` alone, unless its past is known.
    pub steps: Vec<Step>,
    /// Why it is closed, when the last state is `closed`.
    pub closing_reason: Option<ClosingReason>,
    /// Where it comes from, for its history: `staff`, `public_form`, `employer_referral`, `import`.
    pub origin: &'static str,
    /// The account that opened it.
    pub actor_id: Option<Uuid>,
    /// Import that brought it.
    pub import_id: Option<Uuid>,
    /// The open file of the same person, when a second one is opened on purpose.
    pub duplicate_of: Option<Uuid>,
    /// When the household asked.
    pub created_at: DateTime<Utc>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Opens a file with its people, needs, consents and history, findable by its words.
///
/// # Errors
/// Those of the store; [`StoreError::Settings`] without any step.
pub async fn insert(db: &impl ConnectionTrait, opening: &Opening) -> Result<(), StoreError> {
    insert_all(db, std::slice::from_ref(opening)).await
}

/// Opens files as [`insert`] does.
///
/// # Errors
/// Those of the store; [`StoreError::Settings`] when one has no step.
pub async fn insert_all(db: &impl ConnectionTrait, openings: &[Opening]) -> Result<(), StoreError> {
    for chunk in openings.chunks(CHUNK) {
        insert_rows(db, chunk, |_, _| ()).await?;
        counts::refresh(db, &ids(chunk)).await?;
        search::reindex_all(db, &ids(chunk)).await?;
    }
    Ok(())
}

/// The ids of files.
pub(super) fn ids(openings: &[Opening]) -> Vec<Uuid> {
    openings.iter().map(|opening| opening.id).collect()
}

/// The rows of at most [`CHUNK`] files, not yet findable by their words; `complete` may add to the row of each.
pub(super) async fn insert_rows(
    db: &impl ConnectionTrait,
    chunk: &[Opening],
    complete: impl Fn(&Opening, &mut ActiveModel),
) -> Result<(), StoreError> {
    let facts: Vec<_> = chunk.iter().map(|opening| (opening.id, &opening.content.facts)).collect();
    let epcis = epcis_of_first_wishes(db, facts.iter().map(|(_, facts)| *facts)).await?;
    let mut rows = Vec::with_capacity(chunk.len());
    for opening in chunk {
        let mut row = file_row(opening, &epcis)?;
        complete(opening, &mut row);
        rows.push(row);
    }
    Entity::insert_many(rows).exec_without_returning(db).await?;
    insert_tags(db, &facts).await?;
    insert_wishes(db, &facts).await?;
    let leads = people::insert_members(db, chunk).await?;
    people::insert_needs(db, chunk).await?;
    people::insert_consents(db, chunk, &leads).await?;
    let steps: Vec<status_changes::ActiveModel> = chunk.iter().flat_map(step_rows).collect();
    status_changes::Entity::insert_many(steps).exec_without_returning(db).await?;
    contexts::note_steps(db, &ids(chunk)).await?;
    for opening in chunk {
        let facts = &opening.content.facts;
        let epci = facts.wished_territories.first().and_then(|wish| epcis.get(wish).cloned());
        let carried = [(opening.id, epci, facts.obstacles.as_slice())];
        contexts::note_obstacles(db, carried, day_of(opening.created_at)).await?;
    }
    Ok(())
}

fn file_row(opening: &Opening, epcis: &HashMap<String, String>) -> Result<ActiveModel, StoreError> {
    let last = opening.steps.last().ok_or_else(|| StoreError::Settings("a file has at least one state".to_owned()))?;
    let content = &opening.content;
    let household = Household::of(&content.members);
    let mut row = facts_row(&content.facts);
    row.id = Set(opening.id);
    row.number = Set(opening.number.to_string());
    row.status = Set(last.to.to_string());
    row.status_since = Set(last.effective_on);
    row.closing_reason = Set(opening.closing_reason.map(|reason| reason.to_string()));
    row.closing_comment = Set(opening.closing_reason.and(last.reason.clone()));
    row.epci_code = Set(content.facts.wished_territories.first().and_then(|wish| epcis.get(wish).cloned()));
    super::write::set_household(&mut row, household);
    row.import_id = Set(opening.import_id);
    row.duplicate_of = Set(opening.duplicate_of);
    row.created_at = Set(opening.created_at);
    row.updated_at = Set(opening.at);
    row.version = Set(1);
    Ok(row)
}

fn step_rows(opening: &Opening) -> Vec<status_changes::ActiveModel> {
    let mut from = None;
    let row = |(step, seq): (&Step, i32)| status_changes::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(opening.id),
        seq: Set(seq),
        from_status: Set(from.replace(step.to).map(|from: ProspectStatus| from.to_string())),
        to_status: Set(step.to.to_string()),
        effective_on: Set(step.effective_on),
        recorded_at: Set(opening.at),
        actor_id: Set(opening.actor_id),
        reason: Set(step.reason.clone()),
        origin: Set(opening.origin.to_owned()),
    };
    opening.steps.iter().zip(1..).map(row).collect()
}
