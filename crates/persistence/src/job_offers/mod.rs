//! Job offers of employers.
//!
//! Whoever changes an offer, or what makes one public, raises the edition first: it is the lock that all of them share.

mod bulk;
pub mod edition;
mod find;
mod list;
mod moves;
mod publicity;
mod taken_back;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::JobOfferStatus;
use uuid::Uuid;

use crate::entities::job_offers::Model;

pub use bulk::{Imported, Writing, known_elsewhere, of_source, write_imported};
pub use find::{OccupationCount, counts, find, find_by_external, history, open_by_occupation, positions_filled};
pub use list::{JobOfferFilter, Sort, SortKey, count, list};
pub use moves::{JobOfferChange, Mover, change, ending, expire_due};
pub use publicity::{public, public_of, refresh_of_employer};
pub use taken_back::take_back;
pub use write::{Origin, insert, rename_employer, set_archived, update};

/// A job offer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobOffer {
    /// The offer.
    pub id: Uuid,
    /// Employer, when it is known by more than its name.
    pub employer_id: Option<Uuid>,
    /// Name of the employer.
    pub employer_name: String,
    /// Title.
    pub title: String,
    /// Key by which lists are ordered.
    pub sort_title: String,
    /// What the work is.
    pub description: String,
    /// ROME code.
    pub occupation_code: Option<String>,
    /// Code of the sector.
    pub sector: Option<String>,
    /// Code of the contract.
    pub contract_type: String,
    /// Duration of the contract and the like, in words.
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    pub part_time: bool,
    /// Hours, in words.
    pub working_time: Option<String>,
    /// Commune.
    pub commune_code: Option<String>,
    /// Its intercommunalité.
    pub epci_code: Option<String>,
    /// Salary, in words.
    pub salary: Option<String>,
    /// People wanted.
    pub positions: i32,
    /// Code of the experience asked for.
    pub experience: Option<String>,
    /// Experience asked for, in words.
    pub experience_detail: Option<String>,
    /// Whether housing can be found with the job.
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// Code of the work from home.
    pub remote: Option<String>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on.
    pub apply_url: Option<String>,
    /// Address to apply to.
    pub apply_email: Option<String>,
    /// Code of the source.
    pub source: String,
    /// Name of the offer in its source.
    pub external_id: Option<String>,
    /// State.
    pub status: JobOfferStatus,
    /// Why it is in this state.
    pub status_reason: Option<String>,
    /// Whether the public may read it.
    pub is_public: bool,
    /// When it was published, or renewed last.
    pub published_at: Option<DateTime<Utc>>,
    /// Last day on which it stands.
    pub expires_on: Option<NaiveDate>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for JobOffer {
    fn from(row: Model) -> Self {
        JobOffer {
            id: row.id,
            employer_id: row.employer_id,
            employer_name: row.employer_name,
            title: row.title,
            sort_title: row.sort_title,
            description: row.description,
            occupation_code: row.occupation_code,
            sector: row.sector,
            contract_type: row.contract_type,
            contract_detail: row.contract_detail,
            part_time: row.part_time,
            working_time: row.working_time,
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            salary: row.salary,
            positions: row.positions,
            experience: row.experience,
            experience_detail: row.experience_detail,
            housing_possible: row.housing_possible,
            partner_welcome: row.partner_welcome,
            remote: row.remote,
            starts_on: row.starts_on,
            apply_url: row.apply_url,
            apply_email: row.apply_email,
            source: row.source,
            external_id: row.external_id,
            // The table's check admits no other.
            status: JobOfferStatus::parse(&row.status).unwrap_or(JobOfferStatus::Draft),
            status_reason: row.status_reason,
            is_public: row.is_public,
            published_at: row.published_at,
            expires_on: row.expires_on,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
