//! The index against a scan of every offer that ranks every match: the same rows, counts and order.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::search::LAST;
use super::words::{ELSEWHERE, IN_TITLE, rarity};
use super::*;
use crate::distances::metres;
use crate::text::{QueryTerm, query_terms, search_terms};

/// What a word weighs in an offer, if it stands there.
fn weight_in(word: &QueryTerm, title: &[String], rest: &[String]) -> Option<u32> {
    let held = |terms: &[String]| terms.iter().any(|term| word.stems.contains(term) || term.starts_with(&word.prefix));
    match (held(title), held(rest)) {
        (true, _) => Some(IN_TITLE),
        (false, true) => Some(ELSEWHERE),
        (false, false) => None,
    }
}

/// Answers by looking at every offer.
fn naive(offers: &[IndexedOffer], query: &Query) -> Found {
    let asked = query.text.as_deref().map(query_terms);
    let terms = |offer: &IndexedOffer| (search_terms(&offer.title), search_terms(&offer.words));
    let weights = |offer: &IndexedOffer| -> Option<Vec<u32>> {
        let (title, rest) = terms(offer);
        asked.as_ref()?.iter().map(|word| weight_in(word, &title, &rest)).collect()
    };
    let held = |at: usize| {
        let asked = asked.as_ref().unwrap();
        let holds = |offer: &&IndexedOffer| {
            let (title, rest) = terms(offer);
            weight_in(&asked[at], &title, &rest).is_some()
        };
        rarity(offers.iter().filter(holds).count(), offers.len())
    };
    let rarities: Vec<u32> = (0..asked.as_ref().map_or(0, Vec::len)).map(held).collect();
    let score = |offer: &IndexedOffer| match &asked {
        None => Some(0),
        Some(words) if words.is_empty() => None,
        Some(_) => Some(weights(offer)?.iter().zip(&rarities).map(|(weight, rarity)| weight * rarity).sum::<u32>()),
    };
    let distance = |offer: &IndexedOffer| Some(metres(query.filter.near?.point, offer.place?));
    let mut facets = Facets::default();
    let mut rows: Vec<(u32, Reverse<(i64, Uuid)>, Option<u32>)> = vec![];
    for offer in offers {
        let Some(score) = score(offer) else { continue };
        let filter = &query.filter;
        let code = |asked: &std::collections::BTreeSet<String>, code: &Option<String>| {
            asked.is_empty() || code.as_ref().is_some_and(|code| asked.contains(code))
        };
        let near = filter.near.and_then(|near| near.radius);
        let base = code(&filter.communes, &offer.commune_code)
            && code(&filter.occupations, &offer.occupation_code)
            && (!filter.partner_welcome || offer.partner_welcome)
            && filter.since.is_none_or(|since| offer.published_at >= since)
            && near.is_none_or(|radius| distance(offer).is_some_and(|distance| distance <= radius));
        let own = [
            code(&filter.epcis, &offer.epci_code),
            filter.contracts.is_empty() || filter.contracts.contains(&offer.contract),
            filter.sectors.is_empty() || offer.sector.is_some_and(|sector| filter.sectors.contains(&sector)),
            !filter.housing || offer.housing,
            !filter.remote || offer.remote,
        ];
        let others = |facet: usize| base && own.iter().enumerate().all(|(at, fits)| *fits || at == facet);
        if let Some(epci) = offer.epci_code.clone().filter(|_| others(0)) {
            *facets.epcis.entry(epci).or_default() += 1;
        }
        if others(1) {
            *facets.contracts.entry(offer.contract).or_default() += 1;
        }
        if let Some(sector) = offer.sector.filter(|_| others(2)) {
            *facets.sectors.entry(sector).or_default() += 1;
        }
        facets.housing += u32::from(others(3) && offer.housing);
        facets.remote += u32::from(others(4) && offer.remote);
        if base && own.iter().all(|fits| *fits) {
            let rank = match query.sort {
                Sort::Published => 0,
                Sort::Relevance => LAST - score,
                Sort::Distance => distance(offer).unwrap_or(LAST),
            };
            rows.push((rank, Reverse((offer.published_at, offer.id)), distance(offer)));
        }
    }
    rows.sort();
    let total = u32::try_from(rows.len()).unwrap();
    if let Some(after) = query.after {
        rows.retain(|(rank, place, _)| (*rank, *place) > (after.rank, Reverse((after.published_at, after.id))));
    }
    let more = rows.len() > query.limit;
    rows.truncate(query.limit);
    let hit = |(rank, Reverse((published_at, id)), distance)| Hit { id, rank, published_at, distance };
    Found { total, facets, page: rows.into_iter().map(hit).collect(), more }
}

const WORDS: [&str; 8] =
    ["Infirmière", "infirmier", "usineur", "médecin de campagne", "nuit", "Figeac", "chef d’œuvre", "l’atelier"];
const PLACES: [(&str, &str, f64, f64); 3] =
    [("46102", "200067361", 44.6, 2.03), ("46042", "200023737", 44.45, 1.44), ("46128", "200066371", 44.75, 1.62)];

