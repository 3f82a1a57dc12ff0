//! What a household changes by itself.

use super::*;

#[actix_web::test]
async fn a_household_changes_its_wishes_by_itself() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    by_hand(&t, &admin).await;
    let id = family(&admin).await;
    let path = format!("/api/v1/prospects/{id}");
    transition(&admin, &id, json!({ "to": "qualified" })).await;
    let assignment = propose(&admin, &id, &referent, "territorial").await;
    accept(&referent, &id, &assignment).await;
    let household = link(&t, ADDRESS).await;
    let before = mails(&t).await.len();
    t.clock.advance(Duration::hours(1));
    let admin = t.admin().await;
    let cahors = epci_code("Grand Cahors");
    let read = household.get(PAGE).await.expect(200);
    let other = json!({ "wished_territories": [cahors, "46102"], "horizon": "three_to_6_months" });
    let changed = household.patch(WISHES).if_match(read.version()).json(other.clone()).await.expect(200);
    assert_eq!((changed.header("cache-control"), changed.version()), ("no-store", read.version() + 1));
    let page = changed.json();
    assert_eq!(page, household.get(PAGE).await.expect(200).json());
    assert_eq!(page["wishes"]["wished_territories"][0]["code"], cahors);
    assert_eq!(page["wishes"]["horizon"], "three_to_6_months");
    assert_eq!(page["wishes"]["project_types"], json!(["employee"]), "what is not sent stays");

    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["epci_code"], &file["city"]), (&json!(cahors), &json!("SECRET-city")));
    assert_eq!(file["last_contact_by_person_at"], "2026-11-21T10:00:00Z", "the household itself acted");
    let note = admin.get(format!("{path}/interactions")).await.expect(200).json()["items"][0].clone();
    assert_eq!(
        (&note["kind"], &note["direction"], &note["visibility"]),
        (&json!("note"), &json!("inbound"), &json!("partners"))
    );
    assert_eq!(note["author_id"], Value::Null);
    assert_eq!(
        note["summary"],
        "Maëlle a modifié ses souhaits depuis sa page de suivi.\n\
         Territoires souhaités : CA du Grand Cahors, Figeac (avant : Figeac)\n\
         Échéance : Dans 3 à 6 mois (avant : Dans plus d’un an)"
    );
    let trail = admin.get("/api/v1/audit-entries?limit=20").await.expect(200).json();
    let deed = |entry: &&Value| entry["action"] == "household_page.change_wishes";
    let entry = trail["items"].as_array().unwrap().iter().find(deed).unwrap();
    assert_eq!((&entry["actor_label"], &entry["resource_id"]), (&json!("public"), &json!(id)));
    assert_eq!(entry["fields"], json!(["wished_territories", "territory_indifferent", "horizon"]));
    let told = mails(&t).await.split_off(before);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].kind, "wishes_changed");
    assert!(told[0].to.starts_with("referent."), "{}", told[0].to);
    assert!(told[0].words.contains("territoires souhaités, échéance"), "{}", told[0].words);
    assert!(!told[0].words.contains("Cahors") && !told[0].words.contains("Maëlle"), "{}", told[0].words);
    assert_eq!(told[0].link.as_deref(), Some(format!("http://localhost:8080/dossiers/{id}").as_str()));

    // The same wishes once more change nothing: no version, no note, no mail.
    let again = household.patch(WISHES).if_match(changed.version()).json(other).await.expect(200);
    assert_eq!(again.json(), page);
    assert_eq!(mails(&t).await.len(), before + 1);
    assert_eq!(
        admin.get(format!("{path}/interactions")).await.expect(200).json()["items"].as_array().unwrap().len(),
        1
    );
}

#[actix_web::test]
async fn the_programme_is_told_while_nobody_accompanies_the_household() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let household = link(&t, ADDRESS).await;
    let anywhere =
        json!({ "wished_territories": [], "territory_indifferent": true, "project_types": ["employee", "craft"] });
    household.patch(WISHES).if_match(1).json(anywhere).await.expect(200);
    let told = mails_of(&t, "wishes_changed").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].to.starts_with("programme_admin."), "{}", told[0].to);
    let note = rows(&t, "SELECT summary FROM interactions").await[0].try_get::<String>("", "summary").unwrap();
    assert!(note.contains("Territoires souhaités : pas de préférence (avant : Figeac)"), "{note}");
}

#[actix_web::test]
async fn a_change_says_what_it_was_made_on_and_is_checked_whole() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let household = link(&t, ADDRESS).await;
    let change = |body: Value| household.patch(WISHES).if_match(1).json(body);
    household.patch(WISHES).json(json!({ "horizon": "unknown" })).await.expect_problem(428, "precondition_required");
    let problem = change(json!({
        "wished_territories": ["46", "99999", "46102", "46102"], "project_types": [], "horizon": null,
        "territory_indifferent": null, "next_action": null
    }))
    .await
    .expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/next_action"), "unknown_field");
    let problem = change(json!({ "territory_indifferent": null })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/territory_indifferent"), "required");
    let problem = change(json!({ "wished_territories": [], "project_types": ["gold"], "horizon": null }))
        .await
        .expect_problem(422, "validation_failed");
    for (pointer, code) in
        [("/wished_territories", "required"), ("/project_types/0", "unknown_code"), ("/horizon", "required")]
    {
        assert_eq!(fault(&problem, pointer), code);
    }
    let problem =
        change(json!({ "wished_territories": ["46", "46102"] })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/wished_territories/0"), "unknown_code");
    let problem = change(json!({ "wished_territories": ["\u{0}"] })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/wished_territories/0"), "invalid");
    let problem = change(json!({ "territory_indifferent": true })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/territory_indifferent"), "not_allowed");
    let large = json!({ "horizon": "x".repeat(9_000) });
    change(large).await.expect_problem(413, "payload_too_large");
    assert_eq!(version(&admin, &id).await, 1, "nothing of all this was kept");

    let moved = json!({ "city": "Brest" });
    admin.patch(format!("/api/v1/prospects/{id}")).if_match(1).json(moved).await.expect(200);
    change(json!({ "horizon": "unknown" })).await.expect_problem(412, "precondition_failed");
    household.patch(WISHES).if_match(2).json(json!({ "horizon": "unknown" })).await.expect(200);
    transition(&admin, &id, json!({ "to": "closed", "closing_reason": "abandoned" })).await;
    let late = household.patch(WISHES).if_match(4).json(json!({ "horizon": "over_a_year" }));
    late.await.expect_problem(409, "file_closed");
    assert_eq!(mails_of(&t, "wishes_changed").await.len(), 1);
}
