//! From the public form to the file: the mailed link, the call, and what neither machines nor the curious get.

mod confirmation;
mod form;
mod inbox;

use api::mail;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, Reply, SmtpSink, TestApp};

const FORM: &str = "/api/v1/public/contact-form";
const REQUESTS: &str = "/api/v1/public/contact-requests";
const CONFIRM: &str = "/api/v1/public/contact-requests/confirm";
const INBOX: &str = "/api/v1/contact-requests";
const FIGEAC: &str = "46102";

/// A form in order, its token old enough to be a person's.
async fn form(t: &TestApp) -> Value {
    let form = t.anonymous().get(FORM).await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let texts = form["consent_texts"].as_array().unwrap();
    let required = texts.iter().find(|text| text["required"] == true).unwrap();
    json!({
        "token": form["token"],
        "first_name": "Maëlle",
        "last_name": "Kerbrat",
        "email": "maelle.kerbrat@foyer.example",
        "phone": "06 39 98 12 34",
        "country": "FR",
        "postal_code": "44000",
        "household_kind": "family",
        "children_age_bands": ["under_3", "six_to_10"],
        "project_types": ["farm_takeover"],
        "occupations": [{"text": "maraîchère"}, {"text": "soudeur"}],
        "partner_first_name": "Yann",
        "horizon": "six_to_12_months",
        "wished_territories": [FIGEAC],
        "needs": ["housing"],
        "message": "Nous cherchons une ferme.",
        "consents": [{"purpose": required["purpose"], "version": required["version"]}]
    })
}

/// The form with other answers.
pub async fn form_with(t: &TestApp, changes: Value) -> Value {
    let mut form = form(t).await;
    for (name, value) in changes.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

pub async fn send(t: &TestApp, form: Value) -> Reply {
    t.anonymous().post(REQUESTS).json(form).await
}

/// Sends the form and opens the mailed link; what confirming answers.
async fn confirmed(t: &TestApp, sink: &mut SmtpSink, form: Value) -> Value {
    send(t, form).await.expect(201);
    let token = mailed_token(t, sink).await;
    let answer = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    mail::deliver_due(&t.state).await.unwrap();
    let told = plain(&sink.next().await.data);
    assert!(told.contains(answer["number"].as_str().unwrap()), "{told}");
    answer
}

async fn mailed_token(t: &TestApp, sink: &mut SmtpSink) -> String {
    mail::deliver_due(&t.state).await.unwrap();
    let mail = plain(&sink.next().await.data);
    let (_, rest) = mail.split_once("http://localhost:8080/demande/confirmation#").unwrap_or_else(|| panic!("{mail}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

/// The parts of a mail without their quoted-printable encoding.
pub fn plain(data: &str) -> String {
    let joined = data.replace("\r\n", "\n").replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let coded = after.get(..2).filter(|_| byte == b'=').and_then(|hex| std::str::from_utf8(hex).ok());
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn app() -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start().await;
    let url = sink.url.clone();
    (TestApp::spawn_with(move |config| config.mail_url = url.into()).await, sink)
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) AS found FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

fn fault(problem: &Value, pointer: &str) -> String {
    let errors = problem["errors"].as_array().unwrap();
    let found =
        errors.iter().find(|error| error["pointer"] == pointer).unwrap_or_else(|| panic!("no {pointer} in {problem}"));
    found["code"].as_str().unwrap().to_owned()
}

async fn only_request(inbox: &Client) -> Value {
    let page = inbox.get(INBOX).await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
    page["items"][0].clone()
}
