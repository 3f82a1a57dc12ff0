//! From a qualified file to the référent who accompanies it: routing, answers, delays, handovers.

use chrono::Duration;
use serde_json::{Value, json};

use crate::harness::{Client, NOW, Person, TestApp, epci_code};

const GRAMAT: &str = "46128";
const CAUVALDOR: &str = "Causses et Vallée de la Dordogne";
const FIGEAC: &str = "Grand-Figeac";

/// A couple that wants to take a farm over.
fn couple(wishes: &[&str]) -> Value {
    json!({
        "source": "campaign",
        "campaign": "et-si-vous-restiez",
        "household_kind": "couple",
        "project_types": ["farm_takeover"],
        "wished_territories": wishes,
        "next_action": {"label": "Appeler", "on": "2026-12-01"},
        "members": [
            {"role": "lead", "first_name": "Nora", "last_name": "Vidal", "email": "nora.vidal@foyer.example"},
            {"role": "partner", "first_name": "Luc", "last_name": "Vidal"}
        ],
    })
}

async fn open(admin: &Client, file: Value) -> String {
    admin.post("/api/v1/prospects").json(file).await.expect(201).id()
}

async fn qualify(by: &Client, id: &str) -> Value {
    by.post(format!("/api/v1/prospects/{id}/transitions")).json(json!({"to": "qualified"})).await.expect(200).json()
}

async fn file(by: &Client, id: &str) -> Value {
    by.get(format!("/api/v1/prospects/{id}")).await.expect(200).json()
}

/// The newest assignment of a part.
fn part<'a>(file: &'a Value, role: &str) -> &'a Value {
    let all = file["assignments"].as_array().unwrap();
    all.iter().find(|one| one["role"] == role).unwrap_or(&Value::Null)
}

fn name(assignment: &Value) -> &str {
    assignment["referent_name"].as_str().unwrap_or_default()
}

async fn answer(by: &Client, id: &str, assignment: &Value, body: Value) -> crate::harness::Reply {
    let assignment = assignment["id"].as_str().unwrap();
    by.post(format!("/api/v1/prospects/{id}/assignments/{assignment}/transitions")).json(body).await
}

/// A colleague of a person's partner with the same territory.
async fn of_chamber(app: &TestApp) -> Person {
    app.referent_of("chamber_agriculture", &["46"], &["farm_takeover"]).await
}

#[actix_web::test]
async fn qualifying_asks_the_territory_and_the_trade_and_says_why() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (here, elsewhere) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    let chamber = of_chamber(&app).await;
    let id = open(&admin, couple(&[GRAMAT])).await;
    let preview = admin.get(format!("/api/v1/prospects/{id}/routing")).await.expect(200).json();
    assert_eq!(preview["territorial"]["chosen"]["referent_id"], here.referent_id.unwrap().to_string());
    assert_eq!(preview["technical"]["chosen"]["referent_id"], chamber.referent_id.unwrap().to_string());
    assert_eq!(file(&admin, &id).await["assignments"], json!([]), "a preview changes nothing");

    let what_if = format!("/api/v1/prospects/{id}/routing?wished_territories={}", epci_code(FIGEAC));
    let what_if = admin.get(what_if).await.expect(200).json();
    assert_eq!(what_if["what_if"], true);
    assert_eq!(what_if["territorial"]["chosen"]["referent_id"], elsewhere.referent_id.unwrap().to_string());

    let qualified = qualify(&admin, &id).await;
    let (territorial, technical) = (part(&qualified, "territorial"), part(&qualified, "technical"));
    assert_eq!((&territorial["status"], &technical["status"]), (&json!("proposed"), &json!("proposed")));
    // Two working days after Saturday morning: Tuesday evening, which is Wednesday's opening.
    assert!(territorial["accept_due_at"].as_str().unwrap() > "2026-11-24T");
    let why = &territorial["explanation"];
    assert_eq!(why["rules"][0]["key"], "wished");
    assert_eq!(why["table_version"], 1);
    let candidates = why["candidates"].as_array().unwrap();
    let excluded = candidates.iter().find(|one| one["exclusion"] == "out_of_zone").expect("somebody excluded");
    assert_eq!(excluded["referent_id"], elsewhere.referent_id.unwrap().to_string());
    assert!(technical["explanation"]["rules"][0]["sentence"].as_str().unwrap().contains("chambre d’agriculture"));

    // The technical answer moves nothing; the territorial one assigns the file.
    answer(&chamber.client, &id, technical, json!({"to": "accepted"})).await.expect(200);
    assert_eq!(file(&admin, &id).await["status"], "qualified");
    let accepted = answer(&here.client, &id, territorial, json!({"to": "accepted"})).await.expect(200).json();
    assert!(accepted["first_contact_due_at"].is_string());
    assert_eq!(file(&admin, &id).await["status"], "assigned");
}

