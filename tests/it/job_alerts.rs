//! Alerts on public offers: confirmed by mail, told in the morning, each offer once, ended in one click.

mod kill;

use api::jobs::{Kind, mail_id};
use api::{housekeeping, mail};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::contact_requests::plain;
use crate::employer_accounts::{app, token_behind};
use crate::harness::{Client, Reply, SmtpSink, TestApp, epci_code};
use crate::job_offers::{self, member, move_to, nurse, published};

const FORM: &str = "/api/v1/public/job-alert-form";
const ALERTS: &str = "/api/v1/public/job-alerts";
const CONFIRM: &str = "/api/v1/public/job-alerts/confirm";
const LINKED: &str = "/api/v1/public/linked-job-alert";

/// A form in order, its token old enough to be a person's.
async fn form(t: &TestApp, email: &str, filters: Value) -> Value {
    let form = t.anonymous().get(FORM).await.expect(200).json();
    assert!(form["consent"]["text"].as_str().unwrap().contains("effacées dès que j’arrête"), "{form}");
    t.clock.advance(Duration::seconds(20));
    json!({"token": form["token"], "email": email, "filters": filters, "frequency": "daily",
        "consent_version": form["consent"]["version"]})
}

async fn ask(t: &TestApp, form: Value) -> Reply {
    t.anonymous().post(ALERTS).json(form).await
}

/// Every mail that waits, readable.
async fn mails(t: &TestApp, sink: &mut SmtpSink) -> Vec<String> {
    let count = mail::deliver_due(&t.state).await.unwrap();
    let mut received = vec![];
    for _ in 0..count {
        received.push(plain(&sink.next().await.data));
    }
    received
}

/// The one mail that waits.
async fn only_mail(t: &TestApp, sink: &mut SmtpSink) -> String {
    let mut all = mails(t, sink).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// Asks, opens the mailed link; what confirming answers.
async fn confirmed(t: &TestApp, sink: &mut SmtpSink, form: Value) -> Value {
    ask(t, form).await.expect(202);
    let token = token_behind(&only_mail(t, sink).await, "/mon-alerte/confirmation");
    t.anonymous().post(CONFIRM).json(json!({ "token": token })).await.expect(200).json()
}

/// Eight o'clock in the Lot on this day, whatever was planned done; what was mailed.
async fn morning(t: &TestApp, sink: &mut SmtpSink, at: &str) -> Vec<String> {
    housekeeping::run_once(&t.state).await.unwrap();
    let at: DateTime<Utc> = at.parse().unwrap();
    t.clock.advance(at - t.clock.now());
    t.run_jobs().await;
    mails(t, sink).await
}

fn header<'a>(mail: &'a str, name: &str) -> &'a str {
    mail.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default().trim()
}

