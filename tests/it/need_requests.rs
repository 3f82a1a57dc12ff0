//! Each need goes to the competent partner, which is asked by mail and answers through its link.

use api::mail;
use chrono::Duration;
use serde_json::{Value, json};

use crate::contact_requests::plain;
use crate::harness::{Client, Person, Reply, SmtpSink, TestApp, epci_code};
use crate::prospects::{CAHORS, FIGEAC, household};

const REQUEST: &str = "/api/v1/public/need-request";
const ANSWERS: &str = "/api/v1/public/need-answers";
const AGENCY: &str = "agence@logement.example";

/// The application, its mails, and somebody who runs the programme.
struct Scene {
    t: TestApp,
    sink: SmtpSink,
    admin: Person,
}

impl Scene {
    async fn new() -> Scene {
        let sink = SmtpSink::start().await;
        let url = sink.url.clone();
        let t = TestApp::spawn_with(move |config| config.mail_url = url.into()).await;
        let admin = t.admin().await;
        Scene { t, sink, admin }
    }

    /// The programme again: sessions are short.
    async fn later(&mut self, by: Duration) {
        self.t.clock.advance(by);
        self.admin = self.t.admin().await;
    }

    async fn partner(&self, name: &str, kind: &str, territories: &[&str], email: Option<&str>) -> String {
        let body = json!({"name": name, "kind": kind, "territories": territories, "email": email});
        self.admin.post("/api/v1/partners").json(body).await.expect(201).id()
    }

    /// The housing agency of the whole Lot.
    async fn agency(&self) -> String {
        self.partner("Agence du logement", "housing", &["46"], Some(AGENCY)).await
    }

    async fn file(&self, territory: &str) -> String {
        let body = household("Vayssettes", territory);
        self.admin.post("/api/v1/prospects").json(body).await.expect(201).header("location").to_owned()
    }

    async fn need(&self, file: &str, theme: &str) -> (String, Value) {
        let body = json!({"theme": theme, "description": "Maison avec jardin"});
        let made = self.admin.post(format!("{file}/needs")).json(body).await.expect(201);
        (made.header("location").to_owned(), made.json())
    }

    /// The need of this path as the file shows it.
    async fn now(&self, need: &str) -> Value {
        let (file, id) = need.split_once("/needs/").unwrap();
        let whole = self.admin.get(file).await.expect(200).json();
        whole["needs"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    }

    /// Sends what is queued and reads the next mail to this address.
    async fn mail_to(&mut self, address: &str) -> String {
        mail::deliver_due(&self.t.state).await.unwrap();
        loop {
            let mail = self.sink.next().await;
            if mail.to == [address] {
                return plain(&mail.data);
            }
        }
    }

    /// Asks about a need and takes the token out of the partner's mail.
    async fn asked(&mut self, need: &str) -> (String, String) {
        self.admin.post(format!("{need}/requests")).await.expect(201);
        let mail = self.mail_to(AGENCY).await;
        let (_, rest) = mail.split_once("http://localhost:8080/reponse#").unwrap_or_else(|| panic!("{mail}"));
        let token = rest.split_whitespace().next().unwrap().to_owned();
        (mail, token)
    }

    fn anybody(&self) -> Client {
        self.t.anonymous()
    }

    async fn read(&self, token: &str) -> Reply {
        self.anybody().get(REQUEST).header("authorization", &format!("Bearer {token}")).await
    }

    async fn answer(&self, token: &str, answer: &str) -> Reply {
        let body = json!({"token": token, "answer": answer, "author_name": "Aurélie Cazes"});
        self.anybody().post(ANSWERS).json(body).await
    }

    async fn timeline(&self, file: &str) -> Vec<Value> {
        let page = self.admin.get(format!("{file}/interactions")).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    }
}

#[actix_web::test]
async fn what_a_partner_answers_is_read_before_it_is_kept() {
    let mut s = Scene::new().await;
    s.agency().await;
    let file = s.file(FIGEAC).await;
    let (need, _) = s.need(&file, "housing").await;
    let (_, token) = s.asked(&need).await;
    let answer = "Logement adapté à sa dépression.";
    let refused = s.answer(&token, answer).await.expect_problem(422, "sensitive_text");
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["seen"][0]["kind"]),
        (&json!("/answer"), &json!("health"))
    );
    assert_eq!(s.now(&need).await["answer"], Value::Null);
    let body = json!({"token": token, "answer": answer, "author_name": "Aurélie Cazes"});
    s.anybody().post(format!("{ANSWERS}?acknowledged=true")).json(body).await.expect(200);
    assert_eq!(s.now(&need).await["answer"], answer);
    let id = file.rsplit('/').next().unwrap();
    let journal = s.admin.get(format!("/api/v1/audit-entries?resource_id={id}")).await.expect(200).json();
    let deed = journal["items"].as_array().unwrap().iter().find(|deed| deed["action"] == "need.answer").unwrap();
    assert!(deed["fields"].as_array().unwrap().contains(&json!("acknowledged_health")), "{deed}");
}

