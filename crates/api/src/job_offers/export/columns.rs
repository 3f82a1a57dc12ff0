//! The columns of an export of offers, by the names that the import knows.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::codes;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Exported;
use crate::http::Cell;

/// Names of the columns in their order.
pub(super) const NAMES: [&str; 30] = [
    "external_id",
    "source",
    "status",
    "title",
    "employer_name",
    "employer_siret",
    "contract_type",
    "contract_detail",
    "part_time",
    "working_time",
    "commune_code",
    "commune_name",
    "occupation_code",
    "occupation_label",
    "sector",
    "salary",
    "positions",
    "experience",
    "experience_detail",
    "housing_possible",
    "partner_welcome",
    "remote",
    "starts_on",
    "expires_on",
    "apply_url",
    "apply_email",
    "description",
    "published_at",
    "created_at",
    "updated_at",
];

/// The cells of a row after its name, in the order of [`NAMES`].
pub(super) fn cells(row: &Exported) -> [Cell<'_>; 29] {
    let offer = &row.offer;
    [
        Cell::Code(codes::JobOfferSource::LIST, Some(&offer.source)),
        Cell::Code(codes::JobOfferStatus::LIST, Some(offer.status.as_str())),
        Cell::Text(Some(&offer.title)),
        Cell::Text(Some(&offer.employer_name)),
        Cell::Text(row.employer_siret.as_deref()),
        Cell::Code(codes::ContractType::LIST, Some(&offer.contract_type)),
        Cell::Text(offer.contract_detail.as_deref()),
        Cell::Truth(offer.part_time),
        Cell::Text(offer.working_time.as_deref()),
        Cell::Text(offer.commune_code.as_deref()),
        Cell::Text(row.commune.as_ref().map(|commune| commune.name.as_str())),
        Cell::Text(offer.occupation_code.as_deref()),
        Cell::Text(row.occupation_label.as_deref()),
        Cell::Code(codes::Sector::LIST, offer.sector.as_deref()),
        Cell::Text(offer.salary.as_deref()),
        Cell::Number(offer.positions),
        Cell::Code(codes::RequiredExperience::LIST, offer.experience.as_deref()),
        Cell::Text(offer.experience_detail.as_deref()),
        Cell::Truth(offer.housing_possible),
        Cell::Truth(offer.partner_welcome),
        Cell::Code(codes::RemoteWork::LIST, offer.remote.as_deref()),
        Cell::Day(offer.starts_on),
        Cell::Day(offer.expires_on),
        Cell::Text(offer.apply_url.as_deref()),
        Cell::Text(offer.apply_email.as_deref()),
        Cell::Text(Some(&offer.description)),
        Cell::Instant(offer.published_at),
        Cell::Instant(Some(offer.created_at)),
        Cell::Instant(Some(offer.updated_at)),
    ]
}

/// A row as one JSON object.
pub(super) struct Line<'a>(pub &'a Exported);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(NAMES.len()))?;
        let mut names = NAMES.iter();
        if let Some(first) = names.next() {
            object.serialize_entry(first, &self.0.name())?;
        }
        for (name, cell) in names.zip(cells(self.0)) {
            object.serialize_entry(name, &cell)?;
        }
        object.end()
    }
}

static HEADERS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("headers.csv").as_bytes());
    reader.deserialize::<(String, String)>().flatten().collect()
});

/// The headers that people read.
pub(super) fn french_headers() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|name| HEADERS.get(*name).map_or(*name, String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::vocabulary;
    use domain::imports::Topic;

    #[test]
    fn each_column_has_a_header_for_people_and_the_import_knows_both() {
        assert_eq!(HEADERS.len(), NAMES.len());
        let words = vocabulary().unwrap();
        for (name, header) in NAMES.iter().zip(french_headers()) {
            let of = |title: &str| words.code(Topic::OfferHeader, title).map(str::to_owned);
            assert!(of(name).is_some() && of(header).is_some(), "{name}, {header}");
        }
    }
}
