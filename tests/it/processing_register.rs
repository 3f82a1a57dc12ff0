//! What is done with the data of people, from one table; wordings that never change; agreements with their two moments.

use std::collections::BTreeSet;

use domain::codes::{ConsentPurpose, PublicForm};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::harness::{Person, TestApp};
use crate::prospects::{FIGEAC, household};

#[actix_web::test]
async fn the_register_tells_every_agreement_and_every_form() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let register = admin.get("/api/v1/processing-register").await.expect(200).json();
    let told = |field: &str| -> BTreeSet<String> {
        let lines = register["items"].as_array().unwrap().iter();
        lines.flat_map(|line| line[field].as_array().unwrap()).map(|code| code.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(told("consents"), ConsentPurpose::ALL.iter().map(ToString::to_string).collect());
    assert_eq!(told("forms"), PublicForm::ALL.iter().map(ToString::to_string).collect());
    let table = admin.get("/api/v1/processing-register.csv").await.expect(200).text();
    assert_eq!(table.lines().count(), 1 + register["items"].as_array().unwrap().len());
    assert!(table.starts_with("code,title,why,legal_basis,"));
    let for_people = admin.get("/api/v1/processing-register.csv?profile=excel-fr").await.expect(200).text();
    assert!(for_people.contains("Votre accord") && for_people.contains("Base légale;"), "{for_people}");
    admin.get("/api/v1/processing-register.csv?profile=word").await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn everybody_reads_the_same_lines_without_how_they_are_protected() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let register = admin.get("/api/v1/processing-register").await.expect(200).json();
    let notices = t.anonymous().get("/api/v1/public/processing-notices").await.expect(200);
    let whys = |answer: &Value| -> Vec<Value> {
        answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| json!([line["code"], line["why"], line["duration"]]))
            .collect()
    };
    assert_eq!(whys(&notices.json()), whys(&register));
    assert!(notices.json()["items"][0]["security"].is_null());
    let again =
        t.anonymous().get("/api/v1/public/processing-notices").header("If-None-Match", notices.header("etag")).await;
    again.expect(304);
}

/// Every public operation that takes something from people, and the form it belongs to.
const FORMS: &[(&str, PublicForm)] = &[
    ("create_contact_request", PublicForm::ContactRequest),
    ("request_household_link", PublicForm::HouseholdLink),
    ("create_ambassador_sign_up", PublicForm::AmbassadorSignUp),
    ("create_employer_sign_up", PublicForm::EmployerSignUp),
    ("register_for_event", PublicForm::EventRegistration),
    ("create_job_alert", PublicForm::JobAlert),
    ("create_newsletter_subscription", PublicForm::Newsletter),
    ("create_need_answer", PublicForm::NeedAnswer),
];

#[actix_web::test]
async fn no_public_form_is_without_its_notice() {
    let t = TestApp::spawn().await;
    let document = t.anonymous().get("/api/v1/openapi.json").await.expect(200).json();
    let mut forms = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(rest) = path.strip_prefix("/api/v1/public/") else { continue };
        // A link of a mail was given to somebody who had the notice already.
        let by_link = rest.starts_with("linked-") || rest.contains("{token}") || rest.ends_with("/confirm");
        let of_household = rest.starts_with("household-page/") && rest != "household-page/links";
        let id = operations["post"]["operationId"].as_str();
        if let Some(id) = id.filter(|_| !by_link && !of_household && !rest.ends_with("/cancel")) {
            let known = FORMS.iter().find(|(operation, _)| *operation == id);
            forms.insert(known.unwrap_or_else(|| panic!("{id} has no notice: give it a line of the register")).1);
        }
    }
    assert_eq!(forms.len(), FORMS.len(), "every form named here exists");
}

#[actix_web::test]
async fn a_wording_that_was_read_never_changes_and_never_goes() {
    let t = TestApp::spawn().await;
    for statement in [
        "UPDATE consent_texts SET text = 'autre' WHERE purpose = 'follow_up'",
        "UPDATE consent_texts SET version = '2030-01' WHERE purpose = 'studies'",
        "DELETE FROM consent_texts WHERE purpose = 'studies'",
    ] {
        let refused = t.state.store.begin().await.unwrap().execute_unprepared(statement).await.unwrap_err();
        assert!(refused.to_string().contains("ck_consent_texts_kept"), "{statement}: {refused}");
    }
}

async fn register(admin: &Person, purpose: &str) -> Vec<Value> {
    let all = admin.get("/api/v1/consent-register").await.expect(200).json();
    all["items"].as_array().unwrap().iter().filter(|line| line["purpose"] == purpose).cloned().collect()
}

#[actix_web::test]
async fn a_new_wording_is_a_new_version_and_old_agreements_keep_theirs() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201);
    let path = file.header("location").to_owned();
    let agree = |version: &str| json!({"purpose": "studies", "text_version": version, "channel": "phone"});
    let first = admin.post(format!("{path}/consents")).json(agree("2026-11")).await.expect(201).json();
    let tx = t.state.store.begin().await.unwrap();
    let newer = "INSERT INTO consent_texts (purpose, version, text) VALUES ('studies', '2027-01', 'Un autre texte.')";
    tx.execute_unprepared(newer).await.unwrap();
    tx.commit().await.unwrap();
    admin.post(format!("{path}/consents")).json(agree("2027-01")).await.expect(201);
    let withdrawal = format!("{path}/consents/{}/withdrawals", first["id"].as_str().unwrap());
    admin.post(withdrawal).await.expect(200);
    let whole = admin.get(&path).await.expect(200).json();
    let shown: Vec<&Value> = whole["consents"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
    assert_eq!((shown[0], shown[1]), (&first["text"], &json!("Un autre texte.")));
    let lines = register(&admin, "studies").await;
    let seen: Vec<Value> = lines
        .iter()
        .map(|line| json!([line["version"], line["is_current"], line["given"], line["withdrawn"], line["in_force"]]))
        .collect();
    assert_eq!(seen, [json!(["2027-01", true, 1, 0, 1]), json!(["2026-11", false, 1, 1, 0])]);
    assert_eq!(lines[0]["processing"], "studies");
}
