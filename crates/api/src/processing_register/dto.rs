//! Shapes of the register, for the programme and for everybody.

use domain::processing_register::Processing;
use serde::Serialize;
use utoipa::ToSchema;

/// One purpose, with everything that the law wants to be told about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProcessingLine {
    /// Stable code.
    #[schema(example = "newsletter")]
    pub code: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub why: String,
    /// What allows it, a code of the list `legal_bases`.
    #[schema(example = "consent")]
    pub legal_basis: String,
    /// Whose data.
    pub persons: String,
    /// Which data.
    pub data: String,
    /// Who reads them.
    pub recipients: String,
    /// How long they are kept.
    pub duration: String,
    /// How they are protected.
    pub security: String,
    /// The agreements that it rests on, codes of the list `consent_purposes`.
    pub consents: Vec<String>,
    /// The forms under which it is told, codes of the list `public_forms`.
    pub forms: Vec<String>,
}

impl From<&Processing> for ProcessingLine {
    fn from(line: &Processing) -> Self {
        ProcessingLine {
            code: line.code.clone(),
            title: line.title.clone(),
            why: line.why.clone(),
            legal_basis: line.legal_basis.to_string(),
            persons: line.persons.clone(),
            data: line.data.clone(),
            recipients: line.recipients.clone(),
            duration: line.duration.clone(),
            security: line.security.clone(),
            consents: line.consents.iter().map(ToString::to_string).collect(),
            forms: line.forms.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The register of what is done with personal data.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProcessingRegister {
    /// Who answers for all of it.
    pub controller: String,
    /// Where rights are asked for.
    #[schema(example = "dpd@ohmylot.example")]
    pub contact: String,
    /// One line for each purpose.
    pub items: Vec<ProcessingLine>,
}

/// What everybody may know of one purpose.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProcessingNotice {
    /// Stable code.
    #[schema(example = "newsletter")]
    pub code: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub why: String,
    /// What allows it, a code of the list `legal_bases`.
    #[schema(example = "consent")]
    pub legal_basis: String,
    /// Which data.
    pub data: String,
    /// Who reads them.
    pub recipients: String,
    /// How long they are kept.
    pub duration: String,
    /// The forms under which it is told, codes of the list `public_forms`.
    pub forms: Vec<String>,
}

impl From<&Processing> for ProcessingNotice {
    fn from(line: &Processing) -> Self {
        ProcessingNotice {
            code: line.code.clone(),
            title: line.title.clone(),
            why: line.why.clone(),
            legal_basis: line.legal_basis.to_string(),
            data: line.data.clone(),
            recipients: line.recipients.clone(),
            duration: line.duration.clone(),
            forms: line.forms.iter().map(ToString::to_string).collect(),
        }
    }
}

/// What everybody may know of what is done with personal data.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProcessingNotices {
    /// Who answers for all of it.
    pub controller: String,
    /// Where rights are asked for.
    #[schema(example = "dpd@ohmylot.example")]
    pub contact: String,
    /// One line for each purpose.
    pub items: Vec<ProcessingNotice>,
}

/// What is told under one form, for whoever shows it without network.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FormNotice {
    /// Version of the texts.
    #[schema(example = "notices-4f0c9a1b2d3e")]
    pub version: String,
    /// Who answers for it.
    pub controller: String,
    /// Where rights are asked for.
    #[schema(example = "dpd@ohmylot.example")]
    pub contact: String,
    /// The purpose.
    pub purpose: ProcessingNotice,
}
