//! Writing campaigns down, their phases with them.

use chrono::{DateTime, Utc};
use domain::campaigns::CampaignFacts;
use domain::codes::{CampaignStatus, TargetGroup};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::campaigns::{ActiveModel, Column, Entity};
use crate::entities::{StringList, campaign_phases};
use crate::versions::{changed, next};

/// Everything but the code, which never changes.
fn facts_of(facts: &CampaignFacts) -> ActiveModel {
    ActiveModel {
        label: Set(facts.label.clone()),
        sort_label: Set(facts.sort_label()),
        search_text: Set(facts.search_text()),
        goal: Set(facts.goal.clone()),
        audience: Set(codes(&facts.audience)),
        starts_on: Set(facts.starts_on),
        ends_on: Set(facts.ends_on),
        budget_cents: Set(facts.budget_cents),
        ..Default::default()
    }
}

fn codes(groups: &[TargetGroup]) -> StringList {
    StringList(groups.iter().map(ToString::to_string).collect())
}

/// Writes a campaign down, in preparation.
///
/// # Errors
/// [`StoreError::Constraint`] when the code is taken.
pub async fn insert(db: &impl ConnectionTrait, facts: &CampaignFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        code: Set(facts.code.clone()),
        status: Set(CampaignStatus::Draft.to_string()),
        archived_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    set_phases(db, id, facts).await?;
    Ok(id)
}

/// Replaces what is known of a campaign read at `version`, except its code. Phases that it no longer has are removed.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &CampaignFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use campaign_phases::Column as Phase;
    save(db, (id, version), facts_of(facts), now).await?;
    campaign_phases::Entity::delete_many()
        .filter(Phase::CampaignId.eq(id))
        .filter(Phase::Id.is_not_in(facts.phases.iter().map(|phase| phase.id)))
        .exec(db)
        .await?;
    set_phases(db, id, facts).await
}

/// Phases keep their ids, so that touchpoints go on naming them.
async fn set_phases(db: &impl ConnectionTrait, campaign_id: Uuid, facts: &CampaignFacts) -> Result<(), StoreError> {
    use campaign_phases::Column as Phase;
    if facts.phases.is_empty() {
        return Ok(());
    }
    let rows = (1..).zip(&facts.phases).map(|(place, phase)| campaign_phases::ActiveModel {
        id: Set(phase.id),
        campaign_id: Set(campaign_id),
        place: Set(place),
        label: Set(phase.label.clone()),
        starts_on: Set(phase.starts_on),
        ends_on: Set(phase.ends_on),
        audience: Set(codes(&phase.audience)),
        call_to_action: Set(phase.call_to_action.clone()),
        budget_cents: Set(phase.budget_cents),
    });
    let facts = [
        Phase::Place,
        Phase::Label,
        Phase::StartsOn,
        Phase::EndsOn,
        Phase::Audience,
        Phase::CallToAction,
        Phase::BudgetCents,
    ];
    let replace = OnConflict::column(Phase::Id).update_columns(facts).to_owned();
    campaign_phases::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Moves a campaign read at `version` to another state.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_status(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    status: CampaignStatus,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), ActiveModel { status: Set(status.to_string()), ..Default::default() }, now).await
}

/// Archives a campaign read at `version`, or takes it out of the archive with `None`.
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

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
