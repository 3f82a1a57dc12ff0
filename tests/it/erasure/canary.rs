//! A word that stands nowhere else, said wherever the API takes words: after the erasure nobody finds it, neither in the
//! tables nor in the files.

use std::collections::BTreeSet;
use std::path::Path;

use persistence::erasure::{Category, Rule, SubjectKind, tables};
use sea_orm::{DbBackend, TransactionTrait};

use super::*;
use crate::ambassadors::{somebody, written};
use crate::imports::{commit, upload};
use crate::journeys::mailed_token;
use crate::{contact_requests, event_registrations, stands};

/// Letters only, so that the index of words keeps its beginning.
const WORD: &str = "zqxcanari";

/// Columns that hold the word, in any case, as `table.column`.
async fn holding(t: &TestApp) -> BTreeSet<String> {
    let db = t.state.store.reader();
    let mut found = BTreeSet::new();
    for table in tables().unwrap() {
        for column in &table.columns {
            let text = match (db.get_database_backend(), column.name) {
                (DbBackend::Postgres, "content" | "body")
                    if ["import_batches", "kit_files", "idempotency_keys"].contains(&table.name) =>
                {
                    format!("encode(\"{}\", 'escape')", column.name)
                }
                _ => format!("CAST(\"{}\" AS text)", column.name),
            };
            let sql = format!("SELECT COUNT(*) FROM {} WHERE LOWER({text}) LIKE '%{WORD}%'", table.name);
            if number(t, &sql).await > 0 {
                found.insert(format!("{}.{}", table.name, column.name));
            }
        }
    }
    found
}

/// Files of the server's folder, the database of SQLite and its log among them, that hold the word.
fn files_holding(folder: &Path) -> Vec<String> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_holding(&path));
        } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).to_lowercase().contains(WORD) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

/// Tables and indexes of PostgreSQL whose pages hold the word, whether a row still shows it or not.
const PAGES_HOLDING: &str = "SELECT COALESCE(CAST(pg_filenode_relation(0, CAST(name AS oid)) AS text), name) \
    FROM (SELECT 'base/' || oid AS folder FROM pg_database WHERE datname = current_database()) own, \
        LATERAL pg_ls_dir(folder) name \
    WHERE name ~ '^[0-9]+$' AND position(convert_to('qxcanari', 'UTF8') \
        IN COALESCE(pg_read_binary_file(folder || '/' || name, 0, 1000000000, true), '')) > 0";

/// Where the word lies on the disk: in the files of the server, that of SQLite among them, or in those of PostgreSQL.
async fn on_disk(t: &TestApp) -> Vec<String> {
    let mut found = files_holding(t.folder());
    let db = t.state.store.reader();
    if db.get_database_backend() == DbBackend::Postgres {
        execute(t, "CHECKPOINT").await;
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, PAGES_HOLDING)).await.unwrap();
        found.extend(rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()));
    }
    found
}

