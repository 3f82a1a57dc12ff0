//! What the public reads of the events: the calendar, the pages, the feed that calendars follow.

use std::collections::BTreeMap;

use ical::parser::ical::component::IcalCalendar;
use serde_json::{Value, json};

use crate::events::{PATH, day, event, move_to, prepared};
use crate::harness::{Reply, TestApp};

const PUBLIC: &str = "/api/v1/public/events";

/// The only calendar of an answer, read by a parser that is not the one that wrote it.
fn parsed(reply: &Reply) -> IcalCalendar {
    assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
    let mut calendars = ical::IcalParser::new(reply.body.as_ref());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    calendar
}

fn entries(calendar: &IcalCalendar) -> Vec<BTreeMap<String, String>> {
    let values = |entry: &ical::parser::ical::component::IcalEvent| {
        entry.properties.iter().map(|one| (one.name.clone(), one.value.clone().unwrap_or_default())).collect()
    };
    calendar.events.iter().map(values).collect()
}

#[actix_web::test]
async fn the_public_reads_what_was_announced_and_nothing_of_the_kitchen() {
    let t = TestApp::spawn().await;
    let (admin, anyone) = (t.admin().await, t.anonymous());
    let mut fair = event("Salon du Lot", vec![day("2027-04-07", Some(("14:00", "17:30")))]);
    (fair["budget"], fair["commune_code"]) =
        (json!([{"label": "Stand", "stage": "paid", "cents": 100}]), json!("46102"));
    let fair = prepared(&admin, fair).await;
    let mut inside = event("Comité de pilotage", vec![day("2027-04-08", None)]);
    inside["is_public"] = json!(false);
    let inside = prepared(&admin, inside).await;
    anyone.get(format!("{PUBLIC}/{fair}")).await.expect_problem(404, "not_found");
    for id in [&fair, &inside] {
        move_to(&admin, id, "published").await;
    }
    let list = anyone.get(PUBLIC).await.expect(200);
    anyone.get(PUBLIC).header("if-none-match", list.header("etag")).await.expect(304);
    let list = list.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    anyone.get(format!("{PUBLIC}/{inside}")).await.expect_problem(404, "not_found");
    let one = anyone.get(format!("{PUBLIC}/{fair}")).await.expect(200).json();
    assert_eq!((&one["starts_at"], &one["commune_name"]), (&json!("2027-04-07T12:00:00Z"), &json!("Figeac")));
    for kept in ["budget", "author_name", "capacity", "version"] {
        assert!(one[kept].is_null(), "{kept}: {one}");
    }
    move_to(&admin, &fair, "cancelled").await;
    assert_eq!(anyone.get(PUBLIC).await.expect(200).json()["items"][0]["status"], "cancelled", "whoever comes is told");
}

#[actix_web::test]
async fn a_draft_that_was_cancelled_was_never_known() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = prepared(&admin, event("Projet", vec![day("2027-04-07", None)])).await;
    move_to(&admin, &id, "cancelled").await;
    t.anonymous().get(format!("{PUBLIC}/{id}")).await.expect_problem(404, "not_found");
    assert_eq!(t.anonymous().get(PUBLIC).await.expect(200).json()["items"], json!([]));
}

