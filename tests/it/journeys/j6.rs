//! J6: an employer joins by itself, uses the kit, publishes, is reminded, renews, and finds somebody.

use api::housekeeping;
use chrono::Duration;
use serde_json::{Value, json};

use super::mailed_token;
use crate::employers::some_siret;
use crate::harness::{Client, TestApp};
use crate::job_offers::{PATH, move_to, nurse};

const EMAIL: &str = "zoe@cele.example";
const PASSWORD: &str = "une phrase que personne ne devine 46";

/// A sign-up by the public form.
async fn sign_up(t: &TestApp, siret: &str, email: &str) -> crate::harness::Reply {
    let form = t.anonymous().get("/api/v1/public/employer-sign-up-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let form = json!({"token": form["token"], "siret": siret, "name": "Ateliers du Célé", "kind": "private",
        "commune_code": "46102", "first_name": "Zoé", "last_name": "Élie", "email": email, "charter_accepted": true});
    t.anonymous().post("/api/v1/public/employer-sign-ups").json(form).await
}

/// What the newest mailed link makes of a sign-up.
async fn confirm(t: &TestApp) -> Value {
    let link = json!({"token": mailed_token(t, "employer_sign_up").await});
    t.anonymous().post("/api/v1/public/employer-sign-ups/confirm").json(link).await.expect(200).json()
}

/// The employer's own session; sessions do not outlive the moves of the clock.
async fn own(t: &TestApp) -> Client {
    let login = json!({"email": EMAIL, "password": PASSWORD});
    let session = t.anonymous().post("/api/v1/auth/login").json(login).await.expect(200).json();
    t.bearer(session["access_token"].as_str().unwrap())
}

async fn positions_filled(who: &Client) -> i64 {
    who.get(format!("{PATH}/counts")).await.expect(200).json()["positions_filled"].as_i64().unwrap()
}

async fn is_listed(t: &TestApp, id: &str) -> bool {
    let page = t.anonymous().get("/api/v1/public/job-offers?q=infirmier+figeac").await.expect(200).json();
    page["items"].as_array().unwrap().iter().any(|offer| offer["id"] == json!(id))
}

/// Joins by the public form and asks for its membership; path of the employer.
async fn join(t: &TestApp) -> String {
    let siret = some_siret();
    let refused = sign_up(t, "22460001000013", EMAIL).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["pointer"], "/siret", "{refused}");
    sign_up(t, &siret, EMAIL).await.expect(201);
    let done = confirm(t).await;
    assert_eq!(done["status"], "accepted");
    let password = json!({"token": done["password_token"], "password": PASSWORD});
    t.anonymous().post("/api/v1/auth/password-resets/confirm").json(password).await.expect(204);
    let employer = own(t).await.get("/api/v1/employers").await.expect(200).json()["items"][0].clone();
    assert_eq!((&employer["siret"], &employer["membership_status"]), (&json!(siret), &json!("requested")));

    // Known now: a second one is a claim to be checked, and the programme is told where the first one is.
    sign_up(t, &siret, "luc@cele.example").await.expect(201);
    assert_eq!(confirm(t).await["status"], "waiting");
    let again = json!({"siret": siret, "name": "Célé", "kind": "private", "commune_code": "46102"});
    let known = t.admin().await.post("/api/v1/employers").json(again).await.expect_problem(409, "employer_exists");
    assert!(known["detail"].as_str().unwrap().contains("Ateliers du Célé"), "{known}");
    assert_eq!(known["existing"]["id"], employer["id"]);
    format!("/api/v1/employers/{}", employer["id"].as_str().unwrap())
}

/// The kit opens with the membership; one download is one more.
async fn kit(t: &TestApp, employer: &str) {
    let (admin, own) = (t.admin().await.client, own(t).await);
    let poster = json!({"title": "Affiche « Le Lot recrute »", "audiences": ["employer"]});
    let item = format!("/api/v1/kit-items/{}", admin.post("/api/v1/kit-items").json(poster).await.expect(201).id());
    let file = admin.post(format!("{item}/files?filename=affiche.pdf"));
    file.bytes("application/pdf", "%PDF-1.7 affiche").await.expect(201);
    let downloads = async || admin.get(&item).await.expect(200).json()["counts"]["downloads"].as_i64().unwrap();
    own.get(format!("{item}/file")).await.expect_problem(409, "membership_not_active");
    let active = json!({"to": "active"});
    admin.post(format!("{employer}/membership/transitions")).json(active).await.expect(200);
    let before = downloads().await;
    own.get(format!("{item}/file")).await.expect(200);
    assert_eq!(downloads().await, before + 1);
}

