//! Two files of one household become one, in one transaction, and two again for thirty days, exactly.

mod random;
pub mod rows;

use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::duplicates::{PATH as DUPLICATES, lead, opened, pairs};
use crate::harness::{Client, Reply, TestApp, epci_code};
use crate::prospects::{CAHORS, FIGEAC, household};
use rows::{counts, dump};

/// A merge of two files so long ago that it cannot be undone any more.
pub async fn long_ago(t: &TestApp, kept: Uuid, other: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let at = t.clock.now() - Duration::days(40);
    let backend = t.state.store.backend();
    let marks = (1..=9).map(|n| if backend == sea_orm::DbBackend::Sqlite { "?".to_owned() } else { format!("${n}") });
    let sql = format!(
        "INSERT INTO merges (id, kept_id, other_id, merged_at, merged_by_name, undo_until, created_at, updated_at, version) VALUES ({})",
        marks.collect::<Vec<_>>().join(", ")
    );
    let values: [sea_orm::Value; 9] = [
        id.into(),
        kept.into(),
        other.into(),
        at.into(),
        "Essai".into(),
        (at + Duration::days(30)).into(),
        at.into(),
        at.into(),
        1.into(),
    ];
    t.state.store.writer().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await.unwrap();
    id
}

/// The path of a file.
pub fn path(file: &Value) -> String {
    format!("/api/v1/prospects/{}", file["id"].as_str().unwrap())
}

/// A file as somebody reads it now.
pub async fn read(who: &Client, file: &Value) -> Value {
    who.get(path(file)).await.expect(200).json()
}

/// Has `kept` take `other` in, both as they are now.
pub async fn merge(who: &Client, kept: &Value, other: &Value, choices: Value) -> Reply {
    let (kept, other) = (read(who, kept).await, read(who, other).await);
    merge_read(who, &kept, &other, choices).await
}

/// The same at the versions that were read.
async fn merge_read(who: &Client, kept: &Value, other: &Value, choices: Value) -> Reply {
    let body = json!({"other": other["id"], "other_version": other["version"], "choices": choices});
    who.post(format!("{}/merges", path(kept))).if_match(&kept["version"]).json(body).await
}

async fn undo(who: &Client, merge: &Value) -> Reply {
    let (kept, id) = (merge["kept_id"].as_str().unwrap(), merge["id"].as_str().unwrap());
    who.post(format!("/api/v1/prospects/{kept}/merges/{id}/undo")).await
}

fn names(file: &Value) -> Vec<&str> {
    file["members"].as_array().unwrap().iter().filter_map(|one| one["first_name"].as_str()).collect()
}

