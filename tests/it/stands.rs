//! Stands without network: codes, devices, deliveries that come twice, people who may be known.

use chrono::{DateTime, Duration, Utc};
use domain::stands::ledger::{Outbox, Outcome};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{PATH, day, event, prepared};
use crate::harness::{Client, Reply, TestApp};

/// A fair that takes place on the day of the tests and on the next one.
pub async fn fair(who: &Client) -> String {
    let mut body = event("TAF Toulouse", vec![day("2026-11-21", None), day("2026-11-22", None)]);
    body["series"] = json!("TAF Toulouse");
    body["edition"] = json!("2026");
    body["budget"] = json!([{"label": "Stand", "stage": "paid", "cents": 240_000}]);
    prepared(who, body).await
}

/// The code of a stand, made anew.
pub async fn code_of(who: &Client, event_id: &str) -> String {
    let opened = who.post(format!("{PATH}/{event_id}/stand-access")).await.expect(201).json();
    opened["code"].as_str().unwrap().to_owned()
}

async fn join(t: &TestApp, code: &str, tablet: Uuid) -> Reply {
    let body = json!({"code": code, "label": "Tablette 1", "tablet_id": tablet});
    t.anonymous().post("/api/v1/stand/devices").json(body).await
}

/// A device that comes onto a stand with a code.
pub async fn device(t: &TestApp, code: &str) -> Client {
    let joined = join(t, code, Uuid::now_v7()).await.expect(201).json();
    t.bearer(joined["token"].as_str().unwrap())
}

/// A device on the stand of an event, whoever prepared it.
pub async fn device_of(t: &TestApp, event_id: &str) -> Client {
    device(t, &code_of(&t.admin().await.client, event_id).await).await
}

/// A device on the stand of an event of somebody, and somebody whom it met; the ids of both.
pub async fn met(t: &TestApp, who: &Client, event_id: &str) -> (String, String) {
    let tablet = device(t, &code_of(who, event_id).await).await;
    let item = person("visitor", &Uuid::now_v7().to_string(), &json!({}));
    tablet.post(SYNC).json(batch(t, vec![item], vec![])).await.expect(200);
    let devices = who.get(format!("{PATH}/{event_id}/stand-access")).await.expect(200).json()["devices"].take();
    let captures = who.get(format!("{PATH}/{event_id}/stand-captures")).await.expect(200).json()["items"].take();
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    (id(&devices[0]), id(&captures[0]))
}

pub const SYNC: &str = "/api/v1/stand/sync";

/// Somebody met.
pub fn person(level: &str, client_id: &str, more: &Value) -> Value {
    let mut item = json!({"client_id": client_id, "captured_at": "2026-11-21T08:30:00Z", "level": level});
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    item
}

/// Somebody who agreed, with a phone.
pub fn reachable(first_name: &str, phone: &str) -> Value {
    json!({"first_name": first_name, "phone": phone, "project_types": ["craft"], "wished_territory": "46102",
        "consent": {"version": "2026-11", "given_at": "2026-11-21T08:30:00Z"}})
}

/// A delivery of a device whose clock is right.
pub fn batch(t: &TestApp, captures: Vec<Value>, counters: Vec<Value>) -> Value {
    json!({"sent_at": t.clock.now(), "captures": captures, "counters": counters})
}

