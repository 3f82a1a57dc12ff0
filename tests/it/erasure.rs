//! Erasing people: every column is classified, nothing of them is found anywhere afterwards, what is counted stays, and
//! an old copy of the database is made to forget them again.

mod ambassadors;
mod canary;
pub mod counts;
mod ledger;
mod logs;
mod mails;

use persistence::erasure::differences;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, Reply, TestApp};
use crate::prospects::{FIGEAC, household};

/// Orders a file to be anonymised.
pub async fn anonymise(who: &Client, id: &str) -> Reply {
    let number = who.get(format!("/api/v1/prospects/{id}")).await.expect(200).json()["number"].clone();
    let order = json!({"reason": "asked", "confirmation": number});
    who.post(format!("/api/v1/prospects/{id}/anonymisation")).json(order).await
}

pub async fn execute(t: &TestApp, sql: &str) {
    t.state.store.writer().execute_unprepared(sql).await.unwrap();
}

/// The only number that a query gives.
pub async fn number(t: &TestApp, sql: &str) -> i64 {
    let db = t.state.store.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[actix_web::test]
async fn every_column_of_the_schema_is_classified() {
    let t = TestApp::spawn().await;
    assert_eq!(differences(t.state.store.reader()).await.unwrap(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_column_that_is_new_or_gone_is_named() {
    let t = TestApp::spawn().await;
    execute(&t, "ALTER TABLE tasks ADD COLUMN secret TEXT").await;
    execute(&t, "ALTER TABLE tasks RENAME COLUMN title TO heading").await;
    execute(&t, "CREATE TABLE diaries (entry TEXT)").await;
    let found = differences(t.state.store.reader()).await.unwrap();
    let expected = [
        "diaries.entry: not classified",
        "tasks.heading: not classified",
        "tasks.secret: not classified",
        "tasks.title: not there",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_register_is_the_one_in_the_documentation() {
    let page = api::erasure::register::page().unwrap();
    let kept =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/donnees-personnelles.md")).unwrap();
    assert!(page.trim_end() == kept.trim_end(), "run: ohmylot erasures columns > docs/donnees-personnelles.md");
}

#[actix_web::test]
async fn the_order_is_typed_again_explained_and_given_once() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let (id, number) = (created.id(), created.json()["number"].as_str().unwrap().to_owned());
    let path = format!("/api/v1/prospects/{id}/anonymisation");
    let order = |reason: &str, confirmation: &str| json!({"reason": reason, "confirmation": confirmation});
    here.post(&path).json(order("asked", &number)).await.expect_problem(403, "forbidden");
    let wrong =
        admin.post(&path).json(order("deadline", "OML-2020-00001")).await.expect_problem(422, "validation_failed");
    let told: Vec<(&Value, &Value)> =
        wrong["errors"].as_array().unwrap().iter().map(|error| (&error["pointer"], &error["code"])).collect();
    let expected =
        [(&json!("/reason"), &json!("unknown_code")), (&json!("/confirmation"), &json!("confirmation_mismatch"))];
    assert_eq!(told, expected);
    let typed = format!(" {} ", number.to_lowercase());
    admin.post(&path).json(order("opposed", &typed)).await.expect(204);
    admin.post(&path).json(order("opposed", &number)).await.expect_problem(409, "transition_not_allowed");

    // The file is still there: its number, its state, its history; nobody and nothing said.
    let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    assert_eq!((&file["number"], &file["status"]), (&json!(number), &json!("anonymised")));
    assert_eq!((&file["members"][0]["first_name"], &file["members"][0]["email"]), (&Value::Null, &Value::Null));
    assert_eq!(file["history"].as_array().unwrap().last().unwrap()["to"], "anonymised");
    let found = admin.get("/api/v1/prospects?q=vayssettes").await.expect(200).json();
    assert_eq!(found["items"], json!([]));
    let trail =
        admin.get(format!("/api/v1/audit-entries?resource_id={id}&action=prospect.anonymise")).await.expect(200);
    assert_eq!(trail.json()["items"][0]["reason"], "Opposition au traitement");
    // It takes nothing any more.
    let task = json!({"title": "Rappeler"});
    admin.post(format!("/api/v1/prospects/{id}/tasks")).json(task).await.expect_problem(409, "anonymised");
    admin
        .patch(format!("/api/v1/prospects/{id}"))
        .if_match(file["version"].as_i64().unwrap())
        .json(json!({"message": "Bonjour"}))
        .await
        .expect_problem(409, "anonymised");
}

#[actix_web::test]
async fn two_orders_at_once_erase_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201).id();
    let orders = futures_util::future::join_all((0..4).map(|_| anonymise(&admin, &id))).await;
    let mut statuses: Vec<u16> = orders.iter().map(|reply| reply.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409, 409, 409]);
    assert_eq!(number(&t, "SELECT COUNT(*) FROM status_changes WHERE to_status = 'anonymised'").await, 1);
    assert_eq!(number(&t, "SELECT COUNT(*) FROM erasures").await, 1);
}
