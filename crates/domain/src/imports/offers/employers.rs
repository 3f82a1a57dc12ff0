//! The employers on file, found as an offer names them.

use std::collections::BTreeMap;

use crate::codes::MembershipStatus;
use crate::siret::Siret;
use crate::text::fold;

/// An employer on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEmployer<F> {
    /// The caller's key.
    pub key: F,
    /// Its number.
    pub siret: String,
    /// Its name.
    pub name: String,
    /// Its membership of the network, if it ever asked.
    pub membership: Option<MembershipStatus>,
}

/// Employers by SIRET and by name.
#[derive(Debug, Clone, Default)]
pub struct EmployerBook<F> {
    all: Vec<KnownEmployer<F>>,
    by_siret: BTreeMap<String, usize>,
    /// Folded name; nothing where several bear it.
    by_name: BTreeMap<String, Option<usize>>,
}

impl<F> EmployerBook<F> {
    /// Writes the book.
    pub fn new(employers: impl IntoIterator<Item = KnownEmployer<F>>) -> Self {
        let all: Vec<KnownEmployer<F>> = employers.into_iter().collect();
        let (mut by_siret, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for (index, employer) in all.iter().enumerate() {
            by_siret.insert(employer.siret.clone(), index);
            by_name.entry(fold(&employer.name)).and_modify(|found| *found = None).or_insert(Some(index));
        }
        Self { all, by_siret, by_name }
    }

    /// The employer with this number, else the only one of exactly this name, accents, case and punctuation aside.
    pub fn find(&self, siret: Option<&Siret>, name: Option<&str>) -> Option<&KnownEmployer<F>> {
        let by_siret = siret.and_then(|siret| self.by_siret.get(siret.as_str()).copied());
        let by_name = || self.by_name.get(&fold(name?)).copied().flatten();
        self.all.get(by_siret.or_else(by_name)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employer_is_found_by_number_then_by_its_name_unless_two_bear_it() {
        let employer = |key, siret: &str, name: &str| KnownEmployer {
            key,
            siret: siret.to_owned(),
            name: name.to_owned(),
            membership: None,
        };
        let book = EmployerBook::new([
            employer(1, "73282932000074", "Atelier Ségala"),
            employer(2, "35600000000048", "La Poste"),
            employer(3, "35600000009075", "La Poste"),
        ]);
        let found = |siret: &str, name: &str| {
            book.find(Siret::parse(siret).ok().as_ref(), Some(name)).map(|employer| employer.key)
        };
        assert_eq!(found("", "ATELIER SEGALA"), Some(1));
        assert_eq!(found("356 000 000 09075", "Atelier Ségala"), Some(3), "the number wins");
        assert_eq!(found("", "La Poste"), None, "nobody knows which one");
        assert_eq!(found("", "Atelier Ségala SARL"), None);
        assert_eq!(book.find(None, None), None);
    }
}
