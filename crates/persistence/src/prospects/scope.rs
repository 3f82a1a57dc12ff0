//! Which files a person sees, as a condition: the one place where a scope becomes SQL.

use domain::access::{ProspectScope, Zone};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::filter::TagKind;
use crate::entities::{assignments, prospect_tags, prospects};

/// The files inside `scope`; every query on files carries it.
pub(crate) fn visible(scope: &ProspectScope) -> Condition {
    match scope {
        ProspectScope::All => Condition::all(),
        ProspectScope::Own { referent_ids, zones } => {
            // Begins false: without a zone or a référent nothing is seen.
            let mut seen = Condition::any().add(Expr::val(1).eq(0));
            if !referent_ids.is_empty() {
                seen = seen.add(prospects::Column::Id.in_subquery(assigned_to(referent_ids)));
            }
            zones.iter().fold(seen, |seen, zone| seen.add(inside(zone)))
        }
    }
}

pub(crate) fn assigned_to(referent_ids: &[uuid::Uuid]) -> SelectStatement {
    Query::select()
        .column(assignments::Column::ProspectId)
        .from(assignments::Entity)
        .and_where(assignments::Column::ReferentId.is_in(referent_ids.iter().copied()))
        .and_where(assignments::Column::Status.is_in(["proposed", "accepted"]))
        .take()
}

fn inside(zone: &Zone) -> Condition {
    let mut both = Condition::all();
    if let Some(codes) = &zone.territories {
        let here = Condition::any()
            .add(prospects::Column::EpciCode.is_in(codes.iter().map(String::as_str)))
            .add(prospects::Column::FirstWishCode.is_in(codes.iter().map(String::as_str)));
        both = both.add(here);
    }
    if let Some(types) = &zone.project_types {
        both =
            both.add(prospects::Column::Id.in_subquery(tagged(TagKind::ProjectType, types.iter().map(String::as_str))));
    }
    both
}

/// Ids of the files that carry one of the codes.
pub(super) fn tagged<'a>(kind: TagKind, codes: impl Iterator<Item = &'a str>) -> SelectStatement {
    Query::select()
        .column(prospect_tags::Column::ProspectId)
        .from(prospect_tags::Entity)
        .and_where(prospect_tags::Column::Kind.eq(kind.as_str()))
        .and_where(prospect_tags::Column::Code.is_in(codes))
        .take()
}
