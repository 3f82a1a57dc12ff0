//! Files that may resemble one: found by an index each (address, phone, whole name, place and beginning of the name), so
//! that nobody compares every file with every other.

use std::collections::{BTreeMap, BTreeSet};

use domain::codes::{MemberRole, ProspectStatus};
use domain::duplicates::{Likeness, Traits, compare, prefix_of};
use domain::stands::Met;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{members, prospects};

/// Files looked at by each way at most: more than that share a phone of a switchboard, not a household.
const MOST: u64 = 200;
/// The end of all names that begin alike: no letter sorts after it.
const LAST_LETTER: char = '\u{10FFFF}';

/// The files that resemble `id` enough for somebody to look, the most alike first.
///
/// # Errors
/// Those of the store.
pub async fn likely(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<(Uuid, Likeness)>, StoreError> {
    let Some(own) = prospects::Entity::find_by_id(id).filter(living()).one(db).await? else { return Ok(vec![]) };
    let people = adults(db, &[id]).await?.remove(&id).unwrap_or_default();
    let mut others = sharing_contact(db, &people).await?;
    others.extend(sharing_name(db, &own).await?);
    others.remove(&id);
    let others: Vec<Uuid> = others.into_iter().collect();
    let own = Traits { people, postal_code: own.postal_code };
    let mut found: Vec<(Uuid, Likeness)> = traits_of(db, &others)
        .await?
        .into_iter()
        .map(|(other, traits)| (other, compare(&own, &traits)))
        .filter(|(_, likeness)| likeness.is_probable())
        .collect();
    found.sort_by_key(|(other, likeness)| (std::cmp::Reverse(likeness.score), *other));
    Ok(found)
}

/// The files after `after` by their ids, at most `limit`: all of them in turn.
///
/// # Errors
/// Those of the store.
pub async fn next_files(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    import_id: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Uuid>, StoreError> {
    let mut query = prospects::Entity::find().select_only().column(prospects::Column::Id).filter(living());
    if let Some(after) = after {
        query = query.filter(prospects::Column::Id.gt(after));
    }
    if let Some(import_id) = import_id {
        query = query.filter(prospects::Column::ImportId.eq(import_id));
    }
    Ok(query.order_by_asc(prospects::Column::Id).limit(limit).into_tuple().all(db).await?)
}

/// Files that are neither put away, nor merged, nor erased.
pub(super) fn living() -> Condition {
    let gone = [ProspectStatus::Merged, ProspectStatus::Anonymised].map(ProspectStatus::as_str);
    Condition::all().add(prospects::Column::ArchivedAt.is_null()).add(prospects::Column::Status.is_not_in(gone))
}

async fn sharing_contact(db: &impl ConnectionTrait, people: &[Met]) -> Result<BTreeSet<Uuid>, StoreError> {
    let emails: Vec<&str> = people.iter().filter_map(|one| one.email.as_deref()).collect();
    let phones: Vec<&str> = people.iter().filter_map(|one| one.phone.as_deref()).collect();
    let mut found = BTreeSet::new();
    for (column, values) in [(members::Column::EmailKey, emails), (members::Column::Phone, phones)] {
        if values.is_empty() {
            continue;
        }
        let ids: Vec<Uuid> = members::Entity::find()
            .select_only()
            .column(members::Column::ProspectId)
            .filter(column.is_in(values))
            .order_by_asc(members::Column::Id)
            .limit(MOST)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(ids);
    }
    Ok(found)
}

async fn sharing_name(db: &impl ConnectionTrait, own: &prospects::Model) -> Result<BTreeSet<Uuid>, StoreError> {
    use prospects::Column;
    let mut ways = vec![];
    if !own.sort_name.is_empty() {
        ways.push(Condition::all().add(Column::SortName.eq(own.sort_name.as_str())));
    }
    if let (Some(code), Some(prefix)) = (&own.postal_code, prefix_of(&own.sort_name)) {
        let alike = Column::SortName.between(prefix.clone(), format!("{prefix}{LAST_LETTER}"));
        ways.push(Condition::all().add(Column::PostalCode.eq(code.as_str())).add(alike));
    }
    let mut found = BTreeSet::new();
    for way in ways {
        let query = prospects::Entity::find().select_only().column(Column::Id).filter(way).filter(living());
        let ids: Vec<Uuid> = query.order_by_asc(Column::SortName).limit(MOST).into_tuple().all(db).await?;
        found.extend(ids);
    }
    Ok(found)
}

async fn traits_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Traits>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let codes: Vec<(Uuid, Option<String>)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::PostalCode])
        .filter(prospects::Column::Id.is_in(ids.iter().copied()))
        .filter(living())
        .into_tuple()
        .all(db)
        .await?;
    let mut people = adults(db, ids).await?;
    let traits = |(id, postal_code)| (id, Traits { people: people.remove(&id).unwrap_or_default(), postal_code });
    Ok(codes.into_iter().map(traits).collect())
}

async fn adults(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Met>>, StoreError> {
    let rows = members::Entity::find()
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(members::Column::Role.ne(MemberRole::Child.as_str()))
        .order_by_asc(members::Column::Id)
        .all(db)
        .await?;
    let mut all: BTreeMap<Uuid, Vec<Met>> = BTreeMap::new();
    for row in rows {
        let met = Met::new(
            row.email_key.as_deref(),
            row.phone.as_deref(),
            row.first_name.as_deref(),
            row.last_name.as_deref(),
        );
        all.entry(row.prospect_id).or_default().push(met);
    }
    Ok(all)
}
