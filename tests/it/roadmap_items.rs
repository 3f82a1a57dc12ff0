//! The roadmap of a year: written, kept in order by several at once, late by the calendar, carried to the next year.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp};
use crate::working_groups::{partner, pointers};

const PATH: &str = "/api/v1/roadmap-items";

async fn written(admin: &Client, title: &str) -> String {
    admin.post(PATH).json(json!({"year": 2026, "title": title})).await.expect(201).id()
}

async fn listed(who: &Client, year: i32) -> Vec<Value> {
    who.get(format!("{PATH}?year={year}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn titles(who: &Client, year: i32) -> Vec<String> {
    listed(who, year).await.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_item_is_written_measured_changed_and_moved_from_state_to_state() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let epci = partner(&admin, "CC du Causse").await;
    let body = json!({"year": 2026, "quarter": 3, "title": "Ouvrir une antenne", "owner_id": epci,
        "indicator_code": "families_settled", "target": 120});
    let created = admin.post(PATH).idempotency_key("k").json(body.clone()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(body).await.expect(201).id(), created.id());
    let shown = created.json();
    assert_eq!((&shown["owner_name"], &shown["late"]), (&json!("CC du Causse"), &json!(true)), "the quarter is over");
    let path = created.header("location").to_owned();
    copil.patch(&path).if_match(1).json(json!({"quarter": 4})).await.expect_problem(403, "forbidden");
    admin.patch(&path).json(json!({"quarter": 4})).await.expect_problem(428, "precondition_required");
    let later = admin.patch(&path).if_match(1).json(json!({"quarter": 4})).await.expect(200).json();
    assert_eq!((&later["late"], &later["target"]), (&json!(false), &json!(120)));
    admin.patch(&path).if_match(1).json(json!({"quarter": 4})).await.expect_problem(412, "precondition_failed");
    let wrong = json!({"quarter": 5, "indicator_code": null, "title": ""});
    let problem = admin.patch(&path).if_match(2).json(wrong).await.expect_problem(422, "validation_failed");
    let expected = [("/quarter", "out_of_range"), ("/title", "required"), ("/indicator_code", "required")];
    assert_eq!(pointers(&problem), expected);
    let moves = format!("{path}/transitions");
    let done = admin.post(&moves).json(json!({"to": "done"})).await.expect(200).json();
    assert_eq!(done["allowed"], json!(["todo", "in_progress"]));
    let told = admin.post(&moves).json(json!({"to": "dropped"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(told["allowed"], json!(["todo", "in_progress"]));
    assert_eq!(titles(&copil, 2026).await, ["Ouvrir une antenne"]);
    copil.get(format!("{PATH}?year=1900")).await.expect_problem(422, "validation_failed");
    admin.delete(&path).if_match(3).await.expect(204);
    assert_eq!(titles(&copil, 2026).await, Vec::<String>::new());
}

#[actix_web::test]
async fn the_order_is_the_one_given_and_pages_follow_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut ids = vec![];
    for title in ["a", "b", "c", "d"] {
        ids.push(written(&admin, title).await);
    }
    let moves = |id: &str| format!("{PATH}/{id}/moves");
    let order = admin.post(moves(&ids[3])).json(json!({"before": ids[1]})).await.expect(200).json();
    assert_eq!(order["items"], json!([ids[0], ids[3], ids[1], ids[2]]));
    admin.post(moves(&ids[0])).json(json!({})).await.expect(200);
    assert_eq!(titles(&admin, 2026).await, ["d", "b", "c", "a"]);
    assert_eq!(admin.get(format!("{PATH}/{}", ids[0])).await.expect(200).version(), 1, "nothing written changed");
    let page = admin.get(format!("{PATH}?limit=3&count=exact")).await.expect(200).json();
    let next = page["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{PATH}?limit=3&cursor={next}")).await.expect(200).json();
    assert_eq!((&rest["items"][0]["title"], &page["total"]), (&json!("a"), &json!(4)), "this year is 2026");
    let other = admin.post(PATH).json(json!({"year": 2027, "title": "e"})).await.expect(201).id();
    let problem =
        admin.post(moves(&ids[0])).json(json!({"before": other})).await.expect_problem(422, "validation_failed");
    assert_eq!(pointers(&problem), [("/before", "not_found")]);
    admin.delete(format!("{PATH}/{}", ids[1])).if_match(1).await.expect(204);
    written(&admin, "f").await;
    assert_eq!(titles(&admin, 2026).await, ["d", "c", "a", "f"], "what comes is the last");
}

#[actix_web::test]
async fn those_who_reorder_at_once_never_lose_or_double_an_item() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut ids = vec![];
    for title in ["a", "b", "c", "d", "e"] {
        ids.push(written(&admin, title).await);
    }
    for round in 0..4 {
        let calls = ids.iter().enumerate().map(|(index, id)| {
            let before = &ids[(index + round + 1) % ids.len()];
            let body = if round % 2 == 0 { json!({ "before": before }) } else { json!({}) };
            let (admin, path) = (&admin, format!("{PATH}/{id}/moves"));
            async move { admin.post(path).json(body).await.expect(200).json()["items"].as_array().unwrap().len() }
        });
        let extra = admin.post(PATH).json(json!({"year": 2026, "title": "z"}));
        let (lengths, extra) = futures_util::future::join(join_all(calls), extra.into_future()).await;
        assert!(lengths.iter().all(|length| *length >= 5 + round), "{lengths:?}");
        extra.expect(201);
        let mut sorted = titles(&admin, 2026).await;
        sorted.sort();
        assert_eq!(sorted.len(), 6 + round);
        sorted.dedup();
        assert_eq!(sorted, ["a", "b", "c", "d", "e", "z"]);
    }
}

#[actix_web::test]
async fn what_is_not_finished_is_carried_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for (title, to) in
        [("faite", Some("done")), ("en cours", Some("in_progress")), ("abandonnée", Some("dropped")), ("à faire", None)]
    {
        let body = json!({"year": 2026, "title": title, "quarter": 2});
        let id = admin.post(PATH).json(body).await.expect(201).id();
        if let Some(to) = to {
            admin.post(format!("{PATH}/{id}/transitions")).json(json!({ "to": to })).await.expect(200);
        }
    }
    let carry = json!({"from": 2026, "to": 2027});
    let path = format!("{PATH}/carry-over");
    // Three at once: each item is carried by one of them.
    let replies = join_all([(), (), ()].map(|()| admin.post(&path).json(carry.clone()).into_future())).await;
    let carried: i64 = replies.into_iter().map(|reply| reply.expect(200).json()["carried"].as_i64().unwrap()).sum();
    assert_eq!((carried, titles(&admin, 2027).await), (2, vec!["en cours".to_owned(), "à faire".to_owned()]));
    let first = &listed(&admin, 2027).await[0];
    assert_eq!((&first["status"], &first["quarter"]), (&json!("todo"), &Value::Null));
    assert_eq!(first["carried_from_id"], listed(&admin, 2026).await[1]["id"]);
    assert_eq!(admin.post(&path).json(carry).await.expect(200).json()["carried"], 0);
    for wrong in [json!({"from": 2026, "to": 2026}), json!({"from": 2026, "to": 2200})] {
        let problem = admin.post(&path).json(wrong).await.expect_problem(422, "validation_failed");
        assert_eq!(pointers(&problem), [("/to", "out_of_range")]);
    }
}
