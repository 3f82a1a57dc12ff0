//! What somebody may not see, they do not see by another way either.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::tables_with;
use crate::auth::{PASSWORD, account, signed_in};
use crate::calendars::{events, file, subscribe};
use crate::exports::{export, records};
use crate::harness::{Person, TestApp, epci_code};
use crate::indicators::{PATH as INDICATORS, definitions, figure};
use crate::merges::rows;
use crate::openapi::{document, operations};
use crate::prospects::{CAHORS, FIGEAC, household};
use crate::stands::{code_of, device, fair};

const FILES: &str = "/api/v1/prospects";
/// Ways of listing, grouping, filtering and sorting files that a référent has.
const VIEWS: [&str; 9] = [
    "/api/v1/prospects?count=exact&archived=any",
    "/api/v1/prospects?sort=-name&count=exact",
    "/api/v1/prospects?indicator=prospects_new&period=2026&by=epci&key=200067361&count=exact",
    "/api/v1/prospects/counts?project_type=health",
    "/api/v1/prospects/counts?epci=200067361&source=phone",
    "/api/v1/prospects/counts?q=kerbrat",
    "/api/v1/prospects/export?format=ndjson&archived=any",
    "/api/v1/job-offers/occupations",
    "/api/v1/dashboard?period=2026",
];

/// Everything that somebody reads without naming a thing: every list, count and figure, each figure in every grouping.
async fn views(who: &Person) -> BTreeMap<String, String> {
    let open = operations(&document()).into_iter().filter(|one| one.method == "GET" && !one.path.contains('{'));
    // The server's own counters, and the session itself.
    let mut paths: Vec<String> =
        open.map(|one| one.path).filter(|path| path != "/metrics" && !path.contains("/auth/")).collect();
    paths.extend(VIEWS.map(str::to_owned));
    for one in definitions(&who.client).await {
        let code = one["code"].as_str().unwrap();
        let groupings = one["dimensions"].as_array().unwrap().iter().map(|by| by.as_str().unwrap());
        paths.extend(groupings.map(|by| format!("{INDICATORS}/{code}?period=2026&by={by}")));
    }
    let mut read = BTreeMap::new();
    for path in paths {
        let reply = who.get(&path).await;
        let mut told: Value = serde_json::from_slice(&reply.body).unwrap_or_else(|_| json!(reply.text()));
        // The number of a refusal and the ticket of a form are new each time.
        if let Some(answer) = told.as_object_mut() {
            answer.retain(|name, _| !["instance", "token"].contains(&name.as_str()));
        }
        // How much a colleague has to do is told to the whole network, on purpose.
        for referent in
            told.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
        {
            referent.remove("open_files");
        }
        read.insert(path, told.to_string());
    }
    read
}

