//! Recruits whom an employer refers: a request like the others, and how little the employer is told of it.

use serde_json::{Value, json};

use crate::employer_accounts::{app, known_employer, next_mail, token_behind};
use crate::harness::{Client, SmtpSink, TestApp, epci_code};
use crate::openapi::{document, operations};

const PATH: &str = "/api/v1/employers";
const CONFIRM: &str = "/api/v1/public/contact-requests/confirm";

fn ines() -> Value {
    json!({"first_name": "Inès", "last_name": "Morel", "email": "Ines.Morel@secretadresse.example", "arrival_on": "2027-01-04",
        "spouse": "yes", "agreement_collected": true})
}

/// The stage of the latest recruit, as this caller reads it.
async fn stage(who: &Client, employer: &str) -> Value {
    who.get(format!("{PATH}/{employer}/referrals")).await.expect(200).json()["items"][0]["stage"].clone()
}

/// An employer of Figeac refers Inès, who opens her link; the file.
async fn referred(t: &TestApp, sink: &mut SmtpSink, own: &Client, employer: &str) -> String {
    own.post(format!("{PATH}/{employer}/referrals")).json(ines()).await.expect(201);
    let token = token_behind(&next_mail(t, sink).await, "/demande/confirmation");
    t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200);
    next_mail(t, sink).await;
    let admin = t.admin().await;
    let request = admin.get("/api/v1/contact-requests?limit=1").await.expect(200).json();
    request["items"][0]["prospect_id"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_recruit_becomes_a_request_of_the_territory_of_the_workplace() {
    let (t, mut sink) = app().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = known_employer(&admin, "Ateliers du Célé").await;
    let own = t.employer(&id).await;
    let told = own.post(format!("{PATH}/{id}/referrals")).idempotency_key("k").json(ines()).await.expect(201).json();
    own.post(format!("{PATH}/{id}/referrals")).idempotency_key("k").json(ines()).await.expect(201);
    assert_eq!((&told["stage"], &told["first_name"]), (&json!("transmitted"), &json!("Inès")));

    let inbox = here.get("/api/v1/contact-requests?status=pending").await.expect(200).json();
    let request = &inbox["items"][0];
    assert_eq!(inbox["items"].as_array().unwrap().len(), 1, "sent twice, kept once");
    assert_eq!(request["referral"]["employer_name"], "Ateliers du Célé");
    assert_eq!((&request["referral"]["spouse"], &request["horizon"]), (&json!("yes"), &json!("under_3_months")));
    let letter = next_mail(&t, &mut sink).await;
    assert!(letter.contains("Ateliers du Célé") && letter.contains("Inès"), "{letter}");
    let token = token_behind(&letter, "/demande/confirmation");
    t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200);

    let found = here.get(format!("/api/v1/contact-requests/{}", request["id"].as_str().unwrap())).await;
    let file = found.expect(200).json()["prospect_id"].as_str().unwrap().to_owned();
    let file = here.get(format!("/api/v1/prospects/{file}")).await.expect(200).json();
    assert_eq!((&file["source"], &file["source_detail"]), (&json!("employer"), &json!("Ateliers du Célé")));
    assert_eq!(file["epci_code"], epci_code("Grand-Figeac"));
    let roles: Vec<&Value> = file["members"].as_array().unwrap().iter().map(|member| &member["role"]).collect();
    assert_eq!(roles, [&json!("lead"), &json!("partner")]);
    let consent = &file["consents"][0];
    assert_eq!((&consent["purpose"], &consent["channel"]), (&json!("follow_up"), &json!("employer")));
    let proof = consent["proof"].as_str().unwrap();
    assert!(proof.contains("Ateliers du Célé") && proof.contains("Camille"), "who collected it: {proof}");
}

