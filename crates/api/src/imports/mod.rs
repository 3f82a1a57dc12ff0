//! Imports: from a file dropped by a person to the pure engine of `domain::imports`, to files or job offers, and back.

pub mod decode;
mod delimited;
pub mod dto;
mod engine;
mod error;
mod handlers;
mod json;
mod offers;
mod opening;
mod read;
mod report;
pub mod sentences;
pub mod service;
pub mod stored;
pub mod subjects;
mod vocabulary;
mod workbook;

use crate::endpoints::Endpoints;
pub use decode::{DecodeError, Decoded, decode};
pub use error::ImportError;
pub use vocabulary::{VocabularyFileError, vocabulary};

/// The endpoints of the feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    // The list of fields before the imports by id: both begin alike.
    endpoints
        .service(read::list_import_fields)
        .service(handlers::create_import)
        .service(read::list_imports)
        .service(read::get_import)
        .service(handlers::update_import_mapping)
        .service(handlers::dry_run_import)
        .service(read::list_import_rows)
        .service(handlers::commit_import)
        .service(handlers::undo_import)
        .service(read::get_import_report);
}
