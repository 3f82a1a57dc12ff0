//! What hangs on one file, for its full view.

use std::collections::HashMap;

use domain::codes::{
    AgeBand, ContractType, EducationLevel, ExperienceLevel, HealthStatus, MemberRole, RemoteWork, Sector,
};
use domain::contact::{Email, Phone};
use domain::members::{Career, Health, Member};
use domain::needs::Asking;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::stored::{
    StoredAssignment, StoredConsent, StoredInstallation, StoredMember, StoredNeed, StoredStep, StoredTask, Surroundings,
};
use crate::campaigns::attribution_of;
use crate::entities::{
    assignments, careers, consent_texts, consents, installations, members, needs, occupations, partners, referents,
    status_changes, tasks, territories as places, users,
};
use crate::{StoreError, territories};

/// Loads what hangs on `file`, which the caller may see.
///
/// # Errors
/// Those of the store.
pub async fn surroundings(db: &impl ConnectionTrait, file: &super::Prospect) -> Result<Surroundings, StoreError> {
    Ok(Surroundings {
        members: members_of(db, file.id).await?,
        needs: needs_of(db, file.id).await?,
        tasks: tasks_of(db, file.id).await?,
        assignments: assignments_of(db, file.id).await?,
        consents: consents_of(db, file.id).await?,
        installation: installation_of(db, file.id).await?,
        history: history_of(db, file.id).await?,
        wishes: wishes_of(db, &file.facts.wished_territories).await?,
        attribution: attribution_of(db, (file.facts.campaign.as_deref(), file.facts.touchpoint_id), file.created_at)
            .await?,
    })
}

/// The members of a file, in their order.
///
/// # Errors
/// Those of the store.
pub async fn members_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredMember>, StoreError> {
    let people = members::Entity::find()
        .filter(members::Column::ProspectId.eq(id))
        .order_by_asc(members::Column::Rank)
        .order_by_asc(members::Column::Id)
        .all(db)
        .await?;
    let ids = people.iter().map(|member| member.id);
    let rows = careers::Entity::find().filter(careers::Column::MemberId.is_in(ids)).all(db).await?;
    let codes: Vec<String> = rows.iter().filter_map(|career| career.occupation_code.clone()).collect();
    let mut work: HashMap<Uuid, careers::Model> = rows.into_iter().map(|row| (row.member_id, row)).collect();
    let labels: HashMap<String, String> = if codes.is_empty() {
        HashMap::new()
    } else {
        let rows = occupations::Entity::find().filter(occupations::Column::Code.is_in(codes)).all(db).await?;
        rows.into_iter().map(|row| (row.code, row.label)).collect()
    };
    let stored = |row: members::Model| {
        let career = work.remove(&row.id);
        stored_member(row, career, &labels)
    };
    Ok(people.into_iter().map(stored).collect())
}

fn stored_member(
    row: members::Model,
    career: Option<careers::Model>,
    labels: &HashMap<String, String>,
) -> StoredMember {
    let career = career.map(career_of);
    let code = career.as_ref().and_then(|career| career.occupation_code.as_ref());
    StoredMember {
        id: row.id,
        occupation_label: code.and_then(|code| labels.get(code).cloned()),
        version: row.version,
        member: Member {
            role: MemberRole::parse(&row.role).unwrap_or(MemberRole::Other),
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email.and_then(|email| Email::parse(&email).ok()),
            phone: row.phone.and_then(|phone| Phone::parse(&phone).ok()),
            age_band: row.age_band.as_deref().and_then(AgeBand::parse),
            career,
        },
    }
}

fn career_of(row: careers::Model) -> Career {
    Career {
        occupation_code: row.occupation_code,
        occupation_text: row.occupation_text,
        sector: row.sector.as_deref().and_then(Sector::parse),
        level: row.level.as_deref().and_then(EducationLevel::parse),
        experience: row.experience.as_deref().and_then(ExperienceLevel::parse),
        contracts: row.contracts.0.iter().filter_map(|code| ContractType::parse(code)).collect(),
        available_on: row.available_on,
        max_distance_km: row.max_distance_km,
        remote_work: row.remote_work.as_deref().and_then(RemoteWork::parse),
        comment: row.comment,
        health: row.health.as_ref().map(health_of),
    }
}

