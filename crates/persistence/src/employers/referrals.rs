//! Recruits whom employers referred: the request is kept with the others, here is what goes beside it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ProspectScope;
use domain::codes::{ConsentPurpose, ContactRequestStatus, MemberRole, ProspectStatus, SpouseAnswer};
use domain::consents::holds;
use domain::contact_requests::status_at;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::contact_requests::visible;
use crate::entities::employer_referrals::{ActiveModel, Column, Entity, Model};
use crate::entities::{consents, contact_requests, members, prospects};

/// A referral to keep, beside its request.
#[derive(Debug, Clone)]
pub struct NewReferral<'a> {
    /// Its id.
    pub id: Uuid,
    /// The employer.
    pub employer_id: Uuid,
    /// The request of the recruit.
    pub request_id: Uuid,
    /// Day of arrival.
    pub arrival_on: Option<NaiveDate>,
    /// Whether a spouse comes along.
    pub spouse: SpouseAnswer,
    /// Version of the text that the recruit agreed to.
    pub agreement_version: &'a str,
    /// The account that says so.
    pub referred_by: Option<Uuid>,
    /// Its name, which stays when the account goes.
    pub referred_by_name: &'a str,
}

/// Keeps a referral.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, new: NewReferral<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(new.id),
        employer_id: Set(new.employer_id),
        request_id: Set(new.request_id),
        arrival_on: Set(new.arrival_on),
        spouse: Set(new.spouse.to_string()),
        agreement_version: Set(new.agreement_version.to_owned()),
        referred_by: Set(new.referred_by),
        referred_by_name: Set(new.referred_by_name.to_owned()),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Where a request came from, for those who handle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// Day of arrival.
    pub arrival_on: Option<NaiveDate>,
    /// Code of the answer about a spouse.
    pub spouse: String,
    /// Version of the text that the recruit agreed to.
    pub agreement_version: String,
    /// Who collected the agreement.
    pub referred_by_name: String,
    /// When.
    pub referred_at: DateTime<Utc>,
}

/// The referrals behind these requests, by request; the requests of the public form have none.
///
/// # Errors
/// Those of the store.
pub async fn of_requests(
    db: &impl ConnectionTrait,
    requests: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Origin>, StoreError> {
    let rows = Entity::find().filter(Column::RequestId.is_in(requests)).all(db).await?;
    let names = super::names(db, rows.iter().map(|row| row.employer_id)).await?;
    let origin = |row: Model| {
        let employer_name = names.get(&row.employer_id).cloned().unwrap_or_default();
        let origin = Origin {
            employer_id: row.employer_id,
            employer_name,
            arrival_on: row.arrival_on,
            spouse: row.spouse,
            agreement_version: row.agreement_version,
            referred_by_name: row.referred_by_name,
            referred_at: row.created_at,
        };
        (row.request_id, origin)
    };
    Ok(rows.into_iter().map(origin).collect())
}

/// A referral as the employer typed it, and what decides how much of the rest it may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The referral.
    pub id: Uuid,
    /// First name of the recruit.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Day of arrival.
    pub arrival_on: Option<NaiveDate>,
    /// Code of the answer about a spouse.
    pub spouse: String,
    /// Who referred them.
    pub referred_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// State of the request now.
    pub request: ContactRequestStatus,
    /// State of the file, when there is one.
    pub file: Option<ProspectStatus>,
    /// Whether the recruit agrees that the file is shared, now.
    pub agreed_to_share: bool,
}

/// Referrals of an employer whose request lies inside the scope, the latest first.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    scope: &ProspectScope,
    now: DateTime<Utc>,
) -> Result<Vec<Referral>, StoreError> {
    let rows = Entity::find()
        .filter(Column::EmployerId.eq(employer_id))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let requests = contact_requests::Entity::find()
        .filter(contact_requests::Column::Id.is_in(rows.iter().map(|row| row.request_id)))
        .filter(visible(scope))
        .all(db)
        .await?;
    let files: Vec<Uuid> = requests.iter().filter_map(|request| request.prospect_id).collect();
    let states = states_of(db, &files).await?;
    let agreements = Agreements::read(db, &files, now).await?;
    let mut requests: HashMap<Uuid, contact_requests::Model> =
        requests.into_iter().map(|request| (request.id, request)).collect();
    let referral = |row: Model| {
        let request = requests.remove(&row.request_id)?;
        let file = request.prospect_id.and_then(|id| states.get(&id).copied());
        let agreed_to_share = agreements.of(&request);
        let stored = ContactRequestStatus::parse(&request.status).unwrap_or(ContactRequestStatus::Expired);
        Some(Referral {
            id: row.id,
            request: status_at(stored, request.expires_at, now),
            first_name: request.first_name,
            last_name: request.last_name,
            arrival_on: row.arrival_on,
            spouse: row.spouse,
            referred_by_name: row.referred_by_name,
            created_at: row.created_at,
            file,
            agreed_to_share,
        })
    };
    Ok(rows.into_iter().filter_map(referral).collect())
}

async fn states_of(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<HashMap<Uuid, ProspectStatus>, StoreError> {
    let found: Vec<(Uuid, String)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Status])
        .filter(prospects::Column::Id.is_in(files.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().filter_map(|(id, status)| Some((id, ProspectStatus::parse(&status)?))).collect())
}

/// Who agrees, now, that their file is shared.
struct Agreements {
    people: Vec<members::Model>,
    given: Vec<consents::Model>,
}

impl Agreements {
    async fn read(db: &impl ConnectionTrait, files: &[Uuid], now: DateTime<Utc>) -> Result<Agreements, StoreError> {
        let people = members::Entity::find().filter(members::Column::ProspectId.is_in(files.iter().copied()));
        let given = consents::Entity::find()
            .filter(consents::Column::ProspectId.is_in(files.iter().copied()))
            .filter(consents::Column::Purpose.eq(ConsentPurpose::ShareWithPartners.as_str()));
        let mut given = given.all(db).await?;
        given.retain(|row| holds(row.withdrawn_at, row.expires_at, now));
        Ok(Agreements { people: people.all(db).await?, given })
    }

    /// Whether the recruit behind a request agrees: the very person, or the household as a whole; the agreement of
    /// another adult does not stand for theirs.
    fn of(&self, request: &contact_requests::Model) -> bool {
        let Some(file) = request.prospect_id else { return false };
        let household = || self.people.iter().filter(|person| person.prospect_id == file);
        let same = |own: &Option<String>, asked: &Option<String>| own.is_some() && own == asked;
        let recruit = household()
            .find(|person| same(&person.email_key, &request.email_key) || same(&person.phone, &request.phone))
            .or_else(|| household().find(|person| person.role == MemberRole::Lead.as_str()));
        self.given
            .iter()
            .filter(|row| row.prospect_id == file)
            .any(|row| row.member_id.is_none() || row.member_id == recruit.map(|person| person.id))
    }
}
