//! Files of households: opened, numbered, changed, moved, put away; seen by those who may.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Reply, TestApp};

/// A household that wishes for `territory`, whose lead is called `name`.
pub fn household(name: &str, territory: &str) -> Value {
    let address = format!("{}@courriel.example", Uuid::now_v7().simple());
    json!({
        "source": "phone",
        "project_types": ["employee"],
        "wished_territories": [territory],
        "next_action": {"label": "Rappeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Inès", "last_name": name, "email": address}]
    })
}

pub const FIGEAC: &str = "46102";
pub const CAHORS: &str = "46042";

#[actix_web::test]
async fn a_household_gets_a_numbered_file() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut sent = household("Vayssettes", FIGEAC);
    sent["members"] = json!([
        {"role": "lead", "first_name": "Inès", "last_name": "Vayssettes", "phone": "06 39 98 12 34",
         "career": {"occupation_code": "J1506", "contracts": ["CDI"], "health": {"status": "graduate"}}},
        {"role": "partner", "first_name": "Hugo", "career": {"occupation_text": "Usineur"}},
        {"role": "child", "age_band": "six_to_10"}
    ]);
    sent["needs"] = json!([{"theme": "housing", "description": "Maison"}]);
    let created = admin.post("/api/v1/prospects").json(sent).await.expect(201);
    let file = created.json();
    assert_eq!(created.header("location"), format!("/api/v1/prospects/{}", created.id()));
    assert_eq!((file["number"].as_str(), file["status"].as_str()), (Some("OML-2026-00001"), Some("new")));
    assert_eq!(file["epci_code"], "200067361");
    assert_eq!(file["wished_territories"], json!([{"code": "46102", "name": "Figeac", "kind": "commune"}]));
    assert_eq!(file["allowed_transitions"], json!(["qualified", "closed"]));
    assert_eq!(file["members"][0]["phone"], "+33639981234");
    assert_eq!(file["members"][0]["career"]["occupation_label"], "Infirmier / Infirmière en soins généraux (IDE)");
    assert_eq!(
        file["members"][2],
        json!({"id": file["members"][2]["id"], "role": "child", "first_name": null,
        "last_name": null, "email": null, "phone": null, "age_band": "six_to_10", "career": null, "version": 1})
    );
    assert_eq!(file["history"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["history"][0]["effective_on"], "2026-11-21");
    let read = admin.get(created.header("location")).await.expect(200);
    assert_eq!((read.version(), read.json()), (created.version(), file));
}

#[actix_web::test]
async fn everything_wrong_with_a_new_file_is_named_at_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let sent = json!({
        "source": "pigeon",
        "wished_territories": ["46102", "99999", "46"],
        "next_action": {"label": "", "on": "2026-12-01", "assignee_id": Uuid::now_v7()},
        "members": [{"role": "lead", "first_name": "Inès", "email": "nobody"},
            {"role": "child", "first_name": "Léo", "age_band": "six_to_10"}]
    });
    let problem = admin.post("/api/v1/prospects").json(sent.clone()).await.expect_problem(422, "validation_failed");
    let pointers = pointers(&problem);
    for wrong in ["/source", "/next_action/label", "/members/0/last_name", "/members/0/email", "/members/1/first_name"]
    {
        assert!(pointers.contains(wrong), "{wrong} missing in {problem}");
    }
    let mut named = household("Vayssettes", FIGEAC);
    named["wished_territories"] = sent["wished_territories"].clone();
    named["next_action"]["assignee_id"] = json!(Uuid::now_v7());
    named["members"][0]["career"] = json!({"occupation_code": "Z9999"});
    named["consents"] = json!([{"purpose": "follow_up", "text_version": "of-never", "channel": "phone"}]);
    let problem = admin.post("/api/v1/prospects").json(named).await.expect_problem(422, "validation_failed");
    let wrong = [
        "/consents/0/text_version",
        "/members/0/career/occupation_code",
        "/next_action/assignee_id",
        "/wished_territories/1",
        "/wished_territories/2",
    ];
    assert_eq!(pointers_vec(&problem), wrong);
    admin.get("/api/v1/prospects?count=exact").await.expect(200);
}

