//! The people of the network who work with the tool: who they are and what they may do on a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::{Actor, FilePlace, Grant};
use domain::codes::{AssignmentStatus, UserStatus};
use domain::mentions::may_be_mentioned;
use domain::referents::Absence;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{assignments, referents, users};
use crate::prospects::Prospect;
use crate::referents::absences_of;
use crate::users::grants_of;
use crate::{StoreError, partners};

/// Somebody with an active account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// First name.
    pub first_name: String,
    /// First and last name.
    pub name: String,
    /// Address for mails.
    pub email: String,
    /// Name of the partner for whom they work.
    pub partner_name: Option<String>,
    /// The account, the référents they are, the grants that hold on the day.
    pub actor: Actor,
}

/// Everybody with an active account, by name, with what holds on `today`.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Colleague>, StoreError> {
    let active = users::Entity::find().filter(users::Column::Status.eq(UserStatus::Active.as_str()));
    let rows = active.order_by_asc(users::Column::SortName).order_by_asc(users::Column::Id).all(db).await?;
    complete(db, rows, today).await
}

/// Everybody who may open a file, by name.
///
/// # Errors
/// Those of the store.
pub async fn who_see(
    db: &impl ConnectionTrait,
    file: &Prospect,
    today: NaiveDate,
) -> Result<Vec<Colleague>, StoreError> {
    let open = [AssignmentStatus::Proposed, AssignmentStatus::Accepted].map(AssignmentStatus::as_str);
    let assigned_referents: Vec<Uuid> = assignments::Entity::find()
        .select_only()
        .column(assignments::Column::ReferentId)
        .filter(assignments::Column::ProspectId.eq(file.id))
        .filter(assignments::Column::Status.is_in(open))
        .into_tuple()
        .all(db)
        .await?;
    let place = FilePlace {
        epci_code: file.epci_code.as_deref(),
        first_wish_code: file.facts.wished_territories.first().map(String::as_str),
        project_types: file.facts.project_types.iter().map(|kind| kind.as_str()).collect(),
        assigned_referents,
    };
    let everybody = list(db, today).await?;
    Ok(everybody.into_iter().filter(|colleague| may_be_mentioned(&colleague.actor, &place)).collect())
}

/// The référents who work with the tool: not archived, with an active account; with their absences that touch `day`.
///
/// # Errors
/// Those of the store.
pub async fn referents_on(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<(Uuid, Vec<Absence>)>, StoreError> {
    let active = Query::select()
        .column(users::Column::Id)
        .from(users::Entity)
        .and_where(users::Column::Status.eq(UserStatus::Active.as_str()))
        .take();
    let ids: Vec<Uuid> = referents::Entity::find()
        .select_only()
        .column(referents::Column::Id)
        .filter(referents::Column::ArchivedAt.is_null())
        .filter(referents::Column::UserId.in_subquery(active))
        .order_by_asc(referents::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut absences = absences_of(db, &ids).await?;
    let mut touching = |id: &Uuid| {
        let mut own = absences.remove(id).unwrap_or_default();
        own.retain(|absence| absence.covers(day));
        own
    };
    Ok(ids.iter().map(|id| (*id, touching(id))).collect())
}

/// The holder of an active account, with what holds on `today`.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, user_id: Uuid, today: NaiveDate) -> Result<Option<Colleague>, StoreError> {
    let active = users::Entity::find_by_id(user_id).filter(users::Column::Status.eq(UserStatus::Active.as_str()));
    let row = active.one(db).await?;
    Ok(complete(db, row.into_iter().collect(), today).await?.pop())
}

/// Accounts with their grants, their référents and their partners, one query each.
async fn complete(
    db: &impl ConnectionTrait,
    rows: Vec<users::Model>,
    today: NaiveDate,
) -> Result<Vec<Colleague>, StoreError> {
    let mut grants: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    for (user_id, grant) in grants_of(db, rows.iter().map(|row| row.id)).await? {
        if grant.holds_on(today) {
            grants.entry(user_id).or_default().push(grant);
        }
    }
    let posts = posts_of(db, rows.iter().map(|row| row.id)).await?;
    let given = grants.values().flatten().filter_map(|grant| grant.partner_id);
    let names = partners::names(db, posts.values().map(|post| post.1).chain(given)).await?;
    let colleague = |row: users::Model| {
        let post = posts.get(&row.id);
        let own = grants.remove(&row.id).unwrap_or_default();
        let partner = post.map(|post| post.1).or_else(|| own.iter().find_map(|grant| grant.partner_id));
        Colleague {
            name: format!("{} {}", row.first_name, row.last_name),
            first_name: row.first_name,
            email: row.email,
            partner_name: partner.and_then(|id| names.get(&id).cloned()),
            actor: Actor { user_id: row.id, referent_ids: post.map(|post| post.0).into_iter().collect(), grants: own },
        }
    };
    Ok(rows.into_iter().map(colleague).collect())
}

/// The référent that each account is, with their partner; an account is one référent at a time.
async fn posts_of(
    db: &impl ConnectionTrait,
    user_ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (Uuid, Uuid)>, StoreError> {
    let found: Vec<(Option<Uuid>, Uuid, Uuid)> = referents::Entity::find()
        .select_only()
        .columns([referents::Column::UserId, referents::Column::Id, referents::Column::PartnerId])
        .filter(referents::Column::UserId.is_in(user_ids))
        .filter(referents::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().filter_map(|(user_id, id, partner_id)| Some((user_id?, (id, partner_id)))).collect())
}
