//! Query strings: repeated and comma-separated values, unknown names refused with a hint.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use domain::validation::FieldErrors;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::problem::Problem;

/// A query string of type `T`; `T` must deny unknown fields.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(parse(request.query_string()).map(Query))
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    refuse_nul(query)?;
    let deserializer = serde_html_form::Deserializer::from_bytes(query.as_bytes());
    serde_path_to_error::deserialize(deserializer).map_err(|failure| {
        let message = failure.inner().to_string();
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field") {
            let sent = quoted.next().unwrap_or_default();
            return unknown(&sent, quoted);
        }
        let mut errors = FieldErrors::new();
        let path = failure.path().to_string();
        match quoted.next().filter(|_| message.starts_with("missing field")) {
            Some(missing) => errors.push(missing, "required"),
            None => errors.push(path.split(['[', '.']).next().unwrap_or_default(), "invalid"),
        }
        errors.into()
    })
}

/// Refuses parameters with a NUL character, which PostgreSQL cannot take: no word or code has one.
fn refuse_nul(query: &str) -> Result<(), Problem> {
    let mut errors = FieldErrors::new();
    for pair in query.split('&').filter(|pair| pair.contains("%00")) {
        errors.push(pair.split(['=', '%']).next().unwrap_or_default(), "invalid");
    }
    Ok(errors.finish(Some(()))?)
}

fn unknown(sent: &str, known: impl Iterator<Item = String>) -> Problem {
    let nearest = known
        .max_by(|a, b| strsim::jaro_winkler(a, sent).total_cmp(&strsim::jaro_winkler(b, sent)))
        .unwrap_or_default();
    let sent = sent.chars().take(60).collect::<String>();
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown_parameter").with_args([sent, nearest])
}

/// Several values of one parameter: `?status=new,qualified` or `?status=new&status=qualified`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Many(pub Vec<String>);

impl<'de> Deserialize<'de> for Many {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sent = Vec::<String>::deserialize(deserializer)?;
        let split = sent.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|value| !value.is_empty());
        Ok(Many(split.map(str::to_owned).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    #[derive(Default)]
    struct Sample {
        status: Many,
        limit: Option<i32>,
    }

    #[test]
    fn repeated_and_comma_separated_values_are_one_list() {
        let sample: Sample = parse("status=new&status=qualified,closed&limit=3").unwrap();
        assert_eq!(sample.status.0, ["new", "qualified", "closed"]);
        assert_eq!(sample.limit, Some(3));
    }

    #[test]
    fn a_nul_is_part_of_no_value() {
        let problem = parse::<Sample>("status=new,%00&limit=3").unwrap_err();
        assert_eq!(problem.code(), "validation_failed");
        assert!(format!("{problem:?}").contains("\"status\""), "{problem:?}");
        assert!(parse::<Sample>("status=%2500").is_ok());
    }

    #[test]
    fn a_misspelt_name_is_refused_with_the_nearest_one() {
        let problem = parse::<Sample>("statsu=new").unwrap_err();
        assert_eq!(problem.code(), "unknown_parameter");
        assert!(format!("{problem:?}").contains("\"status\""));
    }

    #[test]
    fn a_wrong_value_names_its_parameter() {
        let problem = parse::<Sample>("limit=many").unwrap_err();
        assert_eq!(problem.code(), "validation_failed");
        assert!(format!("{problem:?}").contains("\"limit\""), "{problem:?}");
    }
}
