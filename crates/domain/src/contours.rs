//! Outlines of communes, and the communes they belong to today.
//!
//! A file of outlines is older than the list of communes: the outline of a commune that merged is
//! attached to the commune it merged into, which then has several polygons.

use std::collections::{BTreeMap, BTreeSet};

use crate::reference::{Parsed, Refusal, RefusalReason, Remark};
use crate::territories::{five_decimals, insee_code_of};

/// Longitude then latitude, in degrees (WGS 84), as GeoJSON writes them.
pub type Position = [f64; 2];
/// Closed line: the first position is also the last.
pub type Ring = Vec<Position>;
/// Outer ring, then the holes.
pub type Polygon = Vec<Ring>;

/// Communes of the Lot that no longer stand alone, with the commune they merged into since 2018.
const MERGED: [(&str, &str); 8] = [
    ("46014", "46263"),
    ("46067", "46232"),
    ("46099", "46033"),
    ("46217", "46172"),
    ("46278", "46033"),
    ("46285", "46263"),
    ("46298", "46083"),
    ("46300", "46033"),
];

/// West, south, east and north of what may be an outline of the Lot, in degrees, with a margin:
/// enough to refuse swapped coordinates and another projection.
const BOUNDS: [f64; 4] = [0.5, 43.9, 2.7, 45.4];

/// One outline as the file gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Rank in the file, from 1.
    pub rank: u64,
    /// INSEE code at the date of the file.
    pub commune_code: String,
    /// The polygons of the outline.
    pub polygons: Vec<Polygon>,
}

/// Outline of a commune of today.
#[derive(Clone, Debug, PartialEq)]
pub struct CommuneContour {
    /// INSEE code of the commune of today.
    pub commune_code: String,
    /// Year of the file.
    pub vintage: i32,
    /// Its polygons; several when other communes merged into it.
    pub polygons: Vec<Polygon>,
}

/// Attaches each outline to its commune of today; `communes` are the INSEE codes of today.
///
/// Coordinates are kept to five decimals. An outline is refused when its commune is unknown, when the
/// same code came before, or when a ring is open, too short or outside the Lot. The report names the
/// merged communes and those left without an outline.
#[must_use]
pub fn attach(read: Parsed<Outline>, communes: &BTreeSet<String>, vintage: i32) -> Parsed<CommuneContour> {
    let mut report = read.report;
    let mut of_today: BTreeMap<String, Vec<Polygon>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for outline in read.items {
        match accepted(&outline, communes, &mut seen) {
            Ok((into, polygons)) => {
                if into != outline.commune_code {
                    report.remarks.push(Remark::Merged { from: outline.commune_code, into: into.clone() });
                }
                of_today.entry(into).or_default().extend(polygons);
            }
            Err(reason) => report.refused.push(Refusal { line: outline.rank, reason }),
        }
    }
    report.refused.sort_by_key(|refusal| refusal.line);
    let without = communes.iter().filter(|code| !of_today.contains_key(*code));
    report.remarks.extend(without.cloned().map(Remark::WithoutOutline));
    let items = of_today
        .into_iter()
        .map(|(commune_code, polygons)| CommuneContour { commune_code, vintage, polygons })
        .collect();
    Parsed { items, report }
}

/// The commune of today and its cleaned polygons, or why the outline is refused.
fn accepted(
    outline: &Outline,
    communes: &BTreeSet<String>,
    seen: &mut BTreeSet<String>,
) -> Result<(String, Vec<Polygon>), RefusalReason> {
    let code = insee_code_of("code", &outline.commune_code)?;
    let into = commune_of_today(&code);
    if !communes.contains(into) {
        return Err(RefusalReason::unknown("code", code));
    }
    let polygons = outline
        .polygons
        .iter()
        .map(|polygon| polygon.iter().map(clean_ring).collect())
        .collect::<Option<Vec<Polygon>>>()
        .filter(|polygons| !polygons.is_empty() && polygons.iter().all(|rings| !rings.is_empty()))
        .ok_or_else(|| RefusalReason::invalid("geometry", code.as_str()))?;
    if !seen.insert(code.clone()) {
        return Err(RefusalReason::Repeated(code));
    }
    Ok((into.to_owned(), polygons))
}

/// The commune in which the commune of this INSEE code lives on; itself when it never merged.
#[must_use]
pub fn commune_of_today(code: &str) -> &str {
    MERGED.iter().find(|(former, _)| *former == code).map_or(code, |(_, today)| today)
}

fn clean_ring(ring: &Ring) -> Option<Ring> {
    let [west, south, east, north] = BOUNDS;
    let inside =
        |[longitude, latitude]: &Position| (west..=east).contains(longitude) && (south..=north).contains(latitude);
    let mut clean: Ring = ring.iter().map(|position| position.map(five_decimals)).collect();
    clean.dedup();
    let closed = clean.first() == clean.last();
    (clean.len() >= 4 && closed && clean.iter().all(inside)).then_some(clean)
}
