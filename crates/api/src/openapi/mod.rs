//! The contract: generated from the handlers, kept beside the sources, served.

mod failures;

use actix_web::http::header;
use actix_web::{HttpResponse, get};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::problem::ProblemDocument;

/// Document without the paths, which come from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Oh my Lot !",
        description = "API du programme d'attractivité : accueil des ménages, de la demande à l'installation.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        contact(name = "Oh my Lot !", email = "contact@ohmylot.example")
    ),
    servers((url = "/", description = "Ce serveur")),
    components(schemas(ProblemDocument)),
    modifiers(&Credentials),
    tags(
        (name = "auth", description = "Connexion, sessions, mot de passe, second facteur"),
        (name = "people", description = "Partenaires, utilisateurs, référents, journal"),
        (name = "reference", description = "Territoires, métiers, listes de codes"),
        (name = "prospects", description = "Dossiers des ménages"),
        (name = "routing", description = "À qui confier un dossier, et pourquoi"),
        (name = "my_day", description = "La journée d'un référent : à faire, mentions, agenda, réglages"),
        (name = "job-offers", description = "Offres d’emploi : écrites, relues, publiées, renouvelées"),
        (name = "employers", description = "Employeurs, leur adhésion au réseau, leurs interlocuteurs"),
        (name = "events", description = "Événements : calendrier, préparation, présence, budget"),
        (name = "campaigns", description = "Campagnes : phases, points de contact, résultats, qui relancer"),
        (name = "steering", description = "Pilotage : comités, groupes de travail, actions, feuille de route"),
        (name = "stands", description = "Stands sans réseau : accès des appareils, envois, personnes rencontrées"),
        (name = "ambassadors", description = "Ambassadeurs : candidatures, annuaire, parrainages, lettre d’information"),
        (name = "kit", description = "Kit de communication : des fichiers à jour, pour les membres du réseau"),
        (name = "needs_surveys", description = "Enquêtes sur les besoins des employeurs : questions, réponses, vue d'ensemble"),
        (name = "local_resources", description = "Annuaire local, par intercommunalité et par thème"),
        (name = "reports", description = "Bilan de l’année : calculé, validé, publié avec son empreinte, corrigé par une nouvelle édition"),
        (name = "privacy", description = "Registre des traitements et des accords donnés, demandes des personnes sur leurs données et leur délai d’un mois"),
        (name = "supervision", description = "Le réseau vu par l'équipe du programme : charge, délais, dossiers sans référent"),
        (name = "indicators", description = "Indicateurs : définitions, valeurs par période, détail"),
        (name = "public", description = "Formulaire public, sans connexion"),
        (name = "contact_requests", description = "Demandes du formulaire public"),
        (name = "imports", description = "Reprise de fichiers d'un bureau"),
        (name = "settings", description = "Réglages du programme : délais et horaires"),
        (name = "retention", description = "Durées de conservation et effacements"),
        (name = "operations", description = "Santé et mesures du serveur")
    )
)]
pub struct Doc;

struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let session = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
        components.add_security_scheme("bearer", SecurityScheme::Http(session.build()));
        let link = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Jeton du lien reçu par e-mail par un foyer ; il n'ouvre que la page de son dossier."));
        components.add_security_scheme("household_link", SecurityScheme::Http(link.build()));
        let link = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Le jeton du lien envoyé à un employeur, pour une seule offre."));
        components.add_security_scheme("offer_link", SecurityScheme::Http(link.build()));
        let link = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Le jeton du lien reçu avec chaque message d’une alerte ; il n’ouvre qu’elle."));
        components.add_security_scheme("alert_link", SecurityScheme::Http(link.build()));
        let link = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "Le jeton du lien reçu avant la fin d’un dossier ; il ne fait que le garder ou l’effacer.",
        ));
        components.add_security_scheme("retention_link", SecurityScheme::Http(link.build()));
        let device = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Le jeton d’un appareil, reçu contre le code d’un stand ; il ne livre qu’à ce stand."));
        components.add_security_scheme("stand", SecurityScheme::Http(device.build()));
        let link = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Le jeton du lien envoyé à un ambassadeur ; il n’ouvre que sa propre page."));
        components.add_security_scheme("ambassador_link", SecurityScheme::Http(link.build()));
    }
}

/// The document of the routes, with the failures that every operation can answer.
#[must_use]
pub fn complete(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    failures::declare(&mut document);
    // Said, not left out: whoever reads the document sees that these operations are open to everybody.
    for operation in document.paths.paths.values_mut().flat_map(failures::operations) {
        operation.security.get_or_insert_with(|| vec![SecurityRequirement::default()]);
    }
    document
}

/// The document of this version, generated and kept beside the sources (`scripts/openapi.sh`): the server does not make
/// it again.
const CONTRACT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json"));

/// Le contrat de l'API
///
/// Document OpenAPI 3.1 de ce serveur.
#[utoipa::path(tag = "operations", operation_id = "get_openapi",
    responses((status = 200, description = "OpenAPI 3.1 document", content_type = "application/json")))]
#[get("/openapi.json")]
pub async fn get_openapi() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(CONTRACT)
}
