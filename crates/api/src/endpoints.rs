//! The list of the endpoints, read three ways: to serve them, to describe them, to know which methods a path takes.
//!
//! A server that starts needs the handlers and the methods only. Describing every operation and schema as well, once
//! for each worker, costs more memory than the server keeps afterwards.

use std::sync::Arc;

use actix_web::dev::HttpServiceFactory;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, Scope, guard, web};
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
    Serving(&'a mut Doors),
    Describing(&'a mut Description),
    Listing(&'a mut Methods),
}

/// Operations by path, and the schemas that they name.
#[derive(Default)]
struct Description {
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

/// The template of the path that took a request.
#[derive(Debug, Clone)]
pub struct Template(pub Arc<str>);

/// One scope for each template, with the methods that it takes. The framework tries what it serves one after the other, a
/// regular expression each; the guard of a scope is asked first, and compares segments.
#[derive(Default)]
struct Doors(Vec<(Arc<str>, Scope)>);

impl Doors {
    fn add(&mut self, prefix: &str, path: &str, endpoint: impl HttpServiceFactory + 'static) {
        let template = format!("{prefix}{path}");
        // Parameters may be called otherwise under another method.
        let found = self.0.iter().position(|(known, _)| takes(known, &template) && takes(&template, known));
        let (template, scope) = match found {
            Some(index) => self.0.swap_remove(index),
            None => (template.into(), web::scope(prefix)),
        };
        self.0.push((template, scope.service(endpoint)));
    }

    /// Into the application, those that name a segment, or how it ends, before those that take any.
    fn open(mut self, config: &mut web::ServiceConfig) {
        let openness = |part: &str| ending(part).map_or(0, |end| if end.is_empty() { 2 } else { 1 });
        let order = |template: &str| template.split('/').map(openness).collect::<Vec<_>>();
        self.0.sort_by_cached_key(|(template, _)| (order(template), template.clone()));
        for (template, scope) in self.0 {
            config.service(scope.guard(guard::fn_guard(move |request| {
                let is_taken = takes(&template, request.head().uri.path());
                if is_taken {
                    request.req_data_mut().insert(Template(template.clone()));
                }
                is_taken
            })));
        }
    }
}

/// Takes the handlers of `routes` into the application.
pub fn serve(config: &mut web::ServiceConfig, routes: impl FnOnce(&mut Endpoints<'_>)) {
    let mut doors = Doors::default();
    routes(&mut Endpoints { reading: Reading::Serving(&mut doors), prefix: String::new() });
    doors.open(config);
}

impl Endpoints<'_> {
    /// Adds one endpoint.
    pub fn service<F>(&mut self, endpoint: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static,
    {
        match &mut self.reading {
            Reading::Serving(doors) => doors.add(&self.prefix, &F::path(), endpoint),
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
        let outer = self.prefix.clone();
        self.prefix += path;
        below(self);
        self.prefix = outer;
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

/// Whether `path` is one of those that `template` stands for: `{…}` stands for one segment that is not empty, or for its
/// beginning.
fn takes(template: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    let fits = |wanted: &str, segment: &str| match ending(wanted) {
        Some(end) => segment.len() > end.len() && segment.ends_with(end),
        None => segment == wanted,
    };
    let all = template.split('/').all(|wanted| segments.next().is_some_and(|segment| fits(wanted, segment)));
    all && segments.next().is_none()
}

/// What follows the parameter that a segment of a template begins with.
fn ending(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.split_once('}').map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_and_read_body, init_service};
    use actix_web::{App, Responder, get, put};

    use super::*;

    #[utoipa::path(responses((status = 200)))]
    #[get("/things/{id}")]
    async fn get_thing(id: web::Path<String>) -> impl Responder {
        format!("{id}")
    }

    #[utoipa::path(responses((status = 200)))]
    #[put("/things/{code}")]
    async fn put_thing(code: web::Path<String>) -> impl Responder {
        format!("put {code}")
    }

    #[utoipa::path(responses((status = 200)))]
    #[get("/things/{id}.csv")]
    async fn get_table(id: web::Path<String>) -> impl Responder {
        format!("table {id}")
    }

    #[utoipa::path(responses((status = 200)))]
    #[get("/things/counts")]
    async fn get_counts() -> impl Responder {
        "counts"
    }

    #[actix_web::test]
    async fn the_narrowest_template_takes_a_path_whatever_the_order() {
        let routes = |endpoints: &mut Endpoints<'_>| {
            endpoints.scope("/v", |below| {
                below.service(get_thing).service(put_thing).service(get_table).service(get_counts);
            });
        };
        let nothing = web::to(|| async { "nothing" });
        let app = init_service(App::new().configure(|config| serve(config, routes)).default_service(nothing)).await;
        let asked = [
            (Method::GET, "/v/things/7", "7"),
            (Method::PUT, "/v/things/7", "put 7"),
            (Method::GET, "/v/things/7.csv", "table 7"),
            (Method::GET, "/v/things/counts", "counts"),
            (Method::DELETE, "/v/things/7", "nothing"),
            (Method::GET, "/things/7", "nothing"),
        ];
        for (method, path, answer) in asked {
            let request = TestRequest::default().method(method.clone()).uri(path).to_request();
            assert_eq!(call_and_read_body(&app, request).await, answer, "{method} {path}");
        }
    }

    #[test]
    fn a_parameter_stands_for_one_segment() {
        assert!(takes("/tasks/{id}", "/tasks/1"));
        assert!(takes("/tasks/{id}/notes", "/tasks/1/notes"));
        for other in ["/tasks", "/tasks/", "/tasks/1/notes", "/needs/1", "tasks/1"] {
            assert!(!takes("/tasks/{id}", other), "{other}");
        }
        assert!(takes("/reports/{year}.csv", "/reports/2024.csv"));
        for other in ["/reports/2024", "/reports/.csv", "/reports/2024.csv/x"] {
            assert!(!takes("/reports/{year}.csv", other), "{other}");
        }
    }
}
