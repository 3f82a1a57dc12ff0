//! `ohmylot import prospects`, run as the real program.

use std::collections::BTreeMap;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};

use super::{expected, fixture};
use crate::harness::{TestDatabase, begin, run};

const HISTORY: &str = "historique-2018-2024.csv";

/// The last line of the standard output of an import that succeeded.
fn import(database: &TestDatabase, file: &str, more: &[&str]) -> String {
    let path = fixture(file).display().to_string();
    let arguments = [&["import", "prospects", &path, "--json"], more].concat();
    let output = run(database, &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().last().unwrap().to_owned()
}

/// A column of numbers, read past the program.
async fn numbers(database: &TestDatabase, sql: &str) -> Vec<i64> {
    let db = Database::connect(database.url()).await.unwrap();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let numbers = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    db.close().await.unwrap();
    numbers
}

async fn count(database: &TestDatabase, sql: &str) -> i64 {
    numbers(database, sql).await[0]
}

/// Years counted by a column that holds days.
async fn by_year(database: &TestDatabase, table: &str, day: &str, and: &str) -> Value {
    let mut years = BTreeMap::new();
    for year in 2018..=2026 {
        let range = format!("{day} >= '{year}-01-01' AND {day} <= '{year}-12-31'");
        let found = count(database, &format!("SELECT COUNT(*) FROM {table} WHERE {range} {and}")).await;
        if found > 0 {
            years.insert(year.to_string(), found);
        }
    }
    json!(years)
}

#[actix_web::test]
async fn seven_years_of_the_first_office_become_files_exactly_once() {
    let database = TestDatabase::create_empty().await;
    let expected = expected("historique-2018-2024.expected.json");
    let dry = import(&database, HISTORY, &["--dry-run"]);
    assert_eq!(dry, r#"{"rows":1508,"created":1460,"updated":0,"duplicates":37,"refused":11}"#);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM import_batches").await, 0);
    assert_eq!(import(&database, HISTORY, &[]), dry);
    let supported = by_year(&database, "status_changes", "effective_on", "AND to_status = 'supported'").await;
    assert_eq!(supported, expected["supported_by_year"]);
    assert_eq!(by_year(&database, "installations", "moved_in_on", "").await, expected["settled_by_year"]);
    let newcomers = "SELECT CAST(SUM(adults + children) AS BIGINT) FROM installations";
    assert_eq!(json!(count(&database, newcomers).await), expected["newcomers_actual"]);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM status_changes WHERE origin <> 'import'").await, 0);
    let idle = "SELECT COUNT(*) FROM prospects WHERE next_action_on IS NULL AND status IN \
                ('new', 'qualified', 'assigned', 'supported', 'confirmed', 'dormant')";
    assert_eq!(count(&database, idle).await, 0);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM interactions").await, 37);
    let gaps = "SELECT COUNT(*) FROM number_sequences s WHERE s.last <> \
                (SELECT COUNT(*) FROM prospects WHERE number LIKE 'OML-' || s.year || '-%')";
    assert_eq!(count(&database, gaps).await, 0);

    let again = import(&database, HISTORY, &[]);
    assert_eq!(again, r#"{"rows":1508,"created":0,"updated":0,"duplicates":1497,"refused":11}"#);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM prospects").await, 1460);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM prospects WHERE version <> 1").await, 0);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM interactions").await, 37);
}

#[actix_web::test]
async fn a_kill_at_any_moment_leaves_all_files_or_none() {
    let whole = TestDatabase::create().await;
    let started = Instant::now();
    import(&whole, HISTORY, &[]);
    let lasted = started.elapsed();

    let database = TestDatabase::create().await;
    let path = fixture(HISTORY).display().to_string();
    for percent in [50, 75, 95] {
        let mut process = begin(&database, &["import", "prospects", &path]);
        let until = lasted * percent / 100;
        wait(until);
        process.kill().unwrap();
        process.wait().unwrap();
        // Files and imports of one snapshot, told apart by their last digit.
        let both = "SELECT (SELECT COUNT(*) FROM prospects) * 10 + (SELECT COUNT(*) FROM import_batches)";
        match count(&database, both).await {
            0 => {}
            14_601 => return,
            found => panic!("{found} files and imports after a kill at {percent} %"),
        }
    }
    let done = import(&database, HISTORY, &[]);
    assert_eq!(done, r#"{"rows":1508,"created":1460,"updated":0,"duplicates":37,"refused":11}"#);
    assert_eq!(count(&database, "SELECT CAST(last AS BIGINT) FROM number_sequences WHERE year = 2018").await, 5);
}

/// Lets the program work: the moment of a kill is a guess by nature, and any is good.
pub fn wait(time: Duration) {
    let (_open, never) = channel::<()>();
    assert_eq!(never.recv_timeout(time), Err(RecvTimeoutError::Timeout));
}

#[actix_web::test]
async fn the_report_names_rows_and_reasons_but_nobody() {
    let database = TestDatabase::create().await;
    let path = fixture(HISTORY).display().to_string();
    let output = run(&database, &["import", "prospects", &path, "--dry-run"], "");
    assert!(output.status.success() && output.stdout.is_empty());
    let report = String::from_utf8(output.stderr).unwrap();
    for line in
        ["Encodage : windows-1252 ; séparateur : ';'", "  Date demande → Date de la demande", "ligne 280 refusée"]
    {
        assert!(report.contains(line), "{line} is missing in {report}");
    }
    assert!(!report.contains('@'), "{report}");
}

#[actix_web::test]
async fn what_cannot_be_imported_fails_with_its_reason() {
    let database = TestDatabase::create().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let picture = file("image.csv", "\u{0}\u{1}PNG\u{0}");
    let nameless = file("court.csv", "Mail;Date demande\nines@courriel.example;03/03/2021\n");
    let history = fixture(HISTORY).display().to_string();
    let wrong = file("mapping.json", r#"{"columns": [{"header": "N°", "field": "numero"}]}"#);
    for (arguments, reason) in [
        (vec!["import", "prospects", "/nowhere.csv"], "/nowhere.csv"),
        (vec!["import", "prospects", &picture], "fichier illisible"),
        (vec!["import", "prospects", &nameless], "colonne manquante : Nom"),
        (vec!["import", "prospects", &history, "--mapping", &wrong], "/columns/0/field (unknown_code)"),
    ] {
        let output = run(&database, &arguments, "");
        assert!(!output.status.success());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(reason), "{reason} is missing in {told}");
    }
    assert_eq!(count(&database, "SELECT COUNT(*) FROM import_batches").await, 0);
}

#[actix_web::test]
async fn a_mapping_file_serves_instead_of_the_proposal() {
    let database = TestDatabase::create().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bureau.csv");
    std::fs::write(&file, "Qui;Contact;Quand;Où en est-on\nFaure;a@courriel.example;03/03/2021;au chaud\n").unwrap();
    let mapping = folder.path().join("mapping.json");
    let chosen = json!({
        "columns": [
            {"header": "Qui", "field": "last_name"}, {"header": "Contact", "field": "email"},
            {"header": "Quand", "field": "requested_on"}, {"header": "Où en est-on", "field": "status"}
        ],
        "values": [{"field": "status", "value": "Au chaud", "code": "dormant"}]
    });
    std::fs::write(&mapping, chosen.to_string()).unwrap();
    let (file, mapping) = (file.display().to_string(), mapping.display().to_string());
    let output = run(&database, &["import", "prospects", &file, "--mapping", &mapping, "--json"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(count(&database, "SELECT COUNT(*) FROM prospects WHERE status = 'dormant'").await, 1);
}
