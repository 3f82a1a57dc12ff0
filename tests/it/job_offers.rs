//! Job offers: written by employers, read over by the programme, public only while all of that holds.

use chrono::Duration;
use serde_json::{Value, json};

use crate::employers::some_siret;
use crate::harness::{Client, Reply, TestApp};
use crate::journeys::mailed_token;

pub const PATH: &str = "/api/v1/job-offers";

/// What an employer types.
pub fn nurse() -> Value {
    json!({"title": "Infirmier de nuit", "description": "Service de médecine, 24 lits.", "occupation_code": "J1506",
        "sector": "health", "contract_type": "CDI", "commune_code": "46102",
        "salary": "Mensuel de 2300.00 Euros sur 12 mois", "housing_possible": true})
}

/// An employer that is an active member, by its id.
pub async fn member(admin: &Client, name: &str) -> String {
    let employer = json!({"siret": some_siret(), "name": name, "kind": "public", "commune_code": "46102"});
    let id = admin.post("/api/v1/employers").json(employer).await.expect(201).id();
    move_membership(admin, &id, json!({"to": "requested", "charter_accepted_by": "Zoé Élie"})).await;
    move_membership(admin, &id, json!({"to": "active"})).await;
    id
}

pub async fn move_membership(admin: &Client, employer: &str, asked: Value) {
    admin.post(format!("/api/v1/employers/{employer}/membership/transitions")).json(asked).await.expect(200);
}

/// An offer of this employer, published.
pub async fn published(admin: &Client, employer: &str, mut offer: Value) -> String {
    offer["employer_id"] = json!(employer);
    offer["submit"] = json!(true);
    let id = admin.post(PATH).json(offer).await.expect(201).id();
    move_to(admin, &id, json!({"to": "published"})).await.expect(200);
    id
}

pub async fn move_to(who: &Client, id: &str, asked: Value) -> Reply {
    who.post(format!("{PATH}/{id}/transitions")).json(asked).await
}

async fn titles(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_employer_writes_an_offer_and_the_programme_publishes_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Centre hospitalier du Causse").await;
    let own = t.employer(&employer).await;
    let made = own.post(PATH).idempotency_key("k").json(nurse()).await.expect(201);
    assert_eq!(own.post(PATH).idempotency_key("k").json(nurse()).await.expect(201).id(), made.id());
    let body = made.json();
    assert_eq!((&body["employer_id"], &body["status"]), (&json!(employer), &json!("draft")));
    assert_eq!((&body["commune_name"], &body["allowed"]), (&json!("Figeac"), &json!(["submitted"])));
    assert!(body["occupation_label"].as_str().unwrap().contains("nfirmi"), "{body}");
    let path = made.header("location").to_owned();
    own.patch(&path).json(json!({"positions": 2})).await.expect_problem(428, "precondition_required");
    let changed = own.patch(&path).if_match(1).json(json!({"positions": 2, "sector": null})).await.expect(200);
    assert_eq!((changed.version(), &changed.json()["sector"]), (2, &Value::Null));
    own.patch(&path).if_match(1).json(json!({"positions": 3})).await.expect_problem(412, "precondition_failed");

    let id = made.id();
    move_to(&own, &id, json!({"to": "published"})).await.expect_problem(409, "transition_not_allowed");
    move_to(&own, &id, json!({"to": "submitted"})).await.expect(200);
    let bare = move_to(&admin, &id, json!({"to": "rejected"})).await.expect_problem(422, "validation_failed");
    assert_eq!(bare["errors"][0]["pointer"], "/reason");
    move_to(&admin, &id, json!({"to": "rejected", "reason": "Précisez les horaires"})).await.expect(200);
    own.patch(&path).if_match(4).json(json!({"working_time": "De 21 h à 7 h"})).await.expect(200);
    move_to(&own, &id, json!({"to": "submitted"})).await.expect(200);
    let online = move_to(&admin, &id, json!({"to": "published"})).await.expect(200).json();
    assert_eq!((&online["is_public"], &online["expires_on"]), (&json!(true), &json!("2027-01-20")));
    let history = own.get(format!("{path}/changes")).await.expect(200).json();
    let steps: Vec<&Value> = history["items"].as_array().unwrap().iter().map(|step| &step["to"]).collect();
    assert_eq!(steps, ["published", "submitted", "rejected", "submitted"]);
    assert_eq!(t.queued_mails().await, ["offer_rejected", "offer_published"]);
}

