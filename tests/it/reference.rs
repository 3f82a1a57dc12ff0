//! Reference data: what a fresh installation has, completion, caching, and the import of official files.

use std::collections::BTreeSet;
use std::path::PathBuf;

use api::reference::import;
use persistence::reference::Topic;
use serde_json::Value;

use crate::harness::{Client, TestApp, TestDatabase, run};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(format!("{ROOT}/tests/fixtures/reference/{name}"))
}

/// An official file, or `None` on a machine that does not have it; CI must have it.
#[expect(clippy::disallowed_methods, reason = "where the real files are is a matter of the machine")]
fn official(name: &str) -> Option<PathBuf> {
    let shared =
        std::env::var("OHMYLOT_SHARED_DATA").map_or_else(|_| PathBuf::from(ROOT).join("../shared/data"), PathBuf::from);
    let path = shared.join("import").join(name);
    let needed = std::env::var("CI").is_ok_and(|value| value == "true");
    (needed || path.exists()).then_some(path)
}

/// Items of a list; the query is written as typed.
async fn items(client: &Client, list: &str, q: &str) -> Vec<Value> {
    let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let reply = client.get(format!("/api/v1/reference/{list}&q={q}")).await.expect(200);
    reply.json()["items"].as_array().unwrap().clone()
}

fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["code"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn a_fresh_installation_knows_the_lot() {
    let app = TestApp::spawn().await;
    let anybody = app.anonymous();
    let all = anybody.get("/api/v1/reference/territories").await.expect(200).json();
    let count = |kind: &str| all["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind).count();
    assert_eq!((count("departement"), count("epci"), count("commune")), (1, 10, 312));
    assert_eq!(all["items"][0]["name"], "Lot");
    assert!(all["version"].as_str().is_some_and(|version| !version.is_empty()));

    let communes = items(&anybody, "territories?kind=commune&parent=46", "").await;
    assert_eq!(communes.len(), 312);
    let of_figeac = items(&anybody, "territories?parent=200067361", "").await;
    assert!(of_figeac.iter().all(|item| item["parent_name"] == "CC Grand-Figeac"));

    let occupation = items(&anybody, "occupations?limit=1", "J1506").await;
    assert_eq!(codes(&occupation), ["J1506"]);
    let activity = &items(&anybody, "activities?limit=1", "10.71C").await[0];
    assert_eq!((activity["code"].as_str(), activity["nomenclature"].as_str()), (Some("10.71C"), Some("NAF rév. 2")));
    let outlines = anybody.get("/api/v1/reference/contours?epci=200067361").await.expect(200).json();
    assert_eq!(outlines["items"], serde_json::json!([]));
}

#[actix_web::test]
async fn names_complete_without_accents_the_closest_first() {
    let app = TestApp::spawn().await;
    let anybody = app.anonymous();
    for (typed, first) in
        [("figeac", "46102"), ("FIGEAC", "46102"), ("st cere", "46251"), ("cah", "46042"), ("lot", "46")]
    {
        assert_eq!(codes(&items(&anybody, "territories?limit=1", typed).await), [first], "{typed}");
    }
    let figeac = items(&anybody, "territories?limit=5", "figeac").await;
    assert_eq!(codes(&figeac), ["46102", "200067361"], "a name, then the word of a name");
    assert!(items(&anybody, "territories?kind=commune", "46100").await.len() > 1, "communes of a postal code");
    assert_eq!(items(&anybody, "territories?limit=5", "' - %").await.len(), 0, "signs ask for nothing");

    for (typed, code, title) in [("infirmiere", "J1506", "infirmière"), ("usineur", "H2903", "usineur")] {
        let first = &items(&anybody, "occupations?limit=3", typed).await[0];
        assert_eq!((first["code"].as_str(), first["title"].as_str()), (Some(code), Some(title)), "{typed}");
    }
    let by_label = &items(&anybody, "occupations?limit=1", "Médecin généraliste").await[0];
    assert_eq!(by_label["title"], Value::Null);
    assert!(items(&anybody, "occupations?limit=5", "zzzz").await.is_empty());
}

#[actix_web::test]
async fn an_answer_that_did_not_change_is_not_sent_again() {
    let app = TestApp::spawn().await;
    let anybody = app.anonymous();
    for list in [
        "territories?q=figeac",
        "occupations?q=usineur",
        "activities?q=pain",
        "contours",
        "lists",
        "lists/project_types",
    ] {
        let path = format!("/api/v1/reference/{list}");
        let first = anybody.get(&path).await.expect(200);
        assert!(first.header("cache-control").starts_with("public"), "{list}");
        let known = first.header("etag").to_owned();
        let again = anybody.get(&path).header("if-none-match", &known).await.expect(304);
        assert_eq!((again.header("etag"), again.body.len()), (known.as_str(), 0), "{list}");
        anybody.get(&path).header("if-none-match", "\"another\"").await.expect(200);
    }
}

#[actix_web::test]
async fn wrong_questions_are_named_all_at_once() {
    let app = TestApp::spawn().await;
    let anybody = app.anonymous();
    let long = "a".repeat(201);
    let problem = anybody.get(format!("/api/v1/reference/occupations?limit=0&q={long}")).await;
    let problem = problem.expect_problem(422, "validation_failed");
    let wrong: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(wrong, ["q", "limit"]);
    anybody.get("/api/v1/reference/territories?kind=canton").await.expect_problem(422, "validation_failed");
    anybody.get("/api/v1/reference/territories?name=x").await.expect_problem(422, "unknown_parameter");
    anybody.get("/api/v1/reference/lists/nothing").await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn every_list_carries_labels() {
    let app = TestApp::spawn().await;
    let lists = app.anonymous().get("/api/v1/reference/lists").await.expect(200).json();
    let lists = lists["items"].as_array().unwrap();
    assert_eq!(lists.len(), domain::codes::lists().len());
    for list in lists {
        for item in list["items"].as_array().unwrap() {
            assert!(item["label"].as_str().is_some_and(|label| !label.is_empty()), "{item}");
        }
        let name = list["name"].as_str().unwrap();
        let alone = app.anonymous().get(format!("/api/v1/reference/lists/{name}")).await.expect(200).json();
        assert_eq!(&alone, list);
    }
    let two = app.anonymous().get("/api/v1/reference/lists?name=horizons,project_types").await.expect(200).json();
    let names: Vec<&str> = two["items"].as_array().unwrap().iter().map(|list| list["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["horizons", "project_types"]);
    let wrong = app.anonymous().get("/api/v1/reference/lists?name=horizons,nothing").await;
    let problem = wrong.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["code"], "unknown_code", "{problem}");
}

#[actix_web::test]
async fn cut_official_files_are_imported_with_a_report_and_twice_changes_nothing() {
    let app = TestApp::spawn().await;
    let paths =
        [fixture("unix_referentiel_appellation_cut_utf8.csv"), fixture("unix_referentiel_code_rome_cut_utf8.csv")];
    let before = version(&app).await;
    let first = import::rome(&app.state.store, &paths).await.unwrap();
    let kinds: Vec<_> = first.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [import::FileKind::Occupations, import::FileKind::Titles]);
    assert!(first.iter().all(|file| file.stored > 0 && file.stored == file.report.accepted()), "{first:?}");
    let after = version(&app).await;
    assert_ne!(before, after);
    assert_eq!(import::rome(&app.state.store, &paths).await.unwrap(), first);
    assert_eq!(version(&app).await, after);

    let contours = import::contours(&app.state.store, &fixture("contours.geojson"), 2018).await.unwrap();
    assert_eq!((contours.report.read, contours.report.accepted()), (11, 5));
    let shown = app.anonymous().get("/api/v1/reference/contours").await.expect(200).json();
    assert_eq!(shown["items"].as_array().unwrap().len(), contours.stored);
    assert_eq!(shown["items"][0]["vintage"], 2018);
}

async fn version(app: &TestApp) -> String {
    let topics = [Topic::OfficialOccupations, Topic::OfficialTitles];
    persistence::reference::version(app.state.store.reader(), &topics).await.unwrap()
}

#[actix_web::test]
async fn a_file_that_is_not_official_changes_nothing() {
    let app = TestApp::spawn().await;
    let paths = [fixture("unix_referentiel_code_rome_cut_utf8.csv"), fixture("communes-cut.csv")];
    let before = version(&app).await;
    let refused = import::rome(&app.state.store, &paths).await.unwrap_err();
    assert!(matches!(refused, import::ImportError::Unrecognised(_)), "{refused}");
    assert_eq!(version(&app).await, before);
}

#[actix_web::test]
async fn every_official_title_finds_its_occupation() {
    let (Some(titles), Some(occupations)) =
        (official("unix_referentiel_appellation_v460_utf8.csv"), official("unix_referentiel_code_rome_v460_utf8.csv"))
    else {
        return;
    };
    let app = TestApp::spawn().await;
    let reports = import::rome(&app.state.store, &[titles.clone(), occupations]).await.unwrap();
    assert_eq!(reports.iter().map(|file| file.stored).collect::<Vec<_>>(), [1584, 13_120]);
    assert!(reports.iter().all(|file| file.report.refused.is_empty()));

    let known: BTreeSet<String> = persistence::occupations::codes(app.state.store.reader()).await.unwrap();
    let text = std::fs::read_to_string(titles).unwrap();
    let titles = domain::occupations::parse_official_titles(&text, &known).unwrap().items;
    let anybody = app.anonymous();
    // Each is compared by the same rule in `domain`; the database is asked for one in forty.
    for title in titles.iter().step_by(40) {
        let found = items(&anybody, "occupations?limit=3", &title.title).await;
        let answer = found.iter().find(|item| item["code"] == title.occupation_code.as_str());
        let answer = answer.unwrap_or_else(|| panic!("{} is not found: {found:?}", title.title));
        let name = answer["title"].as_str().unwrap_or(answer["label"].as_str().unwrap());
        assert_eq!(domain::text::fold(name), domain::text::fold(&title.title));
    }
}

#[actix_web::test]
async fn the_command_imports_the_outlines_of_every_commune() {
    let Some(outlines) = official("contours-communes-46-2018.geojson") else { return };
    let database = TestDatabase::create().await;
    let outlines = outlines.display().to_string();
    for _ in 0..2 {
        let done = run(&database, &["reference", "import", "contours", &outlines, "--vintage", "2018"], "");
        assert!(done.status.success(), "{done:?}");
        let report = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(report.contains("320 lus, 320 acceptés, 0 refusés, 312 enregistrés"), "{report}");
        assert_eq!(report.matches("remarque").count(), 8, "{report}");
    }
    let refused = run(&database, &["reference", "import", "rome", &outlines], "");
    assert!(!refused.status.success());
}