#[actix_web::test]
async fn a_need_goes_to_the_competent_partner_with_the_reason() {
    let s = Scene::new().await;
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    let epci = s.partner("Grand-Figeac", "epci", &[&figeac], None).await;
    s.partner("Grand Cahors", "epci", &[&cahors], None).await;
    let file = s.file(FIGEAC).await;
    let (_, housing) = s.need(&file, "housing").await;
    assert_eq!(housing["partner_id"], epci, "no housing body yet: the intercommunalité");
    let agency = s.agency().await;
    s.partner("Agence de Cahors", "housing", &[&cahors], None).await;
    let (path, housing) = s.need(&file, "housing").await;
    assert_eq!((&housing["partner_id"], &housing["partner_name"]), (&json!(agency), &json!("Agence du logement")));
    assert!(housing["partner_reason"].as_str().unwrap().starts_with("Pour un logement"), "{housing}");
    let (_, health) = s.need(&file, "health").await;
    assert_eq!((&health["partner_id"], &health["partner_reason"]), (&Value::Null, &Value::Null), "nobody answers it");
    let chosen = json!({"theme": "housing", "partner_id": epci});
    let chosen = s.admin.post(format!("{file}/needs")).json(chosen).await.expect(201).json();
    assert_eq!((&chosen["partner_id"], &chosen["partner_reason"]), (&json!(epci), &Value::Null), "chosen by hand");
    let moved = s.admin.patch(&path).if_match(1).json(json!({"theme": "schooling"})).await.expect(200).json();
    assert_eq!(moved["partner_id"], epci, "another theme, another partner");
    let noted = s.admin.patch(&path).if_match(2).json(json!({"description": "CE2"})).await.expect(200).json();
    assert!(noted["partner_reason"].as_str().unwrap().contains("école"), "{noted}");
    let by_hand = s.admin.patch(&path).if_match(3).json(json!({"partner_id": agency})).await.expect(200).json();
    assert_eq!(by_hand["partner_reason"], Value::Null);
}

#[actix_web::test]
async fn the_needs_of_a_new_file_are_given_too() {
    let s = Scene::new().await;
    let agency = s.agency().await;
    let mut body = household("Vayssettes", CAHORS);
    body["needs"] = json!([{"theme": "housing"}, {"theme": "health"}]);
    let file = s.admin.post("/api/v1/prospects").json(body).await.expect(201).json();
    assert_eq!((&file["needs"][0]["partner_id"], &file["needs"][1]["partner_id"]), (&json!(agency), &Value::Null));
    let mut nowhere = household("Delmas", CAHORS);
    nowhere["wished_territories"] = json!([]);
    nowhere["territory_indifferent"] = json!(true);
    nowhere["needs"] = json!([{"theme": "housing"}]);
    let file = s.admin.post("/api/v1/prospects").json(nowhere).await.expect(201).json();
    assert_eq!(file["needs"][0]["partner_id"], agency, "the whole Lot serves a household without a wish");
}