#[actix_web::test]
async fn j12_a_merge_keeps_both_histories_and_is_undone() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Nora", "Vidal", json!({"phone": "06 39 98 00 01", "city": "Nantes"})).await;
    let mut other = household("Vidal", CAHORS);
    other["city"] = json!("Rezé");
    other["postal_code"] = json!("44400");
    other["project_types"] = json!(["farm_takeover"]);
    other["members"] = json!([
        {"role": "lead", "first_name": "NORA", "last_name": "Vidal", "phone": "+33639980001", "email": "nora@foyer.example"},
        {"role": "partner", "first_name": "Luc", "last_name": "Bastide"}, {"role": "child", "age_band": "six_to_10"}]);
    other["needs"] = json!([{"theme": "housing"}]);
    let other = opened(&admin, other).await;
    let note = json!({"kind": "call", "direction": "inbound", "summary": "Elle a rappelé"});
    admin.post(format!("{}/interactions", path(&other))).json(note).await.expect(201);
    t.run_jobs().await;
    let found = pairs(&admin, "").await;
    let side = admin.get(format!("{DUPLICATES}/{}", found[0]["id"].as_str().unwrap())).await.expect(200).json();
    let city = side["fields"].as_array().unwrap().iter().find(|field| field["field"] == "city").unwrap();
    assert_eq!((&city["first"], &city["second"], &city["differs"]), (&json!("Nantes"), &json!("Rezé"), &json!(true)));
    assert_eq!((&side["suggested_id"], side["same_people"].as_array().unwrap().len()), (&one["id"], 1));

    let (own, theirs) = (read(&admin, &one).await, read(&admin, &other).await);
    let before = dump(&t).await;
    let made = merge(&admin, &one, &other, json!({"city": "other"})).await.expect(201);
    let kept = read(&admin, &one).await;
    assert_eq!((&kept["city"], &kept["postal_code"]), (&json!("Rezé"), &json!("44400")));
    assert_eq!(kept["project_types"], json!(["employee", "farm_takeover"]));
    assert_eq!(names(&kept), ["Nora", "Luc"], "nobody twice");
    assert_eq!(kept["members"][0]["email"], "nora@foyer.example");
    assert_eq!(kept["members"].as_array().unwrap().len(), 3);
    assert_eq!((kept["needs"].as_array().unwrap().len(), &kept["history"]), (1, &own["history"]));
    let talks = admin.get(format!("{}/interactions", path(&one))).await.expect(200).json();
    assert_eq!(talks["items"][0]["summary"], "Elle a rappelé");

    // The other one leads here: by its address, by its number, and nowhere else.
    let gone = read(&admin, &other).await;
    assert_eq!((&gone["status"], &gone["merged_into"]["id"]), (&json!("merged"), &one["id"]));
    assert_eq!(gone["merged_into"]["number"], one["number"]);
    let number = other["number"].as_str().unwrap();
    let by_number = admin.get(format!("/api/v1/prospects?q={number}&count=exact")).await.expect(200).json();
    assert_eq!((&by_number["total"], &by_number["items"][0]["id"]), (&json!(1), &one["id"]));
    let patch = admin.patch(path(&other)).if_match(&gone["version"]).json(json!({"city": "Figeac"})).await;
    patch.expect_problem(409, "merged");
    let task = admin.post(format!("{}/tasks", path(&other))).json(json!({"title": "Rappeler"})).await;
    task.expect_problem(409, "merged");
    assert_eq!(pairs(&admin, "").await, Vec::<Value>::new());

    let made = made.json();
    assert_eq!((&made["can_undo"], &made["undo_until"]), (&json!(true), &json!("2026-12-21T09:00:00Z")));
    let undone = undo(&admin, &made).await.expect(200);
    assert_eq!(undo(&admin, &made).await.expect(200).json(), undone.json(), "once");
    assert_eq!(dump(&t).await, before);
    let unversioned = |mut file: Value| {
        file["version"].take();
        file["updated_at"].take();
        file
    };
    assert_eq!(unversioned(read(&admin, &one).await), unversioned(own));
    assert_eq!(unversioned(read(&admin, &other).await), unversioned(theirs));
    let list = admin.get(format!("{}/merges", path(&one))).await.expect(200).json();
    assert_eq!((list["items"].as_array().unwrap().len(), &list["items"][0]["can_undo"]), (1, &json!(false)));
}

/// A table that names a file and that no merge knows of would be forgotten by it.
#[actix_web::test]
async fn every_column_that_names_a_file_is_known_to_the_merge() {
    let t = TestApp::spawn().await;
    let known = persistence::merges::references();
    // The merge itself, what is made anew from the rest, what left with an export and who was told of an end: as it was.
    let apart = [
        ("merges", "kept_id"),
        ("merges", "other_id"),
        ("prospect_search", "prospect_id"),
        ("counted_files", "prospect_id"),
        ("exported_files", "prospect_id"),
        ("retention_notices", "prospect_id"),
    ];
    let missing: Vec<(String, String)> = rows::naming_a_file(&t)
        .await
        .into_iter()
        .filter(|(table, column)| !known.iter().chain(&apart).any(|pair| *pair == (table.as_str(), column.as_str())))
        .collect();
    assert_eq!(missing, [], "a merge forgets these");
}

