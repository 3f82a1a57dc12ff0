//! Shapes of the supervision.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::my_day::dto::{DayFile, PooledFile};

/// How many promises were kept.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct KeptPromises {
    /// Kept.
    pub kept: i32,
    /// Those whose time has come.
    pub total: i32,
}

impl From<domain::supervision::Kept> for KeptPromises {
    fn from(kept: domain::supervision::Kept) -> Self {
        KeptPromises { kept: counted(kept.kept), total: counted(kept.total) }
    }
}

/// A count as the contract carries it.
pub(super) fn counted(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What a référent has to carry.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisedReferent {
    /// The référent.
    pub referent_id: Uuid,
    /// Their name.
    pub name: String,
    /// Name of their partner.
    pub partner_name: String,
    /// Codes of their territories.
    pub zones: Vec<String>,
    /// Open files proposed to them or accepted by them.
    pub open_files: i32,
    /// Of them, those that they have yet to answer.
    pub proposed: i32,
    /// Files followed at a time at most; null means no limit.
    #[schema(required = true)]
    pub capacity: Option<i32>,
    /// Accepted files whose next action or first contact is late.
    pub overdue: i32,
    /// Last day of the time away that they are in.
    #[schema(required = true)]
    pub away_until: Option<NaiveDate>,
}

/// Open files whose first wish lies in an EPCI.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisedEpci {
    /// SIREN.
    #[schema(example = "200067361")]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Open files.
    pub open_files: i32,
    /// Of them, those that a territorial référent has yet to answer.
    pub proposed: i32,
    /// Of them, those in the programme's pool.
    pub pool: i32,
    /// Of them, qualified ones that were proposed to nobody.
    pub unrouted: i32,
    /// Of them, those whose next action or first contact is late.
    pub overdue: i32,
    /// Proposals answered in time, over twelve months.
    pub accepted_in_time: KeptPromises,
    /// Households spoken with in time, over twelve months.
    pub first_contact_in_time: KeptPromises,
}

/// Open files whose first wish is a commune.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisedCommune {
    /// INSEE code.
    #[schema(example = "46102")]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its EPCI.
    #[schema(required = true)]
    pub epci_code: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Open files.
    pub open_files: i32,
}

/// Promises kept by the whole network over twelve months.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceKept {
    /// Proposals answered in time.
    pub accepted_in_time: KeptPromises,
    /// Households spoken with in time.
    pub first_contact_in_time: KeptPromises,
}

/// How many files nobody has.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisionCounts {
    /// In the programme's pool.
    pub pool: i32,
    /// Qualified and proposed to nobody.
    pub unrouted: i32,
}

/// How the network is doing. People and places come by name: figures of people are no ranking.
#[derive(Debug, Serialize, ToSchema)]
pub struct Supervision {
    /// Every référent, by name.
    pub referents: Vec<SupervisedReferent>,
    /// Every EPCI, by name.
    pub epcis: Vec<SupervisedEpci>,
    /// Every commune, by name.
    pub communes: Vec<SupervisedCommune>,
    /// How many files the two lists below hold in all.
    pub counts: SupervisionCounts,
    /// The programme's pool, the longest waiting first; 50 at most.
    pub pool: Vec<PooledFile>,
    /// Qualified files proposed to nobody, the oldest first; 50 at most.
    pub unrouted: Vec<DayFile>,
    /// Promises kept.
    pub service: ServiceKept,
}
