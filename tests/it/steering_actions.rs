//! Actions of committees and of groups: written, moved by who answers for them, late, exported, told in the morning.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::letters;
use crate::committees::committee;
use crate::harness::{Client, TestApp};
use crate::working_groups::{partner, pointers, set_up};

const PATH: &str = "/api/v1/steering-actions";

async fn written(admin: &Client, body: Value) -> Value {
    admin.post(PATH).json(body).await.expect(201).json()
}

fn path_of(action: &Value) -> String {
    format!("{PATH}/{}", action["id"].as_str().unwrap())
}

async fn titles(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_action_comes_from_a_committee_or_from_a_group() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (group, copil) = (set_up(&admin, "Logement").await, committee(&admin, "COPIL").await);
    let epci = partner(&admin, "CC du Causse").await;
    let body = json!({"title": "Recenser", "working_group_id": group, "owner_partner_id": epci});
    let created = admin.post(PATH).idempotency_key("k").json(body.clone()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(body.clone()).await.expect(201).id(), created.id());
    let shown = created.json();
    assert_eq!((&shown["origin_name"], &shown["owner_name"]), (&json!("Logement"), &json!("CC du Causse")));
    assert_eq!((&shown["status"], &shown["late"]), (&json!("todo"), &json!(false)));
    let asked = written(&admin, json!({"title": "Écrire", "committee_id": copil, "due_on": "2026-12-01"})).await;
    assert_eq!((&asked["origin_name"], &asked["working_group_id"]), (&json!("COPIL"), &Value::Null));

    for (committee, group, told) in [
        (json!(null), json!(null), ("/working_group_id", "required")),
        (json!(copil), json!(group), ("/working_group_id", "not_allowed")),
        (json!(group), json!(null), ("/committee_id", "not_found")),
        (json!(null), json!(copil), ("/working_group_id", "not_found")),
    ] {
        let wrong = json!({"title": "Écrire", "committee_id": committee, "working_group_id": group});
        let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
        assert_eq!(pointers(&problem), [told]);
    }
    let path = path_of(&shown);
    let owner = json!({"owner_user_id": referent.user_id});
    let both = admin.patch(&path).if_match(1).json(owner).await.expect_problem(422, "validation_failed");
    assert_eq!(pointers(&both), [("/owner_partner_id", "not_allowed")]);
    let owner = json!({"owner_user_id": referent.user_id, "owner_partner_id": null});
    let changed = admin.patch(&path).if_match(1).json(owner.clone()).await.expect(200).json();
    assert_eq!(changed["owner_partner_id"], Value::Null);
    admin.patch(&path).if_match(1).json(owner).await.expect_problem(412, "precondition_failed");
    assert_eq!(titles(&referent, "").await, ["Écrire", "Recenser"], "by their day, those without one last");
    assert_eq!(titles(&referent, "sort=-due_on").await, ["Recenser", "Écrire"]);
    for query in [format!("committee={copil}"), "late=false&status=todo&sort=due_on&limit=1".to_owned()] {
        assert_eq!(titles(&referent, &query).await, ["Écrire"], "{query}");
    }
    assert_eq!(titles(&referent, &format!("owner_user={}", referent.user_id)).await, ["Recenser"]);
    assert_eq!(titles(&referent, &format!("owner_partner={epci}")).await, Vec::<String>::new());
    admin.get(format!("{PATH}?late=maybe&sort=title")).await.expect_problem(422, "validation_failed");
    referent.delete(&path).if_match(2).await.expect_problem(403, "forbidden");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.get(&path).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn who_answers_for_an_action_moves_it_and_may_undo() {
    let t = TestApp::spawn().await;
    let (admin, owner, other) = (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let group = set_up(&admin, "Logement").await;
    let body = json!({"title": "Recenser", "working_group_id": group, "owner_user_id": owner.user_id});
    let action = written(&admin, body).await;
    let moves = format!("{}/transitions", path_of(&action));
    other.post(&moves).json(json!({"to": "done"})).await.expect_problem(403, "forbidden");
    assert_eq!(other.get(path_of(&action)).await.expect(200).json()["allowed"], json!([]));
    let done = owner.post(&moves).json(json!({"to": "done", "outcome": "42 logements"})).await.expect(200).json();
    assert_eq!((&done["outcome"], &done["allowed"]), (&json!("42 logements"), &json!(["todo", "in_progress"])));
    let again = owner.post(&moves).json(json!({"to": "done"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(again["allowed"], json!(["todo", "in_progress"]));
    let undone = owner.post(&moves).json(json!({"to": "todo"})).await.expect(200).json();
    assert_eq!((&undone["status"], &undone["outcome"]), (&json!("todo"), &json!("42 logements")));
    admin.post(&moves).json(json!({"to": "dropped"})).await.expect(200);
    admin.post(&moves).json(json!({"to": "finished"})).await.expect_problem(422, "validation_failed");
    let trail = admin.get("/api/v1/audit-entries?resource_type=steering_action&limit=1").await.expect(200).json();
    assert_eq!(trail["items"][0]["action"], "steering_action.transition");
}

#[actix_web::test]
async fn two_who_move_at_once_are_told_apart() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let group = set_up(&admin, "Logement").await;
    for _ in 0..3 {
        let action = written(&admin, json!({"title": "Recenser", "working_group_id": group})).await;
        let moves = format!("{}/transitions", path_of(&action));
        let replies = join_all(["done", "done", "done"].map(|to| {
            let (admin, moves) = (&admin, &moves);
            async move { admin.post(moves).json(json!({ "to": to })).await.status.as_u16() }
        }))
        .await;
        assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{replies:?}");
        assert!(replies.iter().all(|status| [200, 409, 412].contains(status)), "{replies:?}");
        assert_eq!(admin.get(path_of(&action)).await.expect(200).version(), 2);
    }
}

#[actix_web::test]
async fn what_is_late_is_found_and_exported_as_it_is_listed() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let group = set_up(&admin, "Logement").await;
    for (title, due_on) in [("=Hier", "2026-11-20"), ("Aujourd’hui", "2026-11-21"), ("Faite", "2026-11-01")] {
        let action = written(&admin, json!({"title": title, "working_group_id": group, "due_on": due_on})).await;
        if title == "Faite" {
            admin.post(format!("{}/transitions", path_of(&action))).json(json!({"to": "done"})).await.expect(200);
        }
    }
    assert_eq!(titles(&copil, "late=true").await, ["=Hier"]);
    assert_eq!(titles(&copil, "late=true&status=done").await, Vec::<String>::new());
    let sheet = copil.get(format!("{PATH}/export?late=true&profile=excel-fr")).await.expect(200);
    let expected = "\u{feff}Comité ou groupe;Action;Qui en répond;Échéance;État;En retard;Résultat\r\n\
         Logement;'=Hier;;20/11/2026;À faire;Oui;\r\n";
    assert_eq!(sheet.text(), expected);
    let plain = copil.get(format!("{PATH}/export?status=done")).await.expect(200).text();
    assert_eq!(plain.lines().nth(1), Some("Logement,Faite,,2026-11-01,done,false,"));
    copil.get(format!("{PATH}/export?limit=2")).await.expect_problem(422, "validation_failed");
    copil.get(format!("{PATH}?profile=excel-fr")).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn the_owner_finds_it_in_their_day_and_in_the_morning_mail() {
    let t = TestApp::spawn().await;
    let (admin, owner, other) = (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let group = set_up(&admin, "Logement").await;
    // The first working day is Monday the 23rd: seven days later is the 30th.
    for (title, due_on) in [("En retard", "2026-11-20"), ("Bientôt", "2026-11-30"), ("Plus tard", "2026-12-01")] {
        let body = json!({"title": title, "working_group_id": group, "owner_user_id": owner.user_id, "due_on": due_on});
        written(&admin, body).await;
    }
    // Somebody who runs the programme is no référent, and is told of theirs too; a reader of figures has no day.
    for person in [&admin, &t.copil().await] {
        let body = json!({"title": "Chiffrer", "working_group_id": group, "owner_user_id": person.user_id,
            "due_on": "2026-11-30"});
        written(&admin, body).await;
    }
    let day = owner.get("/api/v1/my-day").await.expect(200).json();
    let told = |action: &Value| (action["title"].as_str().unwrap().to_owned(), action["overdue"].as_bool().unwrap());
    let actions: Vec<(String, bool)> = day["actions"].as_array().unwrap().iter().map(told).collect();
    let expected = [("En retard", true), ("Bientôt", false), ("Plus tard", false)];
    assert_eq!(actions, expected.map(|(title, late)| (title.to_owned(), late)));
    assert_eq!((&day["counts"]["actions"], &day["actions"][0]["origin_name"]), (&json!(3), &json!("Logement")));
    assert_eq!(other.get("/api/v1/my-day").await.expect(200).json()["actions"], json!([]));

    api::housekeeping::run_once(&t.state).await.unwrap();
    let monday: DateTime<Utc> = "2026-11-23T07:00:00Z".parse().unwrap();
    t.clock.advance(monday - t.clock.now());
    for _ in 0..2 {
        t.run_jobs().await;
    }
    let sent: Vec<Value> = letters(&t).await.into_iter().filter(|letter| letter["kind"] == "digest").collect();
    assert_eq!(sent.len(), 2, "one mail to each owner, however often the jobs run");
    for line in ["(2) : En retard ; Bientôt", "(1) : Chiffrer"] {
        let line = json!(format!("Actions du pilotage, dues dans la semaine ou en retard {line}"));
        let told = sent.iter().filter(|letter| letter["paragraphs"].as_array().unwrap().contains(&line)).count();
        assert_eq!(told, 1, "{line} in {sent:?}");
    }
}

#[actix_web::test]
async fn nobody_finds_what_does_not_exist() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = format!("{PATH}/{}", Uuid::now_v7());
    admin.get(&path).await.expect_problem(404, "not_found");
    admin.patch(&path).if_match(1).json(json!({"title": "Écrire"})).await.expect_problem(404, "not_found");
    admin.post(format!("{path}/transitions")).json(json!({"to": "done"})).await.expect_problem(404, "not_found");
}
