//! Where families settle: the département, its intercommunalités (EPCI) and its communes.

use std::collections::BTreeSet;

use crate::access::WHOLE_DEPARTEMENT;
use crate::codes::TerritoryKind;
use crate::completion::{Closeness, Typed};
use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};
use crate::text::fold;

/// Name of the département of the programme.
const DEPARTEMENT_NAME: &str = "Lot";

/// An intercommunalité with communes in the département.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epci {
    /// SIREN number, nine digits.
    pub siren: String,
    /// Official name.
    pub name: String,
    /// Legal kind: `CA` (communauté d'agglomération), `CC` (communauté de communes)…
    pub kind: String,
    /// Number of its communes inside the département.
    pub communes_in_lot: i32,
    /// Number of its communes, neighbouring départements included.
    pub communes_total: i32,
}

/// A commune of today.
#[derive(Clone, Debug, PartialEq)]
pub struct Commune {
    /// INSEE code, five characters.
    pub insee_code: String,
    /// Official name.
    pub name: String,
    /// SIREN of the EPCI it belongs to.
    pub epci_siren: String,
    /// Postal codes, at least one.
    pub postal_codes: Vec<String>,
    /// Inhabitants.
    pub population: i32,
    /// Degrees north (WGS 84), five decimals at most.
    pub latitude: f64,
    /// Degrees east (WGS 84), five decimals at most.
    pub longitude: f64,
}

/// A node of the territory tree: département → EPCI → commune.
#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    /// INSEE code (département, commune) or SIREN (EPCI).
    pub code: String,
    /// Level in the tree.
    pub kind: TerritoryKind,
    /// Official name.
    pub name: String,
    /// Code of the territory above; none for the département.
    pub parent_code: Option<String>,
    /// Postal codes; communes only.
    pub postal_codes: Vec<String>,
    /// Inhabitants living in the département.
    pub population: i32,
    /// Degrees north (WGS 84).
    pub latitude: f64,
    /// Degrees east (WGS 84).
    pub longitude: f64,
}

/// Reads the EPCI (columns `siren,name,kind,communes_in_lot,communes_total`).
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_epcis(text: &str) -> Result<Parsed<Epci>, TableError> {
    let columns = ["siren", "name", "kind", "communes_in_lot", "communes_total"];
    let mut seen = Seen::default();
    read_table(text, columns, |[siren, name, kind, in_lot, total]| {
        let epci = Epci {
            siren: siren_of("siren", siren)?,
            name: required("name", name)?.to_owned(),
            kind: required("kind", kind)?.to_owned(),
            communes_in_lot: count("communes_in_lot", in_lot)?,
            communes_total: count("communes_total", total)?,
        };
        seen.once(siren)?;
        Ok(epci)
    })
}

/// Reads the communes (columns `insee_code,name,epci_siren,postal_codes,population,latitude,longitude`,
/// postal codes separated by `|`) of the given EPCI.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_communes(text: &str, epcis: &[Epci]) -> Result<Parsed<Commune>, TableError> {
    let columns = ["insee_code", "name", "epci_siren", "postal_codes", "population", "latitude", "longitude"];
    let known: BTreeSet<&str> = epcis.iter().map(|epci| epci.siren.as_str()).collect();
    let mut seen = Seen::default();
    read_table(text, columns, |cells| {
        let [code, name, epci, postal_codes, population, latitude, longitude] = cells;
        let commune = Commune {
            insee_code: insee_code_of("insee_code", code)?,
            name: required("name", name)?.to_owned(),
            epci_siren: siren_of("epci_siren", epci)?,
            postal_codes: postal_codes_of(postal_codes)?,
            population: count("population", population)?,
            latitude: degrees("latitude", latitude, 90.0)?,
            longitude: degrees("longitude", longitude, 180.0)?,
        };
        if !known.contains(epci) {
            return Err(RefusalReason::unknown("epci_siren", epci));
        }
        seen.once(code)?;
        Ok(commune)
    })
}

/// The whole tree: the département, then its EPCI, then their communes.
///
/// Population and position of an EPCI or of the département are those of its communes in the list
/// (sum, and middle of their centroids), so that a neighbour's communes weigh nothing.
#[must_use]
pub fn tree(epcis: &[Epci], communes: &[Commune]) -> Vec<Territory> {
    let departement =
        grouped(WHOLE_DEPARTEMENT, TerritoryKind::Departement, DEPARTEMENT_NAME, &communes.iter().collect::<Vec<_>>());
    let of_epcis = epcis.iter().map(|epci| {
        let members: Vec<_> = communes.iter().filter(|commune| commune.epci_siren == epci.siren).collect();
        grouped(&epci.siren, TerritoryKind::Epci, &epci.name, &members)
    });
    std::iter::once(departement).chain(of_epcis).chain(communes.iter().map(Territory::from)).collect()
}

