//! The public offers of a moment, in memory: made anew when the edition or the day changes, asked for by all.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::codes::{ContractType, RemoteWork, Sector};
use domain::distances::Point;
use domain::offer_index::{IndexedOffer, OfferIndex};
use persistence::job_offers::{self, JobOffer};
use persistence::{ConnectionTrait, StoreError, occupations, territories};
use tokio::sync::RwLock;
use uuid::Uuid;

use super::dto::PublicJobOfferCard;
use crate::state::AppState;

/// Everything a page of results is made of.
#[derive(Debug)]
pub struct Snapshot {
    /// Number of the edition it was made from.
    pub edition: i64,
    /// Day for which it holds: an offer leaves at the end of its last day, whatever happens to its row.
    pub day: NaiveDate,
    /// The offers, to be searched.
    pub index: OfferIndex,
    /// What is shown of each.
    pub cards: HashMap<Uuid, PublicJobOfferCard>,
    /// Names of the intercommunalités by code.
    pub epcis: HashMap<String, String>,
}

impl Snapshot {
    /// What names this moment in an `ETag`.
    #[must_use]
    pub fn version(&self) -> String {
        format!("offers-{}-{}", self.edition, self.day)
    }
}

/// Where the present snapshot is kept.
#[derive(Debug, Default)]
pub struct Board(RwLock<Option<Arc<Snapshot>>>);

impl Board {
    /// The public offers as they are now: what was committed before the call is in, or out, of the answer.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn now(&self, state: &AppState) -> Result<Arc<Snapshot>, StoreError> {
        let db = state.store.reader();
        let (edition, day) = (job_offers::edition::get(db).await?, state.clock.today());
        if let Some(known) = self.0.read().await.as_ref().filter(|known| is_good(known, edition, day)) {
            return Ok(known.clone());
        }
        // One of those who wait makes it, for all of them.
        let mut kept = self.0.write().await;
        if let Some(known) = kept.as_ref().filter(|known| is_good(known, edition, day)) {
            return Ok(known.clone());
        }
        let made = Arc::new(make(db, day).await?);
        *kept = Some(made.clone());
        Ok(made)
    }
}

/// A snapshot of a later edition than the one that was read is good too.
fn is_good(known: &Snapshot, edition: i64, day: NaiveDate) -> bool {
    known.edition >= edition && known.day == day
}

/// The edition is read before the offers: one that changes in between makes the snapshot look older than it is, and is
/// read again.
async fn make(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Snapshot, StoreError> {
    let edition = job_offers::edition::get(db).await?;
    let rows = job_offers::public(db, day).await?;
    let places = territories::list(db).await?;
    let labels = occupations::labels_of(db, rows.iter().filter_map(|row| row.occupation_code.as_deref())).await?;
    let made = actix_web::web::block(move || {
        let places: HashMap<String, domain::territories::Territory> =
            places.into_iter().map(|place| (place.code.clone(), place)).collect();
        let cards = rows.iter().map(|row| (row.id, PublicJobOfferCard::of(row, &places, &labels))).collect();
        let indexed = rows.into_iter().map(|row| indexed(row, &places, &labels)).collect();
        let epcis = places.into_values().map(|place| (place.code, place.name)).collect();
        Snapshot { edition, day, index: OfferIndex::build(indexed), cards, epcis }
    });
    made.await.map_err(|_| StoreError::Unavailable("the offers could not be indexed".to_owned()))
}

fn indexed(
    row: JobOffer,
    places: &HashMap<String, domain::territories::Territory>,
    labels: &HashMap<String, String>,
) -> IndexedOffer {
    let place = row.commune_code.as_ref().and_then(|code| places.get(code));
    let label = row.occupation_code.as_ref().and_then(|code| labels.get(code));
    let words = [
        label.map(String::as_str),
        Some(row.employer_name.as_str()),
        place.map(|place| place.name.as_str()),
        Some(row.description.as_str()),
    ];
    let remote = row.remote.as_deref().and_then(RemoteWork::parse);
    IndexedOffer {
        id: row.id,
        words: words.into_iter().flatten().collect::<Vec<_>>().join(" "),
        place: place.map(|place| Point { latitude: place.latitude, longitude: place.longitude }),
        // The table holds codes of the list only; an unknown one would be a salaried contract.
        contract: ContractType::parse(&row.contract_type).unwrap_or(ContractType::Cdi),
        sector: row.sector.as_deref().and_then(Sector::parse),
        remote: remote.is_some_and(|remote| remote != RemoteWork::No),
        published_at: row.published_at.map(|at| at.timestamp_millis()).unwrap_or_default(),
        title: row.title,
        occupation_code: row.occupation_code,
        epci_code: row.epci_code,
        commune_code: row.commune_code,
        housing: row.housing_possible,
        partner_welcome: row.partner_welcome,
    }
}
