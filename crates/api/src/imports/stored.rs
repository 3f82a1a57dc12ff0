//! What an import remembers of its mapping and its verdicts, as JSON.

use std::collections::BTreeMap;

use domain::imports::offers::{OfferKey, OfferPlan};
use domain::imports::{
    Attached, ColumnMapping, ContactKey, DateOrder, Field, HouseholdDraft, Mapping, Proposal, Refusal, Remark, Subject,
    Summary, Table, UnmappedValue, Verdict,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Cells shown of a column.
const SAMPLES: usize = 3;
/// Longest cell shown, in characters.
const SAMPLE_MAX: usize = 60;

/// A column of the spreadsheet and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportColumn {
    /// Title as written.
    #[schema(example = "Date demande")]
    pub header: String,
    /// First filled cells.
    pub samples: Vec<String>,
    /// Code of the field, `ignore` to leave the column out.
    #[schema(example = "requested_on")]
    pub field: String,
    /// How sure the guess is, in percent.
    pub confidence: i32,
    /// What it rests on: `remembered`, `header_and_values`, `header`, `values`, `nothing`, or `chosen` by a person.
    #[schema(example = "header_and_values")]
    pub reason: String,
}

/// A word of the spreadsheet and the code it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportValue {
    /// Code of the field.
    #[schema(example = "status")]
    pub field: String,
    /// The word, whatever its case and accents.
    #[schema(example = "au chaud")]
    pub value: String,
    /// The code; empty to leave the word out.
    #[schema(example = "dormant")]
    pub code: String,
}

/// A word that nobody has translated yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnmappedImportValue {
    /// Code of the field.
    #[schema(example = "settled_commune")]
    pub field: String,
    /// The word as first written.
    pub value: String,
    /// How many cells hold it.
    pub count: i32,
    /// The code it probably stands for.
    #[schema(required = true)]
    pub proposed: Option<String>,
}

/// The mapping of an import with what a person needs to check it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMapping {
    /// Columns in the order of the spreadsheet.
    pub columns: Vec<ImportColumn>,
    /// Words explained by people.
    pub values: Vec<ImportValue>,
    /// How days written with three numbers are read.
    pub date_order: String,
    /// Words still without a meaning.
    pub unmapped_values: Vec<UnmappedImportValue>,
}

impl StoredMapping {
    /// What the engine proposes.
    #[must_use]
    pub fn proposed(table: &Table, proposal: &Proposal, unmapped: Vec<UnmappedValue>) -> StoredMapping {
        let column = |(index, column): (usize, &domain::imports::ProposedColumn)| ImportColumn {
            header: column.header.clone(),
            samples: samples(table, index),
            field: column.field.code().to_owned(),
            confidence: i32::from(column.confidence),
            reason: column.evidence.code().to_owned(),
        };
        StoredMapping {
            columns: proposal.columns.iter().enumerate().map(column).collect(),
            values: values(&proposal.mapping),
            date_order: proposal.mapping.date_order.code().to_owned(),
            unmapped_values: unmapped.into_iter().map(unmapped_value).collect(),
        }
    }

    /// The same columns with what a person chose.
    #[must_use]
    pub fn chosen(&self, mapping: &Mapping, unmapped: Vec<UnmappedValue>) -> StoredMapping {
        let column = |(known, chosen): (&ImportColumn, &ColumnMapping)| {
            if known.field == chosen.field.code() {
                return known.clone();
            }
            let field = chosen.field.code().to_owned();
            ImportColumn { field, confidence: 100, reason: "chosen".to_owned(), ..known.clone() }
        };
        StoredMapping {
            columns: self.columns.iter().zip(&mapping.columns).map(column).collect(),
            values: values(mapping),
            date_order: mapping.date_order.code().to_owned(),
            unmapped_values: unmapped.into_iter().map(unmapped_value).collect(),
        }
    }

