//! What a request names, and whose file it may join.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::codes::{Direction, InteractionKind, MemberRole, Visibility};
use domain::consents::NewConsent;
use domain::contact_requests::Form;
use domain::text::fold;
use domain::validation::FieldErrors;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::consents::row_of;
use crate::entities::{consents, interactions, members, occupations, prospects as files, territories};
use crate::{StoreError, prospects};

/// An open file that a request belongs to, or may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The person's own file: the same address, or the same phone and name.
    Same(Uuid),
    /// A file with the same phone and another name: perhaps a relative, perhaps somebody else.
    Doubtful(Uuid),
}

/// The open file of the person behind a request.
///
/// An address was proved by its link. A phone was only typed: anybody may type somebody else's, so that it takes the
/// last name too, unless the phone was `proved` by a call.
///
/// # Errors
/// Those of the store.
pub async fn open_file_of(db: &impl ConnectionTrait, form: &Form, proved: bool) -> Result<Option<Match>, StoreError> {
    let emails: Vec<String> = form.lead.email.iter().map(ToString::to_string).collect();
    if let Some(id) = prospects::duplicate_of(db, &emails, &[]).await? {
        return Ok(Some(Match::Same(id)));
    }
    let phones: Vec<String> = form.lead.phone.iter().map(ToString::to_string).collect();
    let Some(id) = prospects::duplicate_of(db, &[], &phones).await? else { return Ok(None) };
    let same = proved || has_name(db, id, form.lead.last_name.as_deref().unwrap_or_default()).await?;
    Ok(Some(if same { Match::Same(id) } else { Match::Doubtful(id) }))
}

async fn has_name(db: &impl ConnectionTrait, prospect_id: Uuid, last_name: &str) -> Result<bool, StoreError> {
    let names: Vec<Option<String>> = members::Entity::find()
        .select_only()
        .column(members::Column::LastName)
        .filter(members::Column::ProspectId.eq(prospect_id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().flatten().any(|name| fold(&name) == fold(last_name)))
}

/// Name and kind of territories, by code.
///
/// # Errors
/// Those of the store.
pub async fn territories_named(
    db: &impl ConnectionTrait,
    codes: &BTreeSet<String>,
) -> Result<HashMap<String, (String, String)>, StoreError> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(String, String, String)> = territories::Entity::find()
        .select_only()
        .columns([territories::Column::Code, territories::Column::Name, territories::Column::Kind])
        .filter(territories::Column::Code.is_in(codes.iter().map(String::as_str)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(code, name, kind)| (code, (name, kind))).collect())
}

/// Notes every wished territory and occupation that does not exist.
///
/// # Errors
/// Those of the store.
pub async fn check_references(
    db: &impl ConnectionTrait,
    form: &Form,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    prospects::check_facts(db, &form.facts, errors).await?;
    let adults = std::iter::once(&form.lead).chain(&form.others).filter(|member| member.age_band.is_none());
    for (index, member) in adults.enumerate() {
        let Some(code) = member.career.as_ref().and_then(|career| career.occupation_code.as_deref()) else { continue };
        if occupations::Entity::find_by_id(code).one(db).await?.is_none() {
            errors.push(format!("/occupations/{index}/occupation_code"), "unknown_code");
        }
    }
    Ok(())
}

/// Notes that the household itself acted: from then on counts how long its file is kept.
///
/// # Errors
/// Those of the store.
pub async fn note_own_action(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = files::ActiveModel { last_contact_by_person_at: Set(Some(now)), ..Default::default() };
    files::Entity::update_many().set(change).filter(files::Column::Id.eq(prospect_id)).exec(db).await?;
    Ok(())
}

/// Leaves what a request says in the open file of the person: a note that every partner reads, and the agreements of
/// the member with this `email`.
///
/// # Errors
/// Those of the store.
pub async fn join(
    db: &impl ConnectionTrait,
    (prospect_id, email): (Uuid, Option<&str>),
    note: &str,
    agreed: &[NewConsent],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let note = interactions::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(prospect_id),
        kind: Set(InteractionKind::Note.to_string()),
        direction: Set(Some(Direction::Inbound.to_string())),
        occurred_at: Set(now),
        summary: Set(note.to_owned()),
        visibility: Set(Visibility::Partners.to_string()),
        author_id: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    interactions::Entity::insert(note).exec_without_returning(db).await?;
    let member_id = writer(db, prospect_id, email).await?;
    let rows = agreed.iter().map(|consent| row_of(consent, (prospect_id, member_id), now));
    consents::Entity::insert_many(rows).exec_without_returning(db).await?;
    let change = files::ActiveModel { last_interaction_at: Set(Some(now)), updated_at: Set(now), ..Default::default() };
    files::Entity::update_many().set(change).filter(files::Column::Id.eq(prospect_id)).exec(db).await?;
    note_own_action(db, prospect_id, now).await?;
    prospects::search::reindex(db, prospect_id).await
}

/// The member who has this address; the person who first asked when nobody has.
async fn writer(db: &impl ConnectionTrait, prospect_id: Uuid, email: Option<&str>) -> Result<Option<Uuid>, StoreError> {
    let people: Vec<(Uuid, String, Option<String>)> = members::Entity::find()
        .select_only()
        .columns([members::Column::Id, members::Column::Role, members::Column::EmailKey])
        .filter(members::Column::ProspectId.eq(prospect_id))
        .into_tuple()
        .all(db)
        .await?;
    let own = people.iter().find(|(_, _, key)| email.is_some() && key.as_deref() == email);
    Ok(own.or_else(|| people.iter().find(|(_, role, _)| role == MemberRole::Lead.as_str())).map(|(id, ..)| *id))
}
