//! Job offers as they are sent: written down, or changed in part.

use chrono::NaiveDate;
use domain::job_offers::JobOfferInput;
use persistence::job_offers::JobOffer as Stored;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// A job offer to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Infirmier ou infirmière de nuit", "description": "Service de médecine, 24 lits, en binôme avec une aide-soignante.",
    "occupation_code": "J1506", "sector": "health", "contract_type": "CDI", "commune_code": "46102",
    "salary": "Mensuel de 2300.00 Euros sur 12 mois", "housing_possible": true, "employer_name": "Centre hospitalier du Causse"}))]
pub struct NewJobOffer {
    /// The employer; the caller's own when left out and there is one only.
    #[serde(default)]
    pub employer_id: Option<Uuid>,
    /// Name of an employer that has no record yet; the programme only.
    #[serde(default)]
    pub employer_name: Option<String>,
    /// Whether it is handed to the programme for review at once; référents always do.
    #[serde(default)]
    pub submit: bool,
    /// Title; 120 characters at most.
    pub title: String,
    /// What the work is; 10,000 characters at most.
    pub description: String,
    /// Occupation, a ROME code.
    #[serde(default)]
    pub occupation_code: Option<String>,
    /// Sector, a code of the list `sectors`.
    #[serde(default)]
    pub sector: Option<String>,
    /// Contract, a code of the list `contract_types`.
    pub contract_type: String,
    /// Duration of the contract and the like, in words.
    #[serde(default)]
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    #[serde(default)]
    pub part_time: bool,
    /// Hours, in words.
    #[serde(default)]
    pub working_time: Option<String>,
    /// Commune of the Lot.
    #[serde(default)]
    pub commune_code: Option<String>,
    /// Salary, in words.
    #[serde(default)]
    pub salary: Option<String>,
    /// People wanted, 1 to 200.
    #[serde(default)]
    pub positions: Option<i32>,
    /// Experience asked for, a code of the list `required_experience`.
    #[serde(default)]
    pub experience: Option<String>,
    /// Experience asked for, in words.
    #[serde(default)]
    pub experience_detail: Option<String>,
    /// Whether housing can be found with the job.
    #[serde(default)]
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    #[serde(default)]
    pub partner_welcome: bool,
    /// Work from home, a code of the list `remote_work_wishes`.
    #[serde(default)]
    pub remote: Option<String>,
    /// First day of work.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on.
    #[serde(default)]
    pub apply_url: Option<String>,
    /// Address to apply to.
    #[serde(default)]
    pub apply_email: Option<String>,
    /// Last day on which the offer stands, at most 180 days from now; 60 days from its publication when left out.
    #[serde(default)]
    pub expires_on: Option<NaiveDate>,
}

impl From<NewJobOffer> for JobOfferInput {
    fn from(sent: NewJobOffer) -> Self {
        JobOfferInput {
            title: sent.title,
            description: sent.description,
            occupation_code: sent.occupation_code,
            sector: sent.sector,
            contract_type: sent.contract_type,
            contract_detail: sent.contract_detail,
            part_time: sent.part_time,
            working_time: sent.working_time,
            commune_code: sent.commune_code,
            salary: sent.salary,
            positions: sent.positions,
            experience: sent.experience,
            experience_detail: sent.experience_detail,
            housing_possible: sent.housing_possible,
            partner_welcome: sent.partner_welcome,
            remote: sent.remote,
            starts_on: sent.starts_on,
            apply_url: sent.apply_url,
            apply_email: sent.apply_email,
            expires_on: sent.expires_on,
        }
    }
}

/// A change of a job offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"salary": "De 2300 à 2600 € brut par mois", "partner_welcome": true}))]
pub struct JobOfferPatch {
    /// Title; 120 characters at most.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// What the work is; 10,000 characters at most.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Occupation, a ROME code.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub occupation_code: Patch<String>,
    /// Sector, a code of the list `sectors`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub sector: Patch<String>,
    /// Contract, a code of the list `contract_types`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub contract_type: Patch<String>,
    /// Duration of the contract and the like, in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub contract_detail: Patch<String>,
    /// Whether it is less than full time.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub part_time: Patch<bool>,
    /// Hours, in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub working_time: Patch<String>,
    /// Commune of the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub commune_code: Patch<String>,
    /// Salary, in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub salary: Patch<String>,
    /// People wanted, 1 to 200.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub positions: Patch<i32>,
    /// Experience asked for, a code of the list `required_experience`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub experience: Patch<String>,
    /// Experience asked for, in words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub experience_detail: Patch<String>,
    /// Whether housing can be found with the job.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub housing_possible: Patch<bool>,
    /// Whether the search of a job for the partner is helped.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub partner_welcome: Patch<bool>,
    /// Work from home, a code of the list `remote_work_wishes`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub remote: Patch<String>,
    /// First day of work.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub starts_on: Patch<NaiveDate>,
    /// Page to apply on.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub apply_url: Patch<String>,
    /// Address to apply to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub apply_email: Patch<String>,
    /// Last day on which the offer stands, at most 180 days from now; 60 days from its publication when left out.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub expires_on: Patch<NaiveDate>,
}

impl JobOfferPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("description", self.description.is_sent()),
            ("occupation_code", self.occupation_code.is_sent()),
            ("sector", self.sector.is_sent()),
            ("contract_type", self.contract_type.is_sent()),
            ("contract_detail", self.contract_detail.is_sent()),
            ("part_time", self.part_time.is_sent()),
            ("working_time", self.working_time.is_sent()),
            ("commune_code", self.commune_code.is_sent()),
            ("salary", self.salary.is_sent()),
            ("positions", self.positions.is_sent()),
            ("experience", self.experience.is_sent()),
            ("experience_detail", self.experience_detail.is_sent()),
            ("housing_possible", self.housing_possible.is_sent()),
            ("partner_welcome", self.partner_welcome.is_sent()),
            ("remote", self.remote.is_sent()),
            ("starts_on", self.starts_on.is_sent()),
            ("apply_url", self.apply_url.is_sent()),
            ("apply_email", self.apply_email.is_sent()),
            ("expires_on", self.expires_on.is_sent()),
        ])
    }

    /// The offer as it will be. A title, description or contract sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: Stored) -> JobOfferInput {
        JobOfferInput {
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            description: self.description.or(Some(now.description)).unwrap_or_default(),
            occupation_code: self.occupation_code.or(now.occupation_code),
            sector: self.sector.or(now.sector),
            contract_type: self.contract_type.or(Some(now.contract_type)).unwrap_or_default(),
            contract_detail: self.contract_detail.or(now.contract_detail),
            part_time: self.part_time.or(Some(now.part_time)).unwrap_or_default(),
            working_time: self.working_time.or(now.working_time),
            commune_code: self.commune_code.or(now.commune_code),
            salary: self.salary.or(now.salary),
            positions: self.positions.or(Some(now.positions)),
            experience: self.experience.or(now.experience),
            experience_detail: self.experience_detail.or(now.experience_detail),
            housing_possible: self.housing_possible.or(Some(now.housing_possible)).unwrap_or_default(),
            partner_welcome: self.partner_welcome.or(Some(now.partner_welcome)).unwrap_or_default(),
            remote: self.remote.or(now.remote),
            starts_on: self.starts_on.or(now.starts_on),
            apply_url: self.apply_url.or(now.apply_url),
            apply_email: self.apply_email.or(now.apply_email),
            expires_on: self.expires_on.or(now.expires_on),
        }
    }
}
