//! The public search of 20,000 offers as the server does it, the number of the edition read and then the index, beside
//! one query to the same database that ranks every match. Both must give the same answer, facets included, or the
//! benchmark fails.
//!
//! `cargo bench -p persistence --bench offer_search` on SQLite; the same behind `scripts/with-postgres.sh` on PostgreSQL.

#[path = "offer_search/naive.rs"]
mod naive;
#[path = "../../domain/tests/offers/sample.rs"]
mod sample;

use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use domain::offer_index::OfferIndex;
use persistence::job_offers::edition;
use persistence::{Options, Store};

use naive::Naive;

const OFFERS: u128 = 20_000;
const INDEX_ROUNDS: usize = 200;
const NAIVE_ROUNDS: usize = 9;

#[expect(clippy::disallowed_methods, reason = "the one setting of the benchmark, given by scripts/with-postgres.sh")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite://{}", folder.path().join("offers.sqlite").display());
    let url = std::env::var("TEST_DATABASE_URL").unwrap_or(file);
    let options = Options { url, max_connections: 2, acquire_timeout: Duration::from_secs(10) };
    let store = Store::connect(&options).await?;
    persistence::migrate(&store).await?;
    let (offers, queries) = sample::sample(OFFERS).ok_or("the reference data are wrong")?;
    let naive = Naive::fill(&store, &offers).await?;
    let index = OfferIndex::build(offers);

    let mut out = std::io::stdout();
    let (mut by_index, mut by_query) = (Duration::ZERO, Duration::ZERO);
    for (name, query) in queries {
        let (mut fast, mut slow) = (vec![], vec![]);
        let found = index.search(&query);
        for _ in 0..INDEX_ROUNDS {
            let begun = Instant::now();
            edition::get(store.reader()).await?;
            std::hint::black_box(index.search(&query));
            fast.push(begun.elapsed());
        }
        for _ in 0..NAIVE_ROUNDS {
            let begun = Instant::now();
            let ranked = naive.search(&query).await?;
            slow.push(begun.elapsed());
            if ranked != found {
                return Err(format!("{name}: the two answers differ").into());
            }
        }
        let (fast, slow) = (median(fast), median(slow));
        by_index += fast;
        by_query += slow;
        let ratio = slow.as_secs_f64() / fast.as_secs_f64();
        writeln!(out, "| {name} | {} | {} | {} | {ratio:.0} |", found.total, per_second(fast), per_second(slow))?;
    }
    let ratio = by_query.as_secs_f64() / by_index.as_secs_f64();
    writeln!(
        out,
        "| each in turn | | {} | {} | **{ratio:.0}** |",
        per_second(by_index / 10),
        per_second(by_query / 10)
    )?;
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn per_second(time: Duration) -> String {
    format!("{:.0}", 1.0 / time.as_secs_f64())
}