#[actix_web::test]
async fn a_page_tells_search_engines_what_is_known_and_one_that_is_over_is_gone() {
    let t = TestApp::spawn().await;
    let (admin, anyone) = (t.admin().await, t.anonymous());
    let mut body = event("Salon <du> Lot", vec![day("2026-11-20", None), day("2026-11-21", Some(("09:30", "17:00")))]);
    body["description"] = json!("Rencontrez les référents.");
    let id = prepared(&admin, body).await;
    let path = move_to(&admin, &id, "published").await["public_path"].as_str().unwrap().to_owned();
    let html = anyone.get(&path).await.expect(200).text();
    let json = html.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let told: Value = serde_json::from_str(json).unwrap();
    assert_eq!((&told["@type"], &told["name"]), (&json!("Event"), &json!("Salon <du> Lot")));
    assert_eq!((&told["startDate"], &told["endDate"]), (&json!("2026-11-20"), &json!("2026-11-21T17:00:00+01:00")));
    assert_eq!(told["eventAttendanceMode"], "https://schema.org/OfflineEventAttendanceMode");
    assert_eq!(told["location"]["@type"], "Place");
    assert!(html.contains("Salon &lt;du&gt; Lot – du 20/11/2026 au 21/11/2026"), "{html}");
    anyone.get(format!("/evenements/ancien-titre-{id}")).await.expect(301);
    assert!(anyone.get("/evenements").await.expect(200).text().contains("Une date à venir"));
    let sitemap = anyone.get("/sitemap.xml").await.expect(200);
    assert!(sitemap.text().contains(&path) && sitemap.text().contains("/evenements</loc>"));
    for state in ["registrations_closed", "running", "finished", "archived"] {
        move_to(&admin, &id, state).await;
    }
    let gone = anyone.get(&path).await.expect(410).text();
    assert!(gone.contains("noindex") && !gone.contains("ld+json"));
    anyone.get(format!("{PUBLIC}/{id}")).await.expect_problem(410, "event_gone");
    let tag = sitemap.header("etag").to_owned();
    assert!(!anyone.get("/sitemap.xml").header("if-none-match", &tag).await.expect(200).text().contains(&path));
    anyone.get("/evenements/jamais-vu-0193a000-0000-7000-8000-0000000000b1").await.expect(404);
}

#[actix_web::test]
async fn calendars_follow_an_event_in_the_time_of_the_lot() {
    let t = TestApp::spawn().await;
    let (admin, anyone) = (t.admin().await, t.anonymous());
    // The clocks change on 28 March 2027; the last entry has no hours.
    let days = vec![
        day("2027-03-27", Some(("09:30", "17:00"))),
        day("2027-03-29", Some(("09:30", "17:00"))),
        day("2027-03-30", None),
    ];
    let id = prepared(&admin, event("Salon, ateliers ; visites", days)).await;
    move_to(&admin, &id, "published").await;
    let path = format!("{PUBLIC}/{id}/event.ics");
    let reply = anyone.get(&path).await.expect(200);
    let text = reply.text();
    for line in [
        "DTSTART;TZID=Europe/Paris:20270327T093000\r\n",
        "DTEND;TZID=Europe/Paris:20270329T170000\r\n",
        "DTSTART;VALUE=DATE:20270330\r\n",
        "TZID:Europe/Paris\r\n",
        "SUMMARY:Salon\\, ateliers \\; visites\r\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let calendar = parsed(&reply);
    assert_eq!(calendar.timezones.len(), 1);
    assert_eq!(calendar.timezones[0].transitions.len(), 2, "summer and winter");
    let first = entries(&calendar);
    assert_eq!(first.len(), 3);
    assert_eq!(first[0]["UID"], format!("event-{id}-2027-03-27@ohmylot"));
    assert_eq!((first[0]["STATUS"].as_str(), first[0]["SEQUENCE"].as_str()), ("CONFIRMED", "2"));
    let instant = |at: &Value| at.as_str().unwrap().to_owned();
    let told = anyone.get(format!("{PUBLIC}/{id}")).await.expect(200).json();
    assert_eq!(instant(&told["starts_at"]), "2027-03-27T08:30:00Z", "winter still");
    let version = admin.get(format!("{PATH}/{id}")).await.expect(200).version();
    let shorter = json!({"days": [day("2027-03-29", Some(("09:30", "17:00")))]});
    admin.patch(format!("{PATH}/{id}")).if_match(version).json(shorter).await.expect(200);
    let told = anyone.get(format!("{PUBLIC}/{id}")).await.expect(200).json();
    assert_eq!(instant(&told["starts_at"]), "2027-03-29T07:30:00Z", "summer now");
    move_to(&admin, &id, "cancelled").await;
    let feed = anyone.get("/evenements.ics").await.expect(200);
    let last = entries(&parsed(&feed));
    assert_eq!(last.len(), 1);
    assert_eq!(last[0]["UID"], first[1]["UID"], "the same entry, told anew");
    assert_eq!((last[0]["STATUS"].as_str(), last[0]["SEQUENCE"].as_str()), ("CANCELLED", "4"));
    anyone.get("/evenements.ics").header("if-none-match", feed.header("etag")).await.expect(304);
}

#[actix_web::test]
async fn an_empty_feed_is_a_calendar_all_the_same() {
    let t = TestApp::spawn().await;
    let feed = t.anonymous().get("/evenements.ics").await.expect(200);
    assert!(parsed(&feed).events.is_empty());
}
