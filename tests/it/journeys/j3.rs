//! J3: two tablets without network at a fair; nothing is lost, nothing counted twice, two people are recognised.

use domain::stands::MOST_CAPTURES;
use domain::stands::ledger::{Outbox, Outcome};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, TestApp};
use crate::stands::{SYNC, batch, captures, code_of, device, fair, person, reachable};

const PATH: &str = "/api/v1/events";

/// A tablet: what it has yet to deliver, and its way to the server.
struct Tablet {
    outbox: Outbox<Value>,
    client: Client,
}

impl Tablet {
    /// Somebody met; people are told apart by their phone.
    fn meet(&mut self, phone: u32) {
        let (id, phone) = (Uuid::now_v7(), format!("06 39 98 {:02} {:02}", phone / 100, phone % 100));
        self.outbox.note(id, person("with_project", &id.to_string(), &reachable("Zoé", &phone)));
    }

    /// Delivers one batch; what the server answered.
    async fn send(&self, t: &TestApp) -> Value {
        let next = self.outbox.batch(MOST_CAPTURES);
        let counters = next.counters.iter().map(|(day, visitors)| json!({"day": day, "visitors": visitors})).collect();
        let items = next.captures.into_iter().map(|(_, item)| item).collect();
        self.client.post(SYNC).json(batch(t, items, counters)).await.expect(200).json()
    }

    /// Reads the answer: what is safe is forgotten.
    fn hear(&mut self, reply: &Value) {
        let outcome = |one: &Value| {
            let outcomes = [Outcome::Created, Outcome::AlreadyKnown, Outcome::Refused];
            let told = outcomes.into_iter().find(|outcome| one["outcome"] == outcome.as_str()).unwrap();
            (one["client_id"].as_str().unwrap().parse().unwrap(), told)
        };
        let all: Vec<(Uuid, Outcome)> = reply["captures"].as_array().unwrap().iter().map(outcome).collect();
        self.outbox.acknowledge(&all);
    }
}

/// Qualified, accepted by a référent, and met again: accompanied.
async fn accompany(who: &Client, referent: &Client, id: &str) {
    let path = format!("/api/v1/prospects/{id}");
    let file = who.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await.expect(200).json();
    let all = file["assignments"].as_array().unwrap();
    let own = all.iter().find(|one| one["role"] == "territorial").unwrap()["id"].as_str().unwrap().to_owned();
    let accepted = json!({"to": "accepted"});
    referent.post(format!("{path}/assignments/{own}/transitions")).json(accepted).await.expect(200);
    who.post(format!("{path}/transitions")).json(json!({"to": "supported"})).await.expect(200);
}

#[actix_web::test]
async fn j3_two_tablets_without_network_count_every_visitor_once() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let fair = fair(&admin).await;
    let code = code_of(&admin, &fair).await;
    let tablet = async || Tablet { outbox: Outbox::default(), client: device(&t, &code).await };
    let (mut a, mut b) = (tablet().await, tablet().await);

    // A day without network.
    let today = t.clock.today();
    (0..260).for_each(|_| a.outbox.count(today));
    (0..190).for_each(|_| b.outbox.count(today));
    (0..100).for_each(|n| a.meet(n));
    (98..150).for_each(|n| b.meet(n));

    // A delivers twice; the answer to B is lost, and B delivers again.
    let reply = a.send(&t).await;
    a.send(&t).await;
    a.hear(&reply);
    b.send(&t).await;
    let reply = b.send(&t).await;
    assert!(reply["captures"].as_array().unwrap().iter().all(|one| one["outcome"] == "already_known"));
    b.hear(&reply);
    assert_eq!((a.outbox.waiting(), b.outbox.waiting()), (0, 0), "the store of a device is empty once acknowledged");
    for _ in 0..20 {
        t.run_jobs().await;
    }
    let report = async || {
        let report = admin.get(format!("{PATH}/{fair}/report")).await.expect(200).json();
        let stages = report["stages"].as_array().unwrap().clone();
        (stages.iter().map(|one| one["people"].as_i64().unwrap()).collect::<Vec<_>>(), report)
    };
    assert_eq!(report().await.0, [450, 152, 152, 0, 0], "two still wait for a decision");

    // Two people were met by both: a person recognises them.
    let doubles = captures(&admin, &fair, "&status=probable_duplicate").await;
    assert_eq!(doubles.len(), 2);
    for double in &doubles {
        let one = &double["matches"][0];
        assert_eq!(one["reasons"], json!(["same_phone"]));
        let path = format!("{PATH}/{fair}/stand-captures/{}/transitions", double["id"].as_str().unwrap());
        let same = json!({"to": "linked", "prospect_id": one["prospect_id"]});
        admin.post(path).json(same).await.expect(200);
    }
    assert_eq!(report().await.0, [450, 152, 150, 0, 0]);

    // 54 of them are accompanied.
    let linked = captures(&admin, &fair, "&status=linked").await;
    let mut files: Vec<&str> = linked.iter().map(|one| one["prospect_id"].as_str().unwrap()).collect();
    files.sort_unstable();
    files.dedup();
    assert_eq!(files.len(), 150);
    for id in files.iter().take(54) {
        accompany(&admin, &referent, id).await;
    }
    let (people, told) = report().await;
    assert_eq!(people, [450, 152, 150, 54, 0]);
    assert_eq!((&told["cost_cents"], &told["cost_stage"]), (&json!(240_000), &json!("paid")));
    assert_eq!(told["stages"][3]["cents_each"], 4_444);
    let tallies: Vec<(i64, i64)> = told["tallies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["visitors"].as_i64().unwrap(), one["captures"].as_i64().unwrap()))
        .collect();
    assert_eq!(tallies, [(260, 100), (190, 52)]);

    // The number opens the list behind it.
    let behind = format!("/api/v1/prospects?event={fair}&reached=supported&count=exact&limit=1");
    assert_eq!(admin.get(behind).await.expect(200).json()["total"], 54);

    // The figures of the year tell the same by event.
    for (code, told) in [("stand_visitors", 450.0), ("stand_with_project", 150.0), ("stand_followed", 54.0)] {
        let figures = admin.get(format!("/api/v1/indicators/{code}?period=2026&by=event")).await.expect(200).json();
        let line = json!([figures["value"], figures["by"][0]["key"], figures["by"][0]["value"]]);
        assert_eq!(line, json!([told, fair, told]), "{code}");
    }
    let behind = format!("/api/v1/prospects?indicator=stand_followed&period=2026&by=event&key={fair}&count=exact");
    assert_eq!(admin.get(behind).await.expect(200).json()["total"], 54);

    // The next edition is compared with this one.
    let mut next = crate::events::event("TAF Toulouse", vec![crate::events::day("2027-11-20", None)]);
    next["series"] = json!("TAF Toulouse");
    let next = crate::events::prepared(&admin, next).await;
    crate::events::move_to(&admin, &fair, "published").await;
    let compared = admin.get(format!("{PATH}/{next}/report")).await.expect(200).json();
    assert_eq!(compared["previous"]["edition"], "2026");
    assert_eq!(compared["previous"]["stages"][1]["people"], 152);
}
