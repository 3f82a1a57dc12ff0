//! Files that resemble each other: found off the path of requests, explained, shown to those who may see both, decided.

use domain::codes::DuplicateReason;
use domain::duplicates::Likeness;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, TestApp, run};
use crate::prospects::{CAHORS, FIGEAC, household};
use crate::stands::{SYNC, batch, device_of, fair, person, reachable};

pub const PATH: &str = "/api/v1/duplicates";

/// Two files that are said to resemble each other; the id of the pair.
pub async fn alike(t: &TestApp, one: Uuid, other: Uuid) -> Uuid {
    let likeness = Likeness { score: 60, reasons: vec![DuplicateReason::SameEmail], name_closeness: None };
    let tx = t.state.store.begin().await.unwrap();
    persistence::duplicates::note(&tx, one, &[(other, likeness)], t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let filter = persistence::duplicates::PairFilter { prospect_id: Some(one), ..Default::default() };
    let scope = domain::access::ProspectScope::All;
    let pairs = persistence::duplicates::list(t.state.store.reader(), &scope, &filter, None, 1).await.unwrap();
    pairs[0].id
}

pub async fn pairs(who: &Client, query: &str) -> Vec<Value> {
    let page = who.get(format!("{PATH}?limit=200{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// A file that may be a second one of the same person.
pub async fn opened(who: &Client, mut body: Value) -> Value {
    body["allow_duplicate"] = json!(true);
    who.post("/api/v1/prospects").json(body).await.expect(201).json()
}

/// A file whose lead has this name, address and phone, in a town.
pub async fn lead(who: &Client, first: &str, last: &str, more: Value) -> Value {
    let mut body = household(last, FIGEAC);
    let mut person = json!({"role": "lead", "first_name": first, "last_name": last});
    for (name, value) in more.as_object().unwrap() {
        let place = if name == "email" || name == "phone" { &mut person } else { &mut body };
        place[name] = value.clone();
    }
    if person.get("email").or(person.get("phone")).is_none() {
        person["email"] = json!(format!("{}@foyer.example", Uuid::now_v7().simple()));
    }
    body["members"] = json!([person]);
    opened(who, body).await
}

fn codes(pair: &Value) -> Vec<&str> {
    pair["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap()).collect()
}

/// The same person met on a stand, then asking by the form: another case, another spelling, the phone written otherwise.
pub async fn met_and_asked(t: &TestApp, admin: &Client) {
    let event = fair(admin).await;
    let tablet = device_of(t, &event).await;
    // On the stand, with the prefix of the country, in capitals.
    let mut met = reachable("MAËLLE", "+33 6 39 98 12 34");
    met["last_name"] = json!("KERBRAT");
    let met = person("with_project", &Uuid::now_v7().to_string(), &met);
    tablet.post(SYNC).json(batch(t, vec![met], vec![])).await.expect(200);
    t.run_jobs().await;
    // By the form, with a phone as people write it and an address of her own.
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    t.clock.advance(chrono::Duration::seconds(20));
    let follow_up = json!({"purpose": "follow_up", "version": form["consent_texts"][0]["version"]});
    let request = json!({
        "token": form["token"], "first_name": "Maelle", "last_name": "Kerbratt", "email": "maelle@foyer.example",
        "phone": "06 39 98 12 34", "country": "FR", "postal_code": "44000", "household_kind": "alone",
        "project_types": ["employee"], "occupations": [], "horizon": "six_to_12_months",
        "wished_territories": [FIGEAC], "consents": [follow_up],
    });
    t.anonymous().post("/api/v1/public/contact-requests").json(request).await.expect(201);
    let link = json!({"token": crate::journeys::mailed_token(t, "confirmation").await});
    t.anonymous().post("/api/v1/public/contact-requests/confirm").json(link).await.expect(200);
}

#[actix_web::test]
async fn j12_the_same_person_by_form_and_on_a_stand_is_found_and_explained() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    met_and_asked(&t, &admin).await;
    assert_eq!(pairs(&admin, "").await, Vec::<Value>::new(), "nobody waits for the comparison");
    t.run_jobs().await;
    let found = pairs(&admin, "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(codes(&found[0]), ["same_phone", "close_name"]);
    assert_eq!(found[0]["score"], 80);
    let said = found[0]["reasons"][0]["sentence"].as_str().unwrap();
    assert_eq!(said, "Le même numéro de téléphone, avec ou sans indicatif.");
    // Done again, nothing changes.
    let one = found[0]["files"][0]["id"].as_str().unwrap().parse().unwrap();
    let tx = t.state.store.begin().await.unwrap();
    api::duplicates::watch::plan(&tx, one, t.clock.now() + chrono::Duration::seconds(1)).await.unwrap();
    tx.commit().await.unwrap();
    t.clock.advance(chrono::Duration::seconds(2));
    t.run_jobs().await;
    assert_eq!(pairs(&admin, "").await, found);
}

#[actix_web::test]
async fn addresses_are_compared_without_case_and_with_their_dots() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Ana", "Vidal", json!({"email": "ana.vidal@foyer.example"})).await;
    let other = lead(&admin, "Anna", "Roques", json!({"email": "Ana.Vidal@FOYER.example"})).await;
    lead(&admin, "Luc", "Bastide", json!({"email": "anavidal@foyer.example"})).await;
    lead(&admin, "Jean", "Delmas", json!({"email": "ana.vidal+lot@foyer.example"})).await;
    t.run_jobs().await;
    let found = pairs(&admin, "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(codes(&found[0]), ["same_email"]);
    let numbers: Vec<&Value> = found[0]["files"].as_array().unwrap().iter().map(|file| &file["number"]).collect();
    assert_eq!(numbers, [&one["number"], &other["number"]]);
}

#[actix_web::test]
async fn names_count_with_a_postal_code_and_a_correction_ends_the_question() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let here = json!({"postal_code": "31000"});
    let one = lead(&admin, "Marianne", "Dupont", here.clone()).await;
    lead(&admin, "Marianna", "Dupont", here).await;
    lead(&admin, "Marianne", "Dupont", json!({"postal_code": "75011"})).await;
    t.run_jobs().await;
    let found = pairs(&admin, "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(codes(&found[0]), ["close_name", "same_postal_code"]);
    assert!(found[0]["reasons"][0]["sentence"].as_str().unwrap().contains("9"), "{}", found[0]["reasons"][0]);
    assert_eq!(pairs(&admin, &format!("&prospect_id={}", one["id"].as_str().unwrap())).await.len(), 1);
    // The name was misspelt: once it is right, the two are no longer alike.
    t.clock.advance(chrono::Duration::seconds(1));
    let member = format!(
        "/api/v1/prospects/{}/members/{}",
        one["id"].as_str().unwrap(),
        one["members"][0]["id"].as_str().unwrap()
    );
    admin.patch(member).if_match(1).json(json!({"last_name": "Bergougnoux"})).await.expect(200);
    t.run_jobs().await;
    assert_eq!(pairs(&admin, "").await, Vec::<Value>::new());
}

#[actix_web::test]
async fn whoever_sees_one_file_learns_that_the_programme_knows_and_nothing_else() {
    let t = TestApp::spawn().await;
    let (admin, here, elsewhere) =
        (t.admin().await.client, t.referent("Grand-Figeac").await.client, t.referent("Grand Cahors").await.client);
    let one = lead(&admin, "Ana", "Vidal", json!({"email": "ana@foyer.example"})).await;
    let other =
        lead(&admin, "Zita", "Roques", json!({"email": "ana@foyer.example", "wished_territories": [CAHORS]})).await;
    t.run_jobs().await;
    let all = pairs(&admin, "").await;
    assert_eq!((all.len(), &all[0]["hidden"]), (1, &Value::Null));
    for (who, own, hidden) in [(&here, &one, "Roques"), (&elsewhere, &other, "Vidal")] {
        let seen = who.get(PATH).await.expect(200);
        let (text, page) = (seen.text(), seen.json());
        assert_eq!(page["items"][0]["files"].as_array().unwrap().len(), 1);
        assert_eq!(page["items"][0]["files"][0]["id"], own["id"]);
        assert_eq!(page["items"][0]["hidden"], "Un dossier existe, le programme est prévenu.");
        assert_eq!((&page["items"][0]["reasons"], &page["items"][0]["score"]), (&json!([]), &Value::Null));
        assert!(!text.contains(hidden) && !text.contains("foyer.example"), "{text}");
        let path = format!("{PATH}/{}", all[0]["id"].as_str().unwrap());
        who.get(&path).await.expect_problem(404, "not_found");
        who.post(format!("{path}/dismissal")).await.expect_problem(404, "not_found");
    }
    assert_eq!(pairs(&admin, "&territory=200067361").await.len(), 1);
    assert_eq!(pairs(&admin, "&territory=46128").await.len(), 0);
    admin.get(format!("{PATH}?territory=nulle-part")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{PATH}?status=peut-etre")).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn what_was_dismissed_is_never_proposed_again_unless_somebody_takes_it_back() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Ana", "Vidal", json!({"phone": "06 39 98 00 01"})).await;
    lead(&admin, "Luc", "Vidal", json!({"phone": "+33639980001"})).await;
    t.run_jobs().await;
    let pair = format!("{PATH}/{}", pairs(&admin, "").await[0]["id"].as_str().unwrap());
    let dismissed = admin.post(format!("{pair}/dismissal")).await.expect(200);
    assert_eq!(dismissed.json()["status"], "dismissed");
    assert_eq!(admin.post(format!("{pair}/dismissal")).await.expect(200).version(), dismissed.version());
    t.clock.advance(chrono::Duration::seconds(1));
    let tx = t.state.store.begin().await.unwrap();
    let id = one["id"].as_str().unwrap().parse().unwrap();
    api::duplicates::watch::plan(&tx, id, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    t.run_jobs().await;
    api::duplicates::watch::scan(&t.state).await.unwrap();
    assert_eq!(pairs(&admin, "").await, Vec::<Value>::new());
    assert_eq!(pairs(&admin, "&status=dismissed").await.len(), 1);
    admin.delete(format!("{pair}/dismissal")).await.expect_problem(428, "precondition_required");
    admin.delete(format!("{pair}/dismissal")).if_match(1).await.expect_problem(412, "precondition_failed");
    admin.delete(format!("{pair}/dismissal")).if_match(dismissed.version()).await.expect(200);
    assert_eq!(pairs(&admin, "").await.len(), 1);
}

#[actix_web::test]
async fn pages_follow_one_another_and_count() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for n in 0..5 {
        let same = json!({ "email": format!("foyer{n}@foyer.example") });
        lead(&admin, "Ana", &format!("Vidal{n}"), same.clone()).await;
        lead(&admin, "Luc", &format!("Bastide{n}"), same).await;
        t.run_jobs().await;
        t.clock.advance(chrono::Duration::seconds(1));
    }
    let all = pairs(&admin, "").await;
    assert_eq!(all.len(), 5);
    let (mut seen, mut cursor) = (vec![], String::new());
    loop {
        let page = admin.get(format!("{PATH}?limit=2&count=exact{cursor}")).await.expect(200).json();
        assert_eq!(page["total"], 5);
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, all);
}

/// The whole pass finds what the jobs find; done again it finds nothing new, and a file that was archived asks nothing.
#[actix_web::test]
async fn one_full_pass_finds_what_the_jobs_find() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Ana", "Vidal", json!({"email": "ana@foyer.example"})).await;
    lead(&admin, "Anna", "Roques", json!({"email": "ana@foyer.example"})).await;
    lead(&admin, "Jean", "Delmas", json!({"email": "jean@foyer.example"})).await;
    let scan = || String::from_utf8(run(t.database(), &["duplicates", "scan"], "").stderr).unwrap();
    let first = scan();
    assert!(first.contains("3 dossiers examinés, 1 nouvelles paires"), "{first}");
    let found = pairs(&admin, "").await;
    assert_eq!(found.len(), 1);
    assert!(scan().contains("3 dossiers examinés, 0 nouvelles paires"));
    t.run_jobs().await;
    assert_eq!(pairs(&admin, "").await, found, "the jobs find the same");
    let path = format!("/api/v1/prospects/{}", one["id"].as_str().unwrap());
    admin.delete(path).if_match(one["version"].as_i64().unwrap()).await.expect(204);
    assert_eq!(pairs(&admin, "").await, Vec::<Value>::new());
}
