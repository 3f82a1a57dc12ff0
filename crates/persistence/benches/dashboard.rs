//! The yearly dashboard from the maintained counts, beside the scan of everything that happened. Both must give the same
//! figures, or the benchmark fails.
//!
//! `cargo bench -p persistence --bench dashboard` on SQLite; the same behind `scripts/with-postgres.sh` on PostgreSQL;
//! `DASHBOARD_FILES` changes the number of files, 100,000, each with ten interactions. `TEST_DATABASE_URL` names a database
//! that stays, for `scripts/bench-dashboard.sh`.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use domain::indicators::{Dimension, Indicator, Nature, Period, Scope};
use persistence::indicators::{Ask, cohorts, counts, measure_all, scan, scan_cohorts};
use persistence::{ConnectionTrait, Options, Store};

/// What the dashboard shows of each figure, where it may be broken down so.
const PARTS: [Option<Dimension>; 4] = [None, Some(Dimension::Epci), Some(Dimension::Source), Some(Dimension::Month)];
/// Files made by one statement, so that none is given up for its length.
const AT_ONCE: u32 = 10_000;
/// Rounds unless `DASHBOARD_ROUNDS` says otherwise.
const ROUNDS: u32 = 5;

#[expect(clippy::disallowed_methods, reason = "the settings of the benchmark")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite://{}", folder.path().join("figures.sqlite").display());
    let url = std::env::var("TEST_DATABASE_URL").unwrap_or(file);
    let number = |name: &str| std::env::var(name).ok().and_then(|count| count.parse::<u32>().ok());
    let (files, rounds) = (number("DASHBOARD_FILES").unwrap_or(100_000), number("DASHBOARD_ROUNDS").unwrap_or(ROUNDS));
    let is_sqlite = url.starts_with("sqlite:");
    let store = Store::connect(&Options { url, max_connections: 2, acquire_timeout: Duration::from_secs(60) }).await?;
    persistence::migrate(&store).await?;
    for first in (1..=files).step_by(AT_ONCE as usize) {
        for sql in fill((first, files.min(first + AT_ONCE - 1)), is_sqlite) {
            store.writer().execute_unprepared(&sql).await?;
        }
    }
    let mut out = std::io::stdout();
    // As the engine does by itself while years go by.
    store.analyze().await?;
    let begun = Instant::now();
    persistence::migrate(&store).await?;
    while counts::fold(&store).await? > 0 {}
    writeln!(out, "{files} files counted for the first time in {:.0} s", begun.elapsed().as_secs_f64())?;
    store.analyze().await?;

    let (mut fast, mut slow) = (vec![], vec![]);
    for round in 0..rounds {
        let begun = Instant::now();
        let kept = dashboard(&store, true).await?;
        fast.push(begun.elapsed());
        let begun = Instant::now();
        let told = dashboard(&store, false).await?;
        slow.push(begun.elapsed());
        if kept != told || (round == 0 && !kept.iter().any(|figure| figure.contains("Epci"))) {
            return Err("the two dashboards differ".into());
        }
    }
    let (fast, slow) = (median(fast), median(slow));
    let ratio = slow.as_secs_f64() / fast.as_secs_f64();
    if std::env::var("DASHBOARD_PLAN").is_ok() {
        let scope = Scope::all(DateTime::<Utc>::UNIX_EPOCH);
        for line in counts::plan(store.reader(), &asks()?, &scope).await? {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "| {files} | {:.1} ms | {:.0} ms | **{ratio:.0}** |", millis(fast), millis(slow))?;
    Ok(())
}

/// The figures of 2024 and of the year before, with what the dashboard shows of each.
fn asks() -> Result<Vec<Ask>, Box<dyn Error>> {
    let mut asks = vec![];
    for indicator in Indicator::ALL.iter().filter(|indicator| is_counted(**indicator)) {
        for year in [2024, 2023] {
            let period = Period::year(year).ok_or("a year")?;
            let parts = PARTS.into_iter().filter(|by| by.is_none_or(|by| indicator.dimensions().contains(&by)));
            asks.extend(parts.map(|by| (*indicator, period, by)));
        }
    }
    Ok(asks)
}

/// Everything that is asked for, and the cohorts of 2024.
async fn dashboard(store: &Store, maintained: bool) -> Result<Vec<String>, Box<dyn Error>> {
    let (db, scope, asks) = (store.reader(), Scope::all(DateTime::<Utc>::UNIX_EPOCH), asks()?);
    let mut told = vec![];
    let together = if maintained { measure_all(db, &asks, &scope).await? } else { HashMap::new() };
    for ask @ (indicator, period, by) in asks {
        let found = match together.get(&ask) {
            Some(found) => found.clone(),
            None => scan(db, indicator, &period, by, &scope).await?,
        };
        told.push(format!("{ask:?} {found:?}"));
    }
    let year = Period::year(2024).ok_or("a year")?;
    let followed = match maintained {
        true => cohorts(db, &year, &scope).await?,
        false => scan_cohorts(db, &year, &scope).await?,
    };
    told.push(format!("{followed:?}"));
    Ok(told)
}

