//! The phase of a file or a request as SQL, and how far a file came: one place for lists, exports and results.

use chrono::{DateTime, Utc};
use domain::campaigns::{PhaseDates, day_of, phase_of, windows};
use domain::codes::ProspectStatus;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait};
use uuid::Uuid;

use super::{find_by_code, touchpoints};
use crate::StoreError;
use crate::entities::{installations, prospects, status_changes, touchpoints as points};

/// States that a file enters at or after a stage, by the name of the stage.
const STAGES: [(&str, &[ProspectStatus]); 2] = {
    use ProspectStatus::{Assigned, Confirmed, Departed, Dormant, Integrated, Qualified, Settled, Supported};
    [
        ("qualified", &[Qualified, Assigned, Supported, Confirmed, Dormant, Settled, Integrated, Departed]),
        ("supported", &[Supported, Confirmed, Settled, Integrated, Departed]),
    ]
};

/// Names of the stages that a list of files may be narrowed to.
#[must_use]
pub fn stages() -> [&'static str; 3] {
    ["qualified", "supported", "settled"]
}

/// The phase of a row: that of its touchpoint, else the first whose days contain `at`. Says what
/// [`domain::campaigns::phase_of`] says.
pub(crate) fn phase_at(phases: &[PhaseDates], touchpoint_id: Expr, at: Expr) -> Expr {
    let of_point = Query::select()
        .column(points::Column::PhaseId)
        .from(points::Entity)
        .and_where(Expr::col((points::Entity, points::Column::Id)).eq(touchpoint_id))
        .take();
    let of_point = Expr::SubQuery(None, Box::new(of_point.into()));
    let mut by_day: Option<CaseStatement> = None;
    for window in windows(phases) {
        let within = Condition::all().add(at.clone().gte(window.from)).add(at.clone().lt(window.until));
        by_day = Some(match by_day {
            None => Expr::case(within, window.phase_id),
            Some(case) => case.case(within, window.phase_id),
        });
    }
    match by_day {
        None => of_point,
        Some(by_day) => Func::coalesce([of_point, by_day.into()]).into(),
    }
}

/// Files that ever came as far as a stage of [`stages`]; a settled family is one whose installation counts.
pub(crate) fn reached(stage: &str) -> Condition {
    let file = || Expr::col((prospects::Entity, prospects::Column::Id));
    let Some((_, states)) = STAGES.iter().find(|(name, _)| *name == stage) else {
        let moved_in = Query::select()
            .expr(Expr::val(1))
            .from(installations::Entity)
            .and_where(Expr::col((installations::Entity, installations::Column::ProspectId)).eq(file()))
            .and_where(installations::Column::VoidedAt.is_null())
            .take();
        return Condition::all().add(Expr::exists(moved_in));
    };
    let entered = Query::select()
        .expr(Expr::val(1))
        .from(status_changes::Entity)
        .and_where(Expr::col((status_changes::Entity, status_changes::Column::ProspectId)).eq(file()))
        .and_where(status_changes::Column::ToStatus.is_in(states.iter().map(|state| state.as_str())))
        .take();
    Condition::all().add(Expr::exists(entered))
}

/// Where a file comes from, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The campaign.
    pub campaign: (Uuid, String),
    /// The phase.
    pub phase: Option<(Uuid, String)>,
    /// The touchpoint.
    pub touchpoint: Option<(Uuid, String)>,
}

/// The campaign of a file by the code that it names, with its phase and its touchpoint; nothing for a name that nobody
/// declared.
///
/// # Errors
/// Those of the store.
pub async fn attribution_of(
    db: &impl ConnectionTrait,
    (code, touchpoint_id): (Option<&str>, Option<Uuid>),
    at: DateTime<Utc>,
) -> Result<Option<Attribution>, StoreError> {
    let Some(code) = code else { return Ok(None) };
    let Some(campaign) = find_by_code(db, code).await? else { return Ok(None) };
    let point = match touchpoint_id {
        Some(id) => touchpoints::find(db, id).await?,
        None => None,
    };
    let of_point = point.as_ref().and_then(|point| point.phase_id);
    let phase = phase_of(of_point, &campaign.phase_dates(), day_of(at));
    let phase = phase.and_then(|id| campaign.phase(id)).map(|phase| (phase.id, phase.label.clone()));
    Ok(Some(Attribution {
        phase,
        touchpoint: point.map(|point| (point.id, point.label)),
        campaign: (campaign.id, campaign.label),
    }))
}