/// A file with the word in every field that takes words, and everything that hangs on it.
async fn everywhere(t: &TestApp, admin: &Client, author: &Client) -> String {
    let body = json!({
        "source": "phone", "source_detail": "Zqxcanari", "household_kind": "family", "city": "Zqxcanari", "country": "FR",
        "postal_code": "44000", "language": "fr", "project_types": ["employee"], "horizon": "over_a_year",
        "maturity": "decided", "wished_territories": ["46102"], "obstacles": ["housing"],
        "housing_comment": "zqxcanari", "message": "zqxcanari",
        "next_action": {"label": "Zqxcanari", "on": "2026-11-24"},
        "members": [
            {"role": "lead", "first_name": "Zqxcanari", "last_name": "Zqxcanari", "email": "Zqxcanari@foyer.example",
             "phone": "06 39 98 12 34", "career": {"comment": "zqxcanari", "occupation_text": "zqxcanari"}},
            {"role": "partner", "first_name": "Zqxcanari", "last_name": "Zqxcanari", "email": "zqxcanari2@foyer.example"},
            {"role": "child", "age_band": "six_to_10"}
        ],
        "needs": [{"theme": "housing", "description": "zqxcanari"}]
    });
    let id = admin.post("/api/v1/prospects").json(body).await.expect(201).id();
    let path = format!("/api/v1/prospects/{id}");
    admin.post(format!("{path}/tasks")).idempotency_key("t").json(json!({"title": "zqxcanari"})).await.expect(201);
    for visibility in ["private", "partners"] {
        let note = json!({"kind": "note", "summary": "zqxcanari", "visibility": visibility});
        admin.post(format!("{path}/interactions")).idempotency_key(visibility).json(note).await.expect(201);
    }
    let needs = admin.get(&path).await.expect(200).json()["needs"].clone();
    let need = format!("{path}/needs/{}", needs[0]["id"].as_str().unwrap());
    admin.patch(need).if_match(1).json(json!({"answer": "zqxcanari"})).await.expect(200);
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    let texts = form["consent_texts"].as_array().unwrap();
    let text = texts.iter().find(|text| text["purpose"] == "follow_up").unwrap();
    let consent =
        json!({"purpose": "follow_up", "text_version": text["version"], "channel": "phone", "proof": "zqxcanari"});
    admin.post(format!("{path}/consents")).json(consent).await.expect(201);
    written(admin, somebody("Ada")).await;
    let agreement = json!({"agreed": true, "channel": "phone", "proof": "zqxcanari"});
    admin.post(format!("{path}/sponsoring-proposals")).json(agreement).await.expect(201);
    page_link(t).await;
    about_data(admin, &id).await;
    asked(t).await;
    met(t, author).await;
    came(t, admin).await;
    took_in(admin, &path).await;
    admin.post(format!("{path}/transitions")).json(json!({"to": "qualified", "reason": "zqxcanari"})).await.expect(200);
    accompanied(t, admin, &path).await;
    let closing = json!({"to": "closed", "closing_reason": "other", "reason": "zqxcanari"});
    admin.post(format!("{path}/transitions")).json(closing).await.expect(200);
    // What a partner answers by a link, the installation of a closed file: filled as their features fill them.
    execute(t, "UPDATE needs SET partner_reason = 'zqxcanari', answer_author_name = 'zqxcanari'").await;
    execute(t, "UPDATE stand_captures SET reason = 'zqxcanari'").await;
    execute(t, "UPDATE privacy_request_steps SET actor_name = 'zqxcanari'").await;
    execute(t, "UPDATE prospects SET next_action_label = 'zqxcanari' WHERE next_action_label IS NULL").await;
    let moved = format!(
        "INSERT INTO installations (id, prospect_id, moved_in_on, adults, children, employer_name, created_at, updated_at) \
         SELECT id, id, '2026-11-01', 2, 1, 'zqxcanari', created_at, created_at FROM prospects WHERE number = '{}'",
        admin.get(&path).await.json()["number"].as_str().unwrap()
    );
    execute(t, &moved).await;
    id
}

/// They ask for the link of their page.
async fn page_link(t: &TestApp) {
    let asked = json!({"email": "zqxcanari@foyer.example"});
    t.anonymous().post("/api/v1/public/household-page/links").json(asked).await.expect(202);
}

/// They ask for something about their data, and are answered.
async fn about_data(admin: &Client, id: &str) {
    let body = json!({"prospect_id": id, "kind": "rectification", "channel": "phone", "requester_name": "Zqxcanari",
        "requester_email": "zqxcanari@foyer.example", "identity_proof": "zqxcanari", "details": "zqxcanari"});
    let made = admin.post("/api/v1/privacy-requests").json(body).await.expect(201).id();
    let answer = json!({"to": "answered", "answer": "zqxcanari"});
    admin.post(format!("/api/v1/privacy-requests/{made}/transitions")).json(answer).await.expect(200);
}

/// Somebody asks by the public form.
async fn asked(t: &TestApp) {
    let changes = json!({"first_name": "Zqxcanari", "last_name": "Zqxcanari", "email": "zqxcanari3@foyer.example",
        "phone": null, "message": "zqxcanari", "partner_first_name": "Zqxcanari",
        "occupations": [{"text": "zqxcanari"}]});
    let form = contact_requests::form_with(t, changes).await;
    contact_requests::send(t, form).await.expect(201);
}

/// The same person is met on a stand; nobody looked yet whether they are known.
async fn met(t: &TestApp, author: &Client) {
    let event = stands::fair(author).await;
    let tablet = stands::device(t, &stands::code_of(author, &event).await).await;
    let mut more = stands::reachable("Zqxcanari", "06 39 98 12 34");
    for field in ["note", "last_name"] {
        more[field] = json!("zqxcanari");
    }
    more["email"] = json!("zqxcanari3@foyer.example");
    let item = stands::person("with_project", "01890a5d-ac96-774b-bcce-b302099a8057", &more);
    let kept = tablet.post(stands::SYNC).json(stands::batch(t, vec![item], vec![])).await.expect(200).json();
    assert_eq!(kept["captures"][0]["outcome"], "created", "{kept}");
}

/// Somebody of the household comes to an event.
async fn came(t: &TestApp, admin: &Client) {
    let event = event_registrations::open_forum(admin).await;
    let body = json!({"first_name": "Zqxcanari", "email": "zqxcanari@foyer.example"});
    admin.post(format!("/api/v1/events/{event}/registrations")).json(body).await.expect(201);
    t.run_jobs().await;
}

