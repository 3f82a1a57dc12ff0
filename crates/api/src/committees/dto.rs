//! Shapes of steering committees.

use chrono::NaiveDate;
use domain::committees::{AgendaItem as Item, Decision as Taken};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// An item of an agenda.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// What is talked about.
    #[schema(example = "Bilan du semestre")]
    pub title: String,
    /// For how long, in minutes.
    #[serde(default)]
    #[schema(example = 20)]
    pub minutes: Option<i32>,
    /// Who presents it.
    #[serde(default)]
    #[schema(example = "Hélène Castagné")]
    pub presenter: Option<String>,
    /// Code of the indicator that it is about.
    #[serde(default)]
    #[schema(example = "families_settled")]
    pub indicator_code: Option<String>,
    /// The document that goes with it: its name, or where it is.
    #[serde(default)]
    pub document: Option<String>,
}

impl From<Item> for AgendaItem {
    fn from(item: Item) -> Self {
        let Item { title, minutes, presenter, indicator_code, document } = item;
        AgendaItem { title, minutes, presenter, indicator_code, document }
    }
}

impl From<AgendaItem> for Item {
    fn from(sent: AgendaItem) -> Self {
        let AgendaItem { title, minutes, presenter, indicator_code, document } = sent;
        Item { title, minutes, presenter, indicator_code, document }
    }
}

/// A decision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    #[schema(example = "Une antenne ouvre à Gourdon.")]
    pub text: String,
    /// When.
    pub decided_on: NaiveDate,
    /// How: by consensus, by how many votes.
    #[serde(default)]
    #[schema(example = "À l’unanimité")]
    pub vote: Option<String>,
}

impl From<Taken> for Decision {
    fn from(decision: Taken) -> Self {
        Decision { text: decision.text, decided_on: decision.decided_on, vote: decision.vote }
    }
}

impl From<Decision> for Taken {
    fn from(sent: Decision) -> Self {
        Taken { text: sent.text, decided_on: sent.decided_on, vote: sent.vote }
    }
}

/// A steering committee: what it talks about and what it decided.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Committee {
    /// The committee, an event.
    pub id: Uuid,
    /// Its title.
    #[schema(example = "Comité de pilotage de novembre")]
    pub title: String,
    /// State, a code of the list `event_statuses`.
    #[schema(example = "published")]
    pub status: String,
    /// Its day.
    pub on: NaiveDate,
    /// When it begins, `HH:MM`.
    #[schema(required = true, example = "09:30")]
    pub opens_at: Option<String>,
    /// When it ends.
    #[schema(required = true, example = "12:00")]
    pub closes_at: Option<String>,
    /// The partner that hosts it.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub host_name: Option<String>,
    /// Where.
    #[schema(required = true, example = "Salle du conseil, Figeac")]
    pub place: Option<String>,
    /// Where people join online.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// What it talks about, in order.
    pub agenda: Vec<AgendaItem>,
    /// What it decided, in order.
    pub decisions: Vec<Decision>,
    /// Whether the caller may write the agenda and the decisions now.
    pub may_write: bool,
    /// Version of the event, for `If-Match`.
    pub version: i32,
}

/// A change of a committee; each list is replaced whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"agenda": [{"title": "Bilan du semestre", "minutes": 20, "presenter": "Hélène Castagné",
    "indicator_code": "families_settled"}, {"title": "Feuille de route 2027", "minutes": 40}],
    "decisions": [{"text": "Une antenne ouvre à Gourdon.", "decided_on": "2026-11-20", "vote": "À l’unanimité"}]}))]
pub struct CommitteePatch {
    /// What it talks about.
    #[serde(default)]
    #[schema(value_type = Option<Vec<AgendaItem>>)]
    pub agenda: Patch<Vec<AgendaItem>>,
    /// What it decided.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Decision>>)]
    pub decisions: Patch<Vec<Decision>>,
}

impl CommitteePatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[("agenda", self.agenda.is_sent()), ("decisions", self.decisions.is_sent())])
    }
}
