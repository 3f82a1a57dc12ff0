use domain::campaigns::{CampaignFacts, CampaignInput, PhaseInput, TouchpointFacts, TouchpointInput, phase_of};
use sea_orm::prelude::DateTimeUtc;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QuerySelect};

use super::*;
use crate::entities::prospects;
use crate::entities::tests::{migrated, prospect};

fn facts() -> CampaignFacts {
    let phase = |label: &str, first: &str, last: &str| PhaseInput {
        label: label.to_owned(),
        starts_on: first.parse().unwrap(),
        ends_on: last.parse().unwrap(),
        ..PhaseInput::default()
    };
    let typed = CampaignInput {
        code: "et-si".to_owned(),
        label: "Et si".to_owned(),
        // They overlap, and one crosses a change of hour.
        phases: vec![phase("Été", "2026-07-01", "2026-09-10"), phase("Rentrée", "2026-09-01", "2026-10-25")],
        ..CampaignInput::default()
    };
    CampaignFacts::parse(&typed, &[], Uuid::now_v7).unwrap()
}

pub(super) fn campaign() -> Campaign {
    let facts = facts();
    let at = DateTime::<Utc>::default();
    Campaign {
        id: Uuid::now_v7(),
        code: facts.code.clone(),
        label: facts.label.clone(),
        sort_label: facts.sort_label(),
        status: CampaignStatus::Draft,
        goal: None,
        audience: vec![],
        starts_on: None,
        ends_on: None,
        budget_cents: None,
        phases: facts.phases,
        archived_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

#[tokio::test]
async fn the_database_finds_the_phase_that_the_rule_finds() {
    let db = migrated().await;
    let now = DateTime::<Utc>::default();
    let id = insert(&db, &facts(), now).await.unwrap();
    let campaign = find(&db, id).await.unwrap().unwrap();
    let second = campaign.phases.last().unwrap().id;
    let point = TouchpointInput {
        label: "Aire".to_owned(),
        kind: "fair".to_owned(),
        phase_id: Some(second),
        ..TouchpointInput::default()
    };
    let code = domain::campaigns::PublicCode::of(1);
    let point = touchpoints::insert(&db, (id, &code), &TouchpointFacts::parse(&point).unwrap(), now).await.unwrap();
    let mut expected = vec![];
    for (index, (touchpoint_id, at)) in [
        (None, "2026-06-30T21:59:59Z"),
        (None, "2026-06-30T22:00:00Z"),
        (None, "2026-09-10T21:59:59Z"),
        (None, "2026-09-10T22:00:00Z"),
        (None, "2026-10-25T22:59:59Z"),
        (None, "2026-10-25T23:00:00Z"),
        (Some(point), "2026-07-14T12:00:00Z"),
        (Some(point), "2027-07-14T12:00:00Z"),
    ]
    .into_iter()
    .enumerate()
    {
        let created_at: DateTimeUtc = at.parse().unwrap();
        let mut row = prospect(&format!("OML-2026-0000{index}"));
        row.touchpoint_id = Set(touchpoint_id);
        row.created_at = Set(created_at);
        prospects::Entity::insert(row).exec_without_returning(&db).await.unwrap();
        let own = touchpoint_id.map(|_| second);
        expected.push(phase_of(own, &campaign.phase_dates(), domain::campaigns::day_of(created_at)));
    }
    let file = |column| Expr::col((prospects::Entity, column));
    let phase =
        phase_at(&campaign.phase_dates(), file(prospects::Column::TouchpointId), file(prospects::Column::CreatedAt));
    let found: Vec<Option<Uuid>> = prospects::Entity::find()
        .select_only()
        .expr_as(phase, "of_phase")
        .filter(file(prospects::Column::Number).is_not_null())
        .into_tuple()
        .all(&db)
        .await
        .unwrap();
    assert_eq!(found.len(), 8);
    assert_eq!(found.iter().filter(|phase| phase.is_none()).count(), 2);
    assert_eq!(found, expected);
}

#[tokio::test]
async fn phases_keep_their_ids_when_they_change_places() {
    let db = migrated().await;
    let now = DateTime::<Utc>::default();
    let first = facts();
    let id = insert(&db, &first, now).await.unwrap();
    let mut turned = first.clone();
    turned.phases.reverse();
    update(&db, (id, 1), &turned, now).await.unwrap();
    let read = find(&db, id).await.unwrap().unwrap();
    assert_eq!((&read.phases, read.version), (&turned.phases, 2));
    turned.phases.truncate(1);
    update(&db, (id, 2), &turned, now).await.unwrap();
    assert_eq!(find(&db, id).await.unwrap().unwrap().phases, turned.phases);
    let gone = first.phases.first().map(|phase| phase.id).unwrap();
    assert!(find_by_phase(&db, gone).await.unwrap().is_none());
    assert!(matches!(update(&db, (id, 2), &turned, now).await, Err(crate::StoreError::Stale)));
}
