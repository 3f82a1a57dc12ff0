//! Files of offers, from their titles to the verdicts.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::codes::{ContractType, JobOfferStatus, MembershipStatus, RequiredExperience, Sector};
use crate::imports::{
    Attached, Field, Gazetteer, Mapping, Place, PlaceKind, Reason, RemarkKind, Subject, Table, Verdict, Vocabulary,
    propose_mapping, unmapped_values,
};
use crate::job_offers::Owner;

struct Known {
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    occupations: Occupations,
}

fn known() -> Known {
    let text = include_str!("../../../../../data/reference/import-vocabulary.csv");
    // The few words with a comma are not needed here.
    let plain = text.lines().skip(1).filter(|line| !line.contains('"'));
    let entries = plain.filter_map(|line| {
        let (topic, rest) = line.split_once(',')?;
        let (word, code) = rest.split_once(',')?;
        Some((topic, word, code))
    });
    let vocabulary = Vocabulary::new(entries).expect("a sound vocabulary");
    let place = |code: &str, name: &str| Place {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: PlaceKind::Commune,
        epci: None,
    };
    let gazetteer = Gazetteer::new([place("46102", "Figeac"), place("46042", "Cahors")], &vocabulary);
    let occupations = Occupations::new([("J1506".to_owned(), "Infirmier / Infirmière".to_owned())]);
    Known { vocabulary, gazetteer, occupations }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    Table { headers: owned(headers), rows: rows.iter().map(|row| owned(row)).collect() }
}

fn propose(known: &Known, table: &Table) -> Mapping {
    propose_mapping(table, Subject::JobOffers, &known.vocabulary, &known.gazetteer, &[]).mapping
}

fn read(known: &Known, table: &Table) -> Vec<InterpretedOffer> {
    let mapping = propose(known, table);
    assert_eq!(mapping.problems(Subject::JobOffers, &known.gazetteer), vec![]);
    let words = (&known.vocabulary, &known.gazetteer);
    let interpreter = OfferInterpreter::new(&table.headers, &mapping, words, &known.occupations, today());
    table.rows.iter().map(|row| interpreter.interpret(row)).collect()
}

const SHORT: [&str; 4] = ["id", "intitule", "description", "typeContrat"];

fn offer(id: &str, title: &str) -> [String; 4] {
    [id, title, "Des missions.", "CDI"].map(str::to_owned)
}

fn offers(rows: &[[String; 4]]) -> Vec<InterpretedOffer> {
    let table =
        Table { headers: SHORT.map(str::to_owned).to_vec(), rows: rows.iter().map(|row| row.to_vec()).collect() };
    read(&known(), &table)
}

#[test]
fn the_names_of_france_travail_are_known() {
    let known = known();
    let headers = [
        "id",
        "intitule",
        "description",
        "dateCreation",
        "lieuTravail.libelle",
        "lieuTravail.commune",
        "romeCode",
        "romeLibelle",
        "entreprise.nom",
        "entreprise.description",
        "typeContrat",
        "typeContratLibelle",
        "natureContrat",
        "experienceExige",
        "salaire.libelle",
        "dureeTravailLibelle",
        "dureeTravailLibelleConverti",
        "nombrePostes",
        "secteurActivite",
        "origineOffre.urlOrigine",
    ];
    let row = [
        "188XKBM",
        "Infirmier de nuit (H/F)",
        "Service de médecine.",
        "2026-11-02T08:00:00.000Z",
        "46 - FIGEAC",
        "46102",
        "J1506",
        "Soins infirmiers",
        "CH du Causse",
        "Un hôpital",
        "CDD",
        "CDD - 6 Mois",
        "E2",
        "D",
        "Mensuel de 2300.00 Euros sur 12 mois",
        "35H/semaine Travail de nuit",
        "Temps partiel",
        "2",
        "86",
        "https://candidat.francetravail.fr/offres/recherche/detail/188XKBM",
    ];
    let table = table(&headers, &[&row]);
    let proposed: Vec<&str> = propose(&known, &table).columns.iter().map(|column| column.field.code()).collect();
    assert_eq!((proposed[3], proposed[9]), ("ignore", "ignore"));
    let draft = read(&known, &table).remove(0).outcome.expect("an offer");
    let facts = &draft.facts;
    assert_eq!((draft.external_id.as_str(), draft.employer_name.as_deref()), ("188XKBM", Some("CH du Causse")));
    assert_eq!((facts.contract_type, facts.part_time, facts.positions), (ContractType::Cdd, true, 2));
    assert_eq!(facts.contract_detail.as_deref(), Some("CDD - 6 Mois ; Contrat d’apprentissage"));
    assert_eq!((facts.commune_code.as_deref(), facts.occupation_code.as_deref()), (Some("46102"), Some("J1506")));
    assert_eq!((facts.sector, facts.experience), (Some(Sector::Health), Some(RequiredExperience::Beginner)));
    assert!(facts.apply_url.as_deref().is_some_and(|url| url.ends_with("/188XKBM")));
    assert_eq!(draft.remarks, vec![], "the label of an occupation is no remark beside its code");
}