/// Twenty 25911: a hidden field was read through the groups of a list.
#[actix_web::test]
async fn what_is_hidden_is_not_read_through_groups_counts_or_sorts() {
    let t = TestApp::spawn().await;
    let (admin, here, elsewhere) =
        (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let before = views(&elsewhere).await;
    let mut hidden = household("Kerbrat", FIGEAC);
    hidden["project_types"] = json!(["health"]);
    hidden["obstacles"] = json!(["housing"]);
    hidden["members"][0]["career"] = json!({"occupation_code": "J1506"});
    hidden["needs"] = json!([{"theme": "housing"}]);
    let made = admin.post(FILES).json(hidden).await.expect(201);
    let moved = json!({"to": "qualified"});
    admin.post(format!("{}/transitions", made.header("location"))).json(moved).await.expect(200);
    t.run_jobs().await;
    let seen = views(&elsewhere).await;
    let told: Vec<_> = before.iter().filter(|(path, text)| seen[*path] != **text).collect();
    assert!(told.is_empty(), "these tell of a file that is hidden: {told:#?}");
    let own = views(&here).await;
    assert!(own.iter().filter(|(path, text)| before[*path] != **text).count() > 10, "whoever may see it, does");
    // A sort by what the list does not show is no list.
    for sort in ["email", "phone", "last_name", "postal_code"] {
        here.get(format!("{FILES}?sort={sort}")).await.expect_problem(422, "validation_failed");
    }
    // The committee reads no group of one household by its place.
    let copil = t.copil().await;
    let found = figure(&copil, "prospects_new", "2026&by=epci").await;
    let shown = found["by"].as_array().unwrap().iter().filter(|part| part["hidden"] != true);
    let small = shown.filter(|part| part["value"].as_f64().is_some_and(|value| value > 0.0 && value < 5.0));
    assert_eq!(small.count(), 0, "{found}");
}

/// EspoCRM 3719: who may not give a file to somebody did so through a second field.
#[actix_web::test]
async fn no_other_field_gives_a_file_to_somebody() {
    let t = TestApp::spawn().await;
    let (here, elsewhere) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let named = json!({"label": "Rappeler", "on": "2026-12-01", "assignee_id": elsewhere.user_id});
    let mut sent = household("Kerbrat", FIGEAC);
    sent["next_action"] = named.clone();
    let made = here.post(FILES).json(sent.clone()).await.expect(201);
    let path = made.header("location").to_owned();
    let given = json!({"referent_id": elsewhere.referent_id, "role": "territorial", "accepted": true});
    here.post(format!("{path}/assignments")).json(given).await.expect_problem(403, "forbidden");
    for field in ["referent_id", "assignments", "assigned_users", "owner_id"] {
        let mut more = sent.clone();
        more[field] = json!(elsewhere.referent_id);
        here.post(FILES).json(more).await.expect_problem(422, "validation_failed");
        let change = json!({ field: elsewhere.referent_id });
        here.patch(&path).if_match(made.version()).json(change).await.expect_problem(422, "validation_failed");
    }
    let task = json!({"title": "Rappeler", "due_on": "2026-11-24", "assignee_id": elsewhere.user_id});
    here.post(format!("{path}/tasks")).json(task).await.expect(201);
    let called = json!({"kind": "note", "summary": "Peux-tu rappeler ?", "mentions": [elsewhere.user_id]});
    here.post(format!("{path}/interactions")).json(called).await.expect_problem(422, "validation_failed");
    // The one who was named has nothing more than before.
    elsewhere.get(&path).await.expect_problem(404, "not_found");
    assert_eq!(elsewhere.get(format!("{FILES}?count=exact")).await.expect(200).json()["total"], 0);
    let day = elsewhere.get("/api/v1/my-day").await.expect(200).text();
    assert!(!day.contains(&made.id()), "{day}");
    assert_eq!(events(&t.anonymous(), &subscribe(&elsewhere).await).await.len(), 0);
}

/// Twenty 24806: a key did more than whoever made it. Here nobody makes keys: an address of a calendar and a device of a
/// stand are what somebody can hand on.
#[actix_web::test]
async fn what_somebody_hands_on_never_opens_more_than_they_may() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    file(&t, FIGEAC, "ici", "2026-12-01", Some(&here)).await;
    file(&t, CAHORS, "ailleurs", "2026-12-01", Some(&here)).await;
    let address = subscribe(&here).await;
    assert_eq!(events(&t.anonymous(), &address).await.len(), 1, "what the owner sees");
    let event = fair(&here.client).await;
    let tablet = device(&t, &code_of(&here.client, &event).await).await;
    tablet.get("/api/v1/stand/kit").await.expect(200);
    let token = address.split('/').nth(4).unwrap();
    for key in [&tablet, &t.bearer(token)] {
        key.get(FILES).await.expect(401);
        key.post(format!("/api/v1/events/{event}/stand-access")).await.expect(401);
        key.post("/api/v1/my-calendar").await.expect(401);
    }
    // With the role goes what it opened.
    let path = format!("/api/v1/users/{}", here.user_id);
    let version = admin.get(&path).await.expect(200).version();
    let less = json!({"grants": [{"role": "copil_reader"}]});
    admin.patch(&path).if_match(version).json(less).await.expect(200);
    t.anonymous().get(&address).await.expect_problem(404, "not_found");
}

