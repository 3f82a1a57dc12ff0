//! Ambassadors: by the public form and a mailed link, read by the programme, changed by themselves, counted at any day.

use api::housekeeping;
use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, Reply, TestApp, epci_code};
use crate::journeys::mailed_token;

pub const PATH: &str = "/api/v1/ambassadors";
const SIGN_UPS: &str = "/api/v1/public/ambassador-sign-ups";
const OWN: &str = "/api/v1/public/linked-ambassador";
const PORTRAITS: &str = "/api/v1/public/ambassadors";

/// Somebody of Figeac who sponsors two families at most.
pub fn somebody(first_name: &str) -> Value {
    json!({"nature": "person", "first_name": first_name, "last_name": "Élie",
        "email": format!("{}@ambassade.example", domain::text::fold(first_name)), "kinds": ["inhabitant"],
        "commitments": ["talk", "sponsor"], "interests": ["nature"], "languages": ["fr"], "commune_code": "46102",
        "sponsoring_capacity": 2})
}

/// A form in order, its token old enough to be a person's.
async fn form(t: &TestApp, ambassador: Value) -> Value {
    let form = t.anonymous().get("/api/v1/public/ambassador-form").await.expect(200).json();
    assert!(form["consent"]["image_text"].as_str().unwrap().contains("portrait"), "{form}");
    t.clock.advance(Duration::seconds(20));
    json!({"token": form["token"], "ambassador": ambassador, "consent_version": form["consent"]["version"]})
}

async fn sign_up(t: &TestApp, form: Value) -> Reply {
    t.anonymous().post(SIGN_UPS).json(form).await
}

async fn confirm(t: &TestApp, token: &str) -> Reply {
    t.anonymous().post(format!("{SIGN_UPS}/confirm")).json(json!({ "token": token })).await
}

/// Signs up and opens the mailed link; somebody who brings the link of the own page.
pub async fn applied(t: &TestApp, form: Value) -> Client {
    sign_up(t, form).await.expect(202);
    let token = mailed_token(t, "ambassador_confirmation").await;
    let confirmed = confirm(t, &token).await.expect(200).json();
    assert_eq!(confirmed["status"], "applicant");
    t.bearer(confirmed["token"].as_str().unwrap())
}

/// An ambassador written down by the programme; the id.
pub async fn written(admin: &Client, body: Value) -> String {
    admin.post(PATH).json(body).await.expect(201).id()
}

pub async fn move_to(admin: &Client, id: &str, to: &str) -> Reply {
    admin.post(format!("{PATH}/{id}/transitions")).json(json!({ "to": to })).await
}

async fn names(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|one| one["first_name"].as_str().unwrap().to_owned()).collect()
}

async fn rows(t: &TestApp, table: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) AS found FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

async fn portraits(t: &TestApp) -> Vec<Value> {
    t.anonymous().get(PORTRAITS).await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn a_sign_up_is_confirmed_read_by_the_programme_and_shown_only_with_the_right_to() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut zoe = somebody("Zoé");
    (zoe["portrait"], zoe["image_right"]) = (json!("Je fais visiter les causses à vélo."), json!(true));
    let form = form(&t, zoe).await;
    sign_up(&t, form.clone()).await.expect(202);
    assert_eq!(names(&admin, "").await, [""; 0], "nobody before the mailed link is opened");
    sign_up(&t, form).await.expect(202);
    assert_eq!(t.queued_mails().await, ["ambassador_confirmation"], "sent again, nothing happens");

    let token = mailed_token(&t, "ambassador_confirmation").await;
    let first = confirm(&t, &token).await.expect(200).json();
    let again = confirm(&t, &token).await.expect(200).json();
    assert_eq!((&first["status"], &again["status"]), (&json!("applicant"), &json!("applicant")));
    let waiting = admin.get(format!("{PATH}?status=applicant&count=exact")).await.expect(200).json();
    let (id, row) = (waiting["items"][0]["id"].as_str().unwrap().to_owned(), &waiting["items"][0]);
    assert_eq!((&waiting["total"], &row["image_right"], &row["newsletter"]), (&json!(1), &json!(true), &json!(false)));
    assert_eq!((&row["commune_name"], &row["allowed"]), (&json!("Figeac"), &json!(["active", "refused"])));
    assert!(portraits(&t).await.is_empty(), "an application is not shown");

    let taken = move_to(&admin, &id, "paused").await.expect_problem(409, "transition_not_allowed");
    assert_eq!(taken["allowed"], json!(["active", "refused"]));
    move_to(&admin, &id, "active").await.expect(200);
    let shown = portraits(&t).await;
    let card = json!({"name": "Zoé", "place": "Figeac", "is_diaspora": false,
        "portrait": "Je fais visiter les causses à vélo."});
    assert_eq!(shown, [card], "a first name, a commune, a portrait, and nothing else");

    // The right to be shown ends with one change on the own page.
    let own = t.bearer(&mailed_token(&t, "ambassador_welcome").await);
    let version = own.get(OWN).await.expect(200).version();
    own.patch(OWN).if_match(version).json(json!({"image_right": false})).await.expect(200);
    assert!(portraits(&t).await.is_empty());
    let history = admin.get(format!("{PATH}/{id}/changes")).await.expect(200).json();
    let states: Vec<&str> =
        history["items"].as_array().unwrap().iter().map(|one| one["to"].as_str().unwrap()).collect();
    assert_eq!(states, ["active", "applicant"]);
}

