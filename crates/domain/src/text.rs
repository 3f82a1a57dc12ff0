//! Words as people type them, made comparable: folding, search terms, closeness.
//!
//! Search terms are made here, not by each database, so that SQLite and PostgreSQL answer alike.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest term worth storing or asking for, in characters; longer words are cut.
const LONGEST_TERM: usize = 40;

/// What stands before an apostrophe and carries no meaning of its own.
const ELISIONS: [&str; 13] = ["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t"];

/// Folded words so common that they would match nearly every file.
const STOP_WORDS: [&str; 45] = [
    "a", "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "ils",
    "je", "la", "le", "les", "leur", "leurs", "ma", "mais", "mes", "mon", "ne", "nous", "on", "ou", "par", "pas",
    "pour", "que", "qui", "sa", "se", "ses", "son", "sur", "un", "une", "vous", "y",
];

/// Lower case, no accents, ligatures opened, everything but letters and digits turned into single spaces.
///
/// Two texts that a person would call "the same word" have the same folded form.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for part in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match part {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            letter if letter.is_alphanumeric() => folded.push(letter),
            mark if is_combining_mark(mark) => {}
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The terms to index for a text, without repetition, in alphabetical order.
///
/// Each word gives its folded form and two stems (stemmed then folded, folded then stemmed), because
/// people search without accents what others wrote with them. Elisions and stop words are left out.
pub fn search_terms(text: &str) -> Vec<String> {
    let terms: BTreeSet<String> = words(text).flat_map(|word| terms_of(&word)).collect();
    terms.into_iter().collect()
}

/// The terms of one of the [`words`] of a text; none for a stop word.
pub fn terms_of(word: &str) -> BTreeSet<String> {
    if is_stop_word(word) { BTreeSet::new() } else { forms(&Stemmer::create(Algorithm::French), word) }
}

/// One word of a query: a row matches when it has any of the stems, or a term starting with the prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// Terms that match as a whole.
    pub stems: Vec<String>,
    /// Folded word that matches any term beginning with it.
    pub prefix: String,
}

/// The words of a query, all of which must match. Terms hold letters and digits only, so they are safe
/// to place in either engine's query language.
///
/// A query made of stop words only keeps them, so that it does not silently match everything.
pub fn query_terms(text: &str) -> Vec<QueryTerm> {
    let stemmer = Stemmer::create(Algorithm::French);
    let all: Vec<String> = words(text).collect();
    let telling: Vec<&String> = all.iter().filter(|word| !is_stop_word(word)).collect();
    let kept = if telling.is_empty() { all.iter().collect() } else { telling };
    let mut terms: Vec<QueryTerm> = Vec::with_capacity(kept.len());
    for word in kept {
        let prefix = cut(fold(word));
        let stems: Vec<String> = forms(&stemmer, word).into_iter().filter(|form| *form != prefix).collect();
        let term = QueryTerm { stems, prefix };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}

/// How close two folded words are, from 0 (nothing in common) to 1 (the same).
pub fn similarity(left: &str, right: &str) -> f64 {
    strsim::jaro_winkler(left, right)
}

/// How many letters are wrong, missing, too many or swapped between two folded words.
pub fn slips(left: &str, right: &str) -> usize {
    strsim::osa_distance(left, right)
}

/// Lower-cased words with their accents, in the order of the text; what stands before an elision's apostrophe is
/// dropped.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let composed: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    let mut word = String::new();
    for letter in composed.chars().chain(std::iter::once(' ')) {
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            word.push(letter);
            continue;
        }
        let elided = matches!(letter, '\'' | '’' | 'ʼ') && ELISIONS.contains(&word.as_str());
        let finished = std::mem::take(&mut word);
        if !elided && !fold(&finished).is_empty() {
            found.push(finished);
        }
    }
    found.into_iter()
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&fold(word).as_str())
}

fn forms(stemmer: &Stemmer, word: &str) -> BTreeSet<String> {
    let folded = fold(word);
    [fold(&stemmer.stem(word)), stemmer.stem(&folded).into_owned(), folded]
        .iter()
        // A compatibility character may fold to two words, of which the stem may leave one; each is a term of its own.
        .flat_map(|form| form.split_whitespace().map(|part| cut(part.to_owned())))
        .collect()
}

fn cut(term: String) -> String {
    match term.char_indices().nth(LONGEST_TERM) {
        Some((end, _)) => term.get(..end).unwrap_or_default().to_owned(),
        None => term,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_hides_case_accents_and_punctuation() {
        assert_eq!(fold("  CC Quercy - Bouriane "), "cc quercy bouriane");
        assert_eq!(fold("Puy-l'Évêque"), "puy l eveque");
        assert_eq!(fold("Cœur de Causse"), "coeur de causse");
        assert_eq!(fold("Saint‑Céré"), fold("SAINT CERE"));
        assert_eq!(fold("…"), "");
    }

    fn finds(query: &str, text: &str) -> bool {
        let terms = search_terms(text);
        query_terms(query)
            .iter()
            .all(|asked| terms.iter().any(|term| asked.stems.contains(term) || term.starts_with(&asked.prefix)))
    }

    #[test]
    fn searches_answer_as_people_expect() {
        for (query, text) in [
            ("medecin", "Médecin généraliste"),
            ("ingénieurs", "Ingénieure qualité"),
            ("medec", "médecins de campagne"),
            ("infirmier", "Infirmière"),
            ("oeuvre", "chef d'œuvre"),
            ("l'évêque", "Puy-l'Evêque"),
            ("hondt", "D'HONDT"),
            ("oneill neill", "O'Neill oneill"),
        ] {
            assert!(finds(query, text), "{query} should find {text}");
        }
        assert!(!finds("boucher", "Infirmière"));
    }

    #[test]
    fn stop_words_alone_are_still_asked_for() {
        assert_eq!(query_terms("de la").len(), 2);
        assert_eq!(query_terms("maison de la santé").len(), 2);
        assert!(query_terms("  ' \" * ").is_empty());
    }

    #[test]
    fn a_letter_that_folds_to_a_space_leaves_no_empty_term() {
        assert_eq!(search_terms("a\u{fe72}S["), ["a", "s"]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn terms_hold_letters_and_digits_only(text in "\\PC{0,60}") {
            for term in search_terms(&text) {
                prop_assert!(!term.is_empty() && term.chars().all(char::is_alphanumeric), "{}", term);
            }
        }

        #[test]
        fn a_text_is_found_by_its_own_words(text in "[a-zà-ÿ]{4,12}( [a-zà-ÿ]{4,12}){0,3}") {
            prop_assert!(finds(&text, &text));
        }
    }
}