#[actix_web::test]
async fn without_an_address_the_recruit_waits_for_a_call() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = known_employer(&admin, "Célé").await;
    let mut by_phone = ines();
    by_phone["email"] = Value::Null;
    by_phone["phone"] = json!("06 39 98 12 34");
    by_phone["spouse"] = Value::Null;
    here.post(format!("{PATH}/{id}/referrals")).json(by_phone).await.expect(201);
    let request = here.get("/api/v1/contact-requests").await.expect(200).json()["items"][0].clone();
    assert_eq!((&request["contact"], &request["household_kind"]), (&json!("phone"), &json!("")));
    let moves = format!("/api/v1/contact-requests/{}/transitions", request["id"].as_str().unwrap());
    let confirmed = here.post(moves).json(json!({"to": "confirmed"})).await.expect(200).json();
    assert_eq!(confirmed["prospect_number"], "OML-2026-00001");
}

#[actix_web::test]
async fn nobody_is_referred_without_their_agreement() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = known_employer(&admin, "Célé").await;
    let mut body = ines();
    body["agreement_collected"] = json!(false);
    body["email"] = Value::Null;
    body["spouse"] = json!("perhaps");
    let refused =
        admin.post(format!("{PATH}/{id}/referrals")).json(body).await.expect_problem(422, "validation_failed");
    let named: Vec<(&Value, &Value)> =
        refused["errors"].as_array().unwrap().iter().map(|one| (&one["pointer"], &one["code"])).collect();
    assert_eq!(
        named,
        [
            (&json!("/email"), &json!("contact_required")),
            (&json!("/spouse"), &json!("unknown_code")),
            (&json!("/agreement_collected"), &json!("consent_required")),
        ]
    );
    assert_eq!(admin.get("/api/v1/contact-requests").await.expect(200).json()["items"], json!([]));
}

#[actix_web::test]
async fn the_employer_learns_a_stage_only_while_the_person_agrees() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let id = known_employer(&admin, "Célé").await;
    let own = t.employer(&id).await;
    let file = format!("/api/v1/prospects/{}", referred(&t, &mut sink, &own, &id).await);
    assert_eq!(stage(&own, &id).await, "transmitted", "confirmed, but the person agreed to nothing more");

    let share = json!({"purpose": "share_with_partners", "text_version": "2026-11", "channel": "phone"});
    let partner = admin.get(&file).await.expect(200).json()["members"][1]["id"].clone();
    let mut of_partner = share.clone();
    of_partner["member_id"] = partner;
    admin.post(format!("{file}/consents")).json(of_partner).await.expect(201);
    assert_eq!(stage(&own, &id).await, "transmitted", "the spouse does not agree for the recruit");
    let lead = admin.get(&file).await.expect(200).json()["members"][0]["id"].clone();
    let mut of_lead = share;
    of_lead["member_id"] = lead;
    let consent = admin.post(format!("{file}/consents")).json(of_lead).await.expect(201).id();
    assert_eq!(stage(&own, &id).await, "received");
    admin.post(format!("{file}/transitions")).json(json!({"to": "qualified"})).await.expect(200);
    let close = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(format!("{file}/transitions")).json(close).await.expect(200);
    assert_eq!(stage(&own, &id).await, "closed");

    let withdrawal = admin.post(format!("{file}/consents/{consent}/withdrawals")).await;
    assert!(withdrawal.status.is_success(), "{}", withdrawal.text());
    assert_eq!(stage(&own, &id).await, "transmitted", "at once");
}

#[actix_web::test]
async fn an_employer_follows_nobody_who_takes_their_agreement_back() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await;
    let id = known_employer(&admin, "Célé").await;
    let own = t.employer(&id).await;
    let file = format!("/api/v1/prospects/{}", referred(&t, &mut sink, &own, &id).await);
    let lead = admin.get(&file).await.expect(200).json()["members"][0]["id"].clone();
    let share =
        json!({"purpose": "share_with_partners", "text_version": "2026-11", "channel": "phone", "member_id": lead});
    admin.post(format!("{file}/consents")).json(share).await.expect(201);
    assert_eq!(stage(&own, &id).await, "received");

    // Inès withdraws on her own page, by the link that she asks for.
    let asked = json!({"email": "Ines.Morel@secretadresse.example"});
    t.anonymous().post("/api/v1/public/household-page/links").json(asked).await.expect(202);
    let recruit = t.bearer(&token_behind(&next_mail(&t, &mut sink).await, "/mon-dossier"));
    let withdrawal = json!({"purpose": "share_with_partners"});
    recruit.post("/api/v1/public/household-page/consents/withdrawals").json(withdrawal).await.expect(200);
    assert_eq!(stage(&own, &id).await, "transmitted", "at once");
    admin.post(format!("{file}/transitions")).json(json!({"to": "qualified"})).await.expect(200);
    let close = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(format!("{file}/transitions")).json(close).await.expect(200);
    assert_eq!(stage(&own, &id).await, "transmitted", "nor is anything told of what follows");
}

