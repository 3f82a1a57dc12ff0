//! The page of a household: what it shows, what it never shows, whom it lets in, and what the household changes on it.

mod appointments;
mod data;
mod letters;
mod links;
mod rights;
mod wishes;

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Call, Client, Person, Reply, TestApp, epci_code};

const PAGE: &str = "/api/v1/public/household-page";
const WISHES: &str = "/api/v1/public/household-page/wishes";
const LINKS: &str = "/api/v1/public/household-page/links";
const ADDRESS: &str = "maelle.kerbrat@foyer.example";
const SENTENCE: &str = "Camille Essai suit le territoire demandé en premier : Grand-Figeac.";

/// A mail that waits: its kind, who gets it, its subject and paragraphs, where its button leads.
#[derive(Debug, Clone)]
struct Waiting {
    kind: String,
    to: String,
    words: String,
    link: Option<String>,
}

impl Waiting {
    /// The token of the link to the page.
    fn token(&self) -> String {
        let link = self.link.as_deref().unwrap_or_else(|| panic!("no link in {self:?}"));
        link.strip_prefix("http://localhost:8080/mon-dossier#").unwrap_or_else(|| panic!("{link}")).to_owned()
    }
}

async fn rows(t: &TestApp, sql: &str) -> Vec<sea_orm::QueryResult> {
    let db = t.state.store.reader();
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap()
}

async fn execute(t: &TestApp, sql: &str) {
    t.state.store.writer().execute_unprepared(sql).await.unwrap();
}