/// The identity: whatever two files hold, a merge that is undone changed nothing in any table; and as long as it lasts the
/// figures of the periods that are over are what they were.
#[actix_web::test]
async fn a_merge_that_is_undone_is_the_identity_on_every_table() {
    for seed in 0..6 {
        let t = TestApp::spawn().await;
        let world = random::World::build(&t, seed).await;
        let (before, figures) = (dump(&t).await, counts(&t).await);
        let made = merge(&world.admin, &world.kept, &world.other, json!({})).await.expect(201).json();
        let merged = dump(&t).await;
        assert_ne!(merged, before, "seed {seed}");
        assert_eq!(counts(&t).await, figures, "seed {seed}");
        assert_eq!(
            rows::left_behind(&t, world.other["id"].as_str().unwrap()).await,
            Vec::<String>::new(),
            "seed {seed}"
        );
        undo(&world.admin, &made).await.expect(200);
        let after = dump(&t).await;
        for (table, lines) in &before {
            assert_eq!(after.get(table), Some(lines), "seed {seed}: {table}");
        }
        assert_eq!((after, counts(&t).await), (before, figures), "seed {seed}");
    }
}

#[actix_web::test]
async fn a_withdrawal_wins_and_nobody_agrees_to_anything_new() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Nora", "Vidal", json!({})).await;
    let other = lead(&admin, "Nora", "Vidal", json!({})).await;
    let give = async |file: &Value| -> String {
        let agreed = json!({"purpose": "newsletter", "text_version": "2026-11", "channel": "phone",
            "member_id": file["members"][0]["id"]});
        admin.post(format!("{}/consents", path(file))).json(agreed).await.expect(201).id()
    };
    let withdrawn = give(&other).await;
    give(&one).await;
    t.clock.advance(Duration::minutes(5));
    admin.post(format!("{}/consents/{withdrawn}/withdrawals", path(&other))).await.expect(200);
    let made = merge(&admin, &one, &other, json!({})).await.expect(201).json();
    let kept = read(&admin, &one).await;
    let consents = kept["consents"].as_array().unwrap();
    assert_eq!(consents.len(), 2);
    for consent in consents {
        assert_eq!(consent["withdrawn_at"], "2026-11-21T09:05:00Z", "{consent}");
        assert_eq!(consent["member_id"], one["members"][0]["id"]);
    }
    undo(&admin, &made).await.expect(200);
    assert_eq!(read(&admin, &one).await["consents"][0]["withdrawn_at"], Value::Null);
}

#[actix_web::test]
async fn whoever_may_write_both_files_merges_them_and_nobody_else() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await.client, t.referent("Grand-Figeac").await.client);
    let one = lead(&admin, "Nora", "Vidal", json!({})).await;
    let elsewhere = lead(&admin, "Nora", "Vidal", json!({"wished_territories": [CAHORS]})).await;
    let beside = lead(&admin, "Nora", "Vidal", json!({})).await;
    let nothing = json!({"id": Uuid::now_v7(), "version": 1});
    let hidden = merge_read(&here, &one, &elsewhere, json!({})).await.expect_problem(422, "validation_failed");
    let absent = merge_read(&here, &one, &nothing, json!({})).await.expect_problem(422, "validation_failed");
    assert_eq!(hidden["errors"], absent["errors"], "hidden is as absent");
    merge_read(&here, &elsewhere, &one, json!({})).await.expect_problem(404, "not_found");
    merge_read(&here, &one, &one, json!({})).await.expect_problem(422, "validation_failed");
    let wrong = merge_read(&here, &one, &beside, json!({"city": "both", "status": "other"})).await;
    let wrong = wrong.expect_problem(422, "validation_failed");
    let pointers: Vec<&Value> = wrong["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["/choices/city", "/choices/status"]);
    merge_read(&here, &one, &beside, json!({})).await.expect(201);
    // The alias obeys the file that it leads to.
    t.referent("Grand Cahors").await.client.get(path(&beside)).await.expect_problem(404, "not_found");
    assert_eq!(here.get(path(&beside)).await.expect(200).json()["merged_into"]["id"], one["id"]);
}

