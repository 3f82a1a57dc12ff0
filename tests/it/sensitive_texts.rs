//! What has no place in a file: words that are read again before they stay, and what never does.

use api::sensitive::FREE_TEXTS;
use serde_json::{Value, json};

use crate::harness::{Person, TestApp};
use crate::imports::journey::rows;
use crate::imports::{commit, path, upload};
use crate::prospects::{FIGEAC, household};
use crate::stands;

const HEALTH: &str = "À revoir : elle est en Dépression depuis mars.";
const CHILD: &str = "Leur fille s’appelle Manon, née le 12 mars 2019.";

async fn open_file(who: &Person) -> String {
    let created = who.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    created.header("location").to_owned()
}

fn note(summary: &str) -> Value {
    json!({"kind": "note", "summary": summary})
}

#[actix_web::test]
async fn a_word_is_named_where_it_stands_and_stays_only_on_purpose() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let file = open_file(&referent).await;
    let path = format!("{file}/interactions");
    let problem = referent.post(&path).json(note(HEALTH)).await.expect_problem(422, "sensitive_text");
    let error = &problem["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/summary"), &json!("sensitive_text")));
    assert_eq!(error["seen"], json!([{"kind": "health", "words": "Dépression", "start": 23, "length": 10}]));
    let kept = referent.post(format!("{path}?acknowledged=true")).json(note(HEALTH)).await.expect(201);
    assert_eq!(kept.json()["summary"], HEALTH);
    let admin = t.admin().await;
    let id = file.rsplit('/').next().unwrap();
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}&limit=1")).await.expect(200);
    assert_eq!(journal.json()["items"][0]["fields"], json!(["interactions", "acknowledged_health"]));
    assert!(!journal.text().contains("pression"), "the trail never holds the text");
    // What was written before stays as it is until it is written again.
    let own = format!("{path}/{}", kept.id());
    referent.patch(&own).if_match(1).json(json!({"kind": "call", "direction": "inbound"})).await.expect(200);
    referent.patch(&own).if_match(2).json(json!({"summary": HEALTH})).await.expect_problem(422, "sensitive_text");
}

#[actix_web::test]
async fn an_honest_note_is_kept_and_leaves_no_mark() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = open_file(&admin).await;
    let honest = note("Infirmière, cherche un poste à la maison médicale ou au centre de santé.");
    admin.post(format!("{file}/interactions?acknowledged=true")).json(honest).await.expect(201);
    let id = file.rsplit('/').next().unwrap();
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}&limit=1")).await.expect(200);
    assert_eq!(journal.json()["items"][0]["fields"], json!(["interactions"]));
    let misspelt = admin.post(format!("{file}/interactions?acknowledge=true")).json(note("Rappelle demain."));
    misspelt.await.expect_problem(422, "unknown_parameter");
}

#[actix_web::test]
async fn who_a_child_is_never_stays_and_numbers_only_on_purpose() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = format!("{}/interactions", open_file(&admin).await);
    for query in ["", "?acknowledged=true"] {
        let refused =
            admin.post(format!("{path}{query}")).json(note(CHILD)).await.expect_problem(422, "sensitive_text");
        let codes: Vec<&Value> = refused["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
        assert_eq!(codes, [&json!("child_identity")]);
        assert_eq!(refused["errors"][0]["seen"][0]["words"], "Manon");
    }
    let numbers = note("NIR 1 84 12 76 451 089 46 et IBAN FR14 2004 1010 0505 0001 3M02 606");
    let refused = admin.post(&path).json(numbers.clone()).await.expect_problem(422, "sensitive_text");
    let kinds: Vec<&Value> =
        refused["errors"][0]["seen"].as_array().unwrap().iter().map(|seen| &seen["kind"]).collect();
    assert_eq!(kinds, [&json!("social_security_number"), &json!("bank_details")]);
    admin.post(format!("{path}?acknowledged=true")).json(numbers).await.expect(201);
}

#[actix_web::test]
async fn every_free_text_of_a_file_is_read() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = open_file(&admin).await;
    let need = admin.post(format!("{file}/needs")).json(json!({"theme": "housing"})).await.expect(201);
    let mut opened = household("Delpech", FIGEAC);
    opened["needs"] = json!([{"theme": "housing", "description": HEALTH}]);
    let posts = [
        ("/api/v1/prospects".to_owned(), "/needs/0/description", opened),
        (format!("{file}/tasks"), "/title", json!({"title": HEALTH})),
        (format!("{file}/needs"), "/description", json!({"theme": "housing", "description": HEALTH})),
        (
            format!("{file}/members"),
            "/career/comment",
            json!({"role": "partner", "first_name": "Yann", "career": {"comment": HEALTH}}),
        ),
        (format!("{file}/transitions"), "/reason", json!({"to": "closed", "reason": HEALTH})),
        (
            format!("{file}/consents"),
            "/proof",
            json!({"purpose": "follow_up", "text_version": "2026-11", "channel": "phone", "proof": HEALTH}),
        ),
    ];
    for (path, pointer, body) in posts {
        let refused = admin.post(&path).json(body).await.expect_problem(422, "sensitive_text");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{path}");
    }
    let patches = [
        (file.clone(), "/housing_comment", json!({"housing_comment": HEALTH})),
        (file.clone(), "/next_action/label", json!({"next_action": {"label": HEALTH, "on": "2026-12-01"}})),
        (need.header("location").to_owned(), "/answer", json!({"answer": HEALTH})),
    ];
    for (path, pointer, body) in patches {
        let refused = admin.patch(&path).if_match(1).json(body).await.expect_problem(422, "sensitive_text");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{path}");
    }
}

