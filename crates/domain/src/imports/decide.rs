//! The verdict on every row: something new, a change, nothing new, a duplicate, or refused.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{HouseholdDraft, Interpreted, Reason, Refusal, Remark};
use crate::contact::{Email, Phone};

/// What two rows must share to be about one household.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKey {
    /// The same e-mail.
    Email(Email),
    /// The same phone.
    Phone(Phone),
}

/// The file a duplicate belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attached<F> {
    /// The file an earlier row of the same import becomes; rows count from 1.
    Row(usize),
    /// A file that was there before.
    File(F),
}

/// What becomes of a row: of a household unless said otherwise. An import never changes a household's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<F, D = HouseholdDraft, K = ContactKey> {
    /// A new file, a new offer.
    Created(Box<D>),
    /// What was there changes.
    Updated {
        /// What it becomes.
        draft: Box<D>,
        /// What was there.
        of: F,
    },
    /// It says what is known already.
    Unchanged {
        /// What was there.
        of: F,
        /// What the reader of the report should know.
        remarks: Vec<Remark>,
    },
    /// The household has a file already; nothing of it changes.
    Duplicate {
        /// That file.
        attached_to: Attached<F>,
        /// What both share.
        shared: K,
    },
    /// No file; every reason, the one to show first.
    Refused(Vec<Refusal>),
}

impl<F, D, K> Verdict<F, D, K> {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Created(_) => "created",
            Self::Updated { .. } => "updated",
            Self::Unchanged { .. } => "unchanged",
            Self::Duplicate { .. } => "duplicate",
            Self::Refused(_) => "refused",
        }
    }
}

/// A row and its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowVerdict<F, D = HouseholdDraft, K = ContactKey> {
    /// The row, counted from 1 after the headers.
    pub row: usize,
    /// What becomes of it.
    pub verdict: Verdict<F, D, K>,
}

/// The contact keys of all rows: those to look up among stored files before deciding.
pub fn contact_keys(rows: &[Interpreted]) -> BTreeSet<ContactKey> {
    rows.iter().flat_map(|row| row.keys.iter().cloned()).collect()
}

/// Decides every row, in order.
///
/// A row sharing an e-mail, else a phone, with a known file or with an earlier accepted row is a duplicate
/// of it, even if it could not have been accepted itself; its other contact details count for that file
/// from there on. A refused row counts for nothing: no later row is its duplicate.
pub fn decide<F: Clone>(rows: Vec<Interpreted>, known: &BTreeMap<ContactKey, F>) -> Vec<RowVerdict<F>> {
    let mut seen: BTreeMap<ContactKey, Attached<F>> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(rows.len());
    for (index, Interpreted { keys, outcome }) in rows.into_iter().enumerate() {
        let row = index + 1;
        let owner = |key: &ContactKey| known.get(key).cloned().map(Attached::File).or_else(|| seen.get(key).cloned());
        let shared = keys.iter().find_map(|key| owner(key).map(|file| (file, key.clone())));
        let (verdict, file) = match (shared, outcome) {
            (Some((file, shared)), _) => (Verdict::Duplicate { attached_to: file.clone(), shared }, Some(file)),
            (None, Ok(draft)) => (Verdict::Created(draft), Some(Attached::Row(row))),
            (None, Err(refusals)) => (Verdict::Refused(refusals), None),
        };
        if let Some(file) = file {
            for key in keys {
                seen.entry(key).or_insert_with(|| file.clone());
            }
        }
        verdicts.push(RowVerdict { row, verdict });
    }
    verdicts
}

/// The counts of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read.
    pub rows: usize,
    /// Files created.
    pub created: usize,
    /// Offers changed; an import never changes a household's file.
    pub updated: usize,
    /// Rows that say what is known already.
    pub unchanged: usize,
    /// Offers ended because a complete file no longer holds them.
    pub closed: usize,
    /// Rows attached to a file.
    pub duplicates: usize,
    /// Rows refused.
    pub refused: usize,
    /// Refused rows by the reason shown.
    pub reasons: BTreeMap<Reason, usize>,
}