#[actix_web::test]
async fn a_partner_is_asked_without_the_family_being_named() {
    let mut s = Scene::new().await;
    s.agency().await;
    let referent = s.t.referent("Grand-Figeac").await;
    let file = s.file(FIGEAC).await;
    let accepted = json!({"referent_id": referent.referent_id, "role": "territorial", "accepted": true});
    s.admin.post(format!("{file}/assignments")).json(accepted).await.expect(201);
    let (need, _) = s.need(&file, "housing").await;
    let reply = s.admin.post(format!("{need}/requests")).idempotency_key("k").await.expect(201);
    assert_eq!((reply.header("location"), reply.version()), (need.as_str(), 2));
    assert_eq!(s.admin.post(format!("{need}/requests")).idempotency_key("k").await.expect(201).json(), reply.json());
    assert_eq!((&reply.json()["asked_at"], &reply.json()["awaited"]), (&json!("2026-11-21T09:00:00Z"), &json!(true)));
    let mail = s.mail_to(AGENCY).await;
    for told in ["Logement", "OML-2026-00001", "Maison avec jardin", "CC Grand-Figeac", "Camille Essai", "21/12/2026"] {
        assert!(mail.contains(told), "{told} is missing in {mail}");
    }
    let whole = s.admin.get(&file).await.json();
    let lead = &whole["members"][0];
    for hidden in ["first_name", "last_name", "email"] {
        assert!(!mail.contains(lead[hidden].as_str().unwrap()), "{hidden} in {mail}");
    }
    assert_eq!(mail::deliver_due(&s.t.state).await, Ok(0), "asked once");
    let noted = s.timeline(&file).await;
    assert_eq!(noted[0]["summary"], "Demande envoyée à Agence du logement : Logement.");
    assert_eq!((&noted[0]["kind"], &noted[0]["direction"]), (&json!("email"), &json!("internal")));
    let journal = s.admin.get("/api/v1/audit-entries?action=need.ask").await.expect(200);
    assert_eq!(journal.json()["items"][0]["fields"], json!(["asked_at", "partner_id"]));
}

#[actix_web::test]
async fn a_family_that_agrees_is_reached_while_it_agrees() {
    let mut s = Scene::new().await;
    s.agency().await;
    let file = s.file(FIGEAC).await;
    let form = s.anybody().get("/api/v1/public/contact-form").await.expect(200).json();
    let texts = form["consent_texts"].as_array().unwrap();
    let text = texts.iter().find(|text| text["purpose"] == "share_with_partners").unwrap();
    let given = json!({"purpose": "share_with_partners", "text_version": text["version"], "channel": "phone"});
    let consent = s.admin.post(format!("{file}/consents")).json(given).await.expect(201);
    let (need, _) = s.need(&file, "housing").await;
    let (mail, token) = s.asked(&need).await;
    let lead = s.admin.get(&file).await.json()["members"][0].clone();
    let (first_name, email) = (lead["first_name"].as_str().unwrap(), lead["email"].as_str().unwrap());
    assert!(mail.contains(first_name) && mail.contains(email), "{mail}");
    assert!(!mail.contains("Vayssettes"), "the first name only: {mail}");
    let shown = s.read(&token).await.expect(200).json();
    assert_eq!(shown["household"], json!({"first_name": first_name, "email": email, "phone": null}));
    s.admin.post(format!("{}/withdrawals", consent.header("location"))).await.expect(200);
    assert_eq!(s.read(&token).await.expect(200).json()["household"], Value::Null);
}

