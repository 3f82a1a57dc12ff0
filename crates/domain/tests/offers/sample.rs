//! Job offers that look true, the same on each run, and the searches that are asked of them by the benchmarks.

use std::collections::BTreeSet;

use domain::codes::{ContractType, Sector};
use domain::distances::Point;
use domain::occupations::{Occupation, parse_occupations};
use domain::offer_index::{Filter, IndexedOffer, Near, Query, Sort};
use domain::territories::{Commune, parse_communes, parse_epcis};
use uuid::Uuid;

const SENTENCES: [&str; 24] = [
    "Vous rejoignez une équipe de douze personnes, attachée à son territoire et à la qualité de son travail.",
    "Poste à pourvoir dès que possible, avec une période d'accompagnement par un collègue expérimenté.",
    "Vous assurez l'accueil des clients, la tenue du planning et le suivi des dossiers en cours.",
    "Permis B exigé : des déplacements sont à prévoir sur l'ensemble du département.",
    "Un logement peut être proposé à proximité du lieu de travail pendant les premiers mois.",
    "Horaires en journée du lundi au vendredi, un week-end travaillé sur quatre.",
    "Vous intervenez au domicile de personnes âgées ou en situation de handicap.",
    "Atelier moderne équipé de machines à commande numérique récentes.",
    "Débutant accepté si motivé, formation interne assurée par l'entreprise.",
    "Rémunération selon la convention collective, mutuelle et tickets restaurant.",
    "Vous maîtrisez la lecture de plans et les procédés de soudage semi-automatique.",
    "Établissement de santé de deux cents lits, service de médecine polyvalente.",
    "Vous préparez les commandes, contrôlez les stocks et chargez les camions.",
    "Exploitation familiale de brebis laitières avec transformation à la ferme.",
    "Restaurant traditionnel ouvert à l'année, quarante couverts par service.",
    "Deux jours de télétravail par semaine après la période d'intégration.",
    "Vous encadrez une équipe de production et veillez au respect des règles de sécurité.",
    "Chantiers de rénovation de maisons anciennes, pierre et chaux.",
    "Vous participez à l'animation de la vie sociale et aux projets de la structure.",
    "Saison d'avril à octobre, au bord de la vallée de la Dordogne.",
    "Connaissance de la comptabilité publique appréciée, logiciels de gestion courants.",
    "Vous effectuez la maintenance préventive et les dépannages électriques et mécaniques.",
    "Collectivité engagée dans la transition écologique et la mobilité douce.",
    "Aéronautique et mécanique de précision : contrats longs avec de grands donneurs d'ordre.",
];
const EMPLOYERS: [&str; 8] = [
    "Centre hospitalier",
    "Mairie",
    "Menuiserie Delpech",
    "Usinage du Quercy",
    "Ferme des Causses",
    "Hôtel du Lot",
    "Association familiale",
    "Transports Lacoste",
];

/// Numbers that look drawn but are the same on each run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    /// One of the values, the first ones much more often: few occupations and towns have most of the offers.
    fn one<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        let reach = 1 + self.below(values.len());
        values.get(self.below(reach))
    }
}

fn reference() -> Option<(Vec<Commune>, Vec<Occupation>)> {
    let epcis = parse_epcis(include_str!("../../../../data/reference/epcis-46.csv")).ok()?.items;
    let communes = parse_communes(include_str!("../../../../data/reference/communes-46.csv"), &epcis).ok()?;
    let occupations = parse_occupations(include_str!("../../../../data/reference/rome-v460.csv")).ok()?;
    let mut communes = communes.items;
    communes.sort_by_key(|commune| std::cmp::Reverse(commune.population));
    Some((communes, occupations.items))
}

fn some_offer(id: u128, draw: &mut Draw, communes: &[Commune], occupations: &[Occupation]) -> Option<IndexedOffer> {
    let (commune, occupation) = (draw.one(communes)?, draw.one(occupations)?);
    let (employer, sector) = (draw.one(&EMPLOYERS)?, draw.one(Sector::ALL)?);
    let sentences: Vec<&str> = (0..6).filter_map(|_| SENTENCES.get(draw.below(SENTENCES.len())).copied()).collect();
    let title = occupation.label.clone();
    Some(IndexedOffer {
        id: Uuid::from_u128(id),
        words: format!("{employer} {} {}", commune.name, sentences.join(" ")),
        title,
        occupation_code: Some(occupation.code.clone()),
        sector: Some(*sector),
        contract: *draw.one(ContractType::ALL)?,
        epci_code: Some(commune.epci_siren.clone()),
        commune_code: Some(commune.insee_code.clone()),
        place: Some(Point { latitude: commune.latitude, longitude: commune.longitude }),
        housing: draw.below(10) == 0,
        remote: draw.below(12) == 0,
        partner_welcome: draw.below(8) == 0,
        published_at: 1_790_000_000_000 + i64::try_from(draw.below(86_400)).ok()? * 60_000,
    })
}

fn queries(figeac: Point, since: i64) -> Vec<(&'static str, Query)> {
    let within = |km: u32| Some(Near { point: figeac, radius: Some(km * 1000) });
    let query = |text: &str, sort: Sort, filter: Filter| {
        let text = Some(text.to_owned()).filter(|text| !text.is_empty());
        Query { text, filter, sort, after: None, limit: 20 }
    };
    let best = |text: &str, filter: Filter| query(text, Sort::Relevance, filter);
    let all = Filter::default;
    let one_epci = Filter {
        epcis: BTreeSet::from(["200067361".to_owned()]),
        contracts: BTreeSet::from([ContractType::Cdi]),
        ..all()
    };
    let two_sectors = BTreeSet::from([Sector::Industry, Sector::Crafts]);
    vec![
        ("everything, by date", query("", Sort::Published, all())),
        ("a rare word", best("apiculteur", all())),
        ("a word of one row in four", best("atelier", all())),
        ("two words, both common", best("equipe travail", all())),
        ("a word and a town", best("soudage figeac", all())),
        ("an unfinished letter", best("c", all())),
        ("an EPCI and a contract", query("", Sort::Published, one_epci)),
        ("words, housing, last month", best("restaurant", Filter { housing: true, since: Some(since), ..all() })),
        ("30 km around, by distance", query("", Sort::Distance, Filter { near: within(30), ..all() })),
        (
            "words, 30 km, two facets",
            best("maintenance", Filter { near: within(30), sectors: two_sectors, remote: true, ..all() }),
        ),
    ]
}

/// Offers, and searches with their names.
pub type Sample = (Vec<IndexedOffer>, Vec<(&'static str, Query)>);

/// So many offers, and ten searches; `None` when the reference data are wrong.
pub fn sample(count: u128) -> Option<Sample> {
    let (communes, occupations) = reference()?;
    let mut draw = Draw(46);
    let offers: Vec<IndexedOffer> =
        (0..count).filter_map(|id| some_offer(id, &mut draw, &communes, &occupations)).collect();
    let figeac = communes.iter().find(|commune| commune.name == "Figeac")?;
    let figeac = Point { latitude: figeac.latitude, longitude: figeac.longitude };
    let since = offers.iter().map(|offer| offer.published_at).max()? - 30 * 86_400_000;
    Some((offers, queries(figeac, since)))
}
