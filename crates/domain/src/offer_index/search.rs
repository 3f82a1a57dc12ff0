//! Looking offers up: which match, how many there are of each kind, and the head of them in order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Facts, NONE, Numbers, OfferIndex};
use crate::codes::{ContractType, Sector};
use crate::distances::{Point, metres};

/// Offers within a distance of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// From where.
    pub point: Point,
    /// How far, in metres; `None` anywhere, for the order by distance.
    pub radius: Option<u32>,
}

/// What offers have to be; what is empty or `None` asks nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// One of these intercommunalités.
    pub epcis: BTreeSet<String>,
    /// One of these communes.
    pub communes: BTreeSet<String>,
    /// One of these occupations.
    pub occupations: BTreeSet<String>,
    /// One of these contracts.
    pub contracts: BTreeSet<ContractType>,
    /// One of these sectors.
    pub sectors: BTreeSet<Sector>,
    /// With housing.
    pub housing: bool,
    /// With work from home.
    pub remote: bool,
    /// With help for the partner.
    pub partner_welcome: bool,
    /// Published at this instant or later, in milliseconds since 1970.
    pub since: Option<i64>,
    /// Around a point; offers whose place is unknown are out when there is a radius.
    pub near: Option<Near>,
}

/// The order of offers; the latest first among equals, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Those that say the words best first.
    Relevance,
    /// The latest first.
    Published,
    /// The nearest first; offers whose place is unknown come last.
    Distance,
}

/// The offer after which a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its place in the order, as [`Hit::rank`] told it.
    pub rank: u32,
    /// When it was published.
    pub published_at: i64,
    /// The offer.
    pub id: Uuid,
}

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Words that all have to be there, in any form, without accents.
    pub text: Option<String>,
    /// What offers have to be.
    pub filter: Filter,
    /// Their order.
    pub sort: Sort,
    /// Where the page starts.
    pub after: Option<After>,
    /// Offers of a page.
    pub limit: usize,
}

/// An offer of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The offer.
    pub id: Uuid,
    /// Its place in the order: the smaller, the earlier.
    pub rank: u32,
    /// When it was published.
    pub published_at: i64,
    /// Metres from the point of the search.
    pub distance: Option<u32>,
}

/// How many offers each other choice would give, all other choices kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By intercommunalité.
    pub epcis: BTreeMap<String, u32>,
    /// By contract.
    pub contracts: BTreeMap<ContractType, u32>,
    /// By sector.
    pub sectors: BTreeMap<Sector, u32>,
    /// With housing.
    pub housing: u32,
    /// With work from home.
    pub remote: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Offers in all.
    pub total: u32,
    /// What other choices would give.
    pub facets: Facets,
    /// The page, in order.
    pub page: Vec<Hit>,
    /// Whether more follows.
    pub more: bool,
}

/// A rank that comes after every other.
pub(super) const LAST: u32 = u32::MAX;

/// The choices of a query as the numbers of the index.
struct Choice<'a> {
    epcis: Option<Vec<u16>>,
    communes: Option<Vec<u16>>,
    occupations: Option<Vec<u16>>,
    contracts: Option<Vec<u16>>,
    sectors: Option<Vec<u16>>,
    filter: &'a Filter,
    /// Metres to each commune, by its number.
    distances: Vec<Option<u32>>,
}

/// The facets whose own choice an offer misses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missed {
    Nothing,
    Epci,
    Contract,
    Sector,
    Housing,
    Remote,
    More,
}

fn numbers<T: Eq + std::hash::Hash>(known: &Numbers<T>, asked: &BTreeSet<T>) -> Option<Vec<u16>> {
    (!asked.is_empty()).then(|| asked.iter().filter_map(|value| known.of(value)).collect())
}

fn fits(asked: Option<&Vec<u16>>, number: u16) -> bool {
    asked.is_none_or(|asked| asked.contains(&number))
}

impl Choice<'_> {
    fn of<'a>(index: &OfferIndex, filter: &'a Filter) -> Choice<'a> {
        let to = |near: Near| index.places.iter().map(|place| place.map(|place| metres(near.point, place))).collect();
        Choice {
            epcis: numbers(&index.epcis, &filter.epcis),
            communes: numbers(&index.communes, &filter.communes),
            occupations: numbers(&index.occupations, &filter.occupations),
            contracts: numbers(&index.contracts, &filter.contracts),
            sectors: numbers(&index.sectors, &filter.sectors),
            filter,
            distances: filter.near.map(to).unwrap_or_default(),
        }
    }

    fn distance(&self, facts: &Facts) -> Option<u32> {
        self.distances.get(usize::from(facts.commune)).copied().flatten()
    }

    /// Whether an offer is all that is asked outside the facets.
    fn admits(&self, facts: &Facts) -> bool {
        let near_enough = self
            .filter
            .near
            .and_then(|near| near.radius)
            .is_none_or(|radius| self.distance(facts).is_some_and(|distance| distance <= radius));
        near_enough
            && (facts.partner_welcome || !self.filter.partner_welcome)
            && fits(self.communes.as_ref(), facts.commune)
            && fits(self.occupations.as_ref(), facts.occupation)
    }

    fn missed(&self, facts: &Facts) -> Missed {
        let misses = [
            (!fits(self.epcis.as_ref(), facts.epci), Missed::Epci),
            (!fits(self.contracts.as_ref(), facts.contract), Missed::Contract),
            (!fits(self.sectors.as_ref(), facts.sector), Missed::Sector),
            (self.filter.housing && !facts.housing, Missed::Housing),
            (self.filter.remote && !facts.remote, Missed::Remote),
        ];
        misses.into_iter().filter(|(missed, _)| *missed).fold(Missed::Nothing, |before, (_, facet)| match before {
            Missed::Nothing => facet,
            _ => Missed::More,
        })
    }
}

