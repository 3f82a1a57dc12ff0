//! A public offer as schema.org's `JobPosting`, by what Google asks of it.

use chrono::NaiveDate;
use domain::codes::{ContractType, RemoteWork, RequiredExperience};
use domain::contracts::employment_types;
use domain::salaries::Salary;
use serde_json::{Map, Value, json};

use super::dto::PublicJobOffer;
use crate::job_offers::dto::euros;
use crate::page_head::escape;

/// An object of what is known.
fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>().into()
}

/// The posting of an offer whose page stands at `url`. What an offer does not say is left out, never made up.
#[must_use]
pub fn posting(offer: &PublicJobOffer, url: &str) -> Value {
    let card = &offer.card;
    let contract = ContractType::parse(&card.contract_type);
    let employment = contract.map(|contract| employment_types(contract, Some(card.part_time))).unwrap_or_default();
    let employment: Vec<&str> = employment.iter().map(|word| word.as_str()).collect();
    let from_home = card.remote.as_deref() == Some(RemoteWork::Full.as_str());
    object([
        ("@context", Some(json!("https://schema.org/"))),
        ("@type", Some(json!("JobPosting"))),
        ("title", Some(json!(card.title))),
        ("description", Some(json!(html(&offer.description)))),
        ("identifier", Some(json!({"@type": "PropertyValue", "name": "Oh my Lot !", "value": card.id}))),
        ("datePosted", card.published_at.map(|at| json!(at.date_naive()))),
        ("validThrough", card.expires_on.and_then(end_of)),
        ("hiringOrganization", Some(organisation(offer))),
        ("jobLocation", Some(json!({"@type": "Place", "address": address(card.commune_name.as_deref())}))),
        ("jobLocationType", from_home.then(|| json!("TELECOMMUTE"))),
        ("applicantLocationRequirements", from_home.then(|| json!({"@type": "Country", "name": "France"}))),
        ("employmentType", (!employment.is_empty()).then(|| json!(employment))),
        ("baseSalary", card.salary.as_deref().and_then(Salary::parse).map(base_salary)),
        ("workHours", offer.working_time.as_ref().map(|hours| json!(hours))),
        ("experienceRequirements", experience(offer)),
        ("jobStartDate", offer.starts_on.map(|day| json!(day))),
        ("totalJobOpenings", Some(json!(card.positions))),
        ("directApply", Some(json!(false))),
        ("url", Some(json!(url))),
    ])
}

/// A salary that was understood, in euros; what is not certain is not told.
fn base_salary(salary: Salary) -> Value {
    let is_one = salary.max() == Some(salary.min());
    let value = object([
        ("@type", Some(json!("QuantitativeValue"))),
        ("unitText", Some(json!(salary.period().unit_text()))),
        ("value", is_one.then(|| json!(euros(salary.min())))),
        ("minValue", (!is_one).then(|| json!(euros(salary.min())))),
        ("maxValue", salary.max().filter(|_| !is_one).map(|max| json!(euros(max)))),
    ]);
    json!({"@type": "MonetaryAmount", "currency": "EUR", "value": value})
}

fn organisation(offer: &PublicJobOffer) -> Value {
    object([
        ("@type", Some(json!("Organization"))),
        ("name", Some(json!(offer.card.employer_name))),
        ("sameAs", offer.employer_website.as_ref().map(|site| json!(site))),
    ])
}

/// An address in the Lot; without a commune it is the département.
fn address(commune: Option<&str>) -> Value {
    let place = commune.unwrap_or("Lot");
    json!({"@type": "PostalAddress", "addressLocality": place, "addressRegion": "Occitanie", "addressCountry": "FR"})
}

fn experience(offer: &PublicJobOffer) -> Option<Value> {
    match offer.experience.as_deref().and_then(RequiredExperience::parse)? {
        RequiredExperience::Beginner => Some(json!("no requirements")),
        _ => offer.experience_detail.as_ref().map(|detail| json!(detail)),
    }
}

/// The end of the last day in the Lot.
fn end_of(day: NaiveDate) -> Option<Value> {
    let end = domain::working_time::instant_at(day.succ_opt()?, chrono::NaiveTime::MIN) - chrono::Duration::seconds(1);
    Some(json!(end.with_timezone(&chrono_tz::Europe::Paris).to_rfc3339()))
}

/// Plain text as the little HTML that search engines read.
fn html(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", escape(paragraph).replace('\n', "<br>"))).collect()
}