fn is_counted(indicator: Indicator) -> bool {
    indicator.is_of_files()
        && indicator.nature() != Nature::Median
        && !matches!(
            indicator,
            Indicator::SlaAcceptKept | Indicator::SlaContactKept | Indicator::Sponsorings | Indicator::StandWithProject
        )
}

/// Files over seven years with their states, their installations and what they are counted under.
fn fill((first, last): (u32, u32), is_sqlite: bool) -> Vec<String> {
    let id = |number: &str| match is_sqlite {
        true => format!("CAST(printf('%016d', {number}) AS BLOB)"),
        false => format!("CAST(lpad(to_hex({number}), 32, '0') AS uuid)"),
    };
    let day = |days: &str| match is_sqlite {
        true => format!("date('2018-12-01', '+' || ({days}) || ' days')"),
        false => format!("(DATE '2018-12-01' + CAST({days} AS integer))"),
    };
    let all = format!(
        "WITH RECURSIVE f(n) AS (SELECT CAST({first} AS bigint) UNION ALL SELECT n + 1 FROM f WHERE n < {last})"
    );
    let asked = "((n * 7919) % 2500)";
    let epci =
        "CASE n % 11 WHEN 0 THEN NULL WHEN 1 THEN '200067361' WHEN 2 THEN '200023737' ELSE '20006637' || (n % 7) END";
    let source = "CASE n % 4 WHEN 0 THEN 'web' WHEN 1 THEN 'stand' WHEN 2 THEN 'phone' ELSE 'campaign' END";
    let now = "'2026-01-01T00:00:00+00:00'";
    let context = format!("{epci}, {source}, 'employee;', 'under_3;', 1 + n % 2");
    let columns = "id, prospect_id, is_first, epci_code, source, project_types, child_bands, adults";
    let mut sql = vec![format!(
        "INSERT INTO prospects (id, number, status, status_since, source, epci_code, lead_name, sort_name, created_at, updated_at) \
         {all} SELECT {}, 'B-' || n, 'supported', {}, {source}, {epci}, 'B', 'b', {now}, {now} FROM f",
        id("n"),
        day(asked)
    )];
    // One file in so many comes so far.
    for (seq, state, one_in) in
        [(1, "new", 1), (2, "qualified", 1), (3, "supported", 2), (4, "confirmed", 4), (5, "settled", 6)]
    {
        let step = id(&format!("n * 10 + {seq} + 10000000000"));
        let on = day(&format!("{asked} + {seq} * 20"));
        sql.push(format!(
            "INSERT INTO status_changes (id, prospect_id, seq, to_status, effective_on, recorded_at, origin) \
             {all} SELECT {step}, {}, {seq}, '{state}', {on}, {now}, 'import' FROM f WHERE n % {one_in} = 0",
            id("n")
        ));
        sql.push(format!(
            "INSERT INTO counting_contexts ({columns}) {all} SELECT {step}, {}, 1 = 1, {context} FROM f WHERE n % {one_in} = 0",
            id("n")
        ));
    }
    let moved = id("n * 10 + 9 + 10000000000");
    sql.push(format!(
        "INSERT INTO installations (id, prospect_id, moved_in_on, adults, children, created_at, updated_at) \
         {all} SELECT {moved}, {}, {}, 2, n % 3, {now}, {now} FROM f WHERE n % 6 = 0",
        id("n"),
        day(&format!("{asked} + 100"))
    ));
    sql.push(format!(
        "INSERT INTO counting_contexts ({columns}) {all} SELECT {moved}, {}, 1 = 1, {context} FROM f WHERE n % 6 = 0",
        id("n")
    ));
    sql.push(format!(
        "INSERT INTO obstacle_notings (prospect_id, code, noted_on, epci_code) \
         {all} SELECT {}, 'housing', {}, {epci} FROM f WHERE n % 3 = 0",
        id("n"),
        day(asked)
    ));
    let (said, nth) = (id("n * 10 + nth + 30000000000"), "SELECT value AS nth FROM tenths");
    sql.push(format!(
        "INSERT INTO interactions (id, prospect_id, kind, direction, occurred_at, summary, visibility, created_at, updated_at) \
         {all}, tenths(value) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) \
         SELECT {said}, {}, 'call', 'outbound', {now}, 'Appel', 'partners', {now}, {now} FROM f CROSS JOIN ({nth}) AS t",
        id("n"),
    ));
    sql
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