#[test]
fn french_titles_and_words_are_known() {
    let known = known();
    let headers = [
        "N° offre",
        "Intitulé du poste",
        "Descriptif",
        "Type de contrat",
        "Ville",
        "Télétravail",
        "Statut",
        "Logement",
    ];
    let rows: [&[&str]; 3] = [
        &["1", "Soudeur", "Atelier.", "Contrat à durée indéterminée", "cahors", "hybride", "En ligne", "oui"],
        &["2", "Soudeuse", "Atelier.", "intérim", "46 - LOT", "", "", ""],
        &["3", "Soudeur", "Atelier.", "CDI", "Cahors", "", "Pourvue", ""],
    ];
    let table = table(&headers, &rows);
    let mut read = read(&known, &table);
    let over = read.remove(2);
    assert_eq!(over.outcome.expect_err("over")[0].reason, Reason::NotStanding);
    assert_eq!(over.keys, vec![], "it counts as absent");
    let second = read.remove(1).outcome.expect("an offer").facts;
    assert_eq!((second.contract_type, second.commune_code), (ContractType::Mis, None));
    let first = read.remove(0).outcome.expect("an offer").facts;
    assert_eq!((first.commune_code.as_deref(), first.housing_possible), (Some("46042"), true));
    assert_eq!(unmapped_values(&table, &propose(&known, &table), &known.vocabulary, &known.gazetteer), vec![]);
}

#[test]
fn every_wrong_field_is_named_and_the_offer_is_still_held() {
    let known = known();
    let headers = [&SHORT[..], &["lieuTravail.commune", "nombrePostes", "dateFin", "dateDebut"]].concat();
    let wrong: &[&str] = &["7", "", "", "CDX", "12202", "beaucoup", "2026-11-20", "31/02/2027"];
    let read = read(&known, &table(&headers, &[wrong, &["", "x", "y", "CDI", "", "", "", ""]]));
    let reasons = |row: &InterpretedOffer| -> Vec<Reason> {
        row.outcome.as_ref().expect_err("refused").iter().map(|refusal| refusal.reason).collect()
    };
    let expected = [
        Reason::InvalidDate,
        Reason::UnknownCommune,
        Reason::InvalidNumber,
        Reason::MissingTitle,
        Reason::MissingDescription,
        Reason::UnknownContract,
        Reason::PastDate,
    ];
    assert_eq!(reasons(&read[0]), expected);
    assert_eq!(read[0].keys, vec![OfferKey("7".to_owned())]);
    assert_eq!(reasons(&read[1]), [Reason::MissingExternalId]);
}

#[test]
fn what_can_be_left_out_is_left_out_with_a_remark() {
    let known = known();
    let headers = [&SHORT[..], &["SIRET", "romeCode", "Lien", "Courriel", "Secteur"]].concat();
    let row: &[&str] = &["7", "x", "y\u{0}z", "CDI", "123", "Z9999", "ici", "par courrier", "lune"];
    let draft = read(&known, &table(&headers, &[row])).remove(0).outcome.expect("an offer");
    let kinds: std::collections::BTreeSet<RemarkKind> = draft.remarks.iter().map(|remark| remark.kind).collect();
    let expected = [
        RemarkKind::IgnoredEmail,
        RemarkKind::IgnoredWord,
        RemarkKind::IgnoredOccupation,
        RemarkKind::IgnoredSiret,
        RemarkKind::IgnoredUrl,
    ];
    assert_eq!(kinds, expected.into_iter().collect());
    assert_eq!(draft.facts.description, "yz", "no control character reaches the database");
}

/// The plans of a first file as the stored offers of the next.
fn stored(decisions: &OfferDecisions<u32>) -> BTreeMap<OfferKey, Stored<u32>> {
    let stored = |(key, verdict): (u32, &crate::imports::RowVerdict<u32, OfferPlan<u32>, OfferKey>)| {
        let Verdict::Created(plan) = &verdict.verdict else { return None };
        let offer = Stored {
            key,
            facts: plan.facts.clone(),
            employer: plan.employer,
            employer_name: plan.employer_name.clone(),
            status: plan.status,
            is_archived: false,
            is_foreign: false,
        };
        Some((OfferKey(plan.external_id.clone()), offer))
    };
    (0..).zip(&decisions.verdicts).filter_map(stored).collect()
}

fn codes(decisions: &OfferDecisions<u32>) -> Vec<&'static str> {
    decisions.verdicts.iter().map(|row| row.verdict.code()).collect()
}

const NOBODY: &str = "Employeur non communiqué";

