//! What a household corrects, pauses, reads of who read it, and takes away.

use super::*;

const PEOPLE: &str = "/api/v1/public/household-page/people";
const PAUSE: &str = "/api/v1/public/household-page/pause";
const EXPORT: &str = "/api/v1/public/household-page/export";
const ACCESSES: &str = "/api/v1/public/household-page/accesses";

#[actix_web::test]
async fn people_correct_themselves_and_adults_without_an_address() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let household = link(&t, ADDRESS).await;
    let people = household.get(PEOPLE).await.expect(200).json();
    let told = |one: &Value| (one["role"].clone(), one["can_correct"].clone());
    let all: Vec<_> = people["items"].as_array().unwrap().iter().map(told).collect();
    let expected = [("lead", true), ("partner", false), ("child", false)];
    assert_eq!(all, expected.map(|(role, may)| (json!(role), json!(may))));
    let path = |index: usize| format!("{PEOPLE}/{}", people["items"][index]["id"].as_str().unwrap());

    let patch = json!({ "phone": "06 39 98 77 77" });
    household.patch(path(0)).json(patch.clone()).await.expect_problem(428, "precondition_required");
    let changed = household.patch(path(0)).if_match(1).json(patch.clone()).await.expect(200);
    assert_eq!((changed.version(), &changed.json()["phone"]), (2, &json!("+33639987777")));
    household
        .patch(path(0))
        .if_match(1)
        .json(json!({ "phone": null }))
        .await
        .expect_problem(412, "precondition_failed");
    let wrong = json!({ "first_name": " ", "phone": "12", "email": "autre@foyer.example" });
    let problem = household.patch(path(0)).if_match(2).json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/email"), "unknown_field");
    let wrong = json!({ "first_name": " ", "phone": "12" });
    let problem = household.patch(path(0)).if_match(2).json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (fault(&problem, "/first_name"), fault(&problem, "/phone")),
        ("required".into(), "invalid_phone".into())
    );
    // Somebody with an address of their own, a child, nobody: all alike.
    let nobody = format!("{PEOPLE}/{}", uuid::Uuid::now_v7());
    for path in [path(1), path(2), nobody] {
        household.patch(path).if_match(1).json(patch.clone()).await.expect_problem(404, "not_found");
    }
    let notes = admin.get(format!("/api/v1/prospects/{id}/interactions")).await.expect(200).json();
    let note = notes["items"][0]["summary"].as_str().unwrap();
    assert!(note.contains("Maëlle a corrigé") && !note.contains("77"), "{note}");
}

#[actix_web::test]
async fn nobody_calls_during_a_pause_and_everything_waits_for_its_end() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    by_hand(&t, &admin).await;
    let id = family(&admin).await;
    transition(&admin, &id, json!({ "to": "qualified" })).await;
    let assignment = propose(&admin, &id, &referent, "territorial").await;
    accept(&referent, &id, &assignment).await;
    let task = json!({ "title": "Envoyer la brochure", "due_on": "2026-11-22", "assignee_id": referent.user_id });
    referent.post(format!("/api/v1/prospects/{id}/tasks")).json(task).await.expect(201);
    let household = link(&t, ADDRESS).await;
    assert_eq!(household.get(PAUSE).await.expect(200).json(), json!({ "until": null, "can_pause": true }));
    for (day, why) in [("2026-11-21", "in_past"), ("2027-11-22", "too_far")] {
        let problem = household.put(PAUSE).json(json!({ "until": day })).await.expect_problem(422, "validation_failed");
        assert_eq!(fault(&problem, "/until"), why);
    }
    let paused = household.put(PAUSE).json(json!({ "until": "2027-01-15" })).await.expect(200).json();
    assert_eq!(paused["until"], "2027-01-15");
    let path = format!("/api/v1/prospects/{id}");
    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["paused_until"], &file["next_action"]["on"]), (&json!("2027-01-15"), &json!("2027-01-15")));
    assert_eq!(file["next_action"]["label"], "Appeler le foyer", "what was planned stays");
    assert!(file["assignments"][0]["first_contact_due_at"].as_str().unwrap() > "2027-01-15", "{file}");
    let waiting = "SELECT kind FROM outbox_messages WHERE status = 'queued' AND kind = 'referent_named'";
    assert_eq!(rows(&t, waiting).await.len(), 0, "the letter that waited is called off");

    // Weeks later nothing is asked of the référent, whatever was due.
    t.clock.advance(Duration::days(20));
    let referent_client = t.again(&referent).await;
    let day = referent_client.get("/api/v1/my-day").await.expect(200).json();
    for list in ["to_call", "overdue", "waiting", "tasks"] {
        assert_eq!(day[list], json!([]), "{list}: {day}");
    }
    t.run_jobs().await;
    let reminded = "SELECT kind FROM outbox_messages WHERE kind = 'first_contact_overdue'";
    assert_eq!(rows(&t, reminded).await.len(), 0);

    // Back before the end: what waited is for today.
    household.delete(PAUSE).await.expect(200);
    assert_eq!(household.delete(PAUSE).await.expect(200).json()["until"], Value::Null);
    let admin = t.admin().await;
    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["paused_until"], &file["next_action"]["on"]), (&Value::Null, &json!("2026-12-11")));
    let day = t.again(&referent).await.get("/api/v1/my-day").await.expect(200).json();
    assert_eq!((day["to_call"].as_array().unwrap().len(), day["tasks"].as_array().unwrap().len()), (1, 1), "{day}");

    // A pause that nobody ends is over on its day.
    household.put(PAUSE).json(json!({ "until": "2026-12-14" })).await.expect(200);
    for _ in 0..4 {
        api::housekeeping::run_once(&t.state).await.unwrap();
        t.clock.advance(Duration::days(1));
        t.run_jobs().await;
    }
    assert_eq!(household.get(PAUSE).await.expect(200).json()["until"], Value::Null);
    let day = t.again(&referent).await.get("/api/v1/my-day").await.expect(200).json();
    assert_eq!(day["tasks"].as_array().unwrap().len(), 1, "{day}");
    let admin = t.admin().await;
    transition(&admin, &id, json!({ "to": "closed", "closing_reason": "abandoned" })).await;
    let late = household.put(PAUSE).json(json!({ "until": "2027-01-15" }));
    late.await.expect_problem(409, "file_closed");
}

