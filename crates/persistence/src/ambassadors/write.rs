//! Writing ambassadors down.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ambassadors::{AmbassadorFacts, AmbassadorMove, is_listed};
use domain::codes::AmbassadorStatus;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::changes::note;
use super::{Ambassador, COMMITMENT, INTEREST, KIND, LANGUAGE};
use crate::StoreError;
use crate::entities::ambassador_tags as tags;
use crate::entities::ambassadors::{ActiveModel, Column, Entity};
use crate::versions::{changed, next};

/// How an ambassador begins.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// The ambassador.
    pub id: Uuid,
    /// State entered.
    pub status: AmbassadorStatus,
    /// Day on which it is, in the Lot.
    pub on: NaiveDate,
    /// `public` or `staff`.
    pub source: &'a str,
    /// Who does it.
    pub actor_name: &'a str,
    /// Whether the portrait may be shown.
    pub image_right: bool,
}

async fn facts_of(db: &impl ConnectionTrait, facts: &AmbassadorFacts) -> Result<ActiveModel, StoreError> {
    let commune = match &facts.commune_code {
        Some(code) => crate::territories::find(db, code).await?,
        None => None,
    };
    Ok(ActiveModel {
        nature: Set(facts.nature.to_string()),
        first_name: Set(facts.first_name.clone()),
        last_name: Set(facts.last_name.clone()),
        organisation_name: Set(facts.organisation_name.clone()),
        sort_name: Set(facts.sort_name()),
        search_text: Set(facts.search_text(commune.as_ref().map(|commune| commune.name.as_str()))),
        email: Set(facts.email.to_string()),
        phone: Set(facts.phone.as_ref().map(|phone| phone.as_str().to_owned())),
        is_diaspora: Set(facts.is_diaspora),
        commune_code: Set(facts.commune_code.clone()),
        epci_code: Set(commune.and_then(|commune| commune.parent_code).filter(|_| !facts.is_diaspora)),
        home: Set(facts.home.clone()),
        origin: Set(facts.origin.clone()),
        family_stage: Set(facts.family_stage.map(|stage| stage.to_string())),
        sponsoring_capacity: Set(facts.sponsoring_capacity),
        portrait: Set(facts.portrait.clone()),
        ..Default::default()
    })
}

/// Writes an ambassador down.
///
/// # Errors
/// [`StoreError::Constraint`] when the address is listed already.
pub async fn insert(
    db: &impl ConnectionTrait,
    opening: &Opening<'_>,
    facts: &AmbassadorFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let active = opening.status == AmbassadorStatus::Active;
    let row = ActiveModel {
        id: Set(opening.id),
        status: Set(opening.status.to_string()),
        status_since: Set(opening.on),
        active_since: Set(active.then_some(opening.on)),
        email_key: Set(is_listed(opening.status).then(|| facts.email.to_string())),
        source: Set(opening.source.to_owned()),
        consent_version: Set(domain::ambassadors::CONSENT_VERSION.to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..with_image(opening.image_right, facts_of(db, facts).await?, now)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    set_tags(db, opening.id, facts).await?;
    note(db, (opening.id, None, opening.status), (opening.on, now), (opening.actor_name, None)).await
}

fn with_image(agreed: bool, row: ActiveModel, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        image_version: Set(agreed.then(|| domain::ambassadors::CONSENT_VERSION.to_owned())),
        image_given_at: Set(agreed.then_some(now)),
        ..row
    }
}

/// Replaces what is known of an ambassador who is listed, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when they changed meanwhile, [`StoreError::Constraint`] when the address is another's.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &AmbassadorFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { email_key: Set(Some(facts.email.to_string())), ..facts_of(db, facts).await? };
    save(db, (id, version), row, now).await?;
    tags::Entity::delete_many().filter(tags::Column::AmbassadorId.eq(id)).exec(db).await?;
    set_tags(db, id, facts).await
}

/// Notes that the portrait may be shown from now on, or no longer.
///
/// # Errors
/// [`StoreError::Stale`] when they changed meanwhile.
pub async fn set_image_right(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    agreed: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), with_image(agreed, ActiveModel::default(), now), now).await
}

/// Moves an ambassador to another state and keeps when, by whom and why. Whoever is no longer listed frees the address.
///
/// # Errors
/// [`StoreError::Stale`] when they changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    ambassador: &Ambassador,
    asked: &AmbassadorMove,
    actor_name: &str,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<(), StoreError> {
    let since = match asked.to {
        AmbassadorStatus::Active | AmbassadorStatus::Paused => ambassador.active_since.or(Some(today)),
        _ => None,
    };
    let row = ActiveModel {
        status: Set(asked.to.to_string()),
        status_reason: Set(asked.reason.clone()),
        status_since: Set(today),
        active_since: Set(since),
        email_key: Set(is_listed(asked.to).then(|| ambassador.email.clone())),
        ..Default::default()
    };
    save(db, (ambassador.id, ambassador.version), row, now).await?;
    let (from, to) = (Some(ambassador.status), asked.to);
    note(db, (ambassador.id, from, to), (today, now), (actor_name, asked.reason.as_deref())).await
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    row: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..row };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

async fn set_tags(db: &impl ConnectionTrait, id: Uuid, facts: &AmbassadorFacts) -> Result<(), StoreError> {
    let lists = [
        (KIND, facts.kinds.iter().map(|code| code.as_str()).collect::<Vec<_>>()),
        (COMMITMENT, facts.commitments.iter().map(|code| code.as_str()).collect()),
        (INTEREST, facts.interests.iter().map(|code| code.as_str()).collect()),
        (LANGUAGE, facts.languages.iter().map(|code| code.as_str()).collect()),
    ];
    let rows = lists.into_iter().flat_map(|(kind, codes)| {
        (1..).zip(codes).map(move |(rank, code)| tags::ActiveModel {
            ambassador_id: Set(id),
            kind: Set(kind.to_owned()),
            code: Set(code.to_owned()),
            rank: Set(rank),
        })
    });
    tags::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