#[actix_web::test]
async fn a_refusal_asks_the_next_at_once_and_never_the_same() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let people = [app.referent(CAUVALDOR).await, app.referent(CAUVALDOR).await];
    let id = open(&admin, couple(&[GRAMAT])).await;
    let mut asked = vec![];
    let mut now = qualify(&admin, &id).await;
    for _ in 0..people.len() {
        let proposal = part(&now, "territorial").clone();
        let who = people.iter().find(|one| one.referent_id.unwrap().to_string() == proposal["referent_id"]).unwrap();
        asked.push(proposal["referent_id"].clone());
        answer(&who.client, &id, &proposal, json!({"to": "declined"})).await.expect_problem(422, "validation_failed");
        let no = json!({"to": "declined", "reason": "out_of_skill", "comment": "Hors compétences"});
        let told = answer(&who.client, &id, &proposal, no).await.expect(200).json();
        assert_eq!(told["decline_comment"], "Hors compétences");
        now = file(&admin, &id).await;
    }
    asked.dedup();
    assert_eq!(asked.len(), 2, "two different people were asked");
    assert_eq!(part(&now, "territorial")["status"], "declined");
    // Nobody is left: the programme's pool, and one mail to the programme.
    let routed = admin.post(format!("/api/v1/prospects/{id}/routing")).json(json!({})).await.expect(200).json();
    assert_eq!((&routed["territorial"], &routed["pool_reason"]), (&Value::Null, &json!("nobody_left")));
    let pooled = file(&admin, &id).await;
    assert_eq!((&pooled["pool_reason"], &pooled["pool_since"]), (&json!("nobody_left"), &json!(NOW)));
    let by_hand = json!({"referent_id": people[0].referent_id, "role": "territorial", "accepted": true});
    let mails = app.queued_mails().await;
    assert_eq!(mails.iter().filter(|kind| *kind == "nobody_left").count(), 2, "one for each part: {mails:?}");
    assert_eq!(mails.iter().filter(|kind| *kind == "assignment_proposed").count(), 2);
    admin.post(format!("/api/v1/prospects/{id}/assignments")).json(by_hand).await.expect(201);
    let given = file(&admin, &id).await;
    assert_eq!((&given["pool_reason"], &given["pool_since"]), (&Value::Null, &Value::Null));
}

#[actix_web::test]
async fn a_closed_file_waits_in_no_pool() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let id = open(&admin, couple(&[GRAMAT])).await;
    assert_eq!(qualify(&admin, &id).await["pool_reason"], "nobody_left");
    let closed = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(format!("/api/v1/prospects/{id}/transitions")).json(closed).await.expect(200);
    assert_eq!(file(&admin, &id).await["pool_since"], Value::Null);
}

