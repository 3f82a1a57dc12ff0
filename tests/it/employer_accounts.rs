//! Who acts on behalf of an employer: invited, listed, ended at once.

use api::mail;
use serde_json::{Value, json};

use crate::contact_requests::plain;
use crate::employers::some_siret;
use crate::harness::{Client, SmtpSink, TestApp};

const PATH: &str = "/api/v1/employers";

/// An employer of Figeac that an administrator made known.
pub async fn known_employer(admin: &Client, name: &str) -> String {
    let body = json!({"siret": some_siret(), "name": name, "kind": "craft", "commune_code": "46102"});
    admin.post(PATH).json(body).await.expect(201).id()
}

/// The application, with the mails that leave it.
pub async fn app() -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start().await;
    let url = sink.url.clone();
    (TestApp::spawn_with(move |config| config.mail_url = url.into()).await, sink)
}

/// The next mail, readable.
pub async fn next_mail(t: &TestApp, sink: &mut SmtpSink) -> String {
    mail::deliver_due(&t.state).await.unwrap();
    plain(&sink.next().await.data)
}

/// What stands behind this link in a mail.
pub fn token_behind(mail: &str, path: &str) -> String {
    let (_, rest) = mail.split_once(&format!("http://localhost:8080{path}#")).unwrap_or_else(|| panic!("{mail}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

fn zoe() -> Value {
    json!({"email": "Zoe.Elie@cele.example", "first_name": "Zoé", "last_name": "Élie"})
}

const PASSWORD: &str = "une phrase que personne ne devine 46";

/// Chooses the first password and signs in.
async fn sign_in(t: &TestApp, email: &str, token: &str) -> Client {
    let chosen = json!({"token": token, "password": PASSWORD});
    t.anonymous().post("/api/v1/auth/password-resets/confirm").json(chosen).await.expect(204);
    let login = json!({"email": email, "password": PASSWORD});
    let session = t.anonymous().post("/api/v1/auth/login").json(login).await.expect(200).json();
    t.bearer(session["access_token"].as_str().unwrap())
}

#[actix_web::test]
async fn a_colleague_is_invited_acts_and_loses_the_access_at_once() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let (id, other) = (known_employer(&admin, "Célé").await, known_employer(&admin, "Vers").await);
    let path = format!("{PATH}/{id}/accounts");
    let made = t.referent("Grand Cahors").await.post(&path).idempotency_key("k").json(zoe()).await.expect(201);
    assert_eq!((&made.json()["status"], &made.json()["email"]), (&json!("invited"), &json!("zoe.elie@cele.example")));
    let token = token_behind(&next_mail(&t, &mut sink).await, "/mot-de-passe");
    let zoe_client = sign_in(&t, "zoe.elie@cele.example", &token).await;
    zoe_client.get(format!("{PATH}/{id}")).await.expect(200);
    zoe_client.get(format!("{PATH}/{other}")).await.expect_problem(404, "not_found");
    let luc = json!({"email": "luc@cele.example", "first_name": "Luc", "last_name": "Albert"});
    let luc = zoe_client.post(&path).json(luc).await.expect(201).json();
    let list = zoe_client.get(&path).await.expect(200).json();
    let states: Vec<(&Value, &Value)> =
        list["items"].as_array().unwrap().iter().map(|one| (&one["first_name"], &one["status"])).collect();
    assert_eq!(states, [(&json!("Luc"), &json!("invited")), (&json!("Zoé"), &json!("active"))]);
    let own = format!("{path}/{}", made.id());
    zoe_client.delete(&own).if_match(1).await.expect_problem(409, "own_access");
    zoe_client.delete(format!("{path}/{}", luc["id"].as_str().unwrap())).if_match(1).await.expect(204);

    let version = list["items"][1]["version"].as_i64().unwrap() as i32;
    admin.delete(&own).if_match(version + 1).await.expect_problem(412, "precondition_failed");
    admin.delete(&own).if_match(version).await.expect(204);
    zoe_client.get(format!("{PATH}/{id}")).await.expect_problem(401, "session_ended");
    assert_eq!(admin.get(&path).await.expect(200).json()["items"], json!([]));
    admin.delete(&own).if_match(version).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn an_invitation_that_was_taken_back_opens_nothing() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let path = format!("{PATH}/{}/accounts", known_employer(&admin, "Célé").await);
    let made = admin.post(&path).json(zoe()).await.expect(201);
    let token = token_behind(&next_mail(&t, &mut sink).await, "/mot-de-passe");
    admin.delete(format!("{path}/{}", made.id())).if_match(1).await.expect(204);
    let chosen = json!({"token": token, "password": PASSWORD});
    let refused = t.anonymous().post("/api/v1/auth/password-resets/confirm").json(chosen).await;
    refused.expect_problem(422, "link_expired");
    let again = admin.post(&path).json(zoe()).await.expect(201);
    assert_eq!((again.id(), &again.json()["status"]), (made.id(), &json!("invited")));
    let token = token_behind(&next_mail(&t, &mut sink).await, "/mot-de-passe");
    sign_in(&t, "zoe.elie@cele.example", &token).await;
}

#[actix_web::test]
async fn one_person_may_act_for_two_employers_and_staff_for_none() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let (first, second) = (known_employer(&admin, "Célé").await, known_employer(&admin, "Vers").await);
    admin.post(format!("{PATH}/{first}/accounts")).json(zoe()).await.expect(201);
    let token = token_behind(&next_mail(&t, &mut sink).await, "/mot-de-passe");
    let zoe_client = sign_in(&t, "zoe.elie@cele.example", &token).await;
    let again = admin.post(format!("{PATH}/{first}/accounts")).json(zoe()).await;
    assert_eq!(again.expect_problem(422, "validation_failed")["errors"][0]["code"], "duplicate");
    let given = admin.post(format!("{PATH}/{second}/accounts")).json(zoe()).await.expect(201);
    assert_eq!(given.json()["status"], "active");
    let told = next_mail(&t, &mut sink).await;
    assert!(told.contains("Vers") && told.contains("/connexion"), "{told}");
    zoe_client.get(format!("{PATH}/{second}")).await.expect(200);

    let colleague = json!({"email": "agent@lot.example", "first_name": "Nadège", "last_name": "Roumégous",
        "grants": [{"role": "referent", "territories": ["46"]}]});
    admin.post("/api/v1/users").json(colleague.clone()).await.expect(201);
    let mut staff = zoe();
    staff["email"] = json!("agent@lot.example");
    let refused = zoe_client.post(format!("{PATH}/{first}/accounts")).json(staff).await;
    assert_eq!(refused.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/email");
}
