//! Exports of job offers: exactly what the list shows with the same filters, streamed with a bounded memory, in shapes
//! that the import reads back.

mod columns;
mod encode;
mod france_travail;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::EmployerScope;
use domain::territories::Territory;
use domain::validation::FieldErrors;
use futures_util::Stream;
use futures_util::stream::try_unfold;
use persistence::job_offers::{self, JobOffer, JobOfferFilter, Sort};
use persistence::{Slice, Store, StoreError, employers, occupations, territories};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::JobOfferQuery;
use super::list::{filter, sort};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{self, Many, Query};
use crate::problem::Problem;
use crate::state::AppState;
use encode::Format;

/// Rows read at once.
const BATCH: u64 = 500;

/// Which job offers to take away, and how they are written.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JobOfferExportQuery {
    /// Words of the title, the employer, the commune or the description; accents do not matter.
    #[param(example = "infirmiere figeac")]
    pub q: Option<String>,
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["published"]))]
    pub status: Many,
    /// Those of this employer.
    pub employer: Option<Uuid>,
    /// Those of these occupations (ROME codes).
    #[param(value_type = Vec<String>, example = json!(["J1506"]))]
    pub occupation: Many,
    /// Those with these contracts.
    #[param(value_type = Vec<String>, example = json!(["CDI"]))]
    pub contract: Many,
    /// Those of these intercommunalités or communes.
    #[param(value_type = Vec<String>, example = json!(["200067361"]))]
    pub territory: Many,
    /// Those of this source.
    #[param(example = "direct")]
    pub source: Option<String>,
    /// Those that end before this day.
    pub expires_before: Option<NaiveDate>,
    /// Those changed at this instant or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `-updated_at` (the default), `updated_at`, `expires_on`, `-expires_on`, `title` or `-title`.
    #[param(example = "-updated_at")]
    pub sort: Option<String>,
    /// `csv`, `ndjson`, or `json` for the shape of France Travail; by default as `Accept` says, else `csv`.
    #[param(example = "json")]
    pub format: Option<String>,
    /// Kind of CSV: `rfc4180` (the default, codes as they are) or `excel-fr` (for a French spreadsheet).
    pub profile: Option<String>,
}

impl JobOfferExportQuery {
    /// Names of the parameters that were sent, for the trail.
    fn named(&self) -> Vec<&'static str> {
        const NAMES: [&str; 13] = [
            "q",
            "status",
            "employer",
            "occupation",
            "contract",
            "territory",
            "source",
            "expires_before",
            "updated_since",
            "archived",
            "sort",
            "format",
            "profile",
        ];
        let sent = serde_json::to_value(self).unwrap_or_default();
        let none = serde_json::to_value(JobOfferExportQuery::default()).unwrap_or_default();
        NAMES.into_iter().filter(|name| sent.get(name) != none.get(name)).collect()
    }

    fn into_list(self) -> JobOfferQuery {
        JobOfferQuery {
            q: self.q,
            status: self.status,
            employer: self.employer,
            occupation: self.occupation,
            contract: self.contract,
            territory: self.territory,
            source: self.source,
            expires_before: self.expires_before,
            updated_since: self.updated_since,
            archived: self.archived,
            sort: self.sort,
            ..JobOfferQuery::default()
        }
    }
}

/// Exporter les offres d'emploi
///
/// Exactement les offres de la liste avec les mêmes filtres et le même tri : JSON au format de France Travail, CSV ou
/// NDJSON, que l'import relit. Un employeur n'exporte que les siennes. L'export est consigné au journal.
#[utoipa::path(tag = "job-offers", operation_id = "export_job_offers", security(("bearer" = [])),
    params(JobOfferExportQuery),
    responses((status = 200, description = "The offers",
        content((String = "text/csv"), (String = "application/x-ndjson"), (String = "application/json")))))]
