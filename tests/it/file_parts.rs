//! What hangs on a file: people, needs, tasks, exchanges, consents, référents, the installation.

use serde_json::{Value, json};

use crate::harness::{Person, TestApp};
use crate::prospects::{FIGEAC, household};

/// A file in Grand-Figeac, by its path and content.
async fn open_file(who: &Person) -> (String, Value) {
    let created = who.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    (created.header("location").to_owned(), created.json())
}

#[actix_web::test]
async fn a_task_is_noted_ticked_and_reopened() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, _) = open_file(&admin).await;
    let task = json!({"title": "Envoyer la liste des écoles", "due_on": "2026-12-01", "assignee_id": admin.user_id});
    let created = admin.post(format!("{file}/tasks")).json(task).await.expect(201);
    let path = created.header("location").to_owned();
    assert_eq!(created.json()["assignee_id"], json!(admin.user_id));
    let ticked = admin.patch(&path).if_match(1).json(json!({"done": true})).await.expect(200);
    assert_eq!((ticked.version(), ticked.json()["done_at"].is_string()), (2, true));
    admin.patch(&path).json(json!({"done": false})).await.expect_problem(428, "precondition_required");
    admin.patch(&path).if_match(1).json(json!({"done": false})).await.expect_problem(412, "precondition_failed");
    let reopened = admin.patch(&path).if_match(2).json(json!({"done": false, "due_on": null})).await.expect(200).json();
    assert_eq!((&reopened["done_at"], &reopened["due_on"]), (&Value::Null, &Value::Null));
    let whole = admin.get(&file).await.expect(200);
    assert_eq!((whole.json()["tasks"][0]["title"].as_str(), whole.version()), (Some("Envoyer la liste des écoles"), 1));
    admin.delete(&path).if_match(3).await.expect(204);
    assert_eq!(admin.get(&file).await.json()["tasks"], json!([]));
    admin.delete(&path).if_match(3).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_task_needs_a_title_and_somebody_who_exists() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, _) = open_file(&admin).await;
    let problem =
        admin.post(format!("{file}/tasks")).json(json!({"title": " "})).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/title");
    let nobody = json!({"title": "Rappeler", "assignee_id": "01890a5d-ac96-774b-bcce-b302099a8057"});
    let problem = admin.post(format!("{file}/tasks")).json(nobody).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/assignee_id"), &json!("not_found"))
    );
}

