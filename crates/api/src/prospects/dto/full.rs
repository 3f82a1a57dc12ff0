//! The whole file.

use chrono::{DateTime, NaiveDate, Utc};
use persistence::campaigns::Attribution;
use persistence::prospects::{Prospect as Stored, Surroundings};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::members::Member;
use super::parts::{Assignment, Consent, Installation, Need, NextAction, StatusChange, Task};

/// A territory that the household wishes for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WishedTerritory {
    /// INSEE or SIREN code.
    #[schema(example = "46102")]
    pub code: String,
    /// Name.
    #[schema(example = "Figeac")]
    pub name: String,
    /// Level.
    #[schema(example = "commune")]
    pub kind: String,
}

/// The file that took another one in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MergedInto {
    /// Id.
    pub id: Uuid,
    /// Its number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
}

/// Where a file comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProspectAttribution {
    /// The campaign.
    pub campaign_id: Uuid,
    /// Its name.
    #[schema(example = "Et si vous restiez ?")]
    pub campaign_label: String,
    /// The phase: that of the touchpoint, else that of the day on which the file was opened.
    #[schema(required = true)]
    pub phase_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true)]
    pub phase_label: Option<String>,
    /// Name of the touchpoint.
    #[schema(required = true)]
    pub touchpoint_label: Option<String>,
}

impl From<Attribution> for ProspectAttribution {
    fn from(found: Attribution) -> Self {
        let (phase_id, phase_label) = found.phase.unzip();
        ProspectAttribution {
            campaign_id: found.campaign.0,
            campaign_label: found.campaign.1,
            phase_id,
            phase_label,
            touchpoint_label: found.touchpoint.map(|(_, label)| label),
        }
    }
}

