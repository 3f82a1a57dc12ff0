//! What can go wrong with an import.

use actix_web::http::StatusCode;
use domain::imports::{BatchStatus, MappingProblem, ProblemKind};
use domain::validation::FieldErrors;
use persistence::StoreError;

use super::vocabulary::VocabularyFileError;
use super::{DecodeError, sentences};
use crate::problem::Problem;

/// Failure of a step of an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is no spreadsheet that can be read.
    #[error("fichier illisible : {}", sentences::unreadable(.0.code()))]
    Unreadable(#[from] DecodeError),
    /// Something forbids running it.
    #[error("colonnes à préciser : {}", obstacles(.0).join(" ; "))]
    Incomplete(Vec<MappingProblem>),
    /// Fields of a request are wrong.
    #[error("correspondance invalide : {}", faults(.0))]
    Invalid(FieldErrors),
    /// No such import.
    #[error("import introuvable")]
    NotFound,
    /// The step does not follow the present state.
    #[error("étape impossible dans l'état {}", .0.code())]
    NotNow(BatchStatus),
    /// It is too late to take it back.
    #[error("trop tard pour annuler")]
    TooLate,
    /// What was received has been forgotten.
    #[error("contenu effacé")]
    Forgotten,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shipped vocabulary is broken.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyFileError),
    /// The work was given up, because the server stops.
    #[error("interrompu")]
    Interrupted,
}

fn obstacles(problems: &[MappingProblem]) -> Vec<String> {
    problems.iter().map(|problem| sentences::obstacle(problem.kind.code(), problem.field, &problem.value)).collect()
}

fn faults(errors: &FieldErrors) -> String {
    let faults = errors.clone().into_vec();
    faults.iter().map(|fault| format!("{} ({})", fault.pointer, fault.code)).collect::<Vec<_>>().join(" ; ")
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let unprocessable = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        match error {
            ImportError::Unreadable(error) => {
                unprocessable("unreadable_file").with_args([sentences::unreadable(error.code())])
            }
            ImportError::Incomplete(problems) => {
                let mut errors = FieldErrors::new();
                for problem in &problems {
                    let code = match problem.kind {
                        ProblemKind::MissingField => "required",
                        ProblemKind::RepeatedField => "duplicate",
                        ProblemKind::UnknownCode => "unknown_code",
                    };
                    errors.push(format!("/columns/{}", problem.field.code()), code);
                }
                let told = obstacles(&problems).join(" ; ");
                unprocessable("mapping_incomplete").with_args([told]).with_errors(errors)
            }
            ImportError::Invalid(errors) => errors.into(),
            ImportError::NotFound => Problem::not_found(),
            ImportError::NotNow(status) => Problem::transition_not_allowed(next(status).iter().copied()),
            ImportError::TooLate => Problem::conflict("undo_expired"),
            ImportError::Forgotten => Problem::conflict("content_forgotten"),
            ImportError::Store(error) => error.into(),
            ImportError::Vocabulary(error) => Problem::internal(&error),
            ImportError::Interrupted => Problem::unavailable(),
        }
    }
}

/// The states that may follow.
fn next(status: BatchStatus) -> &'static [&'static str] {
    match status {
        BatchStatus::Uploaded => &["checked"],
        BatchStatus::Checked => &["uploaded", "checked", "committed"],
        BatchStatus::Committed => &["undone"],
        BatchStatus::Undone => &[],
    }
}
