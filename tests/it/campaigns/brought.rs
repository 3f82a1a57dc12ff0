//! What campaigns bring: results down to families, corrections, and whom they may write to again.

use std::collections::BTreeSet;

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::{CAMPAIGNS, CODE, PROSPECTS, campaign, fault, faults, file, numbers, results, running, touchpoint};
use crate::harness::{Client, TestApp, epci_code};

/// Says when a file was opened.
async fn opened_at(t: &TestApp, file: &Value, at: &str) {
    let db = t.state.store.writer();
    let backend = db.get_database_backend();
    let number = file["number"].as_str().unwrap();
    let at: chrono::DateTime<chrono::Utc> = at.parse().unwrap();
    let sql = match backend {
        sea_orm::DbBackend::Postgres => "UPDATE prospects SET created_at = $1 WHERE number = $2",
        _ => "UPDATE prospects SET created_at = ? WHERE number = ?",
    };
    db.execute_raw(Statement::from_sql_and_values(backend, sql, [at.into(), number.into()])).await.unwrap();
}

async fn listed(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PROSPECTS}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["lead_name"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn results_go_down_to_families_and_every_number_opens_its_files() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let running = running(&admin).await;
    let point = touchpoint(&admin, &running, "Aire du Causse", Some(2)).await;
    let summer = file(&admin, "Alric", json!({"campaign": CODE})).await;
    // Midnight in the Lot is two hours before midnight elsewhere.
    opened_at(&t, &summer, "2026-06-30T22:30:00Z").await;
    let autumn = file(&admin, "Bourdin", json!({"campaign": CODE})).await;
    let met = file(&admin, "Castagne", json!({"touchpoint_id": point["id"]})).await;
    assert_eq!(met["campaign"], CODE, "the campaign follows the touchpoint");
    let before = file(&admin, "Delmas", json!({"campaign": CODE})).await;
    opened_at(&t, &before, "2026-06-30T21:30:00Z").await;
    file(&admin, "Estival", json!({"campaign": "autre"})).await;
    for one in [&autumn, &met] {
        let path = format!("{PROSPECTS}/{}/transitions", one["id"].as_str().unwrap());
        admin.post(path).json(json!({"to": "qualified"})).await.expect(200);
    }
    let path = format!("{PROSPECTS}/{}/transitions", autumn["id"].as_str().unwrap());
    let closed = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(path).json(closed).await.expect(200);
    let told = results(&admin, &running).await;
    assert_eq!(numbers(&told["total"]), [0, 0, 4, 2, 0, 0], "who was qualified once stays counted");
    let by_phase: Vec<i64> =
        told["phases"].as_array().unwrap().iter().map(|one| one["tally"]["files"].as_i64().unwrap()).collect();
    assert_eq!(by_phase, [1, 1, 1, 1], "summer, autumn, the spring of the touchpoint, outside");
    let phase = |index: usize| running["phases"][index]["id"].as_str().unwrap().to_owned();
    let id = point["id"].as_str().unwrap();
    for (query, expected) in [
        (format!("campaign={CODE}&sort=name"), "Ana Alric Ana Bourdin Ana Castagne Ana Delmas"),
        (format!("phase={}", phase(0)), "Ana Alric"),
        (format!("phase={}", phase(1)), "Ana Bourdin"),
        (format!("phase={}", phase(2)), "Ana Castagne"),
        (format!("campaign={CODE}&phase=none"), "Ana Delmas"),
        (format!("touchpoint={id}"), "Ana Castagne"),
        (format!("campaign={CODE}&touchpoint=none&sort=name"), "Ana Alric Ana Bourdin Ana Delmas"),
        (format!("campaign={CODE}&reached=qualified&sort=name"), "Ana Bourdin Ana Castagne"),
        (format!("phase={}&reached=supported", phase(1)), ""),
    ] {
        assert_eq!(listed(&admin, &query).await.join(" "), expected, "{query}");
    }
    let counts = admin.get(format!("{PROSPECTS}/counts?phase={}", phase(1))).await.expect(200).json();
    assert_eq!(counts["total"], 1);
    let export = admin.get(format!("{PROSPECTS}/export?touchpoint={id}")).await.expect(200).text();
    assert!(export.contains("Castagne") && !export.contains("Alric"), "{export}");
    for (query, parameter) in [
        (format!("phase={id}"), "phase"),
        ("phase=none".to_owned(), "campaign"),
        ("touchpoint=here".to_owned(), "touchpoint"),
        ("reached=new".to_owned(), "reached"),
    ] {
        let problem = admin.get(format!("{PROSPECTS}?{query}")).await.expect_problem(422, "validation_failed");
        assert_eq!(faults(&problem)[0].0, parameter, "{problem}");
    }
}

