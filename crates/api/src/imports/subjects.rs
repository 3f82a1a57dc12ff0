//! What differs between an import of files and one of job offers: how rows are read, judged and written. Everything
//! around it is the same.

use std::collections::BTreeMap;

use domain::codes::JobOfferSource;
use domain::imports::offers::{InterpretedOffer, OfferDecisions};
use domain::imports::{
    Interpreted, Remark, RemarkKind, RowVerdict, Subject, Summary, Table, Verdict, contact_keys, decide,
};
use domain::validation::FieldErrors;
use persistence::imports::{Batch, Row, files_by_contact};
use persistence::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::engine::aside;
use super::opening::Importing;
use super::stored::{ImportSummary, row_of};
use super::{ImportError, offers};
use crate::audit::Trail;

/// On which terms a file is imported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// What its rows are about.
    pub subject: Subject,
    /// The source of its offers; as the file looks when nothing is said.
    pub source: Option<JobOfferSource>,
    /// Whether its source holds more offers than the file.
    pub is_partial: bool,
}

impl Terms {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// `unknown_code` for a subject or a source that does not exist or that nothing is imported from; `not_allowed` for
    /// what says nothing about files.
    pub fn parse(subject: Option<&str>, source: Option<&str>, is_partial: bool) -> Result<Terms, FieldErrors> {
        let mut errors = FieldErrors::new();
        let known = Subject::parse(subject.unwrap_or(Subject::Prospects.code()));
        let subject = errors.keep("subject", known.ok_or("unknown_code")).unwrap_or_default();
        let read = |code: &str| JobOfferSource::parse(code).filter(|source| *source != JobOfferSource::Direct);
        let source = source.and_then(|code| errors.keep("source", read(code).ok_or("unknown_code")));
        if subject == Subject::Prospects {
            source.into_iter().for_each(|_| errors.push("source", "not_allowed"));
            is_partial.then(|| errors.push("partial", "not_allowed"));
        }
        errors.finish(Some(Terms { subject, source, is_partial }))
    }

    /// Those of a stored import.
    #[must_use]
    pub fn of(batch: &Batch) -> Terms {
        let source = batch.source.as_deref().and_then(JobOfferSource::parse);
        Terms { subject: batch.subject, source, is_partial: batch.is_partial }
    }

    /// With the source of a file of offers that nobody named: France Travail when its titles are.
    #[must_use]
    pub fn settled(self, table: &Table) -> Terms {
        let theirs = table.headers.iter().any(|header| header == "intitule");
        let seen = if theirs { JobOfferSource::FranceTravail } else { JobOfferSource::File };
        let source = (self.subject == Subject::JobOffers).then(|| self.source.unwrap_or(seen));
        Terms { source, ..self }
    }
}

/// The rows of a file, read.
#[derive(Debug, Clone)]
pub enum Readings {
    /// As households.
    Prospects(Vec<Interpreted>),
    /// As job offers.
    JobOffers(Vec<InterpretedOffer>),
}

/// The rows of a file, judged against what is stored.
#[derive(Debug, Clone)]
pub enum Judged {
    /// Households.
    Prospects(Vec<RowVerdict<Uuid>>),
    /// Job offers, and the names of those that end.
    JobOffers(OfferDecisions<Uuid>, BTreeMap<Uuid, String>),
}

/// Decides every row against what is stored.
///
/// # Errors
/// Those of the store.
pub async fn judge(db: &impl ConnectionTrait, readings: Readings, terms: Terms) -> Result<Judged, ImportError> {
    match readings {
        Readings::JobOffers(rows) => offers::judge(db, rows, terms).await,
        Readings::Prospects(rows) => {
            let known: BTreeMap<_, Uuid> = files_by_contact(db, &contact_keys(&rows)).await?;
            aside(move || Ok(Judged::Prospects(decide(rows, &known)))).await
        }
    }
}

impl Judged {
    /// The counts.
    #[must_use]
    pub fn summary(&self) -> ImportSummary {
        match self {
            Judged::Prospects(verdicts) => ImportSummary::from(&Summary::of(verdicts)),
            Judged::JobOffers(decisions, _) => ImportSummary::from(&decisions.summary()),
        }
    }

    /// Every row with its verdict, as stored before anything is written.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        match self {
            Judged::Prospects(verdicts) => {
                verdicts.iter().map(|one| row_of(one.row, &one.verdict, Subject::Prospects)).collect()
            }
            Judged::JobOffers(decisions, names) => offers::rows(decisions, names),
        }
    }

    /// Whether a file that it opens holds words that somebody reads again.
    #[must_use]
    pub fn keeps_sensitive_text(&self) -> bool {
        let Judged::Prospects(verdicts) = self else { return false };
        let is_seen = |remark: &Remark| remark.kind == RemarkKind::SensitiveText;
        verdicts.iter().any(|one| matches!(&one.verdict, Verdict::Created(draft) if draft.remarks.iter().any(is_seen)))
    }

    /// Refused rows with the codes of their reasons.
    #[must_use]
    pub fn refused(&self) -> Vec<(usize, Vec<String>)> {
        match self {
            Judged::Prospects(verdicts) => refused(verdicts),
            Judged::JobOffers(decisions, _) => refused(&decisions.verdicts),
        }
    }

    /// Writes what was decided; returns every row with what became of it.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn write(
        &self,
        tx: &DatabaseTransaction,
        importing: &Importing<'_>,
        trail: &Trail,
    ) -> Result<Vec<Row>, ImportError> {
        match self {
            Judged::Prospects(verdicts) => Ok(importing.open(tx, verdicts).await?),
            Judged::JobOffers(decisions, names) => offers::write(tx, importing, trail, decisions, names).await,
        }
    }
}

fn refused<D, K>(verdicts: &[RowVerdict<Uuid, D, K>]) -> Vec<(usize, Vec<String>)> {
    let reasons = |one: &RowVerdict<Uuid, D, K>| match &one.verdict {
        Verdict::Refused(refusals) => {
            Some((one.row, refusals.iter().map(|refusal| refusal.reason.code().to_owned()).collect()))
        }
        _ => None,
    };
    verdicts.iter().filter_map(reasons).collect()
}
