//! The columns of an export.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::codes;
use persistence::prospects::ExportRow;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::http::Cell;

/// Names of the columns in their order.
pub(super) const NAMES: [&str; 29] = [
    "number",
    "status",
    "status_since",
    "last_name",
    "first_name",
    "email",
    "phone",
    "household_kind",
    "adults",
    "children",
    "country",
    "postal_code",
    "city",
    "project_types",
    "epci_name",
    "horizon",
    "source",
    "source_detail",
    "campaign",
    "occupations",
    "territorial_referent",
    "technical_referent",
    "next_action",
    "next_action_on",
    "last_interaction_at",
    "closing_reason",
    "created_at",
    "updated_at",
    "archived_at",
];

/// The cells of a row, in the order of [`NAMES`].
pub(super) fn cells(row: &ExportRow) -> [Cell<'_>; 29] {
    let ExportRow { summary, lead, more } = row;
    [
        Cell::Text(Some(&summary.number)),
        Cell::Code(codes::ProspectStatus::LIST, Some(&summary.status)),
        Cell::Day(Some(summary.status_since)),
        Cell::Text(lead.last_name.as_deref()),
        Cell::Text(lead.first_name.as_deref()),
        Cell::Text(lead.email.as_deref()),
        Cell::Text(lead.phone.as_deref()),
        Cell::Code(codes::HouseholdKind::LIST, summary.household_kind.as_deref()),
        Cell::Number(summary.adults),
        Cell::Number(summary.children),
        Cell::Text(more.country.as_deref()),
        Cell::Text(more.postal_code.as_deref()),
        Cell::Text(more.city.as_deref()),
        Cell::Codes(codes::ProjectType::LIST, &summary.project_types),
        Cell::Text(summary.epci_name.as_deref()),
        Cell::Code(codes::Horizon::LIST, more.horizon.as_deref()),
        Cell::Code(codes::Source::LIST, Some(&summary.source)),
        Cell::Text(more.source_detail.as_deref()),
        Cell::Text(more.campaign.as_deref()),
        Cell::Texts(&summary.occupations),
        Cell::Text(summary.territorial_referent_name.as_deref()),
        Cell::Text(summary.technical_referent_name.as_deref()),
        Cell::Text(summary.next_action_label.as_deref()),
        Cell::Day(summary.next_action_on),
        Cell::Instant(summary.last_interaction_at),
        Cell::Code(codes::ClosingReason::LIST, more.closing_reason.as_deref()),
        Cell::Instant(Some(summary.created_at)),
        Cell::Instant(Some(summary.updated_at)),
        Cell::Instant(summary.archived_at),
    ]
}

/// A row as one JSON object.
pub(super) struct Line<'a>(pub &'a ExportRow);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(NAMES.len() + 1))?;
        object.serialize_entry("id", &self.0.summary.id)?;
        for (name, cell) in NAMES.iter().zip(cells(self.0)) {
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

    #[test]
    fn each_column_has_a_header_for_people() {
        assert_eq!(HEADERS.len(), NAMES.len());
        assert!(NAMES.iter().all(|name| HEADERS.contains_key(*name)));
    }
}
