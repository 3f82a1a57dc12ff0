//! From the public form to the file: the mailed link, the call, and what neither machines nor the curious get.

use actix_web::http::StatusCode;
use api::{housekeeping, mail};
use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, Reply, SmtpSink, TestApp};

const FORM: &str = "/api/v1/public/contact-form";
const REQUESTS: &str = "/api/v1/public/contact-requests";
const CONFIRM: &str = "/api/v1/public/contact-requests/confirm";
const INBOX: &str = "/api/v1/contact-requests";
const FIGEAC: &str = "46102";

/// A form in order, its token old enough to be a person's.
async fn form(t: &TestApp) -> Value {
    let form = t.anonymous().get(FORM).await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let texts = form["consent_texts"].as_array().unwrap();
    let required = texts.iter().find(|text| text["required"] == true).unwrap();
    json!({
        "token": form["token"],
        "first_name": "Maëlle",
        "last_name": "Kerbrat",
        "email": "maelle.kerbrat@foyer.example",
        "phone": "06 39 98 12 34",
        "country": "FR",
        "postal_code": "44000",
        "household_kind": "family",
        "children_age_bands": ["under_3", "six_to_10"],
        "project_types": ["farm_takeover"],
        "occupations": [{"text": "maraîchère"}, {"text": "soudeur"}],
        "partner_first_name": "Yann",
        "horizon": "six_to_12_months",
        "wished_territories": [FIGEAC],
        "needs": ["housing"],
        "message": "Nous cherchons une ferme.",
        "consents": [{"purpose": required["purpose"], "version": required["version"]}]
    })
}

