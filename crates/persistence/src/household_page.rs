//! Who follows their file on the page of the household, and whom to tell when they change it.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{AssignmentStatus, HouseholdStage, MemberRole, ProspectStatus, UserStatus};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::entities::{assignments, members, partners, prospects, referents, users};
use crate::{StoreError, merges};

/// A member of a household who can be written to, and so sent the link to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// The file.
    pub prospect_id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// First name, when the file knows it.
    pub first_name: Option<String>,
    /// Address as written.
    pub email: String,
    /// The same as compared: a link is good as long as it stays this one.
    pub email_key: String,
}

/// A [`Follower`] with what ranks them.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    prospect_id: Uuid,
    role: String,
    first_name: Option<String>,
    email: String,
    email_key: String,
    status: String,
    opened_at: DateTime<Utc>,
}

/// Members with an address, of files that are not put away.
fn followers() -> Select<members::Entity> {
    members::Entity::find()
        .inner_join(prospects::Entity)
        .select_only()
        .columns([members::Column::Id, members::Column::ProspectId, members::Column::Role, members::Column::FirstName])
        .columns([members::Column::Email, members::Column::EmailKey])
        .column(prospects::Column::Status)
        .column_as(prospects::Column::CreatedAt, "opened_at")
        .filter(members::Column::EmailKey.is_not_null())
        .filter(prospects::Column::ArchivedAt.is_null())
}

/// The first by `rank` of those whose file has a page.
async fn first<K: Ord>(
    db: &impl ConnectionTrait,
    select: Select<members::Entity>,
    rank: impl Fn(ProspectStatus, &Row) -> K,
) -> Result<Option<Follower>, StoreError> {
    let rows: Vec<Row> = select.into_model().all(db).await?;
    let ranked = rows.into_iter().filter_map(|row| {
        let status = ProspectStatus::parse(&row.status)?;
        HouseholdStage::of(status).map(|_| (rank(status, &row), row))
    });
    let found = ranked.min_by(|(left, _), (right, _)| left.cmp(right));
    Ok(found.map(|(_, row)| Follower {
        prospect_id: row.prospect_id,
        member_id: row.id,
        first_name: row.first_name,
        email: row.email,
        email_key: row.email_key,
    }))
}

/// This member of this file, unless the file is put away or has no page any more.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    member_id: Uuid,
) -> Result<Option<Follower>, StoreError> {
    let this = followers().filter(members::Column::Id.eq(member_id)).filter(prospects::Column::Id.eq(prospect_id));
    match first(db, this, |_, row| row.id).await? {
        Some(found) => Ok(Some(found)),
        None => in_kept_file(db, prospect_id, member_id).await,
    }
}

/// The same person in the file that took this one in: links that were mailed before a merge stay good.
async fn in_kept_file(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    member_id: Uuid,
) -> Result<Option<Follower>, StoreError> {
    let Some((kept_id, _)) = merges::merged_into(db, prospect_id).await? else { return Ok(None) };
    let Some(member) = members::Entity::find_by_id(member_id).one(db).await? else { return Ok(None) };
    let Some(email_key) = member.email_key.filter(|_| [prospect_id, kept_id].contains(&member.prospect_id)) else {
        return Ok(None);
    };
    find_in_file(db, kept_id, &email_key).await
}

/// Whoever has this address: in their open file, else in their newest one.
///
/// # Errors
/// Those of the store.
pub async fn find_by_email(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<Follower>, StoreError> {
    let theirs = followers().filter(members::Column::EmailKey.eq(email_key));
    first(db, theirs, |status, row| (!status.is_open(), Reverse((row.opened_at, row.id)))).await
}

/// The member of this file with this address.
///
/// # Errors
/// Those of the store.
pub async fn find_in_file(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    email_key: &str,
) -> Result<Option<Follower>, StoreError> {
    let theirs = followers().filter(prospects::Column::Id.eq(prospect_id));
    first(db, theirs.filter(members::Column::EmailKey.eq(email_key)), |_, row| row.id).await
}

/// The member to write to about the whole household: the lead, else the partner, else any other.
///
/// # Errors
/// Those of the store.
pub async fn find_to_tell(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Option<Follower>, StoreError> {
    let all = followers().filter(prospects::Column::Id.eq(prospect_id));
    let place = |role: &str| match MemberRole::parse(role) {
        Some(MemberRole::Lead) => 0,
        Some(MemberRole::Partner) => 1,
        _ => 2,
    };
    first(db, all, |_, row| (place(&row.role), row.id)).await
}

/// The addresses of the people of a file, as compared.
///
/// # Errors
/// Those of the store.
pub async fn addresses(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<String>, StoreError> {
    let theirs = members::Entity::find()
        .select_only()
        .column(members::Column::EmailKey)
        .filter(members::Column::ProspectId.eq(prospect_id))
        .filter(members::Column::EmailKey.is_not_null());
    Ok(theirs.into_tuple().all(db).await?)
}

/// How a household reaches a référent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reachable {
    /// Number to call.
    pub phone: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
}

/// How these référents are reached: what they give themselves, else what their partner does. The address with which
/// somebody signs in is theirs alone.
///
/// # Errors
/// Those of the store.
pub async fn reachable(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Reachable>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = referents::Entity::find()
        .find_also_related(partners::Entity)
        .filter(referents::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let ways = rows.into_iter().map(|(referent, partner)| {
        let (partner_phone, partner_email) = partner.map(|partner| (partner.phone, partner.email)).unwrap_or_default();
        let own = referent.phone.is_some() || referent.email.is_some();
        let way = if own {
            Reachable { phone: referent.phone, email: referent.email }
        } else {
            Reachable { phone: partner_phone, email: partner_email }
        };
        (referent.id, way)
    });
    Ok(ways.collect())
}

/// A référent who accompanies a household, to be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accompanying {
    /// What to call them.
    pub name: String,
    /// Address of theirs, else of their account.
    pub email: String,
}

/// Everybody who has accepted the file and can be written to, each once.
///
/// # Errors
/// Those of the store.
pub async fn accompanying(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Accompanying>, StoreError> {
    let ids: Vec<Uuid> = assignments::Entity::find()
        .select_only()
        .column(assignments::Column::ReferentId)
        .filter(assignments::Column::ProspectId.eq(prospect_id))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Accepted.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let people = referents::Entity::find()
        .filter(referents::Column::Id.is_in(ids))
        .filter(referents::Column::ArchivedAt.is_null())
        .order_by_asc(referents::Column::Id)
        .all(db)
        .await?;
    let accounts: HashMap<Uuid, users::Model> = users::Entity::find()
        .filter(users::Column::Id.is_in(people.iter().filter_map(|referent| referent.user_id)))
        .filter(users::Column::Status.eq(UserStatus::Active.as_str()))
        .all(db)
        .await?
        .into_iter()
        .map(|user| (user.id, user))
        .collect();
    let mut found: Vec<Accompanying> = vec![];
    for referent in people {
        let account = referent.user_id.and_then(|id| accounts.get(&id));
        let Some(email) = referent.email.or_else(|| account.map(|user| user.email.clone())) else { continue };
        if !found.iter().any(|known| known.email == email) {
            let name = account.map_or(referent.display_name, |user| user.first_name.clone());
            found.push(Accompanying { name, email });
        }
    }
    Ok(found)
}
