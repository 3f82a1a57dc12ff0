//! The copy as a page to read and to print: one file, nothing to fetch.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::Serialize;

use super::dto::{HouseholdData, HouseholdDataField, HouseholdDataForm};
use crate::problem::Problem;
use crate::prospects::dto::{Member, Prospect};
use crate::reference::lists::label;

/// A titled part of the page: blocks of lines, or nothing known.
#[derive(Debug, Serialize)]
struct Part {
    title: &'static str,
    blocks: Vec<Vec<Line>>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    value: String,
}

/// The page.
///
/// # Errors
/// 500 when the template is broken.
pub(super) fn written(data: &HouseholdData) -> Result<String, Problem> {
    let parts = Value::from(Serde(&parts(data)));
    let words = context! { number => &data.file.number, on => moment(data.written_at), parts };
    Environment::new()
        .render_named_str("sheet.html", include_str!("sheet.html"), words)
        .map_err(|error| Problem::internal(&error))
}

fn parts(data: &HouseholdData) -> Vec<Part> {
    let file = &data.file;
    let part = |title, blocks| Part { title, blocks };
    vec![
        part("Votre dossier", vec![project(file)]),
        part("Les personnes du foyer", file.members.iter().map(person).collect()),
        part("Vos besoins", needs(file)),
        part("Qui vous accompagne", accompanying(file)),
        part("Ce qui est prévu et ce qui a été fait", tasks(file)),
        part("Échanges et notes", exchanges(data)),
        part("Vos accords", consents(file)),
        part("Vos demandes sur vos données", requests(data)),
        part("Les étapes de votre dossier", steps(file)),
        part("Les formulaires que vous avez envoyés", data.forms.iter().map(form).collect()),
        part("Nos rencontres sur un stand", data.meetings.iter().map(form).collect()),
        part("Vos inscriptions et vos abonnements", subscriptions(data)),
    ]
}

fn project(file: &Prospect) -> Vec<Line> {
    let many = |list: &'static str, codes: &[String]| {
        codes.iter().map(|code| label(list, code)).collect::<Vec<_>>().join(", ")
    };
    let one = |list: &'static str, code: &Option<String>| {
        code.as_deref().map(|code| label(list, code)).unwrap_or_default().to_owned()
    };
    let places: Vec<&str> = file.wished_territories.iter().map(|place| place.name.as_str()).collect();
    let home = [&file.postal_code, &file.city, &file.country].map(|part| part.clone().unwrap_or_default()).join(" ");
    lines(vec![
        ("Numéro", file.number.clone()),
        ("Ouvert le", day(file.created_at.with_timezone(&Paris).date_naive())),
        ("Étape", label("prospect_statuses", &file.status).to_owned()),
        ("Projet", many("project_types", &file.project_types)),
        ("Échéance", one("horizons", &file.horizon)),
        ("Territoires souhaités", places.join(", ")),
        ("Domicile actuel", home.trim().to_owned()),
        ("Composition du foyer", one("household_kinds", &file.household_kind)),
        ("Motifs", many("motives", &file.motives)),
        ("Freins", many("obstacles", &file.obstacles)),
        ("Logement", one("housing_wishes", &file.housing_wish)),
        ("Précisions sur le logement", file.housing_comment.clone().unwrap_or_default()),
        ("Votre message", file.message.clone().unwrap_or_default()),
        (
            "Prochaine action",
            file.next_action.as_ref().map(|next| format!("{} ({})", next.label, day(next.on))).unwrap_or_default(),
        ),
        ("Clôture", file.closing_comment.clone().unwrap_or_default()),
    ])
}

fn person(member: &Member) -> Vec<Line> {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let career = member.career.as_ref();
    lines(vec![
        ("Place dans le foyer", label("member_roles", &member.role).to_owned()),
        ("Prénom", text(&member.first_name)),
        ("Nom", text(&member.last_name)),
        ("Adresse électronique", text(&member.email)),
        ("Téléphone", text(&member.phone)),
        (
            "Tranche d’âge",
            member.age_band.as_deref().map(|code| label("age_bands", code)).unwrap_or_default().to_owned(),
        ),
        ("Métier", career.and_then(|career| career.occupation_text.clone()).unwrap_or_default()),
        ("Précisions", career.and_then(|career| career.comment.clone()).unwrap_or_default()),
    ])
}

fn needs(file: &Prospect) -> Vec<Vec<Line>> {
    let need = |need: &crate::prospects::dto::Need| {
        lines(vec![
            ("Besoin", label("need_themes", &need.theme).to_owned()),
            ("Avancement", label("need_statuses", &need.status).to_owned()),
            ("Précisions", need.description.clone().unwrap_or_default()),
            ("Partenaire", need.partner_name.clone().unwrap_or_default()),
            ("Réponse", need.answer.clone().unwrap_or_default()),
        ])
    };
    file.needs.iter().map(need).collect()
}

