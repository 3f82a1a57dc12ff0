//! What a household does about its agreements and its data: read, taken back, given again, asked for.

use persistence::newsletter;
use uuid::Uuid;

use super::*;
use crate::journeys::mailed_token;

const CONSENTS: &str = "/api/v1/public/household-page/consents";
const WITHDRAWALS: &str = "/api/v1/public/household-page/consents/withdrawals";
const REQUESTS: &str = "/api/v1/public/household-page/requests";

async fn text_of(t: &TestApp, purpose: &str) -> Value {
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    let texts = form["consent_texts"].as_array().unwrap().clone();
    texts.into_iter().find(|text| text["purpose"] == purpose).unwrap()
}

/// Writes an agreement of a member down, of the household without one.
async fn agreed(t: &TestApp, staff: &Client, (file, member): (&str, Option<&str>), purpose: &str) -> String {
    let text = text_of(t, purpose).await;
    let body = json!({"purpose": purpose, "text_version": text["version"], "channel": "phone", "member_id": member});
    staff.post(format!("/api/v1/prospects/{file}/consents")).json(body).await.expect(201).id()
}

async fn members(staff: &Client, file: &str) -> Vec<String> {
    let whole = staff.get(format!("/api/v1/prospects/{file}")).await.expect(200).json();
    let all = whole["members"].as_array().unwrap().iter();
    all.map(|member| member["id"].as_str().unwrap().to_owned()).collect()
}

async fn take_back(who: &Client, purpose: &str) -> Value {
    who.post(WITHDRAWALS).json(json!({ "purpose": purpose })).await.expect(200).json()
}

/// Queues a mail as the features do.
async fn queue(t: &TestApp, kind: &str, to: &str, tells: &str) {
    let message = persistence::outbox::NewMessage {
        kind: kind.to_owned(),
        recipient: to.to_owned(),
        subject: "Bonjour".to_owned(),
        payload: json!({ "paragraphs": [tells], "button": null }),
        host: "ohmylot.example".to_owned(),
    };
    let tx = t.state.store.begin().await.unwrap();
    persistence::outbox::queue(&tx, message, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(t: &TestApp, kind: &str) -> usize {
    let sql = format!("SELECT kind FROM outbox_messages WHERE status = 'queued' AND kind = '{kind}'");
    rows(t, &sql).await.len()
}

#[actix_web::test]
async fn every_agreement_is_read_taken_back_and_given_again() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let people = members(&admin, &id).await;
    agreed(&t, &admin, (&id, None), "follow_up").await;
    agreed(&t, &admin, (&id, Some(&people[0])), "invitations").await;
    agreed(&t, &admin, (&id, Some(&people[1])), "newsletter").await;
    let household = link(&t, ADDRESS).await;
    let read = household.get(CONSENTS).await.expect(200).json();
    let told = |one: &Value| (one["purpose"].clone(), one["first_name"].clone(), one["can_withdraw"].clone());
    let all: Vec<_> = read["items"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        all,
        [
            (json!("newsletter"), json!("Yann"), json!(false)),
            (json!("invitations"), json!("Maëlle"), json!(true)),
            (json!("follow_up"), Value::Null, json!(true)),
        ]
    );
    assert!(read["items"][1]["text"].as_str().unwrap().contains("rencontres"), "the very text that was read");
    let offered: Vec<&Value> = read["offered"].as_array().unwrap().iter().map(|one| &one["purpose"]).collect();
    assert_eq!(offered, ["share_with_partners", "newsletter"], "what another adult agreed to is theirs");

    t.clock.advance(Duration::minutes(1));
    let after = take_back(&household, "invitations").await;
    assert_eq!(after["items"][1]["withdrawn_at"], "2026-11-21T09:01:00Z");
    t.clock.advance(Duration::minutes(1));
    assert_eq!(take_back(&household, "invitations").await, after, "once is enough");
    assert_eq!(take_back(&household, "newsletter").await, after, "Yann’s stays");
    let again = json!({ "purpose": "invitations", "text_version": text_of(&t, "invitations").await["version"] });
    let given = household.post(CONSENTS).json(again.clone()).await.expect(200).json();
    assert_eq!((&given["items"][0]["purpose"], &given["items"][0]["holds"]), (&json!("invitations"), &json!(true)));
    assert_eq!(given["items"].as_array().unwrap().len(), 4, "the one that was taken back is kept");
    assert_eq!(household.post(CONSENTS).json(again).await.expect(200).json(), given);

    let admin = t.admin().await;
    let notes = admin.get(format!("/api/v1/prospects/{id}/interactions")).await.expect(200).json();
    let notes: Vec<&str> =
        notes["items"].as_array().unwrap().iter().map(|one| one["summary"].as_str().unwrap()).collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[1].contains("a retiré son accord") && notes[0].contains("a donné son accord"), "{notes:?}");
    let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    let proof = file["consents"].as_array().unwrap().last().unwrap();
    assert_eq!(proof["channel"], "web_form");
    assert!(proof["proof"].as_str().unwrap().contains("lien personnel"), "{proof}");
}

