//! Référents of both files: nobody who accompanies the household loses sight of it.

use domain::codes::AssignmentStatus::{Accepted, Ended, Expired, Proposed};
use domain::codes::ReferentRole::{CoReferent, Territorial};
use domain::codes::{AssignmentStatus, ExpiryReason};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::NewMerge;
use crate::StoreError;
use crate::entities::assignments::{Column, Entity, Model};
use crate::versions::next;

/// Moves the assignments of the other file. Who holds a part that somebody holds already becomes co-référent; who holds
/// the file twice holds it once; a proposal for a part that is held, or asked for already, is over.
pub(super) async fn join(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    let (own, theirs) = (of(tx, new.kept.id).await?, of(tx, new.other.id).await?);
    for row in &theirs {
        let changed = in_file(row, &own);
        settle(tx, row, changed, Some(new.kept.id), new).await?;
    }
    for row in own.iter().filter(|row| is(row, Proposed)) {
        let held = theirs.iter().any(|other| is(other, Accepted) && (same_part(other, row) || same_person(other, row)));
        if held {
            settle(tx, row, Some((Expired, row.role.as_str())), None, new).await?;
        }
    }
    Ok(())
}

/// Whether somebody accompanies the file for its territory.
pub(super) async fn has_holder(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<bool, StoreError> {
    let accepted = Entity::find()
        .filter(Column::ProspectId.eq(prospect_id))
        .filter(Column::Role.eq(Territorial.as_str()))
        .filter(Column::Status.eq(Accepted.as_str()));
    Ok(accepted.count(db).await? > 0)
}

async fn of(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Model>, StoreError> {
    Ok(Entity::find().filter(Column::ProspectId.eq(prospect_id)).order_by_asc(Column::Id).all(db).await?)
}

fn is(row: &Model, status: AssignmentStatus) -> bool {
    row.status == status.as_str()
}

fn same_part(one: &Model, other: &Model) -> bool {
    one.role == other.role && one.role != CoReferent.as_str()
}

fn same_person(one: &Model, other: &Model) -> bool {
    one.referent_id == other.referent_id
}

/// The state and part of an assignment in the file that stays, when they change.
fn in_file<'a>(row: &'a Model, own: &[Model]) -> Option<(AssignmentStatus, &'a str)> {
    let any = |test: &dyn Fn(&Model) -> bool| own.iter().any(test);
    if is(row, Accepted) {
        if any(&|held| is(held, Accepted) && same_person(held, row)) {
            return Some((Ended, &row.role));
        }
        let taken = any(&|held| is(held, Accepted) && same_part(held, row));
        return taken.then_some((Accepted, CoReferent.as_str()));
    }
    let over =
        |held: &Model| (is(held, Accepted) || is(held, Proposed)) && (same_part(held, row) || same_person(held, row));
    (is(row, Proposed) && any(&over)).then_some((Expired, row.role.as_str()))
}

async fn settle(
    tx: &DatabaseTransaction,
    row: &Model,
    change: Option<(AssignmentStatus, &str)>,
    file: Option<Uuid>,
    new: &NewMerge<'_>,
) -> Result<(), StoreError> {
    let mut update = Entity::update_many().filter(Column::Id.eq(row.id));
    if let Some((status, role)) = change {
        update = update
            .col_expr(Column::Status, Expr::val(status.as_str()))
            .col_expr(Column::Role, Expr::val(role))
            .col_expr(Column::UpdatedAt, Expr::val(new.now))
            .col_expr(Column::Version, Expr::val(next(row.version)));
        if status != Accepted {
            update = update.col_expr(Column::EndedAt, Expr::val(new.now));
        }
        if status == Expired {
            update = update.col_expr(Column::ExpiryReason, Expr::val(ExpiryReason::Superseded.as_str()));
        }
    }
    if let Some(file) = file {
        update = update.col_expr(Column::ProspectId, Expr::val(file));
    }
    if change.is_some() || file.is_some() {
        update.exec(tx).await?;
    }
    Ok(())
}