#[actix_web::test]
async fn whoever_is_refused_is_told_why_and_may_apply_again() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let body = form(&t, somebody("Luc")).await;
    let own = applied(&t, body).await;
    own.post(format!("{OWN}/transitions"))
        .json(json!({"to": "active"}))
        .await
        .expect_problem(409, "transition_not_allowed");
    let id = admin.get(format!("{PATH}?status=applicant")).await.expect(200).json()["items"][0]["id"].clone();
    let path = format!("{PATH}/{}/transitions", id.as_str().unwrap());
    let bare = admin.post(&path).json(json!({"to": "refused"})).await.expect_problem(422, "validation_failed");
    assert_eq!(bare["errors"][0]["pointer"], "/reason");
    let refused = json!({"to": "refused", "reason": "Le réseau est complet à Figeac."});
    admin.post(&path).json(refused).await.expect(200);
    own.get(OWN).await.expect_problem(404, "ambassador_link_over");
    let body = form(&t, somebody("Luc")).await;
    applied(&t, body).await.get(OWN).await.expect(200);
}

#[actix_web::test]
async fn nothing_tells_whether_an_address_is_known() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    written(&admin, somebody("Ada")).await;
    let (known, new) = (form(&t, somebody("Ada")).await, form(&t, somebody("Eva")).await);
    let (known, new) = (sign_up(&t, known).await.expect(202).json(), sign_up(&t, new).await.expect(202).json());
    assert_eq!(known, new);
    assert_eq!(t.queued_mails().await, ["ambassador_known", "ambassador_confirmation"]);
    let own = t.bearer(&mailed_token(&t, "ambassador_known").await);
    assert_eq!(own.get(OWN).await.expect(200).json()["first_name"], "Ada");

    // A machine is told the same and nothing is kept; what nobody confirms is erased after a week.
    let mut machine = form(&t, somebody("Bob")).await;
    machine["website"] = json!("https://spam.example");
    sign_up(&t, machine).await.expect(202);
    assert_eq!((rows(&t, "ambassador_sign_ups").await, rows(&t, "ambassadors").await), (1, 1));
    t.clock.advance(Duration::days(7));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(rows(&t, "ambassador_sign_ups").await, 0);
    let late = mailed_token(&t, "ambassador_confirmation").await;
    confirm(&t, &late).await.expect_problem(404, "ambassador_link_over");
}

#[actix_web::test]
async fn two_sign_ups_of_one_address_make_one_ambassador() {
    let t = TestApp::spawn().await;
    let mut tokens = vec![];
    for _ in 0..3 {
        let body = form(&t, somebody("Ada")).await;
        sign_up(&t, body).await.expect(202);
        tokens.push(mailed_token(&t, "ambassador_confirmation").await);
        t.clock.advance(Duration::minutes(2));
    }
    let replies = join_all(tokens.iter().map(|token| confirm(&t, token))).await;
    assert!(
        replies.iter().all(|reply| reply.status == 200),
        "{:?}",
        replies.iter().map(Reply::text).collect::<Vec<_>>()
    );
    assert_eq!(rows(&t, "ambassadors").await, 1);
}

#[actix_web::test]
async fn a_form_that_is_wrong_names_every_field() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut body = form(
        &t,
        json!({"nature": "organisation", "first_name": "", "last_name": "X", "email": "x",
        "kinds": [], "commitments": ["sponsor", "dance"], "commune_code": "31555", "sponsoring_capacity": 0}),
    )
    .await;
    body["consent_version"] = json!("");
    let wrong = sign_up(&t, body).await.expect_problem(422, "validation_failed");
    let mut pointers: Vec<&str> =
        wrong["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    let expected = [
        "/ambassador/commitments/1",
        "/ambassador/email",
        "/ambassador/first_name",
        "/ambassador/kinds",
        "/ambassador/organisation_name",
        "/ambassador/sponsoring_capacity",
        "/consent_version",
    ];
    assert_eq!(pointers, expected);
    let mut elsewhere = somebody("Ada");
    elsewhere["commune_code"] = json!("31555");
    let wrong = admin.post(PATH).json(elsewhere).await.expect_problem(422, "validation_failed");
    assert_eq!(wrong["errors"][0]["pointer"], "/commune_code");
    written(&admin, somebody("Ada")).await;
    let twice = admin.post(PATH).json(somebody("Ada")).await.expect_problem(422, "validation_failed");
    assert_eq!(twice["errors"][0]["code"], "already_listed");
}

