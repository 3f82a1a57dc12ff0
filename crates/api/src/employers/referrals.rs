//! Recruits whom an employer refers to the réseau accueil, and how much it is told of what follows.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ProspectScope;
use domain::codes::ReferralStage;
use domain::employer_referrals::{Recruit, RecruitInput, stage_told};
use persistence::employers::referrals::{self, Referral};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::RESOURCE;
use super::change::in_use;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::contact_requests::refer;
use crate::http::{Body, Created, IdempotencyKey, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// A recruit who was referred: what the employer typed, and the stage that the person lets it know.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerReferral {
    /// The referral.
    pub id: Uuid,
    /// First name, as it was typed.
    #[schema(example = "Inès")]
    pub first_name: String,
    /// Last name, as it was typed.
    #[schema(example = "Morel")]
    pub last_name: String,
    /// Day of arrival.
    #[schema(required = true)]
    pub arrival_on: Option<NaiveDate>,
    /// Whether a spouse comes along, a code of the list `spouse_answers`.
    #[schema(example = "yes")]
    pub spouse: String,
    /// How far it has come, a code of the list `referral_stages`; `transmitted` and nothing else as long as the person
    /// does not agree that their file is shared.
    #[schema(example = "transmitted")]
    pub stage: String,
    /// Who referred them.
    pub referred_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl From<Referral> for EmployerReferral {
    fn from(row: Referral) -> Self {
        EmployerReferral {
            stage: stage_told(row.agreed_to_share, row.request, row.file).to_string(),
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            arrival_on: row.arrival_on,
            spouse: row.spouse,
            referred_by_name: row.referred_by_name,
            created_at: row.created_at,
        }
    }
}

/// The recruits of an employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerReferralList {
    /// The latest first.
    pub items: Vec<EmployerReferral>,
}

/// A recruit to refer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_name": "Inès", "last_name": "Morel", "email": "ines.morel@recrue.example",
    "arrival_on": "2027-01-04", "spouse": "yes", "agreement_collected": true}))]
pub struct NewEmployerReferral {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; this or the phone.
    #[serde(default)]
    pub email: Option<String>,
    /// Phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// Day of arrival, when it is known.
    #[serde(default)]
    pub arrival_on: Option<NaiveDate>,
    /// `yes`, `no` or `unknown`.
    #[serde(default)]
    #[schema(example = "unknown")]
    pub spouse: Option<String>,
    /// The person agreed to be contacted by the réseau accueil; necessary.
    pub agreement_collected: bool,
}

impl NewEmployerReferral {
    fn read(self, today: NaiveDate) -> Result<Recruit, Problem> {
        let input = RecruitInput {
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            phone: self.phone,
            arrival_on: self.arrival_on,
            spouse: self.spouse,
            agreement_collected: self.agreement_collected,
        };
        Ok(Recruit::parse(&input, today)?)
    }
}

/// Les recrutés qu'un employeur a recommandés
///
/// Ce que l'employeur a saisi, et où en est l'accueil pour autant que la personne accepte que son dossier soit
/// partagé ; sinon `transmitted`, rien de plus. Un référent voit les personnes de son territoire.
#[utoipa::path(tag = "employers", operation_id = "list_employer_referrals", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The recruits", body = EmployerReferralList)))]
#[get("/employers/{employer_id}/referrals")]
pub async fn list_employer_referrals(
    may: may::ReferRecruits,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<EmployerReferralList>, Problem> {
    let db = state.store.reader();
    let employer = existing(db, &may.employers(), id.0).await?;
    // An employer reads what it typed itself; a référent reads no request of another territory.
    let scope = match may.caller().actor.acts_for(employer.id) {
        true => ProspectScope::All,
        false => may.scope(),
    };
    let rows = referrals::list(db, employer.id, &scope, state.clock.now()).await?;
    Ok(web::Json(EmployerReferralList { items: rows.into_iter().map(EmployerReferral::from).collect() }))
}

/// Recommander un recruté au réseau accueil
///
/// La personne a donné son accord (`agreement_collected`). Elle confirme par le lien reçu par courriel ou, sans adresse,
/// au téléphone ; sa demande part vers l'intercommunalité du lieu de travail. La réponse est la même que la personne soit
/// connue ou non.
#[utoipa::path(tag = "employers", operation_id = "create_employer_referral", security(("bearer" = [])),
    request_body = NewEmployerReferral,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Handed on", body = EmployerReferral,
        headers(("Location" = String, description = "Path of the recruit")))))]
#[post("/employers/{employer_id}/referrals")]
pub async fn create_employer_referral(
    may: may::ReferRecruits,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEmployerReferral>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let employer = existing(state.store.reader(), &may.employers(), id.0).await?;
    let recruit = sent.read(state.clock.today())?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("{}:create_employer_referral:{}", may.caller().actor.user_id, employer.id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let employer = in_use(existing(tx, &may.employers(), employer.id).await?)?;
        if let Some(email) = &recruit.lead.email {
            // Nobody's mailbox is filled in the name of an employer.
            state.limits.mail(&format!("employer:{email}"))?;
        }
        let id = refer(&state, tx, &trail, &employer, &recruit).await?;
        trail.record(tx, "employer.refer", (RESOURCE, employer.id), &["referrals"]).await?;
        let location = format!("/api/v1/employers/{}/referrals/{id}", employer.id);
        Ok(Created { location, version: None, body: handed_on(&state, &trail, id, &recruit) })
    })
    .await
}

fn handed_on(state: &AppState, trail: &Trail, id: Uuid, recruit: &Recruit) -> EmployerReferral {
    EmployerReferral {
        id,
        first_name: recruit.lead.first_name.clone().unwrap_or_default(),
        last_name: recruit.lead.last_name.clone().unwrap_or_default(),
        arrival_on: recruit.arrival_on,
        spouse: recruit.spouse.to_string(),
        stage: ReferralStage::Transmitted.to_string(),
        referred_by_name: trail.actor_label().to_owned(),
        created_at: state.clock.now(),
    }
}
