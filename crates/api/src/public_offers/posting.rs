//! A public offer as schema.org's `JobPosting`, by what Google asks of it.

use chrono::NaiveDate;
use domain::codes::{ContractType, RemoteWork, RequiredExperience};
use domain::contracts::employment_types;
use domain::salaries::Salary;
use serde_json::{Value, json};

use super::dto::PublicJobOffer;
use crate::job_offers::dto::euros;

/// The posting of an offer whose page stands at `url`. What an offer does not say is left out, never made up.
#[must_use]
pub fn posting(offer: &PublicJobOffer, url: &str) -> Value {
    let card = &offer.card;
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": card.title,
        "description": html(&offer.description),
        "identifier": {"@type": "PropertyValue", "name": "Oh my Lot !", "value": card.id},
        "datePosted": card.published_at.map(|at| at.date_naive().to_string()),
        "hiringOrganization": organisation(offer),
        "jobLocation": {"@type": "Place", "address": address(card.commune_name.as_deref())},
        "directApply": false,
        "url": url,
        "totalJobOpenings": card.positions,
    });
    let contract = ContractType::parse(&card.contract_type);
    let employment = contract.map(|contract| employment_types(contract, Some(card.part_time))).unwrap_or_default();
    let employment: Vec<&str> = employment.iter().map(|word| word.as_str()).collect();
    let more = [
        ("validThrough", card.expires_on.and_then(end_of)),
        ("employmentType", (!employment.is_empty()).then(|| json!(employment))),
        ("baseSalary", card.salary.as_deref().and_then(Salary::parse).map(base_salary)),
        ("jobStartDate", offer.starts_on.map(|day| json!(day))),
        ("workHours", offer.working_time.as_ref().map(|hours| json!(hours))),
        ("experienceRequirements", experience(offer)),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            posting[name] = value;
        }
    }
    if card.remote.as_deref() == Some(RemoteWork::Full.as_str()) {
        posting["jobLocationType"] = json!("TELECOMMUTE");
        posting["applicantLocationRequirements"] = json!({"@type": "Country", "name": "France"});
    }
    posting
}

/// A salary that was understood, in euros; what is not certain is not told.
fn base_salary(salary: Salary) -> Value {
    let mut value = json!({"@type": "QuantitativeValue", "unitText": salary.period().unit_text()});
    match salary.max() {
        Some(max) if max == salary.min() => value["value"] = json!(euros(max)),
        max => {
            value["minValue"] = json!(euros(salary.min()));
            if let Some(max) = max {
                value["maxValue"] = json!(euros(max));
            }
        }
    }
    json!({"@type": "MonetaryAmount", "currency": "EUR", "value": value})
}

fn organisation(offer: &PublicJobOffer) -> Value {
    let mut organisation = json!({"@type": "Organization", "name": offer.card.employer_name});
    if let Some(site) = &offer.employer_website {
        organisation["sameAs"] = json!(site);
    }
    organisation
}

/// An address in the Lot; without a commune it is the département.
fn address(commune: Option<&str>) -> Value {
    let mut address = json!({"@type": "PostalAddress", "addressRegion": "Occitanie", "addressCountry": "FR"});
    address["addressLocality"] = json!(commune.unwrap_or("Lot"));
    address
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

/// Text between tags or quotes.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
