//! The index of offers answers as a plain look at every row would.

mod offers;

use std::collections::BTreeSet;

use domain::codes::{ContractType, Sector};
use domain::distances::Point;
use domain::offer_index::{After, Filter, Found, IndexedOffer, Near, OfferIndex, Query, Sort};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use offers::Naive;

const TITLES: [&str; 8] = [
    "Infirmier / Infirmière",
    "Soudeur",
    "Soudeuse confirmée",
    "Boulanger",
    "Médecin généraliste",
    "Aide à domicile",
    "Serveur en salle",
    "Ingénieure qualité",
];
const TEXTS: [&str; 10] = [
    "Figeac",
    "Cahors",
    "Gourdon",
    "poste à pourvoir à l'hôpital",
    "équipe de soudure",
    "restaurant saisonnier",
    "une infirmière expérimentée",
    "domicile des personnes âgées",
    "atelier de boulangerie",
    "qualité de vie",
];
const QUERIES: [&str; 15] = [
    "",
    "infirm",
    "infirmiere",
    "infirmiere figeac",
    "soud",
    "soudeur equipe",
    "hopital cahors",
    "b",
    "boulanger gour",
    "de la",
    "domicile aide",
    "qualite",
    "medecins",
    "zzz",
    "figeac soudure qualité",
];
const EPCIS: [&str; 3] = ["200023737", "200067361", "200066371"];
const COMMUNES: [&str; 4] = ["46042", "46102", "46127", "46128"];
const SECTORS: [Sector; 3] = [Sector::Health, Sector::Industry, Sector::Crafts];
const OCCUPATIONS: [&str; 3] = ["J1506", "H2913", "D1102"];
const CONTRACTS: [ContractType; 3] = [ContractType::Cdi, ContractType::Cdd, ContractType::Sai];

fn point(latitude: f64, longitude: f64) -> Point {
    Point { latitude, longitude }
}

/// Few different values, so that ties, shared places and equal times happen all the time.
fn offer() -> impl Strategy<Value = IndexedOffer> {
    let text = (select(&TITLES[..]), vec(select(&TEXTS[..]), 0..5));
    let codes = (
        option::of(select(&EPCIS[..])),
        option::of(select(&COMMUNES[..])),
        option::of(select(&SECTORS[..])),
        option::of(select(&OCCUPATIONS[..])),
        select(&CONTRACTS[..]),
    );
    let place = option::of((440..450_i32, 10..20_i32))
        .prop_map(|place| place.map(|(lat, lon)| point(f64::from(lat) / 10.0, f64::from(lon) / 10.0)));
    (text, codes, place, any::<(bool, bool, bool)>(), 0..20_i64).prop_map(
        |((title, texts), (epci, commune, sector, occupation, contract), place, (housing, remote, partner), day)| {
            IndexedOffer {
                id: Uuid::nil(),
                title: title.to_owned(),
                words: texts.join(". "),
                occupation_code: occupation.map(str::to_owned),
                sector,
                contract,
                epci_code: epci.map(str::to_owned),
                commune_code: commune.map(str::to_owned),
                place,
                housing,
                remote,
                partner_welcome: partner,
                published_at: day,
            }
        },
    )
}

fn offers_up_to(most: usize) -> impl Strategy<Value = Vec<IndexedOffer>> {
    btree_map(any::<u128>().prop_map(Uuid::from_u128), offer(), 0..most)
        .prop_map(|offers| offers.into_iter().map(|(id, offer)| IndexedOffer { id, ..offer }).collect::<Vec<_>>())
        .prop_shuffle()
}

fn some_of<T: Copy + Ord + std::fmt::Debug>(values: &'static [T]) -> impl Strategy<Value = BTreeSet<T>> {
    prop_oneof![2 => Just(BTreeSet::new()), 1 => btree_set(select(values), 1..3)]
}

fn codes(values: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    some_of(values).prop_map(|values| values.into_iter().map(str::to_owned).collect())
}

fn filter() -> impl Strategy<Value = Filter> {
    let lists = (codes(&EPCIS), codes(&COMMUNES), codes(&OCCUPATIONS), some_of(&CONTRACTS), some_of(&SECTORS));
    let flag = || prop::bool::weighted(0.2);
    let near = option::of(
        (44.0..45.0_f64, 1.0..2.0_f64, option::of(0..80_000_u32))
            .prop_map(|(latitude, longitude, radius)| Near { point: point(latitude, longitude), radius }),
    );
    let since = option::weighted(0.2, 0..20_i64);
    (lists, flag(), flag(), flag(), near, since).prop_map(
        |((epcis, communes, occupations, contracts, sectors), housing, remote, partner_welcome, near, since)| Filter {
            epcis,
            communes,
            occupations,
            contracts,
            sectors,
            housing,
            remote,
            partner_welcome,
            since,
            near,
        },
    )
}

fn query() -> impl Strategy<Value = Query> {
    let sort = select(vec![Sort::Relevance, Sort::Published, Sort::Distance]);
    let text = option::of(select(&QUERIES[..]));
    (text, filter(), sort, 0..12_usize).prop_map(|(text, filter, sort, limit)| Query {
        text: text.map(str::to_owned),
        filter,
        sort,
        after: None,
        limit,
    })
}

