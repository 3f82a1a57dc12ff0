//! The search as one query: every match is weighed, counted for each facet and put in order by the database.
//!
//! It is given what helps it: terms already read, an index on them, and the distances from the place asked for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::codes::{ContractType, Sector};
use domain::distances::{Point, metres};
use domain::offer_index::rank::{impact, rarity};
use domain::offer_index::{Facets, Filter, Found, Hit, IndexedOffer, Query, Sort};
use domain::text::{QueryTerm, query_terms, terms_of, words};
use persistence::Store;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

const TABLES: [&str; 4] = [
    "CREATE TABLE bench_offers (place INTEGER PRIMARY KEY, epci TEXT, contract TEXT, sector TEXT, commune TEXT, \
     housing INTEGER, remote INTEGER, published_at BIGINT)",
    "CREATE TABLE bench_terms (term TEXT, place INTEGER, impact INTEGER, PRIMARY KEY (term, place))",
    "CREATE INDEX bench_offers_commune ON bench_offers (commune)",
    "ANALYZE",
];
const ROWS_OF_A_STATEMENT: usize = 500;

/// The offers in the tables of the benchmark.
pub struct Naive<'a> {
    store: &'a Store,
    offers: Vec<IndexedOffer>,
    communes: BTreeMap<String, Point>,
}

