//! 5,000 offers, as a département's file of France Travail is: twice without a second copy, then without 37 of them.

use std::path::Path;

use serde_json::{Value, json};

use super::offers::{answer, counts, france_travail, import, undo};
use crate::harness::{Client, TestApp, TestDatabase, run};
use crate::job_offers::PATH;

const OFFERS: usize = 5_000;
const GONE: usize = 37;

/// The first columns of a file of reference data.
fn reference(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.map(|row| (row[0].to_owned(), row[1].to_owned())).unwrap()).collect()
}

/// Offers in every commune of the Lot, of every occupation.
fn generated() -> Vec<Value> {
    let (communes, occupations) = (reference("communes-46.csv"), reference("rome-v460.csv"));
    let contracts = ["CDI", "CDD", "MIS", "SAI"];
    let offer = |index: usize| {
        let (commune, place) = &communes[index % communes.len()];
        let (occupation, label) = &occupations[index % occupations.len()];
        let mut offer = france_travail(&format!("{index:03}FT{:02}", index % 89), label);
        offer["lieuTravail"] = json!({"libelle": format!("46 - {}", place.to_uppercase()), "commune": commune});
        (offer["romeCode"], offer["romeLibelle"]) = (json!(occupation), json!(label));
        offer["typeContrat"] = json!(contracts[index % contracts.len()]);
        offer["description"] = json!(format!("{label} à {place}. {}", "Vous travaillez en équipe. ".repeat(20)));
        offer["entreprise"] =
            if index.is_multiple_of(9) { json!({}) } else { json!({"nom": format!("Atelier {}", index % 700)}) };
        offer
    };
    (0..OFFERS).map(offer).collect()
}

async fn published(admin: &Client) -> Value {
    let query = format!("{PATH}?status=published&source=france_travail&count=exact&limit=1");
    admin.get(query).await.expect(200).json()["total"].clone()
}

#[actix_web::test]
async fn five_thousand_offers_twice_then_without_some_of_them_then_back() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let offers = generated();
    let whole = answer(&offers);
    let count = i64::try_from(OFFERS).unwrap();
    assert_eq!(counts(&import(&admin, "", whole.clone()).await), [count, 0, 0, 0, 0, 0]);
    assert_eq!(counts(&import(&admin, "", whole).await), [0, 0, count, 0, 0, 0]);
    assert_eq!(published(&admin).await, count);
    let fewer = answer(&offers[GONE..]);
    let left = count - i64::try_from(GONE).unwrap();
    let third = import(&admin, "", fewer).await;
    assert_eq!(counts(&third), [0, 0, left, count - left, 0, 0]);
    assert_eq!(published(&admin).await, left);
    assert_eq!(undo(&admin, &third).await, json!({"deleted": 0, "restored": GONE, "kept": []}));
    assert_eq!(published(&admin).await, count);
}

#[actix_web::test]
async fn the_command_line_does_the_same_and_says_it_on_one_line() {
    let database = TestDatabase::create_empty().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, offers: &[Value]| {
        let path = folder.path().join(name);
        std::fs::write(&path, answer(offers)).unwrap();
        path.display().to_string()
    };
    let offers = [france_travail("A", "Boulanger"), france_travail("B", "Soudeur"), france_travail("C", "")];
    let whole = file("ft.json", &offers);
    let tell = |more: &[&str]| {
        let arguments = [&["import", "job-offers"], more].concat();
        let output = run(&database, &arguments, "");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let expected =
        "{\"rows\":3,\"created\":2,\"updated\":0,\"duplicates\":0,\"refused\":1,\"unchanged\":0,\"closed\":0}\n";
    let (dry, report) = tell(&[&whole, "--dry-run", "--json"]);
    assert_eq!(dry, expected);
    assert!(report.contains("intitule → Titre (") && report.contains("ligne 3 refusée : Titre manquant"), "{report}");
    assert!(report.contains("3 lignes (source france_travail) : 2 offres créées"), "{report}");
    assert_eq!(tell(&[&whole, "--json"]).0, expected, "a dry run left nothing");
    let again =
        "{\"rows\":3,\"created\":0,\"updated\":0,\"duplicates\":0,\"refused\":1,\"unchanged\":2,\"closed\":0}\n";
    assert_eq!(tell(&[&whole, "--json"]).0, again);
    let short = file("court.json", &offers[1..2]);
    assert!(tell(&[&short, "--json", "--partial"]).0.ends_with("\"closed\":0}\n"));
    assert!(tell(&[&short, "--json"]).0.ends_with("\"unchanged\":1,\"closed\":1}\n"));
    let output = run(&database, &["import", "job-offers", &short, "--source", "pole"], "");
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("source (unknown_code)"));
}
