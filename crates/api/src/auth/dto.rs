//! What sign-in says and hears.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;

/// Address, password and, when the account asks for it, a code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "camille.vidal@lot.example", "password": "quatre chevreuils au bord du Célé"}))]
pub struct LoginRequest {
    /// Address of the account.
    pub email: String,
    /// Password of the account.
    pub password: String,
    /// Code of the second factor, or a recovery code.
    #[serde(default)]
    pub totp_code: Option<String>,
}

/// An open session.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// To send as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: String,
    /// Seconds until the access token ends.
    #[schema(example = 600)]
    pub expires_in: i32,
    /// Who signed in.
    pub user: CurrentUser,
}

/// The person who is signed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CurrentUser {
    /// The account.
    pub id: Uuid,
    /// Address of the account.
    #[schema(example = "camille.vidal@lot.example")]
    pub email: String,
    /// First name.
    #[schema(example = "Camille")]
    pub first_name: String,
    /// Last name.
    #[schema(example = "Vidal")]
    pub last_name: String,
    /// Whether a second factor is asked at sign-in.
    pub totp_enabled: bool,
    /// The référent that the person is.
    #[schema(required = true)]
    pub referent_id: Option<Uuid>,
    /// Roles that hold today.
    pub roles: Vec<CurrentRole>,
    /// What the roles allow, for menus; the server decides again at every request.
    #[schema(example = json!(["read_prospects", "write_prospects"]))]
    pub permissions: Vec<String>,
    /// Version, for `If-Match`.
    pub version: i32,
}

/// A role that holds today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CurrentRole {
    /// Code of the role.
    #[schema(example = "referent")]
    pub role: String,
    /// The partner on whose behalf it is held.
    #[schema(required = true)]
    pub partner_id: Option<Uuid>,
    /// Name of that partner.
    #[schema(required = true)]
    pub partner_name: Option<String>,
    /// The employer on whose behalf it is held.
    #[schema(required = true)]
    pub employer_id: Option<Uuid>,
    /// Name of that employer.
    #[schema(required = true)]
    pub employer_name: Option<String>,
    /// Codes of territories; `46` is the whole département.
    pub territories: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
}

/// A change of one's own name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_name": "Camille", "last_name": "Vidal"}))]
pub struct MePatch {
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
}

/// A change of one's own password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current_password": "quatre chevreuils au bord du Célé", "new_password": "cinq hérissons sous la halle"}))]
pub struct PasswordChange {
    /// The password as it is.
    pub current_password: String,
    /// The password as it will be: at least 15 characters.
    pub new_password: String,
}

/// A request for a link to choose a new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "camille.vidal@lot.example"}))]
pub struct PasswordResetRequest {
    /// Address of the account.
    pub email: String,
}

/// A password chosen with the link of a mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "jeton-du-lien-recu-par-mail", "password": "cinq hérissons sous la halle"}))]
pub struct PasswordResetConfirmation {
    /// What stands after `#` in the link.
    pub token: String,
    /// The password as it will be: at least 15 characters.
    pub password: String,
}

/// A browser or program in which the person is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeviceSession {
    /// The session.
    pub id: Uuid,
    /// Sign-in.
    pub created_at: DateTime<Utc>,
    /// Last time the session was renewed.
    pub last_used_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// What the browser calls itself.
    #[schema(required = true)]
    pub user_agent: Option<String>,
    /// Whether it is the session of this request.
    pub current: bool,
}

/// Every open session of the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeviceSessionList {
    /// The sessions, last used first.
    pub items: Vec<DeviceSession>,
}

/// A second factor that waits for its first code.
#[derive(Serialize, ToSchema)]
pub struct TotpEnrolment {
    /// Secret to type into an application, in base32.
    pub secret: String,
    /// The same as a link for applications.
    pub otpauth_url: String,
    /// The same as a picture to scan, in SVG.
    pub qr_svg: String,
}

/// The first code of a second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "123456"}))]
pub struct TotpConfirmation {
    /// Six digits shown by the application.
    pub code: String,
}

/// Codes for the day the telephone is lost.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Ten codes, each good once, shown only now.
    pub recovery_codes: Vec<String>,
}

/// The password, to turn the second factor off.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "quatre chevreuils au bord du Célé"}))]
pub struct TotpRemoval {
    /// Password of the account.
    pub password: String,
}
