//! The ledger beside the database: an old copy that comes back forgets again.

use api::erasure::ledger;

use super::*;
use crate::harness::run;

/// Brings people back as a copy made before their erasure does: their rows, and a database that knows of no erasure.
async fn bring_back(t: &TestApp) {
    execute(t, "UPDATE prospects SET status = 'new', lead_name = 'Inès Revenue', sort_name = 'revenue'").await;
    execute(t, "UPDATE members SET first_name = 'Inès', last_name = 'Revenue', email = 'ines@foyer.example'").await;
    execute(t, "DELETE FROM erasures").await;
}

#[actix_web::test]
async fn whoever_comes_back_with_an_old_copy_is_erased_again_and_nobody_else() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut ids = vec![];
    for name in ["Vayssettes", "Rouquié", "Delpech"] {
        ids.push(admin.post("/api/v1/prospects").json(household(name, FIGEAC)).await.expect(201).id());
    }
    anonymise(&admin, &ids[0]).await.expect(204);
    anonymise(&admin, &ids[2]).await.expect(204);
    let file = t.folder().join("erasures.log");
    let lines = std::fs::read_to_string(&file).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(ids.iter().all(|id| !lines.contains(id)), "no id stands in the ledger: {lines}");

    bring_back(&t).await;
    assert_eq!(ledger::replay(&t.state).await, Ok(2));
    assert_eq!(ledger::replay(&t.state).await, Ok(0), "done twice, nobody is left");
    let status = async |id: &str| {
        let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
        (file["status"].as_str().unwrap().to_owned(), file["members"][0]["first_name"].as_str().map(str::to_owned))
    };
    let gone = || ("anonymised".to_owned(), None);
    assert_eq!((status(&ids[0]).await, status(&ids[2]).await), (gone(), gone()));
    assert_eq!(status(&ids[1]).await, ("new".to_owned(), Some("Inès".to_owned())));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), lines, "nothing is written twice");
}

#[actix_web::test]
async fn a_ledger_that_was_lost_or_cut_is_written_again_from_the_database() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for name in ["Vayssettes", "Rouquié"] {
        let id = admin.post("/api/v1/prospects").json(household(name, FIGEAC)).await.expect(201).id();
        anonymise(&admin, &id).await.expect(204);
    }
    let file = t.folder().join("erasures.log");
    let whole = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(ledger::write_missing(&t.state).await, Ok(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
    // A kill in the middle of the second line.
    std::fs::write(&file, &whole[..whole.len() - 20]).unwrap();
    assert_eq!(ledger::write_missing(&t.state).await, Ok(1));
    assert_eq!(ledger::write_missing(&t.state).await, Ok(0));
}

#[actix_web::test]
async fn the_command_replays_and_describes() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post("/api/v1/prospects").json(household("Vayssettes", FIGEAC)).await.expect(201).id();
    anonymise(&admin, &id).await.expect(204);
    bring_back(&t).await;
    let told = |arguments: &[&str]| {
        let output = run(t.database(), arguments, "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(told(&["erasures", "replay"]), "1 effacement(s) rejoué(s)\n");
    assert_eq!(told(&["erasures", "replay"]), "0 effacement(s) rejoué(s)\n");
    assert!(told(&["retention", "--dry-run"]).ends_with("0 à prévenir, 0 à effacer\n"));
    assert!(told(&["erasures", "columns"]).contains("### `prospects`"));
}