#[actix_web::test]
async fn the_answer_joins_the_need_the_timeline_and_the_referent() {
    let mut s = Scene::new().await;
    s.agency().await;
    let referent = s.t.referent("Grand-Figeac").await;
    let file = s.file(FIGEAC).await;
    let accepted = json!({"referent_id": referent.referent_id, "role": "territorial", "accepted": true});
    s.admin.post(format!("{file}/assignments")).json(accepted).await.expect(201);
    let (need, _) = s.need(&file, "housing").await;
    let (_, token) = s.asked(&need).await;
    let shown = s.read(&token).await.expect(200).json();
    assert_eq!(
        (&shown["number"], &shown["theme"], &shown["epci_name"], &shown["awaited"], &shown["answer"]),
        (&json!("OML-2026-00001"), &json!("housing"), &json!("CC Grand-Figeac"), &json!(true), &Value::Null)
    );
    assert_eq!((&shown["referent"]["name"], &shown["household"]), (&json!("Camille Essai"), &Value::Null));
    s.later(Duration::days(1)).await;
    let receipt = s.answer(&token, "Deux maisons en mars.").await.expect(200).json();
    assert_eq!(receipt, json!({"number": "OML-2026-00001", "theme": "housing", "answered_at": "2026-11-22T09:00:00Z"}));
    let kept = s.now(&need).await;
    assert_eq!(
        (&kept["answer"], &kept["status"], &kept["answer_author_name"], &kept["awaited"]),
        (&json!("Deux maisons en mars."), &json!("in_progress"), &json!("Aurélie Cazes"), &json!(false))
    );
    let note = s.timeline(&file).await.remove(0);
    let summary = note["summary"].as_str().unwrap();
    assert!(summary.starts_with("Réponse de Agence du logement (Aurélie Cazes)"), "{summary}");
    assert!(summary.ends_with("Deux maisons en mars.") && note["author_id"].is_null(), "{note}");
    assert_eq!(s.admin.get(&file).await.json()["last_contact_by_person_at"], Value::Null, "the household did nothing");
    let told = s.mail_to(&format!("referent.{}@ohmylot.example", referent.user_id.simple())).await;
    assert!(told.contains("Agence du logement") && told.contains("OML-2026-00001"), "{told}");
    assert!(!told.contains("Deux maisons"), "what was answered stays in the file: {told}");
    s.later(Duration::hours(1)).await;
    let again = s.answer(&token, "Deux maisons en mars.").await.expect(200).json();
    assert_eq!(again, receipt, "a repeated answer changes nothing");
    assert_eq!(s.timeline(&file).await.len(), 2);
    s.answer(&token, "Autre chose.").await.expect_problem(409, "answer_not_awaited");
    let journal = s.admin.get("/api/v1/audit-entries?action=need.answer").await.expect(200);
    assert_eq!((journal.json()["items"].as_array().unwrap().len(), journal.text().contains("maisons")), (1, false));
}

#[actix_web::test]
async fn asking_again_opens_a_new_answer_and_a_met_need_stays_met() {
    let mut s = Scene::new().await;
    s.agency().await;
    let file = s.file(FIGEAC).await;
    let (need, _) = s.need(&file, "housing").await;
    let (_, first) = s.asked(&need).await;
    s.later(Duration::hours(1)).await;
    s.answer(&first, "Une maison.").await.expect(200);
    let version = s.now(&need).await["version"].as_i64().unwrap();
    s.admin.patch(&need).if_match(version).json(json!({"status": "met"})).await.expect(200);
    s.later(Duration::hours(1)).await;
    let (_, second) = s.asked(&need).await;
    s.later(Duration::hours(1)).await;
    // Either link leads to the one need.
    s.answer(&first, "Encore une.").await.expect(200);
    let kept = s.now(&need).await;
    assert_eq!((&kept["answer"], &kept["status"]), (&json!("Encore une."), &json!("met")));
    s.answer(&second, "Trop tard.").await.expect_problem(409, "answer_not_awaited");
    let told: Vec<String> =
        s.timeline(&file).await.iter().map(|note| note["summary"].as_str().unwrap().to_owned()).collect();
    assert!(told.iter().any(|words| words.ends_with("Une maison.")), "the first answer stays told: {told:?}");
    let version = s.now(&need).await["version"].as_i64().unwrap();
    s.later(Duration::hours(1)).await;
    let (_, third) = s.asked(&need).await;
    let dropped = json!({"status": "dropped"});
    s.admin.patch(&need).if_match(version + 1).json(dropped).await.expect(200);
    assert_eq!(s.read(&third).await.expect(200).json()["awaited"], false);
    s.answer(&third, "Une autre.").await.expect_problem(409, "answer_not_awaited");
}