fn accompanying(file: &Prospect) -> Vec<Vec<Line>> {
    let one = |assignment: &crate::prospects::dto::Assignment| {
        lines(vec![
            ("Référent", assignment.referent_name.clone()),
            ("Partenaire", assignment.partner_name.clone().unwrap_or_default()),
            ("Rôle", label("referent_roles", &assignment.role).to_owned()),
            ("État", label("assignment_statuses", &assignment.status).to_owned()),
            ("Proposé le", moment(assignment.proposed_at)),
            ("Transmission", assignment.handover_note.clone().unwrap_or_default()),
        ])
    };
    file.assignments.iter().map(one).collect()
}

fn tasks(file: &Prospect) -> Vec<Vec<Line>> {
    let one = |task: &crate::prospects::dto::Task| {
        lines(vec![
            ("À faire", task.title.clone()),
            ("Avant le", task.due_on.map(day).unwrap_or_default()),
            ("Fait le", task.done_at.map(moment).unwrap_or_default()),
        ])
    };
    file.tasks.iter().map(one).collect()
}

fn exchanges(data: &HouseholdData) -> Vec<Vec<Line>> {
    let one = |exchange: &super::dto::HouseholdDataExchange| {
        lines(vec![
            ("Le", moment(exchange.occurred_at)),
            ("Nature", label("interaction_kinds", &exchange.kind).to_owned()),
            ("Ce qui est noté", exchange.summary.clone()),
        ])
    };
    data.exchanges.iter().map(one).collect()
}

fn consents(file: &Prospect) -> Vec<Vec<Line>> {
    let one = |consent: &crate::prospects::dto::Consent| {
        lines(vec![
            ("Accord", label("consent_purposes", &consent.purpose).to_owned()),
            ("Donné le", moment(consent.given_at)),
            ("Recueilli par", label("consent_channels", &consent.channel).to_owned()),
            ("Retiré le", consent.withdrawn_at.map(moment).unwrap_or_default()),
            ("Preuve", consent.proof.clone().unwrap_or_default()),
            ("Texte", consent.text.clone()),
        ])
    };
    file.consents.iter().map(one).collect()
}

fn requests(data: &HouseholdData) -> Vec<Vec<Line>> {
    let one = |request: &super::super::dto_rights::HouseholdRequest| {
        let answers = request.answers.iter().map(|answer| ("Réponse", answer.words.clone()));
        let own = vec![
            ("Demande", label("privacy_request_kinds", &request.kind).to_owned()),
            ("Reçue le", day(request.received_on)),
            ("État", label("privacy_request_statuses", &request.status).to_owned()),
            ("Précisions", request.details.clone().unwrap_or_default()),
        ];
        lines(own.into_iter().chain(answers).collect())
    };
    data.requests.iter().map(one).collect()
}

fn steps(file: &Prospect) -> Vec<Vec<Line>> {
    let one = |step: &crate::prospects::dto::StatusChange| {
        lines(vec![
            ("Étape", label("prospect_statuses", &step.to).to_owned()),
            ("Depuis le", day(step.effective_on)),
            ("Motif", step.reason.clone().unwrap_or_default()),
        ])
    };
    file.history.iter().map(one).collect()
}

fn form(form: &HouseholdDataForm) -> Vec<Line> {
    let own = [("Référence", form.title.clone()), ("Le", moment(form.at))];
    let said = form.fields.iter().map(line_of);
    lines(own.to_vec()).into_iter().chain(said).collect()
}

fn subscriptions(data: &HouseholdData) -> Vec<Vec<Line>> {
    let places = data.places.iter().map(|place| {
        lines(vec![
            ("Événement", place.title.clone()),
            ("Demandé le", moment(place.asked_at)),
            ("État", label("event_registration_statuses", &place.status).to_owned()),
        ])
    });
    let alerts = data.alerts.iter().map(|alert| {
        let own = lines(vec![("Alerte d’offres depuis le", moment(alert.since))]);
        own.into_iter().chain(alert.fields.iter().map(line_of)).collect()
    });
    let letters =
        data.newsletter_addresses.iter().map(|address| lines(vec![("Lettre d’information", address.clone())]));
    places.chain(alerts).chain(letters).collect()
}

fn line_of(field: &HouseholdDataField) -> Line {
    Line { name: field.name.clone(), value: field.value.clone() }
}

/// Lines that say something.
fn lines(all: Vec<(&str, String)>) -> Vec<Line> {
    let said = all.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(name, value)| Line { name: name.to_owned(), value }).collect()
}

fn day(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris).format("%d/%m/%Y à %H:%M").to_string()
}