pub async fn captures(who: &Client, event_id: &str, query: &str) -> Vec<Value> {
    let page = who.get(format!("{PATH}/{event_id}/stand-captures?limit=200{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn outcomes(reply: &Value) -> Vec<&str> {
    reply["captures"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_code_lets_tablets_in_during_the_days_of_the_event_and_can_be_taken_back() {
    let t = TestApp::spawn().await;
    let (author, colleague) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let fair = fair(&author).await;
    let access = format!("{PATH}/{fair}/stand-access");
    let closed = author.get(&access).await.expect(200).json();
    assert_eq!((&closed["is_open"], &closed["version"]), (&json!(false), &json!(0)));
    colleague.get(&access).await.expect_problem(403, "forbidden");
    let code = code_of(&author, &fair).await;
    assert!(author.get(&access).await.expect(200).json().get("code").is_none(), "told once");

    let refused = join(&t, "AAAA-AAAA", Uuid::now_v7()).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "unknown_stand_code");
    let tablet_id = Uuid::now_v7();
    let typed = code.to_lowercase().replace('-', "");
    let joined = join(&t, &typed, tablet_id).await.expect(201);
    assert!(joined.header("location").starts_with(&format!("{PATH}/{fair}/stand-devices/")));
    let joined = joined.json();
    let first = t.bearer(joined["token"].as_str().unwrap());
    let kit = first.get("/api/v1/stand/kit").await.expect(200).json();
    assert_eq!((&kit["title"], &kit["closes_at"]), (&json!("TAF Toulouse"), &json!("2026-11-29T23:00:00Z")));
    assert!(!kit["consent"]["text"].as_str().unwrap().is_empty());
    let notices = t.anonymous().get("/api/v1/public/processing-notices").await.expect(200);
    let all = notices.json();
    let own = all["items"].as_array().unwrap().iter().find(|one| one["code"] == "stands").unwrap();
    assert_eq!((&kit["notice"]["purpose"], &kit["notice"]["contact"]), (own, &all["contact"]));
    let version = kit["notice"]["version"].as_str().unwrap();
    assert!(notices.header("etag").contains(version), "the version is that of what everybody reads");

    // Comes back: the same device, and its old token is worth nothing.
    let again = join(&t, &code, tablet_id).await.expect(201).json();
    assert_eq!(again["kit"]["device_id"], joined["kit"]["device_id"]);
    first.get("/api/v1/stand/kit").await.expect_problem(401, "stand_access_ended");
    let second = t.bearer(again["token"].as_str().unwrap());
    second.get("/api/v1/stand/kit").await.expect(200);
    second.get("/api/v1/prospects").await.expect_problem(401, "unauthorized");
    author.get("/api/v1/stand/kit").await.expect_problem(401, "unauthorized");

    // Another code: the old one opens nothing, whoever is in stays.
    let other = code_of(&author, &fair).await;
    join(&t, &code, Uuid::now_v7()).await.expect_problem(422, "validation_failed");
    second.get("/api/v1/stand/kit").await.expect(200);
    let third = device(&t, &other).await;
    let shown = author.get(&access).await.expect(200).json();
    let devices = shown["devices"].as_array().unwrap();
    assert_eq!(devices.len(), 2);
    let one = format!("{PATH}/{fair}/stand-devices/{}", devices[0]["id"].as_str().unwrap());
    author.delete(&one).if_match(9).await.expect_problem(412, "precondition_failed");
    author.delete(&one).if_match(&devices[0]["version"]).await.expect(204);
    second.post(SYNC).json(batch(&t, vec![], vec![])).await.expect_problem(401, "stand_access_ended");
    third.get("/api/v1/stand/kit").await.expect(200);
    author.delete(&access).if_match(&shown["version"]).await.expect(204);
    third.get("/api/v1/stand/kit").await.expect_problem(401, "stand_access_ended");
    join(&t, &other, Uuid::now_v7()).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn a_stand_is_open_around_its_days_only() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let later = prepared(&admin, event("Foire", vec![day("2026-11-25", None)])).await;
    let code = code_of(&admin, &later).await;
    join(&t, &code, Uuid::now_v7()).await.expect_problem(409, "stand_closed");
    t.clock.advance(Duration::days(2));
    let tablet = device(&t, &code).await;
    tablet.get("/api/v1/stand/kit").await.expect(200);
    t.clock.advance(Duration::days(10));
    tablet.get("/api/v1/stand/kit").await.expect_problem(401, "stand_access_ended");
    join(&t, &code, Uuid::now_v7()).await.expect_problem(409, "stand_closed");
}

#[actix_web::test]
async fn what_comes_twice_is_kept_once_and_one_that_is_wrong_holds_up_no_other() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let tablet = device_of(&t, &fair).await;
    let (zoe, luc) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
    let sent = vec![
        person("with_project", &zoe, &reachable("Zoé", "06 39 98 12 34")),
        json!({"client_id": "not an id", "level": "with_project"}),
        person("king", &Uuid::now_v7().to_string(), &json!({"wished_territory": "99999", "nonsense": 1})),
        person("with_project", &Uuid::now_v7().to_string(), &json!({"first_name": "Ada"})),
        person("visitor", &luc, &json!({"note": "Cherche une ferme"})),
    ];
    let counters = vec![
        json!({"day": "2026-11-21", "visitors": 12}),
        json!({"day": "2027-01-01", "visitors": 3}),
        json!({"day": "2026-11-22", "visitors": -1}),
    ];
    let body = batch(&t, sent, counters);
    let first = tablet.post(SYNC).json(body.clone()).await.expect(200).json();
    assert_eq!(outcomes(&first), ["created", "refused", "refused", "refused", "created"]);
    assert_eq!(first["captures"][1]["client_id"], Value::Null);
    let codes = |index: usize| -> Vec<&str> {
        let errors = first["captures"][index]["errors"].as_array().unwrap();
        errors.iter().map(|error| error["code"].as_str().unwrap()).collect()
    };
    assert!(codes(2).contains(&"unknown_field"), "{first}");
    assert_eq!(codes(3), ["consent_required"]);
    let told: Vec<&str> =
        first["counters"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(told, ["created", "refused", "refused"]);

    let again = tablet.post(SYNC).json(body).await.expect(200).json();
    assert_eq!(outcomes(&again), ["already_known", "refused", "refused", "refused", "already_known"]);
    assert_eq!(again["captures"][0]["differs"], false);
    let other = person("with_project", &zoe, &reachable("Zoé", "06 39 98 99 99"));
    let fewer = json!({"day": "2026-11-21", "visitors": 7});
    let reply = tablet.post(SYNC).json(batch(&t, vec![other], vec![fewer])).await.expect(200).json();
    assert_eq!(
        (&reply["captures"][0]["outcome"], &reply["captures"][0]["differs"]),
        (&json!("already_known"), &json!(true))
    );
    assert_eq!(reply["counters"][0]["visitors"], 12, "a counter only grows");
    let kept = captures(&admin, &fair, "").await;
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0]["phone"], "+33639981234", "the first stays");
    let too_many: Vec<Value> = (0..101).map(|_| json!({})).collect();
    tablet.post(SYNC).json(batch(&t, too_many, vec![])).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn a_wrong_clock_is_measured_and_set_right() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let tablet = device_of(&t, &fair).await;
    let ahead = Duration::hours(3);
    let mut body = batch(&t, vec![person("visitor", &Uuid::now_v7().to_string(), &json!({}))], vec![]);
    body["captures"][0]["captured_at"] = json!(t.clock.now() - Duration::minutes(10) + ahead);
    body["sent_at"] = json!(t.clock.now() + ahead);
    let reply = tablet.post(SYNC).json(body).await.expect(200).json();
    assert_eq!(reply["clock_offset_ms"], json!(-ahead.num_milliseconds()));
    let kept = captures(&admin, &fair, "").await;
    let at: DateTime<Utc> = kept[0]["captured_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(at, t.clock.now() - Duration::minutes(10));
    let devices = admin.get(format!("{PATH}/{fair}/stand-access")).await.expect(200).json()["devices"].take();
    assert_eq!(devices[0]["clock_offset_ms"], json!(-ahead.num_milliseconds()));
}

#[actix_web::test]
async fn somebody_who_may_be_known_waits_for_a_person_who_decides() {
    let t = TestApp::spawn().await;
    let (admin, author) = (t.admin().await, t.referent("Grand-Figeac").await);
    let known = json!({"source": "phone", "wished_territories": ["200067361"],
        "next_action": {"label": "Appeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Ana", "last_name": "Roux", "email": "ana@foyer.example"}]});
    let known = admin.post("/api/v1/prospects").json(known).await.expect(201).id();
    let fair = fair(&author).await;
    let tablet = device_of(&t, &fair).await;
    let ids: Vec<String> = (0..4).map(|_| Uuid::now_v7().to_string()).collect();
    let agreed = json!({"version": "2026-11", "given_at": "2026-11-21T08:31:00Z"});
    let ana = json!({"first_name": "ANA", "email": "Ana@Foyer.Example", "consent": agreed, "note": "Revient en mars"});
    let sent = vec![
        person("with_project", &ids[0], &ana),
        person("with_project", &ids[1], &reachable("Luc", "06 39 98 00 01")),
        person("confirmed_interest", &ids[2], &reachable("Lucas", "+33 6 39 98 00 01")),
        person("visitor", &ids[3], &reachable("Ida", "06 39 98 00 02")),
    ];
    tablet.post(SYNC).json(batch(&t, sent, vec![])).await.expect(200);
    t.run_jobs().await;
    t.run_jobs().await;
    let all = captures(&author, &fair, "").await;
    let statuses: Vec<&str> = all.iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["probable_duplicate", "linked", "probable_duplicate", "synced"]);
    assert_eq!(all[0]["matches"][0]["reasons"], json!(["same_email"]));
    assert_eq!(
        (&all[0]["matches"][0]["prospect_id"], &all[0]["matches"][0]["name"]),
        (&json!(known), &json!("Ana Roux"))
    );
    assert_eq!(all[2]["matches"][0]["prospect_id"], all[1]["prospect_id"]);
    assert_eq!(all[2]["matches"][0]["reasons"], json!(["same_phone"]));
    assert_eq!(captures(&author, &fair, "&status=probable_duplicate").await.len(), 2);
    let opened = admin.get(format!("/api/v1/prospects/{}", all[1]["prospect_id"].as_str().unwrap())).await;
    let opened = opened.expect(200).json();
    assert_eq!((&opened["source"], &opened["event_id"]), (&json!("stand"), &json!(fair)));
    assert_eq!(opened["consents"][0]["channel"], "stand");

    // The same person: a note and the agreement in their file, whose facts stay.
    let decide = async |index: usize, body: Value| {
        let path = format!("{PATH}/{fair}/stand-captures/{}/transitions", all[index]["id"].as_str().unwrap());
        author.post(path).json(body).await
    };
    let joined = decide(0, json!({"to": "linked", "prospect_id": known})).await.expect(200).json();
    assert_eq!((&joined["status"], &joined["allowed"]), (&json!("linked"), &json!([])));
    assert_eq!(joined["decided_by_name"].as_str().map(str::is_empty), Some(false));
    let file = admin.get(format!("/api/v1/prospects/{known}")).await.expect(200).json();
    assert_eq!((&file["source"], file["consents"].as_array().unwrap().len()), (&json!("phone"), 1));
    let notes = admin.get(format!("/api/v1/prospects/{known}/interactions")).await.expect(200).text();
    assert!(notes.contains("Revient en mars") && notes.contains("TAF Toulouse"), "{notes}");
    decide(0, json!({"to": "rejected", "reason": "essai"})).await.expect_problem(409, "transition_not_allowed");

    // Somebody else: a file of their own, beside the other. Or nobody at all.
    decide(2, json!({"to": "linked", "prospect_id": Uuid::now_v7()})).await.expect_problem(422, "validation_failed");
    let apart = decide(2, json!({"to": "linked"})).await.expect(200).json();
    assert_ne!(apart["prospect_id"], all[1]["prospect_id"]);
    decide(3, json!({"to": "rejected"})).await.expect_problem(422, "validation_failed");
    let aside = decide(3, json!({"to": "rejected", "reason": "Essai de l’équipe"})).await.expect(200).json();
    assert_eq!((&aside["status"], &aside["reason"]), (&json!("rejected"), &json!("Essai de l’équipe")));
}

