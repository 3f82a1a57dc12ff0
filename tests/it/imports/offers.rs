//! Job offers over HTTP: a file of France Travail is received, tried, committed, seen again, taken back.

use chrono::Duration;
use serde_json::{Value, json};

use super::path;
use crate::harness::{Client, Person, Reply, TestApp};
use crate::job_offers::{PATH, member, move_membership, move_to, nurse, published};

/// An offer as France Travail tells it.
pub(super) fn france_travail(id: &str, title: &str) -> Value {
    json!({
        "id": id, "intitule": title, "description": "Vous rejoignez une équipe de douze personnes.\nPoste de jour.",
        "dateCreation": "2026-11-02T08:00:00.000Z", "dateActualisation": "2026-11-20T08:00:00.000Z",
        "lieuTravail": {"libelle": "46 - FIGEAC", "latitude": 44.61, "longitude": 2.03, "codePostal": "46100",
            "commune": "46102"},
        "romeCode": "J1506", "romeLibelle": "Soins infirmiers généralistes", "appellationlibelle": "Infirmier",
        "entreprise": {"nom": "Clinique du Ségala", "entrepriseAdaptee": false},
        "typeContrat": "CDD", "typeContratLibelle": "CDD - 6 Mois", "natureContrat": "E1",
        "natureContratLibelle": "Contrat travail", "experienceExige": "D", "experienceLibelle": "Débutant accepté",
        "formations": [{"niveauLibelle": "Bac+3"}], "salaire": {"libelle": "Mensuel de 2300.00 Euros sur 12 mois"},
        "dureeTravailLibelle": "35H/semaine Travail en journée", "dureeTravailLibelleConverti": "Temps plein",
        "alternance": false, "nombrePostes": 2, "secteurActivite": "86",
        "origineOffre": {"origine": "1", "urlOrigine": format!("https://candidat.example.fr/offres/{id}")}
    })
}

pub(super) fn answer(offers: &[Value]) -> String {
    json!({"resultats": offers, "filtresPossibles": []}).to_string()
}

/// Sends a file of offers.
pub(super) async fn upload(person: &Client, query: &str, content: impl Into<Vec<u8>>) -> Reply {
    let path = format!("/api/v1/imports?filename=offres.json&subject=job_offers{query}");
    person.post(path).bytes("application/octet-stream", content.into()).await
}

/// Receives, tries and commits a file; the two counts agree.
pub(super) async fn import(person: &Client, query: &str, content: impl Into<Vec<u8>>) -> Value {
    let import = upload(person, query, content).await.expect(201).json();
    let tried = person.post(path(&import, "/dry-runs")).await.expect(200).json();
    let done = person.post(path(&import, "/commits")).await.expect(200).json();
    assert_eq!(tried["summary"], done["summary"], "a dry run tells what a commit does");
    done
}

/// Created, updated, unchanged, closed, duplicates, refused.
pub(super) fn counts(import: &Value) -> [i64; 6] {
    ["created", "updated", "unchanged", "closed", "duplicates", "refused"]
        .map(|name| import["summary"][name].as_i64().unwrap())
}

pub(super) async fn undo(person: &Client, import: &Value) -> Value {
    person.post(path(import, "/undos")).await.expect(200).json()["undo"].clone()
}

