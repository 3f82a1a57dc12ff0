//! Endowments: a catalogue with what is left, handed over when every condition is met, taken back after a mistake.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::ambassadors::{move_to, somebody, written};
use crate::harness::{Client, Reply, TestApp};

const CATALOGUE: &str = "/api/v1/endowments";

async fn added(admin: &Client, body: Value) -> String {
    admin.post(CATALOGUE).json(body).await.expect(201).id()
}

fn path_of(ambassador: &str) -> String {
    format!("/api/v1/ambassadors/{ambassador}/endowments")
}

async fn give(admin: &Client, ambassador: &str, endowment: &str) -> Reply {
    admin.post(path_of(ambassador)).json(json!({ "endowment_id": endowment })).await
}

async fn stock(admin: &Client, endowment: &str) -> Value {
    admin.get(format!("{CATALOGUE}/{endowment}")).await.expect(200).json()["stock"].clone()
}

#[actix_web::test]
async fn the_catalogue_is_kept_listed_changed_and_put_away() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let body = json!({"label": "Étui", "stock": 2, "min_days_active": 30});
    let first = admin.post(CATALOGUE).idempotency_key("etui").json(body.clone()).await.expect(201);
    let again = admin.post(CATALOGUE).idempotency_key("etui").json(body).await.expect(201);
    assert_eq!((first.id(), first.version()), (again.id(), 1), "sent again, it is the same one");
    for label in ["Coffret", "Foulard"] {
        added(&admin, json!({ "label": label })).await;
    }
    let page = admin.get(format!("{CATALOGUE}?limit=2&count=exact")).await.expect(200).json();
    let labels = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((labels(&page), &page["total"]), (vec!["Coffret".into(), "Étui".into()], &json!(3)));
    let next = page["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{CATALOGUE}?limit=2&cursor={next}")).await.expect(200).json();
    assert_eq!(labels(&rest), ["Foulard"]);

    let wrong = json!({"label": " ", "stock": -1, "min_days_active": 0, "min_sponsorings_accepted": 101});
    let told = admin.post(CATALOGUE).json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        told["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/label", "/stock", "/min_days_active", "/min_sponsorings_accepted"]);

    let own = format!("{CATALOGUE}/{}", first.id());
    admin.patch(&own).json(json!({"stock": 5})).await.expect_problem(428, "precondition_required");
    let changed = admin.patch(&own).if_match(1).json(json!({"stock": null, "once": true})).await.expect(200);
    assert_eq!((changed.version(), &changed.json()["stock"]), (2, &Value::Null));
    assert_eq!(changed.json()["min_days_active"], 30, "what was not sent stays");
    admin.patch(&own).if_match(1).json(json!({"stock": 5})).await.expect_problem(412, "precondition_failed");
    admin.delete(&own).if_match(2).await.expect(204);
    admin.patch(&own).if_match(3).json(json!({"stock": 5})).await.expect_problem(409, "archived");
    let shown = admin.get(format!("{CATALOGUE}?archived=true")).await.expect(200).json();
    assert_eq!(labels(&shown), ["Étui"]);
    admin.post(format!("{own}/restore")).await.expect(200);
    assert_eq!(labels(&admin.get(CATALOGUE).await.expect(200).json()).len(), 3);
}

#[actix_web::test]
async fn everything_that_is_missing_is_named_and_then_it_is_handed_over() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let zoe = written(&admin, somebody("Zoé")).await;
    let body = json!({"label": "Coffret des producteurs", "stock": 0, "min_days_active": 30,
        "min_sponsorings_accepted": 1, "requires_image_right": true, "once": true});
    let hamper = added(&admin, body).await;
    move_to(&admin, &zoe, "paused").await.expect(200);
    let all = json!(["active", "days_active", "sponsorings_accepted", "image_right", "in_stock"]);
    let page = admin.get(path_of(&zoe)).await.expect(200).json();
    let offer = &page["offers"][0];
    assert_eq!((&offer["missing"], &offer["may_be_given"], &page["given"]), (&all, &json!(false), &json!([])));
    let told = give(&admin, &zoe, &hamper).await.expect_problem(409, "endowment_refused");
    let detail = told["detail"].as_str().unwrap();
    for words in ["ambassadeur actif", "ancienneté", "parrainages", "droit à l’image", "Qu’il en reste"] {
        assert!(detail.contains(words), "{words}: {detail}");
    }
    assert!(!detail.contains("déjà reçue"), "{detail}");

    move_to(&admin, &zoe, "active").await.expect(200);
    let kinder = json!({"stock": 3, "min_days_active": null, "min_sponsorings_accepted": null,
        "requires_image_right": false});
    admin.patch(format!("{CATALOGUE}/{hamper}")).if_match(1).json(kinder).await.expect(200);
    let sent = json!({"endowment_id": hamper, "note": "À la rencontre de Figeac"});
    let given = admin.post(path_of(&zoe)).idempotency_key("coffret").json(sent.clone()).await.expect(201);
    let again = admin.post(path_of(&zoe)).idempotency_key("coffret").json(sent).await.expect(201);
    assert_eq!((given.id(), given.json()["label"].clone()), (again.id(), json!("Coffret des producteurs")));
    assert_eq!(stock(&admin, &hamper).await, 2, "one piece, though it was sent twice");
    let told = give(&admin, &zoe, &hamper).await.expect_problem(409, "endowment_refused");
    assert!(told["detail"].as_str().unwrap().ends_with("Ne pas l’avoir déjà reçue."), "{told}");
    let page = admin.get(path_of(&zoe)).await.expect(200).json();
    assert_eq!(
        (&page["given"][0]["note"], &page["offers"][0]["missing"]),
        (&json!("À la rencontre de Figeac"), &json!(["once"]))
    );

    let own = format!("{}/{}", path_of(&zoe), given.id());
    admin.delete(&own).await.expect_problem(428, "precondition_required");
    admin.delete(&own).if_match(1).await.expect(204);
    admin.delete(&own).if_match(1).await.expect_problem(404, "not_found");
    assert_eq!(stock(&admin, &hamper).await, 3, "the piece is back");
    let trail = admin.get("/api/v1/audit-entries?resource_type=ambassador&limit=2").await.expect(200).json();
    let acts: Vec<&str> =
        trail["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert_eq!(acts, ["ambassador.take_back", "ambassador.endow"]);
}