#[actix_web::test]
async fn a_need_keeps_the_moment_of_its_answer() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, _) = open_file(&admin).await;
    let created = admin.post(format!("{file}/needs")).json(json!({"theme": "housing"})).await.expect(201);
    assert_eq!(created.json()["status"], "to_do");
    let path = created.header("location").to_owned();
    let answered = admin.patch(&path).if_match(1).json(json!({"answer": "Gîte libre en mars", "status": "met"})).await;
    let at = answered.expect(200).json()["answered_at"].clone();
    assert!(at.is_string());
    t.clock.advance(chrono::Duration::minutes(5));
    let same = admin.patch(&path).if_match(2).json(json!({"status": "in_progress"})).await.expect(200).json();
    assert_eq!((&same["answered_at"], &same["answer"]), (&at, &json!("Gîte libre en mars")));
    let emptied = admin.patch(&path).if_match(3).json(json!({"answer": null})).await.expect(200).json();
    assert_eq!((&emptied["answered_at"], &emptied["answer"]), (&Value::Null, &Value::Null));
    admin.patch(&path).if_match(4).json(json!({"status": "solved"})).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn people_join_change_and_leave_a_household() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, content) = open_file(&admin).await;
    let partner = json!({"role": "partner", "first_name": "Hugo", "career": {"occupation_text": "Tailleur de pierre"}});
    let created = admin.post(format!("{file}/members")).json(partner.clone()).await.expect(201);
    let path = created.header("location").to_owned();
    let second = admin.post(format!("{file}/members")).json(partner).await.expect_problem(422, "validation_failed");
    assert_eq!((&second["errors"][0]["pointer"], &second["errors"][0]["code"]), (&json!("/role"), &json!("duplicate")));
    let named = json!({"role": "child", "first_name": "Léo", "age_band": "six_to_10"});
    admin.post(format!("{file}/members")).json(named).await.expect_problem(422, "validation_failed");
    admin.post(format!("{file}/members")).json(json!({"role": "child", "age_band": "six_to_10"})).await.expect(201);
    let found = admin.get("/api/v1/prospects?q=tailleur").await.expect(200).json();
    assert_eq!((&found["items"][0]["adults"], &found["items"][0]["children"]), (&json!(2), &json!(1)));
    let moved = json!({"last_name": "Rouquié", "career": null});
    let changed = admin.patch(&path).if_match(1).json(moved).await.expect(200).json();
    assert_eq!(
        (&changed["first_name"], &changed["last_name"], &changed["career"]),
        (&json!("Hugo"), &json!("Rouquié"), &Value::Null)
    );
    assert_eq!(
        admin.get("/api/v1/prospects?q=tailleur").await.json()["items"],
        json!([]),
        "the old occupation is forgotten"
    );
    admin.delete(&path).if_match(2).await.expect(204);
    let lead = format!("{file}/members/{}", content["members"][0]["id"].as_str().unwrap());
    admin.delete(&lead).if_match(1).await.expect_problem(409, "lead_required");
    admin.patch(&lead).if_match(1).json(json!({"role": "other"})).await.expect_problem(409, "lead_required");
}

#[actix_web::test]
async fn a_private_note_is_read_by_its_author_only() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (file, _) = open_file(&admin).await;
    let note = json!({"kind": "note", "summary": "Projet fragile, en parler avec Maxence", "visibility": "private"});
    let created = referent.post(format!("{file}/interactions")).json(note).await.expect(201);
    let path = created.header("location").to_owned();
    let list = format!("{file}/interactions");
    assert_eq!(referent.get(&list).await.expect(200).json()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(admin.get(&list).await.expect(200).json()["items"], json!([]));
    admin.patch(&path).if_match(1).json(json!({"summary": "x"})).await.expect_problem(404, "not_found");
    for who in [&admin, &referent] {
        assert_eq!(
            who.get("/api/v1/prospects?q=maxence").await.json()["items"],
            json!([]),
            "a private note is not searched"
        );
    }
}

#[actix_web::test]
async fn exchanges_come_newest_first_and_feed_the_search() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (file, _) = open_file(&admin).await;
    for day in 1..=5 {
        let call = json!({"kind": "call", "direction": "inbound", "summary": format!("Appel numéro {day} sur les écoles"),
            "occurred_at": format!("2026-11-0{day}T10:00:00Z")});
        referent.post(format!("{file}/interactions")).json(call).await.expect(201);
    }
    let first = admin.get(format!("{file}/interactions?limit=3")).await.expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{file}/interactions?limit=3&cursor={cursor}")).await.expect(200).json();
    let days: Vec<String> = [&first, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .map(|item| item["occurred_at"].as_str().unwrap()[..10].to_owned())
        .collect();
    assert_eq!(days, ["2026-11-05", "2026-11-04", "2026-11-03", "2026-11-02", "2026-11-01"]);
    assert_eq!(rest["next_cursor"], Value::Null);
    let whole = admin.get(&file).await.json();
    assert_eq!(whole["last_contact_by_person_at"].as_str().map(|at| &at[..10]), Some("2026-11-05"));
    assert_eq!(admin.get("/api/v1/prospects?q=ecole").await.json()["items"].as_array().map(Vec::len), Some(1));
    let path = format!("{file}/interactions/{}", first["items"][0]["id"].as_str().unwrap());
    let other = t.referent("Grand-Figeac").await;
    other.patch(&path).if_match(1).json(json!({"summary": "x"})).await.expect_problem(403, "forbidden");
    referent.delete(&path).if_match(1).await.expect(204);
}