fn offer() -> impl Strategy<Value = IndexedOffer> {
    let texts = (proptest::sample::subsequence(&WORDS, 0..3), proptest::sample::subsequence(&WORDS, 0..4));
    let place = proptest::option::of((0..PLACES.len(), any::<bool>()));
    let codes = (0..3_usize, proptest::option::of(0..3_usize), proptest::option::of(0..3_usize));
    (0..40_u128, texts, place, codes, any::<[bool; 3]>(), 0..6_i64).prop_map(
        |(id, (title, words), place, (contract, sector, occupation), [housing, remote, partner_welcome], day)| {
            let at = place.map(|(at, _)| PLACES[at]);
            IndexedOffer {
                id: Uuid::from_u128(id),
                title: title.join(" "),
                words: words.join(", "),
                occupation_code: occupation.map(|at| ["J1506", "H2903", "J1102"][at].to_owned()),
                sector: sector.map(|at| Sector::ALL[at]),
                contract: ContractType::ALL[contract],
                epci_code: at.map(|place| place.1.to_owned()),
                commune_code: at.map(|place| place.0.to_owned()),
                place: at.map(|place| Point { latitude: place.2, longitude: place.3 }),
                housing,
                remote,
                partner_welcome,
                published_at: day,
            }
        },
    )
}

fn offers() -> impl Strategy<Value = Vec<IndexedOffer>> {
    proptest::collection::vec(offer(), 0..25).prop_map(|mut offers| {
        offers.sort_by_key(|offer| offer.id);
        offers.dedup_by_key(|offer| offer.id);
        offers
    })
}

fn some_of<T: Clone + Ord + std::fmt::Debug + 'static>(
    all: Vec<T>,
) -> impl Strategy<Value = std::collections::BTreeSet<T>> {
    let most = all.len();
    proptest::sample::subsequence(all, 0..most).prop_map(|some| some.into_iter().collect())
}

fn query() -> impl Strategy<Value = Query> {
    let text = proptest::option::of(proptest::sample::select(vec![
        "infirmiere",
        "infirmier figeac",
        "usin",
        "medecin",
        "oeuvre",
        "de la",
        "nuit atelier",
        "",
        "zzz",
    ]));
    let codes = |at: usize| PLACES.iter().map(|place| [place.1, place.0][at].to_owned()).collect::<Vec<_>>();
    let sets = (
        some_of(codes(0)),
        some_of(codes(1)),
        some_of(vec!["J1506".to_owned(), "H2903".to_owned()]),
        some_of(ContractType::ALL[..3].to_vec()),
        some_of(Sector::ALL[..3].to_vec()),
    );
    let near = proptest::option::of((0..3_usize, proptest::option::of(0..60_000_u32)));
    let sort = proptest::sample::select(vec![Sort::Relevance, Sort::Published, Sort::Distance]);
    (text, sets, any::<[bool; 3]>(), proptest::option::of(0..6_i64), near, sort, 1..8_usize).prop_map(
        |(text, (epcis, communes, occupations, contracts, sectors), flags, since, near, sort, limit)| Query {
            text: text.map(str::to_owned),
            filter: Filter {
                epcis,
                communes,
                occupations,
                contracts,
                sectors,
                housing: flags[0] && flags[1],
                remote: flags[1] && flags[2],
                partner_welcome: flags[0] && flags[2],
                since,
                near: near.map(|(at, radius)| Near {
                    point: Point { latitude: PLACES[at].2, longitude: PLACES[at].3 },
                    radius,
                }),
            },
            sort,
            after: None,
            limit,
        },
    )
}

proptest! {
    #[test]
    fn it_answers_as_a_scan_does_page_after_page(offers in offers(), mut query in query()) {
        let index = OfferIndex::build(offers.clone());
        let mut seen = 0_u32;
        loop {
            let found = index.search(&query);
            prop_assert_eq!(&found, &naive(&offers, &query));
            seen += u32::try_from(found.page.len()).unwrap();
            let Some(last) = found.page.last().filter(|_| found.more) else {
                prop_assert_eq!(seen, found.total, "every offer once");
                break;
            };
            query.after = Some(After { rank: last.rank, published_at: last.published_at, id: last.id });
        }
    }

    #[test]
    fn the_order_in_which_offers_come_is_irrelevant(offers in offers(), query in query()) {
        let backwards: Vec<IndexedOffer> = offers.iter().rev().cloned().collect();
        prop_assert_eq!(OfferIndex::build(offers).search(&query), OfferIndex::build(backwards).search(&query));
    }
}

fn plain(id: u128, title: &str, words: &str) -> IndexedOffer {
    IndexedOffer {
        id: Uuid::from_u128(id),
        title: title.to_owned(),
        words: words.to_owned(),
        occupation_code: None,
        sector: None,
        contract: ContractType::Cdi,
        epci_code: None,
        commune_code: None,
        place: None,
        housing: false,
        remote: false,
        partner_welcome: false,
        published_at: 0,
    }
}

#[test]
fn words_are_found_as_people_type_them_and_the_title_comes_first() {
    let index = OfferIndex::build(vec![
        plain(3, "Aide-soignant", "Avec les infirmières de l’hôpital de Figeac"),
        plain(2, "Infirmier de nuit", "Hôpital de Figeac"),
        plain(1, "Menuisier", "Atelier de Figeac"),
    ]);
    let ask = |text: &str| {
        let query = Query {
            text: Some(text.to_owned()),
            filter: Filter::default(),
            sort: Sort::Relevance,
            after: None,
            limit: 10,
        };
        index.search(&query).page.iter().map(|hit| hit.id.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(ask("infirmiere figeac"), [2, 3]);
    assert_eq!(ask("infirm"), [2, 3]);
    assert_eq!(ask("menuisiers"), [1]);
    assert!(ask("boulanger").is_empty());
}
