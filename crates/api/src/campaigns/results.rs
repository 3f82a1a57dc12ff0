//! What a campaign brought, down to families that settled.

use actix_web::{get, web};
use domain::access::ProspectScope;
use domain::campaigns::{Phase, Results, Tally, cost};
use persistence::campaigns::touchpoints::{self, Touchpoint, TouchpointFilter};
use persistence::campaigns::{Campaign, results};
use persistence::prospects::Archived;
use persistence::{ConnectionTrait, Slice};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

/// Touchpoints of one campaign at most.
const MOST_TOUCHPOINTS: u64 = 500;

/// Counts at each stage.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CampaignTally {
    /// Visits of printed codes and links.
    #[schema(example = 480)]
    pub visits: i64,
    /// Requests sent by the public form that are still kept.
    #[schema(example = 61)]
    pub requests: i64,
    /// Files opened.
    #[schema(example = 52)]
    pub files: i64,
    /// Of them, those that were ever qualified.
    #[schema(example = 40)]
    pub qualified: i64,
    /// Of them, those that were ever supported.
    #[schema(example = 22)]
    pub supported: i64,
    /// Of them, families with an installation that counts.
    #[schema(example = 5)]
    pub settled: i64,
}

/// What one of each stage cost, in cents; null without a budget, without any, or for whoever does not see every file.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CampaignCosts {
    /// One visit.
    #[schema(required = true)]
    pub visits: Option<i64>,
    /// One request.
    #[schema(required = true)]
    pub requests: Option<i64>,
    /// One file.
    #[schema(required = true)]
    pub files: Option<i64>,
    /// One qualified file.
    #[schema(required = true)]
    pub qualified: Option<i64>,
    /// One supported file.
    #[schema(required = true)]
    pub supported: Option<i64>,
    /// One family settled.
    #[schema(required = true, example = 240_000)]
    pub settled: Option<i64>,
}

/// What a phase brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignPhaseResults {
    /// The phase; null for what came outside of every phase.
    #[schema(required = true)]
    pub phase_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true)]
    pub label: Option<String>,
    /// Its budget in cents.
    #[schema(required = true)]
    pub budget_cents: Option<i64>,
    /// Counts.
    pub tally: CampaignTally,
    /// What one of each cost.
    pub costs: CampaignCosts,
}

/// What a touchpoint brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignTouchpointResults {
    /// The touchpoint; null for what came without one.
    #[schema(required = true)]
    pub touchpoint_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true)]
    pub label: Option<String>,
    /// What it is, a code of the list `touchpoint_kinds`.
    #[schema(required = true, example = "motorway_area")]
    pub kind: Option<String>,
    /// Counts.
    pub tally: CampaignTally,
}

/// What a campaign brought. Phases add up to the total, and so do touchpoints.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignResults {
    /// The campaign.
    pub campaign_id: Uuid,
    /// Whether every file counts; else those of the caller's territory.
    pub whole: bool,
    /// The budget in cents: that of the campaign, else what those of its phases add up to.
    #[schema(required = true, example = 1_200_000)]
    pub budget_cents: Option<i64>,
    /// All together.
    pub total: CampaignTally,
    /// What one of each cost.
    pub costs: CampaignCosts,
    /// By phase, in order; outside of every phase comes last.
    pub phases: Vec<CampaignPhaseResults>,
    /// By touchpoint; without one comes last.
    pub touchpoints: Vec<CampaignTouchpointResults>,
}

impl From<Tally> for CampaignTally {
    fn from(tally: Tally) -> Self {
        let Tally { visits, requests, files, qualified, supported, settled } = tally;
        CampaignTally { visits, requests, files, qualified, supported, settled }
    }
}

impl CampaignCosts {
    fn of(budget: Option<i64>, tally: &Tally) -> CampaignCosts {
        CampaignCosts {
            visits: cost(budget, tally.visits),
            requests: cost(budget, tally.requests),
            files: cost(budget, tally.files),
            qualified: cost(budget, tally.qualified),
            supported: cost(budget, tally.supported),
            settled: cost(budget, tally.settled),
        }
    }
}

/// Les résultats d'une campagne
///
/// Des visites aux familles installées, par phase et par point de contact ; pour un référent, sur les dossiers de son
/// territoire, sans les coûts.
#[utoipa::path(tag = "campaigns", operation_id = "get_campaign_results", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne")),
    responses((status = 200, description = "What it brought", body = CampaignResults)))]
#[get("/campaigns/{campaign_id}/results")]
pub async fn get_campaign_results(
    may: may::ReadCampaigns,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<CampaignResults>, Problem> {
    let db = state.store.reader();
    let campaign = existing(db, id.0).await?;
    let scope = may.scope();
    let points = every_point(db, campaign.id).await?;
    let counts = results::counts(db, &campaign, &scope).await?;
    let phases: Vec<Uuid> = campaign.phases.iter().map(|phase| phase.id).collect();
    let added = Results::of(&counts, &phases, &points.iter().map(|point| point.id).collect::<Vec<_>>());
    Ok(web::Json(told(&campaign, &points, added, scope == ProspectScope::All)))
}

async fn every_point(db: &impl ConnectionTrait, campaign_id: Uuid) -> Result<Vec<Touchpoint>, Problem> {
    let filter = TouchpointFilter { campaign_id: Some(campaign_id), archived: Archived::Any };
    let slice = Slice { after: None, descending: false, limit: MOST_TOUCHPOINTS };
    Ok(touchpoints::list(db, &filter, &slice).await?)
}

fn told(campaign: &Campaign, points: &[Touchpoint], results: Results, whole: bool) -> CampaignResults {
    let phases_budget = campaign.phases.iter().filter_map(|phase| phase.budget_cents).reduce(|sum, one| sum + one);
    let budget_cents = campaign.budget_cents.or(phases_budget);
    let phase = |(phase_id, tally): (Option<Uuid>, Tally)| {
        let phase: Option<&Phase> = phase_id.and_then(|id| campaign.phase(id));
        let budget = phase.and_then(|phase| phase.budget_cents);
        CampaignPhaseResults {
            phase_id,
            label: phase.map(|phase| phase.label.clone()),
            budget_cents: budget,
            costs: CampaignCosts::of(budget.filter(|_| whole), &tally),
            tally: tally.into(),
        }
    };
    let point = |(touchpoint_id, tally): (Option<Uuid>, Tally)| {
        let point = points.iter().find(|point| Some(point.id) == touchpoint_id);
        CampaignTouchpointResults {
            touchpoint_id,
            label: point.map(|point| point.label.clone()),
            kind: point.map(|point| point.kind.clone()),
            tally: tally.into(),
        }
    };
    CampaignResults {
        campaign_id: campaign.id,
        whole,
        budget_cents,
        costs: CampaignCosts::of(budget_cents.filter(|_| whole), &results.total),
        total: results.total.into(),
        phases: results.phases.into_iter().map(phase).collect(),
        touchpoints: results.touchpoints.into_iter().map(point).collect(),
    }
}
