//! The demonstration: every screen has something to show, nobody in it exists.
//!
//! What happens to whom stands in `data/demo`; here it is lived through with the functions that the API uses, in one
//! transaction, counting back from today.

mod ambassadors;
mod campaigns;
mod data;
mod directory;
mod duplicates;
mod employer_space;
mod employers;
mod endowments;
mod events;
mod households;
mod job_alerts;
mod job_offers;
mod journal;
mod kit;
mod opening;
mod people;
mod proposals;
mod reports;
mod requests;
mod stands;
mod steering;
mod surveys;
mod targets;
mod when;

use persistence::{StoreError, users};
use uuid::Uuid;

use super::SeedError;
use crate::state::AppState;
use ambassadors::Ambassadors;
use campaigns::Campaigns;
pub(super) use data::read;
use data::{Households, People, Requests};
use directory::Directory;
use employer_space::Space;
use employers::Network;
use events::Events;
use job_alerts::Alerts;
use journal::Journal;
use kit::Kit;
use stands::Stands;
use surveys::Surveys;
use when::Calendar;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "noyer-truffe-dolmen-lavande";

/// An account to sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Address to sign in with.
    pub email: String,
    /// Whose it is, in French.
    pub whose: String,
}

/// What filling in did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The database was empty and holds this many files now.
    Seeded {
        /// Files of households.
        households: usize,
    },
    /// The demonstration is there already; nothing was done.
    AlreadyThere,
    /// The database holds accounts of real people: a demonstration with a known password does not belong there.
    NotEmpty,
}

/// The accounts shown to whoever starts the demonstration.
///
/// # Errors
/// [`SeedError::Data`] when the files cannot be read.
pub fn demo_accounts() -> Result<Vec<DemoAccount>, SeedError> {
    let people = People::read()?;
    let shown = people.accounts.into_iter().filter_map(|account| {
        let whose = format!("{} {}, {}", account.first_name, account.last_name, account.demo?);
        Some(DemoAccount { email: account.email, whose })
    });
    Ok(shown.chain(Network::read()?.accounts()).collect())
}

/// A référent of the demonstration.
#[derive(Debug, Clone)]
pub(super) struct Available {
    pub(super) referent_id: Uuid,
    pub(super) user_id: Uuid,
    pub(super) territories: Vec<String>,
}

/// Fills an empty database in one transaction; any other is left as it is.
///
/// # Errors
/// [`SeedError`]; nothing is filled in then.
pub async fn seed(state: &AppState) -> Result<Outcome, SeedError> {
    let people = People::read()?;
    if let Some(outcome) = in_use(state, &people).await? {
        return Ok(outcome);
    }
    let households = Households::read()?.households;
    let requests = Requests::read()?.requests;
    let directory = Directory::read()?;
    let network = Network::read()?;
    let (kit, surveys, events) = (Kit::read()?, Surveys::read()?, Events::read()?);
    let (space, alerts, campaigns, stand) = (Space::read()?, Alerts::read()?, Campaigns::read()?, Stands::read()?);
    let friends = Ambassadors::read()?;
    let employer_hash = network.hash_password().await?;
    let calendar = Calendar::of(&state.clock);
    let hashes = people::hash_passwords(&people.accounts).await?;
    let tx = state.store.begin().await?;
    let cast = people::settle(&tx, &calendar, &people, &hashes).await?;
    let count = households.len();
    let journal = Journal::default();
    let vacancies = households::live((&tx, &journal), &calendar, &cast, households).await?;
    requests::send((&tx, &journal), &calendar, requests).await?;
    directory::fill((&tx, &journal), &calendar, directory).await?;
    employers::fill((&tx, &journal), (&calendar, &cast), network, &employer_hash).await?;
    kit::fill((&tx, &journal), (&calendar, &cast), kit).await?;
    surveys::fill((&tx, &journal), (&calendar, &cast), surveys).await?;
    let known = events::fill((&tx, &journal), (&calendar, &cast), events).await?;
    campaigns::fill((&tx, &journal), (&calendar, &cast), campaigns).await?;
    stands::open(state, (&tx, &journal), (&calendar, &cast, &known), stand).await?;
    employer_space::fill((&tx, &journal), &calendar, space).await?;
    job_alerts::fill((&tx, &journal), &calendar, alerts).await?;
    ambassadors::fill((&tx, &journal), (&calendar, &cast), friends).await?;
    endowments::fill((&tx, &journal), (&calendar, &cast)).await?;
    targets::fill((&tx, &journal), (&calendar, &cast)).await?;
    steering::fill((&tx, &journal), (&calendar, &cast, &known)).await?;
    duplicates::open((&tx, &journal), (&calendar, &cast)).await?;
    reports::fill((&tx, &journal), (&calendar, &cast)).await?;
    proposals::ask(state, &tx, &journal, vacancies).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Outcome::Seeded { households: count })
}

/// Writes down the people of the demonstration without any household; tells the référents, or why nothing was done.
///
/// # Errors
/// [`SeedError`]; nobody is written down then.
pub(super) async fn settle(state: &AppState) -> Result<Result<Vec<Available>, Outcome>, SeedError> {
    let people = People::read()?;
    if let Some(outcome) = in_use(state, &people).await? {
        return Ok(Err(outcome));
    }
    let calendar = Calendar::of(&state.clock);
    let hashes = people::hash_passwords(&people.accounts).await?;
    let tx = state.store.begin().await?;
    let cast = people::settle(&tx, &calendar, &people, &hashes).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let mut available = vec![];
    for account in people.accounts.iter().filter(|account| account.referent.is_some()) {
        available.push(Available {
            referent_id: cast.referent(&account.key)?,
            user_id: cast.user(&account.key)?.0,
            territories: account.territories.clone(),
        });
    }
    Ok(Ok(available))
}

/// Why the database must be left as it is, if it must.
async fn in_use(state: &AppState, people: &People) -> Result<Option<Outcome>, SeedError> {
    let known = people.accounts.iter().map(|account| account.email.as_str()).next().unwrap_or_default();
    if users::find_by_email(state.store.reader(), known).await?.is_some() {
        return Ok(Some(Outcome::AlreadyThere));
    }
    let used = users::count(state.store.reader(), &users::UserFilter::default()).await? > 0;
    Ok(used.then_some(Outcome::NotEmpty))
}