#[actix_web::test]
async fn an_employer_without_an_account_is_told_at_its_first_contact() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Centre hospitalier du Causse").await;
    let contact = json!({"first_name": "Zoé", "last_name": "Élie", "email": "zoe@causse.example"});
    admin.post(format!("/api/v1/employers/{employer}/contacts")).json(contact).await.expect(201);
    let id = published(&admin, &employer, nurse()).await;
    move_to(&admin, &id, json!({"to": "suspended", "reason": "Adresse à vérifier"})).await.expect(200);
    assert_eq!(t.queued_mails().await, ["offer_published", "offer_suspended"]);
}

#[actix_web::test]
async fn every_wrong_field_is_named_and_nothing_is_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Scierie").await;
    let own = t.employer(&employer).await;
    let wrong = json!({"title": "", "description": " ", "contract_type": "CDX", "positions": 0,
        "apply_url": "javascript:alert(1)", "expires_on": "2026-11-20"});
    let problem = own.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["/title", "/description", "/contract_type", "/apply_url", "/positions", "/expires_on"]);
    let mut unknown = nurse();
    unknown["commune_code"] = json!("75056");
    unknown["occupation_code"] = json!("Z9999");
    let problem = own.post(PATH).json(unknown).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["/commune_code", "/occupation_code"]);
    assert!(titles(&admin, "").await.is_empty());
}