#[test]
fn the_same_file_again_changes_nothing_and_a_shorter_one_closes() {
    let book = EmployerBook::default();
    let file = [offer("a", "Soudeur"), offer("b", "Boulangère"), offer("a", "Soudeur encore")];
    let first = decide_offers(offers(&file), &BTreeMap::new(), &book, NOBODY, false);
    assert_eq!(codes(&first), ["created", "created", "duplicate"]);
    let mut there = stored(&first);
    let again = decide_offers(offers(&file), &there, &book, NOBODY, false);
    assert_eq!((codes(&again), &again.closed), (vec!["unchanged", "unchanged", "duplicate"], &vec![]));

    let shorter = [offer("b", "Boulanger ou boulangère")];
    assert_eq!(decide_offers(offers(&shorter), &there, &book, NOBODY, true).closed, vec![], "a partial file");
    let third = decide_offers(offers(&shorter), &there, &book, NOBODY, false);
    assert_eq!((codes(&third), &third.closed, third.summary().closed), (vec!["updated"], &vec![0], 1));

    there.values_mut().for_each(|offer| offer.status = JobOfferStatus::Expired);
    let back = decide_offers(offers(&file[..1]), &there, &book, NOBODY, false);
    let Verdict::Updated { draft, of: 0 } = &back.verdicts[0].verdict else { panic!("{back:?}") };
    assert_eq!((draft.status, draft.remarks[0].kind), (JobOfferStatus::Published, RemarkKind::BackAgain));
    assert_eq!(back.closed, vec![], "what has ended does not end again");
}

#[test]
fn what_people_decided_here_stays() {
    let book = EmployerBook::default();
    let first = decide_offers(offers(&[offer("a", "Soudeur")]), &BTreeMap::new(), &book, NOBODY, false);
    let changed = [offer("a", "Soudeuse")];
    for (status, archived, foreign, verdict) in [
        (JobOfferStatus::Filled, false, false, "unchanged"),
        (JobOfferStatus::Withdrawn, false, false, "unchanged"),
        (JobOfferStatus::Published, true, false, "unchanged"),
        (JobOfferStatus::Suspended, false, false, "updated"),
        (JobOfferStatus::Published, false, true, "duplicate"),
    ] {
        let mut there = stored(&first);
        for offer in there.values_mut() {
            (offer.status, offer.is_archived, offer.is_foreign) = (status, archived, foreign);
            offer.facts.partner_welcome = true;
        }
        let decided = decide_offers(offers(&changed), &there, &book, NOBODY, false);
        assert_eq!(codes(&decided), [verdict], "{status}");
        match &decided.verdicts[0].verdict {
            Verdict::Updated { draft, .. } => {
                assert_eq!((draft.status, draft.facts.partner_welcome), (status, true));
            }
            Verdict::Duplicate { attached_to, .. } => assert_eq!(attached_to, &Attached::File(0)),
            _ => {}
        }
        let gone = decide_offers(offers(&[offer("z", "Autre")]), &there, &book, NOBODY, false);
        assert_eq!(gone.closed, vec![], "{status}, archived {archived}, foreign {foreign}");
    }
}

#[test]
fn the_employer_on_file_decides_what_the_public_reads() {
    let member = |key, siret: &str, name: &str, membership| KnownEmployer {
        key,
        siret: siret.to_owned(),
        name: name.to_owned(),
        membership,
    };
    let book = EmployerBook::new([
        member(1, "73282932000074", "Atelier Ségala", Some(MembershipStatus::Active)),
        member(2, "35600000000048", "La Poste", None),
    ]);
    let known = known();
    let headers = [&SHORT[..], &["entreprise.nom", "SIRET"]].concat();
    let row = |id: &'static str, name: &'static str, siret: &'static str| [id, "x", "y", "CDI", name, siret];
    let rows = [
        row("a", "ATELIER SEGALA", ""),
        row("b", "Une poste", "35600000000048"),
        row("c", "Inconnu SARL", ""),
        row("d", "", ""),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let decided = decide_offers(read(&known, &table(&headers, &rows)), &BTreeMap::new(), &book, NOBODY, false);
    let plans: Vec<(Option<u32>, &str, Owner, usize)> = decided
        .verdicts
        .iter()
        .map(|row| match &row.verdict {
            Verdict::Created(plan) => (plan.employer, plan.employer_name.as_str(), plan.owner, plan.remarks.len()),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        (Some(1), "Atelier Ségala", Owner::Employer(Some(MembershipStatus::Active)), 0),
        (Some(2), "La Poste", Owner::Employer(None), 1),
        (None, "Inconnu SARL", Owner::Unknown, 0),
        (None, NOBODY, Owner::Unknown, 0),
    ];
    assert_eq!(plans, expected);
}

#[test]
fn a_file_that_lacks_a_needed_column_says_so() {
    let known = known();
    let missing: Vec<Field> = propose(&known, &table(&["Titre", "Ville"], &[&["Soudeur", "Cahors"]]))
        .problems(Subject::JobOffers, &known.gazetteer)
        .into_iter()
        .map(|problem| problem.field)
        .collect();
    assert_eq!(missing, [Field::ExternalId, Field::Description, Field::ContractType]);
}
