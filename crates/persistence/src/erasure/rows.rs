//! Which rows are somebody's, and what is written into them.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, LikeExpr, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait, DbBackend};
use uuid::Uuid;

use super::classification::{Route, Rule, SubjectKind, Table};
use super::{Subject, WORD};
use crate::StoreError;

/// Tables with rows of such people, and the way to them.
pub(super) fn of(
    tables: &'static [Table],
    kind: SubjectKind,
) -> impl Iterator<Item = (&'static Table, &'static Route)> {
    let routes = tables.iter().flat_map(|table| table.routes.iter().map(move |(whose, route)| (table, *whose, route)));
    routes.filter(move |(_, whose, _)| *whose == kind).map(|(table, _, route)| (table, route))
}

/// Whether other rows lead to these, so that they come first.
pub(super) const fn is_led_to(route: &Route) -> bool {
    !matches!(route, Route::Own(_))
}

/// Ids of all that is theirs: the trail and the answers name it.
///
/// # Errors
/// Those of the store.
pub(super) async fn ids(
    db: &impl ConnectionTrait,
    tables: &'static [Table],
    subject: &Subject,
) -> Result<Vec<Uuid>, StoreError> {
    let mut all = subject.ids.clone();
    let backend = db.get_database_backend();
    let named = |table: &Table| table.columns.iter().any(|column| column.name == "id");
    // An import is named in the trail, and is not the person's alone.
    let theirs = of(tables, subject.kind)
        .filter(|(table, route)| named(table) && matches!(route, Route::Own(_) | Route::Address(_)));
    let mut selects = theirs.map(|(table, route)| {
        Query::select().column("id").from(table.name).cond_where(found(backend, subject, route, &[])).to_owned()
    });
    if let Some(mut first) = selects.next() {
        let rows = db.query_all(first.unions(selects.map(|select| (UnionType::All, select)))).await?;
        for row in rows {
            all.push(row.try_get_by_index(0)?);
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The rows at the end of a route; `ids` are those of [`ids`].
pub(super) fn found(backend: DbBackend, subject: &Subject, route: &Route, ids: &[Uuid]) -> Condition {
    let own = || subject.ids.iter().copied();
    match *route {
        Route::Own(column) => Condition::all().add(Expr::col(column).is_in(own())),
        Route::Through { own: column, table, key, column: theirs } => {
            let through: SelectStatement =
                Query::select().column(key).from(table).and_where(Expr::col(theirs).is_in(own())).to_owned();
            Condition::all().add(Expr::col(column).in_subquery(through))
        }
        Route::Address(column) => Condition::all().add(at_address(column, subject)),
        Route::Mail => mails(subject),
        Route::Trail => Condition::all().add(Expr::col("resource_id").is_in(ids.iter().copied())),
        Route::Answers => {
            ids.iter().fold(Condition::any().add(Expr::val(1).eq(0)), |any, id| any.add(tells(backend, id)))
        }
    }
}

fn at_address(column: &'static str, subject: &Subject) -> Expr {
    Expr::cust(format!("LOWER(\"{column}\")")).is_in(subject.addresses.iter().map(String::as_str))
}

/// To an address of theirs, or about a file of theirs; sent mails are blank already.
fn mails(subject: &Subject) -> Condition {
    let names = subject.numbers.iter().cloned().chain(subject.ids.iter().map(ToString::to_string));
    names.fold(Condition::any().add(at_address("recipient", subject)), |any, name| {
        any.add(Expr::cust("CAST(\"payload\" AS text)").like(LikeExpr::new(format!("%{name}%"))))
    })
}

/// Whether a kept answer, or the address that it gives, names this row.
fn tells(backend: DbBackend, id: &Uuid) -> Expr {
    Expr::cust(match backend {
        DbBackend::Postgres => format!(
            "(position(convert_to('{id}', 'UTF8') in \"body\") > 0 OR position('{id}' in CAST(\"headers\" AS text)) > 0)"
        ),
        _ => format!("(instr(\"body\", CAST('{id}' AS BLOB)) > 0 OR instr(\"headers\", '{id}') > 0)"),
    })
}

/// What a rule writes; nothing when the column stays.
pub(super) fn value(rule: Rule) -> Option<Expr> {
    Some(match rule {
        Rule::Keep | Rule::Delete => return None,
        Rule::Null => Expr::cust("NULL"),
        Rule::Empty => Expr::cust("''"),
        Rule::Word => Expr::val(WORD),
        Rule::Object => Expr::cust("'{}'"),
        Rule::List => Expr::cust("'[]'"),
        Rule::JsonNull => Expr::cust("'null'"),
        Rule::Bytes => Expr::val(Vec::<u8>::new()),
    })
}
