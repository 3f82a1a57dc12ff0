//! What a report says, in the very shape in which it is frozen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The figures of a year, with everything that is needed to read them again later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportContent {
    /// Shape of this document: 2 since targets stand in it.
    #[schema(example = 2)]
    pub format: i32,
    /// The year.
    #[schema(example = 2024)]
    pub year: i32,
    /// The edition.
    #[schema(example = 1)]
    pub edition: i32,
    /// Day on which the figures were computed.
    pub computed_on: NaiveDate,
    /// The figures, each as it was defined that day.
    pub figures: Vec<ReportFigure>,
    /// The coefficients in force that year.
    pub coefficients: Vec<ReportCoefficient>,
    /// What was told to the press, beside what the files say.
    pub published_figures: Vec<ReportPublishedFigure>,
    /// What differs from the edition before, for a correction.
    #[schema(required = true)]
    pub correction: Option<ReportCorrection>,
    /// SHA-256 of the list of the files behind the figures; the list itself stays with the programme.
    pub files_sha256: String,
}

/// A figure of the year beside that of the year before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportFigure {
    /// Code of the indicator.
    #[schema(example = "families_settled")]
    pub code: String,
    /// What it is called.
    #[schema(example = "Familles installées")]
    pub label: String,
    /// What it is counted in.
    #[schema(example = "family")]
    pub unit: String,
    /// What it means.
    pub definition: String,
    /// Which date of a file decides on its year.
    pub date_rule: String,
    /// The figure; none when there is nothing to measure.
    #[schema(required = true, example = 108.0)]
    pub value: Option<f64>,
    /// The figure of the year before.
    #[schema(required = true, example = 73.0)]
    pub previous_value: Option<f64>,
    /// What was aimed at for the whole département, as it stood that day; nothing in documents of format 1.
    #[serde(default)]
    #[schema(required = true, example = 120)]
    pub target: Option<i32>,
    /// What the figure is above its target, or below.
    #[serde(default)]
    #[schema(required = true, example = -12.0)]
    pub gap: Option<f64>,
    /// What was aimed at the year before.
    #[serde(default)]
    #[schema(required = true, example = 90)]
    pub previous_target: Option<i32>,
    /// By EPCI; empty for a figure that has none.
    pub by_epci: Vec<ReportCell>,
    /// By source; empty for a figure that has none.
    pub by_source: Vec<ReportCell>,
    /// Whether a list of files stands behind it.
    pub has_files: bool,
}

/// A part of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCell {
    /// SIREN of the EPCI or code of the source; empty when the files say none.
    #[schema(example = "200067361")]
    pub key: String,
    /// Its name.
    #[schema(example = "CC Grand-Figeac")]
    pub label: String,
    /// The part; none when it is hidden from the reader, or when there is nothing to measure.
    #[schema(required = true, example = 22.0)]
    pub value: Option<f64>,
    /// The part of the year before.
    #[schema(required = true, example = 17.0)]
    pub previous_value: Option<f64>,
    /// What was aimed at for this EPCI.
    #[serde(default)]
    #[schema(required = true, example = 25)]
    pub target: Option<i32>,
    /// What the part is above its target, or below; none when the part is hidden from the reader.
    #[serde(default)]
    #[schema(required = true, example = -3.0)]
    pub gap: Option<f64>,
    /// What was aimed at the year before.
    #[serde(default)]
    #[schema(required = true, example = 20)]
    pub previous_target: Option<i32>,
    /// Whether only the programme reads the part, because it is small or because it would reveal a small one.
    pub hidden: bool,
    /// The same for that of the year before.
    pub previous_hidden: bool,
}

/// A coefficient, where it comes from and since when it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCoefficient {
    /// The indicator that uses it.
    #[schema(example = "newcomers_insee")]
    pub indicator: String,
    /// The coefficient.
    #[schema(example = 2.0)]
    pub value: f64,
    /// First day on which it holds.
    pub valid_from: NaiveDate,
    /// Where it comes from.
    pub source: String,
}