#[actix_web::test]
async fn a_copy_holds_everything_and_names_no_colleague() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let path = format!("/api/v1/prospects/{id}");
    for (visibility, words) in [("private", "Mot gardé pour soi"), ("partners", "Mot <b>partagé</b>")] {
        let note = json!({ "kind": "note", "summary": words, "visibility": visibility });
        admin.post(format!("{path}/interactions")).json(note).await.expect(201);
    }
    let task = json!({ "title": "Rappeler lundi", "assignee_id": admin.user_id });
    admin.post(format!("{path}/tasks")).json(task).await.expect(201);
    let household = link(&t, ADDRESS).await;
    let copy = household.get(EXPORT).await.expect(200);
    assert_eq!(copy.header("content-disposition"), "attachment; filename=\"oh-my-lot-OML-2026-00001.json\"");
    assert_eq!(copy.header("cache-control"), "no-store");
    let (text, data) = (copy.text(), copy.json());
    let held = [
        "SECRET-city",
        "SECRET-message",
        "SECRET-career",
        "Mot gardé pour soi",
        "Rappeler lundi",
        "yann@foyer.example",
    ];
    for word in held {
        assert!(text.contains(word), "{word} is missing: {text}");
    }
    assert_eq!(data["exchanges"].as_array().unwrap().len(), 2);
    let mut colleagues = vec![admin.user_id.to_string()];
    colleagues.push(admin.get("/api/v1/auth/me").await.expect(200).json()["email"].as_str().unwrap().to_owned());
    for word in colleagues {
        assert!(!text.contains(&word), "{word} is told");
    }
    let page = household.get(format!("{EXPORT}?format=html")).await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"));
    let text = page.text();
    assert!(text.contains("Mot gardé pour soi") && text.contains("Maëlle") && text.contains("maraîchère"), "{text}");
    assert!(!text.contains("<b>partagé"), "what people wrote is no markup");
    assert!(!text.contains("<script") && !text.contains("src="), "one file, nothing to fetch");
    let problem = household.get(format!("{EXPORT}?format=xml")).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "format"), "unknown_code");
    let trail = admin.get("/api/v1/audit-entries?limit=20").await.expect(200).json();
    let taken = |one: &&Value| one["action"] == "household_page.export";
    assert_eq!(trail["items"].as_array().unwrap().iter().filter(taken).count(), 2);
    for path in [EXPORT, PEOPLE, PAUSE, ACCESSES] {
        t.anonymous().get(path).await.expect_problem(401, "page_link_expired");
    }
}

#[actix_web::test]
async fn a_household_reads_who_read_its_file_without_their_names() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    let id = family(&admin).await;
    let household = link(&t, ADDRESS).await;
    assert_eq!(household.get(ACCESSES).await.expect(200).json(), json!({ "items": [] }));
    referent.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    let read = household.get(ACCESSES).await.expect(200);
    let first = read.json()["items"][0].clone();
    assert_eq!((&first["action"], &first["roles"]), (&json!("prospect.read"), &json!(["referent"])));
    assert_eq!(keys(&first), BTreeSet::from(["at", "roles", "partners", "action"]));
    assert!(
        !read.text().contains("Camille") && !read.text().contains(&referent.user_id.to_string()),
        "{}",
        read.text()
    );
}

#[actix_web::test]
async fn a_household_has_its_file_erased_at_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let household = link(&t, ADDRESS).await;
    let asked = json!({ "kind": "access", "details": "SECRET-asked" });
    household.post("/api/v1/public/household-page/requests").json(asked).await.expect(201);
    let path = "/api/v1/public/household-page/erasure";
    let wrong = household.post(path).json(json!({ "confirmation": "OML-2026-00009" })).await;
    assert_eq!(fault(&wrong.expect_problem(422, "validation_failed"), "/confirmation"), "confirmation_mismatch");
    household.get(PAGE).await.expect(200);
    household.post(path).json(json!({ "confirmation": " oml-2026-00001 " })).await.expect(204);
    for path in [PAGE, PEOPLE, EXPORT] {
        household.get(path).await.expect_problem(401, "page_link_expired");
    }
    let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    assert_eq!(file.json()["status"], "anonymised");
    let request = admin.get("/api/v1/privacy-requests").await.expect(200);
    for text in [file.text(), request.text()] {
        assert!(!text.contains("SECRET") && !text.contains("Kerbrat") && !text.contains("foyer.example"), "{text}");
    }
}
