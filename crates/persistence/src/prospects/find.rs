//! One file, read whole.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ProspectScope;
use domain::codes::{
    ClosingReason, Horizon, HouseholdKind, HousingWish, Language, LotLink, Maturity, Motive, Obstacle, ProjectType,
    ProspectStatus, Source, TargetGroup,
};
use domain::prospects::{Facts, NextAction, Situation};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::filter::TagKind;
use super::scope::visible;
use crate::StoreError;
use crate::entities::prospects::{Column, Entity, Model};
use crate::entities::{assignments, installations, members, prospect_tags, prospect_wishes};

/// A file with its facts; people and work on it are loaded by their own features.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospect {
    /// Id.
    pub id: Uuid,
    /// Human number.
    pub number: String,
    /// State.
    pub status: ProspectStatus,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// What is known of the household.
    pub facts: Facts,
    /// EPCI of the first wish.
    pub epci_code: Option<String>,
    /// When a person last spoke with the household.
    pub last_contact_by_person_at: Option<DateTime<Utc>>,
    /// Why the file was closed.
    pub closing_reason: Option<ClosingReason>,
    /// The same in words.
    pub closing_comment: Option<String>,
    /// Since when it waits in the programme's pool.
    pub pool_since: Option<DateTime<Utc>>,
    /// Code of why it does.
    pub pool_reason: Option<String>,
    /// Name of the lead.
    pub lead_name: String,
    /// The file of which this one is a double.
    pub duplicate_of: Option<Uuid>,
    /// The file that took this one in.
    pub merged_into_id: Option<Uuid>,
    /// Import that brought the file.
    pub import_id: Option<Uuid>,
    /// When the file was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version.
    pub version: i32,
}

/// The file `id`, if it is inside `scope`.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, scope: &ProspectScope, id: Uuid) -> Result<Option<Prospect>, StoreError> {
    let found = Entity::find_by_id(id).filter(visible(scope)).one(db).await?;
    let Some(row) = found else { return Ok(None) };
    let tags = prospect_tags::Entity::find()
        .filter(prospect_tags::Column::ProspectId.eq(row.id))
        .order_by_asc(prospect_tags::Column::Rank)
        .all(db)
        .await?;
    let wishes = prospect_wishes::Entity::find()
        .filter(prospect_wishes::Column::ProspectId.eq(row.id))
        .order_by_asc(prospect_wishes::Column::Rank)
        .all(db)
        .await?;
    Ok(Some(prospect_of(row, &tags, wishes)))
}

/// The file `id`, if it is inside `scope`; nobody else changes it before the transaction ends.
///
/// # Errors
/// Those of the store.
pub async fn find_locked(
    tx: &DatabaseTransaction,
    scope: &ProspectScope,
    id: Uuid,
) -> Result<Option<Prospect>, StoreError> {
    // On SQLite the transaction holds the only writer already.
    let locked: Option<Uuid> =
        Entity::find_by_id(id).select_only().column(Column::Id).lock_exclusive().into_tuple().one(tx).await?;
    if locked.is_none() {
        return Ok(None);
    }
    find(tx, scope, id).await
}

fn prospect_of(row: Model, tags: &[prospect_tags::Model], wishes: Vec<prospect_wishes::Model>) -> Prospect {
    let wished_territories = wishes.into_iter().map(|wish| wish.territory_code).collect();
    let facts = facts_of(&row, tags, wished_territories);
    Prospect {
        id: row.id,
        number: row.number,
        // The database checks the states, so that another one cannot stand there.
        status: ProspectStatus::parse(&row.status).unwrap_or(ProspectStatus::Anonymised),
        status_since: row.status_since,
        facts,
        epci_code: row.epci_code,
        last_contact_by_person_at: row.last_contact_by_person_at,
        closing_reason: row.closing_reason.as_deref().and_then(ClosingReason::parse),
        closing_comment: row.closing_comment,
        pool_since: row.pool_since,
        pool_reason: row.pool_reason,
        lead_name: row.lead_name,
        duplicate_of: row.duplicate_of,
        merged_into_id: row.merged_into_id,
        import_id: row.import_id,
        archived_at: row.archived_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    }
}

