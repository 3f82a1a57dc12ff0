//! The filters that are also facets: each facet counts what all the filters but its own leave.

use super::bits::Bits;
use super::query::{Facets, Filter};
use super::{Columns, OfferIndex};

/// Filters in the order of [`Faceted::own`].
#[derive(Clone, Copy)]
enum Facet {
    Epci,
    Contract,
    Sector,
    Housing,
    Remote,
}

/// What a query leaves.
pub(super) struct Selection {
    /// Rows that pass the words and the filters without a facet.
    base: Bits,
    /// Rows that pass each of the other filters; `None` when it is not asked for.
    own: [Option<Bits>; 5],
}

impl Selection {
    pub(super) fn new(base: Bits, columns: &Columns, filter: &Filter) -> Selection {
        let flag = |asked: bool, rows: &Bits| asked.then(|| rows.clone());
        let own = [
            columns.epcis.any_of(&filter.epcis),
            columns.contracts.any_of(&filter.contracts),
            columns.sectors.any_of(&filter.sectors),
            flag(filter.housing, &columns.housing),
            flag(filter.remote, &columns.remote),
        ];
        Selection { base, own }
    }

    /// The rows of the answer.
    pub(super) fn rows(&self) -> Bits {
        self.without(None)
    }

    /// The rows that pass all the filters but one.
    fn without(&self, lifted: Option<Facet>) -> Bits {
        let mut rows = self.base.clone();
        let kept = self.own.iter().enumerate().filter(|(place, _)| lifted.is_none_or(|facet| facet as usize != *place));
        kept.filter_map(|(_, filter)| filter.as_ref()).for_each(|filter| rows.keep(filter));
        rows
    }

    /// The counts; `rows` are those of the answer.
    pub(super) fn facets(&self, index: &OfferIndex, rows: &Bits) -> Facets {
        let columns = &index.columns;
        let asked = |facet: Facet| self.own.get(facet as usize).is_some_and(Option::is_some);
        // A filter that is not asked for cannot be lifted: the answer itself is counted.
        let lifted = |facet: Facet| asked(facet).then(|| self.without(Some(facet)));
        let among =
            |facet: Facet, count: &dyn Fn(&Bits) -> u32| lifted(facet).as_ref().map_or_else(|| count(rows), count);
        Facets {
            epcis: columns.epcis.counts(lifted(Facet::Epci).as_ref().unwrap_or(rows)),
            contracts: columns.contracts.counts(lifted(Facet::Contract).as_ref().unwrap_or(rows)),
            sectors: columns.sectors.counts(lifted(Facet::Sector).as_ref().unwrap_or(rows)),
            housing: among(Facet::Housing, &|rows| columns.housing.count_common(rows)),
            remote: among(Facet::Remote, &|rows| columns.remote.count_common(rows)),
        }
    }
}
