//! Steering committees: their agenda, written before, and their decisions, written after.

use serde_json::{Value, json};

use crate::events::{PATH as EVENTS, day, event, move_to, prepared};
use crate::harness::{Client, TestApp};
use crate::working_groups::{partner, pointers};

fn path_of(id: &str) -> String {
    format!("/api/v1/committees/{id}")
}

/// Calls a committee; its id.
pub async fn committee(admin: &Client, title: &str) -> String {
    let mut body = event(title, vec![day("2026-12-10", Some(("09:30", "12:00")))]);
    (body["kind"], body["is_public"], body["place"]) =
        (json!("steering_committee"), json!(false), json!("Salle du conseil, Figeac"));
    prepared(admin, body).await
}

#[actix_web::test]
async fn the_agenda_and_the_decisions_are_written_by_the_programme_and_read_by_the_copil() {
    let t = TestApp::spawn().await;
    let (admin, copil, referent) = (t.admin().await, t.copil().await, t.referent("Grand-Figeac").await);
    let id = committee(&admin, "COPIL de décembre").await;
    let host = partner(&admin, "CC du Causse").await;
    let organised = json!({ "organiser_id": host });
    admin.patch(format!("{EVENTS}/{id}")).if_match(1).json(organised).await.expect(200);
    let agenda = json!([
        {"title": "Bilan", "minutes": 20, "presenter": "Hélène Castagné", "indicator_code": "families_settled",
         "document": "Bilan du semestre"},
        {"title": "Feuille de route", "minutes": null, "presenter": null, "indicator_code": null, "document": null}]);
    let path = path_of(&id);
    copil.patch(&path).if_match(2).json(json!({ "agenda": agenda })).await.expect_problem(403, "forbidden");
    admin.patch(&path).json(json!({ "agenda": agenda })).await.expect_problem(428, "precondition_required");
    let written = admin.patch(&path).if_match(2).json(json!({ "agenda": agenda })).await.expect(200);
    assert_eq!((written.version(), &written.json()["agenda"]), (3, &agenda));
    admin.patch(&path).if_match(2).json(json!({"agenda": null})).await.expect_problem(412, "precondition_failed");

    move_to(&admin, &id, "published").await;
    let decisions =
        json!([{"text": "Une antenne ouvre à Gourdon.", "decided_on": "2026-12-10", "vote": "À l’unanimité"}]);
    let version = admin.get(&path).await.expect(200).version();
    admin.patch(&path).if_match(version).json(json!({ "decisions": decisions })).await.expect(200);
    let read = copil.get(&path).await.expect(200).json();
    assert_eq!((&read["decisions"], &read["agenda"]), (&decisions, &agenda), "what was not sent stays");
    assert_eq!((&read["host_name"], &read["opens_at"]), (&json!("CC du Causse"), &json!("09:30")));
    assert_eq!((&read["may_write"], &read["on"]), (&json!(false), &json!("2026-12-10")));
    assert_eq!(referent.get(&path).await.expect(200).json()["may_write"], json!(false));
    let trail = admin.get("/api/v1/audit-entries?resource_type=event&limit=1").await.expect(200).json();
    assert_eq!(
        (&trail["items"][0]["action"], &trail["items"][0]["fields"]),
        (&json!("committee.update"), &json!(["decisions"]))
    );

    move_to(&admin, &id, "cancelled").await;
    let version = admin.get(&path).await.expect(200).version();
    admin.patch(&path).if_match(version).json(json!({"agenda": []})).await.expect_problem(409, "event_over");
}

#[actix_web::test]
async fn wrong_lines_are_named_and_other_events_are_no_committees() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = committee(&admin, "COPIL").await;
    let wrong = json!({"agenda": [{"title": "Bilan", "minutes": 0}, {"title": "", "indicator_code": "Ménages"}],
        "decisions": [{"text": " ", "decided_on": "2026-12-10"}]});
    let problem = admin.patch(path_of(&id)).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    let expected = [
        ("/agenda/0/minutes", "out_of_range"),
        ("/agenda/1/title", "required"),
        ("/agenda/1/indicator_code", "unknown_code"),
        ("/decisions/0/text", "required"),
    ];
    assert_eq!(pointers(&problem), expected);
    let fair = prepared(&admin, event("Salon", vec![day("2026-12-10", None)])).await;
    admin.get(path_of(&fair)).await.expect_problem(404, "not_found");
    admin.patch(path_of(&fair)).if_match(1).json(json!({"agenda": []})).await.expect_problem(404, "not_found");
    let listed = admin.get(format!("{EVENTS}?kind=steering_committee")).await.expect(200).json();
    let titles: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|item| &item["title"]).collect();
    assert_eq!(titles, ["COPIL"]);
}
