//! What a household registered for: on its page and in its calendar, as long as it is ahead.

use super::*;
use crate::events::{PATH as EVENTS, day, event, move_to, prepared};

const CALENDAR: &str = "/api/v1/public/household-page/appointments.ics";

/// A fair of two days with a workshop on the second, announced.
async fn fair(admin: &Client) -> (String, String) {
    let mut body = event("Salon du Lot", vec![day("2026-12-04", None), day("2026-12-05", None)]);
    (body["place"], body["commune_code"]) = (json!("Espace Clément-Marot"), json!("46042"));
    let id = prepared(admin, body).await;
    let workshop = json!({"kind": "workshop", "title": "Reprendre une ferme", "on": "2026-12-05", "starts_at": "18:00",
        "ends_at": "19:00", "capacity": 1, "place": "Salle 2", "video_url": "https://visio.example/ferme"});
    let session = admin.post(format!("{EVENTS}/{id}/sessions")).json(workshop).await.expect(201).id();
    move_to(admin, &id, "published").await;
    (id, session)
}

async fn register(admin: &Client, event: &str, session: Option<&str>, email: &str) -> String {
    let body = json!({"session_id": session, "first_name": "Quelqu’un", "email": email});
    admin.post(format!("{EVENTS}/{event}/registrations")).json(body).await.expect(201).id()
}

async fn titles(household: &Client) -> Vec<String> {
    let page = household.get(PAGE).await.expect(200).json();
    page["appointments"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_household_reads_what_it_registered_for_and_nobody_elses() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let (fair, workshop) = fair(&admin).await;
    let place = register(&admin, &fair, Some(&workshop), ADDRESS).await;
    // The workshop takes one: the partner waits in line.
    register(&admin, &fair, Some(&workshop), "yann@foyer.example").await;
    register(&admin, &fair, None, "autre@foyer.example").await;
    let household = link(&t, ADDRESS).await;
    let page = household.get(PAGE).await.expect(200).json();
    let [own, waiting] = page["appointments"].as_array().unwrap().as_slice() else { panic!("two: {page}") };
    assert_eq!(
        keys(own),
        BTreeSet::from([
            "title",
            "starts_on",
            "ends_on",
            "starts_at",
            "ends_at",
            "place",
            "video_url",
            "is_waiting",
            "path"
        ])
    );
    assert_eq!(own["title"], "Reprendre une ferme (Salon du Lot)");
    assert_eq!(
        (&own["starts_on"], &own["starts_at"], &own["ends_at"]),
        (&json!("2026-12-05"), &json!("2026-12-05T17:00:00Z"), &json!("2026-12-05T18:00:00Z")),
        "six in the evening in the Lot"
    );
    assert_eq!((&own["place"], &own["is_waiting"]), (&json!("Salle 2, Cahors"), &json!(false)));
    assert_eq!(own["video_url"], "https://visio.example/ferme");
    assert_eq!((&waiting["is_waiting"], &waiting["video_url"]), (&json!(true), &Value::Null), "no place, no link");

    let reply = household.get(CALENDAR).await.expect(200);
    assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert!(reply.header("content-disposition").starts_with("attachment;"));
    let text = reply.text();
    for line in [
        "DTSTART;VALUE=DATE:20261124",
        "SUMMARY:Appeler le foyer",
        "DTSTART:20261205T170000Z",
        "DTEND:20261205T180000Z",
        "LOCATION:Salle 2\\, Cahors",
        "STATUS:TENTATIVE",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "no {line} in {text}");
    }
    assert!(text.contains(&format!("UID:registration-{place}@ohmylot\r\n")), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    assert!(!text.contains("autre") && !text.contains("Quelqu"), "{text}");
    t.anonymous().get(CALENDAR).await.expect_problem(401, "page_link_expired");

    // The link of the place is theirs: whoever cannot come gives it up from here.
    let token = own["path"].as_str().unwrap().strip_prefix("/inscription#").unwrap();
    t.anonymous().post("/api/v1/public/event-registrations/cancel").json(json!({"token": token})).await.expect(200);
    let page = household.get(PAGE).await.expect(200).json();
    assert_eq!(page["appointments"].as_array().unwrap().len(), 1, "{page}");
    assert_eq!(page["appointments"][0]["is_waiting"], false, "whoever waited has the place");
}

#[actix_web::test]
async fn an_appointment_stays_until_it_is_over() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let (fair, workshop) = fair(&admin).await;
    register(&admin, &fair, Some(&workshop), ADDRESS).await;
    register(&admin, &fair, None, ADDRESS).await;
    let household = link(&t, ADDRESS).await;
    let (whole, part) = ("Salon du Lot", "Reprendre une ferme (Salon du Lot)");
    assert_eq!(titles(&household).await, [whole, part], "the first first");
    // Half past six in the evening, seven, and the day after.
    t.clock.advance(Duration::days(14) + Duration::minutes(8 * 60 + 30));
    assert_eq!(titles(&household).await, [whole, part]);
    t.clock.advance(Duration::minutes(30));
    assert_eq!(titles(&household).await, [whole]);
    t.clock.advance(Duration::days(1));
    assert!(titles(&household).await.is_empty());
}
