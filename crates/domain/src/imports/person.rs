//! The person who asked: contact details, names, country.

use super::cells::{Cells, pieces};
use super::decide::ContactKey;
use super::draft::{Reason, RemarkKind};
use super::fields::Field;
use super::interpret::Findings;
use crate::contact::{Email, Phone};

/// The e-mail and phone to keep, and every key of the row, e-mails first.
pub(super) fn contacts(cells: &Cells<'_>, findings: &mut Findings) -> (Option<Email>, Option<Phone>, Vec<ContactKey>) {
    let (mut emails, mut phones) = (Vec::new(), Vec::new());
    for cell in cells.all(Field::Email) {
        let parsed: Vec<Email> =
            pieces(cell).flat_map(str::split_whitespace).filter_map(|p| Email::parse(p).ok()).collect();
        if parsed.is_empty() {
            findings.remark(RemarkKind::IgnoredEmail, Field::Email, cell);
        }
        emails.extend(parsed);
    }
    for cell in cells.all(Field::Phone) {
        let whole = Phone::parse(cell).ok();
        let parsed: Vec<Phone> = match whole {
            Some(phone) => vec![phone],
            None => cell.split(['/', ',', ';', '|', '\n']).filter_map(|p| Phone::parse(p).ok()).collect(),
        };
        if parsed.is_empty() {
            findings.remark(RemarkKind::IgnoredPhone, Field::Phone, cell);
        }
        phones.extend(parsed);
    }
    if emails.is_empty() && phones.is_empty() {
        let written = cells.with_columns(Field::Email).next().map(|(_, cell)| (Field::Email, cell));
        match written.or_else(|| cells.first(Field::Phone).map(|cell| (Field::Phone, cell))) {
            Some((field, cell)) => findings.refuse(Reason::NoValidContact, field, cell),
            None => findings.refuse(Reason::NoContact, Field::Email, ""),
        }
    }
    let (email, phone) = (emails.first().cloned(), phones.first().cloned());
    let keys = emails.into_iter().map(ContactKey::Email).chain(phones.into_iter().map(ContactKey::Phone));
    (email, phone, keys.collect())
}

/// First and family name, possibly from one cell.
pub(super) fn names(cells: &Cells<'_>, findings: &mut Findings) -> (String, String) {
    let (first, last) = match cells.first(Field::FullName) {
        Some(full) => split_full_name(full),
        None => (String::new(), String::new()),
    };
    let first = cells.text(Field::FirstName).unwrap_or(first);
    let last = cells.text(Field::LastName).unwrap_or(last);
    if first.is_empty() && last.is_empty() {
        findings.refuse(Reason::MissingName, Field::LastName, "");
    }
    (first, last)
}

/// The country a postal code tells: five digits are French, other countries put their letter before.
pub(super) fn country(postal_code: &str) -> Option<&'static str> {
    let french = postal_code.len() == 5 && postal_code.chars().all(|c| c.is_ascii_digit());
    if french {
        return Some("FR");
    }
    match postal_code.split_once('-')?.0 {
        "B" => Some("BE"),
        "CH" => Some("CH"),
        "D" => Some("DE"),
        "E" => Some("ES"),
        "I" => Some("IT"),
        "L" => Some("LU"),
        "NL" => Some("NL"),
        "P" => Some("PT"),
        _ => None,
    }
}

/// First name and family name of a full name.
///
/// After a comma stands the first name; else words in capitals are the family name; else the family name
/// comes first, as in lists.
fn split_full_name(full: &str) -> (String, String) {
    if let Some((last, first)) = full.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let (capitals, others): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_capitals(word));
    if !capitals.is_empty() && !others.is_empty() {
        return (others.join(" "), capitals.join(" "));
    }
    match words.split_first() {
        Some((last, first)) => (first.join(" "), (*last).to_owned()),
        None => (String::new(), String::new()),
    }
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_is_found() {
        for (full, first, last) in [
            ("LE GOFF Marie-Laure", "Marie-Laure", "LE GOFF"),
            ("Émilie D'HONDT", "Émilie", "D'HONDT"),
            ("Da Silva, Inès", "Inès", "Da Silva"),
            ("Faure Karim", "Karim", "Faure"),
            ("Faure", "", "Faure"),
            ("", "", ""),
        ] {
            assert_eq!(split_full_name(full), (first.to_owned(), last.to_owned()), "{full}");
        }
    }
}
