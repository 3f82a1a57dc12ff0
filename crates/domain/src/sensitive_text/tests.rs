//! Notes as people write them, and numbers of every shape.

use super::numbers::remainder;
use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<SensitiveKind> {
    let mut kinds: Vec<_> = seen_in(text).into_iter().map(|seen| seen.kind).collect();
    kinds.dedup();
    kinds
}

#[test]
fn honest_notes_raise_no_alarm() {
    let notes: Vec<&str> = include_str!("honest.txt").lines().collect();
    assert!(notes.len() >= 60, "{}", notes.len());
    let alarms: Vec<_> =
        notes.iter().filter(|note| !seen_in(note).is_empty()).map(|note| (note, seen_in(note))).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn notes_that_tell_too_much_do() {
    let mut reader = csv::Reader::from_reader(include_str!("alarming.csv").as_bytes());
    let notes: Vec<(String, String)> =
        reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    assert!(notes.len() >= 60, "{}", notes.len());
    let missed: Vec<_> = notes
        .iter()
        .filter(|(kind, note)| !kinds(note).contains(&SensitiveKind::parse(kind).unwrap()))
        .map(|(kind, note)| (kind, note, kinds(note)))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
    for kind in SensitiveKind::ALL {
        assert!(notes.iter().any(|(named, _)| named == kind.as_str()), "no note for {kind}");
    }
}

#[test]
fn what_was_seen_is_shown_where_it_stands() {
    let text = "À revoir : elle est en Dépression. IBAN FR14 2004 1010 0505 0001 3M02 606";
    let seen: Vec<_> = seen_in(text).iter().map(|one| (one.kind, one.words(text))).collect();
    let expected = [
        (SensitiveKind::Health, "Dépression".to_owned()),
        (SensitiveKind::BankDetails, "FR14 2004 1010 0505 0001 3M02 606".to_owned()),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn who_a_child_is_never_stays() {
    assert!(seen_in("sa fille Zoé").iter().all(|seen| !seen.may_be_kept()));
    assert!(seen_in("en dépression").iter().all(Sighting::may_be_kept));
    assert_eq!(seen_in("sa fille Zoé").len(), 1);
}

/// A social security number with its right key, and whether it is one of Corsica.
fn nir() -> impl Strategy<Value = (String, u64)> {
    let department = prop_oneof![
        (1_u32..=95).prop_map(|department| format!("{department:02}")),
        Just("2A".to_owned()),
        Just("2B".to_owned())
    ];
    (1_u8..=2, 0_u8..100, 1_u8..=12, department, 1_u16..=990, 1_u16..=999).prop_map(
        |(sex, year, month, department, commune, order)| {
            let counted = department.replace("2A", "19").replace("2B", "18");
            let number: u64 = format!("{sex}{year:02}{month:02}{counted}{commune:03}{order:03}").parse().unwrap();
            (format!("{sex}{year:02}{month:02}{department}{commune:03}{order:03}"), 97 - number % 97)
        },
    )
}

/// The number in groups, as people write it.
fn grouped(number: &str, key: u64, separator: &str) -> String {
    let ends = [0, 1, 3, 5, 7, 10, 13];
    let groups: Vec<&str> = ends.windows(2).map(|pair| &number[pair[0]..pair[1]]).collect();
    format!("{}{separator}{key:02}", groups.join(separator))
}

/// An IBAN with its right check digits.
fn iban() -> impl Strategy<Value = String> {
    "[0-9]{10}[0-9A-Z]{11}[0-9]{2}".prop_map(|account| {
        let check = 98 - remainder(account.chars().chain("FR00".chars()));
        format!("FR{check:02}{account}")
    })
}

proptest! {
    #[test]
    fn any_text_is_read_and_what_is_seen_lies_in_it(text in "\\PC{0,120}") {
        let length = text.chars().count();
        for seen in seen_in(&text) {
            prop_assert!(seen.length > 0 && seen.start + seen.length <= length, "{:?}", seen);
        }
    }

    #[test]
    fn a_word_within_another_is_not_that_word(before in "[b-d]{1,3}", after in "[b-d]{1,3}") {
        prop_assert_eq!(kinds(&format!("{before}gay{after}")), []);
    }

    #[test]
    fn a_social_security_number_is_known_in_every_shape(
        (number, key) in nir(), separator in prop_oneof![Just(""), Just(" "), Just("."), Just("\u{202f}"), Just("-")]
    ) {
        let written = grouped(&number, key, separator);
        let text = format!("Son numéro : {written}, à effacer.");
        let seen = seen_in(&text);
        prop_assert_eq!(seen.len(), 1, "{}", text);
        prop_assert_eq!(seen[0].kind, SensitiveKind::SocialSecurityNumber);
        prop_assert_eq!(seen[0].words(&text), written);
    }

    #[test]
    fn a_social_security_number_with_another_key_is_none((number, key) in nir(), less in 1_u64..97) {
        let wrong = (key + less - 1) % 97 + 1;
        prop_assume!(wrong != key);
        prop_assert_eq!(kinds(&format!("{number}{wrong:02}")), []);
    }

    #[test]
    fn an_iban_is_known_in_one_piece_and_in_groups(iban in iban(), in_groups in any::<bool>(), lower in any::<bool>()) {
        let groups: Vec<String> = iban.as_bytes().chunks(4).map(|four| String::from_utf8(four.to_vec()).unwrap()).collect();
        let written = if in_groups { groups.join(" ") } else { iban };
        let text = format!("Virement sur {} svp", if lower { written.to_lowercase() } else { written });
        prop_assert_eq!(kinds(&text), [SensitiveKind::BankDetails], "{}", text);
    }

    #[test]
    fn an_iban_with_a_wrong_digit_is_none(iban in iban(), at in 4_usize..14, more in 1_u8..10) {
        let mut bytes = iban.into_bytes();
        bytes[at] = (bytes[at] - b'0' + more) % 10 + b'0';
        prop_assert_eq!(kinds(&String::from_utf8(bytes).unwrap()), []);
    }

    #[test]
    fn a_day_of_birth_is_known_in_every_shape(day in 1_u32..=28, month in 1_usize..=12, year in 1930_i32..2027, how in 0..4) {
        let name = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre"][month - 1];
        let date = match how {
            0 => format!("le {day}/{month}/{year}"),
            1 => format!("le {day:02}.{month:02}.{year}"),
            2 => format!("le {day} {name} {year}"),
            _ => format!("en {name} {year}"),
        };
        prop_assert_eq!(kinds(&format!("Elle est née {date}, dit-il.")), [SensitiveKind::Child]);
        prop_assert_eq!(kinds(&format!("Rappeler {date}.")), []);
    }
}