#[actix_web::test]
async fn an_employer_sees_its_own_offers_only() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (first, second) = (member(&admin, "Scierie").await, member(&admin, "Hôpital").await);
    let offer = published(&admin, &first, nurse()).await;
    let mut bare = nurse();
    bare["employer_name"] = json!("Inconnue du réseau");
    let unlinked = admin.post(PATH).json(bare.clone()).await.expect(201).id();
    let (own, other) = (t.employer(&first).await, t.employer(&second).await);
    own.get(format!("{PATH}/{offer}")).await.expect(200);
    for hidden in [&offer, &unlinked] {
        let nowhere = other.get(format!("{PATH}/{hidden}")).await.expect_problem(404, "not_found");
        let unknown = other.get(format!("{PATH}/0193a000-0000-7000-8000-0000000000b1")).await;
        assert_eq!(nowhere["detail"], unknown.expect_problem(404, "not_found")["detail"]);
    }
    assert!(titles(&other, "archived=any").await.is_empty());
    assert_eq!(other.get(format!("{PATH}/counts")).await.expect(200).json()["statuses"][2]["offers"], 0);
    let mut theirs = nurse();
    theirs["employer_id"] = json!(first);
    let refused = other.post(PATH).json(theirs.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "not_found");
    other.post(PATH).json(bare).await.expect(201);
    let handed = referent.post(PATH).json(theirs).await.expect(201).json();
    assert_eq!((&handed["status"], &handed["allowed"]), (&json!("submitted"), &json!([])));
    let moved = referent.post(format!("{PATH}/{offer}/transitions")).json(json!({"to": "filled"})).await;
    moved.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn offers_are_found_by_words_state_and_place_and_counted() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Clinique de l’Évêché").await;
    for (title, commune, contract) in
        [("Usineur", "46042", "CDD"), ("Infirmière", "46102", "CDI"), ("Zingueur", "46102", "CDI")]
    {
        let mut offer = nurse();
        (offer["title"], offer["commune_code"], offer["contract_type"]) =
            (json!(title), json!(commune), json!(contract));
        published(&admin, &employer, offer).await;
        t.clock.advance(Duration::minutes(1));
    }
    assert_eq!(titles(&admin, "").await, ["Zingueur", "Infirmière", "Usineur"]);
    assert_eq!(titles(&admin, "sort=title").await, ["Infirmière", "Usineur", "Zingueur"]);
    assert_eq!(titles(&admin, "q=infirmiere+eveche").await, ["Infirmière"]);
    assert_eq!(titles(&admin, "contract=CDI&territory=46102&sort=-title").await, ["Zingueur", "Infirmière"]);
    assert_eq!(titles(&admin, "status=draft,rejected").await, Vec::<String>::new());
    let mut seen = vec![];
    let mut cursor = String::new();
    loop {
        let page = admin.get(format!("{PATH}?limit=1&sort=expires_on&count=exact{cursor}")).await.expect(200).json();
        assert_eq!(page["total"], 3);
        seen.push(page["items"][0]["title"].clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, ["Usineur", "Infirmière", "Zingueur"], "the same last day, then the order of writing");
    admin.get(format!("{PATH}?status=gone")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{PATH}?sort=salary")).await.expect_problem(422, "validation_failed");
    // A new name of the employer is found at once.
    let path = format!("/api/v1/employers/{employer}");
    let version = admin.get(&path).await.expect(200).version();
    admin.patch(&path).if_match(version).json(json!({"name": "Maison de santé"})).await.expect(200);
    assert_eq!(titles(&admin, "q=maison+sante+usineur").await, ["Usineur"]);
    let counts = admin.get(format!("{PATH}/counts")).await.expect(200).json();
    assert_eq!(counts["statuses"][2], json!({"status": "published", "offers": 3}));
    assert_eq!((&counts["expiring"], &counts["positions_filled"]), (&json!(0), &json!(0)));
}

#[actix_web::test]
async fn a_suspended_member_has_nothing_public_and_gets_it_back() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Scierie").await;
    let (online, over) = (published(&admin, &employer, nurse()).await, published(&admin, &employer, nurse()).await);
    move_to(&admin, &over, json!({"to": "filled"})).await.expect(200);
    let is_public =
        async |id: &str| admin.get(format!("{PATH}/{id}")).await.expect(200).json()["is_public"].as_bool().unwrap();
    assert!(is_public(&online).await && !is_public(&over).await);
    move_membership(&admin, &employer, json!({"to": "suspended", "reason": "Sans nouvelles"})).await;
    assert!(!is_public(&online).await);
    let late = published(&admin, &employer, nurse()).await;
    assert!(!is_public(&late).await, "published by the programme, hidden by the membership");
    move_membership(&admin, &employer, json!({"to": "active"})).await;
    assert!(is_public(&online).await && is_public(&late).await && !is_public(&over).await);
    let version = admin.get(format!("{PATH}/{online}")).await.expect(200).version();
    admin.delete(format!("{PATH}/{online}")).if_match(version).await.expect(204);
    assert!(!is_public(&online).await);
    admin.post(format!("{PATH}/{online}/restore")).await.expect(200);
    assert!(is_public(&online).await);
}

