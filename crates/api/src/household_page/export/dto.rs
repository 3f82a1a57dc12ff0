//! The copy that a household takes away, as software reads it again.

use chrono::{DateTime, Utc};
use persistence::household_data::{Booked, Exchange, Met, Search, Sent};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::super::dto_rights::HouseholdRequest;
use crate::prospects::dto::Prospect;

/// Everything that the programme holds about a household. Names of those who work on the file are left out, but for the
/// référents who accompany it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdData {
    /// When this copy was made.
    pub written_at: DateTime<Utc>,
    /// The file: people, project, needs, référents, tasks, agreements, states.
    pub file: Prospect,
    /// Exchanges and notes, private ones among them, oldest first.
    pub exchanges: Vec<HouseholdDataExchange>,
    /// Requests about the data, with what was answered.
    pub requests: Vec<HouseholdRequest>,
    /// Forms that the household sent.
    pub forms: Vec<HouseholdDataForm>,
    /// What was noted on stands.
    pub meetings: Vec<HouseholdDataForm>,
    /// Places at events, under the addresses of the file.
    pub places: Vec<HouseholdDataPlace>,
    /// Alerts on offers, under the addresses of the file.
    pub alerts: Vec<HouseholdDataSearch>,
    /// Addresses of the file that get the newsletter.
    pub newsletter_addresses: Vec<String>,
}

/// An exchange or a note.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdDataExchange {
    /// Form, a code of the list `interaction_kinds`.
    #[schema(example = "call")]
    pub kind: String,
    /// Who spoke to whom, a code of the list `directions`.
    #[schema(required = true)]
    pub direction: Option<String>,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// What was said.
    pub summary: String,
}

impl From<Exchange> for HouseholdDataExchange {
    fn from(row: Exchange) -> Self {
        HouseholdDataExchange {
            kind: row.kind,
            direction: row.direction,
            occurred_at: row.occurred_at,
            summary: row.summary,
        }
    }
}

/// One field of something that was sent or noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HouseholdDataField {
    /// Name of the field; those inside others are told with their place, `members/0/first_name`.
    #[schema(example = "first_name")]
    pub name: String,
    /// What it says.
    pub value: String,
}

/// Something that was sent or noted at once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdDataForm {
    /// Reference of a request, title of an event.
    #[schema(example = "DEM-7K4Q-92TX")]
    pub title: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says; empty fields are left out.
    pub fields: Vec<HouseholdDataField>,
}

impl HouseholdDataForm {
    /// A form that was sent.
    pub(super) fn sent(row: &Sent) -> Self {
        HouseholdDataForm { title: row.reference.clone(), at: row.received_at, fields: fields_of(&row.content) }
    }

    /// What was noted on the stand of an event.
    pub(super) fn met(title: String, row: &Met) -> Self {
        HouseholdDataForm { title, at: row.captured_at, fields: fields_of(&row.content) }
    }
}

/// A place at an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdDataPlace {
    /// Title of the event.
    pub title: String,
    /// State, a code of the list `event_registration_statuses`.
    #[schema(example = "confirmed")]
    pub status: String,
    /// How many come along.
    pub guests: i32,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
}

impl HouseholdDataPlace {
    /// A place as it is kept.
    pub(super) fn of(title: String, row: &Booked) -> Self {
        HouseholdDataPlace { title, status: row.status.clone(), guests: row.guests, asked_at: row.created_at }
    }
}

/// A search for offers that is told by mail.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdDataSearch {
    /// How often, a code of the list `alert_frequencies`.
    #[schema(example = "weekly")]
    pub frequency: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What is looked for.
    pub fields: Vec<HouseholdDataField>,
}

impl HouseholdDataSearch {
    /// An alert as it is kept.
    pub(super) fn of(row: &Search) -> Self {
        HouseholdDataSearch { frequency: row.frequency.clone(), since: row.created_at, fields: fields_of(&row.filters) }
    }
}

/// The fields of what is kept as one piece, in their order.
fn fields_of(content: &Value) -> Vec<HouseholdDataField> {
    let mut fields = vec![];
    note(&mut fields, String::new(), content);
    fields
}

fn note(fields: &mut Vec<HouseholdDataField>, name: String, value: &Value) {
    let inside = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}/{key}") };
    match value {
        Value::Null => {}
        Value::Object(map) => map.iter().for_each(|(key, value)| note(fields, inside(key), value)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| note(fields, inside(&index.to_string()), value));
        }
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => fields.push(HouseholdDataField { name, value: text.clone() }),
        Value::Bool(_) | Value::Number(_) => fields.push(HouseholdDataField { name, value: value.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_as_one_piece_is_told_field_by_field() {
        let kept = json!({"a": "x", "b": [{"c": 1}, {"c": null}], "d": "", "e": true});
        let told: Vec<_> = fields_of(&kept).into_iter().map(|field| (field.name, field.value)).collect();
        let expected = [("a", "x"), ("b/0/c", "1"), ("e", "true")];
        assert_eq!(told, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
