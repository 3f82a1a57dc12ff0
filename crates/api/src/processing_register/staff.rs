//! The register as the law asks for it.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use domain::processing_register::Processing;
use serde::Deserialize;
use utoipa::IntoParams;

use super::dto::{ProcessingLine, ProcessingRegister};
use super::{CONTACT, CONTROLLER, served};
use crate::caller::may;
use crate::http::{Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::reference::label;

/// How the register is written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ProcessingExportQuery {
    /// Kind of CSV: `rfc4180` (the default) or `excel-fr`.
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}

/// Columns, for machines and for people.
const HEADERS: [(&str, &str); 11] = [
    ("code", "Code"),
    ("title", "Traitement"),
    ("why", "Finalité"),
    ("legal_basis", "Base légale"),
    ("persons", "Personnes concernées"),
    ("data", "Données"),
    ("recipients", "Destinataires"),
    ("duration", "Durée de conservation"),
    ("security", "Sécurité"),
    ("consents", "Accords demandés"),
    ("forms", "Formulaires"),
];

/// Le registre des traitements
///
/// Une ligne par finalité, avec tout ce que demande l'article 30 du RGPD. Chaque accord et chaque formulaire y a sa ligne,
/// ce que le service vérifie à son démarrage.
#[utoipa::path(tag = "privacy", operation_id = "get_processing_register", security(("bearer" = [])),
    responses((status = 200, description = "The register", body = ProcessingRegister)))]
#[get("/processing-register")]
pub async fn get_processing_register(_: may::ReadProcessingRegister) -> Result<web::Json<ProcessingRegister>, Problem> {
    Ok(web::Json(ProcessingRegister {
        controller: CONTROLLER.to_owned(),
        contact: CONTACT.to_owned(),
        items: served()?.iter().map(ProcessingLine::from).collect(),
    }))
}

/// Le registre des traitements, en tableau
///
/// CSV : codes pour les machines (`rfc4180`), mots français pour un tableur (`excel-fr`).
#[utoipa::path(tag = "privacy", operation_id = "export_processing_register", security(("bearer" = [])),
    params(ProcessingExportQuery),
    responses((status = 200, description = "The register", body = String, content_type = "text/csv")))]
#[get("/processing-register.csv")]
pub async fn export_processing_register(
    _: may::ReadProcessingRegister,
    query: Query<ProcessingExportQuery>,
) -> Result<HttpResponse, Problem> {
    let unknown = || Problem::field("profile", "unknown_code");
    let profile = Profile::parse(query.0.profile.as_deref()).ok_or_else(unknown)?;
    let lines = served()?;
    let body = written(profile, |writer| {
        let for_people = profile == Profile::ExcelFr;
        writer.write_record(HEADERS.map(|(code, title)| if for_people { title } else { code }))?;
        lines.iter().try_for_each(|line| writer.write_record(cells(line, for_people)))
    })?;
    let body = [profile.head(), &body[..]].concat();
    let name = "attachment; filename=\"registre-des-traitements.csv\"";
    let response = HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(body);
    Ok(response)
}

fn cells(line: &Processing, for_people: bool) -> [String; 11] {
    let said = |list: &'static str, code: &str| if for_people { label(list, code).to_owned() } else { code.to_owned() };
    let all = |list: &'static str, codes: Vec<&str>| {
        codes.into_iter().map(|code| said(list, code)).collect::<Vec<_>>().join(if for_people { ", " } else { " " })
    };
    let consents = line.consents.iter().map(|purpose| purpose.as_str()).collect();
    let forms = line.forms.iter().map(|form| form.as_str()).collect();
    let cells = [
        line.code.clone(),
        line.title.clone(),
        line.why.clone(),
        said("legal_bases", line.legal_basis.as_str()),
        line.persons.clone(),
        line.data.clone(),
        line.recipients.clone(),
        line.duration.clone(),
        line.security.clone(),
        all("consent_purposes", consents),
        all("public_forms", forms),
    ];
    if for_people { cells.map(neutral) } else { cells }
}
