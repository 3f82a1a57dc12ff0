//! What differs between the files that two editions counted in the same figure.

use std::collections::{BTreeMap, BTreeSet};

/// A file behind a figure. Its number stays when the file is erased: it names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedFile {
    /// `OML-2024-00042`.
    pub number: String,
    /// EPCI that it is counted in; `None` is without territory.
    pub epci: Option<String>,
    /// What it adds to the figure: 1 for a family, the people for a count of people.
    pub weight: i64,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is counted now and was not.
    Entered,
    /// It was counted and is not now.
    Left,
    /// It is counted in another EPCI.
    Moved,
    /// It adds more or less than it did.
    Weighed,
}

/// A file that is not counted alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its number.
    pub number: String,
    /// What became of it.
    pub change: Change,
    /// EPCI and weight before; `None` when it was not counted.
    pub before: Option<Counted>,
    /// EPCI and weight after; `None` when it is not counted.
    pub after: Option<Counted>,
}

/// Where a file is counted, and for how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// EPCI; `None` is without territory.
    pub epci: Option<String>,
    /// What it adds.
    pub weight: i64,
}

/// The files that are not counted alike, by number; the order in which files are given means nothing.
#[must_use]
pub fn differences(before: &[CountedFile], after: &[CountedFile]) -> Vec<Difference> {
    let (before, after) = (by_number(before), by_number(after));
    let numbers: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    numbers.into_iter().filter_map(|number| difference(number, before.get(number), after.get(number))).collect()
}

fn difference(number: &str, before: Option<&Counted>, after: Option<&Counted>) -> Option<Difference> {
    let change = match (before, after) {
        (None, Some(_)) => Change::Entered,
        (Some(_), None) => Change::Left,
        (Some(before), Some(after)) if before.epci != after.epci => Change::Moved,
        (Some(before), Some(after)) if before.weight != after.weight => Change::Weighed,
        _ => return None,
    };
    Some(Difference { number: number.to_owned(), change, before: before.cloned(), after: after.cloned() })
}

/// A file that is listed more than once adds up, in the first EPCI by code.
fn by_number(files: &[CountedFile]) -> BTreeMap<&str, Counted> {
    let mut all: BTreeMap<&str, Counted> = BTreeMap::new();
    for file in files {
        let counted = || Counted { epci: file.epci.clone(), weight: 0 };
        let known = all.entry(file.number.as_str()).or_insert_with(counted);
        known.weight += file.weight;
        if file.epci < known.epci {
            known.epci.clone_from(&file.epci);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(number: &str, epci: Option<&str>, weight: i64) -> CountedFile {
        CountedFile { number: number.to_owned(), epci: epci.map(str::to_owned), weight }
    }

    fn some_files() -> impl Strategy<Value = Vec<CountedFile>> {
        let one = (0_u8..12, prop::option::of(0_u8..3), 1_i64..4);
        prop::collection::btree_map(0_u8..12, one, 0..12).prop_map(|all| {
            let made = |(key, (_, epci, weight)): (u8, (u8, Option<u8>, i64))| CountedFile {
                number: format!("OML-2024-{key:05}"),
                epci: epci.map(|code| code.to_string()),
                weight,
            };
            all.into_iter().map(made).collect()
        })
    }

    /// What `before` becomes with these differences.
    fn applied(before: &[CountedFile], differences: &[Difference]) -> Vec<CountedFile> {
        let mut all: BTreeMap<String, CountedFile> =
            before.iter().map(|file| (file.number.clone(), file.clone())).collect();
        for one in differences {
            match &one.after {
                None => drop(all.remove(&one.number)),
                Some(after) => {
                    let file =
                        CountedFile { number: one.number.clone(), epci: after.epci.clone(), weight: after.weight };
                    all.insert(one.number.clone(), file);
                }
            }
        }
        all.into_values().collect()
    }

    #[test]
    fn each_change_has_its_name() {
        let before = [file("1", Some("a"), 2), file("2", Some("a"), 2), file("3", None, 1), file("4", None, 1)];
        let after = [file("4", None, 1), file("2", Some("b"), 3), file("3", None, 2), file("5", Some("a"), 1)];
        let told: Vec<(String, Change)> =
            differences(&before, &after).into_iter().map(|one| (one.number, one.change)).collect();
        let wanted = [("1", Change::Left), ("2", Change::Moved), ("3", Change::Weighed), ("5", Change::Entered)];
        assert_eq!(told, wanted.map(|(number, change)| (number.to_owned(), change)));
    }

    proptest! {
        #[test]
        fn differences_lead_from_one_edition_to_the_other(before in some_files(), after in some_files()) {
            let told = differences(&before, &after);
            prop_assert_eq!(applied(&before, &told), after.clone());
            let weight = |files: &[CountedFile]| files.iter().map(|file| file.weight).sum::<i64>();
            let of = |counted: &Option<Counted>| counted.as_ref().map_or(0, |counted| counted.weight);
            let net: i64 = told.iter().map(|one| of(&one.after) - of(&one.before)).sum();
            prop_assert_eq!(weight(&after) - weight(&before), net);
        }

        #[test]
        fn the_same_files_in_another_order_differ_in_nothing(files in some_files()) {
            let mut other = files.clone();
            other.reverse();
            prop_assert_eq!(differences(&files, &other), vec![]);
        }
    }
}
