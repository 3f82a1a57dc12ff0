//! Ambassadors proposed to both files: a household has one sponsor at most, and each ambassador once.

use domain::codes::SponsoringStatus::{Accepted, Ended, Withdrawn};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::NewMerge;
use crate::StoreError;
use crate::entities::sponsoring_proposals::{ActiveModel, Column, Entity, Model};
use crate::versions::next;

/// Moves the proposals of the other file. An ambassador who is in both stays there as well; a sponsor is over when the
/// household has another one, or when nobody would see them any more.
pub(super) async fn join(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    let (own, theirs) = (of(tx, new.kept.id).await?, of(tx, new.other.id).await?);
    let has_sponsor = own.iter().any(|row| row.open_for_prospect_id.is_some());
    for row in theirs {
        let known = own.iter().any(|held| held.ambassador_id == row.ambassador_id);
        let is_open = row.open_for_prospect_id.is_some();
        let ends = is_open && (has_sponsor || known);
        let mut change = ActiveModel::default();
        if !known {
            change.prospect_id = Set(new.kept.id);
            change.open_for_prospect_id = Set(Some(new.kept.id).filter(|_| is_open && !ends));
        }
        if ends {
            let status = if row.status == Accepted.as_str() { Ended } else { Withdrawn };
            change.open_for_prospect_id = Set(None);
            change.status = Set(status.to_string());
            change.updated_at = Set(new.now);
            change.version = Set(next(row.version));
        }
        if ends || !known {
            Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(tx).await?;
        }
    }
    Ok(())
}

async fn of(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Model>, StoreError> {
    Ok(Entity::find().filter(Column::ProspectId.eq(prospect_id)).order_by_asc(Column::Id).all(db).await?)
}
