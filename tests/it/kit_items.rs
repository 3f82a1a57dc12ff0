//! The communication kit: files with versions, for members of the network, downloads counted.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::employers::some_siret;
use crate::harness::{Client, Person, Reply, TestApp};

const PATH: &str = "/api/v1/kit-items";
const FIRST: &str = "%PDF-1.7 first";
const SECOND: &str = "%PDF-1.7 second";

fn poster() -> Value {
    json!({"title": "Affiche « Le Lot recrute »", "description": "Format A3.", "audiences": ["employer", "partner"]})
}

/// An employer, a member of the network or not, with somebody who acts on its behalf.
pub async fn employer(t: &TestApp, admin: &Client, is_member: bool) -> (String, Person) {
    let body = json!({"siret": some_siret(), "name": "Ateliers du Célé", "kind": "private"});
    let id = admin.post("/api/v1/employers").json(body).await.expect(201).id();
    if is_member {
        let moves = format!("/api/v1/employers/{id}/membership/transitions");
        let ask = json!({"to": "requested", "charter_accepted_by": "Zoé Élie"});
        admin.post(&moves).json(ask).await.expect(200);
        admin.post(&moves).json(json!({"to": "active"})).await.expect(200);
    }
    let person = t.employer(&id).await;
    (id, person)
}

async fn item(admin: &Client, body: Value) -> String {
    let created = admin.post(PATH).json(body).await.expect(201);
    format!("{PATH}/{}", created.id())
}

async fn add(admin: &Client, path: &str, query: &str, bytes: &str) -> Reply {
    admin.post(format!("{path}/files?{query}")).bytes("application/pdf", bytes.to_owned()).await
}

async fn titles(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_item_gets_a_file_then_a_better_one_and_the_first_stays_for_the_team() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let path = item(&admin, poster()).await;
    admin.get(format!("{path}/file")).await.expect_problem(409, "kit_file_missing");
    let first = add(&admin, &path, "filename=affiche.pdf", FIRST).await.expect(201);
    assert_eq!((first.header("location"), &first.json()["number"]), (format!("{path}/files/1").as_str(), &json!(1)));
    add(&admin, &path, "filename=affiche.pdf", FIRST).await.expect(200);
    add(&admin, &path, "filename=affiche-v2.pdf&note=Nouveau+logo", SECOND).await.expect(201);
    let versions = referent.get(format!("{path}/files")).await.expect(200).json();
    let told: Vec<(&Value, &Value)> =
        versions["items"].as_array().unwrap().iter().map(|file| (&file["number"], &file["note"])).collect();
    assert_eq!(told, [(&json!(2), &json!("Nouveau logo")), (&json!(1), &Value::Null)]);
    assert_eq!(referent.get(format!("{path}/files/1")).await.expect(200).text(), FIRST);
    referent.get(format!("{path}/files/3")).await.expect_problem(404, "not_found");
    let latest = referent.get(format!("{path}/file")).await.expect(200);
    assert_eq!(latest.text(), SECOND);
    assert_eq!(latest.header("content-type"), "application/pdf");
    assert_eq!(latest.header("x-content-type-options"), "nosniff");
    assert!(latest.header("content-disposition").starts_with("attachment"), "{}", latest.header("content-disposition"));
    let journal = admin.get("/api/v1/audit-entries").await.expect(200).text();
    assert!(journal.contains("kit_file.create") && !journal.contains("Nouveau logo"), "{journal}");
}

#[actix_web::test]
async fn an_employer_downloads_only_while_it_is_a_member_and_only_what_is_meant_for_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = item(&admin, poster()).await;
    let inside = item(&admin, json!({"title": "Argumentaire", "audiences": ["referent"]})).await;
    let empty = item(&admin, json!({"title": "Bientôt", "audiences": ["employer"]})).await;
    for item in [&path, &inside] {
        add(&admin, item, "filename=a.pdf", FIRST).await.expect(201);
    }
    let (id, member) = employer(&t, &admin, true).await;
    let (_, outside) = employer(&t, &admin, false).await;
    assert_eq!(titles(&member, "archived=any").await, ["Affiche « Le Lot recrute »"]);
    let seen = member.get(&path).await.expect(200).json();
    assert_eq!((&seen["counts"], &seen["latest"]["added_by_name"]), (&Value::Null, &Value::Null), "for the team only");
    member.get(format!("{inside}/file")).await.expect_problem(404, "not_found");
    member.get(&empty).await.expect_problem(404, "not_found");
    member.get(format!("{path}/files/1")).await.expect_problem(403, "forbidden");
    outside.get(PATH).await.expect_problem(409, "membership_not_active");
    outside.get(&path).await.expect_problem(409, "membership_not_active");
    outside.get(format!("{path}/file")).await.expect_problem(409, "membership_not_active");
    outside.get(format!("{inside}/file")).await.expect_problem(404, "not_found");
    member.get(format!("{path}/file")).await.expect(200);
    let moves = format!("/api/v1/employers/{id}/membership/transitions");
    admin.post(moves).json(json!({"to": "suspended", "reason": "Offres sans suite"})).await.expect(200);
    member.get(format!("{path}/file")).await.expect_problem(409, "membership_not_active");
}

