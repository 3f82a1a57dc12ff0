//! What has no place in a note about somebody: health, religion, union, origin, justice, orientation, a social security
//! number, bank details, who a child is. Words are a hint to rephrase; what a child is called or born on is refused.

use std::collections::BTreeSet;

use crate::codes::SensitiveKind;
use crate::text::fold;

/// Words and phrases by what they tell, folded; a star ends a beginning of a word. Words of the programme's own work (a
/// health professional, a health centre) are not among them.
const WORDS: &[(SensitiveKind, &[&str])] = &[
    (
        SensitiveKind::Health,
        &[
            "malade", "malades", "maladie*", "cancer*", "depression", "depressif", "depressive", "handicap*", "diabet*",
            "seropositi*", "vih", "sida", "alcooli*", "toxicoman*", "psychiatr*", "enceinte", "grossesse", "burn out",
            "burnout", "avc", "epilep*", "autis*", "chimiotherapie", "invalidite", "arret maladie", "fausse couche",
            "bipolaire", "schizophren*", "rqth",
        ],
    ),
    (
        SensitiveKind::Religion,
        &[
            "catholique*", "protestant*", "musulman*", "juif", "juive", "juifs", "juives", "bouddhis*", "athee*", "islam*",
            "temoin de jehovah", "temoins de jehovah", "evangelique*", "pratiquant", "pratiquante", "voile islamique",
        ],
    ),
    (
        SensitiveKind::Union,
        &["syndique*", "syndicaliste*", "delegue syndical", "deleguee syndicale", "cgt", "cfdt", "cftc", "encarte*"],
    ),
    (
        SensitiveKind::Origin,
        &[
            "gitan*", "tzigane*", "maghrebin*", "arabe", "arabes", "africain*", "asiatique*", "manouche*",
            "d origine etrangere", "origine ethnique", "type europeen", "metis", "metisse",
        ],
    ),
    (
        SensitiveKind::Justice,
        &[
            "casier judiciaire", "condamne", "condamnee", "condamnes", "condamnation*", "prison", "incarcer*", "detenu",
            "detenue", "garde a vue", "bracelet electronique", "delinquan*", "sursis probatoire", "mis en examen",
        ],
    ),
    (
        SensitiveKind::Orientation,
        &[
            "homosexuel*", "heterosexuel*", "bisexuel*", "lesbienne*", "gay", "gays", "transgenre*", "transsexuel*",
            "orientation sexuelle",
        ],
    ),
];

/// Who a child is called after.
const CHILDREN: [&str; 8] = ["fils", "fille", "filles", "enfant", "enfants", "bebe", "petit", "petite"];

/// Everything of this kind that stands in a text.
#[must_use]
pub fn seen_in(text: &str) -> BTreeSet<SensitiveKind> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut seen: BTreeSet<SensitiveKind> = WORDS
        .iter()
        .filter(|(_, phrases)| phrases.iter().any(|phrase| says(&words, phrase)))
        .map(|(kind, _)| *kind)
        .collect();
    let solid: String = text.chars().filter(|letter| !letter.is_whitespace() && !".-\u{202f}".contains(*letter)).collect();
    if holds(&solid, 15, is_social_security_number) {
        seen.insert(SensitiveKind::SocialSecurityNumber);
    }
    if holds_iban(text) {
        seen.insert(SensitiveKind::BankDetails);
    }
    if names_a_child(text) {
        seen.insert(SensitiveKind::Child);
    }
    seen
}

/// Whether somebody may keep the text after having read what was seen in it.
#[must_use]
pub fn may_be_acknowledged(seen: &BTreeSet<SensitiveKind>) -> bool {
    !seen.contains(&SensitiveKind::Child)
}

fn says(words: &[&str], phrase: &str) -> bool {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    words.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(|(word, want)| fits(word, want)))
}

fn fits(word: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or_else(|| word == wanted, |beginning| word.starts_with(beginning))
}

/// Whether some stretch of that many letters and digits, nothing like it around, passes the test.
fn holds(solid: &str, length: usize, test: impl Fn(&str) -> bool) -> bool {
    let runs = solid.split(|letter: char| !letter.is_ascii_alphanumeric());
    let long_enough = runs.filter(|run| run.len() >= length);
    long_enough.flat_map(|run| (0..=run.len() - length).filter_map(move |at| run.get(at..at + length))).any(test)
}

/// Thirteen characters and their key: 97 less the number modulo 97, the Corsican departments by their digits.
fn is_social_security_number(text: &str) -> bool {
    let Some((number, key)) = text.split_at_checked(13) else { return false };
    let (number, less) = match number.get(5..7).map(str::to_ascii_uppercase).as_deref() {
        Some("2A") => (replaced(number, "19"), 0),
        Some("2B") => (replaced(number, "18"), 0),
        _ => (number.to_owned(), 0),
    };
    let begins = number.starts_with(['1', '2']);
    let month = number.get(3..5).and_then(|month| month.parse::<u32>().ok());
    let dated = month.is_some_and(|month| (1..=12).contains(&month) || (20..=42).contains(&month) || month >= 50);
    match (number.parse::<u64>(), key.parse::<u64>()) {
        (Ok(number), Ok(key)) => begins && dated && 97 - (number - less) % 97 == key,
        _ => false,
    }
}