/// Counts by the numbers of the index.
struct Tally {
    epcis: Vec<u32>,
    contracts: Vec<u32>,
    sectors: Vec<u32>,
    housing: u32,
    remote: u32,
}

impl Tally {
    fn add(&mut self, facts: &Facts, missed: Missed) {
        let counts = |facet: Missed| missed == Missed::Nothing || missed == facet;
        let raise = |facet: Missed, counters: &mut Vec<u32>, number: u16| {
            if counts(facet)
                && let Some(counter) = counters.get_mut(usize::from(number))
            {
                *counter += 1;
            }
        };
        raise(Missed::Epci, &mut self.epcis, facts.epci);
        raise(Missed::Contract, &mut self.contracts, facts.contract);
        raise(Missed::Sector, &mut self.sectors, facts.sector);
        self.housing += u32::from(facts.housing && counts(Missed::Housing));
        self.remote += u32::from(facts.remote && counts(Missed::Remote));
    }
}

fn named<T: Clone + Ord + Eq + std::hash::Hash>(known: &Numbers<T>, counters: &[u32]) -> BTreeMap<T, u32> {
    let count = |number: u16| counters.get(usize::from(number)).copied().filter(|count| *count > 0);
    known.0.iter().filter_map(|(value, number)| Some((value.clone(), count(*number)?))).collect()
}

impl OfferIndex {
    /// Answers a search.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        let choice = Choice::of(self, &query.filter);
        let mut tally = Tally {
            epcis: vec![0; self.epcis.0.len()],
            contracts: vec![0; self.contracts.0.len()],
            sectors: vec![0; self.sectors.0.len()],
            housing: 0,
            remote: 0,
        };
        let recent = self.recent(query.filter.since);
        let mut ranked: Vec<(u32, u32)> = vec![];
        let mut look = |offer: u32, score: u32| {
            let Some(facts) = self.facts.get(offer as usize).filter(|facts| choice.admits(facts)) else { return };
            let missed = choice.missed(facts);
            if missed == Missed::More {
                return;
            }
            tally.add(facts, missed);
            if missed == Missed::Nothing {
                ranked.push((self.rank(query.sort, score, || choice.distance(facts)), offer));
            }
        };
        match query.text.as_deref().map(|text| self.words.matching(text).unwrap_or_default()) {
            Some(matching) => matching.into_iter().filter(|(offer, _)| *offer < recent).for_each(|(o, s)| look(o, s)),
            None => (0..recent).for_each(|offer| look(offer, 0)),
        }
        let total = u32::try_from(ranked.len()).unwrap_or(u32::MAX);
        let (page, more) = self.head(ranked, query);
        let page = page.into_iter().filter_map(|(rank, offer)| self.hit(rank, offer, &choice)).collect();
        let facets = Facets {
            epcis: named(&self.epcis, &tally.epcis),
            contracts: named(&self.contracts, &tally.contracts),
            sectors: named(&self.sectors, &tally.sectors),
            housing: tally.housing,
            remote: tally.remote,
        };
        Found { total, facets, page, more }
    }

    /// How many offers were published at this instant or later: they come first.
    fn recent(&self, since: Option<i64>) -> u32 {
        let recent = since.map_or(self.order.len(), |since| self.order.partition_point(|(at, _)| *at >= since));
        u32::try_from(recent).unwrap_or(u32::MAX)
    }

    fn rank(&self, sort: Sort, score: u32, distance: impl Fn() -> Option<u32>) -> u32 {
        match sort {
            Sort::Published => 0,
            // The greatest score comes first.
            Sort::Relevance => LAST - score,
            Sort::Distance => distance().unwrap_or(LAST),
        }
    }

    /// The offers of the page, in order: the others are never sorted.
    fn head(&self, mut ranked: Vec<(u32, u32)>, query: &Query) -> (Vec<(u32, u32)>, bool) {
        if let Some(after) = query.after {
            let passed = self.order.partition_point(|place| Reverse(*place) <= Reverse((after.published_at, after.id)));
            let first = (after.rank, u32::try_from(passed).unwrap_or(u32::MAX));
            ranked.retain(|place| *place >= first);
        }
        let more = ranked.len() > query.limit;
        if more {
            ranked.select_nth_unstable(query.limit);
            ranked.truncate(query.limit);
        }
        ranked.sort_unstable();
        (ranked, more)
    }

    fn hit(&self, rank: u32, offer: u32, choice: &Choice<'_>) -> Option<Hit> {
        let (published_at, id) = self.order.get(offer as usize).copied()?;
        let facts = self.facts.get(offer as usize).filter(|facts| facts.commune != NONE);
        Some(Hit { id, rank, published_at, distance: facts.and_then(|facts| choice.distance(facts)) })
    }
}
