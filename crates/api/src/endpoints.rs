//! The list of the endpoints, read three ways: to serve them, to describe them, to know which methods a path takes.
//!
//! A server that starts needs the handlers and the methods only. Describing every operation and schema as well, once
//! for each worker, costs more memory than the server keeps afterwards.

use actix_web::HttpRequest;
use actix_web::dev::HttpServiceFactory;
use actix_web::http::{Method, StatusCode, header};
use actix_web::web;
use utoipa::openapi::path::{HttpMethod, Paths};
use utoipa::openapi::{OpenApi, RefOr, Schema};
use utoipa_actix_web::OpenApiFactory;

use crate::problem::Problem;

/// Where a feature names its endpoints.
pub struct Endpoints<'a> {
    reading: Reading<'a>,
    prefix: String,
}

enum Reading<'a> {
    Serving(&'a mut web::ServiceConfig),
    Describing(&'a mut Description),
    Listing(&'a mut Methods),
}

/// Operations by path, and the schemas that they name.
#[derive(Default)]
struct Description {
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl<'a> Endpoints<'a> {
    /// Takes the handlers into the application.
    pub fn serving(config: &'a mut web::ServiceConfig) -> Self {
        Endpoints { reading: Reading::Serving(config), prefix: String::new() }
    }

    /// Adds one endpoint.
    pub fn service<F>(&mut self, endpoint: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static,
    {
        match &mut self.reading {
            Reading::Serving(config) => {
                config.service(endpoint);
            }
            Reading::Describing(description) => {
                let mut taken = endpoint.paths();
                taken.paths = taken.paths.into_iter().map(|(path, item)| (self.prefix.clone() + &path, item)).collect();
                description.paths.merge(taken);
                endpoint.schemas(&mut description.schemas);
            }
            Reading::Listing(methods) => methods.add(self.prefix.clone() + &F::path(), F::methods()),
        }
        self
    }

    /// Adds the endpoints of a feature.
    pub fn configure(&mut self, feature: impl FnOnce(&mut Endpoints<'_>)) -> &mut Self {
        feature(self);
        self
    }

    /// Adds endpoints below `path`.
    pub fn scope(&mut self, path: &str, below: impl FnOnce(&mut Endpoints<'_>)) -> &mut Self {
        match &mut self.reading {
            Reading::Serving(config) => {
                config.service(web::scope(path).configure(|config| below(&mut Endpoints::serving(config))));
            }
            Reading::Describing(_) | Reading::Listing(_) => {
                let outer = self.prefix.clone();
                self.prefix += path;
                below(self);
                self.prefix = outer;
            }
        }
        self
    }
}

/// `document` with the operations and schemas of `routes`.
#[must_use]
pub fn described(mut document: OpenApi, routes: impl FnOnce(&mut Endpoints<'_>)) -> OpenApi {
    let mut description = Description::default();
    routes(&mut Endpoints { reading: Reading::Describing(&mut description), prefix: String::new() });
    document.paths.merge(description.paths);
    document.components.get_or_insert_default().schemas.extend(description.schemas);
    document
}

/// Which methods each path takes, to answer 405 instead of the framework's 404.
#[derive(Debug, Clone, Default)]
pub struct Methods(Vec<(String, Vec<Method>)>);

impl Methods {
    /// The table of `routes`.
    #[must_use]
    pub fn of(routes: impl FnOnce(&mut Endpoints<'_>)) -> Methods {
        let mut methods = Methods::default();
        routes(&mut Endpoints { reading: Reading::Listing(&mut methods), prefix: String::new() });
        methods
    }

    fn add(&mut self, path: String, taken: Vec<HttpMethod>) {
        let mut methods = Vec::new();
        for method in taken {
            methods.extend(match method {
                // `http::head_as_get` answers the second.
                HttpMethod::Get => vec![Method::GET, Method::HEAD],
                HttpMethod::Post => vec![Method::POST],
                HttpMethod::Put => vec![Method::PUT],
                HttpMethod::Patch => vec![Method::PATCH],
                HttpMethod::Delete => vec![Method::DELETE],
                HttpMethod::Options => vec![Method::OPTIONS],
                HttpMethod::Head => vec![Method::HEAD],
                HttpMethod::Trace => vec![Method::TRACE],
            });
        }
        match self.0.iter_mut().find(|(known, _)| *known == path) {
            Some((_, known)) => known.extend(methods),
            None => self.0.push((path, methods)),
        }
    }

    /// What to answer when no route took the request.
    #[must_use]
    pub fn refusal(&self, request: &HttpRequest) -> Problem {
        let taken: Vec<&Method> =
            self.0.iter().filter(|(path, _)| takes(path, request.path())).flat_map(|(_, methods)| methods).collect();
        if taken.is_empty() || taken.contains(&request.method()) {
            return Problem::not_found();
        }
        let allow = taken.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(", ");
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed").with_header(header::ALLOW, allow)
    }
}

/// Whether `path` is one of those that `template` stands for: `{…}` stands for one segment that is not empty.
fn takes(template: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    let fits = template.split('/').all(|wanted| {
        segments
            .next()
            .is_some_and(|segment| if wanted.starts_with('{') { !segment.is_empty() } else { segment == wanted })
    });
    fits && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::takes;

    #[test]
    fn a_parameter_stands_for_one_segment() {
        assert!(takes("/tasks/{id}", "/tasks/1"));
        assert!(takes("/tasks/{id}/notes", "/tasks/1/notes"));
        for other in ["/tasks", "/tasks/", "/tasks/1/notes", "/needs/1", "tasks/1"] {
            assert!(!takes("/tasks/{id}", other), "{other}");
        }
    }
}