/// Another file of theirs was opened by mistake, and taken in.
async fn took_in(admin: &Client, path: &str) {
    let mut other = household("Zqxcanari", FIGEAC);
    other["city"] = json!("Zqxcanari-lès-Figeac");
    other["members"][0]["phone"] = json!("06 39 98 12 35");
    let id = admin.post("/api/v1/prospects").json(other).await.expect(201).id();
    let (kept, other) = (admin.get(path).await, admin.get(format!("/api/v1/prospects/{id}")).await);
    let body = json!({"other": id, "other_version": other.json()["version"], "choices": {"city": "other"}});
    admin.post(format!("{path}/merges")).if_match(kept.version()).json(body).await.expect(201);
}

/// One référent declines, another one takes the file and hands it on.
async fn accompanied(t: &TestApp, admin: &Client, path: &str) {
    let (declines, gives, takes) =
        (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let proposed = json!({"referent_id": declines.referent_id, "role": "technical", "explanation": "zqxcanari"});
    let proposal = admin.post(format!("{path}/assignments")).json(proposed).await.expect(201).id();
    let no = json!({"to": "declined", "reason": "out_of_skill", "comment": "zqxcanari"});
    declines.post(format!("{path}/assignments/{proposal}/transitions")).json(no).await.expect(200);
    let own = json!({"referent_id": gives.referent_id, "role": "territorial", "accepted": true});
    let given = admin.post(format!("{path}/assignments")).json(own).await.expect(201).id();
    let on = json!({"referent_id": takes.referent_id, "note": "zqxcanari"});
    admin.post(format!("{path}/assignments/{given}/transfers")).json(on).await.expect(201);
}

/// Columns that hold something of people and are blanked, as `table.column`; those that take no word, as numbers of
/// telephones, are left out.
fn personal() -> BTreeSet<String> {
    // What an import takes is in a test of its own; the others hold what the program writes, or names of staff.
    let wordless = [
        "import_batches.",
        "import_rows.",
        "duplicate_pairs.",
        "audit_entries.",
        "idempotency_keys.headers",
        "outbox_messages.subject",
    ];
    let of_people = |category| matches!(category, Category::Identity | Category::Contact | Category::FreeText);
    let with_files =
        tables().unwrap().iter().filter(|table| table.routes.iter().any(|(kind, _)| *kind == SubjectKind::File));
    let all = with_files.flat_map(|table| {
        let blanked = table.columns.iter().filter(move |one| of_people(one.category) && one.rule != Rule::Keep);
        blanked.map(|one| format!("{}.{}", table.name, one.name))
    });
    all.filter(|name| !name.ends_with(".phone") && !wordless.iter().any(|start| name.starts_with(start))).collect()
}

/// Tables are written anew at three in the morning in the Lot, not while people work.
async fn the_night_after(t: &TestApp) {
    api::housekeeping::run_once(&t.state).await.unwrap();
    t.clock.advance(chrono::Duration::hours(17));
    api::housekeeping::run_once(&t.state).await.unwrap();
}

#[actix_web::test]
async fn nobody_finds_the_word_after_the_erasure() {
    let t = TestApp::spawn().await;
    let (admin, author) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = everywhere(&t, &admin, &author).await;
    // A person would have said that the one who asked, and the one met on the stand, are this one.
    for table in ["contact_requests", "stand_captures"] {
        let own = "(SELECT id FROM prospects ORDER BY created_at, number LIMIT 1)";
        execute(&t, &format!("UPDATE {table} SET prospect_id = {own}")).await;
    }
    // Some mails left, as files; some wait.
    assert!(api::mail::deliver_due(&t.state).await.unwrap() > 0);
    assert!(!files_holding(&t.folder().join("mails")).is_empty());
    page_link(&t).await;
    t.state.store.analyze().await.unwrap();
    let before = holding(&t).await;
    let not_said: Vec<String> = personal().difference(&before).cloned().collect();
    assert_eq!(not_said, Vec::<String>::new(), "columns that may hold words of people, and were not given the word");

    anonymise(&admin, &id).await.expect(204);
    assert_eq!(holding(&t).await, BTreeSet::new(), "columns that still hold the word");
    assert_ne!(on_disk(&t).await, Vec::<String>::new(), "blank rows, and pages that are not");
    the_night_after(&t).await;
    assert_eq!(on_disk(&t).await, Vec::<String>::new(), "files that still hold the word");
    // Screens that showed it still answer.
    let admin = t.again(&admin).await;
    for path in ["/api/v1/contact-requests", "/api/v1/prospects?archived=any&q=zqxcanari", "/api/v1/audit-entries"] {
        let reply = admin.get(path).await.expect(200);
        assert!(!reply.text().to_lowercase().contains(WORD), "{path}");
    }
    admin.get(format!("/api/v1/prospects/{id}/interactions")).await.expect(200);
    admin.get(format!("/api/v1/prospects/{id}/sponsoring-proposals")).await.expect(200);
}

#[actix_web::test]
async fn the_table_that_somebody_came_with_goes_with_them() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let csv = "Nom;Mail;Date demande;Observations\nZqxcanari;zqxcanari@courriel.example;03/03/2021;zqxcanari\n";
    let import = upload(&admin, "zqxcanari.csv", csv).await.expect(201).json();
    commit(&admin, &import).await;
    assert!(holding(&t).await.contains("import_batches.content"));
    let files = admin.get("/api/v1/prospects?limit=2").await.expect(200).json();
    anonymise(&admin, files["items"][0]["id"].as_str().unwrap()).await.expect(204);
    assert_eq!(holding(&t).await, BTreeSet::new());
    the_night_after(&t).await;
    assert_eq!(on_disk(&t).await, Vec::<String>::new());
}

