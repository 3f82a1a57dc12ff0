//! Whether what a file names exists: territories, occupations, texts of consents, accounts.

use std::collections::HashSet;

use domain::prospects::{Facts, NewProspect, NextAction};
use domain::validation::FieldErrors;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use uuid::Uuid;

use crate::StoreError;
use crate::entities::{consent_texts, events, occupations, partners, prospects, referents, territories, users};

/// Notes every territory, event and account of the facts that does not exist.
///
/// # Errors
/// Those of the store.
pub async fn check_facts(db: &impl ConnectionTrait, facts: &Facts, errors: &mut FieldErrors) -> Result<(), StoreError> {
    if !facts.wished_territories.is_empty() {
        let known: Vec<String> = territories::Entity::find()
            .select_only()
            .column(territories::Column::Code)
            .filter(territories::Column::Code.is_in(facts.wished_territories.iter().map(String::as_str)))
            .filter(territories::Column::Kind.is_in(["epci", "commune"]))
            .into_tuple()
            .all(db)
            .await?;
        for (index, _) in facts.wished_territories.iter().enumerate().filter(|(_, code)| !known.contains(code)) {
            errors.push(format!("/wished_territories/{index}"), "unknown_code");
        }
    }
    if let Some(id) = facts.event_id
        && !event_exists(db, id).await?
    {
        errors.push("/event_id", "not_found");
    }
    check_next_action(db, facts.next_action.as_ref(), errors).await
}

/// Whether an event exists.
///
/// # Errors
/// Those of the store.
pub async fn event_exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    Ok(events::Entity::find_by_id(id).one(db).await?.is_some())
}

/// Notes the account of a next action when it does not exist or is disabled.
///
/// # Errors
/// Those of the store.
pub async fn check_next_action(
    db: &impl ConnectionTrait,
    action: Option<&NextAction>,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    let Some(id) = action.and_then(|action| action.assignee_id) else { return Ok(()) };
    if !account_exists(db, id).await? {
        errors.push("/next_action/assignee_id", "not_found");
    }
    Ok(())
}

/// Notes everything a new file names that does not exist.
///
/// # Errors
/// Those of the store.
pub async fn check_new(
    db: &impl ConnectionTrait,
    new: &NewProspect,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    check_facts(db, &new.facts, errors).await?;
    let code_of = |member: &domain::members::Member| member.career.as_ref()?.occupation_code.clone();
    let wanted: HashSet<String> = new.members.iter().filter_map(code_of).collect();
    if !wanted.is_empty() {
        let known: Vec<String> = occupations::Entity::find()
            .select_only()
            .column(occupations::Column::Code)
            .filter(occupations::Column::Code.is_in(wanted))
            .into_tuple()
            .all(db)
            .await?;
        for (index, member) in new.members.iter().enumerate() {
            if code_of(member).is_some_and(|code| !known.contains(&code)) {
                errors.push(format!("/members/{index}/career/occupation_code"), "unknown_code");
            }
        }
    }
    for (index, consent) in new.consents.iter().enumerate() {
        let key = (consent.purpose.to_string(), consent.text_version.clone());
        if consent_texts::Entity::find_by_id(key).one(db).await?.is_none() {
            errors.push(format!("/consents/{index}/text_version"), "not_found");
        }
    }
    Ok(())
}

/// Whether an account exists and is not disabled.
///
/// # Errors
/// Those of the store.
pub async fn account_exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let found = users::Entity::find_by_id(id).filter(users::Column::Status.ne("disabled")).one(db).await?;
    Ok(found.is_some())
}

/// Whether a partner exists and is not archived.
///
/// # Errors
/// Those of the store.
pub async fn partner_exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let found = partners::Entity::find_by_id(id).filter(partners::Column::ArchivedAt.is_null()).one(db).await?;
    Ok(found.is_some())
}

/// Whether a code is that of a commune.
///
/// # Errors
/// Those of the store.
pub async fn commune_exists(db: &impl ConnectionTrait, code: &str) -> Result<bool, StoreError> {
    let found = territories::Entity::find_by_id(code.to_owned())
        .filter(territories::Column::Kind.eq("commune"))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Whether a text of a consent exists in a version.
///
/// # Errors
/// Those of the store.
pub async fn consent_text_exists(db: &impl ConnectionTrait, purpose: &str, version: &str) -> Result<bool, StoreError> {
    Ok(consent_texts::Entity::find_by_id((purpose.to_owned(), version.to_owned())).one(db).await?.is_some())
}

/// Whether an occupation exists.
///
/// # Errors
/// Those of the store.
pub async fn occupation_exists(db: &impl ConnectionTrait, code: &str) -> Result<bool, StoreError> {
    Ok(occupations::Entity::find_by_id(code.to_owned()).one(db).await?.is_some())
}

/// Whether a référent exists and is not archived.
///
/// # Errors
/// Those of the store.
pub async fn referent_exists(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let found = referents::Entity::find_by_id(id).filter(referents::Column::ArchivedAt.is_null()).one(db).await?;
    Ok(found.is_some())
}

/// The file of this number.
///
/// # Errors
/// Those of the store.
pub async fn id_of_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Uuid>, StoreError> {
    let select = prospects::Entity::find().select_only().column(prospects::Column::Id);
    Ok(select.filter(prospects::Column::Number.eq(number)).into_tuple().one(db).await?)
}