impl Territory {
    /// Whether it lies in the territory of this code, at any depth; a territory does not lie in itself.
    #[must_use]
    pub fn lies_in(&self, code: &str) -> bool {
        self.parent_code.as_deref() == Some(code) || (code == WHOLE_DEPARTEMENT && self.parent_code.is_some())
    }

    /// How it answers what was typed: a name, or the beginning of its own code or of a postal code.
    #[must_use]
    pub fn closeness(&self, typed: &Typed) -> Option<Closeness> {
        let codes = std::iter::once(&self.code).chain(&self.postal_codes);
        let of_codes = codes.filter_map(|code| {
            let close = typed.closeness(&fold(code));
            close.filter(|_| typed.folded().starts_with(|first: char| first.is_ascii_digit()))
        });
        typed.closeness(&fold(&self.name)).into_iter().chain(of_codes).min()
    }
}

/// The territories that answer, best first: closest name, then most inhabitants. Without anything typed, all of
/// them from the département down to the communes, in alphabetical order.
#[must_use]
pub fn complete(mut territories: Vec<Territory>, typed: Option<&Typed>, limit: usize) -> Vec<Territory> {
    if let Some(typed) = typed {
        let mut found: Vec<(Closeness, Territory)> =
            territories.into_iter().filter_map(|territory| Some((territory.closeness(typed)?, territory))).collect();
        found.sort_by(|(left, a), (right, b)| {
            (left, std::cmp::Reverse(a.population), &a.code).cmp(&(right, std::cmp::Reverse(b.population), &b.code))
        });
        territories = found.into_iter().map(|(_, territory)| territory).collect();
    } else {
        territories.sort_by_cached_key(|territory| (territory.kind, fold(&territory.name), territory.code.clone()));
    }
    territories.truncate(limit);
    territories
}

impl From<&Commune> for Territory {
    fn from(commune: &Commune) -> Self {
        Self {
            code: commune.insee_code.clone(),
            kind: TerritoryKind::Commune,
            name: commune.name.clone(),
            parent_code: Some(commune.epci_siren.clone()),
            postal_codes: commune.postal_codes.clone(),
            population: commune.population,
            latitude: commune.latitude,
            longitude: commune.longitude,
        }
    }
}

fn grouped(code: &str, kind: TerritoryKind, name: &str, members: &[&Commune]) -> Territory {
    let middle = |coordinate: fn(&Commune) -> f64| {
        let sum: f64 = members.iter().map(|commune| coordinate(commune)).sum();
        // A group without a commune has no middle; 0 divided by 1 keeps it a number.
        five_decimals(sum / members.len().max(1) as f64)
    };
    Territory {
        code: code.to_owned(),
        kind,
        name: name.to_owned(),
        parent_code: (kind == TerritoryKind::Epci).then(|| WHOLE_DEPARTEMENT.to_owned()),
        postal_codes: Vec::new(),
        population: members.iter().map(|commune| commune.population).sum(),
        latitude: middle(|commune| commune.latitude),
        longitude: middle(|commune| commune.longitude),
    }
}

/// Coordinate kept to five decimals: about one metre, what a map of communes needs.
pub(crate) fn five_decimals(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// An INSEE commune code of the mainland: two digits or `2A`/`2B`, then three digits.
pub(crate) fn insee_code_of(column: &'static str, cell: &str) -> Result<String, RefusalReason> {
    let departement = cell.get(..2);
    let rank = cell.get(2..).filter(|rank| digits(rank, 3));
    match (departement, rank) {
        (Some("2A" | "2B"), Some(_)) => Ok(cell.to_owned()),
        (Some(departement), Some(_)) if digits(departement, 2) => Ok(cell.to_owned()),
        _ => Err(RefusalReason::invalid(column, cell)),
    }
}

fn siren_of(column: &'static str, cell: &str) -> Result<String, RefusalReason> {
    if digits(cell, 9) {
        return Ok(cell.to_owned());
    }
    Err(RefusalReason::invalid(column, cell))
}

fn postal_codes_of(cell: &str) -> Result<Vec<String>, RefusalReason> {
    let codes: Vec<_> = cell.split('|').map(str::to_owned).collect();
    if codes.iter().all(|code| digits(code, 5)) {
        return Ok(codes);
    }
    Err(RefusalReason::invalid("postal_codes", cell))
}

fn count(column: &'static str, cell: &str) -> Result<i32, RefusalReason> {
    cell.parse().ok().filter(|number| *number >= 0).ok_or_else(|| RefusalReason::invalid(column, cell))
}

fn degrees(column: &'static str, cell: &str, bound: f64) -> Result<f64, RefusalReason> {
    cell.parse()
        .ok()
        .filter(|degrees: &f64| degrees.abs() <= bound)
        .map(five_decimals)
        .ok_or_else(|| RefusalReason::invalid(column, cell))
}

fn digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}
