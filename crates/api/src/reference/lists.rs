//! The lists of codes with their French labels, read once from the table inside the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dto::{CodeItem, CodeList, CodeLists};

static LISTS: LazyLock<CodeLists> = LazyLock::new(|| {
    let version = persistence::reference::checksum(persistence::reference::LABELS);
    CodeLists { items: read(persistence::reference::LABELS, &version), version }
});

static LABELS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let of_list = |list: &'static CodeList| {
        list.items.iter().map(move |item| ((list.name.as_str(), item.code.as_str()), item.label.as_str()))
    };
    all().items.iter().flat_map(of_list).collect()
});

/// The French label of a code; the code itself when the list no longer has it.
#[must_use]
pub fn label<'a>(list: &'static str, code: &'a str) -> &'a str {
    LABELS.get(&(list, code)).copied().unwrap_or(code)
}

/// The French sentence that explains a code; empty when it has none.
#[must_use]
pub fn described(list: &str, code: &str) -> &'static str {
    let item = find(list).and_then(|list| list.items.iter().find(|item| item.code == code));
    item.and_then(|item| item.description.as_deref()).unwrap_or_default()
}

/// Every list.
#[must_use]
pub fn all() -> &'static CodeLists {
    &LISTS
}

/// The list of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static CodeList> {
    LISTS.items.iter().find(|list| list.name == name)
}

/// These lists, in the order they were asked for.
#[must_use]
pub fn only(lists: Vec<&'static CodeList>) -> CodeLists {
    CodeLists { items: lists.into_iter().cloned().collect(), version: LISTS.version.clone() }
}

fn read(table: &str, version: &str) -> Vec<CodeList> {
    let mut lists: Vec<CodeList> = Vec::new();
    for row in csv::Reader::from_reader(table.as_bytes()).into_deserialize::<[String; 4]>().flatten() {
        let [name, code, label, description] = row;
        let item = CodeItem { code, label, description: Some(description).filter(|text| !text.is_empty()) };
        match lists.last_mut().filter(|list| list.name == name) {
            Some(list) => list.items.push(item),
            None => lists.push(CodeList { name, items: vec![item], version: version.to_owned() }),
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_domain_is_served_whole_and_in_order() {
        let served: Vec<(&str, Vec<&str>)> = all()
            .items
            .iter()
            .map(|list| (list.name.as_str(), list.items.iter().map(|item| item.code.as_str()).collect()))
            .collect();
        let declared: Vec<(&str, Vec<&str>)> =
            domain::codes::lists().iter().map(|(name, codes)| (*name, codes.to_vec())).collect();
        assert_eq!(served, declared);
    }
}