#[actix_web::test]
async fn the_file_of_another_territory_is_not_named() {
    let t = TestApp::spawn().await;
    let (admin, author) = (t.admin().await, t.referent("Grand-Figeac").await);
    let far = json!({"source": "phone", "wished_territories": ["46042"],
        "next_action": {"label": "Appeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Ana", "last_name": "Roux", "phone": "06 39 98 00 01"}]});
    let far = admin.post("/api/v1/prospects").json(far).await.expect(201).id();
    let fair = fair(&author).await;
    let tablet = device_of(&t, &fair).await;
    let item = person("with_project", &Uuid::now_v7().to_string(), &reachable("Ana", "06 39 98 00 01"));
    tablet.post(SYNC).json(batch(&t, vec![item], vec![])).await.expect(200);
    t.run_jobs().await;
    let seen = captures(&author, &fair, "").await.remove(0);
    let one = &seen["matches"][0];
    assert_eq!(
        (&one["prospect_id"], &one["prospect_number"], &one["name"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let path = format!("{PATH}/{fair}/stand-captures/{}/transitions", seen["id"].as_str().unwrap());
    let hidden = author.post(&path).json(json!({"to": "linked", "prospect_id": far})).await;
    let unknown = author.post(&path).json(json!({"to": "linked", "prospect_id": Uuid::now_v7()})).await;
    let told = |reply: Reply| reply.expect_problem(422, "validation_failed")["errors"].clone();
    assert_eq!(told(hidden), told(unknown));
    admin.post(&path).json(json!({"to": "linked", "prospect_id": far})).await.expect(200);
}

#[actix_web::test]
async fn two_devices_that_deliver_at_once_lose_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let code = code_of(&admin, &fair).await;
    let (one, two) = (device(&t, &code).await, device(&t, &code).await);
    let own = |hundreds: u32| -> Vec<Value> {
        (0..20)
            .map(|n| person("visitor", &Uuid::from_u128(u128::from(hundreds * 100 + n)).to_string(), &json!({})))
            .collect()
    };
    let shared = own(9);
    let (mut first, mut second) = (own(1), own(2));
    first.extend(shared.iter().cloned());
    second.extend(shared.iter().rev().cloned());
    let counted = |visitors: i32| vec![json!({"day": "2026-11-21", "visitors": visitors})];
    let send = async |tablet: &Client, items: &[Value], visitors: i32| {
        tablet.post(SYNC).json(batch(&t, items.to_vec(), counted(visitors))).await.expect(200).json()
    };
    let (a, b, c, d) = futures_util::future::join4(
        send(&one, &first, 30),
        send(&two, &second, 12),
        send(&one, &first, 31),
        send(&two, &second, 12),
    )
    .await;
    let created = [&a, &b, &c, &d]
        .iter()
        .map(|reply| outcomes(reply).iter().filter(|outcome| **outcome == "created").count())
        .sum::<usize>();
    assert_eq!(created, 60);
    assert_eq!(captures(&admin, &fair, "").await.len(), 60);
    let report = admin.get(format!("{PATH}/{fair}/report")).await.expect(200).json();
    assert_eq!(report["stages"][0]["people"], 43);
}

#[actix_web::test]
async fn a_form_opened_on_the_stand_knows_where() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let code = admin.get(format!("{PATH}/{fair}/qr-code")).await.expect(200).json();
    assert!(code["url"].as_str().unwrap().ends_with(&format!("/demande?source=stand&evenement={fair}")));
    assert!(code["svg"].as_str().unwrap().contains("<svg"));
    for (event_id, source) in [(json!(fair), "stand"), (json!(Uuid::now_v7()), "stand"), (Value::Null, "web")] {
        let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
        t.clock.advance(Duration::seconds(20));
        let request = json!({
            "token": form["token"], "first_name": "Nora", "last_name": "Vidal",
            "email": format!("{}@foyer.example", Uuid::now_v7().simple()), "country": "FR", "postal_code": "44000",
            "household_kind": "alone", "project_types": ["craft"], "horizon": "unknown",
            "territory_indifferent": true, "event_id": event_id,
            "consents": [{"purpose": "follow_up", "version": "2026-11"}],
        });
        t.anonymous().post("/api/v1/public/contact-requests").json(request).await.expect(201);
        let link = json!({"token": crate::journeys::mailed_token(&t, "confirmation").await});
        t.anonymous().post("/api/v1/public/contact-requests/confirm").json(link).await.expect(200);
        let newest = admin.get("/api/v1/prospects?limit=1").await.expect(200).json()["items"][0]["id"].take();
        let file = admin.get(format!("/api/v1/prospects/{}", newest.as_str().unwrap())).await.expect(200).json();
        let expected = if event_id == json!(fair) { json!(fair) } else { Value::Null };
        assert_eq!((&file["event_id"], &file["source"]), (&expected, &json!(source)), "an unknown event is left out");
    }
}