async fn offers(person: &Client) -> Vec<Value> {
    let page = person.get(format!("{PATH}?sort=title&limit=200&archived=any")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// What an offer is, without when and how often it changed.
fn facts(mut offer: Value) -> Value {
    for name in ["version", "updated_at"] {
        offer.as_object_mut().unwrap().remove(name);
    }
    offer
}

async fn all_facts(person: &Client) -> Vec<Value> {
    offers(person).await.into_iter().map(facts).collect()
}

async fn changes(person: &Client, offer: &Value) -> Vec<(String, String, String)> {
    let path = format!("{PATH}/{}/changes", offer["id"].as_str().unwrap());
    let moves = person.get(path).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |item: &Value| (text(&item["to"]), text(&item["reason"]), text(&item["actor_name"]));
    moves["items"].as_array().unwrap().iter().map(told).collect()
}

async fn public(t: &TestApp) -> i64 {
    t.anonymous().get("/api/v1/public/job-offers").await.expect(200).json()["total"].as_i64().unwrap()
}

#[actix_web::test]
async fn a_file_of_france_travail_becomes_public_offers() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = answer(&[france_travail("188XKBM", "Infirmier de jour (H/F)"), france_travail("189ABCD", "Soudeur")]);
    let received = upload(&admin, "", file).await.expect(201).json();
    assert_eq!((&received["subject"], &received["source"]), (&json!("job_offers"), &json!("france_travail")));
    assert_eq!((&received["partial"], &received["unmapped_values"]), (&json!(false), &json!([])));
    let tried = admin.post(path(&received, "/dry-runs")).await.expect(200).json();
    assert_eq!((counts(&tried), offers(&admin).await.len()), ([2, 0, 0, 0, 0, 0], 0));
    admin.post(path(&received, "/commits")).await.expect(200);

    let offer = &offers(&admin).await[0];
    for (name, expected) in [
        ("title", json!("Infirmier de jour (H/F)")),
        ("employer_id", Value::Null),
        ("employer_name", json!("Clinique du Ségala")),
        ("commune_name", json!("Figeac")),
        ("occupation_code", json!("J1506")),
        ("contract_type", json!("CDD")),
        ("contract_detail", json!("CDD - 6 Mois")),
        ("sector", json!("health")),
        ("experience", json!("D")),
        ("experience_detail", Value::Null),
        ("positions", json!(2)),
        ("source", json!("france_travail")),
        ("external_id", json!("188XKBM")),
        ("status", json!("published")),
        ("is_public", json!(true)),
        ("expires_on", Value::Null),
        ("apply_url", json!("https://candidat.example.fr/offres/188XKBM")),
    ] {
        assert_eq!(offer[name], expected, "{name}");
    }
    assert_eq!(public(&t).await, 2);
    let history = changes(&admin, offer).await;
    assert_eq!(history[0].0, "published");
    assert_eq!(history[0].1, "Import « offres.json »");
    assert!(!history[0].2.is_empty(), "who committed it");
    let rows = admin.get(path(&received, "/rows?verdict=created")).await.expect(200).json();
    assert_eq!((&rows["items"][0]["job_offer_id"], &rows["items"][0]["row"]), (&offer["id"], &json!(1)));
    assert_eq!(rows["items"][0]["job_offer_title"], offer["title"]);
}

#[actix_web::test]
async fn what_vanished_is_closed_what_returns_is_back_and_an_undo_restores_both() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (first, second) = (france_travail("A", "Boulanger"), france_travail("B", "Charpentier"));
    import(&admin, "", answer(&[first.clone(), second.clone()])).await;
    let before = all_facts(&admin).await;
    t.clock.advance(Duration::minutes(5));

    let partial = import(&admin, "&partial=true", answer(std::slice::from_ref(&first))).await;
    assert_eq!(counts(&partial), [0, 0, 1, 0, 0, 0]);
    let mut renamed = second.clone();
    renamed["intitule"] = json!("Charpentier bois");
    let shorter = import(&admin, "", answer(&[renamed])).await;
    assert_eq!(counts(&shorter), [0, 1, 0, 1, 0, 0]);
    let (gone, kept) = (&offers(&admin).await[0], &offers(&admin).await[1]);
    assert_eq!((&gone["status"], &gone["is_public"]), (&json!("expired"), &json!(false)));
    assert_eq!(gone["status_reason"], "Absente de l’import « offres.json »");
    assert_eq!(changes(&admin, gone).await[0].1, "Absente de l’import « offres.json »");
    assert_eq!(kept["title"], "Charpentier bois");
    let rows = admin.get(path(&shorter, "/rows?verdict=closed")).await.expect(200).json();
    assert_eq!((&rows["items"][0]["row"], &rows["items"][0]["job_offer_title"]), (&json!(2), &json!("Boulanger")));
    let report = admin.get(path(&shorter, "/report")).await.expect(200).text();
    assert!(report.contains("Modifiée") && report.contains("Close, absente du fichier : Boulanger"), "{report}");
    assert_eq!(public(&t).await, 1);

    assert_eq!(undo(&admin, &shorter).await, json!({"deleted": 0, "restored": 2, "kept": []}));
    assert_eq!(all_facts(&admin).await, before);
    assert_eq!(changes(&admin, &before[0]).await.len(), 1, "the move is taken back too");
    assert_eq!(public(&t).await, 2);

    let again = import(&admin, "", answer(std::slice::from_ref(&second))).await;
    assert_eq!(counts(&again), [0, 0, 1, 1, 0, 0]);
    let back = import(&admin, "", answer(&[first, second])).await;
    assert_eq!(counts(&back), [0, 1, 1, 0, 0, 0]);
    let offer = &offers(&admin).await[0];
    assert_eq!((&offer["status"], &offer["status_reason"]), (&json!("published"), &Value::Null));
    assert_eq!(public(&t).await, 2);
}