#[actix_web::test]
async fn a_referent_counts_the_files_of_the_territory_without_the_costs() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let running = running(&admin).await;
    file(&admin, "Alric", json!({"campaign": CODE})).await;
    let elsewhere = json!({"campaign": CODE, "wished_territories": [epci_code("Grand Cahors")]});
    file(&admin, "Bourdin", elsewhere).await;
    let all = results(&admin, &running).await;
    assert_eq!((&all["whole"], numbers(&all["total"])[2]), (&json!(true), 2));
    let own = results(&here, &running).await;
    assert_eq!((&own["whole"], numbers(&own["total"])[2]), (&json!(false), 1));
    assert_eq!((&all["costs"]["files"], &own["costs"]["files"]), (&json!(450_000), &Value::Null));
    assert_eq!(listed(&here, &format!("campaign={CODE}")).await.len(), 1);
}

#[actix_web::test]
async fn staff_correct_where_a_file_comes_from() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let first = running(&admin).await;
    let other = campaign(&admin, json!({"code": "autre", "label": "Autre"})).await;
    let (here, there) = (
        touchpoint(&admin, &first, "Aire du Causse", Some(0)).await,
        touchpoint(&admin, &other, "Vitrine", None).await,
    );
    let made = file(&admin, "Alric", json!({"campaign": "affiche"})).await;
    assert_eq!((&made["campaign"], &made["attribution"]), (&json!("affiche"), &Value::Null), "what is unknown stays");
    let path = format!("{PROSPECTS}/{}", made["id"].as_str().unwrap());
    let change = async |version: i32, body: Value| admin.patch(&path).if_match(version).json(body).await;
    let met = change(1, json!({"touchpoint_id": here["id"]})).await.expect(200).json();
    assert_eq!((&met["campaign"], &met["touchpoint_id"]), (&json!(CODE), &here["id"]));
    let torn = change(2, json!({"campaign": CODE, "touchpoint_id": there["id"]})).await.expect(200).json();
    assert_eq!(torn["campaign"], "autre", "only the touchpoint changed: the campaign follows");
    let both = change(3, json!({"campaign": CODE, "touchpoint_id": null})).await.expect(200).json();
    assert_eq!((&both["campaign"], &both["touchpoint_id"]), (&json!(CODE), &Value::Null));
    let wrong = change(4, json!({"campaign": "affiche", "touchpoint_id": there["id"]})).await;
    assert_eq!(faults(&wrong.expect_problem(422, "validation_failed")), fault("/touchpoint_id", "not_of_campaign"));
    let nowhere = change(4, json!({"touchpoint_id": first["id"]})).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&nowhere), fault("/touchpoint_id", "not_found"));
    change(4, json!({"touchpoint_id": there["id"]})).await.expect(200);
    let left = change(5, json!({"campaign": "affiche"})).await.expect(200).json();
    assert_eq!((&left["campaign"], &left["touchpoint_id"]), (&json!("affiche"), &Value::Null), "the touchpoint leaves");
    let id = made["id"].as_str().unwrap();
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}")).await.expect(200).json();
    assert!(journal.to_string().contains("touchpoint_id") && !journal.to_string().contains("affiche"), "{journal}");
}