#[actix_web::test]
async fn a_wrong_agreement_is_refused_whole() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let household = link(&t, ADDRESS).await;
    for (path, body, at, why) in [
        (WITHDRAWALS, json!({ "purpose": "gold" }), "/purpose", "unknown_code"),
        (WITHDRAWALS, json!({ "purpose": "studies", "all": true }), "/all", "unknown_field"),
        (CONSENTS, json!({ "purpose": "follow_up", "text_version": "1999-01" }), "/text_version", "outdated_text"),
        (CONSENTS, json!({ "purpose": "profile_diffusion", "text_version": "2026-11" }), "/purpose", "not_allowed"),
    ] {
        let problem = household.post(path).json(body).await.expect_problem(422, "validation_failed");
        assert_eq!(fault(&problem, at), why);
    }
    for call in [t.anonymous().get(CONSENTS), admin.get(CONSENTS), admin.get(REQUESTS)] {
        call.await.expect_problem(401, "page_link_expired");
    }
}

/// Taking an agreement back ends what it allowed: in the queue of mails, in lists, for employers and partners.
#[actix_web::test]
async fn what_was_allowed_ends_at_once_everywhere() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    for purpose in ["follow_up", "share_with_partners", "newsletter", "invitations"] {
        agreed(&t, &admin, (&id, None), purpose).await;
    }
    let household = link(&t, ADDRESS).await;
    queue(&t, "referent_named", ADDRESS, "OML-2026-00001").await;
    queue(&t, "referent_named", "autre@foyer.example", "OML-2026-00002").await;
    queue(&t, "need_request", "agence@logement.example", "Besoin du dossier OML-2026-00001").await;
    queue(&t, "need_request", "agence@logement.example", "Besoin du dossier OML-2026-00010").await;
    queue(&t, "second_wish", "referent@lot.example", "Dossier OML-2026-00001").await;

    // The newsletter of the same address.
    let subscribe = async |email: &str| {
        let form = t.anonymous().get("/api/v1/public/newsletter-form").await.expect(200).json();
        t.clock.advance(Duration::seconds(70));
        let body = json!({"token": form["token"], "email": email, "consent_version": form["consent"]["version"]});
        t.anonymous().post("/api/v1/public/newsletter-subscriptions").json(body).await.expect(202);
        mailed_token(&t, "newsletter_confirmation").await
    };
    let token = subscribe(ADDRESS).await;
    let path = "/api/v1/public/newsletter-subscriptions/confirm";
    t.anonymous().post(path).json(json!({ "token": token })).await;
    assert_eq!(newsletter::confirmed(t.state.store.reader()).await.unwrap().len(), 1);
    take_back(&household, "newsletter").await;
    assert_eq!(newsletter::confirmed(t.state.store.reader()).await.unwrap().len(), 0);
    assert_eq!(waiting(&t, "newsletter_confirmation").await, 0);

    // Partners: queued mails about this file and no other.
    take_back(&household, "share_with_partners").await;
    assert_eq!((waiting(&t, "need_request").await, waiting(&t, "second_wish").await), (1, 0));

    // Campaigns: the list of those who may be written to.
    let admin = t.admin().await;
    let campaign = json!({"code": "relance", "label": "Relance"});
    let campaign = admin.post("/api/v1/campaigns").json(campaign).await.expect(201).id();
    let list = async |purpose: &str| {
        let path = format!("/api/v1/campaigns/{campaign}/solicitation?purpose={purpose}");
        admin.get(path).await.expect(200).json()["kept"].clone()
    };
    assert_eq!(list("invitations").await, 1);
    take_back(&household, "invitations").await;
    assert_eq!(list("invitations").await, 0);

    // The follow-up: queued letters to the household, and nobody else's.
    take_back(&household, "follow_up").await;
    let left = rows(&t, "SELECT recipient FROM outbox_messages WHERE status = 'queued' AND kind = 'referent_named'");
    let left: Vec<String> = left.await.iter().map(|row| row.try_get("", "recipient").unwrap()).collect();
    assert_eq!(left, ["autre@foyer.example"]);
    let called_off = "SELECT subject FROM outbox_messages WHERE status = 'failed' AND recipient = '' AND subject = ''";
    assert!(rows(&t, called_off).await.len() >= 3, "what is called off keeps nothing of what it said");
}

