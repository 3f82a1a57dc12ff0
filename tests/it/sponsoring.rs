//! Sponsors for households: explained, asked one at a time, told first names and commune only.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::ambassadors::{somebody, written};
use crate::harness::{Client, Reply, TestApp};
use crate::journeys::mailed_token;

const OWN: &str = "/api/v1/public/linked-ambassador";

/// A family from Nantes that wishes to live in Figeac; path of its file.
pub async fn family(admin: &Client, name: &str) -> String {
    let file = json!({"household_kind": "family", "project_types": ["farm_takeover"], "wished_territories": ["46102"],
        "source": "web", "language": "nl", "country": "FR", "postal_code": "44000",
        "next_action": {"label": "Appeler", "on": "2026-11-25"}, "members": [
        {"role": "lead", "first_name": name, "last_name": "Vidal", "email": format!("{}@foyer.example", domain::text::fold(name))},
        {"role": "partner", "first_name": "Luc", "last_name": "Bastide"},
        {"role": "child", "age_band": "six_to_10"}]});
    format!("/api/v1/prospects/{}", admin.post("/api/v1/prospects").json(file).await.expect(201).id())
}

/// Has sponsors computed for a household that agreed by telephone.
pub async fn proposals(who: &Client, file: &str) -> Vec<Value> {
    let agreement = json!({"agreed": true, "channel": "phone", "proof": "Appel du 20 novembre"});
    let made = who.post(format!("{file}/sponsoring-proposals")).json(agreement).await.expect(201).json();
    made["items"].as_array().unwrap().clone()
}

pub async fn transition(who: &Client, file: &str, proposal: &Value, to: &str) -> Reply {
    let path = format!("{file}/sponsoring-proposals/{}/transitions", proposal["id"].as_str().unwrap());
    who.post(path).json(json!({ "to": to })).await
}

async fn statuses(who: &Client, file: &str) -> Vec<String> {
    let all = who.get(format!("{file}/sponsoring-proposals")).await.expect(200).json();
    all["items"].as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap().to_owned()).collect()
}

async fn answer(own: &Client, to: &str) -> Reply {
    let list = own.get(format!("{OWN}/sponsorings")).await.expect(200).json();
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    own.post(format!("{OWN}/sponsorings/{id}/transitions")).json(json!({ "to": to })).await
}

/// Three ambassadors: a neighbour who speaks Dutch, one of the commune, a parent of the next commune; and one elsewhere.
async fn network(admin: &Client) -> Vec<String> {
    let mut ids = vec![];
    for (name, commune, more) in [
        ("Ada", "46102", json!({"languages": ["nl"], "family_stage": "schoolchildren"})),
        ("Eva", "46102", json!({})),
        ("Bob", "46045", json!({"origin": "44", "interests": ["agriculture"]})),
        ("Ian", "46042", json!({})),
    ] {
        let mut one = somebody(name);
        one["commune_code"] = json!(commune);
        for (field, value) in more.as_object().unwrap() {
            one[field] = value.clone();
        }
        ids.push(written(admin, one).await);
    }
    ids
}

#[actix_web::test]
async fn a_household_that_agreed_gets_three_proposals_with_reasons_and_one_is_asked() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await.client, t.referent("Grand-Figeac").await);
    network(&admin).await;
    let file = family(&admin, "Nora").await;
    let path = format!("{file}/sponsoring-proposals");
    let refused = here.post(&path).json(json!({"agreed": false, "channel": "phone"})).await;
    assert_eq!(refused.expect_problem(422, "validation_failed")["errors"][0]["code"], "consent_required");
    let found = proposals(&here.client, &file).await;
    let told: Vec<(&str, &Value)> =
        found.iter().map(|one| (one["ambassador_name"].as_str().unwrap(), &one["reasons"])).collect();
    let (ada, eva) = (json!(["same_commune", "family_stage", "language"]), json!(["same_commune"]));
    let bob = json!(["same_epci", "same_origin", "interests"]);
    assert_eq!(told, [("Ada Élie", &ada), ("Bob Élie", &bob), ("Eva Élie", &eva)], "Cahors has nothing in common");
    assert_eq!(found[0]["agreement_proof"], "Appel du 20 novembre");

    transition(&here.client, &file, &found[0], "accepted").await.expect_problem(409, "transition_not_allowed");
    transition(&here.client, &file, &found[0], "sent").await.expect(200);
    transition(&here.client, &file, &found[1], "sent").await.expect_problem(409, "sponsor_found");
    let again = here.post(&path).json(json!({"agreed": true, "channel": "phone"})).await;
    again.expect_problem(409, "sponsor_found");

    // What the ambassador may ever read: first names and commune.
    let own = t.bearer(&mailed_token(&t, "sponsoring_asked").await);
    let list = own.get(format!("{OWN}/sponsorings")).await.expect(200);
    let (text, list) = (list.text(), list.json());
    assert_eq!(
        (&list["items"][0]["first_names"], &list["items"][0]["commune_name"]),
        (&json!("Nora et Luc"), &json!("Figeac"))
    );
    for secret in ["Vidal", "Bastide", "foyer.example", "OML-", "44000", "six_to_10", file.rsplit('/').next().unwrap()]
    {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    answer(&own, "accepted").await.expect(204);
    answer(&own, "refused").await.expect_problem(409, "transition_not_allowed");
    assert_eq!(statuses(&here.client, &file).await, ["accepted", "proposed", "proposed"]);
    transition(&here.client, &file, &found[0], "ended").await.expect(200);
    t.run_jobs().await;
    assert_eq!(statuses(&here.client, &file).await, ["ended", "proposed", "proposed"], "nobody is asked after an end");
}

