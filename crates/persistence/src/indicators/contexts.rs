//! Keeping what a file is counted under, at the moment when something is written down.

use chrono::NaiveDate;
use domain::codes::Obstacle;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::counting_contexts::{Column, Entity};
use crate::entities::{installations, obstacle_notings};

/// The EPCI of the commune of an installation.
const EPCI_OF_COMMUNE: &str =
    "(SELECT t.parent_code FROM territories t WHERE t.code = i.commune_code AND t.kind = 'commune')";

/// Of the file `p`, what does not depend on what is written down.
const FACTS: [(&str, Column); 7] = [
    ("p.source", Column::Source),
    ("p.campaign", Column::Campaign),
    (
        "COALESCE(p.event_id, (SELECT k.event_id FROM stand_captures k WHERE k.prospect_id = p.id AND k.status = 'linked' \
         ORDER BY k.captured_at, k.id LIMIT 1))",
        Column::EventId,
    ),
    ("p.target_group", Column::TargetGroup),
    (
        "COALESCE((SELECT string_agg(t.code || ';', '') FROM prospect_tags t \
         WHERE t.prospect_id = p.id AND t.kind = 'project_type'), '')",
        Column::ProjectTypes,
    ),
    (
        "COALESCE((SELECT string_agg(m.age_band || ';', '') FROM members m \
         WHERE m.prospect_id = p.id AND m.role = 'child' AND m.age_band IS NOT NULL), '')",
        Column::ChildBands,
    ),
    ("p.adults", Column::Adults),
];

/// Keeps what these files are counted under beside each of their status changes that has nothing yet.
///
/// # Errors
/// Those of the store.
pub(crate) async fn note_steps(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<(), StoreError> {
    let first = "NOT EXISTS (SELECT 1 FROM status_changes b WHERE b.prospect_id = s.prospect_id \
                 AND b.to_status = s.to_status AND b.seq < s.seq)";
    note(db, ("status_changes", "s"), first, "p.epci_code", files).await
}

/// Keeps what these files are counted under beside their installation, unless it has something already.
///
/// # Errors
/// Those of the store.
pub(crate) async fn note_installations(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<(), StoreError> {
    let epci = format!("COALESCE({EPCI_OF_COMMUNE}, p.epci_code)");
    note(db, ("installations", "i"), "1 = 1", &epci, files).await
}

async fn note(
    db: &impl ConnectionTrait,
    (table, alias): (&'static str, &'static str),
    is_first: &'static str,
    epci: &str,
    files: &[Uuid],
) -> Result<(), StoreError> {
    let mut select: SelectStatement = Query::select()
        .expr(Expr::cust(format!("{alias}.id")))
        .expr(Expr::cust("p.id"))
        .expr(Expr::cust(is_first))
        .expr(Expr::cust(epci.to_owned()))
        .from_as(table, alias)
        .join_as(JoinType::InnerJoin, "prospects", "p", Expr::cust(format!("p.id = {alias}.prospect_id")))
        .and_where(Expr::col(("p", "id")).is_in(files.iter().copied()))
        .and_where(Expr::cust(format!("NOT EXISTS (SELECT 1 FROM counting_contexts c WHERE c.id = {alias}.id)")))
        .take();
    let mut columns = vec![Column::Id, Column::ProspectId, Column::IsFirst, Column::EpciCode];
    for (fact, column) in FACTS {
        select.expr(Expr::cust(fact));
        columns.push(column);
    }
    let mut insert = Query::insert().into_table(Entity).columns(columns).take();
    insert.select_from(select).map_err(|error| StoreError::Settings(error.to_string()))?;
    db.execute(&insert).await?;
    Ok(())
}

/// Counts a family in the EPCI of the commune of its installation, as that stands corrected.
///
/// # Errors
/// Those of the store.
pub(crate) async fn move_installation(db: &impl ConnectionTrait, installation_id: Uuid) -> Result<(), StoreError> {
    let commune = installations::Entity::find_by_id(installation_id).one(db).await?.and_then(|row| row.commune_code);
    let Some(commune) = commune else { return Ok(()) };
    let Some(epci) = crate::territories::epci_of(db, &commune).await? else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::EpciCode, Expr::value(epci))
        .filter(Column::Id.eq(installation_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps the obstacles of files that they carry for the first time.
///
/// # Errors
/// Those of the store.
pub(crate) async fn note_obstacles(
    db: &impl ConnectionTrait,
    files: impl IntoIterator<Item = (Uuid, Option<String>, &[Obstacle])>,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let of_file = |(prospect_id, epci, obstacles): (Uuid, Option<String>, &[Obstacle])| {
        let row = |code: &Obstacle| obstacle_notings::ActiveModel {
            prospect_id: Set(prospect_id),
            code: Set(code.to_string()),
            noted_on: Set(on),
            epci_code: Set(epci.clone()),
        };
        obstacles.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<obstacle_notings::ActiveModel> = files.into_iter().flat_map(of_file).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let known = OnConflict::columns([obstacle_notings::Column::ProspectId, obstacle_notings::Column::Code]);
    let insert = obstacle_notings::Entity::insert_many(rows).on_conflict(known.clone().do_nothing().to_owned());
    insert.exec_without_returning(db).await?;
    Ok(())
}
