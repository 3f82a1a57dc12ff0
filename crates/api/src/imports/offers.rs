//! Job offers of an import: judged against those of their source, written all at once.

use std::collections::BTreeMap;

use domain::codes::{ContractType, JobOfferSource, RemoteWork, RequiredExperience, Sector};
use domain::contact::Email;
use domain::imports::offers::{InterpretedOffer, OfferDecisions, OfferKey, Stored, decide_offers};
use domain::imports::{Field, Subject, Verdict};
use domain::job_offers::JobOfferFacts;
use persistence::imports::Row;
use persistence::job_offers::{self, Imported, JobOffer, Mover, Writing};
use persistence::{ConnectionTrait, DatabaseTransaction, employers};
use uuid::Uuid;

use super::engine::aside;
use super::opening::Importing;
use super::stored::{StoredReason, count, reasons_json, row_of};
use super::subjects::{Judged, Terms};
use super::{ImportError, sentences};
use crate::audit::Trail;

/// Decides every row against the stored offers of the source and the employers on file.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    rows: Vec<InterpretedOffer>,
    terms: Terms,
) -> Result<Judged, ImportError> {
    let source = terms.source.unwrap_or(JobOfferSource::File);
    let book = employers::book(db).await?;
    let names: Vec<&str> = rows.iter().flat_map(|row| &row.keys).map(|key| key.0.as_str()).collect();
    let elsewhere = job_offers::known_elsewhere(db, source, &names).await?;
    let own = job_offers::of_source(db, source).await?;
    aside(move || {
        let mut stored: BTreeMap<OfferKey, Stored<Uuid>> =
            elsewhere.into_iter().map(|(name, offer)| (OfferKey(name), stored_offer(offer, true))).collect();
        // An offer of the source itself comes before one that happens to bear its name elsewhere.
        let own = own.into_iter().filter_map(|offer| {
            let key = OfferKey(offer.external_id.clone()?);
            Some((key, stored_offer(offer, false)))
        });
        stored.extend(own);
        let anonymous = sentences::text("anonymous_employer", &[]);
        let decisions = decide_offers(rows, &stored, &book, &anonymous, terms.is_partial);
        let closed: Vec<Uuid> = decisions.closed.clone();
        let named = stored.into_iter().map(|(key, offer)| (offer.key, key.0));
        let names = named.filter(|(id, _)| closed.contains(id)).collect();
        Ok(Judged::JobOffers(decisions, names))
    })
    .await
}

fn stored_offer(offer: JobOffer, is_foreign: bool) -> Stored<Uuid> {
    Stored {
        key: offer.id,
        employer: offer.employer_id,
        employer_name: offer.employer_name,
        status: offer.status,
        is_archived: offer.archived_at.is_some(),
        is_foreign,
        facts: JobOfferFacts {
            title: offer.title,
            description: offer.description,
            occupation_code: offer.occupation_code,
            sector: offer.sector.as_deref().and_then(Sector::parse),
            // Only codes of the list are ever written.
            contract_type: ContractType::parse(&offer.contract_type).unwrap_or(ContractType::Cdi),
            contract_detail: offer.contract_detail,
            part_time: offer.part_time,
            working_time: offer.working_time,
            commune_code: offer.commune_code,
            salary: offer.salary,
            positions: offer.positions,
            experience: offer.experience.as_deref().and_then(RequiredExperience::parse),
            experience_detail: offer.experience_detail,
            housing_possible: offer.housing_possible,
            partner_welcome: offer.partner_welcome,
            remote: offer.remote.as_deref().and_then(RemoteWork::parse),
            starts_on: offer.starts_on,
            apply_url: offer.apply_url,
            apply_email: offer.apply_email.and_then(|address| Email::parse(&address).ok()),
            expires_on: offer.expires_on,
        },
    }
}

/// The rows of the file with their verdicts, then one for each offer that it no longer holds.
pub(super) fn rows(decisions: &OfferDecisions<Uuid>, names: &BTreeMap<Uuid, String>) -> Vec<Row> {
    let held = decisions.verdicts.iter().map(|one| row_of(one.row, &one.verdict, Subject::JobOffers));
    let vanished = decisions.closed.iter().enumerate().map(|(index, id)| {
        let name = names.get(id).map(String::as_str).unwrap_or_default();
        Row {
            row: count(decisions.verdicts.len() + index + 1),
            verdict: "closed".to_owned(),
            reasons: reasons_json(&[StoredReason::new("vanished", Field::ExternalId, name)]),
            attached_to_row: None,
            prospect_id: None,
            job_offer_id: Some(*id),
            number: None,
            title: None,
        }
    });
    held.chain(vanished).collect()
}

/// Writes the offers; the edition is raised by the caller.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    importing: &Importing<'_>,
    trail: &Trail,
    decisions: &OfferDecisions<Uuid>,
    names: &BTreeMap<Uuid, String>,
) -> Result<Vec<Row>, ImportError> {
    let mut imported = Imported { closed: decisions.closed.clone(), ..Imported::default() };
    let mut rows = rows(decisions, names);
    for (row, decided) in rows.iter_mut().zip(&decisions.verdicts) {
        match &decided.verdict {
            Verdict::Created(plan) => {
                let id = Uuid::now_v7();
                row.job_offer_id = Some(id);
                imported.created.push((id, plan.as_ref()));
            }
            Verdict::Updated { draft, of } => imported.updated.push((*of, draft.as_ref())),
            Verdict::Unchanged { .. } | Verdict::Duplicate { .. } | Verdict::Refused(_) => {}
        }
    }
    let filename = importing.batch.filename.as_str();
    let (held, vanished) = (sentences::text("offer_held", &[filename]), sentences::text("offer_vanished", &[filename]));
    let writing = Writing {
        import_id: importing.batch.id,
        source: Terms::of(importing.batch).source.unwrap_or(JobOfferSource::File),
        by: Mover { id: trail.actor_id(), name: trail.actor_id().map(|_| trail.actor_label()) },
        held: &held,
        vanished: &vanished,
        at: importing.at,
    };
    job_offers::write_imported(tx, writing, &imported).await?;
    Ok(rows)
}
