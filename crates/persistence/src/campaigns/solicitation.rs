//! The households that a campaign might write to again, batch by batch; whether it may is for the domain to say.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::campaigns::{Agreement, Household};
use domain::codes::{ConsentPurpose, ProjectType, ProspectStatus, TargetGroup};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{consents, members, prospect_tags, prospects};
use crate::prospects::scope::visible;

/// A household that asked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its file.
    pub id: Uuid,
    /// Number of the file.
    pub number: String,
    /// First name of the person who asked.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// EPCI of the first wish.
    pub epci_code: Option<String>,
    /// What decides.
    pub household: Household,
}

/// At most `limit` households of `scope` that asked before an instant, from the one after `after` on, in the order of
/// their ids.
///
/// # Errors
/// Those of the store.
pub async fn candidates(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    before: DateTime<Utc>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Candidate>, StoreError> {
    use prospects::{Column, Entity};
    let mut query = Entity::find().filter(visible(scope)).filter(Column::CreatedAt.lt(before));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    let rows = query.order_by_asc(Column::Id).limit(limit).all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut leads = leads(db, &ids).await?;
    let mut agreements = agreements(db, &ids).await?;
    let mut projects = projects(db, &ids).await?;
    let candidate = |row: prospects::Model| {
        let lead = leads.remove(&row.id);
        let given = agreements.remove(&row.id).unwrap_or_default();
        let own =
            given.into_iter().filter(|(member, _)| member.is_none() || *member == lead.as_ref().map(|one| one.id));
        // The database checks the states, so that another one cannot stand there.
        let status = ProspectStatus::parse(&row.status).unwrap_or(ProspectStatus::Anonymised);
        // Who asked for a pause is left alone as one whose file is at rest.
        let paused = row.paused_until.is_some() && status.is_open();
        let household = Household {
            status: if paused { ProspectStatus::Dormant } else { status },
            archived: row.archived_at.is_some(),
            target_group: row.target_group.as_deref().and_then(TargetGroup::parse),
            project_types: projects.remove(&row.id).unwrap_or_default(),
            reachable: lead.as_ref().is_some_and(|lead| lead.email.is_some()),
            last_sign_at: row.last_contact_by_person_at,
            agreements: own.map(|(_, agreement)| agreement).collect(),
        };
        let (first_name, last_name, email) =
            lead.map(|lead| (lead.first_name, lead.last_name, lead.email)).unwrap_or_default();
        Candidate { id: row.id, number: row.number, first_name, last_name, email, epci_code: row.epci_code, household }
    };
    Ok(rows.into_iter().map(candidate).collect())
}

async fn leads(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, members::Model>, StoreError> {
    let rows = members::Entity::find()
        .filter(members::Column::ProspectId.is_in(ids.iter().copied()))
        .filter(members::Column::Role.eq("lead"))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.prospect_id, row)).collect())
}

/// Agreements by file, each with the person who gave it; without one, the household did.
type Agreements = HashMap<Uuid, Vec<(Option<Uuid>, Agreement)>>;

async fn agreements(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Agreements, StoreError> {
    let rows = consents::Entity::find().filter(consents::Column::ProspectId.is_in(ids.iter().copied())).all(db).await?;
    let mut agreements = Agreements::new();
    for row in rows {
        let Some(purpose) = ConsentPurpose::parse(&row.purpose) else { continue };
        let agreement =
            Agreement { purpose, given_at: row.given_at, withdrawn_at: row.withdrawn_at, expires_at: row.expires_at };
        agreements.entry(row.prospect_id).or_default().push((row.member_id, agreement));
    }
    Ok(agreements)
}

async fn projects(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<ProjectType>>, StoreError> {
    use prospect_tags::{Column, Entity};
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::ProspectId, Column::Code])
        .filter(Column::ProspectId.is_in(ids.iter().copied()))
        .filter(Column::Kind.eq("project_type"))
        .into_tuple()
        .all(db)
        .await?;
    let mut projects: HashMap<Uuid, Vec<ProjectType>> = HashMap::new();
    for (id, code) in rows {
        projects.entry(id).or_default().extend(ProjectType::parse(&code));
    }
    Ok(projects)
}
