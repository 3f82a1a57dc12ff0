//! The mailed link: a request becomes one file, and never a second one.

use api::{housekeeping, mail};
use chrono::Duration;
use serde_json::json;

use super::{CONFIRM, INBOX, app, confirmed, count, fault, form, form_with, mailed_token, only_request, plain, send};

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
async fn an_agreement_says_when_it_was_asked_for_and_when_it_was_confirmed() {
    let (t, mut sink) = app().await;
    send(&t, form(&t).await).await.expect(201);
    let asked_at = t.clock.now();
    let token = mailed_token(&t, &mut sink).await;
    t.clock.advance(Duration::hours(3));
    t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200);
    let admin = t.admin().await;
    let id = only_request(&admin).await["prospect_id"].as_str().unwrap().to_owned();
    let consent = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json()["consents"][0].clone();
    assert_eq!(consent["form"], "contact_request");
    let moment = |field: &str| chrono::DateTime::parse_from_rfc3339(consent[field].as_str().unwrap()).unwrap();
    assert_eq!((moment("asked_at").to_utc(), moment("confirmed_at").to_utc()), (asked_at, t.clock.now()));
    let register = admin.get("/api/v1/consent-register").await.expect(200).json();
    let lines = register["items"].as_array().unwrap();
    let follow_up = lines.iter().find(|line| line["purpose"] == "follow_up").unwrap();
    assert_eq!((&follow_up["in_force"], &follow_up["confirmed"]), (&json!(1), &json!(1)));
}
