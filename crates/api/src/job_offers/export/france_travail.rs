//! An offer in the shape of France Travail's "Offres d'emploi v2".
//!
//! Names that theirs has not are added at the end, so that nothing is lost on the way back: the state when it is not
//! published, housing, the partner, work from home, the first and the last day.

use domain::codes::{ContractType, JobOfferSource, JobOfferStatus, RequiredExperience, Sector};
use serde_json::{Map, Value, json};

use super::Exported;
use crate::reference::lists::label;

/// Code by which they say that an offer was given to them directly, and any other origin.
const OWN: &str = "1";
const OTHER: &str = "2";

/// An object of what is known.
fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>().into()
}

fn text(words: Option<&str>) -> Option<Value> {
    words.map(|words| json!(words))
}

/// The offer; what it does not say is left out.
pub(super) fn offer(row: &Exported) -> Value {
    let offer = &row.offer;
    let contract = offer.contract_detail.as_deref().unwrap_or_else(|| label(ContractType::LIST, &offer.contract_type));
    let experience = offer.experience.as_deref().map(|code| label(RequiredExperience::LIST, code));
    let sector = offer.sector.as_deref().map(|code| label(Sector::LIST, code));
    let theirs = offer.source == JobOfferSource::FranceTravail.as_str();
    let is_out = offer.status == JobOfferStatus::Published;
    object([
        ("id", Some(json!(row.name()))),
        ("intitule", Some(json!(offer.title))),
        ("description", Some(json!(offer.description))),
        ("dateCreation", Some(json!(offer.published_at.unwrap_or(offer.created_at)))),
        ("dateActualisation", Some(json!(offer.updated_at))),
        ("lieuTravail", Some(place(row))),
        ("romeCode", text(offer.occupation_code.as_deref())),
        ("romeLibelle", text(row.occupation_label.as_deref())),
        ("entreprise", Some(employer(row))),
        ("typeContrat", Some(json!(offer.contract_type))),
        ("typeContratLibelle", Some(json!(contract))),
        ("experienceExige", text(offer.experience.as_deref())),
        ("experienceLibelle", text(offer.experience_detail.as_deref().or(experience))),
        ("salaire", offer.salary.as_ref().map(|words| json!({"libelle": words}))),
        ("dureeTravailLibelle", text(offer.working_time.as_deref())),
        ("dureeTravailLibelleConverti", Some(json!(if offer.part_time { "Temps partiel" } else { "Temps plein" }))),
        ("nombrePostes", Some(json!(offer.positions))),
        ("secteurActiviteLibelle", text(sector)),
        ("contact", offer.apply_email.as_ref().map(|address| json!({"courriel": address}))),
        (
            "origineOffre",
            Some(object([
                ("origine", Some(json!(if theirs { OWN } else { OTHER }))),
                ("urlOrigine", text(offer.apply_url.as_deref())),
            ])),
        ),
        ("statut", (!is_out).then(|| json!(offer.status.as_str()))),
        ("logementPossible", offer.housing_possible.then_some(json!(true))),
        ("conjointAccompagne", offer.partner_welcome.then_some(json!(true))),
        ("teletravail", text(offer.remote.as_deref())),
        ("dateDebut", offer.starts_on.map(|day| json!(day))),
        ("dateFin", offer.expires_on.map(|day| json!(day))),
    ])
}

fn place(row: &Exported) -> Value {
    let Some(commune) = &row.commune else { return json!({"libelle": "46 - LOT"}) };
    object([
        ("libelle", Some(json!(format!("46 - {}", commune.name.to_uppercase())))),
        ("latitude", Some(json!(commune.latitude))),
        ("longitude", Some(json!(commune.longitude))),
        ("codePostal", commune.postal_codes.first().map(|code| json!(code))),
        ("commune", Some(json!(commune.code))),
    ])
}

fn employer(row: &Exported) -> Value {
    object([("nom", Some(json!(row.offer.employer_name))), ("siret", text(row.employer_siret.as_deref()))])
}
