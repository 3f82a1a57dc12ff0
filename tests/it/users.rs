//! Staff accounts, as the programme manages them.

use domain::access::Role;
use serde_json::{Value, json};

use crate::auth::{PASSWORD, account, login, mailed_token, signed_in};
use crate::harness::{Person, TestApp};

const OTHER: &str = "cinq hérissons sous la halle";

fn nadege() -> Value {
    json!({"email": "Nadege@epci.example", "first_name": "Nadège", "last_name": "Roumégous",
        "grants": [{"role": "referent", "territories": ["46"], "project_types": ["craft"]}]})
}

#[actix_web::test]
async fn an_invited_person_chooses_a_password_and_signs_in() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/users").json(nadege()).await.expect(201);
    assert_eq!(created.header("location"), format!("/api/v1/users/{}", created.id()));
    let user = created.json();
    assert_eq!((&user["email"], &user["status"]), (&json!("nadege@epci.example"), &json!("invited")));
    login(&t.anonymous(), "nadege@epci.example", OTHER).await.expect_problem(401, "invalid_credentials");
    let first = mailed_token(&t, "invitation").await;
    t.clock.advance(chrono::Duration::seconds(1));
    let path = format!("/api/v1/users/{}", created.id());
    admin.post(format!("{path}/invitations")).await.expect(202);
    let token = mailed_token(&t, "invitation").await;
    let choose = |token: &str| {
        t.anonymous().post("/api/v1/auth/password-resets/confirm").json(json!({"token": token, "password": OTHER}))
    };
    choose(&first).await.expect_problem(422, "link_expired");
    choose(&token).await.expect(204);
    login(&t.anonymous(), "nadege@epci.example", OTHER).await.expect(200);
    let now = admin.get(&path).await.expect(200).json();
    assert_eq!(now["status"], "active");
    assert!(now["last_login_at"].is_string());
    admin.post(format!("{path}/invitations")).await.expect_problem(409, "conflict");
}

#[actix_web::test]
async fn every_wrong_field_of_an_invitation_is_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"email": "x", "first_name": "", "last_name": "Y", "grants": [
        {"role": "king"}, {"role": "referent"},
        {"role": "copil_reader", "valid_from": "2026-02-01", "valid_to": "2026-01-01", "project_types": ["x"]}]});
    let problem = admin.post("/api/v1/users").json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    let expected = [
        "/email",
        "/first_name",
        "/grants/0/role",
        "/grants/1/territories",
        "/grants/2/project_types/0",
        "/grants/2/valid_to",
    ];
    assert_eq!(pointers, expected);
    let nowhere = json!({"email": "a@b.example", "first_name": "A", "last_name": "B", "grants": [
        {"role": "referent", "territories": ["99999"], "partner_id": "01990000-0000-7000-8000-000000000000"}]});
    let problem = admin.post("/api/v1/users").json(nowhere).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    admin.post("/api/v1/users").json(nadege()).await.expect(201);
    let twice = admin.post("/api/v1/users").json(nadege()).await.expect_problem(422, "validation_failed");
    assert_eq!((&twice["errors"][0]["pointer"], &twice["errors"][0]["code"]), (&json!("/email"), &json!("duplicate")));
}

#[actix_web::test]
async fn an_invitation_sent_twice_with_a_key_invites_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let send = |body: Value| admin.post("/api/v1/users").idempotency_key("k1").json(body);
    let (one, two) = (send(nadege()).await.expect(201), send(nadege()).await.expect(201));
    assert_eq!((one.id(), one.body), (two.id(), two.body));
    assert_eq!(crate::auth::letters(&t).await.len(), 1);
    let mut other = nadege();
    other["first_name"] = json!("Autre");
    send(other).await.expect_problem(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn disabling_ends_sessions_at_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = account(&t, "zelie@reseau.example", Role::Referent).await;
    let (zelie, cookie) = signed_in(&t, "zelie@reseau.example").await;
    zelie.get("/api/v1/prospects").await.expect(200);
    let path = format!("/api/v1/users/{id}/transitions");
    let body = json!({"to": "disabled", "reason": "A quitté le réseau"});
    let disabled = admin.post(&path).json(body.clone()).await.expect(200).json();
    assert_eq!((&disabled["status"], &disabled["allowed_transitions"]), (&json!("disabled"), &json!(["active"])));
    zelie.get("/api/v1/prospects").await.expect_problem(401, "session_ended");
    crate::auth::refresh(&t, &cookie).await.expect_problem(401, "session_ended");
    login(&t.anonymous(), "zelie@reseau.example", PASSWORD).await.expect_problem(401, "invalid_credentials");
    let refused = admin.post(&path).json(body).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(refused["allowed"], json!(["active"]));
    admin.post(&path).json(json!({"to": "active"})).await.expect(200);
    login(&t.anonymous(), "zelie@reseau.example", PASSWORD).await.expect(200);
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}&action=user.transition")).await.expect(200);
    assert_eq!(journal.json()["items"][1]["reason"], "A quitté le réseau");
    assert_eq!(journal.json()["items"][1]["fields"], json!(["status"]));
}

