//! Where the rows are. Offers share the places of their communes: distances are counted once per place.

use super::bits::Bits;
use super::query::Near;
use crate::distances::{Point, latitudes_within, metres};

/// The places of the rows, from south to north.
#[derive(Debug, Default)]
pub(super) struct Places {
    places: Vec<(Point, Vec<u32>)>,
}

/// How far the rows are from one place; `None` for those that are not there or too far.
pub(super) struct Distances {
    by_row: Vec<Option<u32>>,
    /// The rows within the radius, when there is one.
    pub(super) within: Option<Bits>,
}

impl Places {
    pub(super) fn build(points: impl Iterator<Item = (Option<Point>, u32)>) -> Places {
        let mut known: Vec<(Point, u32)> = points.filter_map(|(point, row)| point.map(|point| (point, row))).collect();
        known.sort_by(|(a, row), (b, other)| {
            a.latitude.total_cmp(&b.latitude).then(a.longitude.total_cmp(&b.longitude)).then(row.cmp(other))
        });
        let mut places: Vec<(Point, Vec<u32>)> = vec![];
        for (point, row) in known {
            match places.last_mut() {
                Some((last, rows)) if *last == point => rows.push(row),
                _ => places.push((point, vec![row])),
            }
        }
        Places { places }
    }

    /// Distances from a place, no further than the radius.
    pub(super) fn from(&self, near: Near, rows: usize) -> Distances {
        let mut by_row = vec![None; rows];
        let mut within = near.radius.map(|_| Bits::none(rows));
        let band = near.radius.map(|radius| latitudes_within(near.point, radius));
        let from = band.map_or(0, |(south, _)| self.places.partition_point(|(point, _)| point.latitude < south));
        let to_the_north = self.places.get(from..).unwrap_or_default().iter();
        let in_the_band = to_the_north.take_while(|(point, _)| band.is_none_or(|(_, north)| point.latitude <= north));
        for (point, rows) in in_the_band {
            let distance = metres(near.point, *point);
            if near.radius.is_some_and(|radius| distance > radius) {
                continue;
            }
            for row in rows {
                by_row.get_mut(*row as usize).into_iter().for_each(|known| *known = Some(distance));
                within.iter_mut().for_each(|within| within.insert(*row));
            }
        }
        Distances { by_row, within }
    }
}

impl Distances {
    pub(super) fn of(&self, row: u32) -> Option<u32> {
        self.by_row.get(row as usize).copied().flatten()
    }
}
