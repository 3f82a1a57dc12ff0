//! Backups with the real program, on both databases: what is restored is what was backed up, all of it or nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use api::backups::{Manifest, verify};
use api::config::Config;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::json;

use crate::harness::{TestApp, TestDatabase, begin, program_path, run, settings};
use crate::prospects::{FIGEAC, household};

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn done(output: Output) -> Output {
    assert!(output.status.success(), "{}", told(&output));
    output
}

#[track_caller]
fn refused(output: &Output, because: &str) {
    assert!(!output.status.success() && told(output).contains(because), "{}", told(output));
}

/// Makes a backup and reads what it says of itself.
fn back_up(database: &TestDatabase) -> (PathBuf, Manifest) {
    let folder = database.folder().join("sauvegardes");
    let output = done(run(database, &["backup", &folder.display().to_string()], ""));
    let file = PathBuf::from(String::from_utf8(output.stdout).unwrap().trim());
    let manifest = verify(&file).unwrap();
    (file, manifest)
}

fn restore(database: &TestDatabase, file: &Path, more: &[&str]) -> Output {
    run(database, &[&["restore", &file.display().to_string()], more].concat(), "")
}

async fn counts(database: &TestDatabase) -> BTreeMap<String, i64> {
    let db = Database::connect(database.url()).await.unwrap();
    let counts = persistence::backup::counts(&db).await.unwrap();
    db.close().await.unwrap();
    counts
}

async fn execute(t: &TestApp, sql: &str) {
    let db = t.state.store.writer();
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
}

/// What stands in a folder under a name that says that it is a backup.
fn backups_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "zip")).collect()
}

fn hidden_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

/// The drill of the operator: the demonstration, a backup, a life that goes on, and the backup elsewhere.
#[actix_web::test]
async fn a_restore_drill_gives_back_what_was_backed_up() {
    let t = TestApp::spawn().await;
    done(run(t.database(), &["seed", "--demo"], ""));
    let (file, manifest) = back_up(t.database());
    assert_eq!(counts(t.database()).await, manifest.tables);
    assert!(manifest.tables["prospects"] > 10 && manifest.tables["audit_seals"] > 10, "{:?}", manifest.tables);
    let engine = if t.state.store.backend() == DbBackend::Postgres { "postgres" } else { "sqlite" };
    assert_eq!(manifest.engine, engine);

    // Life goes on: files are opened, others are gone.
    let admin = t.admin().await;
    admin.post("/api/v1/prospects").json(household("Après", FIGEAC)).await.expect(201);
    execute(&t, "DELETE FROM interactions").await;

    let other = TestDatabase::create_empty().await;
    let output = done(restore(&other, &file, &[]));
    assert!(told(&output).contains("Base restaurée"), "{}", told(&output));
    assert_eq!(counts(&other).await, manifest.tables);
    done(run(&other, &["audit", "verify", "--noted", &manifest.journal], ""));
    assert!(hidden_in(other.folder()).iter().all(|path| !path.display().to_string().contains("restauration")));

    // The database that stands there is not written over unless the operator says so.
    let before = counts(t.database()).await;
    refused(&restore(t.database(), &file, &[]), "n’est pas vide");
    assert_eq!(counts(t.database()).await, before);
    t.state.store.clone().close().await.unwrap();
    done(restore(t.database(), &file, &["--force"]));
    assert_eq!(counts(t.database()).await, manifest.tables);
}

/// Whoever was erased after the backup is erased when it comes back, before anybody can read it.
#[actix_web::test]
async fn a_restored_backup_brings_nobody_back_who_was_erased_since() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let gone = admin.post("/api/v1/prospects").json(household("Oubliée", FIGEAC)).await.expect(201).id();
    let stays = admin.post("/api/v1/prospects").json(household("Restée", FIGEAC)).await.expect(201).id();
    // By the clock of the test: what is written after a sealing is not dated before it.
    let (file, manifest) = api::backups::backup(&t.state, &t.folder().join("sauvegardes")).await.unwrap();
    crate::erasure::anonymise(&admin, &gone).await.expect(204);
    let (place, settings) = (TestDatabase::create_empty().await, t.database().config());
    let there = Config { database_url: place.url().to_owned().into(), ..settings };
    api::backups::restore(&there, t.clock.clone(), &file, false).await.unwrap();
    let back = TestApp::over(place, there, t.clock.clone()).await;
    let admin = back.admin().await;
    for (id, status) in [(&gone, "anonymised"), (&stays, "new")] {
        let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
        assert_eq!((&file["status"], file["members"][0]["last_name"].is_null()), (&json!(status), status != "new"));
    }
    assert_eq!(crate::lessons::tables_with(&back, "Oubliée").await, Vec::<String>::new());
    let noted = format!("/api/v1/audit-entries/verification?noted={}", manifest.journal);
    assert_eq!(admin.get(noted).await.expect(200).json()["is_intact"], true);
}