#[actix_web::test]
async fn a_substitute_stands_in_for_who_is_away() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (away, substitute) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    let path = format!("/api/v1/referents/{}", away.referent_id.unwrap());
    let version = admin.get(&path).await.expect(200).version();
    let leave = json!({"absences": [{"from_on": "2026-11-16", "to_on": "2026-11-30",
        "substitute_id": substitute.referent_id.unwrap()}]});
    admin.patch(&path).if_match(version).json(leave).await.expect(200);
    let id = open(&admin, couple(&[GRAMAT])).await;
    let qualified = qualify(&admin, &id).await;
    let proposal = part(&qualified, "territorial");
    assert_eq!(proposal["referent_id"], substitute.referent_id.unwrap().to_string());
    assert!(proposal["in_place_of_name"].is_string());
    assert!(proposal["explanation"]["sentence"].as_str().unwrap().contains("pendant son absence"));
}

#[actix_web::test]
async fn no_answer_in_time_asks_the_next_tells_the_programme_and_does_it_once() {
    let app = TestApp::spawn().await;
    let person = app.admin().await;
    let admin = person.client.clone();
    let _people = [app.referent(CAUVALDOR).await, app.referent(CAUVALDOR).await];
    let id = open(&admin, couple(&[GRAMAT])).await;
    let first = part(&qualify(&admin, &id).await, "territorial").clone();
    // Asked on a Saturday: Monday is the first working day, the reminder comes on Tuesday, the end on Wednesday.
    app.clock.advance(Duration::days(3));
    app.run_jobs().await;
    let admin = app.again(&person).await;
    assert_eq!(part(&file(&admin, &id).await, "territorial")["id"], first["id"], "two working days to answer");
    assert!(app.queued_mails().await.contains(&"assignment_reminder".to_owned()));
    app.clock.advance(Duration::days(2));
    app.run_jobs().await;
    app.run_jobs().await;
    let admin = app.again(&person).await;
    let after = file(&admin, &id).await;
    let second = part(&after, "territorial");
    assert_ne!(second["referent_id"], first["referent_id"]);
    assert_eq!(second["status"], "proposed");
    let expired = after["assignments"].as_array().unwrap().iter().find(|one| one["id"] == first["id"]).unwrap();
    assert_eq!((&expired["status"], &expired["expiry_reason"]), (&json!("expired"), &json!("no_answer")));
    let mails = app.queued_mails().await;
    for (kind, count) in [("assignment_reminder", 1), ("proposal_expired", 1), ("assignment_proposed", 2)] {
        assert_eq!(mails.iter().filter(|one| *one == kind).count(), count, "{kind} in {mails:?}");
    }
}

#[actix_web::test]
async fn a_file_without_a_wish_waits_for_the_programme_then_goes_to_the_most_available() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let busy = app.referent(FIGEAC).await;
    let elsewhere = open(&admin, couple(&[&epci_code(FIGEAC)])).await;
    qualify(&admin, &elsewhere).await;
    let idle = app.referent(CAUVALDOR).await;
    let mut indifferent = couple(&[]);
    indifferent["territory_indifferent"] = json!(true);
    indifferent["allow_duplicate"] = json!(true);
    let id = open(&admin, indifferent).await;
    let qualified = qualify(&admin, &id).await;
    assert_eq!(part(&qualified, "territorial"), &Value::Null);
    let preview = admin.get(format!("/api/v1/prospects/{id}/routing")).await.expect(200).json();
    assert_eq!(preview["territorial"]["reason"], "no_territory");
    app.clock.advance(Duration::days(4));
    app.run_jobs().await;
    let admin = app.admin().await.client;
    let after = file(&admin, &id).await;
    assert_eq!(part(&after, "territorial")["referent_id"], idle.referent_id.unwrap().to_string());
    drop(busy);
}