#[actix_web::test]
async fn after_a_refusal_or_a_pause_the_next_is_asked_and_never_the_same() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let ids = network(&admin).await;
    let file = family(&admin, "Nora").await;
    let found = proposals(&admin, &file).await;
    transition(&admin, &file, &found[0], "sent").await.expect(200);
    let ada = t.bearer(&mailed_token(&t, "sponsoring_asked").await);
    answer(&ada, "refused").await.expect(204);
    let none = ada.get(format!("{OWN}/sponsorings")).await.expect(200).json();
    assert_eq!(none["items"], json!([]), "nothing is shown any more of the family");
    t.run_jobs().await;
    t.run_jobs().await;
    assert_eq!(statuses(&admin, &file).await, ["refused", "sent", "proposed"]);
    crate::ambassadors::move_to(&admin, &ids[2], "paused").await.expect(200);
    t.run_jobs().await;
    assert_eq!(statuses(&admin, &file).await, ["refused", "withdrawn", "sent"]);
    let asked = t.queued_mails().await.iter().filter(|kind| *kind == "sponsoring_asked").count();
    assert_eq!(asked, 3, "each was written to once");
    let last = &proposals_of(&admin, &file).await[2];
    transition(&admin, &file, last, "withdrawn").await.expect(200);
    t.run_jobs().await;
    assert_eq!(proposals(&admin, &file).await.len(), 3, "nobody is left, and nobody is proposed again");
}

async fn proposals_of(who: &Client, file: &str) -> Vec<Value> {
    let all = who.get(format!("{file}/sponsoring-proposals")).await.expect(200).json();
    all["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn the_last_place_of_an_ambassador_goes_to_one_household() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut ada = somebody("Ada");
    ada["sponsoring_capacity"] = json!(1);
    written(&admin, ada).await;
    let mut asked = vec![];
    for name in ["Nora", "Mila", "Rosa", "Inès"] {
        let file = family(&admin, name).await;
        let found = proposals(&admin, &file).await;
        assert_eq!(found.len(), 1);
        asked.push((file, found[0].clone()));
    }
    let replies = join_all(asked.iter().map(|(file, one)| transition(&admin, file, one, "sent"))).await;
    let count = |status: u16| replies.iter().filter(|reply| reply.status.as_u16() == status).count();
    assert_eq!((count(200), count(409)), (1, 3), "{:?}", replies.iter().map(Reply::text).collect::<Vec<_>>());
    for refused in replies.iter().filter(|reply| reply.status.as_u16() == 409) {
        assert_eq!(refused.json()["code"], "ambassador_unavailable");
    }
    let file = family(&admin, "Ana").await;
    assert!(proposals(&admin, &file).await.is_empty(), "whoever has no room is not proposed");
}

#[actix_web::test]
async fn a_file_that_is_over_or_elsewhere_gets_no_sponsor() {
    let t = TestApp::spawn().await;
    let (admin, elsewhere) = (t.admin().await.client, t.referent("Grand Cahors").await);
    network(&admin).await;
    let file = family(&admin, "Nora").await;
    let agreement = json!({"agreed": true, "channel": "phone"});
    let path = format!("{file}/sponsoring-proposals");
    elsewhere.post(&path).json(agreement.clone()).await.expect_problem(404, "not_found");
    elsewhere.get(&path).await.expect_problem(404, "not_found");
    let closed = json!({"to": "closed", "closing_reason": "abandoned"});
    admin.post(format!("{file}/transitions")).json(closed).await.expect(200);
    admin.post(&path).json(agreement).await.expect_problem(409, "sponsoring_closed");
}
