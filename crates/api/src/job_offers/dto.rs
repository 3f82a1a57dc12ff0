//! Shapes of job offers.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::job_offers::{Mover, allowed_next};
use domain::salaries::Salary;
use persistence::job_offers::JobOffer as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 20] = [
    "title",
    "description",
    "occupation_code",
    "sector",
    "contract_type",
    "contract_detail",
    "part_time",
    "working_time",
    "commune_code",
    "salary",
    "positions",
    "experience",
    "experience_detail",
    "housing_possible",
    "partner_welcome",
    "remote",
    "starts_on",
    "apply_url",
    "apply_email",
    "expires_on",
];

/// A job offer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobOffer {
    /// The offer.
    pub id: Uuid,
    /// Employer; null when an import knows no more than its name.
    #[schema(required = true)]
    pub employer_id: Option<Uuid>,
    /// Name of the employer.
    #[schema(example = "Centre hospitalier du Causse")]
    pub employer_name: String,
    /// Title; 120 characters at most.
    #[schema(example = "Infirmier ou infirmière de nuit")]
    pub title: String,
    /// What the work is; 10,000 characters at most.
    pub description: String,
    /// Occupation, a ROME code.
    #[schema(required = true, example = "J1506")]
    pub occupation_code: Option<String>,
    /// Sector, a code of the list `sectors`.
    #[schema(required = true, example = "health")]
    pub sector: Option<String>,
    /// Contract, a code of the list `contract_types`.
    #[schema(example = "CDI")]
    pub contract_type: String,
    /// Duration of the contract and the like, in words.
    #[schema(required = true, example = "6 mois, renouvelable")]
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    pub part_time: bool,
    /// Hours, in words.
    #[schema(required = true, example = "35 h par semaine, de nuit")]
    pub working_time: Option<String>,
    /// Commune of the Lot.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Salary, in words.
    #[schema(required = true, example = "Mensuel de 2300.00 Euros sur 12 mois")]
    pub salary: Option<String>,
    /// People wanted, 1 to 200.
    #[schema(example = 2)]
    pub positions: i32,
    /// Experience asked for, a code of the list `required_experience`.
    #[schema(required = true, example = "D")]
    pub experience: Option<String>,
    /// Experience asked for, in words.
    #[schema(required = true)]
    pub experience_detail: Option<String>,
    /// Whether housing can be found with the job.
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// Work from home, a code of the list `remote_work_wishes`.
    #[schema(required = true, example = "some_days")]
    pub remote: Option<String>,
    /// First day of work.
    #[schema(required = true)]
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on.
    #[schema(required = true)]
    pub apply_url: Option<String>,
    /// Address to apply to.
    #[schema(required = true)]
    pub apply_email: Option<String>,
    /// Last day on which the offer stands, at most 180 days from now; 60 days from its publication when left out.
    #[schema(required = true)]
    pub expires_on: Option<NaiveDate>,
    /// The salary, as far as its words are understood.
    #[schema(required = true)]
    pub salary_read: Option<JobOfferSalary>,
    /// Label of the occupation.
    #[schema(required = true, example = "Infirmier / Infirmière de soins généraux")]
    pub occupation_label: Option<String>,
    /// Name of the commune.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Intercommunalité of the commune.
    #[schema(required = true, example = "200067361")]
    pub epci_code: Option<String>,
    /// Where it comes from, a code of the list `job_offer_sources`.
    #[schema(example = "direct")]
    pub source: String,
    /// Its name in that source.
    #[schema(required = true)]
    pub external_id: Option<String>,
    /// State, a code of the list `job_offer_statuses`.
    #[schema(example = "published")]
    pub status: String,
    /// Why it is in this state.
    #[schema(required = true)]
    pub status_reason: Option<String>,
    /// The states that the caller may move it to.
    #[schema(example = json!(["suspended", "filled", "withdrawn"]))]
    pub allowed: Vec<String>,
    /// Whether the public may read it: it is published, and its employer is an active member of the network.
    pub is_public: bool,
    /// Path of its public page.
    #[schema(example = "/offres/infirmier-ou-infirmiere-de-nuit-0193a000-0000-7000-8000-0000000000b1")]
    pub public_path: String,
    /// When it was published, or renewed last.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A salary that was understood from its words.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobOfferSalary {
    /// `hourly`, `monthly` or `yearly`.
    #[schema(example = "monthly")]
    pub period: String,
    /// The lowest amount, in euros.
    #[schema(example = 2300.0)]
    pub minimum: f64,
    /// The highest amount, in euros; null when the words only say from where it starts.
    #[schema(required = true, example = 2600.0)]
    pub maximum: Option<f64>,
    /// Months paid in a year, when the words say it.
    #[schema(required = true, example = 13.0)]
    pub paid_months: Option<f64>,
    /// `gross` or `net`, when the words say it.
    #[schema(required = true, example = "gross")]
    pub basis: Option<String>,
}

