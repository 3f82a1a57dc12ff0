//! J10: an ambassador signs up, chooses one of two meetings, and sponsors the family that settles nearby.

use chrono::Duration;
use serde_json::{Value, json};

use super::{mailed_token, one_click};
use crate::ambassadors::{self, PATH, somebody};
use crate::events::{day, event, move_to as move_event, prepared};
use crate::harness::{Client, TestApp};
use crate::sponsoring::{family, proposals, transition};

/// A meeting of ambassadors that takes so many people.
async fn meeting(admin: &Client, on: &str, capacity: i32) -> String {
    let mut body = event(&format!("Rencontre du {on}"), vec![day(on, Some(("18:00", "20:00")))]);
    (body["kind"], body["capacity"]) = (json!("ambassador_meeting"), json!(capacity));
    let id = prepared(admin, body).await;
    move_event(admin, &id, "published").await;
    id
}

/// First names of those who have a place.
async fn comers(admin: &Client, event: &str) -> Vec<String> {
    let page = admin.get(format!("/api/v1/events/{event}/registrations?status=confirmed")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["first_name"].as_str().unwrap().to_owned()).collect()
}

/// Invited to 4 or 5 March: one choice, which can change as long as there are places.
async fn one_choice_of_two_meetings(t: &TestApp, admin: &Client, own: &Client) {
    let (fourth, fifth) = (meeting(admin, "2027-03-04", 2).await, meeting(admin, "2027-03-05", 1).await);
    let body = json!({"title": "Rencontre des ambassadeurs", "answer_by": "2027-02-20", "events": [fourth, fifth],
        "audience": {"territories": ["46102"]}});
    let made = admin.post("/api/v1/ambassador-invitations").json(body).await.expect(201).json();
    assert_eq!((&made["status"], &made["invited"]), (&json!("draft"), &json!(2)), "those of Figeac");
    let path = format!("/api/v1/ambassador-invitations/{}", made["id"].as_str().unwrap());
    let send = json!({"to": "sent"});
    admin.post(format!("{path}/transitions")).json(send.clone()).await.expect(200);
    admin.post(format!("{path}/transitions")).json(send).await.expect_problem(409, "transition_not_allowed");
    let mails = t.queued_mails().await;
    assert_eq!(mails.iter().filter(|kind| *kind == "ambassador_invitation").count(), 2, "once each");

    let mine = "/api/v1/public/linked-ambassador/invitations";
    let read = async || own.get(mine).await.expect(200).json()["items"][0].clone();
    let answer = format!("{mine}/{}/answers", made["id"].as_str().unwrap());
    let choose = async |event: Value| own.post(&answer).json(json!({ "event_id": event })).await;
    assert_eq!((&read().await["answered"], &read().await["event_id"]), (&json!(false), &Value::Null));
    for _ in 0..2 {
        choose(json!(fourth)).await.expect(204);
        assert_eq!((comers(admin, &fourth).await.len(), comers(admin, &fifth).await.len()), (1, 0));
    }
    choose(json!(fifth)).await.expect(204);
    assert_eq!((comers(admin, &fourth).await.len(), comers(admin, &fifth).await.len()), (0, 1), "the place moved");
    choose(Value::Null).await.expect(204);
    assert_eq!(comers(admin, &fifth).await.len(), 0);
    choose(json!(fourth)).await.expect(204);

    // The last place of the fifth goes to somebody else: the old choice stays.
    let eva = json!({"first_name": "Eva", "email": "eva@foyer.example"});
    admin.post(format!("/api/v1/events/{fifth}/registrations")).json(eva).await.expect(201);
    choose(json!(fifth)).await.expect_problem(409, "event_full");
    assert_eq!(read().await["event_id"], json!(fourth));
    let seen = admin.get(&path).await.expect(200).json();
    let chosen: Vec<i64> =
        seen["choices"].as_array().unwrap().iter().map(|one| one["chosen"].as_i64().unwrap()).collect();
    assert_eq!((chosen, &seen["waiting"], &seen["declined"]), (vec![1, 0], &json!(1), &json!(0)));
    choose(json!(made["id"])).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn j10_an_ambassador_signs_up_and_sponsors_a_family_of_the_same_intercommunalite() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await.client, t.referent("Grand-Figeac").await);

    // By the form: the newsletter and the right to be shown are agreements of their own, unticked.
    let form = t.anonymous().get("/api/v1/public/ambassador-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let mut zoe = somebody("Zoé");
    (zoe["sponsoring_capacity"], zoe["family_stage"]) = (json!(1), json!("schoolchildren"));
    let body = json!({"token": form["token"], "ambassador": zoe, "consent_version": form["consent"]["version"]});
    let own = ambassadors::applied(&t, body).await;
    let page = own.get("/api/v1/public/linked-ambassador").await.expect(200).json();
    assert_eq!((&page["newsletter"], &page["image_right"]), (&json!(false), &json!(false)));
    let counts = format!("{PATH}/counts?on=2026-11-21");
    assert_eq!(admin.get(&counts).await.expect(200).json()["active"], 0);
    let waiting = admin.get(format!("{PATH}?status=applicant")).await.expect(200).json();
    let id = waiting["items"][0]["id"].as_str().unwrap().to_owned();
    ambassadors::move_to(&admin, &id, "active").await.expect(200);
    assert_eq!(admin.get(&counts).await.expect(200).json()["active"], 1);
    for (name, commune) in [("Ada", "46102"), ("Eva", "46045"), ("Bob", "46042")] {
        let mut one = somebody(name);
        one["commune_code"] = json!(commune);
        ambassadors::written(&admin, one).await;
    }

    one_choice_of_two_meetings(&t, &admin, &own).await;

    // A family settles in the same intercommunalité, and agrees to meet somebody.
    let file = family(&admin, "Nora").await;
    let moved = json!({"moved_in_on": "2026-11-20", "commune_code": "46102", "adults": 2, "children": 1});
    here.put(format!("{file}/installation")).json(moved).await.expect(200);
    let found = proposals(&here.client, &file).await;
    let told: Vec<&str> = found.iter().map(|one| one["ambassador_name"].as_str().unwrap()).collect();
    assert_eq!(told, ["Zoé Élie", "Ada Élie", "Eva Élie"], "three at most, Cahors has nothing in common");
    assert!(found.iter().all(|one| !one["reasons"].as_array().unwrap().is_empty()));
    transition(&here.client, &file, &found[0], "sent").await.expect(200);

    // The ambassador reads first names and a commune, and accepts.
    let own = t.bearer(&mailed_token(&t, "sponsoring_asked").await);
    let sponsorings = "/api/v1/public/linked-ambassador/sponsorings";
    let asked = own.get(sponsorings).await.expect(200).json()["items"][0].clone();
    assert_eq!((&asked["first_names"], &asked["commune_name"]), (&json!("Nora et Luc"), &json!("Figeac")));
    let answer = format!("{sponsorings}/{}/transitions", asked["id"].as_str().unwrap());
    own.post(answer).json(json!({"to": "accepted"})).await.expect(204);

    for (code, told) in [("sponsorings", 1.0), ("ambassadors_active", 4.0)] {
        let figures = admin.get(format!("/api/v1/indicators/{code}?period=2026-11&by=epci")).await.expect(200).json();
        assert_eq!(figures["value"], told, "{code}");
    }

    // Full now: another family is proposed the others.
    let file = family(&admin, "Mila").await;
    let others = proposals(&here.client, &file).await;
    let told: Vec<&str> = others.iter().map(|one| one["ambassador_name"].as_str().unwrap()).collect();
    assert_eq!(told, ["Ada Élie", "Eva Élie"], "the capacity is respected");
}

