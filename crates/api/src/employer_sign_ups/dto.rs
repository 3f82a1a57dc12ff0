//! Shapes of sign-ups.

use chrono::{DateTime, Utc};
use domain::employer_sign_ups::{SignUpInput, allowed_after, status_at};
use persistence::employer_sign_ups::EmployerSignUp as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::charter::EmployerCharter;

/// What is needed to show the form.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerSignUpForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What is to be accepted.
    pub charter: EmployerCharter,
}

/// An employer that signs up.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "token": "from GET /api/v1/public/employer-sign-up-form",
    "siret": "732 829 320 00074",
    "name": "Ateliers du Célé",
    "kind": "private",
    "commune_code": "46102",
    "first_name": "Zoé",
    "last_name": "Élie",
    "email": "zoe.elie@ateliers-du-cele.example",
    "charter_accepted": true
}))]
pub struct NewEmployerSignUp {
    /// Token of `GET /public/employer-sign-up-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// SIRET, 14 digits; spaces do not matter.
    pub siret: String,
    /// Name of the employer.
    pub name: String,
    /// Kind, a code of the list `employer_kinds`.
    #[schema(example = "private")]
    pub kind: String,
    /// Commune of the Lot.
    #[schema(example = "46102")]
    pub commune_code: String,
    /// First name of who signs up.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address to sign in with; the link to confirm goes there.
    pub email: String,
    /// Phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// The charter was read and accepted; necessary.
    pub charter_accepted: bool,
    /// What they want to say.
    #[serde(default)]
    pub message: Option<String>,
}

impl NewEmployerSignUp {
    /// What was sent, as the domain reads it.
    pub(super) fn into_input(self) -> SignUpInput {
        SignUpInput {
            siret: self.siret,
            name: self.name,
            kind: self.kind,
            commune_code: self.commune_code,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            phone: self.phone,
            charter_accepted: self.charter_accepted,
            message: self.message,
        }
    }
}

/// What is answered at once, the same whoever signs up.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerSignUpReceipt {
    /// Until when the mailed link can be opened.
    pub expires_at: DateTime<Utc>,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct EmployerSignUpConfirmation {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// A sign-up that is confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedEmployerSignUp {
    /// `accepted`: the space is open; `waiting`: the programme checks first; `refused`.
    #[schema(example = "accepted")]
    pub status: String,
    /// Name of the employer, as it was typed.
    pub name: String,
    /// First name of who signed up.
    pub first_name: String,
    /// Chooses the first password by `POST /auth/password-resets/confirm`; given once, and mailed as well. Absent when
    /// there is none to choose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub password_token: Option<String>,
}

/// A sign-up, as the programme sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerSignUp {
    /// The sign-up.
    pub id: Uuid,
    /// State, a code of the list `employer_sign_up_statuses`.
    #[schema(example = "waiting")]
    pub status: String,
    /// States that may follow.
    #[schema(example = json!(["accepted", "refused"]))]
    pub allowed_transitions: Vec<String>,
    /// SIRET.
    pub siret: String,
    /// Name of the employer, as it was typed.
    pub name: String,
    /// Kind, a code of the list `employer_kinds`.
    pub kind: String,
    /// Commune.
    pub commune_code: String,
    /// First name of who signed up.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Their address.
    pub email: String,
    /// Their phone number, E.164.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// What they want to say.
    #[schema(required = true)]
    pub message: Option<String>,
    /// The employer that it made, or that was known already.
    #[schema(required = true)]
    pub employer_id: Option<Uuid>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When the mailed link was opened.
    #[schema(required = true)]
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was decided.
    #[schema(required = true)]
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Version.
    pub version: i32,
}

impl EmployerSignUp {
    /// A sign-up as it stands now.
    pub(super) fn of(row: Stored, now: DateTime<Utc>) -> EmployerSignUp {
        let status = status_at(row.status, row.expires_at, now);
        let told = row.told;
        EmployerSignUp {
            id: row.id,
            status: status.to_string(),
            allowed_transitions: allowed_after(status).iter().map(ToString::to_string).collect(),
            siret: told.siret,
            name: told.name,
            kind: told.kind,
            commune_code: told.commune_code,
            first_name: told.first_name,
            last_name: told.last_name,
            email: told.email,
            phone: told.phone,
            message: told.message,
            employer_id: row.employer_id,
            received_at: row.received_at,
            confirmed_at: row.confirmed_at,
            decided_at: row.decided_at,
            reason: row.reason,
            version: row.version,
        }
    }
}

/// A page of sign-ups, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerSignUpPage {
    /// The sign-ups.
    pub items: Vec<EmployerSignUp>,
    /// Where the next page starts.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, when `count=exact` was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// A decision of the programme.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "refused", "reason": "Cette adresse n’est pas celle de l’entreprise."}))]
pub struct EmployerSignUpTransition {
    /// `accepted` or `refused`.
    pub to: String,
    /// Why; required to refuse, and mailed to the person.
    #[serde(default)]
    pub reason: Option<String>,
}