/// Directus 1962 and 1967 (version 8): the history showed secrets, and rows that were restricted.
#[actix_web::test]
async fn the_history_holds_no_value_and_no_row_of_others() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let mut sent = household("Kerbrat", FIGEAC);
    sent["members"][0]["phone"] = json!("06 39 98 12 34");
    let made = here.post(FILES).json(sent).await.expect(201);
    let path = made.header("location").to_owned();
    here.patch(&path).if_match(made.version()).json(json!({"city": "Capdenac"})).await.expect(200);
    let note = json!({"kind": "note", "summary": "Confidence de Maxence", "visibility": "private"});
    here.post(format!("{path}/interactions")).json(note).await.expect(201);
    account(&t, "zelie@reseau.example", domain::access::Role::Referent).await;
    let (zelie, _) = signed_in(&t, "zelie@reseau.example").await;
    let chosen = json!({"current_password": PASSWORD, "new_password": "une-phrase-toute-neuve-42"});
    zelie.post("/api/v1/auth/password").json(chosen).await.expect(204);
    let address = subscribe(&here).await;
    let code = code_of(&here.client, &fair(&here.client).await).await;
    let trail = rows::every_row(&t, &[]).await.remove("audit_entries").unwrap().join("\n");
    assert!(trail.contains("prospect.update") && trail.contains("password"), "{trail}");
    let token = address.split('/').nth(4).unwrap();
    for value in ["Capdenac", "Maxence", "39981234", "39 98 12 34", "toute-neuve", PASSWORD, token, &code] {
        assert!(!trail.contains(value), "the journal says {value}");
    }
    // What only its author reads is in no history of somebody else, and the password and the token are nowhere.
    for view in ["", "/interactions", "/accesses"] {
        let told = admin.get(format!("{path}{view}")).await.expect(200).text();
        assert!(!told.contains("Maxence"), "{view}: {told}");
    }
    here.get("/api/v1/audit-entries").await.expect_problem(403, "forbidden");
    assert_eq!(tables_with(&t, "toute-neuve").await, Vec::<String>::new());
    assert_eq!(tables_with(&t, token).await, Vec::<String>::new());
}

/// EspoCRM 1021: the shared calendar showed the files of other teams.
#[actix_web::test]
async fn a_calendar_shows_no_file_of_others() {
    let t = TestApp::spawn().await;
    let (here, colleague) = (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let elsewhere = t.referent("Grand Cahors").await;
    file(&t, FIGEAC, "à moi", "2026-12-01", Some(&here)).await;
    file(&t, FIGEAC, "à une collègue", "2026-12-01", Some(&colleague)).await;
    file(&t, CAHORS, "d’une autre équipe", "2026-12-01", Some(&elsewhere)).await;
    // Given by name across territories, it stays out of sight.
    file(&t, CAHORS, "donné", "2026-12-01", Some(&here)).await;
    let found = events(&t.anonymous(), &subscribe(&here).await).await;
    let told: Vec<&str> = found.iter().map(|event| event["SUMMARY"].split(" — ").next().unwrap()).collect();
    assert_eq!(told, ["à moi"]);
}

/// krayin: an export ignored the filter of its list.
#[actix_web::test]
async fn an_export_holds_what_its_list_shows() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    for (name, territory) in [("Alric", FIGEAC), ("Bourdin", CAHORS), ("Castagne", FIGEAC), ("Alric", CAHORS)] {
        admin.post(FILES).json(household(name, territory)).await.expect(201);
    }
    for who in [&admin, &here] {
        for query in ["", "q=alric", "status=closed", &format!("epci={}&q=alric", epci_code("Grand Cahors"))] {
            let list = who.get(format!("{FILES}?limit=200&{query}")).await.expect(200).json();
            let shown: Vec<&str> =
                list["items"].as_array().unwrap().iter().map(|file| file["number"].as_str().unwrap()).collect();
            let text = export(who, query).await.text();
            let told: Vec<String> = records(&text, b',').into_iter().skip(1).map(|row| row[0].clone()).collect();
            assert_eq!(told, shown, "{query}");
        }
    }
    // A filter that is not known is refused, rather than passed by.
    let unknown = format!("{FILES}/export?territoire={}", Uuid::now_v7());
    admin.get(unknown).await.expect_problem(422, "unknown_parameter");
}
