//! Colleagues called in notes: whom one may call, what reaches them, what they see.

use domain::access::{Actor, Grant, Role};
use persistence::mentions::Mention;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::letters;
use crate::harness::{Person, TestApp, epci_code};
use crate::prospects::{CAHORS, FIGEAC, household};

/// What somebody was named in and has not seen, newest first.
pub async fn unseen(t: &TestApp, person: &Person) -> Vec<Mention> {
    let everything = Grant {
        role: Role::ProgrammeAdmin,
        partner_id: None,
        employer_id: None,
        territories: vec![],
        project_types: vec![],
        valid_from: None,
        valid_to: None,
    };
    let actor = Actor { user_id: person.user_id, referent_ids: vec![], grants: vec![everything] };
    persistence::mentions::list_unseen(t.state.store.reader(), &actor, 50).await.unwrap()
}

async fn open_file(admin: &Person, territory: &str) -> (String, String) {
    let created = admin.post("/api/v1/prospects").json(household("Vayssettes", territory)).await.expect(201);
    (created.header("location").to_owned(), created.json()["number"].as_str().unwrap().to_owned())
}

fn note(mentions: &[Uuid]) -> Value {
    json!({"kind": "note", "summary": "Peux-tu rappeler Inès Vayssettes ?", "mentions": mentions})
}

#[actix_web::test]
async fn a_colleague_is_told_by_mail_and_the_mail_tells_nothing() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (path, number) = open_file(&admin, FIGEAC).await;
    let send = || {
        let twice = [referent.user_id, referent.user_id];
        admin.post(format!("{path}/interactions")).idempotency_key("n1").json(note(&twice))
    };
    let made = send().await.expect(201);
    assert_eq!(send().await.expect(201).id(), made.id());
    let mails: Vec<Value> = letters(&t).await.into_iter().filter(|letter| letter["kind"] == "mention").collect();
    assert_eq!(mails.len(), 1, "one mail per person and note");
    let told = mails[0].to_string();
    assert!(told.contains(&number) && !told.contains("Vayssettes") && !told.contains("rappeler"), "{told}");
    assert!(mails[0]["button"]["url"].as_str().unwrap().ends_with(&path.replace("/api/v1/prospects/", "/dossiers/")));
    let waiting = unseen(&t, &referent).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].number.as_str(), waiting[0].excerpt.as_str()),
        (number.as_str(), "Peux-tu rappeler Inès Vayssettes ?")
    );
    assert!(waiting[0].author_name.as_deref().unwrap().starts_with("Camille"));
}

#[actix_web::test]
async fn only_who_sees_the_file_can_be_called() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (here, elsewhere) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let (copil, nobody) = (t.copil().await, Uuid::now_v7());
    let (path, _) = open_file(&admin, FIGEAC).await;
    let interactions = format!("{path}/interactions");
    let mut wrong = note(&[here.user_id, elsewhere.user_id, copil.user_id, nobody, admin.user_id]);
    wrong["summary"] = json!(" ");
    let problem = admin.post(&interactions).json(wrong).await.expect_problem(422, "validation_failed");
    let found: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    let expected = [
        ("/summary", "required"),
        ("/mentions/1", "mention_not_visible"),
        ("/mentions/2", "mention_not_visible"),
        ("/mentions/3", "mention_not_visible"),
        ("/mentions/4", "invalid"),
    ];
    assert_eq!(found, expected);
    let mut private = note(&[here.user_id]);
    private["visibility"] = json!("private");
    let problem = admin.post(&interactions).json(private).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/mentions"), &json!("not_allowed"))
    );
    let crowd = note(&[here.user_id; 11]);
    admin.post(&interactions).json(crowd).await.expect_problem(422, "validation_failed");
    assert_eq!(letters(&t).await.len(), 0);
    // A référent of elsewhere sees the file once it is proposed to them.
    let given = json!({"referent_id": elsewhere.referent_id, "role": "technical"});
    admin.post(format!("{path}/assignments")).json(given).await.expect(201);
    admin.post(&interactions).json(note(&[elsewhere.user_id])).await.expect(201);
}

