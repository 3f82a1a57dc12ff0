//! The advice sheet: the needs of a household, what partners answered and who helps nearby; read, then mailed.

use api::mail;
use serde_json::{Value, json};

use crate::contact_requests::plain;
use crate::harness::{Person, SmtpSink, TestApp, epci_code};
use crate::prospects::{FIGEAC, household};

const DIRECTORY: &str = "/api/v1/local-resources";
const LEAD: &str = "ines.vayssettes@courriel.example";

async fn entry(admin: &Person, territory: &str, theme: &str, name: &str, verified_on: &str) -> String {
    let body = json!({"territory_code": territory, "theme": theme, "name": name, "phone": "01 99 00 53 02",
        "contact_name": "Didier Malvezin", "verified_on": verified_on});
    admin.post(DIRECTORY).json(body).await.expect(201).id()
}

/// A household of Figeac with two adults, accompanied; its path.
async fn accompanied(t: &TestApp, admin: &Person) -> String {
    let mut body = household("Vayssettes", FIGEAC);
    body["members"][0]["email"] = json!(LEAD);
    body["members"].as_array_mut().unwrap().push(json!({"role": "partner", "first_name": "Hugo"}));
    body["members"].as_array_mut().unwrap().push(json!({"role": "child", "age_band": "six_to_10"}));
    let file = admin.post("/api/v1/prospects").json(body).await.expect(201).header("location").to_owned();
    let referent = t.referent("Grand-Figeac").await;
    let accepted = json!({"referent_id": referent.referent_id, "role": "territorial", "accepted": true});
    admin.post(format!("{file}/assignments")).json(accepted).await.expect(201);
    file
}

async fn need(admin: &Person, file: &str, body: Value) -> String {
    admin.post(format!("{file}/needs")).json(body).await.expect(201).header("location").to_owned()
}

fn names(theme: &Value) -> Vec<&str> {
    theme["resources"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_sheet_brings_needs_answers_and_addresses_together() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    let file = accompanied(&t, &admin).await;
    let housing = need(&admin, &file, json!({"theme": "housing", "description": "Maison avec jardin"})).await;
    admin.patch(&housing).if_match(1).json(json!({"answer": "Deux maisons en mars."})).await.expect(200);
    need(&admin, &file, json!({"theme": "schooling"})).await;
    let dropped = need(&admin, &file, json!({"theme": "mobility"})).await;
    admin.patch(&dropped).if_match(1).json(json!({"status": "dropped"})).await.expect(200);
    entry(&admin, "46", "housing", "Agence du Lot", "2026-10-01").await;
    entry(&admin, &figeac, "housing", "Toit et Vallée", "2025-11-01").await;
    entry(&admin, &cahors, "housing", "Agence de Cahors", "2026-10-01").await;
    entry(&admin, &figeac, "health", "Maison médicale", "2026-10-01").await;
    let old = entry(&admin, &figeac, "housing", "Agence fermée", "2026-10-01").await;
    admin.delete(format!("{DIRECTORY}/{old}")).if_match(1).await.expect(204);
    let sheet = admin.get(format!("{file}/advice-sheet")).await.expect(200).json();
    assert_eq!((&sheet["number"], &sheet["first_names"]), (&json!("OML-2026-00001"), &json!(["Inès", "Hugo"])));
    assert_eq!((&sheet["epci_name"], &sheet["prepared_on"]), (&json!("CC Grand-Figeac"), &json!("2026-11-21")));
    assert_eq!((&sheet["can_be_mailed"], &sheet["referents"][0]["name"]), (&json!(true), &json!("Camille Essai")));
    assert!(sheet["referents"][0]["email"].as_str().unwrap().starts_with("referent."), "the account's address");
    let themes: Vec<&Value> = sheet["themes"].as_array().unwrap().iter().map(|one| &one["theme"]).collect();
    assert_eq!(themes, ["housing", "schooling"], "what is no longer asked for does not stand there");
    let housing = &sheet["themes"][0];
    assert_eq!(
        (&housing["needs"][0]["description"], &housing["needs"][0]["answer"]),
        (&json!("Maison avec jardin"), &json!("Deux maisons en mars."))
    );
    assert_eq!(
        names(housing),
        ["Toit et Vallée", "Agence du Lot"],
        "the nearest first, none of elsewhere, none archived"
    );
    assert_eq!((&housing["resources"][0]["stale"], &housing["resources"][1]["stale"]), (&json!(true), &json!(false)));
    assert!(names(&sheet["themes"][1]).is_empty());
    let journal = admin.get("/api/v1/audit-entries?action=advice_sheet.read").await.expect(200).json();
    assert_eq!(journal["items"].as_array().unwrap().len(), 1, "reading a sheet is noted");
}

#[actix_web::test]
async fn a_household_without_a_wish_gets_what_serves_the_whole_lot() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    entry(&admin, "46", "housing", "Agence du Lot", "2026-10-01").await;
    entry(&admin, &epci_code("Grand-Figeac"), "housing", "Toit et Vallée", "2026-10-01").await;
    let mut body = household("Vayssettes", FIGEAC);
    body["wished_territories"] = json!([]);
    body["territory_indifferent"] = json!(true);
    body["needs"] = json!([{"theme": "housing"}]);
    let file = admin.post("/api/v1/prospects").json(body).await.expect(201).header("location").to_owned();
    let sheet = admin.get(format!("{file}/advice-sheet")).await.expect(200).json();
    assert_eq!((&sheet["epci_name"], &sheet["referents"]), (&Value::Null, &json!([])));
    assert_eq!(names(&sheet["themes"][0]), ["Agence du Lot"]);
}

