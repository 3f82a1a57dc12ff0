//! Files with what happened on them since they were opened, many at once.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::ReferentRole;
use domain::installations::Installation;
use domain::interactions::Interaction;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::open::{CHUNK, Opening, ids, insert_rows};
use super::search;
use crate::StoreError;
use crate::assignments::NewAssignment;
use crate::entities::{assignments, installations, interactions, prospects};
use crate::indicators::{contexts, counts};

/// A file and its past.
#[derive(Debug, Clone)]
pub struct Past {
    /// The file; its last step is its present state.
    pub opening: Opening,
    /// Référents who took it, at most one per role.
    pub assignments: Vec<NewAssignment>,
    /// Exchanges, at most a dozen, with the account that noted each.
    pub interactions: Vec<(Interaction, Option<Uuid>)>,
    /// Where the household moved in.
    pub installation: Option<Installation>,
}

/// Inserts files with everything around them, findable by their words.
///
/// # Errors
/// Those of the store; [`StoreError::Settings`] when one has no step.
pub async fn insert_pasts(db: &impl ConnectionTrait, files: &[Past]) -> Result<(), StoreError> {
    for chunk in files.chunks(CHUNK) {
        let openings: Vec<Opening> = chunk.iter().map(|file| file.opening.clone()).collect();
        let by_id: HashMap<Uuid, &Past> = chunk.iter().map(|file| (file.opening.id, file)).collect();
        let repeat = |opening: &Opening, row: &mut prospects::ActiveModel| repeat_on_file(by_id.get(&opening.id), row);
        insert_rows(db, &openings, repeat).await?;
        insert_around(db, chunk).await?;
        counts::refresh(db, &ids(&openings)).await?;
        search::reindex_all(db, &ids(&openings)).await?;
    }
    Ok(())
}

/// What the row of the file repeats of the rows around it, for its list.
fn repeat_on_file(file: Option<&&Past>, row: &mut prospects::ActiveModel) {
    let holder = |role: ReferentRole| {
        let mut taken = file.into_iter().flat_map(|file| &file.assignments);
        taken.find(|assignment| assignment.role == role).map(|assignment| assignment.referent_id)
    };
    let last = |acts_only: bool| -> Option<DateTime<Utc>> {
        let exchanges = file.into_iter().flat_map(|file| &file.interactions).map(|(exchange, _)| exchange);
        let counted = exchanges.filter(|exchange| !acts_only || exchange.is_act_of_the_person());
        counted.map(|exchange| exchange.occurred_at).max()
    };
    // Rows of one statement name the same columns, empty or not.
    row.territorial_referent_id = Set(holder(ReferentRole::Territorial));
    row.technical_referent_id = Set(holder(ReferentRole::Technical));
    row.last_interaction_at = Set(last(false));
    row.last_contact_by_person_at = Set(last(true));
}

async fn insert_around(db: &impl ConnectionTrait, files: &[Past]) -> Result<(), StoreError> {
    let (mut taken, mut exchanges, mut moved) = (vec![], vec![], vec![]);
    for Past { opening, assignments, interactions, installation } in files {
        let (id, at) = (opening.id, opening.at);
        taken.extend(assignments.iter().map(|new| crate::assignments::new_row(Uuid::now_v7(), new, at)));
        let exchange = |(exchange, author): &(Interaction, Option<Uuid>)| {
            crate::interactions::new_row(Uuid::now_v7(), id, *author, exchange, exchange.occurred_at)
        };
        exchanges.extend(interactions.iter().map(exchange));
        let row = |moved_in| crate::installations::new_row(Uuid::now_v7(), id, moved_in, at);
        moved.extend(installation.as_ref().map(row));
    }
    if !taken.is_empty() {
        assignments::Entity::insert_many(taken).exec_without_returning(db).await?;
    }
    if !exchanges.is_empty() {
        interactions::Entity::insert_many(exchanges).exec_without_returning(db).await?;
    }
    if !moved.is_empty() {
        installations::Entity::insert_many(moved).exec_without_returning(db).await?;
        let files: Vec<Uuid> = files.iter().map(|file| file.opening.id).collect();
        contexts::note_installations(db, &files).await?;
    }
    Ok(())
}
