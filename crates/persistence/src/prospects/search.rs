//! Finding files by words. The terms are made in `domain::text`; here each engine only looks them up, and this
//! is the one file that knows how.

use std::collections::{BTreeSet, HashMap};

use domain::prospects::{FileNumber, SearchText};
use domain::text::{QueryTerm, query_terms};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{careers, interactions, members, prospect_search, prospects};

/// The files that hold every word of `q`; words are told apart, accents and endings do not matter.
pub(super) fn matches(backend: DbBackend, q: &str) -> Condition {
    let terms = query_terms(q);
    if terms.is_empty() {
        // Signs only: nothing was asked that a file could hold.
        return Condition::all().add(Expr::val(1).eq(0));
    }
    let found = match backend {
        DbBackend::Postgres => Expr::cust_with_values(
            "\"prospects\".\"id\" IN (SELECT \"prospect_id\" FROM \"prospect_search\" \
             WHERE to_tsvector('simple', \"terms\") @@ to_tsquery('simple', $1))",
            [spell(&terms, " & ", " | ", |prefix| format!("'{prefix}':*"), |stem| format!("'{stem}'"))],
        ),
        _ => Expr::cust_with_values(
            "\"prospects\".\"id\" IN (SELECT \"prospect_id\" FROM \"prospect_search\" WHERE \"seq\" IN \
             (SELECT \"rowid\" FROM \"prospect_search_fts\" WHERE \"prospect_search_fts\" MATCH ?))",
            [spell(&terms, " AND ", " OR ", |prefix| format!("\"{prefix}\"*"), |stem| format!("\"{stem}\""))],
        ),
    };
    Condition::all().add(found)
}

/// Writes `(prefix* or stem or …) and (…)` in the words of an engine; terms are letters and digits only.
fn spell(
    terms: &[QueryTerm],
    and: &str,
    or: &str,
    prefix: impl Fn(&str) -> String,
    stem: impl Fn(&str) -> String,
) -> String {
    let groups = terms.iter().map(|term| {
        let forms: Vec<String> =
            std::iter::once(prefix(&term.prefix)).chain(term.stems.iter().map(|s| stem(s))).collect();
        format!("({})", forms.join(or))
    });
    groups.collect::<Vec<_>>().join(and)
}

/// Makes the words of a file findable again: to be called after its number, city, members, careers or shared
/// notes changed, in the transaction of the change.
///
/// # Errors
/// Those of the store.
pub async fn reindex(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<(), StoreError> {
    reindex_all(db, &[prospect_id]).await
}

/// The same for several files, at most a few hundred at once.
///
/// # Errors
/// Those of the store.
pub(super) async fn reindex_all(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<(), StoreError> {
    let files: Vec<(Uuid, String, Option<String>)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::Number, prospects::Column::City])
        .filter(prospects::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut texts = people(db, ids).await?;
    for (id, note) in notes(db, ids).await? {
        texts.entry(id).or_default().push(note);
    }
    for (id, number) in numbers_taken_in(db, ids).await? {
        texts.entry(id).or_default().push(number);
    }
    let rows: Vec<prospect_search::ActiveModel> = files
        .into_iter()
        .map(|(id, number, city)| {
            let number: Option<FileNumber> = number.parse().ok();
            let texts = city.into_iter().chain(texts.remove(&id).unwrap_or_default()).collect();
            let terms = SearchText { number, texts }.terms();
            prospect_search::ActiveModel { seq: NotSet, prospect_id: Set(id), terms: Set(terms) }
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let replace = OnConflict::column(prospect_search::Column::ProspectId)
        .update_column(prospect_search::Column::Terms)
        .to_owned();
    prospect_search::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Notes that every partner may read, with the file they are about.
async fn notes(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
    Ok(interactions::Entity::find()
        .select_only()
        .columns([interactions::Column::ProspectId, interactions::Column::Summary])
        .filter(interactions::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(interactions::Column::Visibility.eq("partners"))
        .into_tuple()
        .all(db)
        .await?)
}

/// Numbers of the files that each file took in: whoever looks for one of them finds the file that stayed.
async fn numbers_taken_in(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
    let rows: Vec<(Option<Uuid>, String)> = prospects::Entity::find()
        .select_only()
        .columns([prospects::Column::MergedIntoId, prospects::Column::Number])
        .filter(prospects::Column::MergedIntoId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(into, number)| Some((into?, number))).collect())
}

/// Names and occupations of the people of each file.
async fn people(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    let of_these = || members::Column::ProspectId.is_in(ids.iter().copied());
    let people = members::Entity::find().filter(of_these()).all(db).await?;
    let work = careers::Entity::find().inner_join(members::Entity).filter(of_these()).all(db).await?;
    let mut work: HashMap<Uuid, careers::Model> = work.into_iter().map(|career| (career.member_id, career)).collect();
    let codes: BTreeSet<String> = work.values().filter_map(|career| career.occupation_code.clone()).collect();
    let labels = crate::occupations::labels_of(db, codes.iter().map(String::as_str)).await?;
    let mut texts: HashMap<Uuid, Vec<String>> = HashMap::new();
    for member in people {
        let own = texts.entry(member.prospect_id).or_default();
        own.extend([member.first_name, member.last_name].into_iter().flatten());
        let Some(career) = work.remove(&member.id) else { continue };
        own.extend(career.occupation_code.and_then(|code| labels.get(&code).cloned()));
        own.extend(career.occupation_text);
    }
    Ok(texts)
}
