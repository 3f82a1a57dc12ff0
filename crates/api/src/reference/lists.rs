//! The lists of codes with their French labels, read once from the table inside the program.

use std::sync::LazyLock;

use super::dto::{CodeItem, CodeList, CodeLists};

static LISTS: LazyLock<CodeLists> = LazyLock::new(|| {
    let version = persistence::reference::checksum(persistence::reference::LABELS);
    CodeLists { items: read(persistence::reference::LABELS, &version), version }
});

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

/// The French label of a code; the code itself when it has none.
#[must_use]
pub fn label(list: &str, code: &str) -> String {
    let known = find(list).and_then(|list| list.items.iter().find(|item| item.code == code));
    known.map_or_else(|| code.to_owned(), |item| item.label.clone())
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
