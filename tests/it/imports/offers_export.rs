//! Job offers taken away: exactly the list, everybody's own, in shapes that the import reads back.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::offers::{answer, counts, france_travail, import};
use crate::harness::{Client, TestApp};
use crate::job_offers::{PATH, member, nurse, published};

/// The three shapes, each with its bytes as an importer receives them.
const SHAPES: [&str; 4] = ["format=json", "format=csv", "format=csv&profile=excel-fr", "format=ndjson"];

async fn export(who: &Client, query: &str) -> String {
    who.get(format!("{PATH}/export?{query}")).await.expect(200).text()
}

/// Offers of France Travail that use every field there is.
fn full() -> Vec<Value> {
    let mut first = france_travail("188XKBM", "=Infirmier; « de \"nuit\" »");
    (first["logementPossible"], first["teletravail"]) = (json!(true), json!("some_days"));
    (first["dateDebut"], first["dateFin"]) = (json!("2027-01-04"), json!("2027-02-28"));
    (first["contact"], first["dureeTravailLibelleConverti"]) =
        (json!({"courriel": "rh@clinique.example"}), json!("Temps partiel"));
    let mut second = france_travail("189ABCD", "Soudeur");
    (second["typeContrat"], second["typeContratLibelle"]) = (json!("CDI"), json!("CDI"));
    (second["lieuTravail"], second["entreprise"]) = (json!({"libelle": "46 - LOT"}), json!({}));
    (second["experienceExige"], second["experienceLibelle"]) = (json!("E"), json!("2 An(s)"));
    vec![first, second]
}

#[actix_web::test]
async fn every_shape_is_read_back_as_it_was_here_and_elsewhere() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    import(&admin, "", answer(&full())).await;
    for shape in SHAPES {
        let text = export(&admin, &format!("sort=title&{shape}")).await;
        let again = import(&admin, "&source=france_travail", text.clone()).await;
        assert_eq!(counts(&again), [0, 0, 2, 0, 0, 0], "{shape}: {text}");
        let other = TestApp::spawn().await;
        let there = other.admin().await;
        let first = import(&there, "&source=france_travail", text).await;
        assert_eq!(counts(&first), [2, 0, 0, 0, 0, 0], "{shape}");
        assert_eq!(export(&there, "sort=title&format=json").await, export(&admin, "sort=title&format=json").await);
    }
}

#[actix_web::test]
async fn what_is_not_out_is_not_published_by_coming_back() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let clinic = member(&admin, "Clinique du Ségala").await;
    let id = published(&admin, &clinic, nurse()).await;
    let mut draft = nurse();
    (draft["employer_id"], draft["title"]) = (json!(clinic), json!("Brouillon"));
    admin.post(PATH).json(draft).await.expect(201);
    for shape in SHAPES {
        let text = export(&admin, shape).await;
        assert!(text.contains(&id), "an offer typed here goes by its id");
        let here = import(&admin, "", text.clone()).await;
        assert_eq!(counts(&here), [0, 0, 0, 0, 1, 1], "{shape}: typed here, it is no copy");
        let other = TestApp::spawn().await;
        let there = other.admin().await;
        let first = import(&there, "", text).await;
        assert_eq!(counts(&first), [1, 0, 0, 0, 0, 1], "{shape}: a draft stays a draft");
    }
}

#[actix_web::test]
async fn an_export_is_the_list_of_whoever_asks_and_is_written_down() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (clinic, mill) = (member(&admin, "Clinique du Ségala").await, member(&admin, "Moulin").await);
    published(&admin, &clinic, nurse()).await;
    let mut miller = nurse();
    (miller["title"], miller["contract_type"]) = (json!("Meunier"), json!("CDD"));
    published(&admin, &mill, miller).await;
    import(&admin, "", answer(&full())).await;
    let own = t.employer(&clinic).await;
    for (who, query, expected) in [
        (&admin.client, "sort=title", 4),
        (&admin.client, "contract=CDD", 2),
        (&admin.client, "source=direct&q=meunier", 1),
        (&admin.client, "status=draft", 0),
        // An imported offer that bears its name is its own too.
        (&own.client, "archived=any&sort=title", 2),
        (&own.client, "source=direct", 1),
        (&own.client, "q=meunier", 0),
    ] {
        let list = who.get(format!("{PATH}?{query}&limit=200")).await.expect(200).json();
        let shown: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["title"]).collect();
        let text = export(who, &format!("{query}&format=json")).await;
        let exported: Value = serde_json::from_str(&text).unwrap();
        let exported: Vec<&Value> =
            exported["resultats"].as_array().unwrap().iter().map(|item| &item["intitule"]).collect();
        assert_eq!((exported.len(), exported), (expected, shown), "{query}");
    }
    assert!(!export(&own, "format=csv").await.contains("Meunier"));

    let accepted = admin.get(format!("{PATH}/export")).header("accept", "application/x-ndjson").await.expect(200);
    assert_eq!(accepted.header("content-type"), "application/x-ndjson");
    let json = admin.get(format!("{PATH}/export")).header("accept", "application/json").await.expect(200);
    assert_eq!(json.header("content-disposition"), "attachment; filename=\"offres-2026-11-21.json\"");
    assert!(export(&admin, "profile=excel-fr").await.starts_with("\u{feff}Identifiant de l’offre;Source;"));
    for query in ["format=xlsx", "profile=german", "format=json&profile=excel-fr", "status=open", "sort=price"] {
        admin.get(format!("{PATH}/export?{query}")).await.expect_problem(422, "validation_failed");
    }
    t.copil().await.get(format!("{PATH}/export")).await.expect_problem(403, "forbidden");
    let db = t.state.store.reader();
    let asked = "SELECT fields FROM audit_entries WHERE action = 'job_offer.export' ORDER BY id DESC";
    let written = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.unwrap();
    assert_eq!(written[0].try_get::<Value>("", "fields").unwrap(), json!(["profile"]));
    assert_eq!(written.len(), 11);
}

#[actix_web::test]
async fn a_long_export_is_complete() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    // More than one batch of 500.
    let offers: Vec<Value> = (0..505).map(|index| france_travail(&format!("N{index:04}"), "Soudeur")).collect();
    import(&admin, "", answer(&offers)).await;
    let read: Value = serde_json::from_str(&export(&admin, "format=json").await).unwrap();
    let mut names: Vec<&str> =
        read["resultats"].as_array().unwrap().iter().map(|offer| offer["id"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 505);
    assert_eq!(export(&admin, "format=ndjson").await.lines().count(), 505);
}