/// The file of a household, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Prospect {
    /// Id.
    pub id: Uuid,
    /// Human number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// State.
    #[schema(example = "new")]
    pub status: String,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Door through which the request came in.
    #[schema(example = "phone")]
    pub source: String,
    /// The source in words.
    #[schema(required = true)]
    pub source_detail: Option<String>,
    /// Campaign that made the household write.
    #[schema(required = true)]
    pub campaign: Option<String>,
    /// Touchpoint of that campaign where the household was met.
    #[schema(required = true)]
    pub touchpoint_id: Option<Uuid>,
    /// The same in words; null for a campaign that nobody declared.
    #[schema(required = true)]
    pub attribution: Option<ProspectAttribution>,
    /// Event at which the household was met.
    #[schema(required = true)]
    pub event_id: Option<Uuid>,
    /// Shape of the household.
    #[schema(required = true, example = "couple")]
    pub household_kind: Option<String>,
    /// Language spoken with it.
    #[schema(required = true, example = "fr")]
    pub language: Option<String>,
    /// Country of today's home, ISO 3166 alpha-2.
    #[schema(required = true, example = "FR")]
    pub country: Option<String>,
    /// Postal code of today's home.
    #[schema(required = true)]
    pub postal_code: Option<String>,
    /// Town of today's home.
    #[schema(required = true)]
    pub city: Option<String>,
    /// Tie with the Lot.
    #[schema(required = true, example = "holidays")]
    pub lot_link: Option<String>,
    /// Public of the campaigns.
    #[schema(required = true, example = "families")]
    pub target_group: Option<String>,
    /// What the household wants to do, most important first.
    pub project_types: Vec<String>,
    /// How far the decision has ripened.
    #[schema(required = true, example = "decided")]
    pub maturity: Option<String>,
    /// When it expects to move.
    #[schema(required = true, example = "six_to_12_months")]
    pub horizon: Option<String>,
    /// Wished territories, first choice first.
    pub wished_territories: Vec<WishedTerritory>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// EPCI of the first wish.
    #[schema(required = true)]
    pub epci_code: Option<String>,
    /// Why it wants to come.
    pub motives: Vec<String>,
    /// What holds it back.
    pub obstacles: Vec<String>,
    /// Housing looked for.
    #[schema(required = true, example = "rent_then_buy")]
    pub housing_wish: Option<String>,
    /// Comment on housing.
    #[schema(required = true)]
    pub housing_comment: Option<String>,
    /// What the household wrote.
    #[schema(required = true)]
    pub message: Option<String>,
    /// What is to be done next.
    #[schema(required = true)]
    pub next_action: Option<NextAction>,
    /// When a person last spoke with the household.
    #[schema(required = true)]
    pub last_contact_by_person_at: Option<DateTime<Utc>>,
    /// Why the file was closed.
    #[schema(required = true, example = "abandoned")]
    pub closing_reason: Option<String>,
    /// The same in words.
    #[schema(required = true)]
    pub closing_comment: Option<String>,
    /// Since when it waits in the programme's pool, for want of a territorial référent.
    #[schema(required = true)]
    pub pool_since: Option<DateTime<Utc>>,
    /// Why it waits there, a code of the list `pool_reasons`.
    #[schema(required = true, example = "no_territory")]
    pub pool_reason: Option<String>,
    /// People of the household.
    pub members: Vec<Member>,
    /// Needs by theme.
    pub needs: Vec<Need>,
    /// Assignments to référents, newest first.
    pub assignments: Vec<Assignment>,
    /// Tasks, those to be done first.
    pub tasks: Vec<Task>,
    /// Consents.
    pub consents: Vec<Consent>,
    /// Installation.
    #[schema(required = true)]
    pub installation: Option<Installation>,
    /// States so far, oldest first.
    pub history: Vec<StatusChange>,
    /// States that may follow.
    pub allowed_transitions: Vec<String>,
    /// The file of which this one is a double.
    #[schema(required = true)]
    pub duplicate_of: Option<Uuid>,
    /// The file that took this one in.
    #[schema(required = true)]
    pub merged_into: Option<MergedInto>,
    /// When the file was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Import that brought the file.
    #[schema(required = true)]
    pub import_id: Option<Uuid>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When the file was opened.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Prospect {
    /// The file with what hangs on it, and id and number of the file that took it in.
    #[must_use]
    pub fn of(file: Stored, around: Surroundings, into: Option<(Uuid, String)>) -> Prospect {
        // The very codes that can be sent back: what is answered and what is accepted cannot differ.
        let facts = file.facts.to_input();
        // A closed file keeps its place in the table, and waits for nobody.
        let waits = file.status.is_open() && file.archived_at.is_none();
        let wish = |(code, name, kind)| WishedTerritory { code, name, kind };
        Prospect {
            id: file.id,
            number: file.number,
            status: file.status.to_string(),
            status_since: file.status_since,
            source: facts.source,
            source_detail: facts.source_detail,
            campaign: facts.campaign,
            touchpoint_id: facts.touchpoint_id,
            attribution: around.attribution.map(ProspectAttribution::from),
            event_id: facts.event_id,
            household_kind: facts.household_kind,
            language: facts.language,
            country: facts.country,
            postal_code: facts.postal_code,
            city: facts.city,
            lot_link: facts.lot_link,
            target_group: facts.target_group,
            project_types: facts.project_types,
            maturity: facts.maturity,
            horizon: facts.horizon,
            wished_territories: around.wishes.into_iter().map(wish).collect(),
            territory_indifferent: facts.territory_indifferent,
            epci_code: file.epci_code,
            motives: facts.motives,
            obstacles: facts.obstacles,
            housing_wish: facts.housing_wish,
            housing_comment: facts.housing_comment,
            message: facts.message,
            next_action: facts.next_action.map(|action| NextAction {
                label: action.label,
                on: action.on,
                assignee_id: action.assignee_id,
            }),
            last_contact_by_person_at: file.last_contact_by_person_at,
            closing_reason: file.closing_reason.map(|reason| reason.to_string()),
            closing_comment: file.closing_comment,
            pool_since: file.pool_since.filter(|_| waits),
            pool_reason: file.pool_reason.filter(|_| waits),
            members: around.members.into_iter().map(Member::from).collect(),
            needs: around.needs.into_iter().map(Need::from).collect(),
            assignments: around.assignments.into_iter().map(Assignment::from).collect(),
            tasks: around.tasks.into_iter().map(Task::from).collect(),
            consents: around.consents.into_iter().map(Consent::from).collect(),
            installation: around.installation.map(Installation::from),
            history: around.history.into_iter().map(StatusChange::from).collect(),
            allowed_transitions: file.status.allowed_next().iter().map(ToString::to_string).collect(),
            duplicate_of: file.duplicate_of,
            merged_into: into.map(|(id, number)| MergedInto { id, number }),
            archived_at: file.archived_at,
            import_id: file.import_id,
            version: file.version,
            created_at: file.created_at,
            updated_at: file.updated_at,
        }
    }
}
