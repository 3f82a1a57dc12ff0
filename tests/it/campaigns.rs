//! Campaigns: prepared in phases, met at touchpoints, counted down to families, and whom they may write to again.

mod brought;

use std::collections::BTreeSet;

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::events::{day, event, prepared};
use crate::harness::{Client, TestApp};
use crate::journeys::mailed_token;

const CAMPAIGNS: &str = "/api/v1/campaigns";
const TOUCHPOINTS: &str = "/api/v1/touchpoints";
const PROSPECTS: &str = "/api/v1/prospects";
const CODE: &str = "et-si-vous-restiez";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";

/// The campaign of the programme: summer, back to school, spring.
fn three_phases() -> Value {
    json!({"code": CODE, "label": "Et si vous restiez ?", "starts_on": "2026-07-01", "budget_cents": 900_000, "phases": [
        {"label": "L’été des touristes", "starts_on": "2026-07-01", "ends_on": "2026-08-31", "budget_cents": 300_000},
        {"label": "Le rappel de la rentrée", "starts_on": "2026-09-01", "ends_on": "2026-11-30",
            "call_to_action": "On en parle ?"},
        {"label": "Les recruteurs du printemps", "starts_on": "2027-03-01", "ends_on": "2027-05-31"},
    ]})
}

async fn campaign(admin: &Client, body: Value) -> Value {
    admin.post(CAMPAIGNS).json(body).await.expect(201).json()
}

async fn running(admin: &Client) -> Value {
    let made = campaign(admin, three_phases()).await;
    let path = format!("{CAMPAIGNS}/{}/transitions", made["id"].as_str().unwrap());
    admin.post(path).json(json!({"to": "running"})).await.expect(200).json()
}

/// A touchpoint of the phase at this place, or of none.
async fn touchpoint(admin: &Client, campaign: &Value, label: &str, phase: Option<usize>) -> Value {
    let phase_id = phase.map(|index| campaign["phases"][index]["id"].clone());
    let body = json!({"campaign_id": campaign["id"], "label": label, "kind": "motorway_area", "phase_id": phase_id});
    admin.post(TOUCHPOINTS).json(body).await.expect(201).json()
}

fn path_of(address: &Value) -> String {
    let address = address.as_str().unwrap();
    address[address.find("/p/").unwrap()..].to_owned()
}

/// A file opened by phone.
async fn file(admin: &Client, name: &str, more: Value) -> Value {
    let mut body = json!({"source": "phone", "household_kind": "alone", "wished_territories": ["46102"],
        "next_action": {"label": "Appeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Ana", "last_name": name,
            "email": format!("{}@foyer.example", name.to_lowercase())}]});
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    admin.post(PROSPECTS).json(body).await.expect(201).json()
}

async fn results(who: &Client, campaign: &Value) -> Value {
    who.get(format!("{CAMPAIGNS}/{}/results", campaign["id"].as_str().unwrap())).await.expect(200).json()
}

/// Numbers of a tally: visits, requests, files, qualified, supported, settled.
fn numbers(tally: &Value) -> [i64; 6] {
    ["visits", "requests", "files", "qualified", "supported", "settled"].map(|name| tally[name].as_i64().unwrap())
}

fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|one| (text(&one["pointer"]), text(&one["code"]))).collect()
}

fn fault(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

#[actix_web::test]
async fn a_campaign_is_prepared_and_its_phases_change_places() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let created = admin.post(CAMPAIGNS).idempotency_key("k").json(three_phases()).await.expect(201);
    assert_eq!(admin.post(CAMPAIGNS).idempotency_key("k").json(three_phases()).await.expect(201).id(), created.id());
    let path = created.header("location").to_owned();
    let shown = created.json();
    assert_eq!((&shown["status"], &shown["allowed"]), (&json!("draft"), &json!(["running"])));
    let again = admin.post(CAMPAIGNS).json(three_phases()).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&again), fault("/code", "duplicate"));
    let mut phases = shown["phases"].as_array().unwrap().clone();
    let summer = phases.remove(0);
    phases.push(summer.clone());
    referent.patch(&path).if_match(1).json(json!({"phases": phases})).await.expect_problem(403, "forbidden");
    admin.patch(&path).json(json!({"phases": phases})).await.expect_problem(428, "precondition_required");
    let moved = admin.patch(&path).if_match(1).json(json!({"phases": phases})).await.expect(200).json();
    assert_eq!(moved["phases"], json!(phases), "the same phases, in the order sent");
    admin.patch(&path).if_match(1).json(json!({"goal": "x"})).await.expect_problem(412, "precondition_failed");
    let seen = referent.get(&path).await.expect(200).json();
    assert_eq!((&seen["may_change"], &seen["allowed"]), (&json!(false), &json!([])));
    touchpoint(&admin, &moved, "Aire du Causse", Some(2)).await;
    let left = admin.patch(&path).if_match(2).json(json!({"phases": [phases[0]]})).await;
    assert_eq!(faults(&left.expect_problem(422, "validation_failed")), fault("/phases", "phase_in_use"));
    let stranger =
        json!({"phases": [{"id": created.id(), "label": "x", "starts_on": "2026-01-01", "ends_on": "2026-01-02"}]});
    let unknown = admin.patch(&path).if_match(2).json(stranger).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&unknown), fault("/phases/0/id", "not_found"));
    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"goal": "x"})).await.expect_problem(409, "archived");
    let gone = admin.get(CAMPAIGNS).await.expect(200).json();
    assert_eq!(gone["items"], json!([]));
    let back = admin.post(format!("{path}/restore")).await.expect(200).json();
    assert_eq!((&back["archived_at"], &back["version"]), (&Value::Null, &json!(4)));
    let page = admin.get(format!("{CAMPAIGNS}?q=rentree&status=draft&count=exact")).await.expect(200).json();
    assert_eq!((&page["total"], &page["items"][0]["id"]), (&json!(1), &json!(created.id())));
}

