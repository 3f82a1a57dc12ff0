//! Writing employers down.

use chrono::{DateTime, Utc};
use domain::employers::EmployerFacts;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::employer_networks;
use crate::entities::employers::{ActiveModel, Column, Entity};
use crate::versions::changed;

/// The commune of an employer, by name and intercommunalité.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seat {
    /// Name of the commune.
    pub commune_name: Option<String>,
    /// Its intercommunalité.
    pub epci_code: Option<String>,
}

async fn seat_of(db: &impl ConnectionTrait, facts: &EmployerFacts) -> Result<Seat, StoreError> {
    let Some(code) = &facts.commune_code else { return Ok(Seat::default()) };
    let commune_name = crate::territories::find(db, code).await?.map(|commune| commune.name);
    Ok(Seat { commune_name, epci_code: crate::territories::epci_of(db, code).await? })
}

fn facts_of(facts: &EmployerFacts, seat: Seat) -> ActiveModel {
    let (activity_code, activity_nomenclature) = facts.activity.clone().unzip();
    ActiveModel {
        siret: Set(facts.siret.to_string()),
        siret_reason: Set(facts.siret_reason.clone()),
        name: Set(facts.name.clone()),
        sort_name: Set(facts.sort_name()),
        search_text: Set(facts.search_text(seat.commune_name.as_deref())),
        kind: Set(facts.kind.to_string()),
        activity_code: Set(activity_code),
        activity_nomenclature: Set(activity_nomenclature),
        headcount_band: Set(facts.headcount_band.map(|band| band.to_string())),
        address: Set(facts.address.clone()),
        commune_code: Set(facts.commune_code.clone()),
        epci_code: Set(seat.epci_code),
        website: Set(facts.website.clone()),
        description: Set(facts.description.clone()),
        ..Default::default()
    }
}

/// Makes an employer known.
///
/// # Errors
/// [`StoreError::Constraint`] on `siret` when the number is known already.
pub async fn insert(db: &impl ConnectionTrait, facts: &EmployerFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts, seat_of(db, facts).await?)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    set_networks(db, id, &facts.networks).await?;
    Ok(id)
}

/// Replaces what is known of an employer read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; [`StoreError::Constraint`] as [`insert`].
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &EmployerFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(facts, seat_of(db, facts).await?), now).await?;
    crate::job_offers::rename_employer(db, id, &facts.name).await?;
    employer_networks::Entity::delete_many().filter(employer_networks::Column::EmployerId.eq(id)).exec(db).await?;
    set_networks(db, id, &facts.networks).await
}

/// Archives an employer read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
}

async fn set_networks(db: &impl ConnectionTrait, employer_id: Uuid, networks: &[Uuid]) -> Result<(), StoreError> {
    if networks.is_empty() {
        return Ok(());
    }
    let rows = networks.iter().map(|&partner_id| employer_networks::ActiveModel {
        employer_id: Set(employer_id),
        partner_id: Set(partner_id),
    });
    employer_networks::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

pub(super) async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
