//! The pure engine of the domain with what it needs, run beside the event loop: 50,000 rows take a while.

use std::sync::Arc;

use actix_web::web;
use chrono::NaiveDate;
use domain::codes::TerritoryKind;
use domain::imports::offers::{Occupations, OfferInterpreter};
use domain::imports::{
    Gazetteer, Interpreter, Mapping, Place, PlaceKind, Subject, Table, propose_mapping, unmapped_values,
};
use persistence::ConnectionTrait;
use sha2::{Digest, Sha256};

use super::stored::StoredMapping;
use super::subjects::Readings;
use super::{Decoded, ImportError, decode, vocabulary};

/// Occupations read at once: a few times those of the ROME.
const MOST_OCCUPATIONS: u64 = 10_000;

/// The words, places and, for offers, occupations that the engine knows.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    subject: Subject,
    vocabulary: domain::imports::Vocabulary,
    gazetteer: Gazetteer,
    occupations: Occupations,
}

impl Knowledge {
    /// The shipped words, and the places and occupations of the reference data.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn load(db: &impl ConnectionTrait, subject: Subject) -> Result<Arc<Knowledge>, ImportError> {
        let vocabulary = vocabulary()?;
        let places = persistence::territories::list(db).await?.into_iter().filter_map(|territory| {
            let (kind, epci) = match territory.kind {
                TerritoryKind::Departement => return None,
                TerritoryKind::Epci => (PlaceKind::Epci, None),
                TerritoryKind::Commune => (PlaceKind::Commune, territory.parent_code),
            };
            Some(Place { code: territory.code, name: territory.name, kind, epci })
        });
        let gazetteer = Gazetteer::new(places, &vocabulary);
        let occupations = match subject {
            Subject::Prospects => vec![],
            Subject::JobOffers => persistence::occupations::list(db, MOST_OCCUPATIONS).await?,
        };
        let occupations = Occupations::new(occupations.into_iter().map(|known| (known.code, known.label)));
        Ok(Arc::new(Knowledge { subject, vocabulary, gazetteer, occupations }))
    }

    /// What the rows are about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The places.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// A mapping with what a person may correct; `remembered` are those of earlier imports, latest first.
    #[must_use]
    pub fn propose(&self, table: &Table, remembered: &[Mapping]) -> StoredMapping {
        let proposal = propose_mapping(table, self.subject, &self.vocabulary, &self.gazetteer, remembered);
        let unmapped = unmapped_values(table, &proposal.mapping, &self.vocabulary, &self.gazetteer);
        StoredMapping::proposed(table, &proposal, unmapped)
    }

    /// The mapping that a person chose instead of the one known so far.
    #[must_use]
    pub fn choose(&self, table: &Table, known: &StoredMapping, mapping: &Mapping) -> StoredMapping {
        let unmapped = unmapped_values(table, mapping, &self.vocabulary, &self.gazetteer);
        known.chosen(mapping, unmapped)
    }

    /// Reads every row.
    ///
    /// # Errors
    /// [`ImportError::Incomplete`] when the mapping forbids it.
    pub fn interpret(&self, table: &Table, mapping: &Mapping, today: NaiveDate) -> Result<Readings, ImportError> {
        let problems = mapping.problems(self.subject, &self.gazetteer);
        if !problems.is_empty() {
            return Err(ImportError::Incomplete(problems));
        }
        let (headers, words, places) = (&table.headers, &self.vocabulary, &self.gazetteer);
        Ok(match self.subject {
            Subject::Prospects => {
                let interpreter = Interpreter::new(headers, mapping, words, places, today);
                Readings::Prospects(table.rows.iter().map(|row| interpreter.interpret(row)).collect())
            }
            Subject::JobOffers => {
                let known = (words, places);
                let interpreter = OfferInterpreter::new(headers, mapping, known, &self.occupations, today);
                Readings::JobOffers(table.rows.iter().map(|row| interpreter.interpret(row)).collect())
            }
        })
    }
}

/// Runs work of the processor beside the event loop.
///
/// # Errors
/// Those of the work; [`ImportError::Interrupted`] when the server stops meanwhile.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    web::block(work).await.map_err(|_| ImportError::Interrupted)?
}

/// A file received and read.
#[derive(Debug, Clone)]
pub struct Received {
    /// The bytes.
    pub content: Vec<u8>,
    /// SHA-256 of them, in hexadecimal.
    pub digest: String,
    /// What they hold.
    pub decoded: Decoded,
}

/// Reads a file just received.
///
/// # Errors
/// [`ImportError::Unreadable`].
pub async fn receive(content: Vec<u8>) -> Result<Received, ImportError> {
    aside(move || {
        let decoded = decode(&content)?;
        let digest = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Received { content, digest, decoded })
    })
    .await
}

/// Reads a stored file again.
///
/// # Errors
/// [`ImportError::Forgotten`] once its content is gone.
pub async fn reread(content: Vec<u8>) -> Result<Table, ImportError> {
    if content.is_empty() {
        return Err(ImportError::Forgotten);
    }
    aside(move || Ok(decode(&content)?.table)).await
}