#[actix_web::test]
async fn an_undo_names_what_people_changed_since_and_leaves_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let done = import(&admin, "", answer(&[france_travail("A", "Boulanger"), france_travail("B", "Soudeur")])).await;
    let baker = &offers(&admin).await[0];
    let id = baker["id"].as_str().unwrap();
    let change = admin.patch(format!("{PATH}/{id}")).if_match(&baker["version"]);
    change.json(json!({"partner_welcome": true})).await.expect(200);
    assert_eq!(undo(&admin, &done).await, json!({"deleted": 1, "restored": 0, "kept": ["Boulanger (A)"]}));
    let left = offers(&admin).await;
    assert_eq!((left.len(), &left[0]["partner_welcome"]), (1, &json!(true)));
    let rows = admin.get(path(&done, "/rows")).await.expect(200).json();
    assert_eq!(rows["items"][1]["job_offer_id"], Value::Null);

    // What was settled here survives the next file; what was filled here is not brought back.
    let again = import(&admin, "", answer(&[france_travail("A", "Boulangère")])).await;
    assert_eq!((counts(&again), &offers(&admin).await[0]["partner_welcome"]), ([0, 1, 0, 0, 0, 0], &json!(true)));
    move_to(&admin, id, json!({"to": "filled"})).await.expect(200);
    let after = import(&admin, "", answer(&[france_travail("A", "Pâtissier")])).await;
    assert_eq!(counts(&after), [0, 0, 1, 0, 0, 0]);
    assert_eq!(offers(&admin).await[0]["status"], "filled");
    assert_eq!(undo(&admin, &again).await["kept"], json!(["Boulangère (A)"]));
}

#[actix_web::test]
async fn an_employer_on_file_decides_whether_its_imported_offers_are_public() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let clinic = member(&admin, "CLINIQUE DU SEGALA").await;
    import(&admin, "", answer(&[france_travail("A", "Infirmier")])).await;
    let offer = &offers(&admin).await[0];
    assert_eq!((&offer["employer_id"], &offer["employer_name"]), (&json!(clinic), &json!("CLINIQUE DU SEGALA")));
    assert_eq!(public(&t).await, 1);
    move_membership(&admin, &clinic, json!({"to": "suspended", "reason": "Charte non tenue"})).await;
    assert_eq!(public(&t).await, 0);
    let again =
        import(&admin, "", answer(&[france_travail("A", "Infirmière"), france_travail("B", "Brancardier")])).await;
    assert_eq!((counts(&again), public(&t).await), ([1, 1, 0, 0, 0, 0], 0));
    let rows = admin.get(path(&again, "/rows")).await.expect(200).json();
    assert_eq!(rows["items"][0]["reasons"][0]["code"], "employer_not_active");
    // The employer reads them in its own space, and nobody else's.
    let own = t.employer(&clinic).await;
    assert_eq!(offers(&own).await.len(), 2);
    assert_eq!(undo(&admin, &again).await, json!({"deleted": 1, "restored": 1, "kept": []}));
    assert_eq!(public(&t).await, 0, "what is restored is as public as the membership of today allows");
}

