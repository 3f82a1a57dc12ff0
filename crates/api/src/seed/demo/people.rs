//! Partners, accounts and référents of the demonstration.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::accounts::{GrantInput, NewUser};
use domain::codes::{PartnerKind, UserStatus};
use domain::partners::{PartnerFacts, PartnerInput};
use domain::referents::{Absence, ReferentFacts, ReferentInput};
use persistence::users::NewAccount;
use persistence::{DatabaseTransaction, partners, referents, users};
use uuid::Uuid;

use super::PASSWORD;
use super::data::{Account, Partner, People, Referent};
use super::when::Calendar;
use crate::auth::hashing;
use crate::auth::passwords::chosen_password;
use crate::seed::SeedError;

/// How long ago the programme set the accounts up.
const SET_UP_DAYS_AGO: u64 = 600;

/// Everybody who acts in the demonstration, by key.
#[derive(Debug, Default)]
pub(super) struct Cast {
    partners: HashMap<String, Uuid>,
    users: HashMap<String, (Uuid, String)>,
    referents: HashMap<String, Uuid>,
}

impl Cast {
    pub(super) fn partner(&self, key: &str) -> Result<Uuid, SeedError> {
        known(&self.partners, key).copied()
    }

    /// The account and the name of somebody.
    pub(super) fn user(&self, key: &str) -> Result<&(Uuid, String), SeedError> {
        known(&self.users, key)
    }

    pub(super) fn referent(&self, key: &str) -> Result<Uuid, SeedError> {
        known(&self.referents, key).copied()
    }
}

fn known<'a, T>(all: &'a HashMap<String, T>, key: &str) -> Result<&'a T, SeedError> {
    all.get(key).ok_or_else(|| SeedError::Data(format!("nobody is called {key}")))
}

/// A hash per active account, each with its own salt; made before the transaction, because it takes a while.
pub(super) async fn hash_passwords(accounts: &[Account]) -> Result<Vec<Option<String>>, SeedError> {
    let refused = |problem: crate::problem::Problem| SeedError::Data(format!("password: {}", problem.code()));
    let mut hashes = Vec::with_capacity(accounts.len());
    for account in accounts {
        let words = [account.email.as_str(), &account.first_name, &account.last_name];
        let password = chosen_password(PASSWORD, &words, "/password").map_err(refused)?;
        let active = account.status == UserStatus::Active.as_str();
        hashes.push(if active { Some(hashing::hash(&password).await.map_err(refused)?) } else { None });
    }
    Ok(hashes)
}

/// Writes everybody down, in the order of the file: a substitute comes before the one they replace.
pub(super) async fn settle(
    tx: &DatabaseTransaction,
    calendar: &Calendar,
    people: &People,
    hashes: &[Option<String>],
) -> Result<Cast, SeedError> {
    let now = calendar.at(SET_UP_DAYS_AGO, "09:00");
    let mut cast = Cast::default();
    for partner in &people.partners {
        let id = write(tx, &facts_of(partner)?, now).await?;
        cast.partners.insert(partner.key.clone(), id);
    }
    for (account, hash) in people.accounts.iter().zip(hashes) {
        let partner_id = cast.partner(&account.partner)?;
        let new = new_user(account, partner_id)?;
        let status = UserStatus::parse(&account.status).unwrap_or(UserStatus::Disabled);
        let row = NewAccount { identity: &new.identity, grants: &new.grants, status, password_hash: hash.as_deref() };
        let user_id = users::insert(tx, row, now).await?;
        cast.users.insert(account.key.clone(), (user_id, new.identity.display_name()));
        if let Some(referent) = &account.referent {
            let facts = referent_of(calendar, &cast, account, referent)?;
            let id = referents::insert(tx, &facts, now).await?;
            cast.referents.insert(account.key.clone(), id);
        }
    }
    Ok(cast)
}

/// The département is a partner from the start: the demonstration says more of it.
async fn write(tx: &DatabaseTransaction, facts: &PartnerFacts, now: DateTime<Utc>) -> Result<Uuid, SeedError> {
    let known = match facts.kind {
        PartnerKind::Departement => partners::find(tx, partners::DEPARTEMENT).await?,
        _ => None,
    };
    let Some(known) = known else { return Ok(partners::insert(tx, facts, now).await?) };
    partners::update(tx, known.id, known.version, facts, now).await?;
    Ok(known.id)
}

fn facts_of(partner: &Partner) -> Result<PartnerFacts, SeedError> {
    let input = PartnerInput {
        name: partner.name.clone(),
        kind: partner.kind.clone(),
        territories: partner.territories.clone(),
        email: partner.email.clone(),
        phone: partner.phone.clone(),
        website: partner.website.clone(),
        declared_member_count: partner.declared_member_count,
    };
    PartnerFacts::parse(&input).map_err(|errors| SeedError::of(&partner.name, errors))
}

fn new_user(account: &Account, partner_id: Uuid) -> Result<NewUser, SeedError> {
    let grant = GrantInput {
        role: account.role.clone(),
        partner_id: Some(partner_id),
        territories: account.territories.clone(),
        project_types: account.project_types.clone(),
        ..GrantInput::default()
    };
    NewUser::parse(&account.email, &account.first_name, &account.last_name, &[grant])
        .map_err(|errors| SeedError::of(&account.email, errors))
}

fn referent_of(
    calendar: &Calendar,
    cast: &Cast,
    account: &Account,
    referent: &Referent,
) -> Result<ReferentFacts, SeedError> {
    let (user_id, display_name) = cast.user(&account.key)?;
    let away = referent.away.as_ref().map(|away| {
        Ok::<_, SeedError>(Absence {
            from_on: calendar.due(away.from_in_days),
            to_on: calendar.due(away.to_in_days),
            substitute_id: Some(cast.referent(&away.substitute)?),
        })
    });
    let input = ReferentInput {
        user_id: Some(*user_id),
        partner_id: cast.partner(&account.partner)?,
        display_name: display_name.clone(),
        email: Some(account.email.clone()),
        phone: Some(referent.phone.clone()),
        zones: account.territories.clone(),
        project_types: account.project_types.clone(),
        languages: referent.languages.clone(),
        capacity: Some(referent.capacity),
        absences: away.transpose()?.into_iter().collect(),
    };
    ReferentFacts::parse(&input, None).map_err(|errors| SeedError::of(display_name, errors))
}