#[actix_web::test]
async fn a_backup_that_is_not_whole_is_told_and_restores_nothing() {
    let t = TestApp::spawn().await;
    let (file, manifest) = back_up(t.database());
    done(run(t.database(), &["verify", &file.display().to_string()], ""));
    let whole = std::fs::read(&file).unwrap();
    let broken = t.folder().join("broken.zip");
    let other = TestDatabase::create_empty().await;
    let mut spoilt: Vec<Vec<u8>> =
        [1, 10, 2, 3].map(|part| whole[..whole.len() - whole.len() / (part + 1)].to_vec()).into();
    // One byte in the middle of the data.
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    spoilt.push(flipped);
    spoilt.push(b"not a backup".to_vec());
    spoilt.push(vec![]);
    for bytes in spoilt {
        std::fs::write(&broken, bytes).unwrap();
        assert!(verify(&broken).is_err());
        assert!(!restore(&other, &broken, &[]).status.success());
    }
    // Nothing of it arrived, so that the whole one still may.
    done(restore(&other, &file, &[]));
    assert_eq!(counts(&other).await, manifest.tables);
}

/// Killed at each of its steps, a backup leaves nothing that looks like one, and the next one clears up.
#[actix_web::test]
async fn a_killed_backup_leaves_no_file_that_looks_whole() {
    let t = TestApp::spawn().await;
    let folder = t.folder().join("sauvegardes");
    std::fs::create_dir_all(&folder).unwrap();
    let steps: [fn(&Path) -> bool; 3] = [
        |folder| !hidden_in(folder).is_empty(),
        |folder| hidden_in(folder).iter().any(|path| path.join("copy").exists()),
        |folder| hidden_in(folder).iter().any(|path| path.join("backup.zip").exists()),
    ];
    for reached in steps {
        let mut process = begin(t.database(), &["backup", &folder.display().to_string()]);
        while !reached(&folder) && process.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        process.kill().unwrap();
        process.wait().unwrap();
        for made in backups_in(&folder) {
            verify(&made).unwrap();
        }
        for left in hidden_in(&folder).iter().chain(&backups_in(&folder)) {
            // The next step is looked for in a folder without the one before.
            if left.is_dir() { std::fs::remove_dir_all(left).unwrap() } else { std::fs::remove_file(left).unwrap() }
        }
    }
    std::fs::create_dir(folder.join(".ohmylot-sauvegarde-killed")).unwrap();
    back_up(t.database());
    assert_eq!((hidden_in(&folder).len(), backups_in(&folder).len()), (0, 1));
}

#[actix_web::test]
async fn a_full_disk_leaves_no_backup() {
    let t = TestApp::spawn().await;
    let folder = t.folder().join("sauvegardes");
    // No file of this process may grow beyond some kilobytes: what a full disk answers.
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" backup \"$1\"";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(program_path())
        .arg(&folder)
        .env_clear()
        .envs(settings(t.database()))
        .output()
        .unwrap();
    assert!(!output.status.success(), "{}", told(&output));
    assert_eq!((backups_in(&folder).len(), hidden_in(&folder).len()), (0, 0));
    back_up(t.database());
}

#[actix_web::test]
async fn a_backup_of_a_newer_program_is_refused() {
    let t = TestApp::spawn().await;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_000001_newer', 1)";
    let (file, _) = back_up(t.database());
    let first = TestDatabase::create_empty().await;
    done(restore(&first, &file, &[]));
    execute(&t, newer).await;
    let folder = t.folder().join("autres");
    // Whether the server of today still starts on it is another matter: the copy says what it is.
    let made = api::backups::backup(&t.state, &folder).await.unwrap().0;
    let second = TestDatabase::create_empty().await;
    refused(&restore(&second, &made, &[]), "ne connaît pas encore");
}