fn after(found: &Found) -> Option<After> {
    let last = found.page.last().filter(|_| found.more)?;
    Some(After { rank: last.rank, published_at: last.published_at, id: last.id })
}

/// All pages, one after the other.
fn pages(query: &Query, search: impl Fn(&Query) -> Found) -> Vec<Found> {
    let mut pages = vec![search(query)];
    while let Some(next) = pages.last().and_then(after) {
        pages.push(search(&Query { after: Some(next), ..query.clone() }));
    }
    pages
}

proptest! {
    #[test]
    fn offer_index_and_plain_search_agree_on_every_page(offers in offers_up_to(60), query in query()) {
        let (index, naive) = (OfferIndex::build(offers.clone()), Naive::new(offers));
        prop_assert_eq!(pages(&query, |query| index.search(query)), pages(&query, |query| naive.search(query)));
    }

    #[test]
    fn offer_index_pages_give_every_row_once(offers in offers_up_to(60), query in query(), limit in 1..9_usize) {
        let index = OfferIndex::build(offers);
        let ids = |found: &Found| found.page.iter().map(|hit| hit.id).collect::<Vec<_>>();
        let at_once = index.search(&Query { limit: 1000, ..query.clone() });
        let paged = pages(&Query { limit, ..query }, |query| index.search(query));
        prop_assert_eq!(paged.iter().flat_map(ids).collect::<Vec<_>>(), ids(&at_once));
        prop_assert_eq!(at_once.page.len(), at_once.total as usize);
        prop_assert!(paged.iter().all(|page| page.total == at_once.total && page.facets == at_once.facets));
    }

    #[test]
    fn offer_index_does_not_mind_in_what_order_offers_come(offers in offers_up_to(40), query in query()) {
        let backwards: Vec<IndexedOffer> = offers.iter().rev().cloned().collect();
        prop_assert_eq!(OfferIndex::build(offers).search(&query), OfferIndex::build(backwards).search(&query));
    }

    #[test]
    fn offer_index_is_not_moved_by_an_offer_about_something_else(
        offers in offers_up_to(40), stranger in offer(), query in query(),
    ) {
        let query = Query { text: query.text.or(Some("figeac".to_owned())), ..query };
        let title = "Xylophoniste".to_owned();
        let stranger = IndexedOffer { id: Uuid::max(), words: String::new(), title, ..stranger };
        let before = OfferIndex::build(offers.clone()).search(&query);
        let after = OfferIndex::build(offers.into_iter().chain([stranger]).collect()).search(&query);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn offer_index_goes_on_behind_a_row_that_is_gone(offers in offers_up_to(40), query in query(), limit in 1..9_usize) {
        let query = Query { limit, text: None, ..query };
        let first = OfferIndex::build(offers.clone()).search(&query);
        if let Some(next) = after(&first) {
            let going_on = Query { after: Some(next), ..query };
            let with = OfferIndex::build(offers.clone()).search(&going_on);
            let gone = offers.into_iter().filter(|offer| offer.id != next.id).collect();
            prop_assert_eq!(with.page, OfferIndex::build(gone).search(&going_on).page);
        }
    }
}

fn plain(id: u128, title: &str, text: &str) -> IndexedOffer {
    IndexedOffer {
        id: Uuid::from_u128(id),
        title: title.to_owned(),
        words: text.to_owned(),
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

fn answer(index: &OfferIndex, text: &str) -> Vec<u128> {
    let text = Some(text.to_owned());
    let query = Query { text, filter: Filter::default(), sort: Sort::Relevance, after: None, limit: 10 };
    let found = index.search(&query);
    found.page.iter().map(|hit| hit.id.as_u128()).collect()
}

#[test]
fn offer_index_answers_as_people_expect() {
    let index = OfferIndex::build(vec![
        plain(1, "Aide-soignant", "Avec une infirmière de nuit. Figeac"),
        plain(2, "Infirmier / Infirmière", "Centre hospitalier de Figeac"),
        plain(3, "Infirmière libérale", "Cahors"),
        plain(4, "Soudeur", "Atelier d’usinage à Figeac"),
    ]);
    // The title first; accents, gender and number do not count.
    assert_eq!(answer(&index, "infirmiere figeac"), [2, 1]);
    assert_eq!(answer(&index, "infirmiers cahors"), [3]);
    // Words may be unfinished.
    assert_eq!(answer(&index, "soud figeac"), [4]);
    assert_eq!(answer(&index, "infirm figeac"), [2, 1]);
    assert_eq!(answer(&index, "usinage"), [4]);
    assert_eq!(answer(&index, "boulanger"), Vec::<u128>::new());
    assert_eq!(answer(&index, " ' \" "), Vec::<u128>::new());
}

#[test]
fn offer_index_weighs_rare_words_more() {
    let mut offers: Vec<_> = (10..40).map(|id| plain(id, "Poste", "technicien polyvalent")).collect();
    offers.push(plain(1, "Technicien", "tourneur fraiseur et autres travaux"));
    offers.push(plain(2, "Tourneur", "technicien fraiseur et autres travaux"));
    assert_eq!(answer(&OfferIndex::build(offers), "technicien tourneur"), [2, 1]);
}

#[test]
fn offer_index_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<OfferIndex>();
    assert!(OfferIndex::build(vec![]).is_empty());
    assert_eq!(OfferIndex::build(vec![plain(1, "Soudeur", "")]).len(), 1);
}
