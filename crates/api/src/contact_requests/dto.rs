//! Shapes of requests of the public form.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact_requests::{self as requests, FormInput, OccupationInput};
use persistence::employers::referrals::Origin;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::prospects::dto::WishedTerritory;

/// What is needed to show the public form.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What can be agreed to, one box each, unticked.
    pub consent_texts: Vec<ConsentText>,
}

/// The wording beside a consent box.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentText {
    /// Code of the purpose.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Version of the wording.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The wording, in plain French.
    pub text: String,
    /// Whether the request cannot be handled without it.
    pub required: bool,
}

/// An adult's occupation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AdultOccupation)]
pub struct Occupation {
    /// ROME code, when one was picked.
    #[serde(default)]
    #[schema(example = "A1416")]
    pub occupation_code: Option<String>,
    /// The occupation in the household's own words.
    #[serde(default)]
    #[schema(example = "maraîchère")]
    pub text: Option<String>,
}

/// A text that was agreed to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedText {
    /// Code of the purpose.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Version of the wording that was shown.
    #[schema(example = "2026-11")]
    pub version: String,
}

/// A request of the public form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "token": "from GET /api/v1/public/contact-form",
    "first_name": "Maëlle",
    "last_name": "Kerbrat",
    "email": "maelle.kerbrat@foyer.example",
    "phone": "06 39 98 12 34",
    "country": "FR",
    "postal_code": "44000",
    "household_kind": "couple",
    "project_types": ["farm_takeover"],
    "occupations": [{"text": "maraîchère"}, {"text": "soudeur"}],
    "partner_first_name": "Yann",
    "horizon": "six_to_12_months",
    "wished_territories": ["46102"],
    "needs": ["housing"],
    "message": "Nous cherchons une ferme à reprendre.",
    "consents": [{"purpose": "follow_up", "version": "2026-11"}]
}))]
pub struct NewContactRequest {
    /// Token of `GET /public/contact-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// First name of the person who asks.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; this or the phone.
    #[serde(default)]
    pub email: Option<String>,
    /// Phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// ISO 3166 code of the country.
    pub country: String,
    /// Postal code; necessary in France.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// `alone`, `couple` or `family`.
    pub household_kind: String,
    /// Age band of each child.
    #[serde(default)]
    #[schema(required = false)]
    pub children_age_bands: Vec<String>,
    /// What the household wants to do.
    pub project_types: Vec<String>,
    /// Occupation of the person who asks, then of the partner.
    #[serde(default)]
    #[schema(required = false)]
    pub occupations: Vec<Occupation>,
    /// First name of the partner.
    #[serde(default)]
    pub partner_first_name: Option<String>,
    /// When the household expects to move in.
    pub horizon: String,
    /// Codes of wished communes and EPCI, first choice first, five at most.
    #[serde(default)]
    #[schema(required = false)]
    pub wished_territories: Vec<String>,
    /// Whether any territory would do; instead of wishes.
    #[serde(default)]
    #[schema(required = false)]
    pub territory_indifferent: bool,
    /// Housing looked for.
    #[serde(default)]
    pub housing_wish: Option<String>,
    /// Themes of needs.
    #[serde(default)]
    #[schema(required = false)]
    pub needs: Vec<String>,
    /// Tie with the Lot.
    #[serde(default)]
    pub lot_link: Option<String>,
    /// How the household heard of the programme.
    #[serde(default)]
    pub source_detail: Option<String>,
    /// Campaign of the page that led here.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Short code of the touchpoint that led here, as it is printed; a code that does not exist is left out.
    #[serde(default)]
    #[schema(example = "K7M2QX")]
    pub touchpoint: Option<String>,
    /// Event on whose stand the form was opened.
    #[serde(default)]
    pub event_id: Option<Uuid>,
    /// What the household wants to say.
    #[serde(default)]
    pub message: Option<String>,
    /// What it agrees to; `follow_up` is necessary.
    pub consents: Vec<AgreedText>,
}

impl NewContactRequest {
    /// The same without what only the sending needs; this is what is kept.
    #[must_use]
    pub fn without_token(self) -> NewContactRequest {
        NewContactRequest { token: String::new(), website: String::new(), ..self }
    }

    /// What was sent, as the domain reads it.
    #[must_use]
    pub fn to_input(&self) -> FormInput {
        let sent = self.clone();
        let occupation = |adult: Occupation| OccupationInput { code: adult.occupation_code, text: adult.text };
        let agreed = |agreed: AgreedText| requests::AgreedText { purpose: agreed.purpose, version: agreed.version };
        FormInput {
            first_name: sent.first_name,
            last_name: sent.last_name,
            email: sent.email,
            phone: sent.phone,
            country: sent.country,
            postal_code: sent.postal_code,
            household_kind: sent.household_kind,
            children_age_bands: sent.children_age_bands,
            project_types: sent.project_types,
            occupations: sent.occupations.into_iter().map(occupation).collect(),
            partner_first_name: sent.partner_first_name,
            horizon: sent.horizon,
            wished_territories: sent.wished_territories,
            territory_indifferent: sent.territory_indifferent,
            housing_wish: sent.housing_wish,
            needs: sent.needs,
            lot_link: sent.lot_link,
            source_detail: sent.source_detail,
            campaign: sent.campaign,
            touchpoint: sent.touchpoint,
            event_id: sent.event_id,
            message: sent.message,
            consents: sent.consents.into_iter().map(agreed).collect(),
        }
    }
}

