//! Whom a campaign may write to again: those who asked before and agreed to it.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveTime, Utc};
use domain::access::ProspectScope;
use domain::accesses::EXPORT;
use domain::campaigns::{audience_of, solicit};
use domain::codes::{ConsentPurpose, SolicitationExclusion, TargetGroup};
use domain::working_time::instant_at;
use futures_util::Stream;
use futures_util::stream::try_unfold;
use persistence::audit::accesses;
use persistence::campaigns::Campaign;
use persistence::campaigns::solicitation::{Candidate, candidates};
use persistence::{Store, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::RESOURCE;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{PathIds, Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::state::AppState;

/// Households read at once.
const BATCH: u64 = 500;
/// Columns, for machines and for people.
const HEADERS: [(&str, &str); 5] = [
    ("number", "Dossier"),
    ("first_name", "Prénom"),
    ("last_name", "Nom"),
    ("email", "E-mail"),
    ("epci_code", "Intercommunalité"),
];

/// What to write for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SolicitationQuery {
    /// What people have to have agreed to: `newsletter` (the default), `invitations` or `follow_up`.
    #[param(example = "newsletter")]
    pub purpose: Option<String>,
    /// A phase of the campaign: those who asked before it began.
    pub phase: Option<Uuid>,
}

/// The same, and how it is written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SolicitationExportQuery {
    /// What people have to have agreed to: `newsletter` (the default), `invitations` or `follow_up`.
    #[param(example = "newsletter")]
    pub purpose: Option<String>,
    /// A phase of the campaign: those who asked before it began.
    pub phase: Option<Uuid>,
    /// Kind of CSV: `rfc4180` (the default) or `excel-fr` (for a French spreadsheet).
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}

/// Households that are not written to, for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct SolicitationExclusionCount {
    /// The reason, a code of the list `solicitation_exclusions`.
    #[schema(example = "withdrawn")]
    pub reason: String,
    /// How many.
    #[schema(example = 4)]
    pub count: i64,
}

/// Whom a campaign may write to again.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignSolicitation {
    /// What people have to have agreed to.
    #[schema(example = "newsletter")]
    pub purpose: String,
    /// Households that asked before this instant are looked at.
    pub asked_before: DateTime<Utc>,
    /// How many of them may be written to.
    #[schema(example = 128)]
    pub kept: i64,
    /// How many may not, by the first reason against it.
    pub excluded: Vec<SolicitationExclusionCount>,
}

/// Who may be written to, and the households to look at.
struct Search {
    store: Store,
    scope: ProspectScope,
    purpose: ConsentPurpose,
    audience: Vec<TargetGroup>,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Search {
    fn of(
        state: &AppState,
        scope: ProspectScope,
        campaign: &Campaign,
        (purpose, phase): (Option<&str>, Option<Uuid>),
    ) -> Result<Search, Problem> {
        let purpose = match purpose.unwrap_or(ConsentPurpose::Newsletter.as_str()) {
            "newsletter" => ConsentPurpose::Newsletter,
            "invitations" => ConsentPurpose::Invitations,
            "follow_up" => ConsentPurpose::FollowUp,
            _ => return Err(Problem::field("purpose", "unknown_code")),
        };
        let known = phase.map(|id| campaign.phase(id).ok_or_else(|| Problem::field("phase", "not_found")));
        let phase = known.transpose()?;
        let now = state.clock.now();
        let starts_on = phase.map(|phase| phase.starts_on).or(campaign.starts_on);
        let before = starts_on.map_or(now, |day| instant_at(day, NaiveTime::MIN).min(now));
        let audience = audience_of(&campaign.audience, phase).to_vec();
        Ok(Search { store: state.store.clone(), scope, purpose, audience, before, now })
    }

    /// The batch after a household. Each takes a reading connection and gives it back.
    async fn after(&self, after: Option<Uuid>) -> Result<Vec<Candidate>, StoreError> {
        candidates(self.store.reader(), &self.scope, self.before, after, BATCH).await
    }

    /// The batch that follows another one; empty at the end.
    async fn following(&self, batch: &[Candidate]) -> Result<Vec<Candidate>, StoreError> {
        match batch.last() {
            Some(last) if u64::try_from(batch.len()).is_ok_and(|found| found == BATCH) => {
                self.after(Some(last.id)).await
            }
            _ => Ok(vec![]),
        }
    }

    fn judge(&self, candidate: &Candidate) -> Result<(), SolicitationExclusion> {
        solicit(&candidate.household, self.purpose, &self.audience, self.now)
    }
}

/// Qui relancer
///
/// Combien de foyers ont déjà écrit, ne sont ni clos ni installés, et ont donné un accord qui tient encore ; et combien sont
/// laissés tranquilles, par raison. Sur les dossiers de votre périmètre.
#[utoipa::path(tag = "campaigns", operation_id = "get_campaign_solicitation", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne"), SolicitationQuery),
    responses((status = 200, description = "How many may be written to", body = CampaignSolicitation)))]