#[actix_web::test]
async fn a_consent_is_withdrawn_and_its_proof_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, _) = open_file(&admin).await;
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    let text =
        form["consent_texts"].as_array().unwrap().iter().find(|text| text["purpose"] == "follow_up").unwrap().clone();
    let given = json!({"purpose": "follow_up", "text_version": text["version"], "channel": "phone", "proof": "Appel du 3 mars"});
    let created = admin.post(format!("{file}/consents")).json(given).await.expect(201);
    assert_eq!(created.json()["text"], text["text"]);
    let path = created.header("location").to_owned();
    let withdrawn = admin.post(format!("{path}/withdrawals")).await.expect(200).json();
    assert!(withdrawn["withdrawn_at"].is_string() && withdrawn["proof"] == "Appel du 3 mars");
    t.clock.advance(chrono::Duration::minutes(5));
    assert_eq!(admin.post(format!("{path}/withdrawals")).await.expect(200).json(), withdrawn, "the first moment stays");
    let unknown = json!({"purpose": "follow_up", "text_version": "of-never", "channel": "phone"});
    admin.post(format!("{file}/consents")).json(unknown).await.expect_problem(422, "validation_failed");
}

/// Moves a file on and returns it.
async fn go(who: &Person, file: &str, to: &str, more: Value) -> Value {
    let mut body = json!({"to": to});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    who.post(format!("{file}/transitions")).json(body).await.expect(200).json()
}

