//! What a child is called, and the day on which somebody was born: a file holds age bands, and nothing more of a child.

use super::{Sighting, Token, between};
use crate::codes::SensitiveKind::Child;

/// Words after which a child's name stands.
const CHILDREN: &str = "fils fille filles enfant enfants bebe bebes garcon garcons aine ainee cadet cadette benjamin \
    benjamine jumeaux jumelles";
/// Words that lead to a name.
const CALLED: &str = "prenomme prenommee prenommes prenommees nomme nommee";
/// Words that lead to the day on which somebody was born.
const BORN: &str = "ne nee nes nees";
/// Months, folded.
const MONTHS: &str = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre";
/// Capitalised words that follow a child's word and are no name.
const NO_NAMES: &str = "Cp Ecole École Collège Lycée Maternelle Primaire Scolarité Scolarisés Garde Âge Lot";
/// How far from the word for a child a name with an age, or after "prénommé", may stand.
const NEAR: usize = 6;

/// Names of children and days of birth in a text.
pub(super) fn seen(tokens: &[Token]) -> Vec<Sighting> {
    (0..tokens.len()).filter_map(|at| name_at(tokens, at).or_else(|| birth_at(tokens, at))).collect()
}

/// A child's name: "sa fille Léa", "un enfant prénommé Léo", "deux enfants : Léo (6 ans)".
fn name_at(tokens: &[Token], at: usize) -> Option<Sighting> {
    let name = tokens.get(at)?;
    if !name.is_capitalised() || among(NO_NAMES, &name.raw) || at == 0 {
        return None;
    }
    let before = tokens.get(at - 1)?;
    let after_child = among(CHILDREN, &before.folded) && name.follows_directly() && !of_a_firm(tokens, at - 1);
    let near_child = tokens.get(at.saturating_sub(NEAR)..at)?.iter().any(|token| among(CHILDREN, &token.folded));
    let told = among(CALLED, &before.folded)
        || (before.folded.starts_with("appelle") && at > 1 && folded(tokens, at - 2) == "s");
    let called = told && name.follows_directly();
    let seen = after_child || (near_child && (called || has_an_age(tokens, at)));
    seen.then(|| between(name, name, Child))
}

/// "Pons et Fils Cahors" is a firm.
fn of_a_firm(tokens: &[Token], child: usize) -> bool {
    let joined = tokens.get(child).is_some_and(|token| token.gap.contains('&'));
    joined || child > 0 && tokens.get(child - 1).is_some_and(|token| token.folded == "et")
}

/// "Léo, 6 ans", "Léo (6 ans)", "Léo 8 mois".
fn has_an_age(tokens: &[Token], at: usize) -> bool {
    let age = tokens.get(at + 1).and_then(|token| token.raw.parse::<u8>().ok()).filter(|age| *age < 18);
    let unit = tokens.get(at + 2).is_some_and(|token| ["ans", "an", "mois"].contains(&token.folded.as_str()));
    // "Chef, 5 ans d’expérience" tells of work.
    let of_work = tokens.get(at + 3).is_some_and(|token| ["d", "de"].contains(&token.folded.as_str()));
    age.is_some() && unit && !of_work
}

/// A day of birth: "né le 3/4/2019", "née le 12 mars 2019", "née en mars 2019", "date de naissance : 12.03.2019".
fn birth_at(tokens: &[Token], at: usize) -> Option<Sighting> {
    let first = tokens.get(at)?;
    let skipped = if among(BORN, &first.folded) {
        let link = tokens.get(at + 1)?;
        if !["le", "en"].contains(&link.folded.as_str()) {
            return None;
        }
        2
    } else if first.folded == "date" && folded(tokens, at + 1) == "de" && folded(tokens, at + 2) == "naissance" {
        3
    } else {
        return None;
    };
    let last = at + skipped + date_length(tokens, at + skipped)? - 1;
    tokens.get(last).map(|last| between(first, last, Child))
}

/// How many tokens the date takes that begins here.
fn date_length(tokens: &[Token], at: usize) -> Option<usize> {
    let number = |index: usize| folded(tokens, index).trim_end_matches("er").parse::<u32>().ok();
    let is_month = |index: usize| among(MONTHS, folded(tokens, index));
    if is_month(at) {
        return number(at + 1).map(|_| 2);
    }
    number(at).filter(|day| (1..=31).contains(day))?;
    if is_month(at + 1) {
        return Some(if number(at + 2).is_some_and(|year| year > 1900) { 3 } else { 2 });
    }
    let in_digits = tokens.get(at + 1).is_some_and(|token| ["/", "-", "."].contains(&token.gap.as_str()));
    number(at + 1).filter(|month| in_digits && (1..=12).contains(month))?;
    Some(if number(at + 2).is_some() { 3 } else { 2 })
}

/// Whether a word is one of those of a list.
fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

fn folded(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map(|token| token.folded.as_str()).unwrap_or_default()
}