impl Summary {
    /// Counts verdicts.
    pub fn of<F, D, K>(verdicts: &[RowVerdict<F, D, K>]) -> Self {
        let mut summary = Self { rows: verdicts.len(), ..Self::default() };
        for RowVerdict { verdict, .. } in verdicts {
            match verdict {
                Verdict::Created(_) => summary.created += 1,
                Verdict::Updated { .. } => summary.updated += 1,
                Verdict::Unchanged { .. } => summary.unchanged += 1,
                Verdict::Duplicate { .. } => summary.duplicates += 1,
                Verdict::Refused(refusals) => {
                    summary.refused += 1;
                    if let Some(refusal) = refusals.first() {
                        *summary.reasons.entry(refusal.reason).or_default() += 1;
                    }
                }
            }
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::{ColumnMapping, Field, Gazetteer, Interpreter, Mapping, Vocabulary};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    /// Rows of a name, an e-mail, a phone, a day and two counts, read as an office's spreadsheet is.
    fn read(rows: &[[String; 6]]) -> Vec<Interpreted> {
        let fields = [Field::LastName, Field::Email, Field::Phone, Field::RequestedOn, Field::Adults, Field::SettledOn];
        let headers: Vec<String> = fields.iter().map(|field| field.code().to_owned()).collect();
        let columns = headers.iter().zip(fields).map(|(header, field)| ColumnMapping { header: header.clone(), field });
        let mapping = Mapping { columns: columns.collect(), ..Mapping::default() };
        let (vocabulary, gazetteer) = (Vocabulary::default(), Gazetteer::default());
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
        let interpreter = Interpreter::new(&headers, &mapping, &vocabulary, &gazetteer, today);
        rows.iter().map(|row| interpreter.interpret(row)).collect()
    }

    fn row(email: &str, phone: &str, day: &str) -> [String; 6] {
        ["Faure", email, phone, day, "", ""].map(str::to_owned)
    }

    fn told(verdicts: &[RowVerdict<&'static str>]) -> Vec<String> {
        let tell = |verdict: &Verdict<&'static str>| match verdict {
            Verdict::Duplicate { attached_to: Attached::Row(row), .. } => format!("row {row}"),
            Verdict::Duplicate { attached_to: Attached::File(file), .. } => format!("file {file}"),
            other => other.code().to_owned(),
        };
        verdicts.iter().map(|verdict| tell(&verdict.verdict)).collect()
    }

    #[test]
    fn duplicates_are_decided_before_refusals() {
        let rows = read(&[
            row("a@b.example", "", "31/02/2021"),
            row("A@B.example", "06 39 98 00 01", "01/02/2021"),
            row("", "+33639980001", "31/02/2021"),
            row("c@b.example", "0639980001", "01/02/2021"),
            row("c@b.example", "", "01/02/2021"),
            row("d@b.example", "0639980001", "01/02/2021"),
        ]);
        let known = Email::parse("d@b.example").map(|email| (ContactKey::Email(email), "D"));
        let verdicts = decide(rows, &known.into_iter().collect());
        assert_eq!(told(&verdicts), ["refused", "created", "row 2", "row 2", "row 2", "file D"]);
    }

    proptest! {
        #[test]
        fn any_rows_are_decided_soundly(
            rows in prop::collection::vec(
                ("[A-Z]?", "([abc]@d[.]example|x)?", "(063998000[1-3]|12)?",
                    "([1-3][0-9]/0[1-4]/202[0-9])?", "[0-3]?", "\\PC{0,6}"),
                0..30,
            )
        ) {
            let rows: Vec<[String; 6]> = rows.into_iter().map(|(a, b, c, d, e, f)| [a, b, c, d, e, f]).collect();
            let read = read(&rows);
            let verdicts = decide::<usize>(read.clone(), &BTreeMap::new());
            let created: BTreeSet<usize> = verdicts
                .iter()
                .filter(|verdict| matches!(verdict.verdict, Verdict::Created(_)))
                .map(|verdict| verdict.row)
                .collect();
            let mut known = BTreeMap::new();
            for (RowVerdict { row, verdict }, Interpreted { keys, .. }) in verdicts.iter().zip(&read) {
                let file = match verdict {
                    Verdict::Created(_) => *row,
                    Verdict::Duplicate { attached_to: Attached::Row(file), shared } => {
                        prop_assert!(file < row && created.contains(file) && keys.contains(shared));
                        *file
                    }
                    Verdict::Duplicate { attached_to: Attached::File(_), .. } => continue,
                    Verdict::Updated { .. } | Verdict::Unchanged { .. } => unreachable!("an import changes no file"),
                    Verdict::Refused(refusals) => {
                        prop_assert!(!refusals.is_empty());
                        continue;
                    }
                };
                known.extend(keys.iter().map(|key| (key.clone(), file)));
            }
            let (first, second) = (Summary::of(&verdicts), Summary::of(&decide(read, &known)));
            prop_assert_eq!(first.created + first.duplicates + first.refused, rows.len());
            prop_assert_eq!(first.reasons.values().sum::<usize>(), first.refused);
            prop_assert_eq!(second.created, 0);
            // A refused row may share a contact with a later accepted one: it has a file by now.
            prop_assert!(second.duplicates >= first.created + first.duplicates);
        }
    }
}