#[actix_web::test]
async fn names_are_forgotten_a_year_after_the_event_and_counts_stay() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let tablet = device_of(&t, &fair).await;
    let item = person("with_project", &Uuid::now_v7().to_string(), &reachable("Zoé", "06 39 98 12 34"));
    tablet.post(SYNC).json(batch(&t, vec![item], vec![json!({"day": "2026-11-21", "visitors": 5})])).await.expect(200);
    t.run_jobs().await;
    t.clock.advance(Duration::days(380));
    api::housekeeping::run_once(&t.state).await.unwrap();
    let later = t.again(&admin).await;
    let kept = captures(&later, &fair, "").await.remove(0);
    assert_eq!((&kept["first_name"], &kept["phone"], &kept["status"]), (&Value::Null, &Value::Null, &json!("linked")));
    let report = later.get(format!("{PATH}/{fair}/report")).await.expect(200).json();
    let people: Vec<i64> =
        report["stages"].as_array().unwrap().iter().map(|one| one["people"].as_i64().unwrap()).collect();
    assert_eq!(people, [5, 1, 1, 0, 0]);
}

/// A tablet whose answers may get lost, and what it did.
struct Tablet {
    client: Client,
    outbox: Outbox<Value>,
    sent: Option<Value>,
}

impl Tablet {
    async fn send(&mut self, t: &TestApp) -> Value {
        let next = self.outbox.batch(3);
        let counters = next.counters.iter().map(|(day, visitors)| json!({"day": day, "visitors": visitors})).collect();
        let body = batch(t, next.captures.into_iter().map(|(_, item)| item).collect(), counters);
        self.sent = Some(body.clone());
        self.client.post(SYNC).json(body).await.expect(200).json()
    }

