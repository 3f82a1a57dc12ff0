//! The whole import engine over real offices' files: every verdict, row by row, and the yearly figures.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails loudly on a broken fixture")]

mod offices;

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::codes::ProspectStatus;
use domain::imports::{
    Attached, ContactKey, Field, Interpreted, Interpreter, Mapping, RowVerdict, Subject, Summary, Table, Verdict,
    contact_keys, decide, propose_mapping, unmapped_values,
};
use offices::{Office, Reference};
use serde_json::{Value, json};

/// Fields of the first office, in the order of its columns.
const FIRST: [Field; 23] = [
    Field::Reference,
    Field::RequestedOn,
    Field::Civility,
    Field::LastName,
    Field::FirstName,
    Field::Email,
    Field::Phone,
    Field::PostalCode,
    Field::City,
    Field::HouseholdKind,
    Field::Adults,
    Field::Children,
    Field::ProjectType,
    Field::Occupation,
    Field::PartnerOccupation,
    Field::WishedTerritory,
    Field::Referent,
    Field::Status,
    Field::SupportedOn,
    Field::SettledOn,
    Field::SettledCommune,
    Field::Source,
    Field::Comment,
];

/// Fields of the second office, in the order of its columns.
const SECOND: [Field; 19] = [
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Phone,
    Field::RequestedOn,
    Field::Status,
    Field::SupportedOn,
    Field::SettledOn,
    Field::SettledCommune,
    Field::Adults,
    Field::Children,
    Field::WishedTerritory,
    Field::ProjectType,
    Field::Occupation,
    Field::PartnerOccupation,
    Field::PostalCode,
    Field::City,
    Field::Source,
    Field::Comment,
];

/// Fields of the third office, in the order of its columns.
const THIRD: [Field; 18] = [
    Field::Reference,
    Field::FullName,
    Field::Email,
    Field::Phone,
    Field::RequestedOn,
    Field::SupportedOn,
    Field::SettledOn,
    Field::SettledCommune,
    Field::HouseholdKind,
    Field::Adults,
    Field::Children,
    Field::ProjectType,
    Field::Occupation,
    Field::PartnerOccupation,
    Field::WishedTerritory,
    Field::Status,
    Field::Source,
    Field::Comment,
];

fn fields(mapping: &Mapping) -> Vec<Field> {
    mapping.columns.iter().map(|column| column.field).collect()
}

fn interpret(reference: &Reference, table: &Table, mapping: &Mapping) -> Vec<Interpreted> {
    let Reference { vocabulary, gazetteer, today } = reference;
    let interpreter = Interpreter::new(&table.headers, mapping, vocabulary, gazetteer, *today);
    table.rows.iter().map(|row| interpreter.interpret(row)).collect()
}

/// The verdicts in the shape of the expected files: every row that is not simply created.
fn verdicts_as_expected(verdicts: &[RowVerdict<usize>]) -> Vec<Value> {
    let told = |RowVerdict { row, verdict }: &RowVerdict<usize>| match verdict {
        Verdict::Created(_) => None,
        Verdict::Duplicate { attached_to: Attached::Row(first) | Attached::File(first), .. } => {
            Some(json!({"row": row, "verdict": "duplicate", "attached_to": first}))
        }
        Verdict::Refused(refusals) => Some(json!({
            "row": row, "verdict": "refused", "reason": refusals[0].reason.code(),
        })),
        Verdict::Updated { .. } | Verdict::Unchanged { .. } => unreachable!("an import changes no file"),
    };
    verdicts.iter().filter_map(told).collect()
}

/// The yearly figures in the shape of the expected files.
fn figures(verdicts: &[RowVerdict<usize>]) -> Value {
    let mut supported = BTreeMap::<String, u64>::new();
    let mut adults = BTreeMap::<String, u64>::new();
    let mut settled = BTreeMap::<String, u64>::new();
    let mut by_epci = BTreeMap::<String, BTreeMap<String, u64>>::new();
    let mut newcomers = 0;
    for RowVerdict { verdict, .. } in verdicts {
        let Verdict::Created(draft) = verdict else {
            continue;
        };
        if let Some(day) = draft.entered_on(ProspectStatus::Supported) {
            *supported.entry(day.year().to_string()).or_default() += 1;
            *adults.entry(day.year().to_string()).or_default() += u64::from(draft.adults);
        }
        if let Some(installation) = &draft.installation {
            let year = installation.moved_in_on.year().to_string();
            assert_eq!(draft.entered_on(ProspectStatus::Settled), Some(installation.moved_in_on));
            *settled.entry(year.clone()).or_default() += 1;
            let epci = installation.epci_code.clone().unwrap_or_default();
            *by_epci.entry(year).or_default().entry(epci).or_default() += 1;
            newcomers += u64::from(draft.adults) + u64::from(draft.children);
        }
    }
    let families: u64 = settled.values().sum();
    json!({
        "supported_total": supported.values().sum::<u64>(), "settled_total": families,
        "newcomers_insee_2.0": families * 2, "newcomers_actual": newcomers,
        "supported_by_year": supported, "settled_by_year": settled,
        "adults_supported_by_year": adults, "settled_by_year_and_epci": by_epci,
    })
}

