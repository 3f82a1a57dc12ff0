//! Two thousand bad inputs, the same ones at every run: nothing breaks, and no parser speaks to people.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::errors::PARSER_WORDS;
use crate::harness::{Call, Client, Reply, TestApp};
use crate::openapi::{Operation, document, operations};

const INPUTS: usize = 2_000;
/// Text that confuses careless programs: quotes, wildcards, signs of other alphabets, controls, long words.
const ODD: [&str; 16] = [
    "",
    " ",
    "'",
    "\"; DROP TABLE users; --",
    "%",
    "_%_",
    "\u{0}",
    "é\u{301}œ",
    "👩‍🌾",
    "../../etc/passwd",
    "-1",
    "1e400",
    "NaN",
    "2026-02-30",
    "9999999999999999999",
    "\u{202e}tolède",
];

#[actix_web::test]
async fn bad_inputs_are_refused_politely() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let anonymous = t.anonymous();
    let operations = operations(&document());
    let mut dice = StdRng::seed_from_u64(46);
    for number in 0..INPUTS {
        let operation = &operations[number % operations.len()];
        let who = if dice.random_ratio(1, 8) { &anonymous } else { &admin };
        let call = spoilt(operation, who, &mut dice);
        let told = format!("input {number}: {} {}", operation.method, operation.path);
        judge(&told, operation, &call.await);
    }
}

fn judge(told: &str, operation: &Operation, reply: &Reply) {
    let status = reply.status.as_u16();
    assert!(status < 500, "{told} answered {}", reply.text());
    if status < 400 {
        return;
    }
    assert_eq!(reply.header("content-type"), "application/problem+json", "{told}");
    for word in PARSER_WORDS {
        assert!(!reply.text().contains(word), "{told} says {word:?}: {}", reply.text());
    }
    let declared = operation.spec["responses"].as_object().unwrap();
    assert!(
        declared.contains_key(&status.to_string()) || ANYWHERE.contains(&status),
        "{told} answered {status}, which the contract does not declare: {}",
        reply.text()
    );
}

/// Failures of the shared layers, told once in the introduction of the contract.
const ANYWHERE: [u16; 9] = [400, 401, 404, 405, 408, 413, 415, 422, 428];

/// A call of this operation with something wrong about it.
fn spoilt(operation: &Operation, who: &Client, dice: &mut StdRng) -> Call {
    let mut path = operation.path.clone();
    while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
        path.replace_range(from..=to, &segment(dice));
    }
    if dice.random_ratio(1, 2) {
        path.push_str(&query(operation, dice));
    }
    let mut call = who.call(operation.method.parse().unwrap(), &path);
    if dice.random_ratio(2, 3) {
        call = call.header("if-match", ["\"1\"", "*", "1", "\"", "\"999999999999\"", "W/\"1\""].choose(dice).unwrap());
    }
    if dice.random_ratio(1, 3) {
        call = call.idempotency_key(["", "a", "clé", &"k".repeat(300)].choose(dice).unwrap());
    }
    if operation.method == "GET" && dice.random_ratio(3, 4) {
        return call;
    }
    match dice.random_range(0..6) {
        0 => call.bytes("application/json", bytes(dice)),
        1 => call
            .bytes(["text/plain", "application/xml", "application/json; charset=utf-16"].choose(dice).unwrap(), "{}"),
        2 => call.bytes("application/octet-stream", bytes(dice)),
        _ => call.json(body(operation, dice)),
    }
}

fn segment(dice: &mut StdRng) -> String {
    let known = [
        "00000000-0000-7000-8000-000000000000",
        "46042",
        "family",
        "not-an-id",
        "0",
        "%00",
        "%F0%9F%92%A9",
        "a%2Fb",
        "%C3%28",
    ];
    (*known.choose(dice).unwrap()).to_owned()
}

/// A query string out of known, misspelt and repeated names.
fn query(operation: &Operation, dice: &mut StdRng) -> String {
    let declared = operation.spec["parameters"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = declared
        .iter()
        .filter(|one| one["in"] == "query")
        .filter_map(|one| one["name"].as_str().map(str::to_owned))
        .collect();
    let pairs = (0..dice.random_range(1..4)).map(|_| {
        let name = names.choose(dice).filter(|_| dice.random_ratio(4, 5)).map_or("limt", String::as_str);
        let value: String = ODD.choose(dice).unwrap().bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("{name}={}", if dice.random_ratio(1, 10) { "%FF%FE" } else { &value })
    });
    format!("?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Bytes that are no JSON, or JSON cut off, or nested too deep.
fn bytes(dice: &mut StdRng) -> Vec<u8> {
    match dice.random_range(0..4) {
        0 => (0..dice.random_range(0..64)).map(|_| dice.random()).collect(),
        1 => b"{\"a\": [1, 2".to_vec(),
        2 => [b"[".repeat(400), b"]".repeat(400)].concat(),
        _ => b"{\"name\": \"\xff\xfe\"}".to_vec(),
    }
}

/// The example of the contract with some values replaced, or anything at all.
fn body(operation: &Operation, dice: &mut StdRng) -> Value {
    let mut body = operation.example().filter(|_| dice.random_ratio(4, 5)).unwrap_or_else(|| anything(dice, 0));
    for _ in 0..dice.random_range(1..4) {
        spoil(&mut body, dice);
    }
    body
}

fn spoil(value: &mut Value, dice: &mut StdRng) {
    match value {
        Value::Object(fields) if !fields.is_empty() && dice.random_ratio(5, 6) => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = names.choose(dice).unwrap();
            match dice.random_range(0..8) {
                0 => {
                    fields.remove(name);
                }
                1 => {
                    fields.insert(format!("{name}x"), anything(dice, 1));
                }
                _ => spoil(&mut fields[name.as_str()], dice),
            }
        }
        Value::Array(items) if !items.is_empty() && dice.random_ratio(5, 6) => {
            let index = dice.random_range(0..items.len());
            spoil(&mut items[index], dice);
        }
        _ => *value = anything(dice, 1),
    }
}

fn anything(dice: &mut StdRng, depth: usize) -> Value {
    match dice.random_range(0..if depth > 2 { 7 } else { 9 }) {
        0 => Value::Null,
        1 => json!(dice.random::<bool>()),
        2 => json!(dice.random::<i64>()),
        3 => json!(-1),
        4 => json!(dice.random::<f64>() * 1e12),
        5 => json!("x".repeat(dice.random_range(0..5_000))),
        6 => json!(ODD.choose(dice).unwrap()),
        7 => (0..dice.random_range(0..4)).map(|_| anything(dice, depth + 1)).collect(),
        _ => (0..dice.random_range(0..4)).map(|number| (format!("k{number}"), anything(dice, depth + 1))).collect(),
    }
}
