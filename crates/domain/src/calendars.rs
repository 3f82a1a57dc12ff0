//! What leaves for a private calendar: which days, and labels that name nobody.
//!
//! A feed is read by telephones and by servers of others, so it says what to do on which file, never on whom.

use chrono::{Days, NaiveDate};

use crate::text::fold;

/// Past days that a feed shows.
const PAST_DAYS: u64 = 7;
/// Coming days that a feed shows.
const COMING_DAYS: u64 = 90;
/// Digits from which on a number is taken for a telephone number.
const PHONE_DIGITS: usize = 9;
/// Letters from which on a part of a name tells whose it is: "Goff" does, "Le" does not.
const TELLING_LETTERS: usize = 4;
/// What stands in the place of something hidden.
const HIDDEN: &str = "…";

/// Folded words that begin the name of a street.
const STREETS: [&str; 16] = [
    "allee",
    "allees",
    "avenue",
    "av",
    "bd",
    "boulevard",
    "chemin",
    "cours",
    "faubourg",
    "impasse",
    "lieu",
    "place",
    "quai",
    "route",
    "rue",
    "square",
];

/// The first and the last day of a feed read on `today`.
#[must_use]
pub fn window(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today);
    let last = today.checked_add_days(Days::new(COMING_DAYS)).unwrap_or(today);
    (first, last)
}

/// Words that would tell whom a label is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// First and last names of the household.
    pub names: Vec<String>,
    /// Where it lives.
    pub places: Vec<String>,
}

/// What an event is called: the label without names and places of the household, e-mail addresses, telephone numbers,
/// postal codes and street addresses, then the number of the file.
#[must_use]
pub fn summary(label: &str, telling: &Telling, number: &str) -> String {
    format!("{} — {number}", discreet(label, telling))
}

/// A word of a label.
struct Word<'a> {
    text: &'a str,
    /// Its folded pieces: `l'Hospitalet` has two.
    pieces: Vec<String>,
    hidden: bool,
}

impl Word<'_> {
    fn digits(&self) -> usize {
        self.text.chars().filter(char::is_ascii_digit).count()
    }

    /// Whether it holds digits and the signs between them only.
    fn is_numeric(&self) -> bool {
        self.digits() > 0 && self.text.chars().all(|c| c.is_ascii_digit() || "+.-/()_,;:".contains(c))
    }

    fn ends_a_clause(&self) -> bool {
        self.text.ends_with([',', ';', ':', ')', '.'])
    }
}

fn discreet(label: &str, telling: &Telling) -> String {
    let mut words: Vec<Word<'_>> =
        label.split_whitespace().map(|text| Word { text, pieces: pieces(text), hidden: text.contains('@') }).collect();
    for phrase in telling.names.iter().chain(&telling.places) {
        hide_phrase(&mut words, &pieces(phrase));
    }
    for part in telling.names.iter().flat_map(|name| pieces(name)) {
        if part.chars().count() >= TELLING_LETTERS {
            hide_phrase(&mut words, &[part]);
        }
    }
    hide_numbers(&mut words);
    hide_streets(&mut words);
    let mut shown: Vec<&str> = Vec::with_capacity(words.len());
    for word in &words {
        match (word.hidden, shown.last()) {
            (false, _) => shown.push(word.text),
            (true, Some(&HIDDEN)) => {}
            (true, _) => shown.push(HIDDEN),
        }
    }
    shown.join(" ")
}

