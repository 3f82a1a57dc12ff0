//! Shapes of staff accounts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::accounts::GrantInput;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;

/// A role given to a person, limited to territories, project types and dates.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "referent", "territories": ["46"], "project_types": []}))]
pub struct Grant {
    /// Code of the role: programme_admin, referent, copil_reader or employer.
    #[schema(example = "referent")]
    pub role: String,
    /// The partner on whose behalf it is held.
    #[serde(default)]
    pub partner_id: Option<Uuid>,
    /// The employer on whose behalf it is held: required of the role `employer`, refused to the others.
    #[serde(default)]
    pub employer_id: Option<Uuid>,
    /// Codes of EPCI or communes, `46` for the whole département; a référent needs at least one.
    #[serde(default)]
    #[schema(example = json!(["46"]))]
    pub territories: Vec<String>,
    /// Codes of project types; none means all.
    #[serde(default)]
    #[schema(example = json!(["employee"]))]
    pub project_types: Vec<String>,
    /// First day on which it holds.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

impl From<domain::access::Grant> for Grant {
    fn from(grant: domain::access::Grant) -> Self {
        Grant {
            role: grant.role.as_str().to_owned(),
            partner_id: grant.partner_id,
            employer_id: grant.employer_id,
            territories: grant.territories,
            project_types: grant.project_types,
            valid_from: grant.valid_from,
            valid_to: grant.valid_to,
        }
    }
}

impl From<Grant> for GrantInput {
    fn from(grant: Grant) -> Self {
        GrantInput {
            role: grant.role,
            partner_id: grant.partner_id,
            employer_id: grant.employer_id,
            territories: grant.territories,
            project_types: grant.project_types,
            valid_from: grant.valid_from,
            valid_to: grant.valid_to,
        }
    }
}

/// A staff account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct User {
    /// The account.
    pub id: Uuid,
    /// Address to sign in with.
    #[schema(example = "nadege.roumegous@epci.example")]
    pub email: String,
    /// First name.
    #[schema(example = "Nadège")]
    pub first_name: String,
    /// Last name.
    #[schema(example = "Roumégous")]
    pub last_name: String,
    /// invited, active or disabled.
    #[schema(example = "active")]
    pub status: String,
    /// Whether a second factor is asked at sign-in.
    pub totp_enabled: bool,
    /// Last successful sign-in.
    #[schema(required = true)]
    pub last_login_at: Option<DateTime<Utc>>,
    /// What the person may do, whatever the dates.
    pub grants: Vec<Grant>,
    /// States that an administrator may choose next.
    #[schema(example = json!(["disabled"]))]
    pub allowed_transitions: Vec<String>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<persistence::users::User> for User {
    fn from(user: persistence::users::User) -> Self {
        let next = domain::accounts::next_statuses(user.status);
        User {
            id: user.id,
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            status: user.status.as_str().to_owned(),
            totp_enabled: user.totp_enabled,
            last_login_at: user.last_login_at,
            grants: user.grants.into_iter().map(Grant::from).collect(),
            allowed_transitions: next.iter().map(|status| status.as_str().to_owned()).collect(),
            version: user.version,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

/// A page of accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserPage {
    /// The accounts.
    pub items: Vec<User>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which accounts.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    /// Words of the name, or part of the address; accents do not matter.
    #[param(example = "roumegous")]
    pub q: Option<String>,
    /// Those who were given this role.
    #[param(example = "referent")]
    pub role: Option<String>,
    /// Those in this state.
    #[param(example = "active")]
    pub status: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Accounts of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A person to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "nadege.roumegous@epci.example", "first_name": "Nadège", "last_name": "Roumégous",
    "grants": [{"role": "referent", "territories": ["46"]}]}))]
pub struct NewUser {
    /// Address to sign in with; the invitation goes there.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What the person may do.
    #[serde(default)]
    pub grants: Vec<Grant>,
}

/// A change of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_name": "Nadège", "grants": [{"role": "referent", "territories": ["46"]}]}))]
pub struct UserPatch {
    /// Address to sign in with.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
    /// Everything the person may do: replaces what they could.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Grant>>)]
    pub grants: Patch<Vec<Grant>>,
}

/// Another state of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "disabled", "reason": "A quitté le réseau"}))]
pub struct UserTransition {
    /// active or disabled.
    #[schema(example = "disabled")]
    pub to: String,
    /// Why; kept in the journal.
    #[serde(default)]
    pub reason: Option<String>,
}