#[actix_web::test]
async fn downloads_are_counted_by_item_and_by_employer_but_not_looks() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = item(&admin, poster()).await;
    add(&admin, &path, "filename=affiche.pdf", FIRST).await.expect(201);
    let (id, member) = employer(&t, &admin, true).await;
    let (_, second) = employer(&t, &admin, true).await;
    let file = format!("{path}/file");
    let tag = member.get(&file).await.expect(200).header("etag").to_owned();
    assert_eq!(tag.len(), 66, "{tag}");
    member.get(&file).header("if-none-match", &tag).await.expect(304);
    let head = member.call(Method::HEAD, &file).await.expect(200);
    assert_eq!(head.header("etag"), tag);
    second.get(&file).header("if-none-match", "\"other\"").await.expect(200);
    add(&admin, &path, "filename=affiche.pdf", SECOND).await.expect(201);
    member.get(&file).header("if-none-match", &tag).await.expect(200);
    admin.get(&file).await.expect(200);
    assert_eq!(admin.get(&path).await.expect(200).json()["counts"], json!({"downloads": 4, "employers": 2}));
    let uses = admin.get(format!("/api/v1/employers/{id}/kit-downloads")).await.expect(200).json();
    let one = &uses["items"][0];
    assert_eq!((&one["downloads"], &one["number"]), (&json!(2), &json!(2)));
    assert_eq!(one["item_title"], "Affiche « Le Lot recrute »");
    let by_employer = admin.get(format!("{path}/downloads")).await.expect(200).json();
    assert_eq!(by_employer["items"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_file_that_is_not_what_it_says_is_refused() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = item(&admin, poster()).await;
    let files = format!("{path}/files");
    let svg = admin.post(format!("{files}?filename=a.svg")).bytes("image/svg+xml", "<svg/>").await;
    svg.expect_problem(415, "media_type_refused");
    let script = add(&admin, &path, "filename=a.pdf", "<script>").await.expect_problem(422, "validation_failed");
    assert_eq!(script["errors"][0]["code"], "content_mismatch");
    let unnamed = admin.post(&files).bytes("application/pdf", FIRST).await.expect_problem(422, "validation_failed");
    assert_eq!(unnamed["errors"][0]["pointer"], "filename");
    let mut large = FIRST.as_bytes().to_vec();
    large.resize(domain::kit_items::LARGEST_FILE + 1, b' ');
    let large = admin.post(format!("{files}?filename=a.pdf")).bytes("application/pdf", large).await;
    large.expect_problem(413, "payload_too_large");
    assert_eq!(admin.get(&files).await.expect(200).json()["items"], json!([]));
}

#[actix_web::test]
async fn an_item_is_corrected_found_archived_and_restored() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = item(&admin, poster()).await;
    add(&admin, &path, "filename=affiche.pdf", FIRST).await.expect(201);
    let wrong = admin.post(PATH).json(json!({"title": " ", "audiences": ["everybody"]})).await;
    let wrong = wrong.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        wrong["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/title", "/audiences/0"]);
    let patch = json!({"title": "Affiche A3", "audiences": ["employer"]});
    admin.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    let changed = admin.patch(&path).if_match(1).json(patch.clone()).await.expect(200);
    assert_eq!((&changed.json()["audiences"], changed.version()), (&json!(["employer"]), 2));
    admin.patch(&path).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    assert_eq!(titles(&admin, "q=affiche&audience=employer").await, ["Affiche A3"]);
    assert!(titles(&admin, "audience=partner").await.is_empty());
    let (_, member) = employer(&t, &admin, true).await;
    admin.delete(&path).if_match(2).await.expect(204);
    member.get(format!("{path}/file")).await.expect_problem(404, "not_found");
    add(&admin, &path, "filename=affiche.pdf", SECOND).await.expect_problem(409, "archived");
    assert_eq!(titles(&admin, "archived=true").await, ["Affiche A3"]);
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 4);
    assert_eq!(titles(&member, "").await, ["Affiche A3"]);
}
