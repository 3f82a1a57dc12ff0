//! A change of an event.

use domain::events::EventInput;
use persistence::events::Event as Stored;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto::{EventBudgetLine, EventDay, budget_input, days_input, input_of};
use crate::http::Patch;
use crate::open_file::sent_fields;

/// A change of an event; days, partners and budget are replaced whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 500, "description": "Stand D12, près de l’entrée nord."}))]
pub struct EventPatch {
    /// Title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// What it is.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Where people meet.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub format: Patch<String>,
    /// The series that it is an edition of.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub series: Patch<String>,
    /// Which edition it is.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub edition: Patch<String>,
    /// The partner that organises it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub organiser_id: Patch<Uuid>,
    /// Partners who take part.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub partners: Patch<Vec<Uuid>>,
    /// Commune of the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub commune_code: Patch<String>,
    /// Where people go.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub place: Patch<String>,
    /// Where people join online.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub video_url: Patch<String>,
    /// How many people it takes.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub capacity: Patch<i32>,
    /// What people should know of it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Whether it stands on the public calendar once it is published.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub is_public: Patch<bool>,
    /// The working group that meets there.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub working_group_id: Patch<Uuid>,
    /// Its days.
    #[serde(default)]
    #[schema(value_type = Option<Vec<EventDay>>)]
    pub days: Patch<Vec<EventDay>>,
    /// Its budget.
    #[serde(default)]
    #[schema(value_type = Option<Vec<EventBudgetLine>>)]
    pub budget: Patch<Vec<EventBudgetLine>>,
}

impl EventPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("kind", self.kind.is_sent()),
            ("format", self.format.is_sent()),
            ("series", self.series.is_sent()),
            ("edition", self.edition.is_sent()),
            ("organiser_id", self.organiser_id.is_sent()),
            ("partners", self.partners.is_sent()),
            ("commune_code", self.commune_code.is_sent()),
            ("place", self.place.is_sent()),
            ("video_url", self.video_url.is_sent()),
            ("capacity", self.capacity.is_sent()),
            ("description", self.description.is_sent()),
            ("is_public", self.is_public.is_sent()),
            ("working_group_id", self.working_group_id.is_sent()),
            ("days", self.days.is_sent()),
            ("budget", self.budget.is_sent()),
        ])
    }

    /// The event as it will be. A title, kind or format sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, current: &Stored) -> EventInput {
        let now = input_of(current);
        EventInput {
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            kind: self.kind.or(Some(now.kind)).unwrap_or_default(),
            format: self.format.or(Some(now.format)).unwrap_or_default(),
            series: self.series.or(now.series),
            edition: self.edition.or(now.edition),
            organiser_id: self.organiser_id.or(now.organiser_id),
            partners: self.partners.or(Some(now.partners)).unwrap_or_default(),
            commune_code: self.commune_code.or(now.commune_code),
            place: self.place.or(now.place),
            video_url: self.video_url.or(now.video_url),
            capacity: self.capacity.or(now.capacity),
            description: self.description.or(now.description),
            is_public: self.is_public.or(Some(now.is_public)).unwrap_or_default(),
            working_group_id: self.working_group_id.or(now.working_group_id),
            days: replaced(self.days, now.days, days_input),
            budget: replaced(self.budget, now.budget, budget_input),
        }
    }
}

/// A list that was sent whole; null empties it.
fn replaced<S, I>(sent: Patch<Vec<S>>, now: Vec<I>, read: impl Fn(Vec<S>) -> Vec<I>) -> Vec<I> {
    match sent {
        Patch::Absent => now,
        Patch::Null => vec![],
        Patch::Value(sent) => read(sent),
    }
}