/// Files of the log of PostgreSQL that tell of somebody; a name of its own, because every test writes to one log.
const LOG_HOLDING: &str = "SELECT name FROM pg_ls_waldir() \
    WHERE position(convert_to('qxjournal', 'UTF8') IN COALESCE(pg_read_binary_file('pg_wal/' || name, 0, 1000000000, true), '')) > 0";

fn is_postgres(t: &TestApp) -> bool {
    t.state.store.backend() == DbBackend::Postgres
}

async fn in_the_log(t: &TestApp) -> bool {
    let db = t.state.store.reader();
    if is_postgres(t) {
        // As the server does by itself within minutes.
        execute(t, "CHECKPOINT").await;
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, LOG_HOLDING)).await.unwrap();
        return !rows.is_empty();
    }
    let log = std::fs::read(t.folder().join("ohmylot.sqlite-wal")).unwrap();
    String::from_utf8_lossy(&log).contains("qxjournal")
}

#[actix_web::test]
async fn the_log_of_the_database_forgets_too() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    // Other tests write to the same log, whose files would go before they are looked at.
    if is_postgres(&t) {
        execute(&t, "SELECT pg_create_physical_replication_slot('keeps_the_log', true)").await;
    }
    let id = admin.post("/api/v1/prospects").json(household("Zqxjournal", FIGEAC)).await.expect(201).id();
    assert!(in_the_log(&t).await);
    if is_postgres(&t) {
        execute(&t, "SELECT pg_drop_replication_slot('keeps_the_log')").await;
    }
    anonymise(&admin, &id).await.expect(204);
    the_night_after(&t).await;
    assert!(!in_the_log(&t).await);
}

/// What another database of the server writes at that moment keeps the rows that went from being let go.
#[actix_web::test]
async fn who_began_before_is_waited_for() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post("/api/v1/prospects").json(household("Zqxcanari", FIGEAC)).await.expect(201).id();
    t.state.store.analyze().await.unwrap();
    let elsewhere = t.database().elsewhere().await;
    let writes = match &elsewhere {
        Some(db) => Some(db.begin().await.unwrap()),
        None => None,
    };
    if let Some(tx) = &writes {
        tx.execute_unprepared("SELECT pg_current_xact_id()").await.unwrap();
    }
    anonymise(&admin, &id).await.expect(204);
    the_night_after(&t).await;
    if let Some(tx) = writes {
        assert_ne!(on_disk(&t).await, Vec::<String>::new(), "what the other one may still read");
        tx.rollback().await.unwrap();
        api::housekeeping::run_once(&t.state).await.unwrap();
    }
    assert_eq!(on_disk(&t).await, Vec::<String>::new());
}

/// Links that were mailed before open nothing afterwards.
#[actix_web::test]
async fn links_of_the_household_die_with_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = household("Vayssettes", FIGEAC);
    body["members"][0]["email"] = json!("ines@foyer.example");
    let id = admin.post("/api/v1/prospects").json(body).await.expect(201).id();
    let asked = json!({"email": "ines@foyer.example"});
    t.anonymous().post("/api/v1/public/household-page/links").json(asked).await.expect(202);
    let page = t.bearer(&mailed_token(&t, "household_link").await);
    page.get("/api/v1/public/household-page").await.expect(200);
    anonymise(&admin, &id).await.expect(204);
    page.get("/api/v1/public/household-page").await.expect_problem(401, "page_link_expired");
    assert_eq!(t.queued_mails().await, Vec::<String>::new(), "what waited for them is not sent");
}
