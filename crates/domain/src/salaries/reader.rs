//! From tokens to a salary. Every word has to be known, up to what follows the salary ("+ primes", "selon profil").

use super::tokens::{Token, tokens};
use super::{Basis, Period, Salary};

/// Words that may stand anywhere and change nothing.
const SMALL_WORDS: [&str; 32] = [
    "a",
    "au",
    "de",
    "d",
    "du",
    "des",
    "en",
    "la",
    "l",
    "le",
    "les",
    "par",
    "pour",
    "un",
    "une",
    "et",
    "entre",
    "soit",
    "salaire",
    "remuneration",
    "taux",
    "base",
    "fixe",
    "temps",
    "plein",
    "complet",
    "partiel",
    "avant",
    "apres",
    "impot",
    "impots",
    "is",
];

/// Words after which the text speaks of something else than the salary itself.
const ENDINGS: [&str; 12] = [
    "selon",
    "suivant",
    "profil",
    "experience",
    "experiences",
    "negociable",
    "competences",
    "convention",
    "grille",
    "diplome",
    "anciennete",
    "qualification",
];

/// What is known so far.
#[derive(Default)]
struct Reader {
    amounts: Vec<Amount>,
    /// Marks and words between the first amount and what follows.
    between: Vec<String>,
    period: Option<Period>,
    basis: Option<Basis>,
    months: Option<u16>,
    priced: bool,
    open: bool,
    entre: bool,
    stage: Stage,
}

struct Amount {
    hundredths: i64,
    thousands: bool,
}

/// How far the salary itself has been told.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Salary,
    /// A comma, a bracket: what follows may still be about it, or about anything else.
    Break,
    /// What follows is about something else.
    Extra,
}

pub(super) fn read(text: &str) -> Option<Salary> {
    let tokens = tokens(text);
    let mut reader = Reader::default();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        rest = reader.step(rest)?;
    }
    reader.salary()
}

impl Reader {
    /// Takes what stands at the head; `None` when it cannot be understood.
    fn step<'a>(&mut self, tokens: &'a [Token]) -> Option<&'a [Token]> {
        if let Some(after) = duration(tokens) {
            return Some(after);
        }
        if let Some((tenths, after)) = paid_months(tokens) {
            set(&mut self.months, tenths)?;
            return Some(after);
        }
        match tokens {
            [Token::Figure(_), Token::Mark('%'), after @ ..] if self.stage == Stage::Extra => Some(after),
            [Token::Figure(figure), after @ ..] => self.amount((*figure)?, after),
            [Token::Word(word), after @ ..] => self.word(word, after),
            [Token::Mark(mark), after @ ..] => self.mark(*mark, after),
            [] => Some(tokens),
        }
    }

    fn amount<'a>(&mut self, hundredths: i64, after: &'a [Token]) -> Option<&'a [Token]> {
        let range = match self.between.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["a" | "-" | "/"] => true,
            ["et"] => self.entre,
            [] => self.amounts.is_empty(),
            _ => false,
        };
        // Outside the salary, or a second amount that is not the end of a range: which one is paid?
        if !range || self.stage != Stage::Salary || self.amounts.len() > 1 {
            return None;
        }
        let (thousands, after) = match after {
            [Token::Word(word), after @ ..] if matches!(word.as_str(), "k" | "ke" | "keur" | "keuros") => (true, after),
            _ => (false, after),
        };
        self.priced |= thousands;
        self.between.clear();
        self.amounts.push(Amount { hundredths, thousands });
        Some(after)
    }

    fn word<'a>(&mut self, word: &str, after: &'a [Token]) -> Option<&'a [Token]> {
        if self.stage == Stage::Extra {
            return Some(after);
        }
        if let (0, "a", [Token::Word(partir), Token::Word(of), rest @ ..]) = (self.amounts.len(), word, after)
            && partir == "partir"
            && matches!(of.as_str(), "de" | "d")
        {
            self.open = true;
            return Some(rest);
        }
        if let Some(period) = period_of(word) {
            set(&mut self.period, period)?;
        } else if let Some(basis) = basis_of(word) {
            set(&mut self.basis, basis)?;
        } else if matches!(word, "euro" | "euros" | "eur") {
            self.priced = true;
        } else if matches!(word, "minimum" | "mini" | "min") {
            self.open = true;
        } else if SMALL_WORDS.contains(&word) {
            self.small_word(word);
        } else if ENDINGS.contains(&word) || (self.stage == Stage::Break && !self.amounts.is_empty()) {
            self.stage = Stage::Extra;
        } else {
            return None;
        }
        Some(after)
    }

    fn small_word(&mut self, word: &str) {
        self.entre |= word == "entre";
        // "12 € de l'heure": only what may join two amounts, or say that they are not joined, is kept.
        if !self.amounts.is_empty() && matches!(word, "a" | "et" | "soit" | "pour") {
            self.between.push(word.to_owned());
        }
    }

    fn mark<'a>(&mut self, mark: char, after: &'a [Token]) -> Option<&'a [Token]> {
        match mark {
            '€' => self.priced |= self.stage != Stage::Extra,
            ':' => {}
            '/' | '-' if !self.amounts.is_empty() && matches!(after, [Token::Figure(_), ..]) => {
                self.between.push(mark.to_string());
            }
            '/' => return self.per(after),
            '+' if !self.amounts.is_empty() => self.stage = Stage::Extra,
            ',' | ';' | '(' | ')' | '-' | '.' => self.pause(),
            _ if self.stage == Stage::Extra => {}
            _ => return None,
        }
        Some(after)
    }

    fn pause(&mut self) {
        if !self.amounts.is_empty() && self.stage == Stage::Salary {
            self.stage = Stage::Break;
        }
    }

    /// What stands behind a slash: `/h`, `/mois`, `/an`.
    fn per<'a>(&mut self, after: &'a [Token]) -> Option<&'a [Token]> {
        match after {
            _ if self.stage == Stage::Extra => Some(after),
            [Token::Word(word), rest @ ..] => {
                let period = if word == "h" { Some(Period::Hourly) } else { period_of(word) };
                match (period, basis_of(word)) {
                    (Some(period), _) => set(&mut self.period, period)?,
                    (None, Some(basis)) => set(&mut self.basis, basis)?,
                    (None, None) => return None,
                }
                Some(rest)
            }
            _ => None,
        }
    }

    fn salary(self) -> Option<Salary> {
        let period = self.period.filter(|_| self.priced)?;
        // "28 à 32 k€": the thousands of the last amount are those of the first.
        let thousands = self.amounts.last().is_some_and(|amount| amount.thousands);
        let cents: Vec<i64> = self
            .amounts
            .iter()
            .map(|amount| if amount.thousands || thousands { amount.hundredths * 1000 } else { amount.hundredths })
            .collect();
        let (min, max) = match (cents.as_slice(), self.open) {
            ([from], true) => (*from, None),
            ([amount], false) => (*amount, Some(*amount)),
            ([from, to], false) => (*from, Some(*to)),
            _ => return None,
        };
        Salary::new(period, min, max, self.months, self.basis)
    }
}

