//! What happened to a file, as far as figures count it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::StoreError;

/// The rows of one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct History {
    /// Its states, in order.
    pub steps: Vec<Step>,
    /// Its installation, unless voided.
    pub family: Option<Family>,
    /// Its obstacles, by code.
    pub obstacles: Vec<Noting>,
}

/// What a file was counted under.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, FromQueryResult)]
pub(super) struct Context {
    pub epci: Option<String>,
    pub source: Option<String>,
    pub campaign: Option<String>,
    pub event_id: Option<Uuid>,
    pub target_group: Option<String>,
    pub project_types: String,
}

/// A state entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromQueryResult)]
pub(super) struct Step {
    pub to: String,
    pub on: NaiveDate,
    pub is_first: bool,
    pub adults: i32,
    pub child_bands: String,
    #[sea_orm(nested)]
    pub context: Context,
}

/// A household that moved in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromQueryResult)]
pub(super) struct Family {
    pub moved_in_on: NaiveDate,
    pub check_on: Option<NaiveDate>,
    pub result: Option<String>,
    pub commune: Option<String>,
    pub persons: i32,
    pub job_through: Option<String>,
    pub by_offer: bool,
    #[sea_orm(nested)]
    pub context: Context,
}

/// An obstacle noted for the first time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromQueryResult)]
pub(super) struct Noting {
    pub code: String,
    pub on: NaiveDate,
    pub epci: Option<String>,
}

/// The rows of these files; a file without any state is gone, or was never there.
pub(super) async fn load(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<BTreeMap<Uuid, History>, StoreError> {
    let mut all: BTreeMap<Uuid, History> = BTreeMap::new();
    for (file, step) in rows::<Step>(db, &of_steps(files)).await? {
        all.entry(file).or_default().steps.push(step);
    }
    for (file, family) in rows::<Family>(db, &of_families(files)).await? {
        all.entry(file).or_default().family = Some(family);
    }
    for (file, noting) in rows::<Noting>(db, &of_obstacles(files)).await? {
        all.entry(file).or_default().obstacles.push(noting);
    }
    Ok(all)
}

async fn rows<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    query: &SelectStatement,
) -> Result<Vec<(Uuid, T)>, StoreError> {
    let found = db.query_all(query).await?;
    let read = |row: &sea_orm::QueryResult| Ok((row.try_get("", "prospect_id")?, T::from_query_result(row, "")?));
    found.iter().map(read).collect()
}

fn select(
    from: (&'static str, &'static str),
    columns: &[(&'static str, &'static str)],
    files: &[Uuid],
) -> SelectStatement {
    let (table, alias) = from;
    let mut select = Query::select().from_as(table, alias).take();
    select.expr_as(Expr::col((alias, "prospect_id")), "prospect_id");
    for (name, sql) in columns {
        select.expr_as(Expr::cust(*sql), *name);
    }
    select.and_where(Expr::col((alias, "prospect_id")).is_in(files.iter().copied()));
    select
}

const CONTEXT: [(&str, &str); 6] = [
    ("epci", "c.epci_code"),
    ("source", "c.source"),
    ("campaign", "c.campaign"),
    ("event_id", "c.event_id"),
    ("target_group", "c.target_group"),
    ("project_types", "c.project_types"),
];

fn of_steps(files: &[Uuid]) -> SelectStatement {
    let own = [
        ("to", "s.to_status"),
        ("on", "s.effective_on"),
        ("is_first", "c.is_first"),
        ("adults", "c.adults"),
        ("child_bands", "c.child_bands"),
    ];
    select(("status_changes", "s"), &[&own[..], &CONTEXT].concat(), files)
        .join_as(JoinType::InnerJoin, "counting_contexts", "c", Expr::cust("c.id = s.id"))
        .order_by(("s", "prospect_id"), Order::Asc)
        .order_by(("s", "seq"), Order::Asc)
        .take()
}

fn of_families(files: &[Uuid]) -> SelectStatement {
    let own = [
        ("moved_in_on", "i.moved_in_on"),
        ("check_on", "i.twelve_month_check_on"),
        ("result", "i.twelve_month_result"),
        ("commune", "i.commune_code"),
        ("persons", "i.adults + i.children"),
        ("job_through", "i.job_through"),
        ("by_offer", "i.job_offer_id IS NOT NULL"),
    ];
    select(("installations", "i"), &[&own[..], &CONTEXT].concat(), files)
        .join_as(JoinType::InnerJoin, "counting_contexts", "c", Expr::cust("c.id = i.id"))
        .and_where(Expr::cust("i.voided_at IS NULL"))
        .take()
}

fn of_obstacles(files: &[Uuid]) -> SelectStatement {
    let own = [("code", "o.code"), ("on", "o.noted_on"), ("epci", "o.epci_code")];
    select(("obstacle_notings", "o"), &own, files).order_by(("o", "code"), Order::Asc).take()
}
