//! The failures that an operation can answer, derived from its shape: handlers state their successes, and the failures
//! that their shape does not show.

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};

/// Name of the shared response, its status, what it says.
const SHARED: [(&str, &str, &str); 13] = [
    ("BadRequest", "400", "Le contenu n'a pas pu être lu."),
    ("Unauthorized", "401", "Connexion nécessaire ou session terminée."),
    ("Forbidden", "403", "Le rôle ne permet pas cette action."),
    ("NotFound", "404", "N'existe pas, ou n'est pas dans votre périmètre."),
    ("RequestTimeout", "408", "L'envoi a pris trop de temps."),
    ("Conflict", "409", "L'état actuel ne permet pas cette action."),
    ("PreconditionFailed", "412", "Modifié entre-temps : relisez puis recommencez."),
    ("PayloadTooLarge", "413", "Contenu trop volumineux."),
    ("UnsupportedMediaType", "415", "Type de contenu non accepté."),
    ("UnprocessableContent", "422", "Champs ou paramètres à corriger, tous listés."),
    ("PreconditionRequired", "428", "En-tête If-Match nécessaire."),
    ("TooManyRequests", "429", "Trop de tentatives ; voir Retry-After."),
    ("ServiceUnavailable", "503", "Réessayez dans un instant ; voir Retry-After."),
];

/// Declares the shared failures and refers to them from every operation that can answer them.
pub(super) fn declare(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    for (name, _, description) in SHARED {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
        components.responses.insert(name.to_owned(), response.build().into());
    }
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            let mut possible = statuses(operation);
            // A failure that the shape does not show is told by the handler, and answered like every other one.
            let told = |status: &str| operation.responses.responses.contains_key(status);
            possible.extend(SHARED.iter().map(|(_, status, _)| *status).filter(|status| told(status)));
            operation.responses.responses.retain(|status, _| !status.starts_with('4') && !status.starts_with('5'));
            for (name, status, _) in SHARED.iter().filter(|(_, status, _)| possible.contains(status)) {
                operation.responses.responses.insert((*status).to_owned(), RefOr::Ref(Ref::from_response_name(*name)));
            }
        }
    }
}

/// The operations of a path.
pub(super) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
}

fn statuses(operation: &Operation) -> Vec<&'static str> {
    let own = |parameter: &'_ RefOr<Parameter>| match parameter {
        RefOr::T(parameter) => Some((parameter.parameter_in.clone(), parameter.name.clone())),
        RefOr::Ref(_) => None,
    };
    let parameters: Vec<(ParameterIn, String)> = operation.parameters.iter().flatten().filter_map(own).collect();
    let has = |place: &ParameterIn| parameters.iter().any(|(known, _)| known == place);
    let header = |name: &str| parameters.iter().any(|(_, known)| known == name);
    let tagged = |tag: &str| operation.tags.iter().flatten().any(|known| known == tag);
    let says = |verb: &str| operation.operation_id.as_deref().is_some_and(|id| id.starts_with(verb));
    let asks = |scheme: &str| {
        let wanted = SecurityRequirement::new::<_, [&str; 0], &str>(scheme, []);
        operation.security.iter().flatten().any(|asked| *asked == wanted)
    };
    let mut possible = vec!["503"];
    if operation.security.is_some() {
        possible.push("401");
    }
    // A link opens one page or nothing: it has no role that could fall short.
    if asks("bearer") {
        possible.push("403");
    }
    if has(&ParameterIn::Path) {
        possible.push("404");
    }
    if has(&ParameterIn::Query) || header("Idempotency-Key") {
        possible.push("422");
    }
    if operation.request_body.is_some() {
        possible.extend(["400", "408", "409", "413", "415", "422"]);
    }
    if header("If-Match") {
        possible.extend(["409", "412", "428"]);
    }
    if ["restore", "dry_run", "commit", "undo", "invite", "start"].iter().any(|verb| says(verb)) {
        possible.push("409");
    }
    if ["ask", "send"].iter().any(|verb| says(verb)) {
        possible.extend(["409", "429"]);
    }
    if ["dry_run", "commit"].iter().any(|verb| says(verb)) {
        possible.push("422");
    }
    if tagged("auth") {
        possible.push("401");
    }
    if tagged("auth") || tagged("public") {
        possible.push("429");
    }
    possible
}