fn health_of(json: &Value) -> Health {
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    Health {
        status: text("status").as_deref().and_then(HealthStatus::parse),
        speciality: text("speciality"),
        faculty: text("faculty"),
        internship_ends_on: text("internship_ends_on").and_then(|day| day.parse().ok()),
    }
}

/// The needs of a file.
///
/// # Errors
/// Those of the store.
pub async fn needs_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredNeed>, StoreError> {
    let rows =
        needs::Entity::find().filter(needs::Column::ProspectId.eq(id)).order_by_asc(needs::Column::Id).all(db).await?;
    let names = crate::partners::names(db, rows.iter().filter_map(|row| row.partner_id)).await?;
    let stored = |row: needs::Model| StoredNeed {
        id: row.id,
        theme: row.theme,
        status: row.status,
        description: row.description,
        partner_name: row.partner_id.and_then(|id| names.get(&id).cloned()),
        partner_id: row.partner_id,
        partner_reason: row.partner_reason,
        answer: row.answer,
        asking: Asking {
            asked_at: row.asked_at,
            asked_by_id: row.asked_by_id,
            answered_at: row.answered_at,
            author_name: row.answer_author_name,
        },
        version: row.version,
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// The tasks of a file, those to be done first.
///
/// # Errors
/// Those of the store.
pub async fn tasks_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredTask>, StoreError> {
    let mut rows = tasks::Entity::find().filter(tasks::Column::ProspectId.eq(id)).all(db).await?;
    rows.sort_by_key(|task| (task.done_at.is_some(), task.due_on.is_none(), task.due_on, task.id));
    let names = user_names(db, rows.iter().filter_map(|task| task.assignee_id).collect()).await?;
    let stored = |row: tasks::Model| StoredTask {
        id: row.id,
        title: row.title,
        due_on: row.due_on,
        assignee_name: row.assignee_id.and_then(|id| names.get(&id).cloned()),
        assignee_id: row.assignee_id,
        done_at: row.done_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// The assignments of a file.
///
/// # Errors
/// Those of the store.
pub async fn assignments_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredAssignment>, StoreError> {
    let rows = assignments::Entity::find()
        .filter(assignments::Column::ProspectId.eq(id))
        .order_by_desc(assignments::Column::ProposedAt)
        .order_by_desc(assignments::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| [Some(row.referent_id), row.in_place_of_id]).flatten().collect();
    let givers: HashMap<Uuid, Uuid> = rows.iter().map(|row| (row.id, row.referent_id)).collect();
    let known: Vec<(Uuid, String, String)> = if ids.is_empty() {
        vec![]
    } else {
        referents::Entity::find()
            .inner_join(partners::Entity)
            .select_only()
            .columns([referents::Column::Id, referents::Column::DisplayName])
            .column(partners::Column::Name)
            .filter(referents::Column::Id.is_in(ids))
            .into_tuple()
            .all(db)
            .await?
    };
    let names: HashMap<Uuid, (String, String)> =
        known.into_iter().map(|(id, name, partner)| (id, (name, partner))).collect();
    let stored = |row: assignments::Model| {
        let (referent_name, partner_name) = names.get(&row.referent_id).cloned().unzip();
        let giver = |row: &assignments::Model| row.transferred_from_id.and_then(|id| givers.get(&id));
        let name_of = |id: &Uuid| names.get(id).map(|(name, _)| name.clone());
        StoredAssignment {
            in_place_of_name: row.in_place_of_id.as_ref().and_then(name_of),
            transferred_from_referent_id: giver(&row).copied(),
            transferred_from_name: giver(&row).and_then(name_of),
            id: row.id,
            role: row.role,
            referent_id: row.referent_id,
            referent_name: referent_name.unwrap_or_default(),
            partner_name,
            status: row.status,
            explanation: row.explanation,
            decline_reason: row.decline_reason,
            decline_comment: row.decline_comment,
            expiry_reason: row.expiry_reason,
            handover_note: row.handover_note,
            transferred_from_id: row.transferred_from_id,
            proposed_at: row.proposed_at,
            accept_due_at: row.accept_due_at,
            answered_at: row.answered_at,
            first_contact_due_at: row.first_contact_due_at,
            first_contact_at: row.first_contact_at,
            ended_at: row.ended_at,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// The consents of a file.
///
/// # Errors
/// Those of the store.
pub async fn consents_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredConsent>, StoreError> {
    let found = consents::Entity::find()
        .find_also_related(consent_texts::Entity)
        .filter(consents::Column::ProspectId.eq(id))
        .order_by_asc(consents::Column::GivenAt)
        .order_by_asc(consents::Column::Id)
        .all(db)
        .await?;
    let stored = |(row, text): (consents::Model, Option<consent_texts::Model>)| StoredConsent {
        id: row.id,
        member_id: row.member_id,
        purpose: row.purpose,
        text_version: row.text_version,
        text: text.map(|text| text.text).unwrap_or_default(),
        channel: row.channel,
        proof: row.proof,
        given_at: row.given_at,
        withdrawn_at: row.withdrawn_at,
        expires_at: row.expires_at,
        form: row.form,
        asked_at: row.asked_at,
        confirmed_at: row.confirmed_at,
    };
    Ok(found.into_iter().map(stored).collect())
}

/// The installation of a file, unless it was voided.
///
/// # Errors
/// Those of the store.
pub async fn installation_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredInstallation>, StoreError> {
    let found = installations::Entity::find()
        .filter(installations::Column::ProspectId.eq(id))
        .filter(installations::Column::VoidedAt.is_null())
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let mut names = territories::names_of(db, row.commune_code.as_deref()).await?;
    Ok(Some(StoredInstallation {
        moved_in_on: row.moved_in_on,
        commune_name: row.commune_code.as_ref().and_then(|code| names.remove(code)),
        commune_code: row.commune_code,
        adults: row.adults,
        children: row.children,
        job_through: row.job_through,
        employer_name: row.employer_name,
        job_offer_id: row.job_offer_id,
        six_month_check_on: row.six_month_check_on,
        twelve_month_check_on: row.twelve_month_check_on,
        six_month_result: row.six_month_result,
        twelve_month_result: row.twelve_month_result,
        version: row.version,
    }))
}

async fn history_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<StoredStep>, StoreError> {
    let rows = status_changes::Entity::find()
        .filter(status_changes::Column::ProspectId.eq(id))
        .order_by_asc(status_changes::Column::Seq)
        .all(db)
        .await?;
    let names = user_names(db, rows.iter().filter_map(|step| step.actor_id).collect()).await?;
    let stored = |row: status_changes::Model| StoredStep {
        id: row.id,
        from: row.from_status,
        to: row.to_status,
        effective_on: row.effective_on,
        recorded_at: row.recorded_at,
        reason: row.reason,
        actor_label: row.actor_id.and_then(|id| names.get(&id).cloned()),
        origin: row.origin,
    };
    Ok(rows.into_iter().map(stored).collect())
}

async fn wishes_of(db: &impl ConnectionTrait, codes: &[String]) -> Result<Vec<(String, String, String)>, StoreError> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    let rows =
        places::Entity::find().filter(places::Column::Code.is_in(codes.iter().map(String::as_str))).all(db).await?;
    let known: HashMap<String, (String, String)> =
        rows.into_iter().map(|row| (row.code, (row.name, row.kind))).collect();
    let wish = |code: &String| {
        let (name, kind) = known.get(code).cloned().unwrap_or_default();
        (code.clone(), name, kind)
    };
    Ok(codes.iter().map(wish).collect())
}

async fn user_names(db: &impl ConnectionTrait, mut ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, StoreError> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, String, String)> = users::Entity::find()
        .select_only()
        .columns([users::Column::Id, users::Column::FirstName, users::Column::LastName])
        .filter(users::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(id, first, last)| (id, format!("{first} {last}"))).collect())
}
