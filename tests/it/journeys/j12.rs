//! J12: the same person is met on a stand and asks by the form: recognised, made one, two again and one for good; who saw
//! them is told; what they took back holds; when nothing comes from them any more they are told, kept at a click and
//! forgotten at last, everywhere, a backup that is restored included, while every figure stays.

use api::backups::{Manifest, backup, restore};
use api::config::Config;
use serde_json::{Value, json};

use super::mailed_token;
use crate::accesses::{accesses, actions};
use crate::duplicates::{met_and_asked, pairs};
use crate::erasure::counts::yearly;
use crate::harness::{Client, Person, TestApp, TestDatabase};
use crate::lessons::tables_with;
use crate::merges::{merge, path, read, rows, undo};
use crate::retention::{LINKED, end_of, morning};

/// What is known of the person, as they wrote it and as it is kept.
const PERSONAL: [&str; 4] = ["kerbrat", "maëlle", "maelle@foyer.example", "39981234"];
const PAGE: &str = "/api/v1/public/household-page";

/// Both files, the one that stays first.
async fn recognised(t: &TestApp, admin: &Client) -> (Value, Value) {
    met_and_asked(t, admin).await;
    t.run_jobs().await;
    let found = pairs(admin, "").await;
    let reasons: Vec<&Value> = found[0]["reasons"].as_array().unwrap().iter().map(|reason| &reason["code"]).collect();
    assert_eq!((found.len(), reasons), (1, vec![&json!("same_phone"), &json!("close_name")]));
    let side = admin.get(format!("/api/v1/duplicates/{}", found[0]["id"].as_str().unwrap())).await.expect(200).json();
    let files = found[0]["files"].as_array().unwrap();
    let (kept, other): (Vec<&Value>, Vec<&Value>) = files.iter().partition(|file| file["id"] == side["suggested_id"]);
    (kept[0].clone(), other[0].clone())
}

/// One, two again exactly as before, and one for good; what they agreed to and took back, and who saw them, come along.
async fn made_one(t: &TestApp, admin: &Client, here: &Person, (kept, other): &(Value, Value)) {
    let agreed = json!({"purpose": "newsletter", "text_version": "2026-11", "channel": "phone"});
    let consent = admin.post(format!("{}/consents", path(other))).json(agreed).await.expect(201).id();
    admin.post(format!("{}/consents/{consent}/withdrawals", path(other))).await.expect(200);
    here.get(path(other)).await.expect(200);
    let before = rows::dump(t).await;
    let first = merge(admin, kept, other, json!({})).await.expect(201).json();
    undo(admin, &first).await.expect(200);
    assert_eq!(rows::dump(t).await, before);
    merge(admin, kept, other, json!({})).await.expect(201);
    let one = read(admin, kept).await;
    let newsletter = one["consents"].as_array().unwrap().iter().find(|one| one["purpose"] == "newsletter").unwrap();
    assert!(newsletter["withdrawn_at"].is_string(), "{newsletter}");
    let seen = t.again(here).await.get(path(kept)).await.expect(200).json();
    assert_eq!(seen["number"], one["number"]);
}

/// Told a month before, kept by a click, told again and forgotten the day after the last; when they were told last.
async fn told_and_kept(t: &TestApp, admin: &Person, id: &str) -> Value {
    let end = end_of(t, admin, id).await;
    let day = |value: &Value| value.as_str().unwrap().to_owned();
    morning(t, &day(&end["notice_on"])).await;
    let person = t.bearer(&mailed_token(t, "retention_notice").await);
    person.get(LINKED).await.expect(200);
    assert_eq!(end_of(t, admin, id).await["ends_on"], end["ends_on"], "a mail that is opened moves nothing");
    person.post(format!("{LINKED}/keep")).await.expect(200);
    morning(t, &day(&end["ends_on"])).await;
    let next = end_of(t, admin, id).await;
    assert!(next["state"] == "kept" && day(&next["ends_on"]) > day(&end["ends_on"]), "{next}");
    morning(t, &day(&next["notice_on"])).await;
    assert_eq!(end_of(t, admin, id).await["state"], "noticed");
    next
}

/// Nobody finds the person, and nothing of the journal was touched.
async fn is_forgotten(t: &TestApp, admin: &Person, id: &str, before: &Manifest) {
    let admin = t.again(admin).await;
    let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    assert_eq!(file["status"], "anonymised");
    for text in PERSONAL {
        assert_eq!(tables_with(t, text).await, Vec::<String>::new(), "{text}");
        assert!(!admin.get("/api/v1/prospects/export?archived=any").await.expect(200).text().contains(text));
    }
    let found = admin.get("/api/v1/prospects?archived=any&q=kerbrat").await.expect(200).json();
    assert_eq!(found["items"], json!([]));
    let noted = format!("/api/v1/audit-entries/verification?noted={}", before.journal);
    assert_eq!(admin.get(noted).await.expect(200).json()["is_intact"], true);
}

#[actix_web::test]
async fn j12_the_same_person_twice_is_made_one_and_forgotten_in_time() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let files = recognised(&t, &admin).await;
    made_one(&t, &admin, &here, &files).await;
    let id = files.0["id"].as_str().unwrap();

    // They read where they stand, by a link that was mailed to them.
    let asked = json!({"email": "maelle@foyer.example"});
    t.anonymous().post(format!("{PAGE}/links")).json(asked).await.expect(202);
    let person = t.bearer(&mailed_token(&t, "household_link").await);
    assert_eq!(person.get(PAGE).await.expect(200).json()["number"], files.0["number"]);

    // Every access is told, that of the file which is no more too.
    let seen = accesses(&admin, id).await;
    let by_here = seen.iter().filter(|one| one["actor_id"] == here.user_id.to_string()).cloned().collect::<Vec<_>>();
    assert_eq!(actions(&by_here), ["prospect.read"; 2]);

    let end = told_and_kept(&t, &admin, id).await;
    let figures = yearly(&t.again(&admin).await).await;
    let (file, manifest) = backup(&t.state, &t.folder().join("sauvegardes")).await.unwrap();
    morning(&t, end["ends_on"].as_str().unwrap()).await;
    is_forgotten(&t, &admin, id, &manifest).await;
    assert_eq!(yearly(&t.again(&admin).await).await, figures);

    // The backup knew them; what is restored from it does not.
    let (place, settings) = (TestDatabase::create_empty().await, t.database().config());
    let there = Config { database_url: place.url().to_owned().into(), ..settings };
    restore(&there, t.clock.clone(), &file, false).await.unwrap();
    let back = TestApp::over(place, there, t.clock.clone()).await;
    is_forgotten(&back, &admin, id, &manifest).await;
    assert_eq!(yearly(&back.again(&admin).await).await, figures);
}
