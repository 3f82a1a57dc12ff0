//! The journal as a chain, on both databases: whatever SQL does to it is refused, and found when it was not.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use crate::harness::{Person, TestApp, run};
use crate::prospects::{FIGEAC, household};

const VERIFICATION: &str = "/api/v1/audit-entries/verification";

async fn execute(t: &TestApp, sql: &str) -> Result<u64, sea_orm::DbErr> {
    let db = t.state.store.writer();
    Ok(db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await?.rows_affected())
}

async fn rewrite(t: &TestApp, sql: &str) {
    assert_eq!(execute(t, sql).await.unwrap(), 1, "{sql}");
}

/// What somebody does who owns the database.
async fn without_guards(t: &TestApp) {
    let of_table = |table: &str| match t.state.store.backend() {
        DbBackend::Postgres => format!(" ON audit_{table}"),
        _ => String::new(),
    };
    for (table, trigger) in [
        ("entries", "kept"),
        ("entries", "unchanged"),
        ("entries", "forgotten"),
        ("seals", "kept"),
        ("seals", "unchanged"),
    ] {
        execute(t, &format!("DROP TRIGGER tr_audit_{table}_{trigger}{}", of_table(table))).await.unwrap();
    }
}

async fn verification(admin: &Person) -> Value {
    admin.get(VERIFICATION).await.expect(200).json()
}

async fn seqs(t: &TestApp) -> Vec<i64> {
    let db = t.state.store.reader();
    let sql = "SELECT seq FROM audit_entries ORDER BY seq";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Ten files opened one after the other, twenty entries, sealed and found whole.
async fn lived() -> (TestApp, Person, Vec<i64>) {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for number in 0..10 {
        let id =
            admin.post("/api/v1/prospects").json(household(&format!("Foyer {number}"), FIGEAC)).await.expect(201).id();
        admin.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    }
    let found = verification(&admin).await;
    let seqs = seqs(&t).await;
    assert_eq!((&found["is_intact"], &found["checked"]), (&json!(true), &json!(seqs.len())));
    assert_eq!(found["up_to"], "2026-11-21T09:00:00Z");
    (t, admin, seqs)
}

/// The chain is found broken, and the row named, whatever else holds.
async fn expect_fault(admin: &Person, kind: &str, seq: Option<i64>) {
    let found = verification(admin).await;
    assert_eq!(found["is_intact"], false, "{found}");
    assert_eq!(found["fault"]["kind"], kind, "{found}");
    assert_eq!(found["fault"]["entry_id"], seq.map_or(Value::Null, |seq| json!(seq.to_string())), "{found}");
}

#[actix_web::test]
async fn the_journal_takes_nothing_but_new_entries() {
    let (t, admin, seqs) = lived().await;
    let one = seqs[3];
    for refused in [
        format!("DELETE FROM audit_entries WHERE seq = {one}"),
        format!("UPDATE audit_entries SET action = 'x' WHERE seq = {one}"),
        format!("UPDATE audit_entries SET actor_label = 'x' WHERE seq = {one}"),
        format!("UPDATE audit_entries SET reason = 'x' WHERE seq = {one}"),
        format!("UPDATE audit_entries SET actor_id = NULL WHERE seq = {one}"),
        format!("DELETE FROM audit_seals WHERE entry_seq = {one}"),
        format!("UPDATE audit_seals SET hash = 'x' WHERE entry_seq = {one}"),
        format!("UPDATE audit_seals SET actor_salt = 'x' WHERE entry_seq = {one}"),
    ] {
        let error = execute(&t, &refused).await.expect_err(&refused).to_string();
        assert!(error.contains("append-only"), "{refused}: {error}");
    }
    assert_eq!(verification(&admin).await["is_intact"], true);
}

#[actix_web::test]
async fn a_changed_row_is_named() {
    let (t, admin, seqs) = lived().await;
    without_guards(&t).await;
    rewrite(&t, &format!("UPDATE audit_entries SET actor_label = 'Quelqu’un' WHERE seq = {}", seqs[12])).await;
    expect_fault(&admin, "changed", Some(seqs[12])).await;
    rewrite(&t, &format!("UPDATE audit_entries SET action = 'user.read' WHERE seq = {}", seqs[5])).await;
    expect_fault(&admin, "changed", Some(seqs[5])).await;
}

#[actix_web::test]
async fn a_missing_row_is_named() {
    let (t, admin, seqs) = lived().await;
    without_guards(&t).await;
    rewrite(&t, &format!("DELETE FROM audit_entries WHERE seq = {}", seqs[9])).await;
    expect_fault(&admin, "missing", Some(seqs[9])).await;
    // With its place too: the gap stays.
    rewrite(&t, &format!("DELETE FROM audit_seals WHERE entry_seq = {}", seqs[9])).await;
    expect_fault(&admin, "missing", None).await;
    assert_eq!(verification(&admin).await["fault"]["position"], 10);
}

#[actix_web::test]
async fn the_newest_row_is_missed_too() {
    let (t, admin, seqs) = lived().await;
    without_guards(&t).await;
    let newest = seqs.last().unwrap();
    rewrite(&t, &format!("DELETE FROM audit_entries WHERE seq = {newest}")).await;
    rewrite(&t, &format!("DELETE FROM audit_seals WHERE entry_seq = {newest}")).await;
    expect_fault(&admin, "missing", None).await;
}

#[actix_web::test]
async fn a_row_slipped_in_is_named() {
    let (t, admin, seqs) = lived().await;
    without_guards(&t).await;
    // A row taken out makes room for another one.
    let (copy, fields) = (seqs[3], "at, actor_id, actor_label, action, resource_type, resource_id, fields, reason");
    let slipped = seqs[0] - 1;
    let sql = format!(
        "INSERT INTO audit_entries (seq, {fields}) SELECT {slipped}, {fields} FROM audit_entries WHERE seq = {copy}"
    );
    rewrite(&t, &sql).await;
    expect_fault(&admin, "inserted", Some(slipped)).await;
}

#[actix_web::test]
async fn a_row_written_now_of_the_day_before_is_named() {
    let (t, admin, seqs) = lived().await;
    t.clock.advance(chrono::Duration::days(1));
    let admin = Person { client: t.again(&admin).await, ..admin };
    admin.post("/api/v1/prospects").json(household("Lendemain", FIGEAC)).await.expect(201);
    assert_eq!(verification(&admin).await["is_intact"], true);
    t.clock.advance(chrono::Duration::minutes(1));
    let fields = "at, actor_id, actor_label, action, resource_type, resource_id, fields, reason";
    let sql =
        format!("INSERT INTO audit_entries ({fields}) SELECT {fields} FROM audit_entries WHERE seq = {}", seqs[3]);
    rewrite(&t, &sql).await;
    expect_fault(&admin, "inserted", self::seqs(&t).await.last().copied()).await;
}

#[actix_web::test]
async fn two_rows_that_changed_places_are_named() {
    let (t, admin, seqs) = lived().await;
    without_guards(&t).await;
    for (from, to) in [(seqs[6], 1_000_000), (seqs[7], seqs[6]), (1_000_000, seqs[7])] {
        rewrite(&t, &format!("UPDATE audit_entries SET seq = {to} WHERE seq = {from}")).await;
    }
    expect_fault(&admin, "changed", Some(seqs[6])).await;
}

#[actix_web::test]
async fn an_erased_identity_leaves_the_chain_whole() {
    let (t, admin, seqs) = lived().await;
    let erased = "UPDATE audit_entries SET actor_id = NULL, actor_label = 'erased', reason = NULL WHERE seq =";
    rewrite(&t, &format!("{erased} {}", seqs[4])).await;
    let found = verification(&admin).await;
    assert_eq!((&found["is_intact"], &found["forgotten"]), (&json!(true), &json!(1)), "{found}");
    let db = t.state.store.reader();
    let left = format!("SELECT COUNT(*) FROM audit_seals WHERE entry_seq = {} AND actor_salt IS NULL", seqs[4]);
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), left)).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1, "the salt went with the words");
}

