//! Working groups: set up, joined, fed by the obstacles of files, meeting at events of theirs, put away.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{PATH as EVENTS, day, event};
use crate::harness::{Client, TestApp};
use crate::prospects::{CAHORS, FIGEAC, household};

pub const PATH: &str = "/api/v1/working-groups";

pub fn group(name: &str) -> Value {
    json!({"name": name, "theme": "housing", "mission": "Trouver des logements à l’année."})
}

/// Sets a group up; its id.
pub async fn set_up(admin: &Client, name: &str) -> String {
    admin.post(PATH).json(group(name)).await.expect(201).id()
}

/// Some partner of the programme.
pub async fn partner(admin: &Client, name: &str) -> String {
    let body = json!({"name": name, "kind": "epci", "territories": []});
    admin.post("/api/v1/partners").json(body).await.expect(201).id()
}

pub fn pointers(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|one| (one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
}

#[actix_web::test]
async fn a_group_is_set_up_changed_listed_and_put_away() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let epci = partner(&admin, "CC du Causse").await;
    let mut body = group("Logement");
    body["pilot_partner_id"] = json!(epci);
    body["members"] = json!([{"user_id": referent.user_id},
        {"name": "Zoé Bex", "partner_id": epci, "email": "zoe.bex@partenaire.example"}]);
    let created = admin.post(PATH).idempotency_key("k").json(body.clone()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(body).await.expect(201).id(), created.id());
    let shown = created.json();
    assert_eq!((&shown["pilot_name"], &shown["pilot_user_id"]), (&json!("CC du Causse"), &Value::Null));
    assert!(shown["members"][0]["name"].as_str().unwrap().starts_with("Camille Essai"));
    assert_eq!(shown["members"][1]["partner_name"], "CC du Causse");

    let path = created.header("location").to_owned();
    let pilot = json!({"pilot_user_id": referent.user_id, "pilot_partner_id": null});
    admin.patch(&path).json(pilot.clone()).await.expect_problem(428, "precondition_required");
    let changed = admin.patch(&path).if_match(1).json(pilot.clone()).await.expect(200).json();
    assert_eq!(changed["pilot_user_id"], json!(referent.user_id));
    assert_eq!(changed["members"].as_array().unwrap().len(), 2, "what was not sent stays");
    admin.patch(&path).if_match(1).json(pilot).await.expect_problem(412, "precondition_failed");

    set_up(&admin, "École").await;
    set_up(&admin, "Commerces").await;
    let page = referent.get(format!("{PATH}?limit=2&count=exact")).await.expect(200).json();
    let next = page["next_cursor"].as_str().unwrap();
    let rest = t.copil().await.get(format!("{PATH}?limit=2&cursor={next}")).await.expect(200).json();
    let names: Vec<&Value> = [&page, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap().iter().map(|item| &item["name"]))
        .collect();
    assert_eq!((names, &page["total"]), (vec![&json!("Commerces"), &json!("École"), &json!("Logement")], &json!(3)));

    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"members": null})).await.expect_problem(409, "archived");
    assert_eq!(admin.get(format!("{PATH}?archived=true")).await.expect(200).json()["items"][0]["name"], "Logement");
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 4);
}

#[actix_web::test]
async fn every_wrong_field_of_a_group_is_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let nobody = Uuid::now_v7();
    let wrong = json!({"name": " ", "theme": "moon", "mission": "m".repeat(301), "pilot_user_id": nobody,
        "pilot_partner_id": nobody, "members": [{"name": "Zoé"}]});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let expected = [
        ("/name", "required"),
        ("/theme", "unknown_code"),
        ("/mission", "too_long"),
        ("/pilot_partner_id", "not_allowed"),
        ("/members/0/partner_id", "required"),
    ];
    assert_eq!(pointers(&problem), expected);
    let mut unknown = group("Logement");
    unknown["pilot_user_id"] = json!(nobody);
    unknown["members"] = json!([{"user_id": nobody}, {"name": "Zoé", "partner_id": nobody}]);
    let problem = admin.post(PATH).json(unknown).await.expect_problem(422, "validation_failed");
    let expected = ["/pilot_user_id", "/members/0/user_id", "/members/1/partner_id"].map(|at| (at, "not_found"));
    assert_eq!(pointers(&problem), expected);
}