    fn hear(&mut self, reply: &Value) {
        let safe = reply["captures"].as_array().unwrap().iter().filter(|one| one["outcome"] != "refused");
        let ids = safe.map(|one| (one["client_id"].as_str().unwrap().parse().unwrap(), Outcome::Created));
        self.outbox.acknowledge(&ids.collect::<Vec<_>>());
    }
}

#[actix_web::test]
async fn deliveries_lost_repeated_and_late_end_in_the_totals_of_what_was_done() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut chance = StdRng::seed_from_u64(46);
    for _ in 0..6 {
        let fair = fair(&admin).await;
        let code = code_of(&admin, &fair).await;
        let tablet = async || Tablet { client: device(&t, &code).await, outbox: Outbox::default(), sent: None };
        let mut tablets = [tablet().await, tablet().await];
        let (mut met, mut passed_by) = (0, 0);
        for _ in 0..40 {
            let tablet = &mut tablets[chance.random_range(0..2)];
            match chance.random_range(0..6) {
                0 | 1 => {
                    let id = Uuid::now_v7();
                    tablet.outbox.note(id, person("visitor", &id.to_string(), &json!({})));
                    met += 1;
                }
                2 => {
                    tablet.outbox.count(t.clock.today());
                    passed_by += 1;
                }
                3 => {
                    let reply = tablet.send(&t).await;
                    tablet.hear(&reply);
                }
                // The answer is lost.
                4 => drop(tablet.send(&t).await),
                // What was sent before arrives again, late.
                _ => {
                    if let Some(late) = tablet.sent.clone() {
                        tablet.client.post(SYNC).json(late).await.expect(200);
                    }
                }
            }
        }
        for tablet in &mut tablets {
            while tablet.outbox.waiting() > 0 {
                let reply = tablet.send(&t).await;
                tablet.hear(&reply);
            }
            tablet.send(&t).await;
        }
        assert_eq!(captures(&admin, &fair, "").await.len(), met);
        let report = admin.get(format!("{PATH}/{fair}/report")).await.expect(200).json();
        assert_eq!(report["stages"][0]["people"], passed_by);
    }
}

#[actix_web::test]
async fn what_was_told_under_the_form_is_kept_with_the_agreement() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let tablet = device(&t, &code_of(&admin, &fair).await).await;
    let kit = tablet.get("/api/v1/stand/kit").await.expect(200).json();
    let told = |version: &str| {
        let mut more = reachable("Zoé", "06 39 98 12 34");
        more["consent"]["notice_version"] = json!(version);
        person("visitor", &Uuid::now_v7().to_string(), &more)
    };
    let version = kit["notice"]["version"].as_str().unwrap();
    let body = batch(&t, vec![told(version), told(&"x".repeat(41))], vec![]);
    let receipt = tablet.post(SYNC).json(body).await.expect(200).json();
    assert_eq!(outcomes(&receipt), ["created", "refused"]);
    assert_eq!(receipt["captures"][1]["errors"][0]["pointer"], "/consent/notice_version");
    let db = t.state.store.reader();
    let sql = Statement::from_string(db.get_database_backend(), "SELECT payload FROM stand_captures");
    let kept: Value = db.query_one_raw(sql).await.unwrap().unwrap().try_get("", "payload").unwrap();
    assert_eq!(kept["consent"]["notice_version"], version);
}