#[actix_web::test]
async fn names_that_nobody_declared_are_told_and_declared_as_they_stand() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let unknown = "Salon, printemps 2026";
    file(&admin, "Alric", json!({"campaign": unknown})).await;
    file(&admin, "Bourdin", json!({"campaign": unknown})).await;
    let path = "/api/v1/undeclared-campaigns";
    referent.get(path).await.expect_problem(403, "forbidden");
    let told = admin.get(path).await.expect(200).json();
    let expected = json!({"code": unknown, "files": 2, "first_on": "2026-11-21", "last_on": "2026-11-21"});
    assert_eq!(told["items"], json!([expected]));
    let declared = campaign(&admin, json!({"code": unknown, "label": unknown})).await;
    assert_eq!(admin.get(path).await.expect(200).json()["items"], json!([]));
    assert_eq!(numbers(&results(&admin, &declared).await["total"])[2], 2, "their files count at once");
}

#[actix_web::test]
async fn two_declarations_of_one_name_make_one_campaign() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let declare = || admin.post(CAMPAIGNS).json(json!({"code": "salon", "label": "Salon"}));
    let (one, other) = tokio::join!(declare(), declare());
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert!(statuses[0] == 201 && [409, 422].contains(&statuses[1]), "{statuses:?}");
    assert_eq!(admin.get(CAMPAIGNS).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}

async fn agree(admin: &Client, file: &Value, purpose: &str) -> String {
    let body = json!({"purpose": purpose, "text_version": "2026-11", "channel": "phone", "proof": "Appel"});
    let path = format!("{PROSPECTS}/{}/consents", file["id"].as_str().unwrap());
    admin.post(path).json(body).await.expect(201).id()
}

#[actix_web::test]
async fn only_those_who_agreed_and_still_do_are_written_to() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let made = running(&admin).await;
    let mut files = vec![];
    for name in ["Alric", "Bourdin", "Castagne", "Delmas", "Estival"] {
        files.push(file(&admin, name, json!({})).await);
    }
    let cahors = json!({"wished_territories": [epci_code("Grand Cahors")]});
    files.push(file(&admin, "Fabre", cahors).await);
    for index in [0, 1, 3, 4, 5] {
        agree(&admin, &files[index], "newsletter").await;
    }
    let withdrawn = agree(&admin, &files[2], "newsletter").await;
    let path = format!("{PROSPECTS}/{}/consents/{withdrawn}/withdrawals", files[2]["id"].as_str().unwrap());
    admin.post(path).await.expect(200);
    let path = format!("{PROSPECTS}/{}/transitions", files[3]["id"].as_str().unwrap());
    admin.post(path).json(json!({"to": "closed", "closing_reason": "abandoned"})).await.expect(200);
    // Bourdin asked after the spring phase began.
    opened_at(&t, &files[1], "2027-03-02T09:00:00Z").await;
    t.clock.advance(Duration::days(120));
    let (admin, here) = (t.again(&admin).await, t.again(&here).await);
    let spring = made["phases"][2]["id"].as_str().unwrap();
    let base = format!("{CAMPAIGNS}/{}/solicitation", made["id"].as_str().unwrap());
    let told = admin.get(format!("{base}?phase={spring}")).await.expect(200).json();
    assert_eq!(told["kept"], 3, "{told}");
    assert_eq!(told["excluded"], json!([{"reason": "closed", "count": 1}, {"reason": "withdrawn", "count": 1}]));
    assert!(!told.to_string().contains("Castagne"), "reasons are counts only");
    let export = admin.get(format!("{base}/export?phase={spring}")).await.expect(200).text();
    let lines: Vec<&str> = export.lines().collect();
    assert_eq!(lines[0], "number,first_name,last_name,email,epci_code");
    let names: BTreeSet<&str> = lines[1..].iter().map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(names, ["Alric", "Estival", "Fabre"].into());
    let own = here.get(format!("{base}/export?phase={spring}&profile=excel-fr")).await.expect(200);
    assert!(own.text().contains("Alric") && !own.text().contains("Fabre"), "{}", own.text());
    let nobody = admin.get(format!("{base}?purpose=invitations&phase={spring}")).await.expect(200).json();
    assert_eq!(nobody["kept"], 0);
    admin.get(format!("{base}?purpose=studies")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{base}?phase={}", made["id"].as_str().unwrap())).await.expect_problem(422, "validation_failed");
    let id = made["id"].as_str().unwrap();
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}")).await.expect(200).json();
    let exports = journal["items"].as_array().unwrap().iter();
    assert_eq!(exports.filter(|one| one["action"] == "campaign.export_solicitation").count(), 2);
}
