//! Passwords: long enough, and not made of what everybody tries first. No rule about kinds of characters.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold;

/// Shortest password, in characters.
const SHORTEST: usize = 15;
/// Longest password, in characters; more would only cost hashing time.
const LONGEST: usize = 256;
/// A password with fewer distinct characters than this beside common words is guessed soon.
const FEWEST_DISTINCT: usize = 6;
/// A passphrase of more common words than this is a fair passphrase.
const FEW_WORDS: usize = 3;
/// Shortest word worth looking for inside a password.
const SHORTEST_WORD: usize = 4;

/// A password that may be chosen. Its text is never shown, not even by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Reads a chosen password; `blocklist` holds folded common words, `own_words` what names the person.
    ///
    /// # Errors
    /// `too_short` under 15 characters, `too_long` above 256, `common_password` when little is left of it
    /// beside a few common words, repetitions and rows of keys.
    pub fn parse<'a>(
        text: &str,
        blocklist: impl Iterator<Item = &'a str>,
        own_words: &[&str],
    ) -> Result<Password, &'static str> {
        let text = normalised_password(text);
        match text.chars().count() {
            ..SHORTEST => return Err("too_short"),
            count if count > LONGEST => return Err("too_long"),
            _ => {}
        }
        let own: Vec<String> = own_words.iter().flat_map(|word| parts(word)).collect();
        let mut words: Vec<&str> = own.iter().map(String::as_str).collect();
        words.extend(blocklist.map(|word| -> &str { word }));
        if is_common(&text, words) { Err("common_password") } else { Ok(Password(text)) }
    }

    /// The text to hash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Password([REDACTED])")
    }
}

/// The form in which a typed password is hashed and compared: two keyboards write the same "é" differently.
#[must_use]
pub fn normalised_password(text: &str) -> String {
    text.nfkc().collect()
}

/// Folded words of a name or an address, and the whole of it without spaces.
fn parts(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(' ').map(str::to_owned).chain([folded.replace(' ', "")]).collect()
}

fn is_common(text: &str, mut words: Vec<&str>) -> bool {
    let mut rest = fold(text).replace(' ', "");
    words.retain(|word| word.chars().count() >= SHORTEST_WORD);
    // Longest first, so that a word inside another does not break it.
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let mut found = BTreeSet::new();
    for word in words {
        if rest.contains(word) {
            found.insert(word);
            // A mark no word holds, so that what stands left and right of it does not grow together.
            rest = rest.replace(word, " ");
        }
    }
    let distinct: BTreeSet<char> = if rest.trim().is_empty() && found.is_empty() {
        // Nothing but punctuation: what was typed counts as it stands.
        text.chars().collect()
    } else {
        rest.chars().filter(|letter| *letter != ' ').collect()
    };
    distinct.len() < FEWEST_DISTINCT && found.len() <= FEW_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &str = include_str!("../../../../data/reference/password-blocklist.txt");

    fn choose(text: &str) -> Result<Password, &'static str> {
        let words = WORDS.lines().filter(|line| !line.starts_with('#'));
        Password::parse(text, words, &["clemence.delpech@courriel.example", "Clémence", "Delpech"])
    }

    #[test]
    fn the_blocklist_is_folded_and_long_enough() {
        for word in WORDS.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(fold(word), word);
            assert!(word.chars().count() >= SHORTEST_WORD, "{word}");
        }
    }

    #[test]
    fn length_counts_in_characters() {
        assert_eq!(choose("quatorze-signe"), Err("too_short"));
        assert!(choose("éèàùçâêîôûäëïöü").is_ok());
        assert_eq!(choose(&"xyzéàb".repeat(43)), Err("too_long"));
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for text in [
            "CahorsCahorsCahors",
            "oh-my-lot-oh-my-lot",
            "Département-du-Lot-46",
            "MotDePasse123456",
            "azertyuiop123456",
            "aaaaaaaaaaaaaaaaa",
            "123456789012345",
            "administrateur!2026",
            "Clemence.Delpech.1985",
            "!!!!!!!!!!!!!!!!",
            "password password 1",
        ] {
            assert_eq!(choose(text), Err("common_password"), "{text}");
        }
    }

    #[test]
    fn passphrases_are_welcome() {
        for text in [
            "quatre chevreuils au bord du Célé",
            "cheval soleil maison chocolat",
            "un mot de passe vraiment long",
            "8264 9051 7733 2098",
            "tournesol-brouette-lanterne",
        ] {
            assert!(choose(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn two_ways_to_type_an_accent_are_one() {
        let composed = choose("épinette des marais").map(|password| password.as_str().to_owned());
        let combined = choose("e\u{301}pinette des marais").map(|password| password.as_str().to_owned());
        assert_eq!(composed, combined);
        assert!(!format!("{:?}", choose("épinette des marais")).contains("marais"));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,300}") {
            if let Ok(password) = choose(&text) {
                prop_assert!((SHORTEST..=LONGEST).contains(&password.as_str().chars().count()));
            }
        }
    }
}
