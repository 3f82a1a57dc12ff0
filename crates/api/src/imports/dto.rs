//! Imports as the API shows them.

use chrono::{DateTime, Utc};
use domain::imports::{DateOrder, Field, Gazetteer, Mapping, ProblemKind, Subject};
use domain::text::fold;
use domain::validation::FieldErrors;
use persistence::imports::{Batch, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sentences;
use super::stored::{
    ImportColumn, ImportSummary, ImportUndo, ImportValue, StoredMapping, StoredReason, StoredSummary,
    UnmappedImportValue, reasons_of,
};

/// The import of an office's spreadsheet, or of a source's job offers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Import {
    /// Id.
    pub id: Uuid,
    /// Name of the file received.
    #[schema(example = "historique-2018-2024.csv")]
    pub filename: String,
    /// What the rows are about: `prospects` or `job_offers`.
    #[schema(example = "prospects")]
    pub subject: String,
    /// Source of the offers, a code of the list `job_offer_sources`; none for files.
    #[schema(required = true, example = "france_travail")]
    pub source: Option<String>,
    /// Whether the source holds more offers than the file: then none is ended for not being there.
    pub partial: bool,
    /// `uploaded`, `checked`, `committed` or `undone`.
    #[schema(example = "checked")]
    pub status: String,
    /// Character encoding guessed of a text file.
    #[schema(required = true, example = "windows-1252")]
    pub encoding: Option<String>,
    /// Delimiter guessed of a text file.
    #[schema(required = true, example = ";")]
    pub delimiter: Option<String>,
    /// Sheet read from a workbook.
    #[schema(required = true)]
    pub sheet: Option<String>,
    /// Columns and what they mean.
    pub columns: Vec<ImportColumn>,
    /// Words that people explained.
    pub values: Vec<ImportValue>,
    /// Words that nobody has translated yet.
    pub unmapped_values: Vec<UnmappedImportValue>,
    /// How days written with three numbers are read: `day_first` or `month_first`.
    #[schema(example = "day_first")]
    pub date_order: String,
    /// Data rows.
    pub row_count: i32,
    /// The counts, once tried.
    #[schema(required = true)]
    pub summary: Option<ImportSummary>,
    /// What came of the undo.
    #[schema(required = true)]
    pub undo: Option<ImportUndo>,
    /// Who sent the file; none for the command line.
    #[schema(required = true)]
    pub created_by_name: Option<String>,
    /// When it was received.
    pub created_at: DateTime<Utc>,
    /// When the files were created.
    #[schema(required = true)]
    pub committed_at: Option<DateTime<Utc>>,
    /// When they were taken back.
    #[schema(required = true)]
    pub undone_at: Option<DateTime<Utc>>,
    /// Until when they may be.
    #[schema(required = true)]
    pub undoable_until: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<Batch> for Import {
    fn from(batch: Batch) -> Self {
        let mapping = StoredMapping::read(&batch.mapping);
        let summary = batch.summary.as_ref().map(|json| StoredSummary::read(Some(json)));
        Import {
            id: batch.id,
            filename: batch.filename,
            subject: batch.subject.code().to_owned(),
            source: batch.source,
            partial: batch.is_partial,
            status: batch.status.code().to_owned(),
            encoding: batch.encoding,
            delimiter: batch.delimiter,
            sheet: batch.sheet,
            columns: mapping.columns,
            values: mapping.values,
            unmapped_values: mapping.unmapped_values,
            date_order: mapping.date_order,
            row_count: batch.row_count,
            undo: summary.as_ref().and_then(|summary| summary.undo.clone()),
            summary: summary.map(|summary| summary.counts),
            created_by_name: batch.created_by_name,
            created_at: batch.created_at,
            committed_at: batch.committed_at,
            undone_at: batch.undone_at,
            undoable_until: batch.undoable_until,
            version: batch.version,
        }
    }
}

impl StoredSummary {
    /// From the database; nothing when it cannot be read.
    #[must_use]
    pub fn read(json: Option<&Value>) -> StoredSummary {
        json.and_then(|json| StoredSummary::deserialize(json).ok()).unwrap_or_default()
    }
}

/// A page of imports, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPage {
    /// Imports.
    pub items: Vec<Import>,
    /// Where the next page starts.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// What the columns of an import mean, as a person chose. A column left out is not imported.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "columns": [{"header": "Date demande", "field": "requested_on"}, {"header": "Mail", "field": "email"}],
    "values": [{"field": "status", "value": "au chaud", "code": "dormant"}],
    "date_order": "day_first"
}))]
pub struct ImportMapping {
    /// Columns in the order of the spreadsheet.
    pub columns: Vec<ImportMappingColumn>,
    /// Words that the programme does not know.
    #[serde(default)]
    pub values: Vec<ImportValue>,
    /// `day_first` or `month_first`; as guessed when left out.
    #[serde(default)]
    pub date_order: Option<String>,
    /// Whether the source holds more offers than the file; as before when left out.
    #[serde(default)]
    pub partial: Option<bool>,
}

/// A column and the field it feeds.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportMappingColumn {
    /// Title as written.
    #[schema(example = "Mail")]
    pub header: String,
    /// Code of the field, `ignore` to leave the column out.
    #[schema(example = "email")]
    pub field: String,
}

