//! Putting the supervision together from whole-network figures.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::TerritoryKind;
use domain::supervision::Kept;
use domain::territories::Territory;
use domain::text::fold;
use persistence::supervision::{self, Carrier, PlaceLoad, Promises, ReferentLoad};
use persistence::{ConnectionTrait, my_day, territories};
use uuid::Uuid;

use super::dto::{
    ServiceKept, SupervisedCommune, SupervisedEpci, SupervisedReferent, Supervision, SupervisionCounts, counted,
};
use crate::my_day::dto::{DayFile, PooledFile};
use crate::problem::Problem;

/// Files of one list at most.
const MOST: u64 = 50;

/// How the network is doing at `now`, which is `today` in the Lot.
///
/// # Errors
/// 503 when the database is busy.
pub async fn supervise(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Supervision, Problem> {
    let loads = supervision::loads_of_places(db, today, now).await?;
    let promises = supervision::promises(db, now).await?;
    let unrouted = supervision::count_unrouted(db).await?;
    let mut places = territories::list(db).await?;
    places.sort_by_cached_key(|place| (fold(&place.name), place.code.clone()));
    let epcis = places.iter().filter(|place| place.kind == TerritoryKind::Epci);
    let communes = places.iter().filter(|place| place.kind == TerritoryKind::Commune);
    let nobodys = unrouted.values().sum();
    let (pool, waiting) = files_of_nobody(db).await?;
    Ok(Supervision {
        referents: referents_of(db, today, now).await?,
        epcis: epcis.map(|epci| epci_of(epci, &loads, &promises, &unrouted)).collect(),
        communes: communes.map(|commune| commune_of(commune, &loads)).collect(),
        counts: SupervisionCounts {
            pool: counted(i64::try_from(my_day::count_pool(db).await?).unwrap_or(i64::MAX)),
            unrouted: counted(nobodys),
        },
        pool,
        unrouted: waiting,
        service: ServiceKept {
            accepted_in_time: whole(&promises, |one| one.answered),
            first_contact_in_time: whole(&promises, |one| one.contacted),
        },
    })
}

/// Promises of every EPCI, and of files without one.
fn whole(promises: &HashMap<Option<String>, Promises>, which: impl Fn(&Promises) -> Kept) -> super::dto::KeptPromises {
    let mut sum = Kept::default();
    for kept in promises.values().map(which) {
        sum.kept += kept.kept;
        sum.total += kept.total;
    }
    sum.into()
}

fn epci_of(
    epci: &Territory,
    loads: &[PlaceLoad],
    promises: &HashMap<Option<String>, Promises>,
    unrouted: &HashMap<Option<String>, i64>,
) -> SupervisedEpci {
    let here = Some(epci.code.clone());
    let sum =
        |field: fn(&PlaceLoad) -> i64| counted(loads.iter().filter(|load| load.epci_code == here).map(field).sum());
    let kept = promises.get(&here).copied().unwrap_or_default();
    SupervisedEpci {
        code: epci.code.clone(),
        name: epci.name.clone(),
        latitude: epci.latitude,
        longitude: epci.longitude,
        open_files: sum(|load| load.open_files),
        proposed: sum(|load| load.proposed),
        pool: sum(|load| load.pool),
        unrouted: counted(unrouted.get(&here).copied().unwrap_or_default()),
        overdue: sum(|load| load.overdue),
        accepted_in_time: kept.answered.into(),
        first_contact_in_time: kept.contacted.into(),
    }
}

fn commune_of(commune: &Territory, loads: &[PlaceLoad]) -> SupervisedCommune {
    let wished = loads.iter().filter(|load| load.wish_code.as_deref() == Some(commune.code.as_str()));
    SupervisedCommune {
        code: commune.code.clone(),
        name: commune.name.clone(),
        epci_code: commune.parent_code.clone(),
        latitude: commune.latitude,
        longitude: commune.longitude,
        open_files: counted(wished.map(|load| load.open_files).sum()),
    }
}

/// Every référent who may be asked, by name.
async fn referents_of(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<SupervisedReferent>, Problem> {
    let carriers = supervision::carriers(db).await?;
    let loads = supervision::loads_of_referents(db, today, now).await?;
    let line = |one: Carrier| {
        let load = loads.get(&one.id).copied().unwrap_or_default();
        referent_of(one, load, today)
    };
    Ok(carriers.into_iter().map(line).collect())
}

fn referent_of(one: Carrier, load: ReferentLoad, today: NaiveDate) -> SupervisedReferent {
    SupervisedReferent {
        referent_id: one.id,
        away_until: one.absences.iter().find(|absence| absence.covers(today)).map(|absence| absence.to_on),
        name: one.name,
        partner_name: one.partner_name,
        zones: one.zones,
        open_files: counted(load.open_files),
        proposed: counted(load.proposed),
        capacity: one.capacity,
        overdue: counted(load.overdue),
    }
}

/// The pool, and the qualified files that were proposed to nobody.
async fn files_of_nobody(db: &impl ConnectionTrait) -> Result<(Vec<PooledFile>, Vec<DayFile>), Problem> {
    let pool = supervision::pool(db, MOST).await?;
    let unrouted = supervision::unrouted(db, MOST).await?;
    let ids: Vec<Uuid> = pool.iter().map(|one| one.id).chain(unrouted.iter().copied()).collect();
    let mut files = my_day::shown(db, &ids).await?;
    let pooled = pool.into_iter().filter_map(|one| Some(PooledFile::of(files.remove(&one.id)?, one.since, one.reason)));
    let pooled = pooled.collect();
    Ok((pooled, unrouted.iter().filter_map(|id| Some(DayFile::of(files.remove(id)?))).collect()))
}