#[actix_web::test]
async fn two_answers_to_one_proposal_are_one_yes_and_one_conflict() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let here = app.referent(CAUVALDOR).await;
    let id = open(&admin, couple(&[GRAMAT])).await;
    let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
    let yes = || json!({"to": "accepted"});
    let (one, other) =
        tokio::join!(async { answer(&here.client, &id, &proposal, yes()).await.status.as_u16() }, async {
            answer(&admin, &id, &proposal, yes()).await.status.as_u16()
        });
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[actix_web::test]
async fn a_file_handed_on_takes_the_tasks_the_next_action_and_the_note_along() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (giver, receiver) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    let id = open(&admin, couple(&[GRAMAT])).await;
    let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
    let accepted = answer(&giver.client, &id, &proposal, json!({"to": "accepted"})).await.expect(200).json();
    let task = json!({"title": "Visiter la ferme", "due_on": "2026-12-05", "assignee_id": giver.user_id});
    giver.client.post(format!("/api/v1/prospects/{id}/tasks")).json(task).await.expect(201);
    let version = giver.client.get(format!("/api/v1/prospects/{id}")).await.expect(200).version();
    let next = json!({"next_action": {"label": "Rappeler", "on": "2026-12-02", "assignee_id": giver.user_id}});
    giver.client.patch(format!("/api/v1/prospects/{id}")).if_match(version).json(next).await.expect(200);

    let path = format!("/api/v1/prospects/{id}/assignments/{}/transfers", accepted["id"].as_str().unwrap());
    let body = json!({"referent_id": receiver.referent_id.unwrap(), "note": "Le cédant préfère le soir."});
    let asked = giver.client.post(&path).json(body).await.expect(201).json();
    assert_eq!((&asked["status"], &asked["handover_note"]), (&json!("proposed"), &json!("Le cédant préfère le soir.")));
    assert_eq!(file(&giver.client, &id).await["status"], "assigned", "the giver keeps the file meanwhile");
    answer(&receiver.client, &id, &asked, json!({"to": "accepted"})).await.expect(200);

    let after = file(&receiver.client, &id).await;
    assert_eq!(after["status"], "assigned");
    assert_eq!(after["tasks"][0]["assignee_id"], receiver.user_id.to_string());
    assert_eq!(after["next_action"]["assignee_id"], receiver.user_id.to_string());
    let handed = after["assignments"].as_array().unwrap().iter().find(|one| one["id"] == accepted["id"]).unwrap();
    assert_eq!(handed["status"], "transferred");
    let notes = receiver.client.get(format!("/api/v1/prospects/{id}/interactions")).await.expect(200).json();
    assert!(notes["items"][0]["summary"].as_str().unwrap().contains("Le cédant préfère le soir."));
}

#[actix_web::test]
async fn a_handover_that_is_declined_leaves_the_file_with_its_giver() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (giver, receiver) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    let id = open(&admin, couple(&[GRAMAT])).await;
    let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
    answer(&giver.client, &id, &proposal, json!({"to": "accepted"})).await.expect(200);
    let path = format!("/api/v1/prospects/{id}/assignments/{}/transfers", proposal["id"].as_str().unwrap());
    let body = json!({"referent_id": receiver.referent_id.unwrap(), "note": "Déménagement à Figeac."});
    let asked = giver.client.post(&path).json(body).await.expect(201).json();
    let no = json!({"to": "declined", "reason": "no_capacity"});
    answer(&receiver.client, &id, &asked, no).await.expect(200);
    let after = file(&giver.client, &id).await;
    assert_eq!(after["status"], "assigned");
    let open: Vec<&Value> = after["assignments"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["role"] == "territorial" && (one["status"] == "accepted" || one["status"] == "proposed"))
        .collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0]["id"], proposal["id"]);
    assert!(app.queued_mails().await.contains(&"handover_declined".to_owned()));
}