fn pointers(problem: &Value) -> BTreeSet<String> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect()
}

fn pointers_vec(problem: &Value) -> Vec<String> {
    pointers(problem).into_iter().collect()
}

#[actix_web::test]
async fn fifty_creations_at_once_get_consecutive_numbers() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    // One among them is refused, and leaves no hole.
    let mut wrong = household("Faux", FIGEAC);
    wrong["wished_territories"] = json!(["99999"]);
    let bodies = (0..50).map(|index| household(&format!("Foyer{index}"), FIGEAC)).chain([wrong]);
    let replies = join_all(bodies.map(|body| create(&admin, Uuid::now_v7().to_string(), body))).await;
    let mut numbers: Vec<String> = replies
        .iter()
        .filter(|reply| reply.status == 201)
        .map(|reply| reply.json()["number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=50).map(|seq| format!("OML-2026-{seq:05}")).collect();
    assert_eq!(numbers, expected);
}

/// Creates as a careful client does: told to come back later, it asks again with the same key.
async fn create(person: &Client, key: String, body: Value) -> Reply {
    loop {
        let reply = person.post("/api/v1/prospects").idempotency_key(&key).json(body.clone()).await;
        if reply.status != 503 {
            return reply;
        }
        assert!(!reply.header("retry-after").is_empty());
    }
}

#[actix_web::test]
async fn fifty_identical_posts_with_one_key_open_one_file() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let sent = household("Vayssettes", FIGEAC);
    let posts = (0..50)
        .map(|_| admin.post("/api/v1/prospects").idempotency_key("une-seule-fois").json(sent.clone()).into_future());
    let ids: BTreeSet<String> = join_all(posts).await.into_iter().map(|reply| reply.expect(201).id()).collect();
    assert_eq!(ids.len(), 1);
    let page = admin.get("/api/v1/prospects?count=exact").await.expect(200).json();
    assert_eq!(page["total"], 1);
    let other = household("Autre", FIGEAC);
    admin
        .post("/api/v1/prospects")
        .idempotency_key("une-seule-fois")
        .json(other)
        .await
        .expect_problem(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn the_second_of_two_editors_is_told() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let (path, version) = (created.header("location").to_owned(), created.version());
    let first = admin.patch(&path).if_match(version).json(json!({"city": "Nantes"})).await.expect(200);
    assert_eq!((first.json()["city"].as_str(), first.version()), (Some("Nantes"), version + 1));
    admin.patch(&path).if_match(version).json(json!({"city": "Lyon"})).await.expect_problem(412, "precondition_failed");
    admin.patch(&path).json(json!({"city": "Lyon"})).await.expect_problem(428, "precondition_required");
    admin.delete(&path).if_match(version).await.expect_problem(412, "precondition_failed");
    assert_eq!(admin.get(&path).await.json()["city"], "Nantes");
}

#[actix_web::test]
async fn four_hundred_changes_at_once_are_all_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let path = created.header("location").to_owned();
    let admin = &admin;
    let path = &path;
    let editor = |_| async move {
        for _ in 0..100 {
            loop {
                let read = admin.get(path).await.expect(200);
                let seen = read.json()["message"].as_str().unwrap_or("0").parse::<i32>().unwrap();
                let change = json!({"message": (seen + 1).to_string()});
                let reply = admin.patch(path).if_match(read.version()).json(change).await;
                match reply.status.as_u16() {
                    200 => break,
                    412 => continue,
                    _ => panic!("{}", reply.text()),
                }
            }
        }
    };
    join_all((0..4).map(editor)).await;
    let read = admin.get(path).await.json();
    assert_eq!((read["message"].as_str(), read["version"].as_i64()), (Some("400"), Some(401)));
}

