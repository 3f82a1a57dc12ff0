//! J9: a congress of interns: counted, written down, routed to medical demography, reminded, settled.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{day, event, prepared};
use crate::harness::TestApp;
use crate::stands::{SYNC, batch, captures, device_of, person, reachable};

#[actix_web::test]
async fn j9_an_intern_met_on_a_stand_is_reminded_before_the_internship_ends_and_settles() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await, t.referent("Grand-Figeac").await);
    let demography = t.referent_of("departement", &["46"], &["health"]).await;
    let mut congress = event("Congrès des internes", vec![day("2026-11-21", None)]);
    congress["kind"] = json!("health");
    let congress = prepared(&admin, congress).await;
    let tablet = device_of(&t, &congress).await;
    let interns = (0..12).map(|n| {
        let mut intern = reachable("Ada", &format!("06 39 98 12 {n:02}"));
        intern["project_types"] = json!([]);
        intern["health"] = json!({"faculty": "Toulouse", "semester": 3, "internship_ends_on": "2028-08-31"});
        person("with_project", &Uuid::now_v7().to_string(), &intern)
    });
    let tally = vec![json!({"day": "2026-11-21", "visitors": 40})];
    tablet.post(SYNC).json(batch(&t, interns.collect(), tally)).await.expect(200);
    t.run_jobs().await;
    t.run_jobs().await;
    let met = captures(&admin, &congress, "&status=linked").await;
    assert_eq!(met.len(), 12);

    // The file knows the course, and reminds somebody six months before its end.
    let path = format!("/api/v1/prospects/{}", met[0]["prospect_id"].as_str().unwrap());
    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["target_group"], &file["project_types"]), (&json!("health_professionals"), &json!(["health"])));
    let health = &file["members"][0]["career"]["health"];
    assert_eq!((&health["status"], &health["internship_ends_on"]), (&json!("intern"), &json!("2028-08-31")));
    assert_eq!(file["members"][0]["career"]["comment"], "Semestre 3");
    let due: NaiveDate = file["tasks"][0]["due_on"].as_str().unwrap().parse().unwrap();
    assert_eq!(due, NaiveDate::from_ymd_opt(2028, 2, 29).unwrap());

    // Medical demography follows beside the territory.
    let qualified = admin.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await.expect(200).json();
    let part = |role: &str| {
        let all = qualified["assignments"].as_array().unwrap();
        all.iter().find(|one| one["role"] == role).unwrap().clone()
    };
    let (territorial, technical) = (part("territorial"), part("technical"));
    assert_eq!(technical["referent_id"], demography.referent_id.unwrap().to_string());
    let accept = async |who: &crate::harness::Client, row: &Value| {
        let answer = format!("{path}/assignments/{}/transitions", row["id"].as_str().unwrap());
        who.post(answer).json(json!({"to": "accepted"})).await.expect(200);
    };
    accept(&here, &territorial).await;
    accept(&demography, &technical).await;

    // Invited to the evening, then at home here.
    let evening = prepared(&admin, event("Soirée des internes", vec![day("2026-12-10", None)])).await;
    crate::events::move_to(&admin, &evening, "published").await;
    let guest = json!({"first_name": "Ada", "email": "ada@foyer.example", "guests": 0});
    admin.post(format!("/api/v1/events/{evening}/registrations")).json(guest).await.expect(201);
    for to in ["supported", "confirmed"] {
        admin.post(format!("{path}/transitions")).json(json!({"to": to})).await.expect(200);
    }
    let home = json!({"moved_in_on": "2026-11-21", "commune_code": "46102", "adults": 1, "children": 0});
    admin.put(format!("{path}/installation")).json(home).await.expect(200);
    admin.post(format!("{path}/transitions")).json(json!({"to": "settled"})).await.expect(200);
    let line = "/api/v1/prospects?target_group=health_professionals&status=settled&count=exact";
    assert_eq!(admin.get(line).await.expect(200).json()["total"], 1);
    let report = admin.get(format!("/api/v1/events/{congress}/report")).await.expect(200).json();
    let people: Vec<i64> =
        report["stages"].as_array().unwrap().iter().map(|one| one["people"].as_i64().unwrap()).collect();
    assert_eq!(people, [40, 12, 12, 1, 1]);
}