#[actix_web::test]
async fn the_file_that_has_come_further_stays() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Nora", "Vidal", json!({})).await;
    let over = lead(&admin, "Nora", "Vidal", json!({})).await;
    let closing = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(format!("{}/transitions", path(&over))).json(closing).await.expect(200);
    merge(&admin, &over, &one, json!({})).await.expect_problem(409, "merge_other_way");
    let made = merge(&admin, &one, &over, json!({})).await.expect(201);
    merge(&admin, &one, &over, json!({})).await.expect_problem(409, "merged");
    undo(&admin, &made.json()).await.expect(200);
    assert_eq!(read(&admin, &over).await["closing_reason"], "abandoned", "as it was closed");
}

#[actix_web::test]
async fn two_merges_at_once_are_one() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for _ in 0..4 {
        let one = lead(&admin, "Nora", "Vidal", json!({})).await;
        let other = lead(&admin, "Nora", "Vidal", json!({})).await;
        let done = join_all([
            merge_read(&admin, &one, &other, json!({})),
            merge_read(&admin, &other, &one, json!({})),
            merge_read(&admin, &one, &other, json!({})),
        ])
        .await;
        let mut statuses: Vec<u16> = done.iter().map(|reply| reply.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 412, 412], "{done:?}");
        let states = [read(&admin, &one).await, read(&admin, &other).await];
        let merged = states.iter().filter(|file| file["status"] == "merged").count();
        assert_eq!(merged, 1);
    }
}

/// A merge against an edit of a part: whichever comes first, what was added stands in the file that stays.
#[actix_web::test]
async fn nothing_is_lost_when_somebody_writes_during_a_merge() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for round in 0..4 {
        let one = lead(&admin, "Nora", "Vidal", json!({})).await;
        let other = lead(&admin, "Nora", "Vidal", json!({})).await;
        let task = json!({ "title": format!("Rappeler {round}") });
        let (merged, added) =
            futures_util::future::join(async { merge_read(&admin, &one, &other, json!({})).await }, async {
                admin.post(format!("{}/tasks", path(&other))).json(task).await
            })
            .await;
        merged.expect(201);
        let tasks = read(&admin, &one).await["tasks"].as_array().unwrap().len();
        match added.status.as_u16() {
            201 => assert_eq!(tasks, 1),
            _ => {
                added.expect_problem(409, "merged");
                assert_eq!(tasks, 0);
            }
        }
        // Facts are edited at a version: one of the two wins.
        let (one, third) = (read(&admin, &one).await, lead(&admin, "Nora", "Vidal", json!({})).await);
        let (merged, edited) =
            futures_util::future::join(async { merge_read(&admin, &one, &third, json!({})).await }, async {
                admin.patch(path(&one)).if_match(&one["version"]).json(json!({"city": "Figeac"})).await
            })
            .await;
        let mut statuses = [merged.status.as_u16(), edited.status.as_u16()];
        statuses.sort_unstable();
        assert!(statuses == [201, 412] || statuses == [200, 412], "{statuses:?}");
        let expected = if merged.status == 201 { "merged" } else { "new" };
        assert_eq!(read(&admin, &third).await["status"], expected);
    }
}

