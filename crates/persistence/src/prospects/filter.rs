//! What a list, a count or an export is narrowed to.

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::PhaseDates;
use domain::codes::{Horizon, ProjectType, ProspectStatus, Source, TargetGroup};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DbBackend};
use uuid::Uuid;

use super::scope::tagged;
use super::search;
use crate::campaigns::{phase_at, reached};
use crate::entities::prospects::{Column, Entity};
use crate::indicators::{Counted, counted_in};
use crate::stands::report::files_of;

/// What the rows of `prospect_tags` are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    ProjectType,
    Motive,
    Obstacle,
}

impl TagKind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            TagKind::ProjectType => "project_type",
            TagKind::Motive => "motive",
            TagKind::Obstacle => "obstacle",
        }
    }
}

/// Whether archived files are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archived {
    /// Only the others.
    #[default]
    No,
    /// Only those.
    Yes,
    /// Both.
    Any,
}

/// Files of a phase of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPhase {
    /// The code of the campaign.
    pub campaign: String,
    /// Its phases, in order.
    pub phases: Vec<PhaseDates>,
    /// The phase; none is outside of every phase.
    pub phase_id: Option<Uuid>,
}

/// Every condition must hold; an empty list of codes is no condition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Words to find.
    pub q: Option<String>,
    /// One of these states.
    pub statuses: Vec<ProspectStatus>,
    /// Territorial or technical référent.
    pub referent_id: Option<Uuid>,
    /// EPCI of the first wish is one of these.
    pub epci_codes: Vec<String>,
    /// Files without an EPCI too (alone: only those).
    pub without_epci: bool,
    /// One of these project types.
    pub project_types: Vec<ProjectType>,
    /// One of these sources.
    pub sources: Vec<Source>,
    /// This campaign.
    pub campaign: Option<String>,
    /// This touchpoint; `Some(None)` is none.
    pub touchpoint: Option<Option<Uuid>>,
    /// This phase of a campaign.
    pub phase: Option<OfPhase>,
    /// Ever came as far as this stage, one of [`crate::campaigns::stages`].
    pub reached: Option<&'static str>,
    /// Met at this event: named by the file, or written down on its stand.
    pub event: Option<Uuid>,
    /// One of these target groups.
    pub target_groups: Vec<TargetGroup>,
    /// One of these horizons.
    pub horizons: Vec<Horizon>,
    /// Next action before this day.
    pub next_action_before: Option<NaiveDate>,
    /// Next action late on this day.
    pub overdue_on: Option<NaiveDate>,
    /// Without a territorial référent.
    pub unassigned: bool,
    /// Archived or not.
    pub archived: Archived,
    /// Created at this instant or later.
    pub created_after: Option<DateTime<Utc>>,
    /// Created before this instant.
    pub created_before: Option<DateTime<Utc>>,
    /// Changed at this instant or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// Came with this import.
    pub import_id: Option<Uuid>,
    /// Counted by this figure.
    pub counted: Option<Counted>,
}

impl Filter {
    /// As a condition on `prospects`.
    pub(super) fn condition(&self, backend: DbBackend) -> Condition {
        let own = Condition::all()
            .add_option(one_of(Column::Status, &self.statuses, |status| status.as_str()))
            .add_option(one_of(Column::Source, &self.sources, |source| source.as_str()))
            .add_option(one_of(Column::TargetGroup, &self.target_groups, |group| group.as_str()))
            .add_option(one_of(Column::Horizon, &self.horizons, |horizon| horizon.as_str()))
            .add_option(self.campaign.as_deref().map(|campaign| Column::Campaign.eq(campaign)))
            .add_option(self.touchpoint.map(|point| match point {
                Some(id) => Column::TouchpointId.eq(id),
                None => Column::TouchpointId.is_null(),
            }))
            .add_option(self.phase.as_ref().map(in_phase))
            .add_option(self.reached.map(reached))
            .add_option(self.event.map(files_of))
            .add_option(self.counted.as_ref().map(counted_in))
            .add_option(self.epci())
            .add_option(self.referent_id.map(|id| {
                Condition::any().add(Column::TerritorialReferentId.eq(id)).add(Column::TechnicalReferentId.eq(id))
            }))
            .add_option(self.unassigned.then(|| Column::TerritorialReferentId.is_null()))
            .add_option(self.import_id.map(|id| Column::ImportId.eq(id)))
            .add_option(self.leaves_merged_out().then(|| Column::Status.ne(ProspectStatus::Merged.as_str())));
        let own = match self.archived {
            Archived::No => own.add(Column::ArchivedAt.is_null()),
            Archived::Yes => own.add(Column::ArchivedAt.is_not_null()),
            Archived::Any => own,
        };
        let tags = (!self.project_types.is_empty()).then(|| {
            let codes = self.project_types.iter().map(|code| code.as_str());
            Column::Id.in_subquery(tagged(TagKind::ProjectType, codes))
        });
        own.add(self.times()).add_option(tags).add_option(self.q.as_deref().map(|q| search::matches(backend, q)))
    }

    /// A file that another one took in is found by its state only, or as a change or as something put away.
    fn leaves_merged_out(&self) -> bool {
        self.statuses.is_empty() && self.archived == Archived::No && self.updated_since.is_none()
    }

    fn epci(&self) -> Option<Condition> {
        if self.epci_codes.is_empty() && !self.without_epci {
            return None;
        }
        let mut any = Condition::any();
        if !self.epci_codes.is_empty() {
            any = any.add(Column::EpciCode.is_in(self.epci_codes.iter().map(String::as_str)));
        }
        if self.without_epci {
            any = any.add(Column::EpciCode.is_null());
        }
        Some(any)
    }

    fn times(&self) -> Condition {
        Condition::all()
            .add_option(self.next_action_before.map(|day| Column::NextActionSort.lt(day)))
            .add_option(self.overdue_on.map(|day| Column::NextActionSort.lt(day)))
            .add_option(self.created_after.map(|at| Column::CreatedAt.gte(at)))
            .add_option(self.created_before.map(|at| Column::CreatedAt.lt(at)))
            .add_option(self.updated_since.map(|at| Column::UpdatedAt.gte(at)))
    }
}

fn in_phase(wanted: &OfPhase) -> Condition {
    let file = |column| Expr::col((Entity, column));
    let phase = phase_at(&wanted.phases, file(Column::TouchpointId), file(Column::CreatedAt));
    let own = Condition::all().add(Column::Campaign.eq(wanted.campaign.as_str()));
    match wanted.phase_id {
        Some(id) => own.add(phase.eq(id)),
        None => own.add(phase.is_null()),
    }
}

fn one_of<T>(column: Column, values: &[T], code: impl Fn(&T) -> &'static str) -> Option<Expr> {
    (!values.is_empty()).then(|| column.is_in(values.iter().map(code)))
}