    /// As the engine reads it; codes that no longer exist are left out.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        let columns = self.columns.iter().map(|column| ColumnMapping {
            header: column.header.clone(),
            field: Field::parse(&column.field).unwrap_or(Field::Ignore),
        });
        let mut words: BTreeMap<Field, BTreeMap<String, String>> = BTreeMap::new();
        for value in &self.values {
            if let Some(field) = Field::parse(&value.field) {
                words.entry(field).or_default().insert(value.value.clone(), value.code.clone());
            }
        }
        let date_order = DateOrder::parse(&self.date_order).unwrap_or_default();
        Mapping { columns: columns.collect(), values: words, date_order }
    }

    /// From the database; empty when it cannot be read.
    #[must_use]
    pub fn read(json: &Value) -> StoredMapping {
        StoredMapping::deserialize(json).unwrap_or_default()
    }

    /// For the database.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Without any cell of the spreadsheet.
    #[must_use]
    pub fn without_cells(mut self) -> StoredMapping {
        self.columns.iter_mut().for_each(|column| column.samples.clear());
        self.unmapped_values.clear();
        self
    }
}

fn samples(table: &Table, index: usize) -> Vec<String> {
    let cells = table.rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.trim());
    let mut shown: Vec<String> = vec![];
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let cell: String = cell.chars().take(SAMPLE_MAX).collect();
        if !shown.contains(&cell) {
            shown.push(cell);
        }
        if shown.len() == SAMPLES {
            break;
        }
    }
    shown
}

fn values(mapping: &Mapping) -> Vec<ImportValue> {
    let words = mapping.values.iter().flat_map(|(field, words)| words.iter().map(move |word| (field, word)));
    let value = |(field, (value, code)): (&Field, (&String, &String))| ImportValue {
        field: field.code().to_owned(),
        value: value.clone(),
        code: code.clone(),
    };
    words.map(value).collect()
}

fn unmapped_value(word: UnmappedValue) -> UnmappedImportValue {
    UnmappedImportValue {
        field: word.field.code().to_owned(),
        value: word.value,
        count: count(word.count),
        proposed: word.proposed,
    }
}

/// A count as the API and the database carry it.
#[must_use]
pub fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// How many rows were refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportReasonCount {
    /// Code of the reason.
    #[schema(example = "invalid_date")]
    pub code: String,
    /// Rows.
    pub count: i32,
}

/// The counts of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportSummary {
    /// Rows read.
    pub rows: i32,
    /// Files or offers created.
    pub created: i32,
    /// Offers changed; always 0 for files, which an import never overwrites.
    pub updated: i32,
    /// Rows about an offer that is already here as they say it; always 0 for files.
    #[serde(default)]
    #[schema(required = true)]
    pub unchanged: i32,
    /// Offers ended because a complete file no longer holds them; always 0 for files.
    #[serde(default)]
    #[schema(required = true)]
    pub closed: i32,
    /// Rows attached to a file or an offer that was there, or that an earlier row became.
    pub duplicates: i32,
    /// Rows refused.
    pub refused: i32,
    /// Refused rows by their first reason.
    pub reasons: Vec<ImportReasonCount>,
}

impl From<&Summary> for ImportSummary {
    fn from(summary: &Summary) -> Self {
        let reason = |(reason, rows): (&domain::imports::Reason, &usize)| ImportReasonCount {
            code: reason.code().to_owned(),
            count: count(*rows),
        };
        ImportSummary {
            rows: count(summary.rows),
            created: count(summary.created),
            updated: count(summary.updated),
            unchanged: count(summary.unchanged),
            closed: count(summary.closed),
            duplicates: count(summary.duplicates),
            refused: count(summary.refused),
            reasons: summary.reasons.iter().map(reason).collect(),
        }
    }
}

/// What came of taking an import back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportUndo {
    /// Files or offers deleted.
    pub deleted: i32,
    /// Offers that are again what they were; always 0 for files.
    #[serde(default)]
    #[schema(required = true)]
    pub restored: i32,
    /// Numbers of the files, titles of the offers that stay because they changed since.
    pub kept: Vec<String>,
}