#[actix_web::test]
async fn an_ambassador_changes_what_is_known_pauses_and_retires_by_the_link() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let body = form(&t, somebody("Zoé")).await;
    let own = applied(&t, body).await;
    let read = own.get(OWN).await.expect(200);
    own.patch(OWN).json(json!({"portrait": "Moi"})).await.expect_problem(428, "precondition_required");
    own.patch(OWN).if_match(9).json(json!({"portrait": "Moi"})).await.expect_problem(412, "precondition_failed");
    let mine = json!({"email": "autre@ambassade.example"});
    let refused = own.patch(OWN).if_match(read.version()).json(mine).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/email"), &json!("not_allowed"))
    );
    let change = json!({"is_diaspora": true, "home": "Lyon", "commune_code": null, "commitments": ["talk"],
        "sponsoring_capacity": 0, "newsletter": true});
    let changed = own.patch(OWN).if_match(read.version()).json(change).await.expect(200).json();
    assert_eq!(
        (&changed["home"], &changed["newsletter"], &changed["version"]),
        (&json!("Lyon"), &json!(true), &json!(2))
    );

    let id = admin.get(PATH).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned();
    move_to(&admin, &id, "active").await.expect(200);
    for to in ["paused", "active", "retired"] {
        own.post(format!("{OWN}/transitions")).json(json!({ "to": to })).await.expect(204);
    }
    own.get(OWN).await.expect_problem(404, "ambassador_link_over");
    let gone = admin.get(format!("{PATH}/{id}")).await.expect(200);
    assert_eq!((&gone.json()["status"], &gone.json()["allowed"]), (&json!("retired"), &json!([])));
    let late = admin.patch(format!("{PATH}/{id}")).if_match(gone.version()).json(json!({"portrait": "Non"}));
    late.await.expect_problem(409, "ambassador_left");
    written(&admin, somebody("Zoé")).await;
}

#[actix_web::test]
async fn the_stock_of_a_past_day_is_counted_from_what_happened() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let mut ids = vec![];
    for name in ["Ada", "Eva", "Bob"] {
        ids.push(written(&admin.client, somebody(name)).await);
    }
    // The harness begins on 21 November 2026.
    t.clock.advance(Duration::days(10));
    let admin = t.again(&admin).await;
    move_to(&admin, &ids[0], "paused").await.expect(200);
    move_to(&admin, &ids[1], "retired").await.expect(200);
    let copil = t.again(&copil).await;
    for (on, active, paused) in
        [("2026-11-20", 0, 0), ("2026-11-21", 3, 0), ("2026-11-30", 3, 0), ("2026-12-01", 1, 1), ("2027-06-01", 1, 1)]
    {
        let counts = copil.get(format!("{PATH}/counts?on={on}")).await.expect(200).json();
        assert_eq!(counts, json!({"on": on, "active": active, "paused": paused, "applicants": 0}), "{on}");
    }
    copil.get(format!("{PATH}/counts?day=2026-11-20")).await.expect_problem(422, "unknown_parameter");
}

#[actix_web::test]
async fn the_directory_is_filtered_and_a_referent_sees_their_territory() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let (figeac, cahors) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let id = written(&admin, somebody("Ada")).await;
    let mut eva = somebody("Eva");
    (eva["commune_code"], eva["kinds"], eva["languages"]) = (json!("46042"), json!(["farmer"]), json!(["nl", "fr"]));
    written(&admin, eva).await;
    let mut bob = somebody("Bob");
    (bob["is_diaspora"], bob["home"], bob["interests"]) = (json!(true), json!("Lyon"), json!(["sport"]));
    written(&admin, bob).await;
    for (query, expected) in [
        ("", vec!["Ada", "Bob", "Eva"]),
        ("sort=-name", vec!["Eva", "Bob", "Ada"]),
        ("kind=farmer", vec!["Eva"]),
        ("commitment=sponsor&language=nl", vec!["Eva"]),
        ("interest=sport,culture", vec!["Bob"]),
        ("diaspora=true", vec!["Bob"]),
        ("q=cahors+elie", vec!["Eva"]),
        ("status=paused", vec![]),
    ] {
        assert_eq!(names(&admin, query).await, expected, "{query}");
    }
    let territory = format!("territory={}", epci_code("Grand-Figeac"));
    assert_eq!(names(&admin, &territory).await, ["Ada"], "those who live elsewhere are no neighbours");
    assert_eq!(
        (names(&figeac.client, "").await, names(&cahors.client, "").await),
        (vec!["Ada".into()], vec!["Eva".into()])
    );
    cahors.get(format!("{PATH}/{id}")).await.expect_problem(404, "not_found");
    figeac.get(format!("{PATH}/export")).await.expect_problem(403, "forbidden");

    let table = admin.get(format!("{PATH}/export?diaspora=true&profile=excel-fr")).await.expect(200).text();
    let lines: Vec<&str> = table.trim().lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(
        lines[0].contains("Droit à l’image donné le") && lines[1].contains("Lyon") && lines[1].ends_with("Non"),
        "{table}"
    );
    let trail = admin.get("/api/v1/audit-entries?resource_type=ambassador&limit=1").await.expect(200).json();
    assert_eq!(trail["items"][0]["action"], "ambassador.export");
}