/// Keeps what is said, unless something else was said before.
fn set<T: PartialEq>(known: &mut Option<T>, said: T) -> Option<()> {
    if known.as_ref().is_some_and(|known| *known != said) {
        return None;
    }
    *known = Some(said);
    Some(())
}

fn period_of(word: &str) -> Option<Period> {
    match word {
        "horaire" | "horaires" | "heure" => Some(Period::Hourly),
        "mensuel" | "mensuels" | "mensuelle" | "mensuellement" | "mois" => Some(Period::Monthly),
        "annuel" | "annuels" | "annuelle" | "annuellement" | "an" | "annee" => Some(Period::Yearly),
        _ => None,
    }
}

fn basis_of(word: &str) -> Option<Basis> {
    match word {
        "brut" | "bruts" | "brute" => Some(Basis::Gross),
        "net" | "nets" | "nette" => Some(Basis::Net),
        _ => None,
    }
}

/// Hours of work, which are not paid amounts: `35h`, `35 heures hebdomadaires`, `39h00/semaine`, `151,67 h par mois`.
fn duration(tokens: &[Token]) -> Option<&[Token]> {
    let [Token::Figure(_), Token::Word(unit), after @ ..] = tokens else { return None };
    if !matches!(unit.as_str(), "h" | "heures" | "hebdo") {
        return None;
    }
    let after = match after {
        [Token::Figure(Some(minutes)), rest @ ..] if (0..=5_900).contains(minutes) => rest,
        _ => after,
    };
    Some(match after {
        [Token::Mark('/'), Token::Word(unit), rest @ ..] if is_span(unit) => rest,
        [Token::Word(per), Token::Word(unit), rest @ ..] if per == "par" && is_span(unit) => rest,
        [Token::Word(unit), rest @ ..] if unit.starts_with("hebdo") => rest,
        _ => after,
    })
}

fn is_span(word: &str) -> bool {
    matches!(word, "semaine" | "sem" | "mois" | "hebdo")
}

/// Months paid in a year, in tenths: `sur 13.5 mois`, `x 13 mois`, `13e mois`.
fn paid_months(tokens: &[Token]) -> Option<(u16, &[Token])> {
    let (hundredths, after) = match tokens {
        [Token::Word(word), Token::Figure(Some(figure)), Token::Word(unit), after @ ..]
            if matches!(word.as_str(), "sur" | "x") && unit == "mois" =>
        {
            (figure, after)
        }
        [Token::Mark('×' | '*'), Token::Figure(Some(figure)), Token::Word(unit), after @ ..] if unit == "mois" => {
            (figure, after)
        }
        [Token::Figure(Some(figure)), Token::Word(rank), Token::Word(unit), after @ ..]
            if matches!(rank.as_str(), "e" | "eme" | "ieme") && unit == "mois" =>
        {
            (figure, after)
        }
        _ => return None,
    };
    let tenths = u16::try_from(hundredths / 10).ok().filter(|_| hundredths % 10 == 0)?;
    Some((tenths, after))
}
