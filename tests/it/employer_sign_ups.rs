//! Employers that sign up by themselves: confirmed by mail, open at once when nobody knows them, checked otherwise.

use api::housekeeping;
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::employer_accounts::{app, next_mail, token_behind};
use crate::employers::some_siret;
use crate::harness::{Client, Reply, SmtpSink, TestApp};

const FORM: &str = "/api/v1/public/employer-sign-up-form";
const SIGN_UPS: &str = "/api/v1/public/employer-sign-ups";
const CONFIRM: &str = "/api/v1/public/employer-sign-ups/confirm";
const LIST: &str = "/api/v1/employer-sign-ups";
const PASSWORD: &str = "une phrase que personne ne devine 46";

/// A sign-up in order, its token old enough to be a person's.
async fn form(t: &TestApp, siret: &str) -> Value {
    let form = t.anonymous().get(FORM).await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    assert_eq!(form["charter"]["version"], "2025-1");
    json!({"token": form["token"], "siret": siret, "name": "Ateliers du Célé", "kind": "private",
        "commune_code": "46102", "first_name": "Zoé", "last_name": "Élie", "email": "zoe@cele.example",
        "phone": "05 65 00 00 12", "charter_accepted": true})
}

async fn send(t: &TestApp, form: Value) -> Reply {
    t.anonymous().post(SIGN_UPS).json(form).await
}

/// Sends the form and opens the mailed link; what confirming answers.
async fn confirmed(t: &TestApp, sink: &mut SmtpSink, form: Value) -> Value {
    send(t, form).await.expect(201);
    let token = token_behind(&next_mail(t, sink).await, "/rejoindre-le-reseau/confirmation");
    t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json()
}

async fn waiting(admin: &Client) -> Value {
    let page = admin.get(format!("{LIST}?status=waiting&count=exact")).await.expect(200).json();
    assert_eq!(page["total"].as_u64().unwrap() as usize, page["items"].as_array().unwrap().len());
    page["items"].clone()
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) AS found FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problem["errors"].as_array().unwrap().iter().map(|one| (text(&one["pointer"]), text(&one["code"]))).collect()
}

#[actix_web::test]
async fn an_employer_that_nobody_knows_joins_in_two_steps() {
    let (t, mut sink) = app().await;
    let siret = some_siret();
    send(&t, form(&t, &siret).await).await.expect(201);
    assert_eq!(count(&t, "employers").await, 0, "nothing is made before it is confirmed");
    let token = token_behind(&next_mail(&t, &mut sink).await, "/rejoindre-le-reseau/confirmation");
    let done = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    assert_eq!((&done["status"], &done["name"]), (&json!("accepted"), &json!("Ateliers du Célé")));
    let password = json!({"token": done["password_token"], "password": PASSWORD});
    t.anonymous().post("/api/v1/auth/password-resets/confirm").json(password).await.expect(204);
    let again = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    assert_eq!((&again["status"], again.get("password_token")), (&json!("accepted"), None), "given once");

    let login = json!({"email": "zoe@cele.example", "password": PASSWORD});
    let session = t.anonymous().post("/api/v1/auth/login").json(login).await.expect(200).json();
    let own = t.bearer(session["access_token"].as_str().unwrap());
    let employer = own.get("/api/v1/employers").await.expect(200).json()["items"][0].clone();
    assert_eq!((&employer["siret"], &employer["membership_status"]), (&json!(siret), &json!("requested")));
    let path = format!("/api/v1/employers/{}", employer["id"].as_str().unwrap());
    let membership = own.get(format!("{path}/membership")).await.expect(200).json();
    assert_eq!(
        (&membership["charter_accepted_by"], &membership["charter_version"]),
        (&json!("Zoé Élie"), &json!("2025-1"))
    );
    let contacts = own.get(format!("{path}/contacts")).await.expect(200).json();
    assert_eq!(contacts["items"][0]["phone"], "+33565000012");
    assert_eq!(waiting(&t.admin().await.client).await, json!([]));
}

#[actix_web::test]
async fn an_employer_that_is_known_gives_nothing_away() {
    let (t, mut sink) = app().await;
    let (admin, siret) = (t.admin().await, some_siret());
    let body = json!({"siret": siret, "name": "Le vrai nom", "kind": "craft", "commune_code": "46102"});
    let known = admin.post("/api/v1/employers").json(body).await.expect(201).id();
    let done = confirmed(&t, &mut sink, form(&t, &siret).await).await;
    assert_eq!((&done["status"], done.get("password_token")), (&json!("waiting"), None));
    assert!(!done.to_string().contains("vrai nom"), "{done}");
    assert_eq!(admin.get(format!("/api/v1/employers/{known}/accounts")).await.expect(200).json()["items"], json!([]));
    let claim = waiting(&admin).await[0].clone();
    assert_eq!((&claim["employer_id"], &claim["email"]), (&json!(known), &json!("zoe@cele.example")));
    let moves = format!("{LIST}/{}/transitions", claim["id"].as_str().unwrap());
    t.referent("Grand-Figeac")
        .await
        .post(&moves)
        .json(json!({"to": "accepted"}))
        .await
        .expect_problem(403, "forbidden");
    let accepted = admin.post(&moves).json(json!({"to": "accepted"})).await.expect(200).json();
    assert_eq!((&accepted["status"], &accepted["allowed_transitions"]), (&json!("accepted"), &json!([])));
    token_behind(&next_mail(&t, &mut sink).await, "/mot-de-passe");
    let accounts = admin.get(format!("/api/v1/employers/{known}/accounts")).await.expect(200).json();
    assert_eq!(accounts["items"][0]["email"], "zoe@cele.example");
    admin.post(&moves).json(json!({"to": "accepted"})).await.expect_problem(409, "transition_not_allowed");
}