fn facts_of(row: &Model, tags: &[prospect_tags::Model], wished_territories: Vec<String>) -> Facts {
    let one = |code: &Option<String>| code.clone().unwrap_or_default();
    let label = row.next_action_label.clone();
    Facts {
        source: Source::parse(&row.source).unwrap_or(Source::Other),
        source_detail: row.source_detail.clone(),
        campaign: row.campaign.clone(),
        touchpoint_id: row.touchpoint_id,
        event_id: row.event_id,
        household_kind: HouseholdKind::parse(&one(&row.household_kind)),
        language: Language::parse(&one(&row.language)),
        country: row.country.clone(),
        postal_code: row.postal_code.clone(),
        city: row.city.clone(),
        lot_link: LotLink::parse(&one(&row.lot_link)),
        target_group: TargetGroup::parse(&one(&row.target_group)),
        project_types: of_kind(tags, TagKind::ProjectType, ProjectType::parse),
        maturity: Maturity::parse(&one(&row.maturity)),
        horizon: Horizon::parse(&one(&row.horizon)),
        wished_territories,
        territory_indifferent: row.territory_indifferent,
        motives: of_kind(tags, TagKind::Motive, Motive::parse),
        obstacles: of_kind(tags, TagKind::Obstacle, Obstacle::parse),
        housing_wish: HousingWish::parse(&one(&row.housing_wish)),
        housing_comment: row.housing_comment.clone(),
        message: row.message.clone(),
        next_action: row.next_action_on.map(|on| NextAction {
            label: label.unwrap_or_default(),
            on,
            assignee_id: row.next_action_assignee_id,
        }),
    }
}

fn of_kind<T>(tags: &[prospect_tags::Model], kind: TagKind, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    tags.iter().filter(|tag| tag.kind == kind.as_str()).filter_map(|tag| parse(&tag.code)).collect()
}

/// What the state machine needs to know of a file.
///
/// # Errors
/// Those of the store.
pub async fn situation(db: &impl ConnectionTrait, file: &Prospect, today: NaiveDate) -> Result<Situation, StoreError> {
    let installation = installations::Entity::find()
        .filter(installations::Column::ProspectId.eq(file.id))
        .filter(installations::Column::VoidedAt.is_null())
        .one(db)
        .await?;
    let accepted = assignments::Entity::find()
        .filter(assignments::Column::ProspectId.eq(file.id))
        .filter(assignments::Column::Role.eq("territorial"))
        .filter(assignments::Column::Status.eq("accepted"))
        .count(db)
        .await?;
    Ok(Situation {
        status: file.status,
        status_since: file.status_since,
        has_territorial_referent: accepted > 0,
        six_month_check_on: installation.as_ref().and_then(|installation| installation.six_month_check_on),
        has_installation: installation.is_some(),
        next_action: file.facts.next_action.clone(),
        today,
    })
}

/// The open file, archived ones apart, of somebody with one of these e-mail addresses or phone numbers: the oldest
/// when there are several. It may lie outside the scope of who asks: tell nothing of it without [`find`].
///
/// # Errors
/// Those of the store.
pub async fn duplicate_of(
    db: &impl ConnectionTrait,
    email_keys: &[String],
    phones: &[String],
) -> Result<Option<Uuid>, StoreError> {
    if email_keys.is_empty() && phones.is_empty() {
        return Ok(None);
    }
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let reachable = Condition::any()
        .add(members::Column::EmailKey.is_in(email_keys.iter().map(String::as_str)))
        .add(members::Column::Phone.is_in(phones.iter().map(String::as_str)));
    let found: Option<Uuid> = members::Entity::find()
        .inner_join(Entity)
        .select_only()
        .column(members::Column::ProspectId)
        .filter(reachable)
        .filter(Column::Status.is_in(open))
        .filter(Column::ArchivedAt.is_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(members::Column::ProspectId)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}
