//! Who read the file: in what role and for which body, never by name.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use persistence::audit::accesses::of_file;
use serde::Serialize;
use utoipa::ToSchema;

use super::link::PageLink;
use crate::accesses::{Access, shown};
use crate::problem::Problem;
use crate::state::AppState;

/// Accesses shown at most: the latest.
const MOST: u64 = 100;

/// Somebody who read the file, or took it away.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdAccess {
    /// When.
    pub at: DateTime<Utc>,
    /// Roles of the account today, codes of the list `roles`.
    #[schema(example = json!(["referent"]))]
    pub roles: Vec<String>,
    /// The bodies on whose behalf it acts today.
    #[schema(example = json!(["CC Grand-Figeac"]))]
    pub partners: Vec<String>,
    /// What was looked at: `prospect.read`, `interaction.read`, `advice_sheet.read` or `prospect.export`.
    #[schema(example = "prospect.read")]
    pub action: String,
}

impl From<Access> for HouseholdAccess {
    fn from(access: Access) -> Self {
        HouseholdAccess { at: access.at, roles: access.roles, partners: access.partners, action: access.action }
    }
}

/// Those who read the file, the latest hundred.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdAccesses {
    /// The newest first.
    pub items: Vec<HouseholdAccess>,
}

/// Lire qui a lu son dossier
///
/// Le rôle et l’organisme de qui a ouvert le dossier, ses échanges ou sa fiche conseils, ou l’a emporté dans un export ;
/// les cent derniers.
#[utoipa::path(tag = "public", operation_id = "list_household_accesses", security(("household_link" = [])),
    responses((status = 200, description = "Those who read the file", body = HouseholdAccesses)))]
#[get("/public/household-page/accesses")]
pub async fn list_household_accesses(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let rows = of_file(db, follower.prospect_id, None, MOST).await?;
    link.forgive(&state.limits);
    let items = shown(db, rows).await?.into_iter().map(HouseholdAccess::from).collect();
    Ok(HttpResponse::Ok().json(HouseholdAccesses { items }))
}