#[actix_web::test]
async fn an_offer_ends_after_a_reminder_and_is_renewed_by_its_link() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Scierie").await;
    let contact = json!({"first_name": "Zoé", "last_name": "Élie", "email": "zoe@scierie.example"});
    admin.post(format!("/api/v1/employers/{employer}/contacts")).json(contact).await.expect(201);
    let id = published(&admin, &employer, nurse()).await;
    api::jobs::daily::plan_next(t.state.store.writer(), t.clock.now()).await.unwrap();
    let path = format!("{PATH}/{id}");
    t.clock.advance(Duration::days(54));
    t.run_jobs().await;
    let admin = t.admin().await;
    assert!(t.queued_mails().await.contains(&"offer_ending".to_owned()));
    assert_eq!(admin.get(format!("{PATH}/counts")).await.expect(200).json()["expiring"], 1);
    let token = mailed_token(&t, "offer_ending").await;
    let anonymous = t.bearer(&token);
    let seen = anonymous.get("/api/v1/public/linked-job-offer").await.expect(200).json();
    assert_eq!(
        (&seen["title"], &seen["can_renew"], &seen["can_end"]),
        (&json!("Infirmier de nuit"), &json!(true), &json!(true))
    );
    t.clock.advance(Duration::days(8));
    t.run_jobs().await;
    let admin = t.admin().await;
    assert_eq!(admin.get(&path).await.expect(200).json()["status"], "expired");
    let mails = t.queued_mails().await;
    assert_eq!(mails.iter().filter(|kind| *kind == "offer_ending").count(), 1, "asked once: {mails:?}");
    assert_eq!(mails.iter().filter(|kind| *kind == "offer_ended").count(), 1);
    let renew = anonymous.post("/api/v1/public/linked-job-offer/transitions").json(json!({"to": "published"})).await;
    assert_eq!(renew.expect(200).json()["status"], "published");
    let renewed = admin.get(&path).await.expect(200).json();
    assert_eq!((&renewed["is_public"], &renewed["expires_on"]), (&json!(true), &json!("2027-03-23")));
    for _ in 0..2 {
        let ended = anonymous.post("/api/v1/public/linked-job-offer/transitions").json(json!({"to": "filled"})).await;
        assert_eq!(ended.expect(200).json()["status"], "filled");
    }
    anonymous
        .post("/api/v1/public/linked-job-offer/transitions")
        .json(json!({"to": "published"}))
        .await
        .expect_problem(409, "transition_not_allowed");
    admin
        .patch(&path)
        .if_match(renewed["version"].as_i64().unwrap() + 1)
        .json(json!({"positions": 2}))
        .await
        .expect_problem(409, "job_offer_over");
    let forged = t.bearer("AAAA").get("/api/v1/public/linked-job-offer").await;
    forged.expect_problem(401, "link_expired");
}

#[actix_web::test]
async fn occupations_offered_stand_beside_those_looked_for() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let employer = member(&admin, "Scierie").await;
    let mut offer = nurse();
    offer["positions"] = json!(3);
    published(&admin, &employer, offer).await;
    let compared = admin.get(format!("{PATH}/occupations")).await.expect(200).json();
    let first = &compared["items"][0];
    assert_eq!(
        (&first["occupation_code"], &first["offers"], &first["positions"], &first["candidates"]),
        (&json!("J1506"), &json!(1), &json!(3), &json!(0))
    );
}

#[actix_web::test]
async fn a_household_that_moves_in_thanks_to_an_offer_fills_a_position_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let employer = member(&admin, "Scierie").await;
    let offer = published(&admin, &employer, nurse()).await;
    let other = member(&admin, "Hôpital").await;
    let file = json!({"household_kind": "alone", "project_types": ["employee"], "wished_territories": ["46102"],
        "source": "web", "members": [{"role": "lead", "first_name": "Maëlle", "last_name": "Le Gall", "email": "maelle@foyer.example"}],
        "next_action": {"label": "Appeler", "on": "2026-11-23"}});
    let file = admin.post("/api/v1/prospects").json(file).await.expect(201).id();
    let path = format!("/api/v1/prospects/{file}/installation");
    let mut moved = json!({"moved_in_on": "2026-11-02", "commune_code": "46102", "adults": 1, "children": 0,
        "job_through": "offer", "job_offer_id": "0193a000-0000-7000-8000-0000000000b1"});
    let unknown = admin.put(&path).json(moved.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(unknown["errors"][0]["pointer"], "/job_offer_id");
    moved["job_offer_id"] = json!(offer);
    let made = admin.put(&path).json(moved.clone()).await.expect(200);
    assert_eq!(made.json()["job_offer_id"], json!(offer));
    admin.put(&path).if_match(made.version()).json(moved).await.expect(200);
    let filled =
        async |who: &Client| who.get(format!("{PATH}/counts")).await.expect(200).json()["positions_filled"].clone();
    assert_eq!(filled(&admin).await, 1);
    assert_eq!(filled(&t.employer(&employer).await.client).await, 1);
    assert_eq!(filled(&t.employer(&other).await.client).await, 0);
}