#[actix_web::test]
async fn a_change_of_roles_ends_sessions_and_of_names_does_not() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = account(&t, "zelie@reseau.example", Role::Referent).await;
    let (zelie, _) = signed_in(&t, "zelie@reseau.example").await;
    let path = format!("/api/v1/users/{id}");
    let read = admin.get(&path).await.expect(200);
    admin.patch(&path).json(json!({"first_name": "Zoé"})).await.expect_problem(428, "precondition_required");
    let renamed = admin.patch(&path).if_match(read.version()).json(json!({"first_name": "Zoé"})).await.expect(200);
    zelie.get("/api/v1/auth/me").await.expect(200);
    admin
        .patch(&path)
        .if_match(read.version())
        .json(json!({"first_name": "Z"}))
        .await
        .expect_problem(412, "precondition_failed");
    let grants = json!({"grants": [{"role": "copil_reader"}]});
    let changed = admin.patch(&path).if_match(renamed.version()).json(grants).await.expect(200).json();
    assert_eq!(changed["grants"][0]["role"], "copil_reader");
    zelie.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn somebody_always_runs_the_programme() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = format!("/api/v1/users/{}", admin.user_id);
    let version = admin.get(&path).await.expect(200).version();
    let refuse = async |person: &Person| {
        person
            .post(format!("{path}/transitions"))
            .json(json!({"to": "disabled"}))
            .await
            .expect_problem(409, "last_admin");
        person.patch(&path).if_match(version).json(json!({"grants": []})).await.expect_problem(409, "last_admin");
    };
    refuse(&admin).await;
    let ended = json!({"grants": [{"role": "programme_admin", "valid_to": "2026-11-20"}]});
    admin.patch(&path).if_match(version).json(ended).await.expect_problem(409, "last_admin");
    let second = t.admin().await;
    second.patch(&path).if_match(version).json(json!({"grants": []})).await.expect(200);
    admin.get("/api/v1/users").await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn two_administrators_cannot_remove_each_other_at_once() {
    let t = TestApp::spawn().await;
    let (one, two) = (t.admin().await, t.admin().await);
    let disable = |by: &Person, whom: &Person| {
        by.post(format!("/api/v1/users/{}/transitions", whom.user_id)).json(json!({"to": "disabled"}))
    };
    let (first, second) =
        futures_util::future::join(disable(&one, &two).into_future(), disable(&two, &one).into_future()).await;
    let done = [&first, &second].iter().filter(|reply| reply.status == 200).count();
    assert_eq!(done, 1, "{} {}", first.text(), second.text());
}

#[actix_web::test]
async fn accounts_are_found_and_paged_by_name() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for (first, last) in [("Nadège", "Roumégous"), ("Émile", "Delpech"), ("Zoé", "Bessière")] {
        let email = format!("{}@reseau.example", last.to_lowercase().replace(['é', 'è'], "e"));
        let body = json!({"email": email, "first_name": first, "last_name": last,
            "grants": [{"role": "copil_reader"}]});
        admin.post("/api/v1/users").json(body).await.expect(201);
    }
    let names = async |query: &str| -> Vec<String> {
        let page = admin.get(format!("/api/v1/users?{query}")).await.expect(200).json();
        page["items"].as_array().unwrap().iter().map(|user| user["last_name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("role=copil_reader").await, ["Bessière", "Delpech", "Roumégous"]);
    assert_eq!(names("role=copil_reader&sort=-name").await, ["Roumégous", "Delpech", "Bessière"]);
    assert_eq!(names("q=ROUMEGOUS%20nad").await, ["Roumégous"]);
    assert_eq!(names("q=delpech@reseau").await, ["Delpech"]);
    assert_eq!(names("q=%25").await, Vec::<String>::new());
    assert_eq!(names("status=invited&limit=2").await, ["Bessière", "Delpech"]);
    let first = admin.get("/api/v1/users?status=invited&limit=2&count=exact").await.expect(200);
    assert_eq!(first.json()["total"], 3);
    let next = first.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
    let second = admin.get(next).await.expect(200).json();
    assert_eq!((&second["items"][0]["last_name"], &second["next_cursor"]), (&json!("Roumégous"), &Value::Null));
    admin.get("/api/v1/users?status=gone").await.expect_problem(422, "validation_failed");
    admin.get("/api/v1/users?statut=active").await.expect_problem(422, "unknown_parameter");
}

#[actix_web::test]
async fn only_administrators_manage_accounts() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for person in [t.referent("Grand-Figeac").await, t.copil().await] {
        person.get("/api/v1/users").await.expect_problem(403, "forbidden");
        person.get(format!("/api/v1/users/{}", admin.user_id)).await.expect_problem(403, "forbidden");
        person.get("/api/v1/audit-entries").await.expect_problem(403, "forbidden");
    }
    t.anonymous().get("/api/v1/users").await.expect_problem(401, "unauthorized");
    admin.get("/api/v1/users/01990000-0000-7000-8000-000000000000").await.expect_problem(404, "not_found");
    admin.get("/api/v1/users/nonsense").await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_command_line_makes_an_administrator_once() {
    let t = TestApp::spawn().await;
    let make = async |password: &str| {
        api::auth::ensure_administrator(&t.state, "Chef@lot.example", ("Camille", "Vidal"), password).await
    };
    assert!(make("court").await.is_err());
    assert_eq!(make(PASSWORD).await, Ok(api::auth::Outcome::Created));
    assert_eq!(make(PASSWORD).await, Ok(api::auth::Outcome::Unchanged));
    assert_eq!(make(OTHER).await, Ok(api::auth::Outcome::Changed));
    let session = login(&t.anonymous(), "chef@lot.example", OTHER).await.expect(200).json();
    assert_eq!(session["user"]["roles"][0]["role"], "programme_admin");
    account(&t, "zelie@reseau.example", Role::Referent).await;
    let promoted = api::auth::ensure_administrator(&t.state, "zelie@reseau.example", ("A", "B"), PASSWORD).await;
    assert_eq!(promoted, Ok(api::auth::Outcome::Changed));
    let (zelie, _) = signed_in(&t, "zelie@reseau.example").await;
    zelie.get("/api/v1/users").await.expect(200);
}