#[actix_web::test]
async fn wrong_rows_name_each_field_and_the_others_come_in() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut wrong = france_travail("A", "");
    (wrong["typeContrat"], wrong["nombrePostes"]) = (json!("XYZ"), json!("plusieurs"));
    wrong["lieuTravail"] = json!({"libelle": "12 - RODEZ", "commune": "12202"});
    let file = answer(&[wrong, france_travail("B", "Soudeur"), france_travail("B", "Soudeuse")]);
    let done = import(&admin, "", file).await;
    assert_eq!(counts(&done), [1, 0, 0, 0, 1, 1]);
    let rows = admin.get(path(&done, "/rows?verdict=refused")).await.expect(200).json();
    let told: Vec<(&str, &str)> = rows["items"][0]["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| (reason["field"].as_str().unwrap(), reason["message"].as_str().unwrap()))
        .collect();
    let expected = [
        ("commune", "Commune inconnue"),
        ("positions", "Nombre impossible"),
        ("title", "Titre manquant"),
        ("contract_type", "Type de contrat inconnu"),
    ];
    assert_eq!(told, expected);
    let rows = admin.get(path(&done, "/rows?verdict=duplicate")).await.expect(200).json();
    assert_eq!(rows["items"][0]["attached_to_row"], 2);
    for (query, pointer) in [
        ("subject=job_offers&source=direct", "source"),
        ("subject=job_offers&source=pole", "source"),
        ("subject=offers", "subject"),
    ] {
        let path = format!("/api/v1/imports?filename=x.json&{query}");
        let told = admin.post(path).bytes("application/octet-stream", "[]").await;
        let told = told.expect_problem(422, "validation_failed");
        assert_eq!(told["errors"][0]["pointer"], pointer, "{told}");
    }
    let told = upload(&admin, "", "{\"resultats\": 3}").await.expect_problem(422, "unreadable_file");
    assert!(told["detail"].as_str().unwrap().contains("JSON"), "{told}");
    let people =
        admin.post("/api/v1/imports?filename=x.csv&partial=true").bytes("application/octet-stream", "a;b\n1;2\n");
    people.await.expect_problem(422, "validation_failed");
}

/// A spreadsheet with French titles, of a source of its own.
const SHEET: &str = "N° offre;Intitulé du poste;Descriptif;Type de contrat;Ville;Raison sociale;Statut;Horaires\n\
    1;Soudeur;Atelier de douze personnes.;CDI;Figeac;Atelier Ségala;En ligne;39 h\n\
    2;Serveuse;Saison d’été.;Saisonnier;46 - CAHORS;;En ligne;\n\
    3;Vendeur;Boutique.;CDD;Gourdon;;Pourvue;\n";

#[actix_web::test]
async fn a_spreadsheet_is_another_source_and_its_mapping_is_remembered() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    import(&admin, "", answer(&[france_travail("1", "Infirmier")])).await;
    let received = upload(&admin, "", SHEET).await.expect(201).json();
    assert_eq!((&received["source"], &received["delimiter"]), (&json!("file"), &json!(";")));
    let fields: Vec<&str> =
        received["columns"].as_array().unwrap().iter().map(|column| column["field"].as_str().unwrap()).collect();
    let expected = [
        "external_id",
        "title",
        "description",
        "contract_type",
        "commune",
        "employer_name",
        "offer_status",
        "working_time",
    ];
    assert_eq!(fields, expected);
    let columns: Vec<Value> = received["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| json!({"header": column["header"], "field": column["field"]}))
        .collect();
    let mut mapping = json!({"columns": columns, "partial": true});
    let mapped = admin.put(path(&received, "/mapping")).if_match(1).json(mapping.clone()).await.expect(200).json();
    assert_eq!(mapped["partial"], true);
    mapping["columns"][0]["field"] = json!("last_name");
    let told = admin.put(path(&received, "/mapping")).if_match(2).json(mapping).await;
    assert_eq!(told.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/columns/0/field");
    let tried = admin.post(path(&received, "/dry-runs")).await.expect(200).json();
    // The name "1" is that of an offer of the other source: a person decides, nothing is copied.
    assert_eq!(counts(&tried), [1, 0, 0, 0, 1, 1]);
    let list = admin.get("/api/v1/imports?subject=job_offers").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let list = admin.get("/api/v1/imports?subject=prospects").await.expect(200).json();
    assert_eq!(list["items"], json!([]));
    let fields = admin.get("/api/v1/imports/fields?subject=job_offers").await.expect(200).json();
    assert!(fields["items"].as_array().unwrap().iter().any(|field| field["code"] == "employer_siret"));
}

#[actix_web::test]
async fn an_offer_typed_here_is_never_touched() {
    let t = TestApp::spawn().await;
    let admin: Person = t.admin().await;
    let clinic = member(&admin, "Clinique du Ségala").await;
    let id = published(&admin, &clinic, nurse()).await;
    let before = all_facts(&admin).await;
    let done = import(&admin, "", answer(&[france_travail(&id, "Infirmier")])).await;
    assert_eq!(counts(&done), [0, 0, 0, 0, 1, 0]);
    let rows = admin.get(path(&done, "/rows")).await.expect(200).json();
    assert_eq!((&rows["items"][0]["job_offer_id"], &rows["items"][0]["verdict"]), (&json!(id), &json!("duplicate")));
    assert_eq!(all_facts(&admin).await, before);
}