#[actix_web::test]
async fn a_change_touches_only_what_is_sent() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut sent = household("Vayssettes", FIGEAC);
    sent["city"] = json!("Nantes");
    sent["motives"] = json!(["nature", "quality_of_life"]);
    let created = admin.post("/api/v1/prospects").json(sent).await.expect(201);
    let path = created.header("location").to_owned();
    let change = json!({"city": null, "maturity": "decided", "wished_territories": [CAHORS, FIGEAC]});
    let file = admin.patch(&path).if_match(1).json(change).await.expect(200).json();
    assert_eq!((file["city"].clone(), file["maturity"].clone()), (Value::Null, json!("decided")));
    assert_eq!(file["motives"], json!(["nature", "quality_of_life"]));
    assert_eq!(file["epci_code"], "200023737");
    let problem = admin.patch(&path).if_match(2).json(json!({"next_action": null, "source": null})).await;
    assert_eq!(pointers_vec(&problem.expect_problem(422, "validation_failed")), ["/next_action", "/source"]);
    admin.patch(&path).if_match(2).json(json!({"citty": "Nantes"})).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn a_file_moves_along_its_states_and_no_other_way() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let transitions = format!("{}/transitions", created.header("location"));
    let go = |body: Value| admin.post(&transitions).json(body).into_future();
    let refused = go(json!({"to": "settled"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(refused["allowed"], json!(["qualified", "closed"]));
    go(json!({"to": "gone"})).await.expect_problem(422, "validation_failed");
    go(json!({"to": "qualified", "effective_on": "2026-11-22"})).await.expect_problem(422, "validation_failed");
    let file = go(json!({"to": "qualified", "reason": "appelés"})).await.expect(200).json();
    assert_eq!((file["status"].as_str(), file["version"].as_i64()), (Some("qualified"), Some(2)));
    assert_eq!(file["history"][1]["from"], "new");
    assert_eq!(file["history"][1]["reason"], "appelés");
    go(json!({"to": "assigned"})).await.expect_problem(409, "assignment_required");
    go(json!({"to": "closed"})).await.expect_problem(422, "validation_failed");
    let closed =
        go(json!({"to": "closed", "closing_reason": "abandoned", "reason": "reste à Nantes"})).await.expect(200).json();
    assert_eq!(
        (closed["closing_reason"].as_str(), closed["closing_comment"].as_str()),
        (Some("abandoned"), Some("reste à Nantes"))
    );
    assert_eq!(closed["next_action"], Value::Null);
    go(json!({"to": "qualified"})).await.expect_problem(409, "next_action_required");
    let planned = json!({"to": "qualified", "next_action": {"label": "Rappeler", "on": "2026-12-10"}});
    let reopened = go(planned).await.expect(200).json();
    assert_eq!(
        (reopened["closing_reason"].clone(), reopened["next_action"]["on"].clone()),
        (Value::Null, json!("2026-12-10"))
    );
    assert_eq!(reopened["history"].as_array().map(Vec::len), Some(4));
}

#[actix_web::test]
async fn an_archived_file_is_put_away_until_it_is_restored() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let path = created.header("location").to_owned();
    admin.delete(&path).await.expect_problem(428, "precondition_required");
    admin.delete(&path).if_match(1).await.expect(204);
    assert_eq!(admin.get("/api/v1/prospects").await.json()["items"], json!([]));
    assert_eq!(admin.get("/api/v1/prospects?archived=true").await.json()["items"][0]["id"], created.json()["id"]);
    admin.patch(&path).if_match(2).json(json!({"city": "Lyon"})).await.expect_problem(409, "archived");
    admin.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await.expect_problem(409, "archived");
    let restored = admin.post(format!("{path}/restore")).await.expect(200);
    assert_eq!((restored.json()["archived_at"].clone(), restored.version()), (Value::Null, 3));
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 3);
}