#[actix_web::test]
async fn colleagues_are_those_who_see_the_file() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (here, elsewhere, copil) =
        (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await, t.copil().await);
    let (path, _) = open_file(&admin, FIGEAC).await;
    let ids = async |who: &Person| -> Vec<Value> {
        let found = who.get(format!("{path}/colleagues")).await.expect(200).json();
        found["items"].as_array().unwrap().iter().map(|one| one["user_id"].clone()).collect()
    };
    assert_eq!(ids(&admin).await, [json!(here.user_id)]);
    assert_eq!(ids(&here).await, [json!(admin.user_id)]);
    let shown = admin.get(format!("{path}/colleagues")).await.json()["items"][0].clone();
    assert!(shown["name"].as_str().unwrap().starts_with("Camille Essai"));
    assert!(shown["partner_name"].as_str().unwrap().starts_with("Partenaire"));
    assert_eq!(shown.as_object().unwrap().len(), 3);
    elsewhere.get(format!("{path}/colleagues")).await.expect_problem(404, "not_found");
    copil.get(format!("{path}/colleagues")).await.expect_problem(403, "forbidden");
    let off = json!({"to": "disabled", "reason": "Départ"});
    admin.post(format!("/api/v1/users/{}/transitions", here.user_id)).json(off).await.expect(200);
    assert!(ids(&admin).await.is_empty());
}

#[actix_web::test]
async fn a_grant_that_ended_calls_nobody() {
    let t = TestApp::spawn().await;
    let (admin, second) = (t.admin().await, t.admin().await);
    let (path, _) = open_file(&admin, FIGEAC).await;
    let user = format!("/api/v1/users/{}", second.user_id);
    let version = admin.get(&user).await.expect(200).version();
    let ended =
        json!({"grants": [{"role": "referent", "territories": [epci_code("Grand-Figeac")], "valid_to": "2026-11-20"}]});
    admin.patch(&user).if_match(version).json(ended).await.expect(200);
    assert_eq!(admin.get(format!("{path}/colleagues")).await.expect(200).json()["items"], json!([]));
    let refused = admin.post(format!("{path}/interactions")).json(note(&[second.user_id])).await;
    refused.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn a_mention_is_seen_by_whom_it_calls_and_disappears_with_its_note() {
    let t = TestApp::spawn().await;
    let (admin, referent, other) =
        (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let (path, _) = open_file(&admin, FIGEAC).await;
    let interactions = format!("{path}/interactions");
    admin.post(&interactions).json(note(&[referent.user_id])).await.expect(201);
    let first = unseen(&t, &referent).await.remove(0).id;
    let seen = |id: Uuid| format!("/api/v1/my-day/mentions/{id}/seen");
    other.post(seen(first)).await.expect_problem(404, "not_found");
    referent.post(seen(first)).await.expect(204);
    referent.post(seen(first)).await.expect(204);
    assert!(unseen(&t, &referent).await.is_empty());
    // Taken back to oneself, or away: nothing is left to see.
    let taken_back = admin.post(&interactions).json(note(&[referent.user_id])).await.expect(201);
    let removed = admin.post(&interactions).json(note(&[referent.user_id])).await.expect(201);
    assert_eq!(unseen(&t, &referent).await.len(), 2);
    let one = format!("{interactions}/{}", taken_back.id());
    admin.patch(one).if_match(1).json(json!({"visibility": "private"})).await.expect(200);
    admin.delete(format!("{interactions}/{}", removed.id())).if_match(1).await.expect(204);
    assert!(unseen(&t, &referent).await.is_empty());
    let (elsewhere, _) = open_file(&admin, CAHORS).await;
    let refused = admin.post(format!("{elsewhere}/interactions")).json(note(&[referent.user_id])).await;
    refused.expect_problem(422, "validation_failed");
}