#[actix_web::test]
async fn one_click_in_an_invitation_is_a_pause() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let id = ambassadors::written(&admin, somebody("Zoé")).await;
    let body = json!({"title": "Rencontre", "answer_by": "2027-02-20", "events": [meeting(&admin, "2027-03-04", 9).await],
        "audience": {}});
    let invite = async || {
        let made = admin.post("/api/v1/ambassador-invitations").json(body.clone()).await.expect(201).json();
        let path = format!("/api/v1/ambassador-invitations/{}/transitions", made["id"].as_str().unwrap());
        admin.post(path).json(json!({"to": "sent"})).await.expect(200);
        t.queued_mails().await.iter().filter(|kind| *kind == "ambassador_invitation").count()
    };
    assert_eq!(invite().await, 1);
    let stop = one_click(&t, "ambassador_invitation").await;
    let asks = t.anonymous().get(&stop).await.expect(303);
    assert!(asks.header("location").starts_with("/mon-engagement/pause#"));
    let status = async || admin.get(format!("{PATH}/{id}")).await.expect(200).json()["status"].take();
    assert_eq!(status().await, "active", "reading ends nothing");
    for _ in 0..2 {
        let click = t.anonymous().post(&stop);
        click.bytes("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").await.expect(204);
        assert_eq!(status().await, "paused");
    }
    assert_eq!(invite().await, 1, "nobody is written to any more");
    let forged = format!("{}x", &stop[..stop.len() - 1]);
    t.anonymous().post(&forged).await.expect_problem(404, "ambassador_link_over");

    // Back from the own page, the old link pauses again, and opens nothing else.
    ambassadors::move_to(&admin, &id, "active").await.expect(200);
    let token = stop.rsplit_once('/').unwrap().1;
    t.bearer(token).get("/api/v1/public/linked-ambassador").await.expect_problem(404, "ambassador_link_over");
}
