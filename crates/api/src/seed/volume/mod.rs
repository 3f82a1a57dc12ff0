//! As many households as wished, to see how the server bears a great many files.
//!
//! Made of the words of `data/demo/volume.toml` by a chance that always falls the same way, on the real communes, over
//! the seven years before today. The people who work on them are those of the demonstration.

mod chance;
mod household;
mod life;
mod words;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use domain::codes::TerritoryKind;
use domain::prospects::FileNumber;
use persistence::prospects::{self, Past};
use persistence::{DatabaseTransaction, StoreError, territories};
use uuid::Uuid;

use super::SeedError;
use super::demo::{self, Outcome};
use crate::audit::Trail;
use crate::state::AppState;
use chance::Chance;
use life::{Holder, Scene, asked_at, live, year_of};
use words::Words;

/// Files of one transaction.
const BATCH: u64 = 1000;

/// The communes with the people who may take a file there.
struct Land {
    communes: Vec<String>,
    holders: HashMap<String, Vec<Holder>>,
}

/// Fills an empty database with `count` files, the oldest first; any other database is left as it is.
///
/// # Errors
/// [`SeedError`]; the files of the batches before it stay.
pub async fn seed_volume(state: &AppState, count: u64) -> Result<Outcome, SeedError> {
    let cast = match demo::settle(state).await? {
        Ok(cast) => cast,
        Err(untouched) => return Ok(untouched),
    };
    let words = Words::read()?;
    let land = land(state, cast).await?;
    let now = state.clock.now();
    for start in (0..count).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        let indexes = start..count.min(start + BATCH);
        let tx = state.store.begin().await?;
        let mut numbers = numbers(&tx, indexes.clone().map(|index| year_of(asked_at(now, index, count)))).await?;
        let files: Vec<Past> =
            indexes.map(|index| file(state, &words, &land, &mut numbers, index, asked_at(now, index, count))).collect();
        prospects::insert_pasts(&tx, &files).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    let tx = state.store.begin().await?;
    let trail = Trail::of_system("command", &state.clock);
    trail.record(&tx, "prospect.seed", ("prospect_seed", Uuid::now_v7()), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.store.analyze().await?;
    Ok(Outcome::Seeded { households: usize::try_from(count).unwrap_or(usize::MAX) })
}

/// The next number of each year, once all that the batch needs are taken.
async fn numbers(
    tx: &DatabaseTransaction,
    years: impl Iterator<Item = i32>,
) -> Result<BTreeMap<i32, FileNumber>, SeedError> {
    let mut wanted: BTreeMap<i32, i32> = BTreeMap::new();
    for year in years {
        *wanted.entry(year).or_default() += 1;
    }
    let mut first = BTreeMap::new();
    for (year, count) in wanted {
        first.insert(year, prospects::reserve_numbers(tx, year, count).await?);
    }
    Ok(first)
}

fn file(
    state: &AppState,
    words: &Words,
    land: &Land,
    numbers: &mut BTreeMap<i32, FileNumber>,
    index: u64,
    at: DateTime<Utc>,
) -> Past {
    // A chance of its own, so that a file does not depend on those before it.
    let mut chance = Chance::of(index);
    let content = household::household(&mut chance, words, &land.communes, index);
    let year = year_of(at);
    let next = numbers.entry(year).or_insert(FileNumber { year, seq: 1 });
    let number = *next;
    next.seq += 1;
    let place = content.facts.wished_territories.first().map_or("", String::as_str);
    let holder = land.holders.get(place).and_then(|holders| chance.one_of(holders));
    let scene = Scene { words, today: state.clock.today(), now: state.clock.now(), holder };
    live(&mut chance, scene, number, content, at)
}

/// Households wish for communes and, without a wish, are taken by whoever works for the whole département.
async fn land(state: &AppState, cast: Vec<demo::Available>) -> Result<Land, SeedError> {
    let mut land = Land { communes: vec![], holders: HashMap::new() };
    let whole = domain::access::WHOLE_DEPARTEMENT;
    for territory in territories::list(state.store.reader()).await? {
        if territory.kind == TerritoryKind::Commune {
            let epci = territory.parent_code.unwrap_or_default();
            let near = holders(&cast, &epci);
            let here = if near.is_empty() { holders(&cast, whole) } else { near };
            land.holders.insert(territory.code.clone(), here);
            land.communes.push(territory.code);
        }
    }
    land.holders.insert(String::new(), holders(&cast, whole));
    Ok(land)
}

fn holders(cast: &[demo::Available], territory: &str) -> Vec<Holder> {
    let here = cast.iter().filter(|person| person.territories.iter().any(|code| code == territory));
    here.map(|person| Holder { referent_id: person.referent_id, user_id: person.user_id }).collect()
}
