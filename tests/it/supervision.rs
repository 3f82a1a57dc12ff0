//! How the network is doing: figures that add up, files that nobody has, no ranking.

use chrono::Duration;
use domain::codes::{AssignmentStatus, DeclineReason, ExpiryReason, ReferentRole};
use persistence::assignments::{Answer, note_first_contact};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, TestApp, epci_code, now};
use crate::my_day::{file, give, id_of, set};
use crate::prospects::{CAHORS, FIGEAC};

const PATH: &str = "/api/v1/supervision";

async fn supervision(admin: &Person) -> Value {
    admin.get(PATH).await.expect(200).json()
}

/// The line of a list with this value.
fn line<'a>(list: &'a Value, field: &str, value: impl Into<Value>) -> &'a Value {
    let value = value.into();
    list.as_array().unwrap().iter().find(|line| line[field] == value).unwrap()
}

/// Figures of a line, in this order.
fn figures(line: &Value, fields: &[&str]) -> Vec<i64> {
    fields.iter().map(|field| line[*field].as_i64().unwrap()).collect()
}

fn kept(value: &Value) -> (i64, i64) {
    (value["kept"].as_i64().unwrap(), value["total"].as_i64().unwrap())
}

/// Writes an answer down as routing does.
async fn answer(t: &TestApp, file: &Value, assignment: Uuid, answer: Answer) {
    let tx = t.state.store.begin().await.unwrap();
    let part = (id_of(file), ReferentRole::Territorial);
    persistence::assignments::answer(&tx, part, (assignment, 1), answer, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn load_is_told_by_referent_and_by_place() {
    let t = TestApp::spawn().await;
    let (admin, referent, idle) = (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let (accepted, proposed) = (AssignmentStatus::Accepted, AssignmentStatus::Proposed);
    let late = file(&t, FIGEAC, "2026-11-20", None).await;
    give(&t, &late, &referent, accepted, (None, None)).await;
    let silent = file(&t, FIGEAC, "2026-12-01", None).await;
    give(&t, &silent, &referent, accepted, (None, Some(now() - Duration::hours(1)))).await;
    set(&t, &silent, "status = 'assigned'").await;
    let asked = file(&t, &epci_code("Grand-Figeac"), "2026-12-01", None).await;
    give(&t, &asked, &referent, proposed, (None, None)).await;
    file(&t, CAHORS, "2026-12-01", None).await;
    let closed = file(&t, FIGEAC, "2026-11-20", None).await;
    give(&t, &closed, &referent, accepted, (None, None)).await;
    set(&t, &closed, "status = 'closed'").await;
    let archived = file(&t, FIGEAC, "2026-11-20", None).await;
    let path = format!("/api/v1/prospects/{}", archived["id"].as_str().unwrap());
    admin.delete(path).if_match(&archived["version"]).await.expect(204);

    let seen = supervision(&admin).await;
    let busy = line(&seen["referents"], "referent_id", json!(referent.referent_id));
    assert_eq!(figures(busy, &["open_files", "proposed", "overdue"]), [3, 1, 2]);
    assert_eq!((&busy["capacity"], &busy["away_until"]), (&Value::Null, &Value::Null));
    assert_eq!(busy["zones"], json!([epci_code("Grand-Figeac")]));
    let free = line(&seen["referents"], "referent_id", json!(idle.referent_id));
    assert_eq!(figures(free, &["open_files", "proposed", "overdue"]), [0, 0, 0]);
    let figeac = line(&seen["epcis"], "code", epci_code("Grand-Figeac"));
    assert_eq!(figures(figeac, &["open_files", "proposed", "overdue", "pool", "unrouted"]), [3, 1, 2, 0, 0]);
    assert!(figeac["latitude"].as_f64().unwrap() > 44.0 && figeac["longitude"].as_f64().unwrap() > 1.0);
    let commune = line(&seen["communes"], "code", FIGEAC);
    assert_eq!((&commune["open_files"], &commune["epci_code"]), (&json!(2), &json!(epci_code("Grand-Figeac"))));
    assert_eq!((seen["epcis"].as_array().unwrap().len(), seen["communes"].as_array().unwrap().len()), (10, 312));
}

#[actix_web::test]
async fn people_and_places_come_by_name_and_absences_are_told() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let partner = json!({"name": "Partenaire d'essai", "kind": "epci"});
    let partner = admin.post("/api/v1/partners").json(partner).await.expect(201).id();
    for name in ["Zoé Vidal", "Alix Roux", "Émile Costes"] {
        let body = json!({"partner_id": partner, "display_name": name, "zones": ["46"], "capacity": 5,
            "absences": [{"from_on": "2026-11-21", "to_on": "2026-11-30"}]});
        let made = admin.post("/api/v1/referents").json(body).await.expect(201);
        // The one who has most to do is not first.
        if name.starts_with("Zoé") {
            let busy = Person { referent_id: made.id().parse().ok(), ..referent.clone() };
            let files = file(&t, FIGEAC, "2026-12-01", None).await;
            give(&t, &files, &busy, AssignmentStatus::Accepted, (None, None)).await;
        }
    }
    let seen = supervision(&admin).await;
    let names: Vec<&str> =
        seen["referents"].as_array().unwrap().iter().map(|line| line["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Alix Roux", "Émile Costes", "Camille Essai", "Zoé Vidal"]);
    let alix = &seen["referents"][0];
    assert_eq!((&alix["away_until"], &alix["capacity"]), (&json!("2026-11-30"), &json!(5)));
    assert_eq!(alix["partner_name"], "Partenaire d'essai");
    let places: Vec<&str> = seen["epcis"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap()).collect();
    assert!(places.iter().map(|name| domain::text::fold(name)).is_sorted(), "{places:?}");
    t.clock.advance(Duration::days(10));
    let admin = t.admin().await;
    assert_eq!(supervision(&admin).await["referents"][0]["away_until"], Value::Null);
}

#[actix_web::test]
async fn promises_kept_are_counted_once_their_time_has_come() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let (proposed, due) = (AssignmentStatus::Proposed, Some(now() + Duration::hours(2)));
    let contact = Some(now() + Duration::hours(5));
    let mut files = vec![];
    for territory in [FIGEAC, FIGEAC, FIGEAC, FIGEAC, FIGEAC, CAHORS] {
        let file = file(&t, territory, "2026-12-01", None).await;
        let id = give(&t, &file, &referent, proposed, (due, None)).await;
        files.push((file, id));
    }
    let accept = || Answer::Accepted { first_contact_due_at: contact };
    let decline = Answer::Declined { reason: DeclineReason::NoCapacity, comment: None };
    t.clock.advance(Duration::hours(1));
    answer(&t, &files[0].0, files[0].1, accept()).await;
    answer(&t, &files[1].0, files[1].1, decline).await;
    answer(&t, &files[2].0, files[2].1, Answer::Expired(ExpiryReason::Absent)).await;
    let counted = async || {
        let seen = supervision(&t.admin().await).await;
        let (service, figeac) = (&seen["service"], line(&seen["epcis"], "code", epci_code("Grand-Figeac")).clone());
        let whole = (kept(&service["accepted_in_time"]), kept(&service["first_contact_in_time"]));
        (whole, (kept(&figeac["accepted_in_time"]), kept(&figeac["first_contact_in_time"])))
    };
    // The accepted and the declined one; the others have time, or lost their ground.
    assert_eq!(counted().await, (((2, 2), (0, 0)), ((2, 2), (0, 0))));
    t.clock.advance(Duration::hours(2));
    answer(&t, &files[3].0, files[3].1, accept()).await;
    answer(&t, &files[4].0, files[4].1, Answer::Expired(ExpiryReason::NoAnswer)).await;
    // Accepted late, expired without an answer, and one in Cahors that nobody answers.
    assert_eq!(counted().await, (((2, 5), (0, 0)), ((2, 4), (0, 0))));
    let tx = t.state.store.begin().await.unwrap();
    note_first_contact(&tx, id_of(&files[0].0), t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counted().await.0.1, (1, 1));
    t.clock.advance(Duration::hours(5));
    assert_eq!(counted().await.0.1, (1, 2));
    // What is older than a year no longer counts.
    t.clock.advance(Duration::days(366));
    assert_eq!(counted().await, (((0, 0), (0, 0)), ((0, 0), (0, 0))));
}

#[actix_web::test]
async fn files_that_nobody_has_are_shown() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (pooled, alone, asked, fresh) = (
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
    );
    for file in [&pooled, &alone, &asked] {
        set(&t, file, "status = 'qualified'").await;
    }
    set(&t, &pooled, "pool_since = '2026-11-20T09:00:00+00:00', pool_reason = 'nobody_left'").await;
    let assignment = give(&t, &asked, &referent, AssignmentStatus::Proposed, (None, None)).await;
    let seen = supervision(&admin).await;
    assert_eq!(seen["counts"], json!({"pool": 1, "unrouted": 1}));
    assert_eq!(seen["pool"][0]["number"], pooled["number"]);
    assert_eq!(
        (&seen["pool"][0]["pool_since"], &seen["pool"][0]["pool_reason"]),
        (&json!("2026-11-20T09:00:00Z"), &json!("nobody_left"))
    );
    assert_eq!(
        (&seen["unrouted"][0]["number"], &seen["unrouted"][0]["phone"]),
        (&alone["number"], &json!("+33639981234"))
    );
    let figeac = line(&seen["epcis"], "code", epci_code("Grand-Figeac"));
    assert_eq!(figures(figeac, &["open_files", "pool", "unrouted", "proposed"]), [4, 1, 1, 1]);
    assert_ne!(fresh["number"], seen["unrouted"][0]["number"]);
    // Declined and asked nobody else: it is nobody's again.
    answer(&t, &asked, assignment, Answer::Declined { reason: DeclineReason::Other, comment: None }).await;
    assert_eq!(supervision(&admin).await["counts"]["unrouted"], 2);
}

#[actix_web::test]
async fn only_the_programme_supervises() {
    let t = TestApp::spawn().await;
    for person in [t.referent("Grand-Figeac").await, t.copil().await] {
        person.get(PATH).await.expect_problem(403, "forbidden");
    }
    t.anonymous().get(PATH).await.expect_problem(401, "unauthorized");
}