#[get("/job-offers/export")]
pub async fn export_job_offers(
    may: may::ReadJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<JobOfferExportQuery>,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let named = query.named();
    let mut errors = FieldErrors::new();
    let format = Format::of(&mut errors, query.format.as_deref(), query.profile.as_deref(), &request);
    let list = query.into_list();
    let (filter, sort) = (filter(&mut errors, &list), sort(&mut errors, list.sort.as_deref()));
    let format = errors.finish(format)?;
    http::check_territories(state.store.reader(), "territory", &filter.territories).await?;
    let places = territories::list(state.store.reader()).await?;
    let rows = Rows {
        store: state.store.clone(),
        scope: may.employers(),
        filter,
        sort,
        places: Arc::new(places.into_iter().map(|place| (place.code.clone(), place)).collect()),
    };
    // Read before the answer begins: what fails here is still answered as a failure.
    let first = rows.after(None).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "job_offer.export", ("job_offer_export", Uuid::now_v7()), &named).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"offres-{}.{}\"", state.clock.today(), format.ending());
    let mut response = HttpResponse::Ok();
    response.content_type(format.content_type()).insert_header((header::CONTENT_DISPOSITION, name));
    Ok(response.streaming(lines(format, rows, first)))
}

/// An offer with the names of what it refers to.
struct Exported {
    offer: JobOffer,
    commune: Option<Territory>,
    occupation_label: Option<String>,
    employer_siret: Option<String>,
}

impl Exported {
    /// Its name in its source; the id of an offer typed here.
    fn name(&self) -> String {
        self.offer.external_id.clone().unwrap_or_else(|| self.offer.id.to_string())
    }
}

/// The list to export.
struct Rows {
    store: Store,
    scope: EmployerScope,
    filter: JobOfferFilter,
    sort: Sort,
    places: Arc<HashMap<String, Territory>>,
}

impl Rows {
    /// The batch that follows an offer. Each batch takes a reading connection and gives it back.
    async fn after(&self, after: Option<(String, Uuid)>) -> Result<Vec<Exported>, StoreError> {
        let db = self.store.reader();
        let slice = Slice { after, descending: self.sort.descending, limit: BATCH };
        let offers = job_offers::list(db, &self.scope, &self.filter, self.sort.key, &slice).await?;
        let codes = offers.iter().filter_map(|offer| offer.occupation_code.as_deref());
        let labels = occupations::labels_of(db, codes).await?;
        let sirets = employers::sirets(db, offers.iter().filter_map(|offer| offer.employer_id)).await?;
        let exported = |offer: JobOffer| Exported {
            commune: offer.commune_code.as_ref().and_then(|code| self.places.get(code).cloned()),
            occupation_label: offer.occupation_code.as_ref().and_then(|code| labels.get(code).cloned()),
            employer_siret: offer.employer_id.and_then(|id| sirets.get(&id).cloned()),
            offer,
        };
        Ok(offers.into_iter().map(exported).collect())
    }

    /// The batch that follows another one; empty at the end.
    async fn following(&self, batch: &[Exported]) -> Result<Vec<Exported>, StoreError> {
        match batch.last() {
            Some(last) if u64::try_from(batch.len()).is_ok_and(|found| found == BATCH) => {
                self.after(Some((self.sort.key.of(&last.offer), last.offer.id))).await
            }
            _ => Ok(vec![]),
        }
    }
}

/// Where an export stands.
enum Next {
    Head(Vec<Exported>),
    Rows(Vec<Exported>, bool),
    End,
}

/// The bytes of an export, made as fast as the reader takes them.
fn lines(format: Format, rows: Rows, first: Vec<Exported>) -> impl Stream<Item = Result<Bytes, StoreError>> {
    try_unfold((Next::Head(first), rows), move |(next, rows)| async move {
        match next {
            Next::Head(first) => Ok(Some((format.head()?, (Next::Rows(first, true), rows)))),
            Next::Rows(batch, _) if batch.is_empty() => Ok(Some((format.tail(), (Next::End, rows)))),
            Next::Rows(batch, is_first) => {
                let bytes = format.rows(&batch, is_first)?;
                let following = rows.following(&batch).await?;
                Ok(Some((bytes, (Next::Rows(following, false), rows))))
            }
            Next::End => Ok(None),
        }
    })
}