fn pieces(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

/// Hides the words that hold the phrase, wherever it stands; a phrase of one letter hides nothing.
fn hide_phrase(words: &mut [Word<'_>], phrase: &[String]) {
    if phrase.iter().map(String::len).sum::<usize>() < 2 {
        return;
    }
    let all: Vec<(usize, String)> = words
        .iter()
        .enumerate()
        .flat_map(|(place, word)| word.pieces.iter().map(move |piece| (place, piece.clone())))
        .collect();
    for run in all.windows(phrase.len()) {
        if run.iter().map(|(_, piece)| piece).eq(phrase) {
            for (place, _) in run {
                if let Some(word) = words.get_mut(*place) {
                    word.hidden = true;
                }
            }
        }
    }
}

/// Hides telephone numbers, however they are spaced, and postal codes.
fn hide_numbers(words: &mut [Word<'_>]) {
    for run in words.chunk_by_mut(|one, next| one.is_numeric() && next.is_numeric()) {
        let digits: usize = run.iter().map(Word::digits).sum();
        for word in run.iter_mut().filter(|word| word.is_numeric()) {
            word.hidden |= digits >= PHONE_DIGITS || word.digits() == 5;
        }
    }
}

/// Hides a number followed by a street, up to the end of the clause.
fn hide_streets(words: &mut [Word<'_>]) {
    for start in 0..words.len() {
        let is_street = |place: usize| {
            let first = words.get(place).and_then(|word| word.pieces.first());
            first.is_some_and(|piece| STREETS.contains(&piece.as_str()))
        };
        let numbered = words.get(start).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
        let between = words.get(start + 1).is_some_and(|word| ["bis", "ter"].contains(&fold(word.text).as_str()));
        if !numbered || !(is_street(start + 1) || (between && is_street(start + 2))) {
            continue;
        }
        if let Some(number) = words.get_mut(start) {
            number.hidden = true;
        }
        for word in words.iter_mut().skip(start + 1) {
            word.hidden = true;
            if word.ends_a_clause() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn household() -> Telling {
        let names = ["Inès", "Vayssettes", "Hugo", "Le Goff", "Jo"].map(str::to_owned).to_vec();
        Telling { names, places: vec!["Saint-Denis".to_owned()] }
    }

    fn shown(label: &str) -> String {
        discreet(label, &household())
    }

    #[test]
    fn a_feed_looks_a_week_back_and_a_quarter_ahead() {
        let (first, last) = window("2026-11-21".parse().unwrap());
        assert_eq!((first.to_string(), last.to_string()), ("2026-11-14".to_owned(), "2027-02-19".to_owned()));
    }

    #[test]
    fn names_and_places_of_the_household_are_hidden() {
        assert_eq!(shown("Appeler Inès VAYSSETTES pour la visite"), "Appeler … pour la visite");
        assert_eq!(shown("Rappeler Mme Vayssettes, puis Hugo"), "Rappeler Mme … puis …");
        assert_eq!(shown("Écrire à Yann Le Goff"), "Écrire à Yann …");
        assert_eq!(shown("Rappeler M. Goff et Jo"), "Rappeler M. … et …");
        assert_eq!(shown("Voir l'école de saint denis"), "Voir l'école de …");
    }

    #[test]
    fn ways_to_reach_them_are_hidden() {
        assert_eq!(shown("Appeler au 06 39 98 12 34 demain"), "Appeler au … demain");
        assert_eq!(shown("Appeler au 06.39.98.12.34"), "Appeler au …");
        assert_eq!(shown("Écrire à ines@courriel.example"), "Écrire à …");
        assert_eq!(shown("Courrier au 12 bis rue des Lilas, 46100 Figeac"), "Courrier au … Figeac");
        assert_eq!(shown("Passer au 3, place Champollion : visite"), "Passer au … visite");
    }

    #[test]
    fn what_is_to_be_done_stays() {
        for label in ["Appeler le foyer", "Envoyer 3 annonces avant le 21/11/2026", "Point à 6 mois", "Place en crèche"]
        {
            assert_eq!(shown(label), label);
        }
        assert_eq!(summary("Appeler Hugo", &household(), "OML-2026-00042"), "Appeler … — OML-2026-00042");
    }

    proptest! {
        #[test]
        fn no_name_survives(before in "[a-z ]{0,12}", after in "[a-z ]{0,12}", name in "[A-ZÉ][a-zé]{2,9}") {
            let telling = Telling { names: vec![name.clone()], places: vec![] };
            let told = discreet(&format!("{before} {name} {after}"), &telling);
            prop_assert!(!pieces(&told).contains(&fold(&name)), "{told}");
        }
    }
}