#[actix_web::test]
async fn a_referent_reads_the_recruits_of_their_territory_only() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = known_employer(&admin, "Célé").await;
    admin.post(format!("{PATH}/{id}/referrals")).json(ines()).await.expect(201);
    let read = |who: Client| {
        let path = format!("{PATH}/{id}/referrals");
        async move { who.get(path).await.expect(200).json()["items"].as_array().unwrap().len() }
    };
    assert_eq!(read(t.referent("Grand-Figeac").await.client).await, 1);
    assert_eq!(read(t.referent("Grand Cahors").await.client).await, 0);
    assert_eq!(read(t.employer(&id).await.client).await, 1);
    let other = known_employer(&admin, "Vers").await;
    let path = format!("{PATH}/{id}/referrals");
    t.employer(&other).await.get(&path).await.expect_problem(404, "not_found");
    t.employer(&other).await.post(&path).json(ines()).await.expect_problem(404, "not_found");
    t.copil().await.get(&path).await.expect_problem(403, "forbidden");
}

/// Every read of the contract, with the ids of the household and of the employer in its path.
#[actix_web::test]
async fn an_employer_reads_nothing_of_a_household_by_any_endpoint() {
    let (t, mut sink) = app().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = known_employer(&admin, "Célé").await;
    let own = t.employer(&id).await;
    let file = referred(&t, &mut sink, &own, &id).await;
    let path = format!("/api/v1/prospects/{file}");
    let share = json!({"purpose": "share_with_partners", "text_version": "2026-11", "channel": "phone"});
    admin.post(format!("{path}/consents")).json(share).await.expect(201);
    let note = json!({"kind": "note", "summary": "Secretnote du foyer"});
    admin.post(format!("{path}/interactions")).json(note).await.expect(201);
    let need = json!({"theme": "housing", "description": "Secretbesoin"});
    admin.post(format!("{path}/needs")).json(need).await.expect(201);
    let assignment = json!({"referent_id": here.referent_id, "role": "territorial"});
    admin.post(format!("{path}/assignments")).json(assignment).await.expect(201);
    let known = admin.get(&path).await.expect(200).json();
    let number = known["number"].as_str().unwrap().to_owned();
    let request = admin.get("/api/v1/contact-requests").await.expect(200).json();
    let request = request["items"][0]["id"].as_str().unwrap();
    let secrets = ["secretadresse", number.as_str(), file.as_str(), request, "Secretnote", "Secretbesoin"];

    for operation in operations(&document()).into_iter().filter(|operation| operation.method == "GET") {
        let mut path = operation.path.replace("{employer_id}", &id).replace("{prospect_id}", &file);
        path = path.replace("{request_id}", request);
        let member = known["members"][0]["id"].as_str().unwrap();
        while let Some((before, after)) = path.clone().split_once('{') {
            path = format!("{before}{member}{}", after.split_once('}').unwrap().1);
        }
        for query in ["", "?q=morel", "?count=exact"] {
            let reply = own.get(format!("{path}{query}")).await;
            let text = String::from_utf8_lossy(&reply.body).into_owned();
            // A refusal names the path that was asked for at most, in `instance` never.
            let told = secrets.iter().find(|secret| text.contains(**secret));
            assert!(told.is_none(), "{} tells {told:?}: {text}", operation.id());
        }
    }
    let recruit = own.get(format!("{PATH}/{id}/referrals")).await.expect(200).json()["items"][0].clone();
    let fields: Vec<&String> = recruit.as_object().unwrap().keys().collect();
    let typed = ["arrival_on", "created_at", "first_name", "id", "last_name", "referred_by_name", "spouse", "stage"];
    assert_eq!(fields, typed, "what it typed, and a stage");
    assert_eq!(recruit["stage"], "received");
}
