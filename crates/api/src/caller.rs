//! Who is calling: the access token resolved once per request, and permissions as types.
//!
//! A handler that names `MayReadProspects` cannot run without that permission, and gets the scope that its
//! query needs. The extractors never await, so credentials are refused before a body is read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Utc};
use domain::access::{Actor, EmployerScope, Permission, ProspectScope};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::problem::Problem;
use crate::secrets::Secrets;
use crate::stands;
use crate::state::AppState;

/// How long an access token lasts, in seconds.
pub const ACCESS_TOKEN_SECONDS: i64 = 600;
/// How long a resolved caller is trusted without asking the database again, in this process.
const TRUSTED_FOR: Duration = Duration::from_secs(2);
const ISSUER: &str = "ohmylot";
const TOKEN_TYPE: &str = "at+jwt";

/// The person behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Account, référents and grants that hold today.
    pub actor: Actor,
    /// The session of the access token.
    pub session_id: Uuid,
    /// Name for the audit trail and for notes.
    pub name: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

/// An access token for a session.
///
/// # Errors
/// 500 when signing fails.
pub fn issue_token(secrets: &Secrets, user_id: Uuid, session_id: Uuid, now: DateTime<Utc>) -> Result<String, Problem> {
    let issued = now.timestamp();
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        sub: user_id,
        sid: session_id,
        iat: issued,
        exp: issued + ACCESS_TOKEN_SECONDS,
    };
    let header = Header { typ: Some(TOKEN_TYPE.to_owned()), ..Header::new(Algorithm::HS256) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&secrets.key("access-token")))
        .map_err(|error| Problem::internal(&error))
}

fn read_token(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[ISSUER]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    // The expiry is compared with our own clock below, so that tests can move it.
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(&secrets.key("access-token"));
    let data = jsonwebtoken::decode::<Claims>(token, &key, &validation).ok()?;
    (data.header.typ.as_deref() == Some(TOKEN_TYPE) && now.timestamp() < data.claims.exp).then_some(data.claims)
}

/// Callers resolved a moment ago, so that a page of requests asks the database once.
#[derive(Debug, Default)]
pub struct CallerCache(Mutex<HashMap<Uuid, (Instant, Arc<Caller>)>>);

impl CallerCache {
    fn get(&self, session_id: Uuid) -> Option<Arc<Caller>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, caller) = known.get(&session_id)?;
        (since.elapsed() < TRUSTED_FOR).then(|| caller.clone())
    }

    fn put(&self, caller: &Arc<Caller>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > 10_000 {
            known.retain(|_, (since, _)| since.elapsed() < TRUSTED_FOR);
        }
        known.insert(caller.session_id, (Instant::now(), caller.clone()));
    }

    /// Forgets everybody: to be called after any change to accounts, roles, référents or sessions.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Middleware: resolves the bearer token, once, before any extractor runs.
///
/// # Errors
/// Those of the inner service, and 503 when the database is unavailable.
pub async fn identify<B: MessageBody>(
    state: web::Data<AppState>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    if let Some(token) = token.as_deref().filter(|token| stands::is_device_token(token)) {
        let identity = stands::recognise(&state, token).await?;
        request.extensions_mut().insert(identity);
    } else if let Some(token) = token {
        let identity = resolve(&state, &token).await?;
        request.extensions_mut().insert(identity);
    }
    next.call(request).await
}

#[derive(Debug, Clone)]
enum Identity {
    Known(Arc<Caller>),
    Ended,
}

async fn resolve(state: &AppState, token: &str) -> Result<Identity, Problem> {
    let now = state.clock.now();
    let Some(claims) = read_token(&state.secrets, token, now) else { return Ok(Identity::Ended) };
    if let Some(caller) = state.callers.get(claims.sid) {
        return Ok(Identity::Known(caller));
    }
    let today = state.clock.today();
    let found = persistence::sessions::find_holder(state.store.reader(), claims.sid, now).await?;
    Ok(found.map_or(Identity::Ended, |holder| {
        let grants = holder.grants.into_iter().filter(|grant| grant.holds_on(today)).collect();
        let actor = Actor { user_id: holder.user_id, referent_ids: holder.referent_ids, grants };
        let caller = Arc::new(Caller { actor, session_id: claims.sid, name: holder.name });
        state.callers.put(&caller);
        Identity::Known(caller)
    }))
}

fn caller_of(request: &HttpRequest) -> Result<Arc<Caller>, Problem> {
    match request.extensions().get::<Identity>() {
        Some(Identity::Known(caller)) => Ok(caller.clone()),
        Some(Identity::Ended) => Err(Problem::unauthorized("session_ended")),
        None => Err(Problem::unauthorized("unauthorized")),
    }
}

/// Anybody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn(Arc<Caller>);

impl SignedIn {
    /// Who is calling.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.0
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(caller_of(request).map(SignedIn))
    }
}

macro_rules! permissions {
    ($($name:ident)+) => { $(
        #[doc = concat!("Somebody who holds the permission `", stringify!($name), "`.")]
        #[derive(Debug, Clone)]
        pub struct $name(Arc<Caller>);

        impl $name {
            /// Who is calling.
            #[must_use]
            pub fn caller(&self) -> &Caller {
                &self.0
            }

            /// The files that the caller sees.
            #[must_use]
            pub fn scope(&self) -> ProspectScope {
                self.0.actor.prospect_scope()
            }

            /// The employers that the caller sees.
            #[must_use]
            pub fn employers(&self) -> EmployerScope {
                self.0.actor.employer_scope()
            }
        }

        impl FromRequest for $name {
            type Error = Problem;
            type Future = std::future::Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                std::future::ready(caller_of(request).and_then(|caller| {
                    if caller.actor.may(Permission::$name) { Ok($name(caller)) } else { Err(Problem::forbidden()) }
                }))
            }
        }
    )+ };
}

/// Permissions as extractors; each stands for the line of the same name in the role table.
pub mod may {
    use super::{
        Arc, Caller, EmployerScope, FromRequest, HttpRequest, Payload, Permission, Problem, ProspectScope, caller_of,
    };

    permissions! {
        ReadProspects WriteProspects ExportProspects CountProspects AssignReferents HandleContactRequests ReadPartners
        ManagePartners ReadLocalResources ManageLocalResources ReadReferents ManageReferents ReadRoutingTable
        ManageRoutingTable ReadServiceLevels ManageServiceLevels ManageUsers ReadAudit ReadProcessingRegister ImportFiles Supervise
        ReadEmployers WriteEmployers WriteEmployerContacts CreateEmployers LogEmployerMeetings ManageEmployers ReadKit
        FollowKit ManageKit ReadNeedsSurveys FollowNeedsSurveys ManageNeedsSurveys AnswerNeedsSurveys ReadJobOffers
        CreateJobOffers WriteJobOffers CompareOccupations ManageEmployerAccounts ReferRecruits ReadEvents
        WriteEvents ReadCampaigns ManageCampaigns ReadAmbassadors CountAmbassadors ManageAmbassadors ManageNewsletter
        Anonymise ManageRetention
        ReadTargets ManageTargets ReadDashboard
        ReadIndicators ReadReports ManageReports
        ReadSteering ManageSteering
        ManagePrivacyRequests
    }
}