/// The form with other answers.
async fn form_with(t: &TestApp, changes: Value) -> Value {
    let mut form = form(t).await;
    for (name, value) in changes.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

async fn send(t: &TestApp, form: Value) -> Reply {
    t.anonymous().post(REQUESTS).json(form).await
}

/// Sends the form and opens the mailed link; what confirming answers.
async fn confirmed(t: &TestApp, sink: &mut SmtpSink, form: Value) -> Value {
    send(t, form).await.expect(201);
    let token = mailed_token(t, sink).await;
    let answer = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    mail::deliver_due(&t.state).await.unwrap();
    let told = plain(&sink.next().await.data);
    assert!(told.contains(answer["number"].as_str().unwrap()), "{told}");
    answer
}

async fn mailed_token(t: &TestApp, sink: &mut SmtpSink) -> String {
    mail::deliver_due(&t.state).await.unwrap();
    let mail = plain(&sink.next().await.data);
    let (_, rest) = mail.split_once("http://localhost:8080/demande/confirmation#").unwrap_or_else(|| panic!("{mail}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

/// The parts of a mail without their quoted-printable encoding.
pub fn plain(data: &str) -> String {
    let joined = data.replace("\r\n", "\n").replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let coded = after.get(..2).filter(|_| byte == b'=').and_then(|hex| std::str::from_utf8(hex).ok());
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn app() -> (TestApp, SmtpSink) {
    let sink = SmtpSink::start().await;
    let url = sink.url.clone();
    (TestApp::spawn_with(move |config| config.mail_url = url.into()).await, sink)
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) AS found FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

fn fault(problem: &Value, pointer: &str) -> String {
    let errors = problem["errors"].as_array().unwrap();
    let found =
        errors.iter().find(|error| error["pointer"] == pointer).unwrap_or_else(|| panic!("no {pointer} in {problem}"));
    found["code"].as_str().unwrap().to_owned()
}

async fn only_request(inbox: &Client) -> Value {
    let page = inbox.get(INBOX).await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
    page["items"][0].clone()
}

#[actix_web::test]
async fn a_household_asks_confirms_and_has_a_file() {
    let (t, mut sink) = app().await;
    let referent = t.referent("Grand-Figeac").await;
    let receipt = send(&t, form(&t).await).await.expect(201).json();
    assert_eq!(receipt["contact"], "email");
    let reference = receipt["reference"].as_str().unwrap();
    assert!(reference.starts_with("DEM-") && reference.len() == 13, "{reference}");
    assert_eq!(count(&t, "prospects").await, 0, "a request is no file before it is confirmed");

    let token = mailed_token(&t, &mut sink).await;
    let answer = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    assert_eq!((answer["reference"].as_str(), answer["first_name"].as_str()), (Some(reference), Some("Maëlle")));
    assert_eq!(answer["number"], "OML-2026-00001");
    let again = t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json();
    assert_eq!(again, answer, "confirming twice changes nothing");

    mail::deliver_due(&t.state).await.unwrap();
    let told = plain(&sink.next().await.data);
    assert!(told.contains("OML-2026-00001") && told.contains(reference), "{told}");

    let request = only_request(&referent).await;
    assert_eq!(
        (request["status"].as_str(), request["prospect_number"].as_str()),
        (Some("confirmed"), Some("OML-2026-00001"))
    );
    let file = referent
        .get(format!("/api/v1/prospects/{}", request["prospect_id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!((file["status"].as_str(), file["source"].as_str()), (Some("new"), Some("web")));
    assert_eq!(file["next_action"]["on"], "2026-11-24");
    assert_eq!(file["message"], "Nous cherchons une ferme.");
    let roles: Vec<_> = file["members"].as_array().unwrap().iter().map(|member| member["role"].clone()).collect();
    assert_eq!(roles, ["lead", "partner", "child", "child"]);
    assert_eq!(file["consents"][0]["proof"], reference);
    assert_eq!(file["consents"][0]["channel"], "web_form");
}

#[actix_web::test]
async fn a_known_person_keeps_one_file() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let first = confirmed(&t, &mut sink, form(&t).await).await;
    let changed =
        json!({"email": "MAELLE.Kerbrat@foyer.example", "phone": "06 39 98 99 99", "message": "Des nouvelles ?"});
    let second = confirmed(&t, &mut sink, form_with(&t, changed).await).await;
    assert_eq!(second["number"], first["number"]);
    assert_ne!(second["reference"], first["reference"]);
    let same_phone = json!({"email": "m.kerbrat@ailleurs.example", "message": "Encore moi."});
    let third = confirmed(&t, &mut sink, form_with(&t, same_phone).await).await;
    assert_eq!(third["number"], first["number"], "the same phone and name");
    assert_eq!(count(&t, "prospects").await, 1);
    assert_eq!(count(&t, "interactions").await, 2, "each later request leaves a note");
    let request = admin.get(INBOX).await.expect(200).json()["items"][0].clone();
    let file =
        admin.get(format!("/api/v1/prospects/{}", request["prospect_id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(file["members"][0]["phone"], "+33639981234", "what the file knows is not overwritten");
    assert_eq!(file["consents"].as_array().unwrap().len(), 3);
}

#[actix_web::test]
async fn the_phone_of_somebody_else_opens_no_file_of_theirs() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let first = confirmed(&t, &mut sink, form(&t).await).await;
    let curious = json!({"email": "curieux@ailleurs.example", "last_name": "Curieux"});
    let second = confirmed(&t, &mut sink, form_with(&t, curious).await).await;
    assert_ne!(second["number"], first["number"]);
    let latest = admin.get(INBOX).await.expect(200).json()["items"][0].clone();
    let file =
        admin.get(format!("/api/v1/prospects/{}", latest["prospect_id"].as_str().unwrap())).await.expect(200).json();
    assert!(file["duplicate_of"].is_string(), "staff see that it may be the same household");
}

#[actix_web::test]
async fn two_links_of_one_person_opened_at_once_make_one_file() {
    let (t, mut sink) = app().await;
    for _ in 0..2 {
        send(&t, form(&t).await).await.expect(201);
    }
    let tokens = [mailed_token(&t, &mut sink).await, {
        let mail = plain(&sink.next().await.data);
        let (_, rest) = mail.split_once("/demande/confirmation#").unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    }];
    assert_ne!(tokens[0], tokens[1]);
    let open = |token: &str| {
        let call = t.anonymous().post(CONFIRM).json(json!({ "token": token }));
        async move { call.await.expect(200).json()["number"].clone() }
    };
    let (left, right) = futures_util::join!(open(&tokens[0]), open(&tokens[1]));
    assert_eq!(left, right);
    assert_eq!(count(&t, "prospects").await, 1);
}

#[actix_web::test]
async fn the_answer_tells_nothing_of_who_is_known() {
    let (t, mut sink) = app().await;
    confirmed(&t, &mut sink, form(&t).await).await;
    let known = send(&t, form(&t).await).await.expect(201);
    let unknown =
        send(&t, form_with(&t, json!({"email": "inconnue@foyer.example", "phone": null})).await).await.expect(201);
    let machine = send(&t, form_with(&t, json!({"website": "https://spam.example"})).await).await.expect(201);
    let shape = |reply: &Reply| {
        let body = reply.json();
        let fields: Vec<String> = body.as_object().unwrap().keys().cloned().collect();
        let mut headers: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        (fields, headers, body["reference"].as_str().unwrap().len(), body["contact"].clone(), reply.body.len())
    };
    assert_eq!(shape(&known), shape(&unknown));
    assert_eq!(shape(&known), shape(&machine));
    mail::deliver_due(&t.state).await.unwrap();
    assert!(plain(&sink.next().await.data).contains("déjà un dossier"), "only the mailbox learns it");
    assert!(!plain(&sink.next().await.data).contains("déjà un dossier"));
}

#[actix_web::test]
async fn a_machine_is_told_the_same_and_nothing_is_kept() {
    let t = TestApp::spawn().await;
    send(&t, form_with(&t, json!({"website": "https://spam.example"})).await).await.expect(201);
    for table in ["contact_requests", "outbox_messages", "idempotency_keys"] {
        assert_eq!(count(&t, table).await, 0, "{table}");
    }
}

#[actix_web::test]
async fn a_form_is_sent_by_a_person_within_a_day_and_once() {
    let t = TestApp::spawn().await;
    let mut late = form(&t).await;
    t.clock.advance(Duration::hours(24));
    let problem = send(&t, late.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/token"), "expired");
    late["token"] = json!("AAAA");
    assert_eq!(fault(&send(&t, late.clone()).await.expect_problem(422, "validation_failed"), "/token"), "invalid");
    late["token"] = t.anonymous().get(FORM).await.expect(200).json()["token"].clone();
    t.clock.advance(Duration::seconds(1));
    assert_eq!(fault(&send(&t, late).await.expect_problem(422, "validation_failed"), "/token"), "too_soon");

    let sent = form(&t).await;
    let first = send(&t, sent.clone()).await.expect(201).json();
    assert_eq!(send(&t, sent.clone()).await.expect(201).json(), first, "a lost answer is given again");
    assert_eq!(count(&t, "contact_requests").await, 1);
    let mut other = sent;
    other["message"] = json!("Autre chose");
    assert_eq!(fault(&send(&t, other).await.expect_problem(422, "validation_failed"), "/token"), "already_used");
}

#[actix_web::test]
async fn every_fault_is_named_at_once() {
    let t = TestApp::spawn().await;
    let changes = json!({
        "email": null, "phone": null, "postal_code": "4400", "wished_territories": ["99999"], "horizon": "soon",
        "occupations": [{"occupation_code": "Z9999"}], "consents": [{"purpose": "newsletter", "version": "1900-01"}]
    });
    let problem = send(&t, form_with(&t, changes).await).await.expect_problem(422, "validation_failed");
    for (pointer, code) in [
        ("/email", "contact_required"),
        ("/postal_code", "invalid"),
        ("/horizon", "unknown_code"),
        ("/consents", "consent_required"),
        ("/consents/0/version", "outdated_text"),
    ] {
        assert_eq!(fault(&problem, pointer), code);
    }
    let unknown = json!({"wished_territories": ["99999"], "occupations": [{"occupation_code": "Z9999"}]});
    let problem = send(&t, form_with(&t, unknown).await).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/wished_territories/0"), "unknown_code");
    assert_eq!(fault(&problem, "/occupations/0/occupation_code"), "unknown_code");
    let large = form_with(&t, json!({"message": "x".repeat(9_000)})).await;
    send(&t, large).await.expect_problem(413, "payload_too_large");
}

#[actix_web::test]
async fn a_link_is_good_for_seven_days() {
    let (t, mut sink) = app().await;
    send(&t, form(&t).await).await.expect(201);
    let token = mailed_token(&t, &mut sink).await;
    t.clock.advance(Duration::days(7));
    let admin = t.admin().await;
    let problem =
        t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/token"), "expired");
    let request = only_request(&admin).await;
    assert_eq!(request["status"], "expired");
    let path = format!("{INBOX}/{}/transitions", request["id"].as_str().unwrap());
    let refused = admin.post(path).json(json!({"to": "confirmed"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(refused["allowed"], json!([]));
    let unknown =
        t.anonymous().post(CONFIRM).json(json!({"token": "nothing"})).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&unknown, "/token"), "invalid");

    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(count(&t, "contact_requests").await, 1);
    t.clock.advance(Duration::days(31));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(count(&t, "contact_requests").await, 0, "what nobody confirmed is erased");
}

#[actix_web::test]
async fn a_request_with_a_phone_only_waits_for_a_call() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let receipt = send(&t, form_with(&t, json!({"email": null})).await).await.expect(201).json();
    assert_eq!(receipt["contact"], "phone");
    assert_eq!(count(&t, "outbox_messages").await, 0);
    let request = only_request(&referent).await;
    assert_eq!(request["allowed_transitions"], json!(["confirmed", "expired"]));
    let path = format!("{INBOX}/{}/transitions", request["id"].as_str().unwrap());
    let call = json!({"to": "confirmed", "reason": "Confirmée par téléphone"});
    let confirmed = referent.post(&path).json(call.clone()).await.expect(200).json();
    assert_eq!(
        (confirmed["status"].as_str(), confirmed["prospect_number"].as_str()),
        (Some("confirmed"), Some("OML-2026-00001"))
    );
    assert!(confirmed["confirmed_by_name"].as_str().unwrap().starts_with("Camille"));
    referent.post(&path).json(call).await.expect_problem(409, "transition_not_allowed");

    send(&t, form_with(&t, json!({"email": null, "last_name": "Autre"})).await).await.expect(201);
    let waiting = referent.get(format!("{INBOX}?status=pending")).await.expect(200).json()["items"][0].clone();
    let path = format!("{INBOX}/{}/transitions", waiting["id"].as_str().unwrap());
    let problem = referent.post(&path).json(json!({"to": "expired"})).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/reason"), "required");
    let joined = referent.post(&path).json(json!({"to": "confirmed"})).await.expect(200).json();
    assert_eq!(joined["prospect_number"], "OML-2026-00001", "the call proved whose phone it is");
}

#[actix_web::test]
async fn a_referent_sees_the_requests_of_their_territory_only() {
    let t = TestApp::spawn().await;
    let (here, elsewhere, admin) =
        (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await, t.admin().await);
    send(&t, form(&t).await).await.expect(201);
    let anywhere = json!({"wished_territories": [], "territory_indifferent": true, "email": "b@foyer.example"});
    send(&t, form_with(&t, anywhere).await).await.expect(201);
    let id = only_request(&here).await["id"].as_str().unwrap().to_owned();
    let nothing = elsewhere.get(format!("{INBOX}?count=exact")).await.expect(200).json();
    assert_eq!((nothing["items"].clone(), nothing["total"].as_i64()), (json!([]), Some(0)));
    let all = admin.get(format!("{INBOX}?count=exact&limit=1")).await.expect(200).json();
    assert_eq!(all["total"], 2);
    let cursor = all["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{INBOX}?limit=1&cursor={cursor}")).await.expect(200).json();
    assert_eq!(rest["items"][0]["id"], id.as_str());
    assert!(rest["next_cursor"].is_null());

    here.get(format!("{INBOX}/{id}")).await.expect(200);
    let missing = uuid::Uuid::now_v7();
    for path in [format!("{INBOX}/{id}"), format!("{INBOX}/{missing}")] {
        elsewhere.get(&path).await.expect_problem(404, "not_found");
        let confirm = json!({"to": "confirmed"});
        elsewhere.post(format!("{path}/transitions")).json(confirm).await.expect_problem(404, "not_found");
    }
    t.copil().await.get(INBOX).await.expect_problem(403, "forbidden");
    t.anonymous().get(INBOX).await.expect_problem(401, "unauthorized");
    let found = admin.get(format!("{INBOX}?q=kerbrat%20maelle&status=pending,confirmed")).await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    admin.get(format!("{INBOX}?status=gone")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{INBOX}?count=about")).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn too_many_forms_from_one_address_must_wait() {
    let t = TestApp::spawn_with(|config| config.rate_limit_factor = 1).await;
    let mut refused = None;
    for _ in 0..12 {
        let reply = t.anonymous().post(REQUESTS).json(json!({})).await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(reply);
            break;
        }
    }
    let refused = refused.unwrap();
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    refused.expect_problem(429, "rate_limited");
}

#[actix_web::test]
async fn a_consent_text_never_changes_under_its_version() {
    let t = TestApp::spawn().await;
    persistence::migrate(&t.state.store).await.unwrap();
    // As if an earlier programme had shown another wording of the same version.
    let db = t.state.store.writer();
    db.execute_unprepared("UPDATE consent_texts SET text = 'Autre' WHERE purpose = 'newsletter'").await.unwrap();
    db.execute_unprepared("DELETE FROM reference_editions WHERE topic = 'consent_texts'").await.unwrap();
    let refusal = persistence::migrate(&t.state.store).await.unwrap_err().to_string();
    assert!(refusal.contains("newsletter") && refusal.contains("new version"), "{refusal}");
}