#[actix_web::test]
async fn a_refusal_says_why_and_is_mailed() {
    let (t, mut sink) = app().await;
    let (admin, siret) = (t.admin().await, some_siret());
    let body = json!({"siret": siret, "name": "Célé", "kind": "craft", "commune_code": "46102"});
    admin.post("/api/v1/employers").json(body).await.expect(201);
    confirmed(&t, &mut sink, form(&t, &siret).await).await;
    let moves = format!("{LIST}/{}/transitions", waiting(&admin).await[0]["id"].as_str().unwrap());
    let bare = admin.post(&moves).json(json!({"to": "refused"})).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&bare), [("/reason".to_owned(), "required".to_owned())]);
    let why = json!({"to": "refused", "reason": "Adresse sans lien avec l’entreprise"});
    assert_eq!(admin.post(&moves).json(why).await.expect(200).json()["status"], "refused");
    let told = next_mail(&t, &mut sink).await;
    assert!(told.contains("Adresse sans lien"), "{told}");
    t.clock.advance(Duration::days(366));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(count(&t, "employer_sign_ups").await, 0);
}

#[actix_web::test]
async fn an_address_of_the_team_is_checked_by_the_programme() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let staff = json!({"email": "zoe@cele.example", "first_name": "Zoé", "last_name": "Élie",
        "grants": [{"role": "referent", "territories": ["46"]}]});
    admin.post("/api/v1/users").json(staff).await.expect(201);
    next_mail(&t, &mut sink).await;
    let done = confirmed(&t, &mut sink, form(&t, &some_siret()).await).await;
    assert_eq!(done["status"], "waiting");
    assert_eq!(count(&t, "employers").await, 0);
}

#[actix_web::test]
async fn the_answer_tells_nothing_of_what_is_known() {
    let (t, mut sink) = app().await;
    let (admin, siret) = (t.admin().await, some_siret());
    let body = json!({"siret": siret, "name": "Célé", "kind": "craft", "commune_code": "46102"});
    admin.post("/api/v1/employers").json(body).await.expect(201);
    let known = send(&t, form(&t, &siret).await).await.expect(201);
    let unknown = send(&t, form(&t, &some_siret()).await).await.expect(201);
    let mut machine = form(&t, &some_siret()).await;
    machine["website"] = json!("https://spam.example");
    let machine = send(&t, machine).await.expect(201);
    let shape = |reply: &Reply| {
        let body = reply.json();
        let mut headers: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        (body.as_object().unwrap().keys().cloned().collect::<Vec<_>>(), headers, reply.body.len())
    };
    assert_eq!(shape(&known), shape(&unknown));
    assert_eq!(shape(&known), shape(&machine));
    assert_eq!(count(&t, "employer_sign_ups").await, 2, "of the machine nothing is kept");
    let letters = [next_mail(&t, &mut sink).await, next_mail(&t, &mut sink).await];
    let subject = |mail: &str| mail.lines().find(|line| line.starts_with("Subject:")).map(str::to_owned);
    assert_eq!(subject(&letters[0]), subject(&letters[1]));
}

#[actix_web::test]
async fn every_fault_is_named_and_the_token_is_of_this_form() {
    let t = TestApp::spawn().await;
    let mut wrong = form(&t, "22460001000013").await;
    wrong["token"] = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json()["token"].clone();
    t.clock.advance(Duration::seconds(20));
    wrong["charter_accepted"] = json!(false);
    wrong["email"] = json!("zoe");
    let problem = send(&t, wrong).await.expect_problem(422, "validation_failed");
    let named: Vec<String> = faults(&problem).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(named, ["/token", "/siret", "/email", "/charter_accepted"]);
    let mut elsewhere = form(&t, &some_siret()).await;
    elsewhere["commune_code"] = json!("75056");
    let problem = send(&t, elsewhere).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem), [("/commune_code".to_owned(), "unknown_code".to_owned())]);
    let sent = form(&t, &some_siret()).await;
    let first = send(&t, sent.clone()).await.expect(201).json();
    assert_eq!(send(&t, sent.clone()).await.expect(201).json(), first, "a lost answer is given again");
    let mut other = sent;
    other["message"] = json!("Autre chose");
    let problem = send(&t, other).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem), [("/token".to_owned(), "already_used".to_owned())]);
    let mut large = form(&t, &some_siret()).await;
    large["message"] = json!("x".repeat(5_000));
    send(&t, large).await.expect_problem(413, "payload_too_large");
}

#[actix_web::test]
async fn a_link_is_good_for_seven_days_and_then_forgotten() {
    let (t, mut sink) = app().await;
    send(&t, form(&t, &some_siret()).await).await.expect(201);
    let token = token_behind(&next_mail(&t, &mut sink).await, "/rejoindre-le-reseau/confirmation");
    t.clock.advance(Duration::days(7));
    let late = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await;
    assert_eq!(faults(&late.expect_problem(422, "validation_failed")), [("/token".to_owned(), "expired".to_owned())]);
    let admin = t.admin().await;
    let listed = admin.get(format!("{LIST}?status=expired")).await.expect(200).json();
    assert_eq!(listed["items"][0]["status"], "expired");
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(count(&t, "employer_sign_ups").await, 1);
    t.clock.advance(Duration::days(31));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(count(&t, "employer_sign_ups").await, 0);
    let unknown = t.anonymous().post(CONFIRM).json(json!({"token": "rien"})).await;
    assert_eq!(
        faults(&unknown.expect_problem(422, "validation_failed")),
        [("/token".to_owned(), "invalid".to_owned())]
    );
}