#[actix_web::test]
async fn an_import_keeps_what_is_to_be_read_again_and_says_on_which_line() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let csv = format!(
        "Nom;Mail;Date demande;Observations\nFaure;faure@courriel.example;03/03/2021;{HEALTH}\n\
         Béral;beral@courriel.example;04/03/2021;Cherche une maison.\n"
    );
    let import = upload(&admin, "essai.csv", csv).await.expect(201).json();
    commit(&admin, &import).await;
    let told: Vec<(Value, Value)> = rows(&admin, &import, "created")
        .await
        .into_iter()
        .map(|row| {
            (row["row"].clone(), row["reasons"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect())
        })
        .collect();
    assert_eq!(told, [(json!(1), json!(["sensitive_text"])), (json!(2), json!([]))]);
    let report = admin.get(path(&import, "/report")).await.expect(200).text();
    let line = report.lines().find(|line| line.starts_with("Faure")).unwrap();
    assert!(line.contains("il contient des mots sensibles, gardés tels quels"), "{line}");
    let found = admin.get("/api/v1/prospects?q=faure").await.expect(200).json();
    let file = admin.get(format!("/api/v1/prospects/{}", found["items"][0]["id"].as_str().unwrap())).await;
    assert_eq!(file.expect(200).json()["message"], HEALTH, "nothing is lost");
    let journal = format!("/api/v1/audit-entries?resource_id={}", import["id"].as_str().unwrap());
    let journal = admin.get(journal).await.expect(200).json();
    let deed = journal["items"].as_array().unwrap().iter().find(|deed| deed["action"] == "import.commit").unwrap();
    assert_eq!(deed["fields"], json!(["prospects", "sensitive_text"]), "whoever commits keeps it");
}

#[actix_web::test]
async fn a_stand_has_a_note_read_again_by_whoever_follows_the_file() {
    let t = TestApp::spawn().await;
    let author = t.referent("Grand-Figeac").await;
    let event = stands::fair(&author).await;
    let tablet = stands::device(&t, &stands::code_of(&author, &event).await).await;
    let met = |first_name: &str, phone: &str, note: &str| {
        let mut more = stands::reachable(first_name, phone);
        more["note"] = json!(note);
        stands::person("with_project", &uuid::Uuid::now_v7().to_string(), &more)
    };
    let people = vec![met("Ana", "06 39 98 12 34", HEALTH), met("Luc", "06 39 98 12 35", "Cherche une ferme.")];
    tablet.post(stands::SYNC).json(stands::batch(&t, people, vec![])).await.expect(200);
    t.run_jobs().await;
    let admin = t.admin().await;
    for (name, note, tasks) in [("Ana", HEALTH, 1), ("Luc", "Cherche une ferme.", 0)] {
        let captures = stands::captures(&author, &event, "").await;
        let capture = captures.iter().find(|one| one["first_name"] == name).unwrap();
        let file = admin.get(format!("/api/v1/prospects/{}", capture["prospect_id"].as_str().unwrap())).await;
        let file = file.expect(200).json();
        let again = |task: &&Value| task["title"].as_str().unwrap().starts_with("Relire la note du stand");
        let found = file["tasks"].as_array().unwrap().iter().filter(again).count();
        assert_eq!((file["message"].as_str(), found), (Some(note), tasks), "{name}");
    }
}

/// Whether a schema has a text among those that people write in their own words, itself or in what it holds.
fn has_free_text(document: &Value, schema: &Value) -> bool {
    if let Some(name) = schema["$ref"].as_str() {
        return has_free_text(document, document.pointer(name.trim_start_matches('#')).unwrap());
    }
    let any = |list: &Value| list.as_array().into_iter().flatten().any(|inner| has_free_text(document, inner));
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties.into_iter().any(|(name, inner)| FREE_TEXTS.contains(&name.as_str()) || has_free_text(document, inner))
        || any(&schema["oneOf"])
        || any(&schema["anyOf"])
        || (schema["items"].is_object() && has_free_text(document, &schema["items"]))
}

#[actix_web::test]
async fn no_operation_of_a_file_takes_a_free_text_unread() {
    let t = TestApp::spawn().await;
    let document = t.anonymous().get("/api/v1/openapi.json").await.expect(200).json();
    let mut read = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let is_of_a_file = path.starts_with("/api/v1/prospects") || path == "/api/v1/public/need-answers";
        // Why a file is erased is a code.
        if !is_of_a_file || path.ends_with("/anonymisation") {
            continue;
        }
        for (verb, operation) in operations.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let asks =
                operation["parameters"].as_array().into_iter().flatten().any(|one| one["name"] == "acknowledged");
            assert_eq!(asks, has_free_text(&document, schema), "{verb} {path}");
            read += usize::from(asks);
        }
    }
    assert!(read >= 15, "{read}");
}
