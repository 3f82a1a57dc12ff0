//! Finding occupations and activities by the first letters of a word of their names.

use std::collections::{BTreeSet, HashMap};

use domain::activities::Activity;
use domain::codes::TitleKind;
use domain::completion::Typed;
use domain::occupations::{Completed, Occupation, Title, complete, may_start_a_code};
use sea_orm::sea_query::{Expr, Func, Order, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::{activities, occupation_titles, occupations};

/// Rows that are compared closely: those the database finds best, several times what is shown.
const CANDIDATES: u64 = 400;
/// Words that the database compares; more would not leave fewer candidates.
const COMPARED_WORDS: usize = 6;

/// Every code of an occupation.
///
/// # Errors
/// Those of the store.
pub async fn codes(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, StoreError> {
    let codes: Vec<String> =
        occupations::Entity::find().select_only().column(occupations::Column::Code).into_tuple().all(db).await?;
    Ok(codes.into_iter().collect())
}

/// Labels by code; a code that does not exist is absent.
///
/// # Errors
/// Those of the store.
pub async fn labels_of<'a>(
    db: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>, StoreError> {
    let mut codes = codes.into_iter().peekable();
    if codes.peek().is_none() {
        return Ok(HashMap::new());
    }
    let labels: Vec<(String, String)> = occupations::Entity::find()
        .select_only()
        .columns([occupations::Column::Code, occupations::Column::Label])
        .filter(occupations::Column::Code.is_in(codes))
        .into_tuple()
        .all(db)
        .await?;
    Ok(labels.into_iter().collect())
}

/// Occupations in alphabetical order.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Occupation>, StoreError> {
    use occupations::{Column, Entity};
    let rows = Entity::find().order_by_asc(Column::Folded).order_by_asc(Column::Code).limit(limit).all(db).await?;
    Ok(rows.into_iter().map(occupation_of).collect())
}

/// Occupations that answer what was typed by their label, an everyday word or an official title, best first.
///
/// # Errors
/// Those of the store.
pub async fn search(db: &impl ConnectionTrait, typed: &Typed) -> Result<Vec<Completed>, StoreError> {
    let by_label = {
        use occupations::{Column, Entity};
        let code = may_start_a_code(typed).then(|| Column::Code.starts_with(typed.folded().to_ascii_uppercase()));
        let mut query =
            Entity::find().filter(Condition::any().add(names_match(Column::Folded, typed)).add_option(code));
        for (expression, order) in best_first(Column::Folded, typed) {
            query = query.order_by(expression, order);
        }
        query.order_by_asc(Column::Code).limit(CANDIDATES).all(db).await?
    };
    let by_title = {
        use occupation_titles::{Column, Entity};
        let mut query =
            Entity::find().find_also_related(occupations::Entity).filter(names_match(Column::Folded, typed));
        let [exact, rest @ ..] = best_first(Column::Folded, typed);
        query = query.order_by(exact.0, exact.1).order_by_desc(Column::Kind);
        for (expression, order) in rest {
            query = query.order_by(expression, order);
        }
        query.order_by_asc(Column::Id).limit(CANDIDATES).all(db).await?
    };
    let by_title =
        by_title.into_iter().filter_map(|(title, occupation)| Some((title_of(title)?, occupation_of(occupation?))));
    Ok(complete(by_label.into_iter().map(occupation_of).collect(), by_title.collect(), typed))
}

/// Activities that answer what was typed by their code or label, or the first ones of the nomenclature.
///
/// # Errors
/// Those of the store.
pub async fn search_activities(
    db: &impl ConnectionTrait,
    code: Option<&str>,
    typed: Option<&Typed>,
    limit: u64,
) -> Result<Vec<Activity>, StoreError> {
    use activities::{Column, Entity};
    let mut query = Entity::find();
    if let Some(typed) = typed {
        let code = code.map(|code| Column::Code.starts_with(code));
        query = query.filter(Condition::any().add(names_match(Column::Folded, typed)).add_option(code));
        for (expression, order) in best_first(Column::Folded, typed) {
            query = query.order_by(expression, order);
        }
    }
    let rows = query.order_by_asc(Column::Code).order_by_asc(Column::Nomenclature).limit(limit).all(db).await?;
    let activity =
        |row: activities::Model| Activity { code: row.code, label: row.label, nomenclature: row.nomenclature };
    Ok(rows.into_iter().map(activity).collect())
}

/// Each typed word starts a word of the name. Typed words hold letters and digits only, nothing that `LIKE` reads.
fn names_match<C: ColumnTrait>(folded: C, typed: &Typed) -> Condition {
    typed.words().into_iter().take(COMPARED_WORDS).fold(Condition::all(), |all, word| {
        let starts_a_word =
            Condition::any().add(folded.like(format!("{word}%"))).add(folded.like(format!("% {word}%")));
        all.add(starts_a_word)
    })
}

/// The whole name first, then names that start with what was typed, then the shortest.
fn best_first<C: ColumnTrait>(folded: C, typed: &Typed) -> [(SimpleExpr, Order); 4] {
    [
        (folded.eq(typed.folded()), Order::Desc),
        (folded.like(format!("{}%", typed.folded())), Order::Desc),
        (Func::char_length(Expr::col((C::EntityName::default(), folded))).into(), Order::Asc),
        (Expr::col((C::EntityName::default(), folded)), Order::Asc),
    ]
}

fn occupation_of(row: occupations::Model) -> Occupation {
    Occupation { code: row.code, label: row.label, parent_code: row.parent_code }
}

fn title_of(row: occupation_titles::Model) -> Option<Title> {
    Some(Title {
        kind: TitleKind::parse(&row.kind)?,
        occupation_code: row.occupation_code,
        title: row.title,
        official_code: row.official_code,
    })
}

/// Labels of activities by code and nomenclature; what does not exist has none.
///
/// # Errors
/// Those of the store.
pub async fn activity_labels<'a>(
    db: &impl ConnectionTrait,
    activities: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<HashMap<(String, String), String>, StoreError> {
    let wanted: BTreeSet<(&str, &str)> = activities.into_iter().collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = crate::entities::activities::Entity::find()
        .filter(crate::entities::activities::Column::Code.is_in(wanted.iter().map(|(code, _)| *code)))
        .all(db)
        .await?;
    let asked =
        |row: &crate::entities::activities::Model| wanted.contains(&(row.code.as_str(), row.nomenclature.as_str()));
    Ok(rows.into_iter().filter(asked).map(|row| ((row.code, row.nomenclature), row.label)).collect())
}
