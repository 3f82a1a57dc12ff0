//! The people of a file about to be opened.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::MemberRole;
use domain::members::{Career, Health, Member};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::Opening;
use crate::StoreError;
use crate::consents::row_of;
use crate::entities::{StringList, careers, consents, members, needs};

/// Rows of one statement: their columns stay below the number of parameters that either engine takes.
const CHUNK: usize = 500;

/// Inserts the members of files with their careers; returns the lead of each file.
pub(super) async fn insert_members(
    db: &impl ConnectionTrait,
    openings: &[Opening],
) -> Result<HashMap<Uuid, Uuid>, StoreError> {
    let (mut rows, mut work, mut leads) = (vec![], vec![], HashMap::new());
    for opening in openings {
        for (member, rank) in opening.content.members.iter().zip(0..) {
            let id = Uuid::now_v7();
            if member.role == MemberRole::Lead {
                leads.insert(opening.id, id);
            }
            work.extend(member.career.as_ref().map(|career| career_row(id, career)));
            rows.push(member_row(id, opening.id, rank, member, opening.at));
        }
    }
    for chunk in chunks(rows) {
        members::Entity::insert_many(chunk).exec_without_returning(db).await?;
    }
    for chunk in chunks(work) {
        careers::Entity::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(leads)
}

/// Rows in lots that one statement holds.
fn chunks<T>(rows: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut left = rows.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<T> = left.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// The row of a new member.
pub(crate) fn member_row(
    id: Uuid,
    prospect_id: Uuid,
    rank: i32,
    member: &Member,
    at: DateTime<Utc>,
) -> members::ActiveModel {
    let email = member.email.as_ref().map(ToString::to_string);
    members::ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        rank: Set(rank),
        role: Set(member.role.to_string()),
        first_name: Set(member.first_name.clone()),
        last_name: Set(member.last_name.clone()),
        email_key: Set(email.clone()),
        email: Set(email),
        phone: Set(member.phone.as_ref().map(ToString::to_string)),
        age_band: Set(member.age_band.map(|band| band.to_string())),
        created_at: Set(at),
        updated_at: Set(at),
        version: Set(1),
    }
}

/// The row of a career.
pub(crate) fn career_row(member_id: Uuid, career: &Career) -> careers::ActiveModel {
    careers::ActiveModel {
        member_id: Set(member_id),
        occupation_code: Set(career.occupation_code.clone()),
        occupation_text: Set(career.occupation_text.clone()),
        sector: Set(career.sector.map(|sector| sector.to_string())),
        level: Set(career.level.map(|level| level.to_string())),
        experience: Set(career.experience.map(|experience| experience.to_string())),
        contracts: Set(StringList(career.contracts.iter().map(ToString::to_string).collect())),
        available_on: Set(career.available_on),
        max_distance_km: Set(career.max_distance_km),
        remote_work: Set(career.remote_work.map(|wish| wish.to_string())),
        comment: Set(career.comment.clone()),
        health: Set(career.health.as_ref().map(health_json)),
    }
}

fn health_json(health: &Health) -> serde_json::Value {
    json!({
        "status": health.status.map(|status| status.as_str()),
        "speciality": health.speciality,
        "faculty": health.faculty,
        "internship_ends_on": health.internship_ends_on,
    })
}

/// Inserts the needs of files, all still to be met and none asked yet.
pub(super) async fn insert_needs(db: &impl ConnectionTrait, openings: &[Opening]) -> Result<(), StoreError> {
    let wanted = openings.iter().flat_map(|opening| opening.content.needs.iter().map(move |need| (opening, need)));
    let rows = wanted.map(|(opening, need)| needs::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(opening.id),
        theme: Set(need.theme.to_string()),
        status: Set("to_do".to_owned()),
        description: Set(need.description.clone()),
        partner_id: Set(need.given.as_ref().map(|given| given.partner_id)),
        partner_reason: Set(need.given.as_ref().map(|given| given.sentence.clone())),
        answer: Set(None),
        answered_at: Set(None),
        created_at: Set(opening.at),
        updated_at: Set(opening.at),
        version: Set(1),
        asked_at: Set(None),
        asked_by_id: Set(None),
        answer_author_name: Set(None),
    });
    for chunk in chunks(rows.collect()) {
        needs::Entity::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Inserts the consents that the leads of files gave.
pub(super) async fn insert_consents(
    db: &impl ConnectionTrait,
    openings: &[Opening],
    leads: &HashMap<Uuid, Uuid>,
) -> Result<(), StoreError> {
    let given = openings.iter().flat_map(|opening| opening.content.consents.iter().map(move |one| (opening, one)));
    let rows =
        given.map(|(opening, consent)| row_of(consent, (opening.id, leads.get(&opening.id).copied()), opening.at));
    for chunk in chunks(rows.collect()) {
        consents::Entity::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(())
}
