//! Completing what somebody types: which names a few letters may mean, and which come first.
//!
//! Names are compared folded (`text::fold`), so case, accents and punctuation never matter.

use crate::text::fold;

/// How people shorten the first word of a place, folded, with the word itself.
const SHORTENED: [(&str, &str); 2] = [("st", "saint"), ("ste", "sainte")];

/// How a name answers what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// The name is what was typed.
    Exact,
    /// The name starts with what was typed.
    Start,
    /// Each typed word starts a word of the name.
    Word,
}

/// Letters somebody typed, read once and compared with many names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Folded, as typed; then with its shortened words written out, when there are any.
    spellings: Vec<String>,
}

impl Typed {
    /// `None` when nothing but signs and spaces was typed.
    #[must_use]
    pub fn read(text: &str) -> Option<Typed> {
        let typed = fold(text);
        if typed.is_empty() {
            return None;
        }
        let written_out = typed.split(' ').map(write_out).collect::<Vec<_>>().join(" ");
        let mut spellings = vec![typed];
        if !spellings.contains(&written_out) {
            spellings.push(written_out);
        }
        Some(Typed { spellings })
    }

    /// What was typed, folded.
    #[must_use]
    pub fn folded(&self) -> &str {
        self.spellings.first().map_or("", String::as_str)
    }

    /// The words of what was typed, folded, the longest first: those that tell names apart best.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.folded().split(' ').collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    /// How a folded name answers; `None` when it does not.
    #[must_use]
    pub fn closeness(&self, folded: &str) -> Option<Closeness> {
        self.spellings.iter().filter_map(|typed| compare(typed, folded)).min()
    }
}

fn write_out(word: &str) -> &str {
    SHORTENED.iter().find(|(short, _)| *short == word).map_or(word, |(_, whole)| whole)
}

fn compare(typed: &str, name: &str) -> Option<Closeness> {
    if name == typed {
        return Some(Closeness::Exact);
    }
    if name.starts_with(typed) {
        return Some(Closeness::Start);
    }
    let starts_a_word = |word: &str| name.split(' ').any(|of_name| of_name.starts_with(word));
    typed.split(' ').all(starts_a_word).then_some(Closeness::Word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closeness(typed: &str, name: &str) -> Option<Closeness> {
        Typed::read(typed).and_then(|typed| typed.closeness(&fold(name)))
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(closeness("infirmiere", "Infirmière"), Some(Closeness::Exact));
        assert_eq!(closeness("FIGEAC", "Figeac"), Some(Closeness::Exact));
        assert_eq!(closeness("usin", "usineur"), Some(Closeness::Start));
    }

    #[test]
    fn shortened_saints_are_found_and_other_words_in_st_too() {
        assert_eq!(closeness("st cere", "Saint-Céré"), Some(Closeness::Exact));
        assert_eq!(closeness("ste al", "Sainte-Alauzie"), Some(Closeness::Start));
        assert_eq!(closeness("st", "Strenquels"), Some(Closeness::Start));
        assert_eq!(closeness("st", "Saint-Céré"), Some(Closeness::Start));
    }

    #[test]
    fn any_word_of_a_name_may_be_typed_in_any_order() {
        assert_eq!(closeness("figeac", "CC du Grand-Figeac"), Some(Closeness::Word));
        assert_eq!(closeness("val caus", "CC Causses et Vallée de la Dordogne"), Some(Closeness::Word));
        assert_eq!(closeness("igeac", "Figeac"), None);
        assert_eq!(closeness("grand lyon", "CC du Grand-Figeac"), None);
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        assert_eq!(Typed::read(" -' "), None);
    }

    #[test]
    fn the_longest_word_comes_first() {
        let words = Typed::read("la vallee de la dordogne").map(|typed| typed.words().join(" "));
        assert_eq!(words.as_deref(), Some("dordogne vallee la de la"));
    }
}
