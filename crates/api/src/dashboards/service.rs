//! Putting a dashboard together from measures.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::access::{Actor, Permission};
use domain::codes::{JobOfferStatus, TerritoryKind};
use domain::dashboards::Audience;
use domain::indicators::{Period, Places, Scope};
use domain::text::fold;
use persistence::indicators::{Ask, Measure, measure_all, protected_all};
use persistence::targets::Target;
use persistence::{ConnectionTrait, job_offers, targets, territories};

use super::dto::{Dashboard, DashboardOffers, DashboardPlace};
use super::{figures, pictures};
use crate::problem::Problem;

/// Who asks for what.
pub struct Asked {
    /// Who.
    pub actor: Actor,
    /// As what.
    pub audience: Audience,
    /// A year or a quarter.
    pub period: Period,
    /// Today in the Lot.
    pub today: NaiveDate,
    /// The present instant.
    pub now: DateTime<Utc>,
}

/// What every figure of one dashboard is read with.
pub struct Reading<'a> {
    /// Who asks for what.
    pub asked: &'a Asked,
    /// The places and the instant.
    pub scope: Scope,
    /// EPCI by code, with their names.
    pub epcis: BTreeMap<String, String>,
    /// The targets of the period, when it is a year.
    pub targets: Vec<Target>,
    /// The year that the period lies in.
    pub year: Period,
    /// Everything that the dashboard measures, read together.
    measures: HashMap<Ask, Measure>,
}

/// The dashboard of those who ask.
///
/// # Errors
/// 503 when the database is busy.
pub async fn read(db: &impl ConnectionTrait, asked: &Asked) -> Result<Dashboard, Problem> {
    let reading = reading(db, asked).await?;
    let mut board = Dashboard {
        audience: asked.audience.as_str().to_owned(),
        period: asked.period.to_string(),
        previous_period: asked.period.previous().to_string(),
        running: asked.today <= asked.period.last_on(),
        territories: covered(db, &reading.scope.places).await?,
        figures: figures::read(&reading)?,
        sources: vec![],
        cohorts: vec![],
        months: vec![],
        communes: vec![],
        obstacles: vec![],
        own_offers: own_offers(db, asked).await?,
    };
    if asked.audience.follows_households() {
        board.sources = pictures::sources(&reading)?;
        board.cohorts = pictures::cohorts(db, &reading).await?;
        board.months = pictures::months(&reading)?;
        board.communes = pictures::communes(db, &reading).await?;
        board.obstacles = pictures::obstacles(&reading)?;
    }
    Ok(board)
}

impl Reading<'_> {
    /// An indicator as those who ask may read it.
    ///
    /// # Errors
    /// 500 when it is not among what [`figures::asks`] and [`pictures::asks`] name.
    pub fn measure(&self, ask: Ask) -> Result<&Measure, Problem> {
        self.measures.get(&ask).ok_or_else(|| Problem::internal(&format!("{ask:?} was not read with the dashboard")))
    }

    /// Reads everything that the dashboard shows.
    async fn measures(&self, db: &impl ConnectionTrait) -> Result<HashMap<Ask, Measure>, Problem> {
        let asks: Vec<Ask> = figures::asks(self).chain(pictures::asks(self)).collect();
        if !self.asked.actor.reads_protected_figures() {
            return Ok(measure_all(db, &asks, &self.scope).await?);
        }
        let codes: Vec<String> = self.epcis.keys().cloned().collect();
        Ok(protected_all(db, &asks, (&self.scope, &codes)).await?)
    }

    /// Whether figures by place are shown: to those who are spared small ones for whole years only, because parts of a year
    /// taken from the year would give what is hidden.
    pub fn shows_places(&self) -> bool {
        !self.asked.actor.reads_protected_figures() || self.asked.period.is_year()
    }

    /// EPCI by name, then what has no place.
    pub fn places(&self) -> Vec<(Option<String>, String)> {
        let mut places: Vec<(Option<String>, String)> =
            self.epcis.iter().map(|(code, name)| (Some(code.clone()), name.clone())).collect();
        places.sort_by_cached_key(|(_, name)| fold(name));
        places.push((None, NOWHERE.to_owned()));
        places
    }
}

/// What is called a place where there is none.
const NOWHERE: &str = "Sans territoire";

async fn reading<'a>(db: &impl ConnectionTrait, asked: &'a Asked) -> Result<Reading<'a>, Problem> {
    // Employers read the network as a whole, and nothing by place.
    let places = match asked.audience {
        Audience::Employer => Places::All,
        _ => asked.actor.indicator_places(),
    };
    let year = asked.period.first_on().year();
    let aims = asked.period.is_year() && asked.actor.may(Permission::ReadTargets);
    let all = territories::list(db).await?;
    let within = |code: &String| match &places {
        Places::All => true,
        Places::Only(places) => places.contains(&Some(code.clone())),
    };
    let epcis = all.into_iter().filter(|one| one.kind == TerritoryKind::Epci && within(&one.code));
    let mut reading = Reading {
        asked,
        epcis: epcis.map(|one| (one.code, one.name)).collect(),
        scope: Scope { places, now: asked.now },
        targets: if aims { targets::list(db, year).await? } else { vec![] },
        year: Period::year(year).unwrap_or(asked.period),
        measures: HashMap::new(),
    };
    reading.measures = reading.measures(db).await?;
    Ok(reading)
}

/// The places that are named beside the figures; none stands for the whole département.
async fn covered(db: &impl ConnectionTrait, places: &Places) -> Result<Vec<DashboardPlace>, Problem> {
    let Places::Only(places) = places else { return Ok(vec![]) };
    let codes = places.iter().flatten().map(String::as_str);
    let names = territories::names_of(db, codes).await?;
    let mut named: Vec<DashboardPlace> = names.into_iter().map(|(code, name)| DashboardPlace { code, name }).collect();
    named.sort_by_cached_key(|place| (fold(&place.name), place.code.clone()));
    Ok(named)
}

/// What an employer reads of its own offers.
async fn own_offers(db: &impl ConnectionTrait, asked: &Asked) -> Result<Option<DashboardOffers>, Problem> {
    if asked.audience != Audience::Employer {
        return Ok(None);
    }
    let scope = asked.actor.employer_scope();
    let published = job_offers::counts(db, &scope).await?.remove(&JobOfferStatus::Published).unwrap_or_default();
    let filled = job_offers::positions_filled(db, &scope).await?;
    Ok(Some(DashboardOffers {
        published: i32::try_from(published).unwrap_or(i32::MAX),
        positions_filled: i32::try_from(filled).unwrap_or(i32::MAX),
    }))
}
