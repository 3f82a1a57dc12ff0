//! Shapes of the public offers: what anybody may read, without any account.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::territories::Territory;
use persistence::job_offers::JobOffer;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;
use crate::job_offers::dto::{JobOfferSalary, public_path};

/// A public offer, in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicJobOfferCard {
    /// The offer.
    pub id: Uuid,
    /// Path of its page.
    #[schema(example = "/offres/infirmier-de-nuit-0193a000-0000-7000-8000-0000000000b1")]
    pub path: String,
    /// Title.
    #[schema(example = "Infirmier ou infirmière de nuit")]
    pub title: String,
    /// Employer.
    #[schema(example = "Centre hospitalier du Causse")]
    pub employer_name: String,
    /// Commune.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Intercommunalité.
    #[schema(required = true, example = "200067361")]
    pub epci_code: Option<String>,
    /// ROME code.
    #[schema(required = true, example = "J1506")]
    pub occupation_code: Option<String>,
    /// Label of the occupation.
    #[schema(required = true)]
    pub occupation_label: Option<String>,
    /// Contract, a code of the list `contract_types`.
    #[schema(example = "CDI")]
    pub contract_type: String,
    /// Duration of the contract and the like, in words.
    #[schema(required = true)]
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    pub part_time: bool,
    /// Salary, in the words of the employer.
    #[schema(required = true)]
    pub salary: Option<String>,
    /// The same, as far as its words are understood.
    #[schema(required = true)]
    pub salary_read: Option<JobOfferSalary>,
    /// People wanted.
    pub positions: i32,
    /// Whether housing can be found with the job.
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// Work from home, a code of the list `remote_work_wishes`.
    #[schema(required = true)]
    pub remote: Option<String>,
    /// When it was published, or renewed last.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    /// Last day on which it stands.
    #[schema(required = true)]
    pub expires_on: Option<NaiveDate>,
    /// Kilometres from the commune of the search, as the crow flies.
    #[schema(required = true)]
    pub distance_km: Option<i32>,
}

impl PublicJobOfferCard {
    /// The card of an offer.
    pub(super) fn of(row: &JobOffer, places: &HashMap<String, Territory>, labels: &HashMap<String, String>) -> Self {
        let place = row.commune_code.as_ref().and_then(|code| places.get(code));
        PublicJobOfferCard {
            id: row.id,
            path: public_path(&row.title, row.id),
            title: row.title.clone(),
            employer_name: row.employer_name.clone(),
            commune_code: row.commune_code.clone(),
            commune_name: place.map(|place| place.name.clone()),
            epci_code: row.epci_code.clone(),
            occupation_code: row.occupation_code.clone(),
            occupation_label: row.occupation_code.as_ref().and_then(|code| labels.get(code).cloned()),
            contract_type: row.contract_type.clone(),
            contract_detail: row.contract_detail.clone(),
            part_time: row.part_time,
            salary: row.salary.clone(),
            salary_read: row.salary.as_deref().and_then(JobOfferSalary::read),
            positions: row.positions,
            housing_possible: row.housing_possible,
            partner_welcome: row.partner_welcome,
            remote: row.remote.clone(),
            published_at: row.published_at,
            expires_on: row.expires_on,
            distance_km: None,
        }
    }
}

/// A value of a facet, and how many offers choosing it would give.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobOfferFacet {
    /// Code.
    #[schema(example = "CDI")]
    pub code: String,
    /// Label.
    #[schema(example = "CDI")]
    pub label: String,
    /// Offers, all other choices kept.
    pub offers: i32,
}

/// How many offers each other choice would give, all other choices kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobOfferFacets {
    /// By intercommunalité, the most offers first.
    pub epcis: Vec<JobOfferFacet>,
    /// By contract.
    pub contracts: Vec<JobOfferFacet>,
    /// By sector.
    pub sectors: Vec<JobOfferFacet>,
    /// With housing.
    pub housing: i32,
    /// With work from home.
    pub remote: i32,
}

/// A page of public offers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicJobOfferPage {
    /// The offers.
    pub items: Vec<PublicJobOfferCard>,
    /// How many there are in all.
    pub total: i32,
    /// What other choices would give.
    pub facets: JobOfferFacets,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which public offers.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PublicJobOfferQuery {
    /// Words of the title, the occupation, the employer, the commune or the description, in any form; accents do not
    /// matter.
    #[param(example = "infirmiere figeac")]
    pub q: Option<String>,
    /// Those of these intercommunalités.
    #[param(value_type = Vec<String>, example = json!(["200067361"]))]
    pub epci: Many,
    /// Those of these communes.
    #[param(value_type = Vec<String>, example = json!(["46102"]))]
    pub commune: Many,
    /// Those of these occupations (ROME codes).
    #[param(value_type = Vec<String>, example = json!(["J1506"]))]
    pub occupation: Many,
    /// Those with these contracts.
    #[param(value_type = Vec<String>, example = json!(["CDI"]))]
    pub contract: Many,
    /// Those of these sectors.
    #[param(value_type = Vec<String>, example = json!(["health"]))]
    pub sector: Many,
    /// `true` for those with housing.
    pub housing: Option<bool>,
    /// `true` for those with work from home.
    pub remote: Option<bool>,
    /// `true` for those that help the partner.
    pub partner_welcome: Option<bool>,
    /// Those published on this day or later.
    pub published_since: Option<NaiveDate>,
    /// Commune around which to look.
    #[param(example = "46102")]
    pub around: Option<String>,
    /// Kilometres around that commune, 1 to 100; 30 when left out.
    #[param(minimum = 1, maximum = 100, example = 20)]
    pub radius_km: Option<i32>,
    /// `relevance` (the default with words), `-published_at` (the default without) or `distance` (with `around`).
    #[param(example = "-published_at")]
    pub sort: Option<String>,
    /// Offers of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// A public offer, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicJobOffer {
    /// What its card shows.
    pub card: PublicJobOfferCard,
    /// What the work is.
    pub description: String,
    /// Hours, in words.
    #[schema(required = true)]
    pub working_time: Option<String>,
    /// Sector, a code of the list `sectors`.
    #[schema(required = true)]
    pub sector: Option<String>,
    /// Experience asked for, a code of the list `required_experience`.
    #[schema(required = true)]
    pub experience: Option<String>,
    /// Experience asked for, in words.
    #[schema(required = true)]
    pub experience_detail: Option<String>,
    /// First day of work.
    #[schema(required = true)]
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on.
    #[schema(required = true)]
    pub apply_url: Option<String>,
    /// Address to apply to.
    #[schema(required = true)]
    pub apply_email: Option<String>,
    /// Where it comes from, a code of the list `job_offer_sources`.
    pub source: String,
    /// The employer, when it is a member of the network.
    #[schema(required = true)]
    pub employer_id: Option<Uuid>,
    /// What people should know of the employer.
    #[schema(required = true)]
    pub employer_description: Option<String>,
    /// Web site of the employer.
    #[schema(required = true)]
    pub employer_website: Option<String>,
}

/// An employer of the network, as anybody may read it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicEmployer {
    /// The employer.
    pub id: Uuid,
    /// Name.
    #[schema(example = "Centre hospitalier du Causse")]
    pub name: String,
    /// Kind, a code of the list `employer_kinds`.
    #[schema(example = "public")]
    pub kind: String,
    /// Name of the commune.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// What people should know of it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Web site.
    #[schema(required = true)]
    pub website: Option<String>,
    /// Its public offers.
    pub offers: i32,
}

/// A page of employers of the network.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEmployerPage {
    /// The employers, by name.
    pub items: Vec<PublicEmployer>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