#[actix_web::test]
async fn a_household_is_accompanied_from_its_request_to_its_installation() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (file, _) = open_file(&admin).await;
    go(&admin, &file, "qualified", json!({})).await;
    let proposal = json!({"referent_id": referent.referent_id, "role": "territorial"});
    let proposed = admin.get(&file).await.expect(200).json()["assignments"][0].take();
    assert_eq!(proposed["status"], "proposed", "qualifying asks the référent of the territory");
    admin.post(format!("{file}/assignments")).json(proposal).await.expect_problem(409, "already_assigned");
    admin
        .post(format!("{file}/transitions"))
        .json(json!({"to": "assigned"}))
        .await
        .expect_problem(409, "assignment_required");
    let answer = format!("{file}/assignments/{}/transitions", proposed["id"].as_str().unwrap());
    referent.post(&answer).json(json!({"to": "declined"})).await.expect_problem(422, "validation_failed");
    referent.post(&answer).json(json!({"to": "accepted"})).await.expect(200);
    let refused =
        referent.post(&answer).json(json!({"to": "accepted"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(refused["allowed"], json!(["transferred", "ended"]));
    assert_eq!(admin.get(&file).await.json()["status"], "assigned", "the acceptance assigns the file");
    go(&referent, &file, "supported", json!({})).await;
    go(&referent, &file, "confirmed", json!({})).await;
    referent
        .post(format!("{file}/transitions"))
        .json(json!({"to": "settled"}))
        .await
        .expect_problem(409, "installation_required");
    let wrong = json!({"moved_in_on": "2027-01-01", "commune_code": "46102", "adults": 0, "children": 0});
    referent.put(format!("{file}/installation")).json(wrong).await.expect_problem(422, "validation_failed");
    let moved = json!({"moved_in_on": "2026-05-20", "commune_code": "46102", "adults": 1, "children": 0, "job_through": "offer"});
    let installation = referent.put(format!("{file}/installation")).json(moved.clone()).await.expect(200);
    assert_eq!(
        (&installation.json()["commune_name"], &installation.json()["six_month_check_on"]),
        (&json!("Figeac"), &json!("2026-11-20"))
    );
    referent.put(format!("{file}/installation")).json(moved.clone()).await.expect_problem(428, "precondition_required");
    go(&referent, &file, "settled", json!({})).await;
    let mistaken = go(
        &referent,
        &file,
        "confirmed",
        json!({"reason": "Saisie sur le mauvais dossier",
        "next_action": {"label": "Rappeler", "on": "2026-12-01"}}),
    )
    .await;
    assert_eq!(mistaken["installation"], Value::Null, "an installation entered by mistake no longer counts");
    referent.put(format!("{file}/installation")).json(moved).await.expect(200);
    go(&referent, &file, "settled", json!({})).await;
    let integrated = go(&referent, &file, "integrated", json!({})).await;
    let states: Vec<&str> =
        integrated["history"].as_array().unwrap().iter().map(|step| step["to"].as_str().unwrap()).collect();
    assert_eq!(
        states,
        ["new", "qualified", "assigned", "supported", "confirmed", "settled", "confirmed", "settled", "integrated"]
    );
}

#[actix_web::test]
async fn a_referent_takes_a_file_and_hands_it_over() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (first, second) = (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let (file, _) = open_file(&admin).await;
    go(&admin, &file, "qualified", json!({})).await;
    let take = |who: &Person| json!({"referent_id": who.referent_id, "role": "territorial"});
    first.post(format!("{file}/assignments")).json(take(&second)).await.expect_problem(403, "forbidden");
    let taken = first.post(format!("{file}/assignments")).json(take(&first)).await.expect(201);
    assert_eq!(
        (taken.json()["status"].as_str(), admin.get(&file).await.json()["status"].as_str()),
        (Some("accepted"), Some("assigned"))
    );
    second
        .post(format!("{}/transitions", taken.header("location")))
        .json(json!({"to": "ended"}))
        .await
        .expect_problem(403, "forbidden");
    second.post(format!("{file}/assignments")).json(take(&second)).await.expect(201);
    let whole = admin.get(&file).await.json();
    let states: Vec<&str> =
        whole["assignments"].as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert!(states.contains(&"transferred") && states.contains(&"accepted"), "{states:?}");
    let mine =
        admin.get(format!("/api/v1/prospects?referent_id={}", second.referent_id.unwrap())).await.expect(200).json();
    assert_eq!(mine["items"].as_array().map(Vec::len), Some(1));
    let last = whole["assignments"].as_array().unwrap().iter().find(|one| one["status"] == "accepted").unwrap();
    let end = format!("{file}/assignments/{}/transitions", last["id"].as_str().unwrap());
    second.post(end).json(json!({"to": "ended"})).await.expect(200);
    assert_eq!(admin.get(&file).await.json()["status"], "qualified", "nobody territorial is left");
}

#[actix_web::test]
async fn an_archived_file_is_restored_before_it_changes() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (file, _) = open_file(&admin).await;
    admin.delete(&file).if_match(1).await;
    admin.post(format!("{file}/tasks")).json(json!({"title": "Rappeler"})).await.expect_problem(409, "archived");
}

#[actix_web::test]
async fn what_hangs_on_a_file_elsewhere_does_not_exist() {
    let t = TestApp::spawn().await;
    let (admin, stranger) = (t.admin().await, t.referent("Grand Cahors").await);
    let (file, _) = open_file(&admin).await;
    let task = admin.post(format!("{file}/tasks")).json(json!({"title": "Rappeler"})).await.expect(201);
    stranger.get(format!("{file}/interactions")).await.expect_problem(404, "not_found");
    stranger.post(format!("{file}/tasks")).json(json!({"title": "Rappeler"})).await.expect_problem(404, "not_found");
    stranger
        .patch(task.header("location"))
        .if_match(1)
        .json(json!({"done": true}))
        .await
        .expect_problem(404, "not_found");
    // A part is found on its own file only.
    let (other, _) = open_file(&admin).await;
    let astray = format!("{other}/tasks/{}", task.id());
    admin.patch(astray).if_match(1).json(json!({"done": true})).await.expect_problem(404, "not_found");
}
