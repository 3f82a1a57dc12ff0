//! Taking an import back.

use serde_json::{Value, json};

use super::{commit, numbers, path, upload};
use crate::harness::{Person, TestApp};

const CSV: &str = "Nom;Prénom;Mail;Date demande;Statut\n\
    Faure;Inès;a@courriel.example;03/03/2021;Nouveau\n\
    Béral;Hugo;b@courriel.example;04/03/2021;Nouveau\n\
    Ségui;Noël;c@courriel.example;05/03/2021;Nouveau\n\
    Faure;I.;A@courriel.example;06/03/2021;Nouveau\n";

async fn import(person: &Person, csv: &str) -> Value {
    let import = upload(person, "bureau.csv", csv).await.expect(201).json();
    commit(person, &import).await
}

async fn file(person: &Person, number: &str) -> Value {
    let page = person.get("/api/v1/prospects?sort=number").await.expect(200).json();
    let found = page["items"].as_array().unwrap().iter().find(|file| file["number"] == number).unwrap().clone();
    person.get(format!("/api/v1/prospects/{}", found["id"].as_str().unwrap())).await.expect(200).json()
}

async fn notes(person: &Person, file: &Value) -> Vec<String> {
    let path = format!("/api/v1/prospects/{}/interactions", file["id"].as_str().unwrap());
    let page = person.get(path).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|note| note["summary"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_import_goes_back_without_a_trace_or_a_gap() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let done = import(&admin, CSV).await;
    assert_eq!(done["summary"]["created"], 3, "{done}");
    let undone = admin.post(path(&done, "/undos")).await.expect(200).json();
    assert_eq!(
        (&undone["status"], &undone["undo"]),
        (&json!("undone"), &json!({"deleted": 3, "restored": 0, "kept": []}))
    );
    assert_eq!(numbers(&admin).await, Vec::<String>::new());
    admin.post(path(&done, "/undos")).await.expect_problem(409, "transition_not_allowed");
    import(&admin, CSV).await;
    assert_eq!(numbers(&admin).await, ["OML-2021-00001", "OML-2021-00002", "OML-2021-00003"]);
}

#[actix_web::test]
async fn a_file_that_somebody_worked_on_stays() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let done = import(&admin, CSV).await;
    let second = file(&admin, "OML-2021-00002").await;
    let change = admin.patch(format!("/api/v1/prospects/{}", second["id"].as_str().unwrap()));
    change.if_match(&second["version"]).json(json!({"city": "Lyon"})).await.expect(200);
    let undone = admin.post(path(&done, "/undos")).await.expect(200).json();
    assert_eq!(undone["undo"], json!({"deleted": 2, "restored": 0, "kept": ["OML-2021-00002"]}));
    assert_eq!(numbers(&admin).await, ["OML-2021-00002"]);
    // Béral's file is still there: the next ones follow it.
    assert_eq!(import(&admin, CSV).await["summary"]["created"], 2);
    assert_eq!(numbers(&admin).await, ["OML-2021-00002", "OML-2021-00003", "OML-2021-00004"]);
}

#[actix_web::test]
async fn a_duplicate_leaves_one_note_and_changes_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    import(&admin, CSV).await;
    let first = file(&admin, "OML-2021-00001").await;
    assert_eq!(notes(&admin, &first).await, ["Doublon dans l’import « bureau.csv », ligne 4"]);
    assert_eq!(
        (&first["created_at"], &first["history"][0]["origin"]),
        (&json!("2021-03-03T12:00:00Z"), &json!("import"))
    );
    assert_eq!(first["next_action"]["on"], "2026-12-21");

    // The same content again says nothing new; another content does, until it is taken back.
    assert_eq!(import(&admin, CSV).await["summary"]["duplicates"], 4);
    assert_eq!(notes(&admin, &first).await.len(), 1);
    let other = import(&admin, &CSV.replace("Faure", "Faure-Béral")).await;
    assert_eq!(notes(&admin, &first).await.len(), 3);
    admin.post(path(&other, "/undos")).await.expect(200);
    assert_eq!(notes(&admin, &first).await.len(), 1);
    let after = file(&admin, "OML-2021-00001").await;
    assert_eq!((&after["updated_at"], &after["version"]), (&first["updated_at"], &first["version"]));
}