/// A figure told to the press beside the recomputed one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportPublishedFigure {
    /// What tells it from the others.
    #[schema(example = "2025-families")]
    pub key: String,
    /// What it was said to count.
    #[schema(example = "Familles installées depuis 2018")]
    pub label: String,
    /// The figure as it was told.
    #[schema(example = 400)]
    pub figure: i32,
    /// What it was said to be counted in.
    #[schema(example = "family")]
    pub unit: String,
    /// Whether it was told as « environ » or « près de ».
    pub approximate: bool,
    /// The year, month or day at which it was told to hold.
    #[schema(example = "2024")]
    pub as_of: String,
    /// First year of a sum over several years.
    #[schema(required = true, example = 2018)]
    pub from_year: Option<i32>,
    /// Where it was told.
    pub document: String,
    /// Where the document can be read.
    #[schema(required = true)]
    pub url: Option<String>,
    /// The indicator that recomputes it.
    #[schema(required = true, example = "families_settled")]
    pub indicator: Option<String>,
    /// What the files say.
    #[schema(required = true, example = 400.0)]
    pub recomputed: Option<f64>,
    /// What that is counted in.
    #[schema(required = true, example = "family")]
    pub recomputed_unit: Option<String>,
    /// Why they differ, a code of the list `figure_gaps`.
    #[schema(example = "same")]
    pub gap: String,
    /// Whether a person said so; computed otherwise.
    pub judged: bool,
    /// What that person adds.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Families behind a figure of people.
    #[schema(required = true)]
    pub families: Option<f64>,
    /// People per family that it reckons with.
    #[schema(required = true)]
    pub coefficient: Option<f64>,
}

/// Why there is a new edition, and what differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCorrection {
    /// The edition that is corrected.
    #[schema(example = 1)]
    pub of_edition: i32,
    /// Its SHA-256.
    pub of_sha256: String,
    /// Why.
    pub reason: String,
    /// The figures that differ.
    pub differences: Vec<ReportDifference>,
}

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportDifference {
    /// Code of the indicator.
    #[schema(example = "families_settled")]
    pub code: String,
    /// What it is called.
    pub label: String,
    /// The figure of the edition that is corrected.
    #[schema(required = true)]
    pub before: Option<f64>,
    /// The figure of this edition.
    #[schema(required = true)]
    pub after: Option<f64>,
    /// Files that are counted now and were not.
    pub entered: i32,
    /// Files that were counted and are not now.
    pub left: i32,
    /// Files that are counted in another EPCI.
    pub moved: i32,
    /// Files that add more or less.
    pub weighed: i32,
    /// Each of these files; only the programme reads them.
    pub files: Vec<ReportFileDifference>,
}

/// A file that is not counted alike. Its number names nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportFileDifference {
    /// Its number.
    #[schema(example = "OML-2024-00042")]
    pub number: String,
    /// `entered`, `left`, `moved` or `weighed`.
    #[schema(example = "left")]
    pub change: String,
    /// EPCI before.
    #[schema(required = true)]
    pub from_epci: Option<String>,
    /// EPCI after.
    #[schema(required = true)]
    pub to_epci: Option<String>,
    /// What it added before.
    pub from_weight: i64,
    /// What it adds now.
    pub to_weight: i64,
    /// What was done to the file between the two computations, from the journal.
    pub since: Vec<ReportDeed>,
}

/// A correction of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportDeed {
    /// The day.
    pub on: NaiveDate,
    /// What, as the journal calls it.
    #[schema(example = "installation.put")]
    pub action: String,
    /// Names of the fields that changed.
    pub fields: Vec<String>,
}

impl ReportContent {
    /// The figure of an indicator.
    #[must_use]
    pub fn figure(&self, code: &str) -> Option<&ReportFigure> {
        self.figures.iter().find(|figure| figure.code == code)
    }

    /// The figure of the year of an indicator.
    #[must_use]
    pub fn value(&self, code: &str) -> Option<f64> {
        self.figure(code).and_then(|figure| figure.value)
    }
}