#[actix_web::test]
async fn seniority_and_the_right_to_the_image_are_read_from_the_ambassador() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut zoe = somebody("Zoé");
    zoe["image_right"] = json!(true);
    let zoe = written(&admin, zoe).await;
    let body = json!({"label": "Invitation", "min_days_active": 2, "requires_image_right": true});
    let invitation = added(&admin, body).await;
    let told = give(&admin, &zoe, &invitation).await.expect_problem(409, "endowment_refused");
    assert!(told["detail"].as_str().unwrap().ends_with("Assez d’ancienneté dans le réseau."), "{told}");
    t.clock.advance(chrono::Duration::days(2));
    let admin = t.admin().await.client;
    give(&admin, &zoe, &invitation).await.expect(201);
    give(&admin, &zoe, &invitation).await.expect(201);
    assert_eq!(stock(&admin, &invitation).await, Value::Null, "without limit, and more than once");

    let nothing = Uuid::now_v7().to_string();
    let told = give(&admin, &zoe, &nothing).await.expect_problem(422, "validation_failed");
    assert_eq!(told["errors"][0]["pointer"], "/endowment_id");
    admin.delete(format!("{CATALOGUE}/{invitation}")).if_match(3).await.expect(204);
    give(&admin, &zoe, &invitation).await.expect_problem(409, "archived");
    let page = admin.get(path_of(&zoe)).await.expect(200).json();
    assert_eq!((page["given"].as_array().unwrap().len(), &page["offers"]), (2, &json!([])));
}

#[actix_web::test]
async fn the_last_piece_and_the_only_one_per_person_are_handed_over_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let people = [written(&admin, somebody("Ada")).await, written(&admin, somebody("Bob")).await];
    for _ in 0..5 {
        let last = added(&admin, json!({"label": "La dernière", "stock": 1})).await;
        let replies = join_all(people.iter().map(|one| give(&admin, one, &last))).await;
        let mut answers: Vec<u16> = replies.iter().map(|reply| reply.status.as_u16()).collect();
        answers.sort_unstable();
        assert_eq!((answers, stock(&admin, &last).await), (vec![201, 409], json!(0)));
        let only = added(&admin, json!({"label": "Une par personne", "once": true})).await;
        let replies = join_all([&people[0], &people[0], &people[0]].map(|one| give(&admin, one, &only))).await;
        let given = replies.iter().filter(|reply| reply.status.as_u16() == 201).count();
        assert_eq!(given, 1, "one per ambassador");
    }
}

#[actix_web::test]
async fn a_referent_reads_those_of_their_territory_and_gives_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let (figeac, cahors) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let zoe = written(&admin, somebody("Zoé")).await;
    let kit = added(&admin, json!({"label": "Kit"})).await;
    let given = give(&admin, &zoe, &kit).await.expect(201).id();
    let seen = figeac.client.get(path_of(&zoe)).await.expect(200).json();
    assert_eq!(seen["given"][0]["label"], "Kit");
    let hidden = cahors.client.get(path_of(&zoe)).await.expect_problem(404, "not_found");
    let nobody = cahors.client.get(path_of(&Uuid::now_v7().to_string())).await.expect_problem(404, "not_found");
    assert_eq!(hidden["detail"], nobody["detail"]);
    give(&figeac.client, &zoe, &kit).await.expect_problem(403, "forbidden");
    let own = format!("{}/{given}", path_of(&zoe));
    figeac.client.delete(own).if_match(1).await.expect_problem(403, "forbidden");
    let other = written(&admin, somebody("Luc")).await;
    let foreign = format!("{}/{given}", path_of(&other));
    admin.delete(foreign).if_match(1).await.expect_problem(404, "not_found");
}
