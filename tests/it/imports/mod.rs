//! Imports: an office's spreadsheet becomes files, a source's offers become job offers, by the command line and over
//! HTTP, and go back.

pub mod command;
pub mod journey;
mod offers;
mod offers_export;
mod offers_volume;
mod undo;

use std::path::PathBuf;

use serde_json::Value;

use crate::harness::{Person, Reply, TestApp};

/// Where a committed fixture lies.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/imports").join(name)
}

/// The result expected of a fixture.
pub fn expected(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(fixture(name)).unwrap()).unwrap()
}

/// Sends a file to be imported.
pub async fn upload(person: &Person, name: &str, content: impl Into<Vec<u8>>) -> Reply {
    let path = format!("/api/v1/imports?filename={name}");
    person.post(path).bytes("application/octet-stream", content.into()).await
}

/// Sends a fixture to be imported; returns the import.
pub async fn upload_fixture(person: &Person, name: &str) -> Value {
    upload(person, name, std::fs::read(fixture(name)).unwrap()).await.expect(201).json()
}

/// The path of an import with something behind it.
pub fn path(import: &Value, rest: &str) -> String {
    format!("/api/v1/imports/{}{rest}", import["id"].as_str().unwrap())
}

/// Tries an import, then creates its files.
pub async fn commit(person: &Person, import: &Value) -> Value {
    person.post(path(import, "/dry-runs")).await.expect(200);
    person.post(path(import, "/commits")).await.expect(200).json()
}

/// How many files there are, and their numbers in order.
async fn numbers(person: &Person) -> Vec<String> {
    let page = person.get("/api/v1/prospects?sort=number&limit=200&archived=any").await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|file| file["number"].as_str().unwrap().to_owned()).collect()
}

async fn total(t: &TestApp) -> i64 {
    let counts = t.admin().await.get("/api/v1/prospects/counts").await.expect(200).json();
    counts["total"].as_i64().unwrap()
}