/// What the household gets at once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactRequestReceipt {
    /// Reference to mention when writing or calling.
    #[schema(example = "DEM-7K2M-9QXT")]
    pub reference: String,
    /// Until when the request can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// How it is confirmed: `email` (a link was sent) or `phone` (somebody will call).
    #[schema(example = "email")]
    pub contact: String,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct ContactRequestConfirmation {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// A request that is confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedContactRequest {
    /// Reference of the request.
    #[schema(example = "DEM-7K2M-9QXT")]
    pub reference: String,
    /// Number of the file.
    #[schema(example = "OML-2026-00042")]
    pub number: String,
    /// First name of the person who asked.
    pub first_name: String,
}

/// Where the request of a recruit comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactRequestReferral {
    /// The employer that referred them.
    pub employer_id: Uuid,
    /// Its name.
    #[schema(example = "Ateliers du Célé")]
    pub employer_name: String,
    /// Who collected the agreement.
    pub referred_by_name: String,
    /// Day of arrival.
    #[schema(required = true)]
    pub arrival_on: Option<NaiveDate>,
    /// Whether a spouse comes along, a code of the list `spouse_answers`.
    #[schema(example = "unknown")]
    pub spouse: String,
}

impl From<Origin> for ContactRequestReferral {
    fn from(origin: Origin) -> Self {
        ContactRequestReferral {
            employer_id: origin.employer_id,
            employer_name: origin.employer_name,
            referred_by_name: origin.referred_by_name,
            arrival_on: origin.arrival_on,
            spouse: origin.spouse,
        }
    }
}

/// A request, as staff see it. What the employer of a recruit does not say is empty.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactRequest {
    /// Id.
    pub id: Uuid,
    /// Reference.
    #[schema(example = "DEM-7K2M-9QXT")]
    pub reference: String,
    /// `pending`, `confirmed` or `expired`.
    #[schema(example = "pending")]
    pub status: String,
    /// States that may follow.
    pub allowed_transitions: Vec<String>,
    /// How it is confirmed: `email` or `phone`.
    #[schema(example = "phone")]
    pub contact: String,
    /// First name of the person who asks.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Phone number, E.164.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// ISO 3166 code of the country.
    pub country: String,
    /// Postal code.
    #[schema(required = true)]
    pub postal_code: Option<String>,
    /// Shape of the household.
    pub household_kind: String,
    /// Age band of each child.
    pub children_age_bands: Vec<String>,
    /// What the household wants to do.
    pub project_types: Vec<String>,
    /// Occupation of the person who asks, then of the partner.
    pub occupations: Vec<Occupation>,
    /// First name of the partner.
    #[schema(required = true)]
    pub partner_first_name: Option<String>,
    /// When the household expects to move in.
    pub horizon: String,
    /// Wished territories, first choice first.
    pub wished_territories: Vec<WishedTerritory>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// EPCI of the first wish.
    #[schema(required = true)]
    pub epci_code: Option<String>,
    /// Housing looked for.
    #[schema(required = true)]
    pub housing_wish: Option<String>,
    /// Themes of needs.
    pub needs: Vec<String>,
    /// Tie with the Lot.
    #[schema(required = true)]
    pub lot_link: Option<String>,
    /// How the household heard of the programme.
    #[schema(required = true)]
    pub source_detail: Option<String>,
    /// Campaign of the page that led here.
    #[schema(required = true)]
    pub campaign: Option<String>,
    /// What the household wants to say.
    #[schema(required = true)]
    pub message: Option<String>,
    /// What it agrees to.
    pub consents: Vec<AgreedText>,
    /// The employer that referred the person; absent for those who asked themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub referral: Option<ContactRequestReferral>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// When it was confirmed.
    #[schema(required = true)]
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Who confirmed it by call.
    #[schema(required = true)]
    pub confirmed_by_name: Option<String>,
    /// The file it became or joined.
    #[schema(required = true)]
    pub prospect_id: Option<Uuid>,
    /// Number of that file.
    #[schema(required = true)]
    pub prospect_number: Option<String>,
    /// Version.
    pub version: i32,
    /// When it was kept.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of requests, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactRequestPage {
    /// The requests.
    pub items: Vec<ContactRequest>,
    /// Where the next page starts.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, when `count=exact` was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// A request moved on by a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "confirmed", "reason": "Confirmée par téléphone"}))]
pub struct ContactRequestTransition {
    /// `confirmed` after a call, or `expired`.
    pub to: String,
    /// Why; necessary to let a request expire before its time.
    #[serde(default)]
    pub reason: Option<String>,
}