/// What was changed since the merge stays with the file that stayed, unless it is about a row that goes back.
#[actix_web::test]
async fn what_was_changed_since_stays_where_it_belongs() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let one = lead(&admin, "Nora", "Vidal", json!({"city": "Nantes"})).await;
    let other = lead(&admin, "Nora", "Vidal", json!({"city": "Rezé", "postal_code": "44400"})).await;
    let task = json!({"title": "Rappeler"});
    let task = admin.post(format!("{}/tasks", path(&other))).json(task).await.expect(201).json();
    let made = merge(&admin, &one, &other, json!({"city": "other"})).await.expect(201).json();
    let kept = read(&admin, &one).await;
    admin.patch(path(&one)).if_match(&kept["version"]).json(json!({"city": "Cahors"})).await.expect(200);
    let own = json!({"title": "Visiter un logement"});
    admin.post(format!("{}/tasks", path(&one))).json(own).await.expect(201);
    let moved = format!("{}/tasks/{}", path(&one), task["id"].as_str().unwrap());
    admin.patch(moved).if_match(1).json(json!({"title": "Rappeler lundi"})).await.expect(200);
    undo(&admin, &made).await.expect(200);
    let (kept, back) = (read(&admin, &one).await, read(&admin, &other).await);
    assert_eq!((&kept["city"], &kept["postal_code"]), (&json!("Cahors"), &Value::Null));
    assert_eq!((&back["city"], &back["status"]), (&json!("Rezé"), &json!("new")));
    let titles = |file: &Value| -> Vec<String> {
        file["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (titles(&kept), titles(&back)),
        (vec!["Visiter un logement".to_owned()], vec!["Rappeler lundi".to_owned()])
    );
}

#[actix_web::test]
async fn merges_are_undone_in_turn_and_for_thirty_days() {
    let t = TestApp::spawn().await;
    let person = t.admin().await;
    let admin = person.client.clone();
    let [a, b, c] = [(); 3].map(|()| lead(&admin, "Nora", "Vidal", json!({})));
    let (a, b, c) = (a.await, b.await, c.await);
    let first = merge(&admin, &b, &c, json!({})).await.expect(201).json();
    t.clock.advance(Duration::seconds(1));
    let second = merge(&admin, &a, &b, json!({})).await.expect(201).json();
    assert_eq!(read(&admin, &c).await["merged_into"]["id"], a["id"], "straight to the one that stayed");
    let number = c["number"].as_str().unwrap();
    let found = admin.get(format!("/api/v1/prospects?q={number}")).await.expect(200).json();
    assert_eq!(found["items"][0]["id"], a["id"]);
    undo(&admin, &first).await.expect_problem(409, "undo_later_merge");
    undo(&admin, &second).await.expect(200);
    assert_eq!(read(&admin, &c).await["merged_into"]["id"], b["id"]);
    let again = merge(&admin, &a, &b, json!({})).await.expect(201).json();
    t.clock.advance(Duration::days(30));
    let admin = t.again(&person).await;
    undo(&admin, &again).await.expect_problem(409, "merge_undo_expired");
    api::housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(rows::journals(&t).await, 0, "nothing is kept of what the files held");
    assert_eq!(admin.get(format!("{}/merges", path(&a))).await.expect(200).json()["items"][0]["can_undo"], false);
}

#[actix_web::test]
async fn referents_of_both_files_keep_sight_of_the_household() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let (here, there) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let one = lead(&admin, "Nora", "Vidal", json!({"wished_territories": [FIGEAC]})).await;
    let other = lead(&admin, "Nora", "Vidal", json!({"wished_territories": [epci_code("Grand Cahors")]})).await;
    for (file, referent) in [(&one, &here), (&other, &there)] {
        let given = json!({"referent_id": referent.referent_id, "role": "territorial", "accepted": true});
        admin.post(format!("{}/assignments", path(file))).json(given).await.expect(201);
    }
    let made = merge(&admin, &one, &other, json!({})).await.expect(201).json();
    let kept = there.get(path(&one)).await.expect(200).json();
    let parts: Vec<(&Value, &Value)> =
        kept["assignments"].as_array().unwrap().iter().map(|part| (&part["role"], &part["status"])).collect();
    assert_eq!(parts.len(), 2);
    assert!(parts.contains(&(&json!("territorial"), &json!("accepted"))));
    assert!(parts.contains(&(&json!("co_referent"), &json!("accepted"))), "{parts:?}");
    undo(&admin, &made).await.expect(200);
    there.get(path(&one)).await.expect_problem(404, "not_found");
    assert_eq!(read(&there.client, &other).await["assignments"][0]["role"], "territorial");
}