/// Opens this many files that name these obstacles.
async fn files(admin: &Client, territory: &str, obstacles: Value, many: usize) {
    for _ in 0..many {
        let mut sent = household("Vayssettes", territory);
        sent["obstacles"] = obstacles.clone();
        sent["allow_duplicate"] = json!(true);
        admin.post("/api/v1/prospects").json(sent).await.expect(201);
    }
}

#[actix_web::test]
async fn obstacles_are_counted_in_the_scope_of_who_reads_and_few_are_never_told() {
    let t = TestApp::spawn().await;
    let (admin, figeac) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = set_up(&admin, "Logement").await;
    let path = format!("{PATH}/{id}/obstacles");
    files(&admin, FIGEAC, json!(["housing"]), 5).await;
    files(&admin, CAHORS, json!(["housing", "mobility"]), 2).await;
    let cells = |housing: Value, sale: Value, whole: Value| {
        json!({"obstacles": [{"obstacle": "housing", "files": housing}, {"obstacle": "property_sale", "files": sale}],
            "files": whole})
    };
    let whole = cells(json!(7), json!(0), json!(7));
    assert_eq!(admin.get(&path).await.expect(200).json(), whole);
    assert_eq!(t.copil().await.get(&path).await.expect(200).json(), whole, "whoever reads figures reads all of them");
    assert_eq!(figeac.get(&path).await.expect(200).json(), cells(json!(5), json!(0), json!(5)));
    let cahors = t.referent("Grand Cahors").await;
    assert_eq!(cahors.get(&path).await.expect(200).json(), cells(Value::Null, json!(0), Value::Null));
    // A hidden cell hides the whole, which would give it away.
    files(&admin, FIGEAC, json!(["property_sale"]), 1).await;
    assert_eq!(admin.get(&path).await.expect(200).json(), cells(json!(7), Value::Null, Value::Null));

    let mut shops = group("Commerces");
    shops["theme"] = json!("shops");
    let shops = admin.post(PATH).json(shops).await.expect(201).id();
    let told = admin.get(format!("{PATH}/{shops}/obstacles")).await.expect(200).json();
    assert_eq!(told, json!({"obstacles": [], "files": 0}));
}

#[actix_web::test]
async fn a_group_meets_at_sector_meetings() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = set_up(&admin, "Logement").await;
    let mut meeting = event("Logement : première réunion", vec![day("2026-12-05", None)]);
    meeting["working_group_id"] = json!(id);
    let problem = admin.post(EVENTS).json(meeting.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(pointers(&problem), [("/working_group_id", "not_allowed")], "a job fair is no meeting of a group");
    meeting["kind"] = json!("sector_meeting");
    let made = admin.post(EVENTS).json(meeting.clone()).await.expect(201);
    assert_eq!(made.json()["working_group_id"], json!(id));
    let of_group = |page: Value| page["items"].as_array().unwrap().len();
    let path = format!("{EVENTS}?working_group={id}");
    assert_eq!(of_group(admin.get(&path).await.expect(200).json()), 1);
    let own = format!("{EVENTS}/{}", made.id());
    admin.patch(own).if_match(1).json(json!({"working_group_id": null})).await.expect(200);
    assert_eq!(of_group(admin.get(&path).await.expect(200).json()), 0);
    meeting["working_group_id"] = json!(Uuid::now_v7());
    let problem = admin.post(EVENTS).json(meeting).await.expect_problem(422, "validation_failed");
    assert_eq!(pointers(&problem), [("/working_group_id", "not_found")]);
}

#[actix_web::test]
async fn those_who_took_part_are_forgotten_a_year_after_a_group_was_put_away() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let epci = partner(&admin, "CC du Causse").await;
    let mut body = group("Logement");
    body["members"] = json!([{"name": "Zoé Bex", "partner_id": epci, "email": "zoe.bex@partenaire.example"}]);
    let path = admin.post(PATH).json(body).await.expect(201).header("location").to_owned();
    admin.delete(&path).if_match(1).await.expect(204);
    for (days, left) in [(364, 1), (2, 0)] {
        t.clock.advance(chrono::Duration::days(days));
        api::housekeeping::run_once(&t.state).await.unwrap();
        let shown = t.admin().await.get(&path).await.expect(200).json();
        assert_eq!(shown["members"].as_array().unwrap().len(), left, "after {days} days more");
    }
}