/// The counts as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSummary {
    /// Of the rows.
    pub counts: ImportSummary,
    /// Of the undo.
    pub undo: Option<ImportUndo>,
}

/// Why a row has its verdict, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReason {
    /// Code of the reason, of the remark, or of the shared contact.
    pub code: String,
    /// Field concerned.
    pub field: String,
    /// The cell as written; empty for a shared contact.
    pub value: String,
    /// The note left on the file of a duplicate.
    pub note_id: Option<Uuid>,
}

impl StoredReason {
    pub(super) fn new(code: &str, field: Field, value: &str) -> StoredReason {
        StoredReason { code: code.to_owned(), field: field.code().to_owned(), value: value.to_owned(), note_id: None }
    }

    /// Those of a verdict.
    #[must_use]
    pub fn of<F, D: Remarked, K: Shared>(verdict: &Verdict<F, D, K>) -> Vec<StoredReason> {
        let refusal = |refusal: &Refusal| Self::new(refusal.reason.code(), refusal.field, &refusal.value);
        let remark = |remark: &Remark| Self::new(remark.kind.code(), remark.field, &remark.value);
        match verdict {
            Verdict::Created(draft) | Verdict::Updated { draft, .. } => draft.remarks().iter().map(remark).collect(),
            Verdict::Unchanged { remarks, .. } => remarks.iter().map(remark).collect(),
            Verdict::Duplicate { attached_to, shared } => {
                let (code, field) = shared.told(matches!(attached_to, Attached::File(_)));
                vec![Self::new(code, field, "")]
            }
            Verdict::Refused(refusals) => refusals.iter().map(refusal).collect(),
        }
    }
}

/// What carries remarks for the reader of the report.
pub trait Remarked {
    /// They.
    fn remarks(&self) -> &[Remark];
}

impl Remarked for HouseholdDraft {
    fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

impl<F> Remarked for OfferPlan<F> {
    fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

/// What two rows, or a row and what is stored, share.
pub trait Shared {
    /// Code of the reason, and the field concerned, for what is stored already or an earlier row.
    fn told(&self, is_stored: bool) -> (&'static str, Field);
}

impl Shared for ContactKey {
    fn told(&self, _is_stored: bool) -> (&'static str, Field) {
        match self {
            ContactKey::Email(_) => ("same_email", Field::Email),
            ContactKey::Phone(_) => ("same_phone", Field::Phone),
        }
    }
}

impl Shared for OfferKey {
    fn told(&self, is_stored: bool) -> (&'static str, Field) {
        (if is_stored { "known_elsewhere" } else { "same_offer" }, Field::ExternalId)
    }
}

/// A row as stored before anything is written.
#[must_use]
pub fn row_of<D: Remarked, K: Shared>(
    row: usize,
    verdict: &Verdict<Uuid, D, K>,
    subject: Subject,
) -> persistence::imports::Row {
    let (attached_to_row, there) = match verdict {
        Verdict::Duplicate { attached_to: Attached::Row(row), .. } => (Some(count(*row)), None),
        Verdict::Duplicate { attached_to: Attached::File(there), .. }
        | Verdict::Updated { of: there, .. }
        | Verdict::Unchanged { of: there, .. } => (None, Some(*there)),
        Verdict::Created(_) | Verdict::Refused(_) => (None, None),
    };
    let about = |wanted| there.filter(|_| subject == wanted);
    persistence::imports::Row {
        row: count(row),
        verdict: verdict.code().to_owned(),
        reasons: reasons_json(&StoredReason::of(verdict)),
        attached_to_row,
        prospect_id: about(Subject::Prospects),
        job_offer_id: about(Subject::JobOffers),
        number: None,
        title: None,
    }
}

/// For the database.
#[must_use]
pub fn reasons_json(reasons: &[StoredReason]) -> Value {
    serde_json::to_value(reasons).unwrap_or_default()
}

/// From the database.
#[must_use]
pub fn reasons_of(json: &Value) -> Vec<StoredReason> {
    Vec::deserialize(json).unwrap_or_default()
}
