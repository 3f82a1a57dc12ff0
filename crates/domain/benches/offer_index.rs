//! How long the public search takes over 20,000 offers, by the index and by looking at every row and putting every
//! match in order. Both must give the same answer, facets included, or the benchmark fails.
//! `cargo bench -p domain --bench offer_index` prints the median of each query and the ratio.

#[path = "../tests/offers/mod.rs"]
mod offers;
#[path = "../tests/offers/sample.rs"]
mod sample;

use std::io::{Error, Write as _};
use std::time::{Duration, Instant};

use domain::offer_index::{Found, OfferIndex};

use offers::Naive;

const OFFERS: u128 = 20_000;
const INDEX_ROUNDS: usize = 200;
const NAIVE_ROUNDS: usize = 9;

fn median(rounds: usize, mut work: impl FnMut() -> Found) -> (Duration, Option<Found>) {
    let mut found = None;
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            found = Some(work());
            begun.elapsed()
        })
        .collect();
    times.sort();
    (times.get(rounds / 2).copied().unwrap_or_default(), found)
}

fn main() -> std::io::Result<()> {
    let (offers, queries) = sample::sample(OFFERS).ok_or_else(|| Error::other("the reference data are wrong"))?;
    let naive = Naive::new(offers.clone());
    let begun = Instant::now();
    let index = OfferIndex::build(offers);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} offers, index built in {:?}", index.len(), begun.elapsed())?;
    let mut least = f64::INFINITY;
    for (name, query) in queries {
        let (by_index, found) = median(INDEX_ROUNDS, || index.search(&query));
        let (by_rows, expected) = median(NAIVE_ROUNDS, || naive.search(&query));
        if found != expected {
            return Err(Error::other(format!("{name}: the two answers differ")));
        }
        let ratio = by_rows.as_secs_f64() / by_index.as_secs_f64();
        least = least.min(ratio);
        let total = found.map_or(0, |found| found.total);
        writeln!(out, "{name:28} {total:>6} rows  index {by_index:>10.1?}  plain {by_rows:>10.1?}  x {ratio:.0}")?;
    }
    writeln!(out, "at least {least:.0} times as many answers (aim: 5)")
}