/// Every mail queued so far, oldest first.
async fn mails(t: &TestApp) -> Vec<Waiting> {
    let rows = rows(t, "SELECT kind, recipient, subject, payload FROM outbox_messages ORDER BY id").await;
    let waiting = |row: &sea_orm::QueryResult| {
        let letter: Value = row.try_get("", "payload").unwrap();
        let paragraphs = letter["paragraphs"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
        let subject: String = row.try_get("", "subject").unwrap();
        Waiting {
            kind: row.try_get("", "kind").unwrap(),
            to: row.try_get("", "recipient").unwrap(),
            words: std::iter::once(subject.as_str()).chain(paragraphs).collect::<Vec<_>>().join("\n"),
            link: letter["button"]["url"].as_str().map(str::to_owned),
        }
    };
    rows.iter().map(waiting).collect()
}

async fn mails_of(t: &TestApp, kind: &str) -> Vec<Waiting> {
    mails(t).await.into_iter().filter(|mail| mail.kind == kind).collect()
}

/// The file of a family that wishes for Figeac, with a word of every kind that only the staff may read.
async fn family(staff: &Client) -> String {
    let body = json!({
        "source": "phone", "source_detail": "SECRET-source", "household_kind": "family", "city": "SECRET-city",
        "country": "FR", "language": "fr", "project_types": ["employee"], "horizon": "over_a_year", "maturity": "decided",
        "wished_territories": ["46102"], "obstacles": ["housing"], "housing_comment": "SECRET-housing",
        "message": "SECRET-message",
        "next_action": { "label": "Appeler le foyer", "on": "2026-11-24" },
        "members": [
            { "role": "lead", "first_name": "Maëlle", "last_name": "SECRET-Kerbrat", "email": "Maelle.Kerbrat@foyer.example",
              "phone": "06 39 98 12 34", "career": { "comment": "SECRET-career", "occupation_text": "maraîchère" } },
            { "role": "partner", "first_name": "Yann", "last_name": "Kerbrat", "email": "yann@foyer.example",
              "phone": "06 39 98 55 55" },
            { "role": "child", "age_band": "six_to_10" }
        ],
        "needs": [{ "theme": "housing", "description": "Une maison avec jardin" }]
    });
    choose_by_hand(staff).await;
    staff.post("/api/v1/prospects").json(body).await.expect(201).id()
}

/// Lets people choose the référents of these files, so that each test says who they are.
async fn choose_by_hand(staff: &Client) {
    let path = "/api/v1/routing-table";
    let table = staff.get(path).await.expect(200);
    let mut lines = table.json();
    for field in ["version", "author_name", "created_at"] {
        lines.as_object_mut().unwrap().remove(field);
    }
    lines["automatic"] = json!(false);
    staff.put(path).if_match(table.version()).json(lines).await.expect(200);
}

async fn asked(t: &TestApp, address: &str) -> Reply {
    t.anonymous().post(LINKS).json(json!({ "email": address })).await.expect(202)
}

/// Asks for the link of an address and takes it out of the mail.
async fn link(t: &TestApp, address: &str) -> Client {
    asked(t, address).await;
    let sent = mails_of(t, "household_link").await;
    t.bearer(&sent.last().unwrap_or_else(|| panic!("no link for {address}")).token())
}

async fn version(staff: &Client, id: &str) -> i32 {
    staff.get(format!("/api/v1/prospects/{id}")).await.expect(200).version()
}

async fn transition(staff: &Client, id: &str, body: Value) {
    staff.post(format!("/api/v1/prospects/{id}/transitions")).json(body).await.expect(200);
}

/// Nobody is asked but by hand from now on, and référents are reached through their partner.
async fn by_hand(t: &TestApp, staff: &Client) {
    let path = "/api/v1/routing-table";
    let mut table = staff.get(path).await.expect(200).json();
    let version = table["version"].take();
    for name in ["version", "author_name", "created_at"] {
        table.as_object_mut().unwrap().remove(name);
    }
    table["automatic"] = json!(false);
    staff.put(path).if_match(version).json(table).await.expect(200);
    execute(t, "UPDATE referents SET email = NULL").await;
}

/// Proposes the file to a référent; the id of the assignment.
async fn propose(staff: &Client, id: &str, referent: &Person, role: &str) -> String {
    let body = json!({ "referent_id": referent.referent_id, "role": role, "explanation": SENTENCE });
    staff.post(format!("/api/v1/prospects/{id}/assignments")).json(body).await.expect(201).id()
}

async fn accept(referent: &Person, id: &str, assignment: &str) {
    let path = format!("/api/v1/prospects/{id}/assignments/{assignment}/transitions");
    referent.post(path).json(json!({ "to": "accepted" })).await.expect(200);
}

/// What a reply tells, byte for byte but for the number of the request.
fn told(reply: &Reply) -> (StatusCode, Vec<String>, String) {
    let mut headers: Vec<String> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    (reply.status, headers, reply.text().replace(reply.header("x-request-id"), "…"))
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn fault(problem: &Value, pointer: &str) -> String {
    let errors = problem["errors"].as_array().unwrap();
    let found = errors.iter().find(|error| error["pointer"] == pointer);
    found.unwrap_or_else(|| panic!("no {pointer} in {problem}"))["code"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_household_reads_where_its_file_stands() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    by_hand(&t, &admin).await;
    let id = family(&admin).await;
    let household = link(&t, ADDRESS).await;
    let reply = household.get(PAGE).await.expect(200);
    assert_eq!((reply.header("cache-control"), reply.version()), ("no-store", 1));
    assert_eq!(
        reply.json(),
        json!({
            "number": "OML-2026-00001", "first_name": "Maëlle", "stage": "received", "referents": [],
            "next_step": { "label": "Appeler le foyer", "on": "2026-11-24" }, "appointments": [],
            "wishes": { "wished_territories": [{ "code": "46102", "name": "Figeac" }], "territory_indifferent": false,
                "project_types": ["employee"], "horizon": "over_a_year" },
            "can_change_wishes": true,
            "needs": [{ "theme": "housing", "description": "Une maison avec jardin", "status": "to_do", "answer": null }],
            "version": 1
        })
    );
    transition(&admin, &id, json!({ "to": "qualified" })).await;
    assert_eq!(household.get(PAGE).await.expect(200).json()["stage"], "looking");
    let assignment = propose(&admin, &id, &referent, "territorial").await;
    assert_eq!(household.get(PAGE).await.expect(200).json()["referents"], json!([]), "nobody has agreed yet");
    accept(&referent, &id, &assignment).await;
    t.clock.advance(Duration::days(4));
    let page = household.get(PAGE).await.expect(200).json();
    assert_eq!((&page["stage"], &page["next_step"]), (&json!("accompanied"), &Value::Null), "the day has passed");
    assert_eq!(page["referents"][0]["because"], SENTENCE);
    let closing = json!({ "to": "closed", "closing_reason": "abandoned", "reason": "SECRET-closing" });
    t.admin().await.post(format!("/api/v1/prospects/{id}/transitions")).json(closing).await.expect(200);
    let reply = household.get(PAGE).await.expect(200);
    let page = reply.json();
    assert_eq!((&page["stage"], &page["can_change_wishes"]), (&json!("closed"), &json!(false)));
    assert!(!reply.text().contains("SECRET"), "{}", reply.text());
}

#[actix_web::test]
async fn a_page_shows_nothing_but_what_the_household_may_read() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    by_hand(&t, &admin).await;
    let id = family(&admin).await;
    let path = format!("/api/v1/prospects/{id}");
    for visibility in ["private", "partners"] {
        let note = json!({ "kind": "note", "summary": "SECRET-note", "visibility": visibility });
        admin.post(format!("{path}/interactions")).json(note).await.expect(201);
    }
    admin.post(format!("{path}/tasks")).json(json!({ "title": "SECRET-task" })).await.expect(201);
    for role in ["territorial", "technical"] {
        let assignment = propose(&admin, &id, &referent, role).await;
        accept(&referent, &id, &assignment).await;
    }
    let declined = t.referent("Grand Cahors").await;
    let assignment = propose(&admin, &id, &declined, "technical").await;
    let answer = json!({ "to": "declined", "reason": "knows_household" });
    declined.post(format!("{path}/assignments/{assignment}/transitions")).json(answer).await.expect(200);

    let reply = link(&t, ADDRESS).await.get(PAGE).await.expect(200);
    let (page, text) = (reply.json(), reply.text());
    assert_eq!(
        keys(&page),
        BTreeSet::from([
            "number",
            "first_name",
            "stage",
            "referents",
            "next_step",
            "appointments",
            "wishes",
            "can_change_wishes",
            "needs",
            "version"
        ])
    );
    assert_eq!(
        keys(&page["referents"][0]),
        BTreeSet::from(["role", "name", "partner_name", "phone", "email", "because"])
    );
    assert_eq!(keys(&page["next_step"]), BTreeSet::from(["label", "on"]), "nobody's account");
    assert_eq!(keys(&page["needs"][0]), BTreeSet::from(["theme", "description", "status", "answer"]));
    let roles: Vec<&Value> = page["referents"].as_array().unwrap().iter().map(|one| &one["role"]).collect();
    assert_eq!(roles, ["territorial", "technical"], "who declined is not told");
    let ids =
        [id.as_str(), &referent.user_id.to_string(), &referent.referent_id.unwrap().to_string()].map(str::to_owned);
    let hidden =
        ["SECRET", "yann", "Yann", "39981234", "39985555", "foyer.example", "knows_household", "decided", "qualified"];
    for word in hidden.into_iter().map(str::to_owned).chain(ids) {
        assert!(!text.contains(&word), "{word} is shown: {text}");
    }
    assert!(!text.contains("ohmylot.example"), "the address with which somebody signs in: {text}");
}