#[actix_web::test]
async fn the_sheet_is_mailed_once_and_noted() {
    let mut sink = SmtpSink::start().await;
    let url = sink.url.clone();
    let t = TestApp::spawn_with(move |config| config.mail_url = url.into()).await;
    let admin = t.admin().await;
    let file = accompanied(&t, &admin).await;
    let agency = json!({"name": "Agence du logement", "kind": "housing", "territories": ["46"],
        "email": "agence@logement.example"});
    admin.post("/api/v1/partners").json(agency).await.expect(201);
    let asked = need(&admin, &file, json!({"theme": "housing", "description": "Maison avec jardin"})).await;
    admin.post(format!("{asked}/requests")).await.expect(201);
    entry(&admin, &epci_code("Grand-Figeac"), "housing", "Toit et Vallée", "2025-11-01").await;
    let path = format!("{file}/advice-sheet/sendings");
    let sent = admin.post(&path).idempotency_key("k").await.expect(201);
    assert_eq!(sent.json(), json!({"number": "OML-2026-00001", "sent_at": "2026-11-21T09:00:00Z"}));
    assert_eq!(sent.header("location"), format!("{file}/advice-sheet"));
    admin.post(&path).idempotency_key("k").await.expect(201);
    mail::deliver_due(&t.state).await.unwrap();
    let mail = loop {
        let mail = sink.next().await;
        let text = plain(&mail.data);
        if mail.to == [LEAD] && text.contains("VOS CONTACTS") {
            break text;
        }
    };
    for told in [
        "Bonjour Inès,",
        "CC Grand-Figeac",
        "VOS CONTACTS",
        "Camille Essai",
        "LOGEMENT",
        "Maison avec jardin",
        "Agence du logement est sollicité",
        "Toit et Vallée (à vérifier)",
        "Demander Didier Malvezin",
        "01 99 00 53 02",
        "Logement</h2>",
    ] {
        assert!(mail.contains(told), "{told} is missing in {mail}");
    }
    assert!(!mail.contains("Vayssettes"), "first names only: {mail}");
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0), "sent once");
    let page = admin.get(format!("{file}/interactions")).await.expect(200).json();
    let note = page["items"].as_array().unwrap().iter().find(|one| one["direction"] == "outbound").unwrap();
    assert_eq!(
        (&note["kind"], &note["summary"]),
        (&json!("email"), &json!("Fiche conseils envoyée au foyer : Logement."))
    );
    assert_eq!(note["author_id"], json!(admin.user_id));
    let journal = admin.get("/api/v1/audit-entries?action=advice_sheet.send").await.expect(200);
    assert_eq!(journal.json()["items"].as_array().unwrap().len(), 1);
    assert!(!journal.text().contains(LEAD), "{}", journal.text());
}

#[actix_web::test]
async fn an_empty_sheet_or_one_without_an_address_does_not_leave() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = household("Vayssettes", FIGEAC);
    body["members"] = json!([{"role": "lead", "first_name": "Inès", "last_name": "Vayssettes",
        "phone": "06 39 98 12 34"}]);
    let file = admin.post("/api/v1/prospects").json(body).await.expect(201).header("location").to_owned();
    let path = format!("{file}/advice-sheet/sendings");
    assert_eq!(admin.get(format!("{file}/advice-sheet")).await.expect(200).json()["can_be_mailed"], false);
    admin.post(&path).await.expect_problem(409, "sheet_empty");
    need(&admin, &file, json!({"theme": "housing"})).await;
    admin.post(&path).await.expect_problem(409, "email_required");
    let elsewhere = t.referent("Grand Cahors").await;
    elsewhere.get(format!("{file}/advice-sheet")).await.expect_problem(404, "not_found");
    elsewhere.post(&path).await.expect_problem(404, "not_found");
    t.copil().await.get(format!("{file}/advice-sheet")).await.expect_problem(403, "forbidden");
}
