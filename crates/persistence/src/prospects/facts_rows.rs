//! The facts of files as rows: columns of the file, tags, wishes.

use std::collections::{BTreeSet, HashMap};

use domain::prospects::{Facts, NextAction};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::filter::TagKind;
use crate::StoreError;
use crate::entities::prospects::ActiveModel;
use crate::entities::{prospect_tags, prospect_wishes};

/// The columns that hold the next action.
pub(super) fn set_next_action(row: &mut ActiveModel, action: Option<&NextAction>) {
    row.next_action_label = Set(action.map(|action| action.label.clone()));
    row.next_action_on = Set(action.map(|action| action.on));
    row.next_action_assignee_id = Set(action.and_then(|action| action.assignee_id));
}

/// The columns that hold facts, without the EPCI of the first wish.
pub(super) fn facts_row(facts: &Facts) -> ActiveModel {
    let mut row = ActiveModel {
        source: Set(facts.source.to_string()),
        source_detail: Set(facts.source_detail.clone()),
        campaign: Set(facts.campaign.clone()),
        touchpoint_id: Set(facts.touchpoint_id),
        event_id: Set(facts.event_id),
        household_kind: Set(facts.household_kind.map(|kind| kind.to_string())),
        language: Set(facts.language.map(|language| language.to_string())),
        country: Set(facts.country.clone()),
        postal_code: Set(facts.postal_code.clone()),
        city: Set(facts.city.clone()),
        lot_link: Set(facts.lot_link.map(|link| link.to_string())),
        target_group: Set(facts.target_group.map(|group| group.to_string())),
        maturity: Set(facts.maturity.map(|maturity| maturity.to_string())),
        horizon: Set(facts.horizon.map(|horizon| horizon.to_string())),
        territory_indifferent: Set(facts.territory_indifferent),
        first_wish_code: Set(facts.wished_territories.first().cloned()),
        housing_wish: Set(facts.housing_wish.map(|wish| wish.to_string())),
        housing_comment: Set(facts.housing_comment.clone()),
        message: Set(facts.message.clone()),
        ..Default::default()
    };
    set_next_action(&mut row, facts.next_action.as_ref());
    row
}

/// Inserts the tags of files that have none yet.
pub(super) async fn insert_tags(db: &impl ConnectionTrait, files: &[(Uuid, &Facts)]) -> Result<(), StoreError> {
    let rows: Vec<prospect_tags::ActiveModel> = files.iter().flat_map(|(id, facts)| tag_rows(*id, facts)).collect();
    if !rows.is_empty() {
        prospect_tags::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

fn tag_rows(id: Uuid, facts: &Facts) -> Vec<prospect_tags::ActiveModel> {
    let types = facts.project_types.iter().map(|code| (TagKind::ProjectType, code.as_str())).zip(0..);
    let motives = facts.motives.iter().map(|code| (TagKind::Motive, code.as_str())).zip(0..);
    let obstacles = facts.obstacles.iter().map(|code| (TagKind::Obstacle, code.as_str())).zip(0..);
    let row = |((kind, code), rank): ((TagKind, &'static str), i32)| prospect_tags::ActiveModel {
        prospect_id: Set(id),
        kind: Set(kind.as_str().to_owned()),
        code: Set(code.to_owned()),
        rank: Set(rank),
    };
    types.chain(motives).chain(obstacles).map(row).collect()
}

/// Inserts the wishes of files that have none yet.
pub(super) async fn insert_wishes(db: &impl ConnectionTrait, files: &[(Uuid, &Facts)]) -> Result<(), StoreError> {
    let wishes =
        files.iter().flat_map(|(id, facts)| facts.wished_territories.iter().zip(0..).map(move |wish| (*id, wish)));
    let rows: Vec<prospect_wishes::ActiveModel> = wishes
        .map(|(id, (code, rank))| prospect_wishes::ActiveModel {
            prospect_id: Set(id),
            rank: Set(rank),
            territory_code: Set(code.clone()),
        })
        .collect();
    if !rows.is_empty() {
        prospect_wishes::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The EPCI in which each first wish lies, or that it is, by the code of the wish.
pub(super) async fn epcis_of_first_wishes<'a>(
    db: &impl ConnectionTrait,
    files: impl IntoIterator<Item = &'a Facts>,
) -> Result<HashMap<String, String>, StoreError> {
    let codes: BTreeSet<&str> =
        files.into_iter().filter_map(|facts| facts.wished_territories.first()).map(String::as_str).collect();
    crate::territories::epcis_of(db, codes).await
}