#[get("/campaigns/{campaign_id}/solicitation")]
pub async fn get_campaign_solicitation(
    may: may::ReadCampaigns,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
    query: Query<SolicitationQuery>,
) -> Result<web::Json<CampaignSolicitation>, Problem> {
    let campaign = existing(state.store.reader(), id.0).await?;
    let search = Search::of(&state, may.scope(), &campaign, (query.0.purpose.as_deref(), query.0.phase))?;
    let (mut kept, mut excluded) = (0, BTreeMap::<SolicitationExclusion, i64>::new());
    let mut batch = search.after(None).await?;
    while !batch.is_empty() {
        for candidate in &batch {
            match search.judge(candidate) {
                Ok(()) => kept += 1,
                Err(reason) => *excluded.entry(reason).or_default() += 1,
            }
        }
        batch = search.following(&batch).await?;
    }
    let count = |(reason, count): (SolicitationExclusion, i64)| SolicitationExclusionCount {
        reason: reason.to_string(),
        count,
    };
    Ok(web::Json(CampaignSolicitation {
        purpose: search.purpose.to_string(),
        asked_before: search.before,
        kept,
        excluded: excluded.into_iter().map(count).collect(),
    }))
}

/// Exporter qui relancer
///
/// Une ligne par foyer à qui l’on peut écrire, et personne d’autre. L’export est consigné au journal.
#[utoipa::path(tag = "campaigns", operation_id = "export_campaign_solicitation", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne"), SolicitationExportQuery),
    responses((status = 200, description = "The households, one per line", body = String, content_type = "text/csv")))]
#[get("/campaigns/{campaign_id}/solicitation/export")]
pub async fn export_campaign_solicitation(
    may: may::ExportProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<SolicitationExportQuery>,
) -> Result<HttpResponse, Problem> {
    let campaign = existing(state.store.reader(), id.0).await?;
    let query = query.0;
    let profile = Profile::parse(query.profile.as_deref()).ok_or_else(|| Problem::field("profile", "unknown_code"))?;
    let search = Search::of(&state, may.scope(), &campaign, (query.purpose.as_deref(), query.phase))?;
    // Read before the answer begins: what fails here is still answered as a failure.
    let first = search.after(None).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let fields = HEADERS.map(|(name, _)| name);
    trail.record(&tx, "campaign.export_solicitation", (RESOURCE, campaign.id), &fields).await?;
    let export_id = Uuid::now_v7();
    trail.record(&tx, EXPORT, ("prospect_export", export_id), &fields).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"relance-{}.csv\"", state.clock.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(lines(profile, (search, export_id), first)))
}

/// The lines, made as fast as the reader takes them.
fn lines(
    profile: Profile,
    (search, export_id): (Search, Uuid),
    first: Vec<Candidate>,
) -> impl Stream<Item = Result<Bytes, StoreError>> {
    try_unfold((true, first, search), move |(starts, batch, search)| async move {
        if batch.is_empty() && !starts {
            return Ok(None);
        }
        let head = if starts { head(profile)? } else { Bytes::new() };
        let kept: Vec<&Candidate> = batch.iter().filter(|candidate| search.judge(candidate).is_ok()).collect();
        let tx = search.store.begin().await?;
        accesses::write_down(&tx, export_id, &kept.iter().map(|one| one.id).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        let rows = rows(profile, kept.into_iter())?;
        let following = search.following(&batch).await?;
        Ok(Some((Bytes::from([head, rows].concat()), (false, following, search))))
    })
}

fn head(profile: Profile) -> Result<Bytes, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let names = HEADERS.map(|(name, french)| if for_people { french } else { name });
    let line = written(profile, |writer| writer.write_record(names))?;
    Ok([profile.head(), &line].concat().into())
}

fn rows<'a>(profile: Profile, kept: impl Iterator<Item = &'a Candidate>) -> Result<Bytes, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let mut kept = kept;
    written(profile, |writer| {
        kept.try_for_each(|one| {
            let told = |text: &Option<String>| text.clone().unwrap_or_default();
            let cells = [
                one.number.clone(),
                told(&one.first_name),
                told(&one.last_name),
                told(&one.email),
                told(&one.epci_code),
            ];
            writer.write_record(cells.map(|cell| if for_people { neutral(cell) } else { cell }))
        })
    })
}
