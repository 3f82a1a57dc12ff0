//! The verdict on every offer of a file, and the stored offers that it no longer holds.

use std::collections::{BTreeMap, BTreeSet};

use super::super::decide::{Attached, RowVerdict, Summary, Verdict};
use super::super::draft::{Remark, RemarkKind};
use super::super::fields::Field;
use super::{EmployerBook, InterpretedOffer, KnownEmployer, OfferDraft, OfferKey};
use crate::codes::{JobOfferStatus, MembershipStatus};
use crate::job_offers::{JobOfferFacts, Owner};

/// A stored offer that a row may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<F> {
    /// The caller's key.
    pub key: F,
    /// What it says.
    pub facts: JobOfferFacts,
    /// Its employer, when it is on file.
    pub employer: Option<F>,
    /// Name of the employer.
    pub employer_name: String,
    /// Where it stands.
    pub status: JobOfferStatus,
    /// Whether it was put away.
    pub is_archived: bool,
    /// Whether it was typed here, or comes from another source: no import of this one changes it.
    pub is_foreign: bool,
}

/// What an offer becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferPlan<F> {
    /// Its name in its source.
    pub external_id: String,
    /// What it says.
    pub facts: JobOfferFacts,
    /// Its employer, when it is on file.
    pub employer: Option<F>,
    /// Whose offer it is, for what the public may read.
    pub owner: Owner,
    /// Name of the employer.
    pub employer_name: String,
    /// Where it stands.
    pub status: JobOfferStatus,
    /// What the reader of the report should know.
    pub remarks: Vec<Remark>,
}

/// What becomes of a file of offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferDecisions<F> {
    /// The verdict on each row.
    pub verdicts: Vec<RowVerdict<F, OfferPlan<F>, OfferKey>>,
    /// Stored offers to end, because the file no longer holds them.
    pub closed: Vec<F>,
}

impl<F> OfferDecisions<F> {
    /// The counts.
    pub fn summary(&self) -> Summary {
        Summary { closed: self.closed.len(), ..Summary::of(&self.verdicts) }
    }
}

/// Decides every row against the stored offers of the source, in order.
///
/// A row bearing the name of an earlier accepted one is its duplicate. An offer that somebody here filled, withdrew,
/// suspended or archived is not brought back. `anonymous` stands for an employer whom the file does not name. When the
/// file is not `partial`, published offers whose name no row bears are closed; a row refused for something else than
/// its name still bears it.
pub fn decide_offers<F: Clone + PartialEq>(
    rows: Vec<InterpretedOffer>,
    stored: &BTreeMap<OfferKey, Stored<F>>,
    book: &EmployerBook<F>,
    anonymous: &str,
    partial: bool,
) -> OfferDecisions<F> {
    let held: BTreeSet<OfferKey> = rows.iter().flat_map(|row| row.keys.iter().cloned()).collect();
    let mut seen: BTreeMap<OfferKey, usize> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(rows.len());
    for (index, row) in rows.into_iter().enumerate() {
        let place = index + 1;
        let verdict = match row.outcome {
            Err(refusals) => Verdict::Refused(refusals),
            Ok(draft) => {
                let key = OfferKey(draft.external_id.clone());
                match (seen.get(&key), stored.get(&key)) {
                    (Some(first), _) => Verdict::Duplicate { attached_to: Attached::Row(*first), shared: key },
                    (None, known) => {
                        seen.insert(key, place);
                        judge(*draft, known, book, anonymous)
                    }
                }
            }
        };
        verdicts.push(RowVerdict { row: place, verdict });
    }
    let vanished = |(key, offer): &(&OfferKey, &Stored<F>)| {
        let stands = offer.status == JobOfferStatus::Published && !offer.is_archived && !offer.is_foreign;
        !partial && stands && !held.contains(*key)
    };
    let closed = stored.iter().filter(vanished).map(|(_, offer)| offer.key.clone()).collect();
    OfferDecisions { verdicts, closed }
}

fn judge<F: Clone + PartialEq>(
    draft: OfferDraft,
    known: Option<&Stored<F>>,
    book: &EmployerBook<F>,
    anonymous: &str,
) -> Verdict<F, OfferPlan<F>, OfferKey> {
    let Some(known) = known else { return Verdict::Created(Box::new(plan(draft, book, anonymous))) };
    if known.is_foreign {
        let shared = OfferKey(draft.external_id);
        return Verdict::Duplicate { attached_to: Attached::File(known.key.clone()), shared };
    }
    let mut plan = plan(draft, book, anonymous);
    let ended = matches!(known.status, JobOfferStatus::Filled | JobOfferStatus::Withdrawn);
    if known.is_archived || ended {
        plan.remarks.push(told(RemarkKind::DecidedHere));
        return Verdict::Unchanged { of: known.key.clone(), remarks: plan.remarks };
    }
    match known.status {
        JobOfferStatus::Expired => plan.remarks.push(told(RemarkKind::BackAgain)),
        JobOfferStatus::Published => {}
        decided => {
            plan.status = decided;
            plan.remarks.push(told(RemarkKind::DecidedHere));
        }
    }
    // Both are settled here, whatever the source says.
    plan.facts.housing_possible = known.facts.housing_possible;
    plan.facts.partner_welcome = known.facts.partner_welcome;
    let same = plan.facts == known.facts
        && plan.employer == known.employer
        && plan.employer_name == known.employer_name
        && plan.status == known.status;
    match same {
        true => Verdict::Unchanged { of: known.key.clone(), remarks: plan.remarks },
        false => Verdict::Updated { draft: Box::new(plan), of: known.key.clone() },
    }
}

/// The offer as it will be: published, since whoever runs the import answers for its source.
fn plan<F: Clone>(draft: OfferDraft, book: &EmployerBook<F>, anonymous: &str) -> OfferPlan<F> {
    let employer = book.find(draft.employer_siret.as_ref(), draft.employer_name.as_deref());
    let mut remarks = draft.remarks;
    if employer.is_some_and(|employer| employer.membership != Some(MembershipStatus::Active)) {
        let name = employer.map(|employer| employer.name.clone()).unwrap_or_default();
        remarks.push(Remark { kind: RemarkKind::EmployerNotActive, field: Field::EmployerName, value: name });
    }
    let named = draft.employer_name.unwrap_or_else(|| anonymous.to_owned());
    OfferPlan {
        external_id: draft.external_id,
        facts: draft.facts,
        owner: employer.map_or(Owner::Unknown, |employer| Owner::Employer(employer.membership)),
        employer_name: employer.map_or(named, |employer: &KnownEmployer<F>| employer.name.clone()),
        employer: employer.map(|employer| employer.key.clone()),
        status: JobOfferStatus::Published,
        remarks,
    }
}

fn told(kind: RemarkKind) -> Remark {
    Remark { kind, field: Field::OfferStatus, value: String::new() }
}
