//! What a campaign brought, counted by the database: one query over files, one over visits and requests.

use domain::access::ProspectScope;
use domain::campaigns::{Count, Tally};
use domain::codes::ProspectStatus;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;

use super::{Campaign, phase_at, reached};
use crate::StoreError;
use crate::contact_requests::visible as visible_request;
use crate::entities::{contact_requests, prospects, touchpoint_visits, touchpoints};
use crate::prospects::scope::visible;

/// Touchpoint, phase, files, then those qualified, supported, settled.
type FilesRow = (Option<Uuid>, Option<Uuid>, i64, i64, i64, i64);

/// Visits and requests of a touchpoint during a phase.
#[derive(FromQueryResult)]
struct AskedRow {
    touchpoint_id: Option<Uuid>,
    phase_id: Option<Uuid>,
    visits: i64,
    requests: i64,
}

/// The counts of a campaign by touchpoint and phase, as far as `scope` reaches: files and requests outside it are not
/// counted, visits are nobody's. Files that are archived or were merged are left out, as in the list of files.
///
/// # Errors
/// Those of the store.
pub async fn counts(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    scope: &ProspectScope,
) -> Result<Vec<Count>, StoreError> {
    let rows: Vec<FilesRow> = files(campaign, scope).into_tuple().all(db).await?;
    let of_files = |(touchpoint_id, phase_id, files, qualified, supported, settled)| Count {
        touchpoint_id,
        phase_id,
        tally: Tally { files, qualified, supported, settled, ..Tally::default() },
    };
    let mut counts: Vec<Count> = rows.into_iter().map(of_files).collect();
    let asked = db.get_database_backend().build(&asked(campaign, scope));
    for row in AskedRow::find_by_statement(asked).all(db).await? {
        let tally = Tally { visits: row.visits, requests: row.requests, ..Tally::default() };
        counts.push(Count { touchpoint_id: row.touchpoint_id, phase_id: row.phase_id, tally });
    }
    Ok(counts)
}

/// Groups are named by the columns of the answer: PostgreSQL would not see that two expressions with parameters are the
/// same.
fn files(campaign: &Campaign, scope: &ProspectScope) -> Select<prospects::Entity> {
    let file = |column| Expr::col((prospects::Entity, column));
    let came = |stage| Func::sum(Expr::case(reached(stage), 1).finally(0)).cast_as("bigint");
    let point = file(prospects::Column::TouchpointId);
    prospects::Entity::find()
        .select_only()
        .column(prospects::Column::TouchpointId)
        .expr_as(phase_at(&campaign.phase_dates(), point, file(prospects::Column::CreatedAt)), "of_phase")
        .expr_as(Func::count(Expr::cust("*")), "files")
        .expr_as(came("qualified"), "qualified")
        .expr_as(came("supported"), "supported")
        .expr_as(came("settled"), "settled")
        .filter(visible(scope))
        .filter(prospects::Column::Campaign.eq(campaign.code.as_str()))
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(prospects::Column::Status.ne(ProspectStatus::Merged.as_str()))
        .group_by(prospects::Column::TouchpointId)
        .group_by(Expr::col("of_phase"))
}

fn asked(campaign: &Campaign, scope: &ProspectScope) -> SelectStatement {
    visits(campaign).union(UnionType::All, requests(campaign, scope)).take()
}

fn visits(campaign: &Campaign) -> SelectStatement {
    use touchpoint_visits::{Column, Entity};
    let visit = |column| Expr::col((Entity, column));
    let own = Query::select()
        .column(touchpoints::Column::Id)
        .from(touchpoints::Entity)
        .and_where(touchpoints::Column::CampaignId.eq(campaign.id))
        .take();
    Query::select()
        .column(Column::TouchpointId)
        .expr_as(phase_on(campaign, visit(Column::TouchpointId), &visit(Column::Day)), "phase_id")
        .expr_as(Func::sum(visit(Column::Visits)).cast_as("bigint"), "visits")
        .expr_as(Expr::val(0_i64).cast_as("bigint"), "requests")
        .from(Entity)
        .and_where(visit(Column::TouchpointId).in_subquery(own))
        .group_by_col(Column::TouchpointId)
        .add_group_by([Expr::col("phase_id")])
        .take()
}

/// As [`phase_at`], for a day in the Lot instead of an instant.
fn phase_on(campaign: &Campaign, touchpoint_id: Expr, day: &Expr) -> Expr {
    let of_point = phase_at(&[], touchpoint_id, day.clone());
    let mut phases = campaign.phases.iter();
    let within = |phase: &domain::campaigns::Phase| {
        Condition::all().add(day.clone().gte(phase.starts_on)).add(day.clone().lte(phase.ends_on))
    };
    let Some(first) = phases.next() else { return of_point };
    let by_day = phases.fold(Expr::case(within(first), first.id), |case, phase| case.case(within(phase), phase.id));
    Func::coalesce([of_point, by_day.into()]).into()
}

fn requests(campaign: &Campaign, scope: &ProspectScope) -> SelectStatement {
    use contact_requests::{Column, Entity};
    let request = |column| Expr::col((Entity, column));
    let point = request(Column::TouchpointId);
    Query::select()
        .column(Column::TouchpointId)
        .expr_as(phase_at(&campaign.phase_dates(), point, request(Column::ReceivedAt)), "phase_id")
        .expr_as(Expr::val(0_i64).cast_as("bigint"), "visits")
        .expr_as(Func::count(Expr::cust("*")), "requests")
        .from(Entity)
        .cond_where(visible_request(scope))
        .and_where(request(Column::Campaign).eq(campaign.code.as_str()))
        .group_by_col(Column::TouchpointId)
        .add_group_by([Expr::col("phase_id")])
        .take()
}

#[cfg(test)]
mod tests {
    use sea_orm::QueryTrait;

    use super::*;

    #[test]
    fn files_and_requests_are_found_by_the_index_of_their_campaign() {
        let campaign = super::super::tests::campaign();
        let sql = files(&campaign, &ProspectScope::All).build(sea_orm::DbBackend::Sqlite).to_string();
        assert!(sql.contains(r#""prospects"."campaign" = 'et-si'"#), "{sql}");
        let sql = asked(&campaign, &ProspectScope::All).to_string(sea_orm::sea_query::SqliteQueryBuilder);
        assert!(sql.contains("UNION ALL") && sql.contains(r#""contact_requests"."campaign" = 'et-si'"#), "{sql}");
    }
}
