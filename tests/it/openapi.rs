//! The contract: what is committed is what the handlers say, and it is fit for generators and readers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

/// The document of this build.
pub fn document() -> Value {
    serde_json::from_str(&api::document().to_json().unwrap()).unwrap()
}

/// An operation of the document.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `GET`, `POST`, …
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// The operation itself.
    pub spec: Value,
}

impl Operation {
    /// `operationId`.
    pub fn id(&self) -> &str {
        self.spec["operationId"].as_str().unwrap_or_default()
    }

    /// The example of its JSON body.
    pub fn example(&self) -> Option<Value> {
        self.shown_body().filter(|(kind, _)| kind.contains("json")).map(|(_, example)| example)
    }

    /// The media type of its body and the example, from the body itself or from the schema that it names.
    pub fn shown_body(&self) -> Option<(String, Value)> {
        let content = self.spec["requestBody"]["content"].as_object()?;
        let (kind, body) = content.iter().find(|(kind, _)| kind.contains("json")).or_else(|| content.iter().next())?;
        let schema = resolved(&body["schema"]);
        let examples = [&body["example"], &schema["example"], &schema["examples"][0]];
        let named = body["examples"].as_object().and_then(|all| all.values().next()).map(|one| one["value"].clone());
        let example = named.or_else(|| examples.into_iter().find(|example| !example.is_null()).cloned());
        Some((kind.clone(), example?))
    }
}

/// Every operation of a document.
pub fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().filter(|(name, _)| *name != "parameters").map(|(method, spec)| Operation {
            method: method.to_uppercase(),
            path: path.clone(),
            spec: spec.clone(),
        })
    });
    each.collect()
}

#[test]
fn the_committed_document_is_what_the_handlers_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    let current = api::document().to_pretty_json().unwrap();
    assert!(committed.trim_end() == current.trim_end(), "run `make openapi`");
}

#[test]
fn every_operation_is_named_told_and_tagged() {
    let document = document();
    let known: BTreeSet<&str> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut ids = BTreeSet::new();
    for operation in operations(&document) {
        let (id, spec) = (operation.id(), &operation.spec);
        assert!(
            !id.is_empty() && ids.insert(id.to_owned()),
            "{} {}: operationId {id:?}",
            operation.method,
            operation.path
        );
        assert!(spec["summary"].as_str().is_some_and(|text| text.len() > 5), "{id} has no summary");
        let tags = spec["tags"].as_array().unwrap_or_else(|| panic!("{id} has no tag"));
        assert!(tags.iter().all(|tag| known.contains(tag.as_str().unwrap())), "{id}: {tags:?} is not declared");
    }
}

#[test]
fn every_failure_is_a_problem_and_every_answer_is_described() {
    for operation in operations(&document()) {
        let responses = operation.spec["responses"].as_object().unwrap();
        for (status, response) in responses {
            let whom = format!("{} {status}", operation.id());
            let response = resolved(response);
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{whom} has no description");
            if status.starts_with('4') || status.starts_with('5') {
                let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{whom}");
            }
        }
        if operation.path.starts_with("/api/v1/") && !PUBLIC_AND_SURE.contains(&operation.id()) {
            assert!(responses.keys().any(|status| status.starts_with('4')), "{} never fails", operation.id());
        }
    }
}

/// Answer everybody, take nothing.
const PUBLIC_AND_SURE: [&str; 2] = ["get_openapi", "list_code_lists"];

#[test]
fn every_request_body_shows_an_example() {
    for operation in operations(&document()) {
        let takes_body = !operation.spec["requestBody"].is_null();
        assert!(!takes_body || operation.shown_body().is_some(), "{} shows no example", operation.id());
    }
}

/// Generators give inline objects names like `ListProspects200Response`.
#[test]
fn no_answer_or_body_has_an_object_without_a_name() {
    for operation in operations(&document()) {
        let responses = operation.spec["responses"].as_object().unwrap().values();
        let contents = responses
            .map(|response| response["content"].clone())
            .chain([operation.spec["requestBody"]["content"].clone()]);
        for schema in contents.filter_map(|content| content.as_object().cloned()).flat_map(|kinds| kinds.into_iter()) {
            assert!(schema.1["schema"]["properties"].is_null(), "{}: {} is inline", operation.id(), schema.0);
        }
    }
}

/// A part of the document, or the shared one it points to.
fn resolved(part: &Value) -> Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(document);
    match part["$ref"].as_str() {
        Some(name) => DOCUMENT.pointer(name.trim_start_matches('#')).cloned().unwrap(),
        None => part.clone(),
    }
}

#[test]
fn a_list_in_pages_says_how_to_ask_for_them() {
    let document = document();
    for operation in operations(&document) {
        let answer = resolved(&operation.spec["responses"]["200"]["content"]["application/json"]["schema"]);
        if answer["properties"]["next_cursor"].is_null() {
            continue;
        }
        let told: BTreeSet<&str> =
            operation.spec["parameters"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
        assert!(told.contains("limit") && told.contains("cursor"), "{}: {told:?}", operation.id());
    }
}
