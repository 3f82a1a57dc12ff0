//! The move into the Lot of a household: one per file.

use crate::endpoints::Endpoints;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, put, web};
use chrono::NaiveDate;
use domain::access::EmployerScope;
use domain::installations::InstallationInput;
use persistence::prospects::{commune_exists, installation_of};
use persistence::{installations, job_offers};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::caller::may;
use crate::http::{Body, IfMatch, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::Installation;
use crate::state::AppState;

/// Endpoint of installations.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(put_installation);
}

/// Where and when a household moved in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"moved_in_on": "2026-09-01", "commune_code": "46102", "adults": 2, "children": 1, "job_through": "offer"}))]
pub struct InstallationWrite {
    /// Day of moving in: the family is counted under this date.
    pub moved_in_on: NaiveDate,
    /// INSEE code of the commune.
    #[schema(example = "46102")]
    pub commune_code: String,
    /// Adults who moved in, 1 to 20.
    pub adults: i32,
    /// Children who moved in, 0 to 20.
    pub children: i32,
    /// How the first job was found, a code of the list `job_through`.
    #[serde(default)]
    pub job_through: Option<String>,
    /// Employer in the Lot.
    #[serde(default)]
    pub employer_name: Option<String>,
    /// Job offer thanks to which they came; it then counts as a position that the programme filled.
    #[serde(default)]
    pub job_offer_id: Option<Uuid>,
    /// What was found at 6 months, a code of the list `installation_checks`.
    #[serde(default)]
    pub six_month_result: Option<String>,
    /// What was found at 12 months.
    #[serde(default)]
    pub twelve_month_result: Option<String>,
}

impl From<InstallationWrite> for InstallationInput {
    fn from(sent: InstallationWrite) -> Self {
        InstallationInput {
            moved_in_on: sent.moved_in_on,
            commune_code: sent.commune_code,
            adults: sent.adults,
            children: sent.children,
            job_through: sent.job_through,
            employer_name: sent.employer_name,
            job_offer_id: sent.job_offer_id,
            six_month_result: sent.six_month_result,
            twelve_month_result: sent.twelve_month_result,
        }
    }
}

/// Renseigne l'installation
///
/// Date et commune d'emménagement, personnes, emploi. Nécessaire avant l'état `settled`.
/// `If-Match` est demandé quand une installation existe déjà.
#[utoipa::path(tag = "prospects", operation_id = "put_installation", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version that was read, when one exists")),
    request_body = InstallationWrite,
    responses((status = 200, description = "The installation", body = Installation)))]
#[put("/prospects/{prospect_id}/installation")]
pub async fn put_installation(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    body: Body<InstallationWrite>,
) -> Result<HttpResponse, Problem> {
    let read = match request.headers().contains_key(header::IF_MATCH) {
        true => Some(IfMatch::extract(&request).await?.0),
        false => None,
    };
    let action = "installation.put";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let row = change
        .apply(async |work| {
            let installation = domain::installations::Installation::parse(&body.value.into(), state.clock.today())?;
            if !commune_exists(work.tx, &installation.commune_code).await? {
                return Err(Problem::field("/commune_code", "unknown_code"));
            }
            if let Some(id) = installation.job_offer_id
                && job_offers::find(work.tx, &EmployerScope::All, id).await?.is_none()
            {
                return Err(Problem::field("/job_offer_id", "not_found"));
            }
            match (installation_of(work.tx, prospect_id).await?, installations::find(work.tx, prospect_id).await?, read)
            {
                (Some(_), Some((id, _)), Some(version)) => {
                    installations::update(work.tx, (id, version), &installation, work.now).await?;
                }
                (Some(_), _, None) => {
                    return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required"));
                }
                // A voided installation is replaced by the new one: a file has one at most.
                (None, Some(voided), _) => installations::update(work.tx, voided, &installation, work.now).await?,
                (_, None, _) => {
                    installations::insert(work.tx, prospect_id, &installation, work.now).await?;
                }
            }
            let row = installation_of(work.tx, prospect_id).await?.ok_or_else(Problem::not_found)?;
            Ok((row, vec!["installation"]))
        })
        .await?;
    Ok(part_response(row.version, &Installation::from(row)))
}