fn check(office: &Office, columns: &[Field]) {
    let reference = Reference::load();
    let Reference { vocabulary, gazetteer, .. } = &reference;
    let proposal = propose_mapping(&office.table, Subject::Prospects, vocabulary, gazetteer, &[]);
    assert_eq!(fields(&proposal.mapping), columns, "{:#?}", proposal.columns);
    assert!(proposal.columns.iter().all(|c| c.confidence >= 80), "{:#?}", proposal.columns);
    let unmapped = unmapped_values(&office.table, &proposal.mapping, vocabulary, gazetteer);
    assert_eq!(unmapped.iter().map(|u| u.value.as_str()).collect::<Vec<_>>(), ["Saint-Nullepart-en-Quercy"]);
    assert_eq!(unmapped[0].proposed, None, "nobody moved to the commune whose name is alike");
    check_run(&reference, office, &proposal.mapping);
}

fn check_run(reference: &Reference, office: &Office, mapping: &Mapping) {
    assert_eq!(mapping.problems(Subject::Prospects, &reference.gazetteer), vec![]);
    let rows = interpret(reference, &office.table, mapping);
    let verdicts = decide::<usize>(rows.clone(), &BTreeMap::new());
    let expected = &office.expected;
    assert_eq!(json!(verdicts_as_expected(&verdicts)), expected["verdicts"]);
    let summary = Summary::of(&verdicts);
    for (name, count) in [
        ("rows", summary.rows),
        ("created", summary.created),
        ("duplicates", summary.duplicates),
        ("refused", summary.refused),
    ] {
        assert_eq!(json!(count), expected[name], "{name}");
    }
    for (name, value) in figures(&verdicts).as_object().into_iter().flatten() {
        assert_eq!(value, &expected[name], "{name}");
    }
    check_second_run(&rows, &verdicts, expected);
}

/// The same file again, over the files the first run left.
fn check_second_run(rows: &[Interpreted], first: &[RowVerdict<usize>], expected: &Value) {
    let mut known: BTreeMap<ContactKey, usize> = BTreeMap::new();
    for (interpreted, RowVerdict { row, verdict }) in rows.iter().zip(first) {
        if let Verdict::Created(draft) = verdict {
            let lead = &draft.lead;
            let kept = lead.email.iter().cloned().map(ContactKey::Email);
            known.extend(kept.chain(lead.phone.iter().cloned().map(ContactKey::Phone)).map(|key| (key, *row)));
            assert!(interpreted.outcome.is_ok());
        }
    }
    let keys = contact_keys(rows);
    assert!(known.keys().all(|key| keys.contains(key)));
    let again = Summary::of(&decide(rows.to_vec(), &known));
    let counts = json!({
        "created": again.created, "updated": again.updated, "duplicates": again.duplicates, "refused": again.refused,
    });
    assert_eq!(counts, expected["second_import"]);
}

#[test]
fn the_first_office_imports_as_expected() {
    check(&Office::read("historique-2018-2024", "csv", b';'), &FIRST);
}

#[test]
fn the_second_office_imports_as_expected() {
    check(&Office::read("second-bureau", "tsv", b'\t'), &SECOND);
}