#[actix_web::test]
async fn a_chain_made_anew_is_seen_by_what_was_noted() {
    let (t, admin, _) = lived().await;
    let head = verification(&admin).await["head"].as_str().unwrap().to_owned();
    let noted = |head: &str| admin.get(format!("{VERIFICATION}?noted={head}"));
    assert_eq!(noted(&head).await.expect(200).json()["is_intact"], true);
    let other = format!("{}:{}", head.split_once(':').unwrap().0, "0".repeat(64));
    assert_eq!(noted(&other).await.expect(200).json()["fault"]["kind"], "rewritten");
    noted("12:abc").await.expect_problem(422, "validation_failed");
    // Beyond the end: what was noted is no longer there.
    let beyond = format!("9999:{}", "0".repeat(64));
    assert_eq!(noted(&beyond).await.expect(200).json()["fault"]["kind"], "missing");
    drop(t);
}

/// Two at once, and entries written meanwhile: each entry gets one place.
#[actix_web::test]
async fn sealings_at_once_give_one_place_to_each() {
    let (t, admin, _) = lived().await;
    for round in 0..5 {
        let writing = admin.post("/api/v1/prospects").json(household(&format!("Autre {round}"), FIGEAC));
        let (written, first, second) =
            futures_util::join!(writing.into_future(), verification(&admin), verification(&admin));
        written.expect(201);
        assert_eq!((&first["is_intact"], &second["is_intact"]), (&json!(true), &json!(true)));
    }
    assert_eq!(verification(&admin).await["checked"], json!(seqs(&t).await.len()));
}

/// On PostgreSQL a row may be committed after one that was drawn later: it is no row slipped in.
#[actix_web::test]
async fn what_is_committed_late_gets_its_place() {
    let (t, admin, before) = lived().await;
    if t.state.store.backend() != DbBackend::Postgres {
        return;
    }
    let slow = t.state.store.begin().await.unwrap();
    let fields = "at, actor_id, actor_label, action, resource_type, resource_id, fields, reason";
    let sql =
        format!("INSERT INTO audit_entries ({fields}) SELECT {fields} FROM audit_entries WHERE seq = {}", before[0]);
    slow.execute_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    admin.post("/api/v1/prospects").json(household("Entre-temps", FIGEAC)).await.expect(201);
    let meanwhile = verification(&admin).await;
    assert_eq!((&meanwhile["is_intact"], &meanwhile["checked"]), (&json!(true), &json!(before.len() + 1)));
    slow.commit().await.unwrap();
    let after = verification(&admin).await;
    assert_eq!((&after["is_intact"], &after["checked"]), (&json!(true), &json!(before.len() + 2)), "{after}");
}

#[actix_web::test]
async fn the_command_says_what_it_found() {
    let (t, admin, seqs) = lived().await;
    let whole = run(t.database(), &["audit", "verify"], "");
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
    let head = String::from_utf8(whole.stdout).unwrap();
    assert_eq!(verification(&admin).await["head"], head.trim());
    assert!(run(t.database(), &["audit", "verify", "--noted", head.trim()], "").status.success());
    without_guards(&t).await;
    rewrite(&t, &format!("DELETE FROM audit_entries WHERE seq = {}", seqs[2])).await;
    let broken = run(t.database(), &["audit", "verify"], "");
    let told = String::from_utf8(broken.stderr).unwrap();
    assert!(!broken.status.success() && told.contains(&format!("la ligne {} (place 3", seqs[2])), "{told}");
}
