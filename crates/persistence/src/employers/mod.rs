//! Employers of the network and beyond.

pub mod contacts;
mod find;
pub mod meetings;
pub mod memberships;
pub mod referrals;
mod write;

use chrono::{DateTime, Utc};
use domain::codes::MembershipStatus;
use uuid::Uuid;

use crate::entities::employers::Model;

pub use find::{EmployerFilter, book, count, find, find_by_siret, list, mailboxes, names, networks_of, sirets};
pub use write::{insert, set_archived, update};

/// An employer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    /// The employer.
    pub id: Uuid,
    /// SIRET.
    pub siret: String,
    /// Why a SIRET that fails its check was kept.
    pub siret_reason: Option<String>,
    /// Name.
    pub name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// Code of the kind.
    pub kind: String,
    /// Code of the activity.
    pub activity_code: Option<String>,
    /// Nomenclature of that code.
    pub activity_nomenclature: Option<String>,
    /// Code of the headcount band.
    pub headcount_band: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Commune.
    pub commune_code: Option<String>,
    /// Intercommunalité of that commune.
    pub epci_code: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// What people should know of it.
    pub description: Option<String>,
    /// The membership.
    pub membership: Membership,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// The membership of an employer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Membership {
    /// State; `None` was never asked for.
    pub status: Option<MembershipStatus>,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
    /// Version of the charter that was accepted.
    pub charter_version: Option<String>,
    /// When it was accepted.
    pub charter_accepted_at: Option<DateTime<Utc>>,
    /// By whom.
    pub charter_accepted_by: Option<String>,
}

impl From<Model> for Employer {
    fn from(row: Model) -> Self {
        Employer {
            id: row.id,
            siret: row.siret,
            siret_reason: row.siret_reason,
            name: row.name,
            sort_name: row.sort_name,
            kind: row.kind,
            activity_code: row.activity_code,
            activity_nomenclature: row.activity_nomenclature,
            headcount_band: row.headcount_band,
            address: row.address,
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            website: row.website,
            description: row.description,
            membership: Membership {
                status: row.membership_status.as_deref().and_then(MembershipStatus::parse),
                since: row.membership_since,
                charter_version: row.charter_version,
                charter_accepted_at: row.charter_accepted_at,
                charter_accepted_by: row.charter_accepted_by,
            },
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