fn replaced(number: &str, department: &str) -> String {
    let (before, after) = (number.get(..5).unwrap_or_default(), number.get(7..).unwrap_or_default());
    format!("{before}{department}{after}")
}

/// An IBAN: two letters, two digits and 11 to 30 letters or digits, modulo 97 equal to 1; written in one piece or in groups.
fn holds_iban(text: &str) -> bool {
    let groups: Vec<String> = text
        .split(|letter: char| letter.is_whitespace())
        .map(|group| group.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_ascii_uppercase())
        .collect();
    (0..groups.len()).any(|from| {
        let mut joined = String::new();
        groups.iter().skip(from).take(9).any(|group| {
            joined.push_str(group);
            is_iban(&joined)
        })
    })
}

fn is_iban(text: &str) -> bool {
    if !(15..=34).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let (head, tail) = text.split_at(4);
    let (country, check) = head.split_at(2);
    let shaped = country.bytes().all(|byte| byte.is_ascii_uppercase()) && check.bytes().all(|byte| byte.is_ascii_digit());
    shaped && remainder(tail.chars().chain(head.chars())) == 1
}

/// The number that letters (A is 10) and digits write, modulo 97.
fn remainder(letters: impl Iterator<Item = char>) -> u32 {
    letters.filter_map(|letter| letter.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit >= 10 { 100 } else { 10 };
        (rest * shift + digit) % 97
    })
}

/// A child called by a name ("sa fille Léa"), or born on a day ("né le 3/4/2019").
fn names_a_child(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.windows(2).any(|pair| {
        let [child, name] = pair else { return false };
        let is_name = name.chars().next().is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase);
        is_name && !child.ends_with(['.', ',', ';', ':', '!', '?']) && CHILDREN.contains(&fold(child).as_str())
    });
    let born = words.windows(3).any(|three| {
        let [born, on, day] = three else { return false };
        let dated = day.chars().filter(char::is_ascii_digit).count() >= 4 && day.contains(['/', '-', '.']);
        dated && fold(on) == "le" && ["ne", "nee", "nes", "nees"].contains(&fold(born).as_str())
    });
    named || born
}

#[cfg(test)]
mod tests {
    use super::*;
    use SensitiveKind::{BankDetails, Child, Health, Justice, Orientation, Origin, Religion, SocialSecurityNumber, Union};
    use proptest::prelude::*;

    fn seen(text: &str) -> Vec<SensitiveKind> {
        seen_in(text).into_iter().collect()
    }

    #[test]
    fn words_are_seen_whatever_their_case_and_accents() {
        for (text, kind) in [
            ("Elle est en DÉPRESSION depuis mars", Health),
            ("son mari est handicapé", Health),
            ("famille catholique pratiquante", Religion),
            ("Délégué syndical à la CGT", Union),
            ("Ils sont d’origine étrangère", Origin),
            ("il sort de prison", Justice),
            ("couple homosexuel", Orientation),
        ] {
            assert_eq!(seen(text), [kind], "{text}");
        }
    }

    #[test]
    fn the_words_of_the_work_are_not() {
        for text in [
            "Infirmière, cherche un poste au centre de santé de Gramat ou à l’hôpital de Cahors.",
            "Souhaite rencontrer le syndicat des eaux et la mairie.",
            "Vient de Lyon, originaire du Lot, cherche une maison près de l’église.",
            "A deux enfants, l’aîné entre au collège. Petit budget.",
            "Appelle au 06 39 98 12 34, dossier OML-2026-00042, SIRET 73282932000074.",
            "Elle rappelle le 12/03/2027. Sa fille cherche un stage.",
            "La carrière de son conjoint le mène ici.",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_are_recognised_by_their_keys() {
        assert_eq!(seen("NIR 1 84 12 76 451 089 46"), [SocialSecurityNumber]);
        assert_eq!(seen("NIR 1 84 12 76 451 089 47"), []);
        assert_eq!(seen("IBAN FR14 2004 1010 0505 0001 3M02 606, merci"), [BankDetails]);
        assert_eq!(seen("IBAN FR15 2004 1010 0505 0001 3M02 606"), []);
        assert_eq!(seen("BE68539007547034"), [BankDetails]);
    }

    #[test]
    fn a_child_is_neither_named_nor_dated() {
        assert_eq!(seen("Leur fils Léo entre au CP"), [Child]);
        assert_eq!(seen("un garçon né le 03/04/2019"), [Child]);
        assert!(!may_be_acknowledged(&seen_in("sa fille Zoé")) && may_be_acknowledged(&seen_in("enceinte")));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}") {
            seen_in(&text);
        }

        #[test]
        fn a_word_within_another_is_not_that_word(before in "[b-d]{1,3}", after in "[b-d]{1,3}") {
            prop_assert_eq!(seen(&format!("{before}gay{after}")), []);
        }

        #[test]
        fn a_number_with_a_wrong_key_is_none(key in 0_u32..100) {
            let found = seen(&format!("1841276451089{key:02}"));
            prop_assert_eq!(found, if key == 46 { vec![SocialSecurityNumber] } else { vec![] });
        }
    }
}