impl JobOfferSalary {
    /// The salary that these words tell; nothing when they are not certain.
    #[must_use]
    pub fn read(words: &str) -> Option<JobOfferSalary> {
        let salary = Salary::parse(words)?;
        Some(JobOfferSalary {
            period: salary.period().as_str().to_owned(),
            minimum: euros(salary.min()),
            maximum: salary.max().map(euros),
            paid_months: salary.paid_months().map(|tenths| f64::from(tenths) / 10.0),
            basis: salary.basis().map(|basis| basis.as_str().to_owned()),
        })
    }
}

/// Cents as euros.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a salary is far below 2^52 cents")]
pub fn euros(cents: i64) -> f64 {
    cents as f64 / 100.0
}

/// Names of what offers refer to by code.
#[derive(Debug)]
pub(super) struct Labels {
    /// Names of communes by code.
    pub communes: HashMap<String, String>,
    /// Labels of occupations by code.
    pub occupations: HashMap<String, String>,
}

/// Path of the public page of an offer.
#[must_use]
pub fn public_path(title: &str, id: Uuid) -> String {
    format!("/offres/{}-{id}", domain::job_offers::slug(title))
}

impl JobOffer {
    /// The offer with the names of what it refers to, for somebody who may move it as `mover`.
    pub(super) fn of(row: Stored, labels: &Labels, mover: Option<Mover>) -> JobOffer {
        let allowed =
            mover.filter(|_| row.archived_at.is_none()).map_or(&[][..], |mover| allowed_next(row.status, mover));
        JobOffer {
            id: row.id,
            salary_read: row.salary.as_deref().and_then(JobOfferSalary::read),
            public_path: public_path(&row.title, row.id),
            employer_id: row.employer_id,
            employer_name: row.employer_name,
            occupation_label: row.occupation_code.as_ref().and_then(|code| labels.occupations.get(code).cloned()),
            commune_name: row.commune_code.as_ref().and_then(|code| labels.communes.get(code).cloned()),
            epci_code: row.epci_code,
            source: row.source,
            external_id: row.external_id,
            status: row.status.to_string(),
            status_reason: row.status_reason,
            allowed: allowed.iter().map(ToString::to_string).collect(),
            is_public: row.is_public,
            published_at: row.published_at,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            title: row.title,
            description: row.description,
            occupation_code: row.occupation_code,
            sector: row.sector,
            contract_type: row.contract_type,
            contract_detail: row.contract_detail,
            part_time: row.part_time,
            working_time: row.working_time,
            commune_code: row.commune_code,
            salary: row.salary,
            positions: row.positions,
            experience: row.experience,
            experience_detail: row.experience_detail,
            housing_possible: row.housing_possible,
            partner_welcome: row.partner_welcome,
            remote: row.remote,
            starts_on: row.starts_on,
            apply_url: row.apply_url,
            apply_email: row.apply_email,
            expires_on: row.expires_on,
        }
    }
}

/// A page of job offers.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobOfferPage {
    /// The offers.
    pub items: Vec<JobOffer>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which job offers.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JobOfferQuery {
    /// Words of the title, the employer, the commune or the description; accents do not matter.
    #[param(example = "infirmiere figeac")]
    pub q: Option<String>,
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["submitted"]))]
    pub status: Many,
    /// Those of this employer.
    pub employer: Option<Uuid>,
    /// Those of these occupations (ROME codes).
    #[param(value_type = Vec<String>, example = json!(["J1506"]))]
    pub occupation: Many,
    /// Those with these contracts.
    #[param(value_type = Vec<String>, example = json!(["CDI"]))]
    pub contract: Many,
    /// Those of these intercommunalités or communes.
    #[param(value_type = Vec<String>, example = json!(["200067361"]))]
    pub territory: Many,
    /// Those of this source.
    #[param(example = "direct")]
    pub source: Option<String>,
    /// Those that end before this day.
    pub expires_before: Option<NaiveDate>,
    /// Those changed at this instant or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `-updated_at` (the default), `updated_at`, `expires_on`, `-expires_on`, `title` or `-title`.
    #[param(example = "-updated_at")]
    pub sort: Option<String>,
    /// Offers of a page, 1 to 200.
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