/// A draft that becomes a public page; its id and the path of the page.
async fn publish(t: &TestApp) -> (String, String) {
    let (admin, own) = (t.admin().await.client, own(t).await);
    let draft = own.post(PATH).json(nurse()).await.expect(201).json();
    assert_eq!(draft["status"], "draft");
    let id = draft["id"].as_str().unwrap().to_owned();
    t.anonymous().get(format!("/api/v1/public/job-offers/{id}")).await.expect_problem(404, "not_found");
    move_to(&own, &id, json!({"to": "submitted"})).await.expect(200);
    move_to(&admin, &id, json!({"to": "published"})).await.expect(200);
    assert!(is_listed(t, &id).await);
    let shown = t.anonymous().get(format!("/api/v1/public/job-offers/{id}")).await.expect(200).json();
    let page = shown["card"]["path"].as_str().unwrap().to_owned();
    let html = t.anonymous().get(&page).await.expect(200).text();
    assert!(html.contains("application/ld+json") && html.contains("\"@type\":\"JobPosting\""), "{html}");
    (id, page)
}

#[actix_web::test]
async fn j6_an_employer_joins_publishes_renews_and_finds_somebody() {
    let t = TestApp::spawn().await;
    housekeeping::run_once(&t.state).await.unwrap();
    let employer = join(&t).await;
    kit(&t, &employer).await;
    let (id, page) = publish(&t).await;

    // A week before the end a mail asks; nobody answers, and the offer is gone.
    t.clock.advance(Duration::days(54));
    t.run_jobs().await;
    let link = t.bearer(&mailed_token(&t, "offer_ending").await);
    t.clock.advance(Duration::days(8));
    t.run_jobs().await;
    let public = format!("/api/v1/public/job-offers/{id}");
    t.anonymous().get(&public).await.expect_problem(410, "job_offer_gone");
    t.anonymous().get(&page).await.expect(410);
    assert!(!is_listed(&t, &id).await);

    // One click on the link of that mail, and it is back.
    let renew = link.post("/api/v1/public/linked-job-offer/transitions").json(json!({"to": "published"}));
    assert_eq!(renew.await.expect(200).json()["status"], "published");
    t.anonymous().get(&public).await.expect(200);
    assert!(is_listed(&t, &id).await);

    // A household that the programme accompanies takes the job and moves in.
    let (admin, own) = (t.admin().await.client, own(&t).await);
    let before = (positions_filled(&admin).await, positions_filled(&own).await);
    let file = json!({"household_kind": "alone", "project_types": ["employee"], "wished_territories": ["46102"],
        "source": "web", "next_action": {"label": "Appeler", "on": "2027-01-25"},
        "members": [{"role": "lead", "first_name": "Maëlle", "last_name": "Le Gall", "email": "maelle@foyer.example"}]});
    let file = admin.post("/api/v1/prospects").json(file).await.expect(201).id();
    let moved = json!({"moved_in_on": "2027-01-18", "commune_code": "46102", "adults": 1, "children": 0,
        "job_through": "offer", "job_offer_id": id});
    let installation = format!("/api/v1/prospects/{file}/installation");
    assert_eq!(admin.put(&installation).json(moved).await.expect(200).json()["job_offer_id"], json!(id));
    assert_eq!((positions_filled(&admin).await, positions_filled(&own).await), (before.0 + 1, before.1 + 1));
    for (code, period) in [("positions_filled", "2027"), ("offers_published", "2026"), ("member_employers", "2027-01")]
    {
        let figures = admin.get(format!("/api/v1/indicators/{code}?period={period}&by=epci")).await.expect(200).json();
        assert_eq!(figures["value"], 1.0, "{code}");
    }
    move_to(&own, &id, json!({"to": "filled"})).await.expect(200);
    t.anonymous().get(&public).await.expect_problem(410, "job_offer_gone");
}
