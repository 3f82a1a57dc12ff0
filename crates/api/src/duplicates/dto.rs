//! Shapes of pairs of files that resemble each other.

use chrono::{DateTime, Utc};
use persistence::duplicates::Pair;
use persistence::prospects::Prospect;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::sentences::Sentences;
use crate::http::Many;
use crate::problem::Problem;

/// Why two files resemble each other.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateReason {
    /// Code of the list `duplicate_reasons`.
    #[schema(example = "same_phone")]
    pub code: String,
    /// The same in words.
    #[schema(example = "Le même numéro de téléphone, avec ou sans indicatif.")]
    pub sentence: String,
}

/// A file of a pair, as a list names it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateFile {
    /// Id.
    pub id: Uuid,
    /// Its number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// Name of the person who asked.
    #[schema(example = "Maëlle Kerbrat")]
    pub lead_name: String,
    /// State, a code of the list `prospect_statuses`.
    #[schema(example = "new")]
    pub status: String,
    /// EPCI of the first wish.
    #[schema(required = true)]
    pub epci_code: Option<String>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

impl From<&Prospect> for DuplicateFile {
    fn from(file: &Prospect) -> Self {
        DuplicateFile {
            id: file.id,
            number: file.number.clone(),
            lead_name: file.lead_name.clone(),
            status: file.status.to_string(),
            epci_code: file.epci_code.clone(),
            created_at: file.created_at,
        }
    }
}

/// Two files that resemble each other.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Duplicate {
    /// The pair.
    pub id: Uuid,
    /// What became of it, a code of the list `duplicate_statuses`.
    #[schema(example = "open")]
    pub status: String,
    /// The files that the caller sees: both, or theirs alone.
    pub files: Vec<DuplicateFile>,
    /// What is told of a file that the caller may not see; null when both are seen.
    #[schema(required = true)]
    pub hidden: Option<String>,
    /// How alike they are, from 0 to 100; null unless both are seen.
    #[schema(required = true, example = 95)]
    pub score: Option<i32>,
    /// Why, the surest first; empty unless both are seen.
    pub reasons: Vec<DuplicateReason>,
    /// When they were found.
    pub found_at: DateTime<Utc>,
    /// When somebody decided.
    #[schema(required = true)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Who.
    #[schema(required = true)]
    pub decided_by_name: Option<String>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl Duplicate {
    /// A pair as somebody sees it who sees these of its files.
    ///
    /// # Errors
    /// 500 when a sentence is broken.
    pub(super) fn of(pair: Pair, seen: &[&Prospect], said: &Sentences) -> Result<Duplicate, Problem> {
        let both = seen.len() == 2;
        let reasons = if both { reasons_of(&pair, said)? } else { vec![] };
        Ok(Duplicate {
            id: pair.id,
            status: pair.status.to_string(),
            files: seen.iter().map(|file| DuplicateFile::from(*file)).collect(),
            hidden: (!both).then(|| said.hidden.clone()),
            score: both.then_some(pair.score),
            reasons,
            found_at: pair.found_at,
            decided_at: pair.decided_at.filter(|_| both),
            decided_by_name: pair.decided_by_name.filter(|_| both),
            version: pair.version,
        })
    }
}

/// The reasons of a pair in words.
///
/// # Errors
/// 500 when a sentence is broken.
pub(super) fn reasons_of(pair: &Pair, said: &Sentences) -> Result<Vec<DuplicateReason>, Problem> {
    let reasons = pair.reasons.iter();
    let reason = |reason: &domain::codes::DuplicateReason| {
        let sentence = said.reason(*reason, pair.name_closeness)?;
        Ok(DuplicateReason { code: reason.to_string(), sentence })
    };
    reasons.map(reason).collect()
}

/// A page of pairs.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicatePage {
    /// The pairs, newest first.
    pub items: Vec<Duplicate>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which pairs.
#[derive(Debug, Default, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DuplicateQuery {
    /// Codes of the list `duplicate_statuses`; `open` when left out.
    #[param(value_type = Vec<String>, example = json!(["open"]))]
    pub status: Many,
    /// Pairs of this file.
    pub prospect_id: Option<Uuid>,
    /// One of the files wishes for this EPCI or commune first.
    #[param(example = "200067361")]
    pub territory: Option<String>,
    /// Pairs of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A person of one of the files.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateMember {
    /// The member.
    pub id: Uuid,
    /// Place in the household, a code of the list `member_roles`.
    #[schema(example = "lead")]
    pub role: String,
    /// First and last name.
    #[schema(example = "Maëlle Kerbrat")]
    pub name: String,
    /// E-mail address.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Phone number.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Age band of a child, a code of the list `age_bands`.
    #[schema(required = true)]
    pub age_band: Option<String>,
}

/// One of two files side by side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateSide {
    /// Id.
    pub id: Uuid,
    /// Its number.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// State, a code of the list `prospect_statuses`.
    #[schema(example = "new")]
    pub status: String,
    /// Version, for the merge.
    pub version: i32,
    /// Whether it may be the one that stays.
    pub may_stay: bool,
    /// Door through which it came in, a code of the list `sources`.
    #[schema(example = "stand")]
    pub source: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Names of the référents who were asked or accepted.
    pub referents: Vec<String>,
    /// Codes of the project types.
    pub project_types: Vec<String>,
    /// Names of the wished territories, first choice first.
    pub wishes: Vec<String>,
    /// Its people.
    pub members: Vec<DuplicateMember>,
    /// How many needs it has.
    pub needs: i32,
    /// How many tasks.
    pub tasks: i32,
    /// How many exchanges.
    pub interactions: i32,
    /// How many consents.
    pub consents: i32,
}

/// What two files say about one thing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateField {
    /// Name of the field, as a choice names it.
    #[schema(example = "city")]
    pub field: String,
    /// List of codes that its values belong to; null for a text.
    #[schema(required = true, example = "horizons")]
    pub list: Option<String>,
    /// What the first file says.
    #[schema(required = true, example = "Nantes")]
    pub first: Option<String>,
    /// What the second file says.
    #[schema(required = true, example = "Rezé")]
    pub second: Option<String>,
    /// Whether both say something and not the same: somebody chooses.
    pub differs: bool,
}

/// Two people who are one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SamePerson {
    /// Member of the first file.
    pub first_id: Uuid,
    /// Member of the second file.
    pub second_id: Uuid,
}

/// Two files side by side.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicateComparison {
    /// The pair.
    pub id: Uuid,
    /// What became of it, a code of the list `duplicate_statuses`.
    #[schema(example = "open")]
    pub status: String,
    /// How alike they are, from 0 to 100.
    #[schema(example = 95)]
    pub score: i32,
    /// Why, the surest first.
    pub reasons: Vec<DuplicateReason>,
    /// When they were found.
    pub found_at: DateTime<Utc>,
    /// When somebody decided.
    #[schema(required = true)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Who.
    #[schema(required = true)]
    pub decided_by_name: Option<String>,
    /// The file that is proposed as the one that stays.
    pub suggested_id: Uuid,
    /// One of them.
    pub first: DuplicateSide,
    /// The other one.
    pub second: DuplicateSide,
    /// What they say, field by field.
    pub fields: Vec<DuplicateField>,
    /// Adults who stand in both.
    pub same_people: Vec<SamePerson>,
    /// Version, for `If-Match`.
    pub version: i32,
}