#[actix_web::test]
async fn staff_who_take_an_agreement_back_end_the_same() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let given = agreed(&t, &admin, (&id, None), "share_with_partners").await;
    queue(&t, "need_request", "agence@logement.example", "Besoin du dossier OML-2026-00001").await;
    admin.post(format!("/api/v1/prospects/{id}/consents/{given}/withdrawals")).await.expect(200);
    assert_eq!(waiting(&t, "need_request").await, 0);
}

#[actix_web::test]
async fn a_household_asks_for_something_about_its_data() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    agreed(&t, &admin, (&id, None), "follow_up").await;
    let household = link(&t, ADDRESS).await;
    let before = mails(&t).await.len();
    let body = json!({ "kind": "rectification", "details": "Mon nom prend un t." });
    let asked = household.post(REQUESTS).idempotency_key("k").json(body.clone()).await.expect(201).json();
    assert_eq!(household.post(REQUESTS).idempotency_key("k").json(body.clone()).await.expect(201).json(), asked);
    assert_eq!(asked, household.get(REQUESTS).await.expect(200).json());
    let first = &asked["items"][0];
    assert_eq!((&first["kind"], &first["status"]), (&json!("rectification"), &json!("received")));
    assert_eq!((&first["received_on"], &first["due_on"]), (&json!("2026-11-21"), &json!("2026-12-21")));
    household.post(REQUESTS).json(body).await.expect_problem(409, "already_exists");
    let problem = household.post(REQUESTS).json(json!({ "kind": "gold" })).await;
    assert_eq!(fault(&problem.expect_problem(422, "validation_failed"), "/kind"), "unknown_code");

    let sent = mails(&t).await.split_off(before);
    let kinds: Vec<&str> = sent.iter().map(|mail| mail.kind.as_str()).collect();
    assert_eq!(kinds, ["privacy_request_received", "privacy_request_waiting"]);
    assert!(sent[0].words.contains("21/12/2026") && sent[0].to == ADDRESS, "{sent:?}");
    assert!(!sent[1].words.contains("Kerbrat") && !sent[1].words.contains("OML"), "{}", sent[1].words);

    let list = admin.get("/api/v1/privacy-requests").await.expect(200).json();
    let staff = &list["items"][0];
    assert_eq!((&staff["channel"], &staff["prospect_id"]), (&json!("page"), &json!(id)));
    assert_eq!(staff["requester_name"], "Maëlle SECRET-Kerbrat");
    assert!(staff["identity_proof"].as_str().unwrap().contains("lien personnel"), "the link says who asks");
    let path = format!("/api/v1/privacy-requests/{}/transitions", staff["id"].as_str().unwrap());
    admin.post(path).json(json!({ "to": "answered", "answer": "C’est corrigé." })).await.expect(200);
    let answers = household.get(REQUESTS).await.expect(200).json();
    assert_eq!(answers["items"][0]["answers"][0]["words"], "C’est corrigé.");
    assert!(!answers.to_string().contains("Camille"), "nobody of the staff is named: {answers}");

    // Opposing takes every agreement back at once.
    household.post(REQUESTS).json(json!({ "kind": "opposition" })).await.expect(201);
    let consents = household.get(CONSENTS).await.expect(200).json();
    assert!(consents["items"].as_array().unwrap().iter().all(|one| one["holds"] == false), "{consents}");
}

#[actix_web::test]
async fn a_link_shows_the_requests_of_its_own_file_only() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let mut other = json!({ "source": "phone", "project_types": ["craft"], "territory_indifferent": true,
        "next_action": { "label": "Appeler", "on": "2026-11-24" },
        "members": [{ "role": "lead", "first_name": "Zoé", "last_name": "Autre", "email": "zoe@autre.example" }] });
    other["allow_duplicate"] = json!(true);
    let other = admin.post("/api/v1/prospects").json(other).await.expect(201).id();
    let (household, stranger) = (link(&t, ADDRESS).await, link(&t, "zoe@autre.example").await);
    let body = json!({ "kind": "access", "details": "SECRET-asked" });
    household.post(REQUESTS).json(body).await.expect(201);
    agreed(&t, &admin, (&other, None), "follow_up").await;
    assert_eq!(stranger.get(REQUESTS).await.expect(200).json(), json!({ "items": [] }));
    assert_eq!(household.get(CONSENTS).await.expect(200).json()["items"], json!([]));
    assert!(Uuid::parse_str(&other).is_ok());
}