#[test]
fn a_third_office_imports_as_expected_once_its_own_words_are_explained() {
    let office = Office::read("third-office", "csv", b',');
    let reference = Reference::load();
    let Reference { vocabulary, gazetteer, .. } = &reference;
    let mut mapping = propose_mapping(&office.table, Subject::Prospects, vocabulary, gazetteer, &[]).mapping;
    // What a person corrects: titles the engine could not know, then words.
    for (header, field) in
        [("Code interne", Field::Reference), ("Boulot 1", Field::Occupation), ("Boulot 2", Field::PartnerOccupation)]
    {
        let column = mapping.columns.iter_mut().find(|column| column.header == header).unwrap();
        assert_eq!(column.field, Field::Ignore, "{header}");
        column.field = field;
    }
    assert_eq!(fields(&mapping), THIRD);
    for (word, code) in [
        ("pas encore vu", "new"),
        ("on accompagne", "supported"),
        ("au chaud", "dormant"),
        ("chez nous", "settled"),
        ("laissé tomber", "closed:abandoned"),
    ] {
        mapping.set_value(Field::Status, word, code);
    }
    mapping.set_value(Field::ProjectType, "ouvrir un gîte", "business_creation");
    mapping.set_value(Field::Source, "un ami", "word_of_mouth");
    let unmapped = unmapped_values(&office.table, &mapping, vocabulary, gazetteer);
    let words: Vec<(Field, &str)> = unmapped.iter().map(|u| (u.field, u.value.as_str())).collect();
    let left = [(Field::Status, "mystère"), (Field::SettledCommune, "Nulle-Part"), (Field::Source, "le hasard")];
    assert_eq!(words, left);
    check_run(&reference, &office, &mapping);
}

#[test]
fn a_place_is_proposed_for_a_slip_of_the_pen_only() {
    let Reference { vocabulary, gazetteer, .. } = Reference::load();
    for (written, right) in [
        ("Fijeac", Some("46102")),
        ("St-Céré la belle", None),
        ("Saint-Nullepart-en-Quercy", None),
        ("Saint-Nicolas-en-Quercy", None),
        ("Cressenssac-Sarazac", Some("46083")),
    ] {
        let table = Table { headers: vec!["Commune".to_owned()], rows: vec![vec![written.to_owned()]] };
        let mut mapping = propose_mapping(&table, Subject::Prospects, &vocabulary, &gazetteer, &[]).mapping;
        mapping.columns[0].field = Field::SettledCommune;
        let unmapped = unmapped_values(&table, &mapping, &vocabulary, &gazetteer);
        assert_eq!(unmapped[0].proposed.as_deref(), right, "{written}");
    }
}

#[test]
fn a_remembered_mapping_serves_whatever_the_order_of_columns() {
    let office = Office::read("second-bureau", "tsv", b'\t');
    let Reference { vocabulary, gazetteer, .. } = Reference::load();
    let mut remembered = propose_mapping(&office.table, Subject::Prospects, &vocabulary, &gazetteer, &[]).mapping;
    for column in &mut remembered.columns {
        column.header = format!("Zzz {}", column.header);
    }
    remembered.set_value(Field::SettledCommune, "Saint-Nullepart-en-Quercy", "46042");
    let mut table = office.table.clone();
    table.headers.iter_mut().for_each(|header| *header = format!("ZZZ {header}"));
    table.headers.reverse();
    table.rows.iter_mut().for_each(|row| row.reverse());
    let proposal =
        propose_mapping(&table, Subject::Prospects, &vocabulary, &gazetteer, std::slice::from_ref(&remembered));
    let mut found = fields(&proposal.mapping);
    found.reverse();
    assert_eq!(found, SECOND);
    assert_eq!(proposal.mapping.values, remembered.values);
    assert!(unmapped_values(&table, &proposal.mapping, &vocabulary, &gazetteer).is_empty());
}

#[test]
fn values_alone_tell_most_columns() {
    let Reference { vocabulary, gazetteer, .. } = Reference::load();
    for (office, columns) in [
        (Office::read("historique-2018-2024", "csv", b';'), &FIRST[..]),
        (Office::read("second-bureau", "tsv", b'\t'), &SECOND[..]),
    ] {
        let mut table = office.table;
        table.headers.iter_mut().enumerate().for_each(|(index, header)| *header = format!("Zzz{index}"));
        let proposal = propose_mapping(&table, Subject::Prospects, &vocabulary, &gazetteer, &[]);
        // Nothing but their title distinguishes these.
        let mute = [Field::Reference, Field::Referent, Field::Occupation, Field::PartnerOccupation, Field::Comment];
        for (proposed, right) in fields(&proposal.mapping).iter().zip(columns) {
            let expected = if mute.contains(right) { &Field::Ignore } else { right };
            assert_eq!(proposed, expected, "{:#?}", proposal.columns);
        }
    }
}