#[actix_web::test]
async fn the_territorial_referent_invites_a_colleague_alongside() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (here, colleague) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    let id = open(&admin, couple(&[GRAMAT])).await;
    let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
    let invite = json!({"referent_id": colleague.referent_id.unwrap(), "role": "co_referent"});
    let path = format!("/api/v1/prospects/{id}/assignments");
    here.client.post(&path).json(invite.clone()).await.expect_problem(403, "forbidden");
    answer(&here.client, &id, &proposal, json!({"to": "accepted"})).await.expect(200);
    let invited = here.client.post(&path).json(invite).await.expect(201).json();
    colleague.client.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    answer(&colleague.client, &id, &invited, json!({"to": "declined", "reason": "no_capacity"})).await.expect(200);
    assert_eq!(file(&admin, &id).await["status"], "assigned");
    colleague.client.get(format!("/api/v1/prospects/{id}")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_second_wished_territory_is_told_only_with_consent() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let (here, second) = (app.referent(CAUVALDOR).await, app.referent(FIGEAC).await);
    for agrees in [false, true] {
        let mut household = couple(&[GRAMAT, &epci_code(FIGEAC)]);
        household["allow_duplicate"] = json!(true);
        if agrees {
            household["consents"] =
                json!([{"purpose": "share_with_partners", "text_version": "2026-11", "channel": "phone"}]);
        }
        let id = open(&admin, household).await;
        let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
        answer(&here.client, &id, &proposal, json!({"to": "accepted"})).await.expect(200);
        app.run_jobs().await;
        app.run_jobs().await;
        let told = app.queued_mails().await.iter().filter(|kind| *kind == "second_wish").count();
        assert_eq!(told, usize::from(agrees));
        second.client.get(format!("/api/v1/prospects/{id}")).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn leaving_sends_open_proposals_on() {
    let app = TestApp::spawn().await;
    let admin = app.admin().await.client;
    let people = [app.referent(CAUVALDOR).await, app.referent(CAUVALDOR).await];
    let id = open(&admin, couple(&[GRAMAT])).await;
    let proposal = part(&qualify(&admin, &id).await, "territorial").clone();
    let path = format!("/api/v1/referents/{}", proposal["referent_id"].as_str().unwrap());
    let version = admin.get(&path).await.expect(200).version();
    let leave = json!({"absences": [{"from_on": "2026-11-20", "to_on": "2026-11-25"}]});
    admin.patch(&path).if_match(version).json(leave).await.expect(200);
    let after = file(&admin, &id).await;
    let next = part(&after, "territorial");
    assert_ne!(next["referent_id"], proposal["referent_id"]);
    assert!(people.iter().any(|one| one.referent_id.unwrap().to_string() == next["referent_id"]));
    let lapsed = after["assignments"].as_array().unwrap().iter().find(|one| one["id"] == proposal["id"]).unwrap();
    assert_eq!(lapsed["expiry_reason"], "absent");
    assert!(!name(next).is_empty());
}

#[actix_web::test]
async fn the_routing_table_is_replaced_as_a_whole_and_every_version_stays() {
    let app = TestApp::spawn().await;
    let (admin, referent) = (app.admin().await.client, app.referent(FIGEAC).await.client);
    let path = "/api/v1/routing-table";
    let first = referent.get(path).await.expect(200);
    let mut table = first.json();
    for field in ["version", "author_name", "created_at"] {
        table.as_object_mut().unwrap().remove(field);
    }
    table["technical"][0]["partner_kinds"] = json!(["cci"]);
    table["note"] = json!("La CCI suit aussi les fermes.");
    referent.put(path).if_match(1).json(table.clone()).await.expect_problem(403, "forbidden");
    admin.put(path).json(table.clone()).await.expect_problem(428, "precondition_required");
    let second = admin.put(path).if_match(1).json(table.clone()).await.expect(200).json();
    assert_eq!((&second["version"], &second["note"]), (&json!(2), &json!("La CCI suit aussi les fermes.")));
    admin.put(path).if_match(1).json(table.clone()).await.expect_problem(412, "precondition_failed");
    table["technical"][1]["project_types"] = json!(["farm_takeover"]);
    let wrong = admin.put(path).if_match(2).json(table).await.expect_problem(422, "validation_failed");
    assert_eq!(wrong["errors"][0]["pointer"], "/technical/1/project_types/0");
    let newest = admin.get("/api/v1/routing-table/versions?limit=1").await.expect(200).json();
    let cursor = newest["next_cursor"].as_str().unwrap();
    let oldest = admin.get(format!("/api/v1/routing-table/versions?limit=1&cursor={cursor}")).await.expect(200).json();
    assert_eq!((&newest["items"][0]["version"], &oldest["items"][0]["version"]), (&json!(2), &json!(1)));
}