#[actix_web::test]
async fn a_link_opens_one_need_of_one_partner_for_thirty_days() {
    let mut s = Scene::new().await;
    let agency = s.agency().await;
    let file = s.file(FIGEAC).await;
    let (need, _) = s.need(&file, "housing").await;
    let (_, token) = s.asked(&need).await;
    let gone = async |s: &Scene, why: &str| {
        let refused = s.read(&token).await;
        assert_eq!(refused.status.as_u16(), 401, "{why}");
        refused.expect_problem(401, "link_expired");
        s.answer(&token, "Une maison.").await.expect_problem(401, "link_expired");
    };
    s.anybody().get(REQUEST).await.expect_problem(401, "link_expired");
    let altered = format!("{}{}", if token.starts_with('A') { 'B' } else { 'A' }, &token[1..]);
    for wrong in [altered.as_str(), &token[1..], "jeton", ""] {
        s.read(wrong).await.expect_problem(401, "link_expired");
    }
    let whole = s.admin.get(&file).await;
    s.admin.delete(&file).if_match(whole.version()).await.expect(204);
    gone(&s, "the file is archived").await;
    s.admin.post(format!("{file}/restore")).await.expect(200);
    s.read(&token).await.expect(200);
    let other = s.partner("Autre agence", "housing", &["46"], None).await;
    let patched = s.admin.patch(&need).if_match(2).json(json!({"partner_id": other})).await.expect(200);
    assert_eq!((&patched.json()["asked_at"], &patched.json()["awaited"]), (&Value::Null, &json!(false)));
    gone(&s, "another partner has the need").await;
    s.admin.patch(&need).if_match(3).json(json!({"partner_id": agency})).await.expect(200);
    gone(&s, "the partner has the need again, but is not asked").await;
    let (_, fresh) = s.asked(&need).await;
    s.later(Duration::days(30) - Duration::seconds(1)).await;
    s.read(&fresh).await.expect(200);
    s.later(Duration::seconds(1)).await;
    s.read(&fresh).await.expect_problem(401, "link_expired");
    let (_, last) = s.asked(&need).await;
    let version = s.now(&need).await["version"].as_i64().unwrap();
    s.admin.delete(&need).if_match(version).await.expect(204);
    s.read(&last).await.expect_problem(401, "link_expired");
}

#[actix_web::test]
async fn without_a_partner_or_its_address_nobody_is_asked() {
    let s = Scene::new().await;
    let file = s.file(FIGEAC).await;
    let (need, _) = s.need(&file, "housing").await;
    s.admin.post(format!("{need}/requests")).await.expect_problem(409, "partner_required");
    let silent = s.partner("Agence muette", "housing", &["46"], None).await;
    s.admin.post(format!("{need}/requests")).await.expect_problem(409, "email_required");
    assert_eq!(s.now(&need).await["asked_at"], Value::Null);
    let partner = format!("/api/v1/partners/{silent}");
    s.admin.patch(&partner).if_match(1).json(json!({"email": AGENCY})).await.expect(200);
    let asked = s.admin.post(format!("{need}/requests")).await.expect(201).json();
    assert_eq!(asked["partner_id"], silent, "the competent partner is found when it is asked");
    s.admin.delete(&partner).if_match(2).await.expect(204);
    s.admin.post(format!("{need}/requests")).await.expect_problem(409, "partner_required");
    let elsewhere = s.t.referent("Grand Cahors").await;
    elsewhere.post(format!("{need}/requests")).await.expect_problem(404, "not_found");
    let missing = format!("{file}/needs/01890a5d-ac96-774b-bcce-b302099a8057/requests");
    s.admin.post(missing).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn two_answers_at_once_are_one() {
    let mut s = Scene::new().await;
    s.agency().await;
    let file = s.file(FIGEAC).await;
    let (need, _) = s.need(&file, "housing").await;
    let (_, token) = s.asked(&need).await;
    s.later(Duration::hours(1)).await;
    let (one, other) = futures_util::join!(s.answer(&token, "Une maison."), s.answer(&token, "Un appartement."));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.text(), other.text());
    assert_eq!(s.timeline(&file).await.len(), 2, "one request, one answer");
    let blank = json!({"token": token, "answer": " ", "author_name": ""});
    let problem = s.anybody().post(ANSWERS).json(blank).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/answer", "/author_name"]);
}