impl ImportMapping {
    /// Reads the choice over the columns known.
    ///
    /// # Errors
    /// `unknown_code` for a title that the spreadsheet has not, a field, a code or an order that does not exist;
    /// `not_allowed` for a partial file of households.
    pub fn over(&self, known: &StoredMapping, subject: Subject, gazetteer: &Gazetteer) -> Result<Mapping, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut mapping = known.mapping();
        mapping.values.clear();
        mapping.columns.iter_mut().for_each(|column| column.field = Field::Ignore);
        let mut free: Vec<&mut domain::imports::ColumnMapping> = mapping.columns.iter_mut().collect();
        for (index, chosen) in self.columns.iter().enumerate() {
            match free.iter().position(|column| column.header == chosen.header.trim()) {
                Some(place) => {
                    let field = errors
                        .keep(format!("/columns/{index}/field"), field(&chosen.field, subject).ok_or("unknown_code"));
                    free.remove(place).field = field.unwrap_or(Field::Ignore);
                }
                None => errors.push(format!("/columns/{index}/header"), "unknown_code"),
            }
        }
        if let Some(order) = &self.date_order {
            let order = errors.keep("/date_order", DateOrder::parse(order).ok_or("unknown_code"));
            mapping.date_order = order.unwrap_or_default();
        }
        if subject == Subject::Prospects && self.partial == Some(true) {
            errors.push("/partial", "not_allowed");
        }
        self.explain(&mut mapping, subject, gazetteer, &mut errors);
        errors.finish(Some(mapping))
    }

    fn explain(&self, mapping: &mut Mapping, subject: Subject, gazetteer: &Gazetteer, errors: &mut FieldErrors) {
        for (index, value) in self.values.iter().enumerate() {
            match field(&value.field, subject).filter(|field| field.topic().is_some()) {
                Some(field) => mapping.set_value(field, &value.value, value.code.trim()),
                None => errors.push(format!("/values/{index}/field"), "unknown_code"),
            }
        }
        for problem in
            mapping.problems(subject, gazetteer).iter().filter(|problem| problem.kind == ProblemKind::UnknownCode)
        {
            let told = |value: &ImportValue| value.field == problem.field.code() && fold(&value.value) == problem.value;
            if let Some(index) = self.values.iter().position(told) {
                errors.push(format!("/values/{index}/code"), "unknown_code");
            }
        }
    }
}

fn field(code: &str, subject: Subject) -> Option<Field> {
    Field::parse(code).filter(|field| field.is_of(subject))
}

/// A field that a column may feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportField {
    /// Code.
    #[schema(example = "requested_on")]
    pub code: String,
    /// What people call it.
    #[schema(example = "Date de la demande")]
    pub label: String,
    /// Whether several columns may feed it.
    pub repeatable: bool,
}

/// Every field that a column may feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportFieldList {
    /// Fields in the order in which people read them.
    pub items: Vec<ImportField>,
}

impl ImportFieldList {
    /// All those of a subject.
    #[must_use]
    pub fn of(subject: Subject) -> ImportFieldList {
        let field = |field: Field| ImportField {
            code: field.code().to_owned(),
            label: sentences::field(field),
            repeatable: field.is_repeatable(),
        };
        ImportFieldList { items: subject.fields().map(field).collect() }
    }
}

/// Why a row has its verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRowReason {
    /// Code.
    #[schema(example = "invalid_date")]
    pub code: String,
    /// Field concerned.
    #[schema(example = "requested_on")]
    pub field: String,
    /// The cell as written; empty for a shared contact.
    #[schema(example = "31/02/2021")]
    pub value: String,
    /// The same in French.
    #[schema(example = "Date impossible")]
    pub message: String,
}

impl From<StoredReason> for ImportRowReason {
    fn from(reason: StoredReason) -> Self {
        let message = sentences::reason(&reason.code);
        ImportRowReason { code: reason.code, field: reason.field, value: reason.value, message }
    }
}

/// A row of the spreadsheet with its verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// Its place, from 1 after the titles; offers that end follow the rows of the file.
    pub row: i32,
    /// `created`, `updated`, `unchanged`, `duplicate`, `refused`, or `closed` for an offer that the file no longer holds.
    #[schema(example = "refused")]
    pub verdict: String,
    /// Reasons of a refusal, remarks on an accepted row, or what a duplicate shares.
    pub reasons: Vec<ImportRowReason>,
    /// The earlier row of the same spreadsheet that a duplicate belongs to.
    #[schema(required = true)]
    pub attached_to_row: Option<i32>,
    /// Number of the file that a duplicate belongs to.
    #[schema(required = true)]
    pub attached_to_number: Option<String>,
    /// The file that the row became or belongs to.
    #[schema(required = true)]
    pub prospect_id: Option<Uuid>,
    /// The offer that the row became, changes, says nothing new of, or that ends.
    #[schema(required = true)]
    pub job_offer_id: Option<Uuid>,
    /// Title of that offer, as it is stored.
    #[schema(required = true)]
    pub job_offer_title: Option<String>,
    /// Cells as written; empty once the content is forgotten.
    pub cells: Vec<String>,
}

impl ImportRow {
    /// A row with its cells.
    #[must_use]
    pub fn of(row: Row, cells: Vec<String>) -> ImportRow {
        ImportRow {
            row: row.row,
            attached_to_number: row.number.filter(|_| row.verdict == "duplicate"),
            verdict: row.verdict,
            reasons: reasons_of(&row.reasons).into_iter().map(ImportRowReason::from).collect(),
            attached_to_row: row.attached_to_row,
            prospect_id: row.prospect_id,
            job_offer_id: row.job_offer_id,
            job_offer_title: row.title,
            cells,
        }
    }
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRowPage {
    /// Rows in the order of the spreadsheet.
    pub items: Vec<ImportRow>,
    /// Where the next page starts.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