#[actix_web::test]
async fn a_campaign_runs_then_closes_for_good() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let made = campaign(&admin, three_phases()).await;
    let moves = format!("{CAMPAIGNS}/{}/transitions", made["id"].as_str().unwrap());
    let early = admin.post(&moves).json(json!({"to": "closed"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(early["allowed"], json!(["running"]));
    admin.post(&moves).json(json!({"to": "open"})).await.expect_problem(422, "validation_failed");
    for to in ["running", "closed"] {
        assert_eq!(admin.post(&moves).json(json!({"to": to})).await.expect(200).json()["status"], to);
    }
    let over = admin.post(&moves).json(json!({"to": "running"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(over["allowed"], json!([]));
}

#[actix_web::test]
async fn a_printed_code_counts_people_and_leads_to_the_form() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let running = running(&admin).await;
    let point = touchpoint(&admin, &running, "Aire du Causse", Some(0)).await;
    let code = point["code"].as_str().unwrap();
    assert!((6..=8).contains(&code.len()) && !code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
    let way = path_of(&point["address"]);
    let anonymous = t.anonymous();
    let led = anonymous.get(&way).header("user-agent", PHONE).await.expect(302);
    assert_eq!(led.header("location"), format!("/demande?campagne={CODE}&point={code}"));
    assert_eq!((led.header("cache-control"), led.header("set-cookie")), ("no-store", ""));
    // Typed by hand, and two at once.
    let typed = format!("/p/{}-{}", &code[..3].to_lowercase(), &code[3..]);
    let (one, other) = tokio::join!(
        anonymous.get(&typed).header("user-agent", PHONE),
        anonymous.get(&way).header("user-agent", PHONE),
    );
    one.expect(302);
    other.expect(302);
    // Machines, and pages fetched before anybody asked for them, are shown the way without being counted.
    anonymous.get(&way).header("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)").await.expect(302);
    anonymous.get(&way).header("user-agent", PHONE).header("sec-purpose", "prefetch").await.expect(302);
    anonymous.get(&way).await.expect(302);
    anonymous.call(actix_web::http::Method::HEAD, &way).header("user-agent", PHONE).await.expect(302);
    let path = format!("{TOUCHPOINTS}/{}", point["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).await.expect(200).json()["visits"], 3);
    t.clock.advance(Duration::days(1));
    anonymous.get(&way).header("user-agent", PHONE).await.expect(302);
    let db = t.state.store.reader();
    let sql = "SELECT CAST(visits AS bigint) AS visits FROM touchpoint_visits ORDER BY day";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let days: Vec<i64> = rows.iter().map(|row| row.try_get("", "visits").unwrap()).collect();
    assert_eq!(days, [3, 1], "by day");

    let admin = t.admin().await;
    admin.delete(&path).if_match(1).await.expect(204);
    for dead in [way.as_str(), "/p/ZZZZZZ", "/p/..%2Fadmin", "/p/https:%2F%2Fevil.example"] {
        let page = anonymous.get(dead).header("user-agent", PHONE).await.expect(404);
        assert!(page.header("content-type").starts_with("text/html"), "{dead}: a page for people");
        assert_eq!(page.header("location"), "", "{dead}");
    }
    admin.post(format!("{path}/restore")).await.expect(200);
    anonymous.get(&way).header("user-agent", PHONE).await.expect(302);
    let moves = format!("{CAMPAIGNS}/{}/transitions", running["id"].as_str().unwrap());
    admin.post(moves).json(json!({"to": "closed"})).await.expect(200);
    anonymous.get(&way).header("user-agent", PHONE).await.expect(404);
    assert_eq!(admin.get(&path).await.expect(200).json()["visits"], 5);
}

#[actix_web::test]
async fn a_touchpoint_names_what_exists_and_draws_its_code() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let made = campaign(&admin, three_phases()).await;
    let nobody = "0193a000-0000-7000-8000-0000000000b1";
    let wrong = json!({"campaign_id": made["id"], "label": " ", "kind": "billboard", "phase_id": nobody,
        "event_id": nobody});
    let problem = admin.post(TOUCHPOINTS).json(wrong).await.expect_problem(422, "validation_failed");
    let found: BTreeSet<String> = faults(&problem).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(found, ["/event_id", "/kind", "/label", "/phase_id"].map(str::to_owned).into());
    let lost = json!({"campaign_id": nobody, "label": "Ici", "kind": "fair", "commune_code": "75056"});
    let problem = admin.post(TOUCHPOINTS).json(lost).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem).len(), 2, "{problem}");
    let point = touchpoint(&admin, &made, "Aire du Causse", None).await;
    let path = format!("{TOUCHPOINTS}/{}", point["id"].as_str().unwrap());
    let patch = json!({"phase_id": made["phases"][1]["id"], "commune_code": "46102"});
    let changed = admin.patch(&path).if_match(1).json(patch).await.expect(200).json();
    assert_eq!((&changed["commune_name"], &changed["code"]), (&json!("Figeac"), &point["code"]));
    let drawing = referent.get(format!("{path}/qr.svg")).await.expect(200);
    assert_eq!(drawing.header("content-type"), "image/svg+xml");
    assert!(drawing.text().contains("<svg") && !drawing.text().contains("<script"));
    referent.patch(&path).if_match(2).json(json!({"place": "x"})).await.expect_problem(403, "forbidden");
    let own = admin.get(format!("{TOUCHPOINTS}?campaign={}", made["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn j1_the_campaign_counts_one_more() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let running = running(&admin).await;
    let fair = prepared(&admin, event("Foire de Cahors", vec![day("2026-12-05", None)])).await;
    let point = json!({"campaign_id": running["id"], "label": "Aire du Causse", "kind": "motorway_area",
        "phase_id": running["phases"][0]["id"], "event_id": fair});
    let point = admin.post(TOUCHPOINTS).json(point).await.expect(201).json();
    let before = results(&admin, &running).await;
    t.anonymous().get(path_of(&point["address"])).header("user-agent", PHONE).await.expect(302);
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let texts = form["consent_texts"].as_array().unwrap();
    let follow_up = texts.iter().find(|text| text["purpose"] == "follow_up").unwrap();
    let request = json!({
        "token": form["token"], "first_name": "Nora", "last_name": "Vidal", "email": "nora.vidal@foyer.example",
        "country": "FR", "postal_code": "44000", "household_kind": "alone", "project_types": ["farm_takeover"],
        "horizon": "six_to_12_months", "wished_territories": ["46128"], "campaign": "autre-chose",
        "touchpoint": point["code"].as_str().unwrap().to_lowercase(),
        "consents": [{"purpose": "follow_up", "version": follow_up["version"]}],
    });
    t.anonymous().post("/api/v1/public/contact-requests").json(request).await.expect(201);
    let waiting = results(&admin, &running).await;
    assert_eq!(numbers(&waiting["total"]), [1, 1, 0, 0, 0, 0], "a request is no file yet");
    let link = json!({"token": mailed_token(&t, "confirmation").await});
    t.anonymous().post("/api/v1/public/contact-requests/confirm").json(link).await.expect(200);
    let after = results(&admin, &running).await;
    assert_eq!(numbers(&before["total"]), [0; 6]);
    assert_eq!(numbers(&after["total"]), [1, 1, 1, 0, 0, 0], "the campaign counts one more");
    assert_eq!(numbers(&after["phases"][0]["tally"]), [1, 1, 1, 0, 0, 0], "in the phase of the touchpoint");
    assert_eq!(after["touchpoints"][0]["touchpoint_id"], point["id"]);
    assert_eq!(numbers(&after["touchpoints"][0]["tally"]), [1, 1, 1, 0, 0, 0]);
    assert_eq!((&after["costs"]["files"], &after["phases"][0]["costs"]["files"]), (&json!(900_000), &json!(300_000)));
    let list = admin.get(PROSPECTS).await.expect(200).json();
    let path = format!("{PROSPECTS}/{}", list["items"][0]["id"].as_str().unwrap());
    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["campaign"], &file["touchpoint_id"]), (&json!(CODE), &point["id"]), "the printed code wins");
    assert_eq!(file["event_id"], json!(fair), "and tells where it hung");
    assert_eq!(file["attribution"]["campaign_label"], "Et si vous restiez ?");
    assert_eq!(file["attribution"]["phase_label"], "L’été des touristes");
    assert_eq!(file["attribution"]["touchpoint_label"], "Aire du Causse");
}

#[actix_web::test]
async fn a_wrong_code_turns_nobody_away() {
    let t = TestApp::spawn().await;
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let version = form["consent_texts"][0]["version"].clone();
    for (index, code) in ["ZZZZZZ", "ce n’est pas un code", ""].into_iter().enumerate() {
        let token = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json()["token"].take();
        t.clock.advance(Duration::seconds(20));
        let request = json!({
            "token": token, "first_name": "Nora", "last_name": "Vidal", "email": format!("nora{index}@foyer.example"),
            "country": "FR", "postal_code": "44000", "household_kind": "alone", "project_types": ["employee"],
            "horizon": "unknown", "territory_indifferent": true, "campaign": "affiche", "touchpoint": code,
            "consents": [{"purpose": "follow_up", "version": version}],
        });
        t.anonymous().post("/api/v1/public/contact-requests").json(request).await.expect(201);
    }
}
