//! The people of both files and what they agreed to.

use domain::codes::MemberRole;
use domain::merges::{Adult, Agreement, children_to_move, merged_member, pair_up, withdrawals};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::NewMerge;
use crate::StoreError;
use crate::entities::{consents, members as rows};
use crate::prospects::{StoredMember, members_of};

/// Adults of both files that are one person become one, with what each file knows; the others join the household.
/// Agreements follow the person who gave them.
pub(super) async fn join(tx: &DatabaseTransaction, new: &NewMerge<'_>) -> Result<(), StoreError> {
    let (own, theirs) = (members_of(tx, new.kept.id).await?, members_of(tx, new.other.id).await?);
    let pairs = pair_up(&adults(&own), &adults(&theirs));
    for (other_id, kept_id) in &pairs {
        let found = own.iter().find(|one| one.id == *kept_id).zip(theirs.iter().find(|one| one.id == *other_id));
        let Some((kept, other)) = found else { continue };
        let merged = merged_member(&kept.member, &other.member, new.choices);
        if merged != kept.member {
            crate::members::update(tx, (kept.id, kept.version), &merged, new.now).await?;
        }
    }
    move_in(tx, new.kept.id, &own, &theirs, &pairs).await?;
    join_consents(tx, new, &pairs).await
}

fn adults(all: &[StoredMember]) -> Vec<Adult<'_>> {
    let adults = all.iter().filter(|one| one.member.role != MemberRole::Child);
    adults.map(|one| Adult { id: one.id, member: &one.member }).collect()
}

async fn move_in(
    tx: &DatabaseTransaction,
    kept_id: Uuid,
    own: &[StoredMember],
    theirs: &[StoredMember],
    pairs: &[(Uuid, Uuid)],
) -> Result<(), StoreError> {
    let is_child = |one: &&StoredMember| one.member.role == MemberRole::Child;
    let own_bands: Vec<_> = own.iter().filter(is_child).map(|one| one.member.age_band).collect();
    let their_bands: Vec<_> = theirs.iter().filter(is_child).map(|one| (one.id, one.member.age_band)).collect();
    let children = children_to_move(&own_bands, &their_bands);
    let mut has_partner = own.iter().any(|one| one.member.role == MemberRole::Partner);
    let mut rank = i32::try_from(own.len()).unwrap_or(i32::MAX);
    for one in theirs {
        let child = one.member.role == MemberRole::Child;
        let stays = if child { !children.contains(&one.id) } else { pairs.iter().any(|(id, _)| *id == one.id) };
        if stays {
            continue;
        }
        // A household has one person who asked, and one partner.
        let role = match one.member.role {
            MemberRole::Lead | MemberRole::Partner if has_partner => MemberRole::Other,
            MemberRole::Lead => MemberRole::Partner,
            role => role,
        };
        has_partner |= role == MemberRole::Partner;
        let row = rows::ActiveModel {
            prospect_id: Set(kept_id),
            role: Set(role.to_string()),
            rank: Set(rank),
            ..Default::default()
        };
        rows::Entity::update_many().set(row).filter(rows::Column::Id.eq(one.id)).exec(tx).await?;
        rank = rank.saturating_add(1);
    }
    Ok(())
}

/// All agreements stand in the file that stays, with their days and proofs; a withdrawal wins over what was given
/// before it.
async fn join_consents(tx: &DatabaseTransaction, new: &NewMerge<'_>, pairs: &[(Uuid, Uuid)]) -> Result<(), StoreError> {
    use consents::{Column, Entity};
    for (other_id, kept_id) in pairs {
        Entity::update_many()
            .col_expr(Column::MemberId, Expr::val(*kept_id))
            .filter(Column::MemberId.eq(*other_id))
            .exec(tx)
            .await?;
    }
    Entity::update_many()
        .col_expr(Column::ProspectId, Expr::val(new.kept.id))
        .filter(Column::ProspectId.eq(new.other.id))
        .exec(tx)
        .await?;
    let all = Entity::find().filter(Column::ProspectId.eq(new.kept.id)).order_by_asc(Column::Id).all(tx).await?;
    let agreements: Vec<Agreement> = all
        .iter()
        .map(|row| Agreement {
            purpose: row.purpose.clone(),
            member_id: row.member_id,
            given_at: row.given_at,
            withdrawn_at: row.withdrawn_at,
        })
        .collect();
    for (row, withdrawn_at) in all.iter().zip(withdrawals(&agreements)) {
        if row.withdrawn_at != withdrawn_at {
            let change = consents::ActiveModel {
                withdrawn_at: Set(withdrawn_at),
                updated_at: Set(new.now),
                ..Default::default()
            };
            Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(tx).await?;
        }
    }
    Ok(())
}