#[actix_web::test]
async fn a_second_file_of_the_same_person_is_refused() {
    let t = TestApp::spawn().await;
    let (admin, figeac, cahors) = (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let mut sent = household("Vayssettes", FIGEAC);
    sent["members"][0]["phone"] = json!("06 39 98 12 34");
    let created = figeac.post("/api/v1/prospects").json(sent.clone()).await.expect(201);
    let mut again = household("Autrement", CAHORS);
    again["members"][0]["phone"] = json!("+33 6 39 98 12 34");
    let seen = figeac.post("/api/v1/prospects").json(again.clone()).await.expect_problem(409, "duplicate");
    assert_eq!(seen["existing"], json!({"id": created.json()["id"], "number": "OML-2026-00001"}));
    again["allow_duplicate"] = json!(true);
    let hidden = cahors.post("/api/v1/prospects").json(again.clone()).await.expect_problem(409, "duplicate");
    assert_eq!(hidden.get("existing"), None);
    api::mail::deliver_due(&t.state).await.unwrap();
    let mails = std::fs::read_dir(t.folder().join("mails")).unwrap();
    let told: Vec<String> = mails.map(|mail| std::fs::read_to_string(mail.unwrap().path()).unwrap()).collect();
    assert_eq!(told.len(), 1, "the programme is told once, of the hidden one only");
    assert!(told[0].contains("OML-2026-00001"), "{}", told[0]);
    let second = admin.post("/api/v1/prospects").json(again).await.expect(201).json();
    assert_eq!(
        (second["duplicate_of"].clone(), second["number"].as_str()),
        (created.json()["id"].clone(), Some("OML-2026-00002"))
    );
}

#[actix_web::test]
async fn a_file_of_another_territory_does_not_exist() {
    let t = TestApp::spawn().await;
    let (figeac, cahors) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let created = figeac.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let path = created.header("location").to_owned();
    figeac.get(&path).await.expect(200);
    let absent = format!("/api/v1/prospects/{}", Uuid::now_v7());
    let strip = |mut problem: Value| {
        problem["instance"] = Value::Null;
        problem
    };
    let missing = strip(cahors.get(&absent).await.expect_problem(404, "not_found"));
    for reply in [
        cahors.get(&path).await,
        cahors.patch(&path).if_match(1).json(json!({"city": "Lyon"})).await,
        cahors.delete(&path).if_match(1).await,
        cahors.post(format!("{path}/restore")).await,
        cahors.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await,
    ] {
        assert_eq!(strip(reply.expect_problem(404, "not_found")), missing);
    }
    for list in [
        "/api/v1/prospects",
        "/api/v1/prospects?q=vayssettes",
        "/api/v1/prospects?q=OML-2026-00001",
        "/api/v1/prospects?epci=200067361",
    ] {
        assert_eq!(cahors.get(list).await.expect(200).json()["items"], json!([]), "{list}");
        assert_eq!(figeac.get(list).await.expect(200).json()["items"].as_array().map(Vec::len), Some(1), "{list}");
    }
    let counts = json!({"total": 0, "overdue": 0, "by_status": []});
    assert_eq!(cahors.get("/api/v1/prospects/counts").await.expect(200).json(), counts);
    assert_eq!(cahors.get("/api/v1/prospects?count=exact").await.json()["total"], 0);
    let unwished = figeac.post("/api/v1/prospects").json(household("Ailleurs", CAHORS)).await.expect(201);
    figeac.get(unwished.header("location")).await.expect_problem(404, "not_found");
    cahors.get(unwished.header("location")).await.expect(200);
}

#[actix_web::test]
async fn the_steering_committee_counts_and_reads_nothing() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let counts = copil.get("/api/v1/prospects/counts").await.expect(200).json();
    assert_eq!(counts["by_status"], json!([{"status": "new", "count": 1, "oldest_since": "2026-11-21"}]));
    copil.get("/api/v1/prospects/counts?epci=200067361").await.expect_problem(403, "forbidden");
    copil.get("/api/v1/prospects/counts?q=vayssettes").await.expect_problem(403, "forbidden");
    copil.get("/api/v1/prospects").await.expect_problem(403, "forbidden");
    copil.get(created.header("location")).await.expect_problem(403, "forbidden");
}
