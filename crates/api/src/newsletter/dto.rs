//! Shapes of the newsletter.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody agrees to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewsletterConsent {
    /// Version of the text, to be sent back.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The text, to be shown whole beside its box.
    pub text: String,
}

/// What is needed to ask for the newsletter.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsletterForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What is to be agreed to.
    pub consent: NewsletterConsent,
}

/// Somebody who asks for the newsletter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from GET /api/v1/public/newsletter-form", "email": "zoe.elie@foyer.example",
    "consent_version": "2026-11"}))]
pub struct NewNewsletterSubscription {
    /// Token of `GET /public/newsletter-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// Address to write to; the link to confirm goes there.
    pub email: String,
    /// Version of the text that was agreed to; empty when the box was not ticked.
    pub consent_version: String,
}

/// What is answered at once, the same whoever asks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewsletterReceipt {
    /// Until when the mailed link can be opened.
    pub expires_at: DateTime<Utc>,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct NewsletterConfirmation {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// How many get the newsletter.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsletterCounts {
    /// In all.
    pub confirmed: i64,
    /// By the public form.
    pub by_form: i64,
    /// When they became ambassadors, or from their own page.
    pub by_ambassador: i64,
}