impl<'a> Naive<'a> {
    pub async fn fill(store: &'a Store, offers: &[IndexedOffer]) -> Result<Naive<'a>, DbErr> {
        let mut offers = offers.to_vec();
        offers.sort_by_key(|offer| std::cmp::Reverse((offer.published_at, offer.id)));
        let [offer_table, term_table, index, analyze] = TABLES;
        let db = store.writer();
        // The letters of terms are compared one by one, as the index does.
        let collation = if is_postgres(store) { "TEXT COLLATE \"C\"" } else { "TEXT" };
        db.execute_unprepared(offer_table).await?;
        db.execute_unprepared(&term_table.replacen("TEXT", collation, 1)).await?;
        let rows: Vec<String> = offers.iter().enumerate().map(|(place, offer)| row(place, offer)).collect();
        insert(store, "bench_offers", &rows).await?;
        let terms: Vec<String> = offers.iter().enumerate().flat_map(|(place, offer)| terms(place, offer)).collect();
        insert(store, "bench_terms", &terms).await?;
        db.execute_unprepared(index).await?;
        db.execute_unprepared(analyze).await?;
        let communes = offers.iter().filter_map(|offer| Some((offer.commune_code.clone()?, offer.place?))).collect();
        Ok(Naive { store, offers, communes })
    }

    pub async fn search(&self, query: &Query) -> Result<Found, DbErr> {
        let asked = query.text.as_deref().map(query_terms).unwrap_or_default();
        let mut sql = String::from("WITH ");
        for (number, word) in asked.iter().enumerate() {
            let rarity = rarity(self.count(&rows_of(word)).await?);
            let _ = write!(
                sql,
                "word_{number} AS (SELECT place, weight * {rarity} AS weight FROM ({}) w), ",
                rows_of(word)
            );
        }
        sql.push_str(&self.statement(query, asked.len()));
        self.read(query, self.store.reader().query_all_raw(self.sql(sql)).await?)
    }

    fn sql(&self, sql: String) -> Statement {
        Statement::from_string(self.store.backend(), sql)
    }

    async fn count(&self, rows: &str) -> Result<u32, DbErr> {
        let sql = self.sql(format!("SELECT COUNT(*) AS n FROM ({rows}) r"));
        let row = self.store.reader().query_one_raw(sql).await?;
        Ok(row.map(|row| row.try_get::<i64>("", "n")).transpose()?.and_then(|n| n.try_into().ok()).unwrap_or_default())
    }

    /// Everything that follows the words: who passes, how many by facet, and the page.
    fn statement(&self, query: &Query, words: usize) -> String {
        let filter = &query.filter;
        let joins: String = (0..words).map(|n| format!(" JOIN word_{n} ON word_{n}.place = o.place")).collect();
        let score = (0..words).map(|n| format!("word_{n}.weight")).collect::<Vec<_>>().join(" + ");
        let score = if score.is_empty() { "0".to_owned() } else { score };
        let (mut near, mut metres) = (String::new(), "CAST(NULL AS BIGINT)");
        let mut passes = vec!["1 = 1".to_owned()];
        if let Some(asked) = filter.near {
            let distances = self.distances(asked.point);
            near = format!(" JOIN (SELECT * FROM (VALUES {distances}) v) d ON d.column1 = o.commune");
            metres = "d.column2";
            passes.extend(asked.radius.map(|radius| format!("d.column2 <= {radius}")));
        }
        passes.extend(filter.since.map(|since| format!("published_at >= {since}")));
        let rank = match query.sort {
            Sort::Relevance => format!("{} - ({score})", u32::MAX),
            Sort::Distance => metres.to_owned(),
            Sort::Published => "0".to_owned(),
        };
        let own = |lifted: &str| facets_but(filter, lifted);
        let mut sql = format!(
            "base AS MATERIALIZED (SELECT o.*, {rank} AS rank, {metres} AS metres FROM bench_offers o{joins}{near} \
             WHERE {}), found AS MATERIALIZED (SELECT * FROM base WHERE {}) \
             SELECT 'total' AS kind, '' AS code, CAST(COUNT(*) AS BIGINT) AS n, CAST(0 AS BIGINT) AS rank, \
             CAST(NULL AS BIGINT) AS metres FROM found",
            passes.join(" AND "),
            own("")
        );
        for facet in ["epci", "contract", "sector"] {
            let _ = write!(
                sql,
                " UNION ALL SELECT '{facet}', {facet}, COUNT(*), 0, NULL FROM base \
                 WHERE {facet} IS NOT NULL AND {} GROUP BY {facet}",
                own(facet)
            );
        }
        for facet in ["housing", "remote"] {
            let own = own(facet);
            let _ =
                write!(sql, " UNION ALL SELECT '{facet}', '', COUNT(*), 0, NULL FROM base WHERE {facet} = 1 AND {own}");
        }
        let _ = write!(
            sql,
            " UNION ALL SELECT * FROM (SELECT 'page', '', place, rank, metres FROM found ORDER BY rank, place LIMIT {}) p",
            query.limit + 1
        );
        sql
    }

    fn distances(&self, from: Point) -> String {
        let all = self.communes.iter().map(|(code, place)| format!("('{code}', {})", metres(from, *place)));
        all.collect::<Vec<_>>().join(",")
    }

    fn read(&self, query: &Query, rows: Vec<QueryResult>) -> Result<Found, DbErr> {
        let mut found = Found { total: 0, facets: Facets::default(), page: vec![], more: false };
        for row in rows {
            let kind: String = row.try_get("", "kind")?;
            let code: String = row.try_get("", "code")?;
            let number: i64 = row.try_get("", "n")?;
            let count = u32::try_from(number).unwrap_or(u32::MAX);
            match kind.as_str() {
                "total" => found.total = count,
                "epci" => drop(found.facets.epcis.insert(code, count)),
                "contract" => found.facets.contracts.extend(ContractType::parse(&code).map(|code| (code, count))),
                "sector" => found.facets.sectors.extend(Sector::parse(&code).map(|code| (code, count))),
                "housing" => found.facets.housing = count,
                "remote" => found.facets.remote = count,
                _ => found.page.extend(self.hit(count, row.try_get("", "rank")?, row.try_get("", "metres")?)),
            }
        }
        found.more = found.page.len() > query.limit;
        found.page.truncate(query.limit);
        Ok(found)
    }

    fn hit(&self, place: u32, rank: i64, metres: Option<i64>) -> Option<Hit> {
        let offer = self.offers.get(usize::try_from(place).ok()?)?;
        let distance = metres.and_then(|metres| u32::try_from(metres).ok());
        Some(Hit { id: offer.id, rank: u32::try_from(rank).ok()?, published_at: offer.published_at, distance })
    }
}

fn is_postgres(store: &Store) -> bool {
    store.backend() == DbBackend::Postgres
}

async fn insert(store: &Store, table: &str, rows: &[String]) -> Result<(), DbErr> {
    let tx = store.begin().await.map_err(|error| DbErr::Custom(error.to_string()))?;
    for rows in rows.chunks(ROWS_OF_A_STATEMENT) {
        tx.execute_unprepared(&format!("INSERT INTO {table} VALUES {}", rows.join(","))).await?;
    }
    tx.commit().await
}

fn row(place: usize, offer: &IndexedOffer) -> String {
    let text = |value: Option<String>| value.map_or("NULL".to_owned(), |value| format!("'{value}'"));
    format!(
        "({place}, {}, '{}', {}, {}, {}, {}, {})",
        text(offer.epci_code.clone()),
        offer.contract,
        text(offer.sector.map(|sector| sector.to_string())),
        text(offer.commune_code.clone()),
        u8::from(offer.housing),
        u8::from(offer.remote),
        offer.published_at
    )
}

/// The terms of an offer, each with its weight.
fn terms(place: usize, offer: &IndexedOffer) -> Vec<String> {
    let telling =
        |text: &str| -> Vec<_> { words(text).map(|word| terms_of(&word)).filter(|t| !t.is_empty()).collect() };
    let (title, rest) = (telling(&offer.title), telling(&offer.words));
    let length = title.len() + rest.len();
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    title.iter().chain(&rest).flatten().for_each(|term| *counts.entry(term).or_default() += 1);
    let weight = |term: &String, count| {
        let in_title = title.iter().any(|word| word.contains(term)).then_some(title.len());
        impact(in_title, count, length)
    };
    counts.into_iter().map(|(term, count)| format!("('{term}', {place}, {})", weight(term, count))).collect()
}

/// The offers that have a word in one of its forms, or as the beginning of a longer one, which says half as much.
fn rows_of(word: &QueryTerm) -> String {
    let forms = word.stems.iter().chain([&word.prefix]).map(|term| format!("'{term}'")).collect::<Vec<_>>().join(",");
    format!(
        "SELECT place, MAX(weight) AS weight FROM (SELECT place, impact AS weight FROM bench_terms WHERE term IN ({forms}) \
         UNION ALL SELECT place, impact / 2 FROM bench_terms WHERE term >= '{prefix}' AND term < '{prefix}\u{10ffff}') t \
         GROUP BY place",
        prefix = word.prefix
    )
}

/// The choices of the facets, but one.
fn facets_but(filter: &Filter, lifted: &str) -> String {
    let list = |codes: Vec<String>| codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(",");
    let codes = [
        ("epci", list(filter.epcis.iter().cloned().collect())),
        ("contract", list(filter.contracts.iter().map(ToString::to_string).collect())),
        ("sector", list(filter.sectors.iter().map(ToString::to_string).collect())),
        ("housing", if filter.housing { "1".to_owned() } else { String::new() }),
        ("remote", if filter.remote { "1".to_owned() } else { String::new() }),
    ];
    let asked = codes.into_iter().filter(|(facet, codes)| *facet != lifted && !codes.is_empty());
    let asked: Vec<String> = asked.map(|(facet, codes)| format!("{facet} IN ({codes})")).collect();
    if asked.is_empty() { "1 = 1".to_owned() } else { asked.join(" AND ") }
}