/// The address of the one click, as a mail program reads it.
fn one_click(mail: &str) -> String {
    assert_eq!(header(mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click", "{mail}");
    let address = header(mail, "List-Unsubscribe").trim_start_matches('<').trim_end_matches('>');
    address.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

async fn rows(t: &TestApp, from: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) AS found FROM {from}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

async fn offer(admin: &Client, employer: &str, title: &str, commune: &str) -> String {
    let mut offer = nurse();
    (offer["title"], offer["commune_code"], offer["occupation_code"]) = (json!(title), json!(commune), Value::Null);
    published(admin, employer, offer).await
}

fn faults(problem: &Value) -> Vec<(&str, &str)> {
    let all = problem["errors"].as_array().unwrap();
    all.iter().map(|fault| (fault["pointer"].as_str().unwrap(), fault["code"].as_str().unwrap())).collect()
}

#[actix_web::test]
async fn a_search_tells_each_new_offer_once_in_the_morning() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await.client;
    let employer = member(&admin, "Clinique de l’Évêché").await;
    offer(&admin, &employer, "Infirmière déjà là", "46102").await;
    let filters = json!({"q": "infirmier", "epci": [epci_code("Grand-Figeac")]});
    let done = confirmed(&t, &mut sink, form(&t, "Zoe@foyer.example", filters).await).await;
    let search = done["alert"]["search"].as_str().unwrap();
    assert!(search.starts_with("« infirmier » ; ") && search.ends_with("Grand-Figeac"), "{search}");
    assert_eq!((&done["alert"]["due_on"], &done["alert"]["ends_on"]), (&json!("2026-11-22"), &json!("2027-11-21")));
    assert!(morning(&t, &mut sink, "2026-11-22T07:00:00Z").await.is_empty(), "what was there is no news");

    let admin = t.admin().await.client;
    let told = offer(&admin, &employer, "Infirmière de nuit", "46102").await;
    offer(&admin, &employer, "Zingueur", "46102").await;
    offer(&admin, &employer, "Infirmier à Cahors", "46042").await;
    assert!(morning(&t, &mut sink, "2026-11-23T06:59:59Z").await.is_empty(), "a second before the hour");
    let sent = morning(&t, &mut sink, "2026-11-23T07:00:00Z").await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    let mail = &sent[0];
    assert!(header(mail, "To").contains("zoe@foyer.example"), "{mail}");
    assert!(
        mail.contains("Infirmière de nuit") && mail.contains(&format!("/offres/infirmiere-de-nuit-{told}")),
        "{mail}"
    );
    for other in ["Zingueur", "Cahors", "déjà là"] {
        assert!(!mail.contains(other), "{other} in {mail}");
    }
    let key = Kind::JobAlert.key(format!("{}:2026-11-23", alert_id(&t).await));
    assert_eq!(header(mail, "Message-ID"), format!("<{}@ohmylot.example>", mail_id(&key, "offers")));
    one_click(mail);

    // Gone and back, renewed, or the worker at it again: told once is told.
    let admin = t.admin().await.client;
    move_to(&admin, &told, json!({"to": "suspended", "reason": "Une question"})).await.expect(200);
    move_to(&admin, &told, json!({"to": "published"})).await.expect(200);
    admin.post(format!("{}/{told}/renew", job_offers::PATH)).await.expect(200);
    t.run_jobs().await;
    for day in ["2026-11-24T07:00:00Z", "2026-11-25T07:00:00Z", "2026-11-29T07:00:00Z"] {
        assert_eq!(morning(&t, &mut sink, day).await, Vec::<String>::new(), "{day}");
    }
    assert_eq!(rows(&t, "outbox_messages WHERE kind = 'job_alert_offers'").await, 1);
}

async fn alert_id(t: &TestApp) -> uuid::Uuid {
    let db = t.state.store.reader();
    let sql = "SELECT id FROM job_alerts";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "id").unwrap()
}

#[actix_web::test]
async fn an_offer_is_news_when_its_employer_becomes_a_member_again() {
    let (t, mut sink) = app().await;
    let admin = t.admin().await.client;
    let employer = member(&admin, "Clinique").await;
    job_offers::move_membership(&admin, &employer, json!({"to": "suspended", "reason": "Sans suite"})).await;
    offer(&admin, &employer, "Infirmière de nuit", "46102").await;
    confirmed(&t, &mut sink, form(&t, "zoe@foyer.example", json!({})).await).await;
    assert!(morning(&t, &mut sink, "2026-11-22T07:00:00Z").await.is_empty());
    let admin = t.admin().await.client;
    job_offers::move_membership(&admin, &employer, json!({"to": "active"})).await;
    let sent = morning(&t, &mut sink, "2026-11-23T07:00:00Z").await;
    assert!(sent.len() == 1 && sent[0].contains("toutes les offres du Lot"), "{sent:?}");
}

#[actix_web::test]
async fn an_empty_alert_proves_itself_once_a_month_and_asks_before_it_ends() {
    let (t, mut sink) = app().await;
    let filters = json!({"q": "scaphandrier"});
    confirmed(&t, &mut sink, form(&t, "zoe@foyer.example", filters.clone()).await).await;
    confirmed(&t, &mut sink, form(&t, "luc@foyer.example", filters).await).await;
    assert!(morning(&t, &mut sink, "2026-12-20T07:00:00Z").await.is_empty());
    let proofs = morning(&t, &mut sink, "2026-12-21T07:00:00Z").await;
    assert_eq!(proofs.len(), 2);
    for mail in &proofs {
        assert!(mail.contains("Votre alerte fonctionne, aucune offre nouvelle ce mois-ci"), "{mail}");
        one_click(mail);
    }
    assert!(morning(&t, &mut sink, "2027-01-20T07:00:00Z").await.is_empty(), "once a month");

    // A month before the end of the year both are asked; one answers.
    let asked = morning(&t, &mut sink, "2027-10-22T06:00:00Z").await;
    let endings: Vec<&String> = asked.iter().filter(|mail| mail.contains("Cherchez-vous toujours")).collect();
    assert_eq!(endings.len(), 2, "{asked:?}");
    let of_zoe = endings.iter().find(|mail| header(mail, "To").contains("zoe@")).unwrap();
    assert!(of_zoe.contains("21/11/2027"), "{of_zoe}");
    let link = t.bearer(&token_behind(of_zoe, "/mon-alerte"));
    let kept = link.post(format!("{LINKED}/renew")).await.expect(200).json();
    assert_eq!(kept["ends_on"], "2028-10-22");
    let endings = |mails: &[String]| mails.iter().filter(|mail| mail.contains("Cherchez-vous")).count();
    assert_eq!(endings(&morning(&t, &mut sink, "2027-11-20T07:00:00Z").await), 0, "asked once");
    assert_eq!(rows(&t, "job_alerts").await, 2);
    morning(&t, &mut sink, "2027-11-21T07:00:00Z").await;
    assert_eq!(rows(&t, "job_alerts").await, 1, "the other has ended by itself");
    assert_eq!(link.get(LINKED).await.expect(200).json()["ends_on"], "2028-10-22");
}

#[actix_web::test]
async fn one_click_ends_an_alert_at_once_and_erases_the_address() {
    let (t, mut sink) = app().await;
    ask(&t, form(&t, "zoe@foyer.example", json!({})).await).await.expect(202);
    let mail = only_mail(&t, &mut sink).await;
    let address = one_click(&mail);
    let confirm = json!({"token": token_behind(&mail, "/mon-alerte/confirmation")});
    let done = t.anonymous().post(CONFIRM).json(confirm.clone()).await.expect(200).json();
    assert_eq!(t.anonymous().post(CONFIRM).json(confirm.clone()).await.expect(200).json()["alert"], done["alert"]);
    let link = t.bearer(done["token"].as_str().unwrap());
    link.get(LINKED).await.expect(200);

    // A browser that opens the address is led to a page that asks; reading ends nothing.
    let page = t.anonymous().get(&address).await.expect(303);
    assert!(page.header("location").starts_with("/mon-alerte/arret#"), "{}", page.header("location"));
    assert_eq!(rows(&t, "job_alerts").await, 1);
    let forged = format!("{}A", &address[..address.len() - 1]);
    for wrong in [forged.as_str(), &format!("{ALERTS}/unsubscribe/x")] {
        t.anonymous().post(wrong).await.expect_problem(404, "alert_link_over");
        t.anonymous().get(wrong).await.expect_problem(404, "alert_link_over");
    }
    for _ in 0..2 {
        let click = t.anonymous().post(&address);
        let click = click.bytes("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        assert!(click.await.expect(204).header("set-cookie").is_empty());
        assert_eq!(rows(&t, "job_alerts").await, 0);
    }
    link.get(LINKED).await.expect_problem(404, "alert_link_over");
    link.delete(LINKED).await.expect_problem(404, "alert_link_over");
    t.anonymous().post(CONFIRM).json(confirm).await.expect_problem(404, "alert_link_over");
    let journal = t.admin().await.get("/api/v1/audit-entries").await.expect(200).text();
    for deed in ["job_alert.create", "job_alert.confirm", "job_alert.delete"] {
        assert!(journal.contains(deed), "{deed} is missing in {journal}");
    }
    assert!(!journal.contains("zoe@"), "{journal}");
    assert!(morning(&t, &mut sink, "2026-12-21T07:00:00Z").await.is_empty(), "nobody is written to any more");
}

#[actix_web::test]
async fn a_link_opens_its_alert_only_in_its_time() {
    let (t, mut sink) = app().await;
    ask(&t, form(&t, "zoe@foyer.example", json!({})).await).await.expect(202);
    let token = token_behind(&only_mail(&t, &mut sink).await, "/mon-alerte/confirmation");
    t.clock.advance(Duration::days(7));
    t.anonymous().post(CONFIRM).json(json!({"token": token})).await.expect_problem(404, "alert_link_over");
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(rows(&t, "job_alerts").await, 0, "what nobody confirmed is erased");

    let done = confirmed(&t, &mut sink, form(&t, "zoe@foyer.example", json!({})).await).await;
    let manage = done["token"].as_str().unwrap();
    t.anonymous().get(LINKED).await.expect_problem(404, "alert_link_over");
    t.bearer(&token).get(LINKED).await.expect_problem(404, "alert_link_over");
    t.anonymous().post(CONFIRM).json(json!({"token": manage})).await.expect_problem(404, "alert_link_over");
    t.anonymous().post(format!("{ALERTS}/unsubscribe/{manage}")).await.expect_problem(404, "alert_link_over");
    t.clock.advance(Duration::days(60));
    t.bearer(manage).get(LINKED).await.expect_problem(404, "alert_link_over");
    assert_eq!(rows(&t, "job_alerts").await, 1);
}

#[actix_web::test]
async fn an_alert_is_changed_and_stopped_by_its_link() {
    let (t, mut sink) = app().await;
    let done = confirmed(&t, &mut sink, form(&t, "zoe@foyer.example", json!({"q": " infirmier "})).await).await;
    let link = t.bearer(done["token"].as_str().unwrap());
    let read = link.get(LINKED).await.expect(200);
    assert_eq!((read.version(), &read.json()["search_path"]), (2, &json!("/offres?q=infirmier")));
    assert!(!read.text().contains("zoe@"), "the address is not told: {}", read.text());
    link.patch(LINKED).json(json!({"frequency": "weekly"})).await.expect_problem(428, "precondition_required");
    link.patch(LINKED)
        .if_match(1)
        .json(json!({"frequency": "weekly"}))
        .await
        .expect_problem(412, "precondition_failed");
    let wrong = json!({"frequency": "hourly", "filters": {"contract": ["CDX"], "radius_km": 20}});
    let problem = link.patch(LINKED).if_match(2).json(wrong).await.expect_problem(422, "validation_failed");
    let named = [
        ("/frequency", "unknown_code"),
        ("/filters/contract/0", "unknown_code"),
        ("/filters/radius_km", "out_of_range"),
    ];
    assert_eq!(faults(&problem), named);
    let patch = json!({"frequency": "weekly", "filters": {"contract": ["CDI"], "around": "46102", "radius_km": 20}});
    let changed = link.patch(LINKED).if_match(2).json(patch).await.expect(200).json();
    assert_eq!((&changed["frequency"], &changed["due_on"]), (&json!("weekly"), &json!("2026-11-23")), "a Monday");
    assert_eq!(changed["search"], "à 20 km autour de Figeac ; CDI");
    link.delete(LINKED).await.expect(204);
    assert_eq!(rows(&t, "job_alerts").await, 0);
}

#[actix_web::test]
async fn the_answer_is_the_same_whatever_is_known_and_a_machine_leaves_nothing() {
    let (t, mut sink) = app().await;
    confirmed(&t, &mut sink, form(&t, "zoe@foyer.example", json!({"q": "x"})).await).await;
    let known = ask(&t, form(&t, "zoe@foyer.example", json!({"q": "x"})).await).await.expect(202);
    let unknown = ask(&t, form(&t, "luc@foyer.example", json!({"q": "x"})).await).await.expect(202);
    let mut machine = form(&t, "ana@foyer.example", json!({})).await;
    machine["website"] = json!("https://spam.example");
    let machine = ask(&t, machine).await.expect(202);
    let shape = |reply: &Reply| {
        let mut headers: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        (headers, reply.body.len())
    };
    assert_eq!(shape(&known), shape(&unknown));
    assert_eq!(shape(&known), shape(&machine));
    assert!(known.header("location").is_empty());
    let letters = mails(&t, &mut sink).await;
    assert_eq!(letters.len(), 2);
    let subject = |mail: &str| header(mail, "Subject").split("Message-ID").next().map(str::to_owned);
    assert_eq!(subject(&letters[0]), subject(&letters[1]));
    assert_eq!(rows(&t, "job_alerts").await, 3);
    let again = json!({"token": token_behind(&letters[0], "/mon-alerte/confirmation")});
    t.anonymous().post(CONFIRM).json(again).await.expect(200);
    assert_eq!(rows(&t, "job_alerts WHERE email = 'zoe@foyer.example'").await, 1, "one search, one alert");

    let (admin, employer) = (t.admin().await.client, member(&t.admin().await.client, "Scierie").await);
    let counts = format!("{}/counts", job_offers::PATH);
    assert_eq!(admin.get(&counts).await.expect(200).json()["active_alerts"], 1);
    assert_eq!(t.employer(&employer).await.get(&counts).await.expect(200).json().get("active_alerts"), None);
}

#[actix_web::test]
async fn every_fault_of_the_form_is_named() {
    let t = TestApp::spawn().await;
    let mut wrong = form(&t, "zoe", json!({"contract": ["CDX"], "around": "99999"})).await;
    wrong["token"] = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json()["token"].clone();
    t.clock.advance(Duration::seconds(20));
    (wrong["frequency"], wrong["consent_version"]) = (json!("hourly"), json!(""));
    let problem = ask(&t, wrong).await.expect_problem(422, "validation_failed");
    let named = [
        ("/token", "invalid"),
        ("/email", "invalid_email"),
        ("/filters/contract/0", "unknown_code"),
        ("/filters/around", "unknown_code"),
        ("/frequency", "unknown_code"),
        ("/consent_version", "consent_required"),
    ];
    assert_eq!(faults(&problem), named);
    let mut old = form(&t, "zoe@foyer.example", json!({})).await;
    old["consent_version"] = json!("2025-01");
    let problem = ask(&t, old).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem), [("/consent_version", "outdated_text")]);
    let sent = form(&t, "zoe@foyer.example", json!({})).await;
    let first = ask(&t, sent.clone()).await.expect(202).json();
    assert_eq!(ask(&t, sent.clone()).await.expect(202).json(), first, "a lost answer is given again");
    assert_eq!(rows(&t, "job_alerts").await, 1);
    let mut other = sent;
    other["frequency"] = json!("weekly");
    let problem = ask(&t, other).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem), [("/token", "already_used")]);
    let quick = t.anonymous().get(FORM).await.expect(200).json();
    let mut machine = form(&t, "zoe@foyer.example", json!({})).await;
    machine["token"] = quick["token"].clone();
    t.clock.advance(Duration::hours(25));
    let problem = ask(&t, machine).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&problem), [("/token", "expired")]);
}
