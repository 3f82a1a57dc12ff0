//! Whole journeys of the programme, from the first click of a household on.

mod j10;
mod j11;
mod j12;
mod j3;
mod j6;
mod j9;

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::TestApp;

const CAUVALDOR: &str = "Causses et Vallée de la Dordogne";
const CAMPAIGN: &str = "et-si-vous-restiez";

/// The newest mail of this kind.
async fn letter(t: &TestApp, kind: &str) -> Value {
    let db = t.state.store.reader();
    let sql = format!("SELECT payload FROM outbox_messages WHERE kind = '{kind}' ORDER BY id DESC");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    row.unwrap_or_else(|| panic!("no {kind} was queued")).try_get("", "payload").unwrap()
}

/// The path on this server that ends the mails of this kind in one click.
pub async fn one_click(t: &TestApp, kind: &str) -> String {
    let letter = letter(t, kind).await;
    let address = letter["subscription"]["one_click"].as_str().unwrap();
    address[address.find("/api/").unwrap()..].to_owned()
}

/// Where the button of the newest mail of this kind leads, after the `#`.
pub async fn mailed_token(t: &TestApp, kind: &str) -> String {
    let letter = letter(t, kind).await;
    let link = letter["button"]["url"].as_str().unwrap().to_owned();
    link.split_once('#').unwrap().1.to_owned()
}

#[actix_web::test]
async fn j1_a_couple_asks_by_the_form_and_reads_who_accompanies_it_and_why() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (here, _elsewhere) = (t.referent(CAUVALDOR).await, t.referent("Grand-Figeac").await);
    let chamber = t.referent_of("chamber_agriculture", &["46"], &["farm_takeover"]).await;
    let files = "/api/v1/prospects?count=exact";
    let before = admin.get(files).await.expect(200).json()["total"].as_i64().unwrap();

    // The couple fills the form; the mailed link makes the file.
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let texts = form["consent_texts"].as_array().unwrap();
    let follow_up = texts.iter().find(|text| text["purpose"] == "follow_up").unwrap();
    let request = json!({
        "token": form["token"], "first_name": "Nora", "last_name": "Vidal", "email": "nora.vidal@foyer.example",
        "country": "FR", "postal_code": "44000", "household_kind": "couple", "partner_first_name": "Luc",
        "project_types": ["farm_takeover"], "occupations": [{"text": "maraîchère"}], "horizon": "six_to_12_months",
        "wished_territories": ["46128"], "campaign": CAMPAIGN,
        "consents": [{"purpose": "follow_up", "version": follow_up["version"]}],
    });
    let asked = t.anonymous().post("/api/v1/public/contact-requests").json(request).await.expect(201).json();
    assert!(asked["reference"].as_str().unwrap().starts_with("DEM-"));
    let link = json!({"token": mailed_token(&t, "confirmation").await});
    let confirmed = t.anonymous().post("/api/v1/public/contact-requests/confirm").json(link).await.expect(200).json();
    let listed = admin.get(files).await.expect(200).json();
    assert_eq!(listed["total"].as_i64().unwrap(), before + 1);
    assert_eq!(listed["items"][0]["number"], confirmed["number"]);

    let path = format!("/api/v1/prospects/{}", listed["items"][0]["id"].as_str().unwrap());
    let file = admin.get(&path).await.expect(200).json();
    assert_eq!((&file["campaign"], &file["status"]), (&json!(CAMPAIGN), &json!("new")), "the campaign has one more");

    // Qualified, the file is proposed on the territory and for the trade, and says why.
    let qualified = admin.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await.expect(200).json();
    let all = qualified["assignments"].as_array().unwrap();
    let part = |role: &str| all.iter().find(|one| one["role"] == role).unwrap().clone();
    let (territorial, technical) = (part("territorial"), part("technical"));
    assert_eq!(territorial["referent_id"], here.referent_id.unwrap().to_string());
    assert_eq!(technical["referent_id"], chamber.referent_id.unwrap().to_string());
    assert!(!territorial["explanation"]["rules"].as_array().unwrap().is_empty());
    let considered = territorial["explanation"]["candidates"].as_array().unwrap();
    assert!(considered.iter().any(|one| one["exclusion"].is_string()), "somebody else is named with the reason");

    // Accepted: the household's own page shows names and reasons.
    for (who, row) in [(&here, &territorial), (&chamber, &technical)] {
        let answer = format!("{path}/assignments/{}/transitions", row["id"].as_str().unwrap());
        who.post(answer).json(json!({"to": "accepted"})).await.expect(200);
    }
    assert_eq!(admin.get(&path).await.expect(200).json()["status"], "assigned");
    let token = mailed_token(&t, "referent_named").await;
    let page = t.bearer(&token).get("/api/v1/public/household-page").await.expect(200).json();
    assert_eq!((&page["number"], &page["first_name"]), (&confirmed["number"], &json!("Nora")));
    let named = page["referents"].as_array().unwrap();
    assert_eq!(named.iter().map(|one| one["role"].as_str().unwrap()).collect::<Vec<_>>(), ["territorial", "technical"]);
    assert!(named[0]["because"].as_str().unwrap().starts_with("Votre souhait : Gramat."), "{}", named[0]);
    assert!(named[1]["because"].as_str().unwrap().contains("chambre d’agriculture"), "{}", named[1]);
}

#[actix_web::test]
async fn j2_absence_refusal_and_silence_lead_down_to_the_pool_and_say_so_once() {
    let t = TestApp::spawn().await;
    let programme = t.admin().await;
    let (away, next) = (t.referent(CAUVALDOR).await, t.referent(CAUVALDOR).await);
    let substitute = t.referent("Grand-Figeac").await;
    let leave = json!({"absences": [{"from_on": "2026-11-16", "to_on": "2026-12-31",
        "substitute_id": substitute.referent_id.unwrap()}], "capacity": 9});
    let one = format!("/api/v1/referents/{}", away.referent_id.unwrap());
    programme.patch(&one).if_match(1).json(leave).await.expect(200);
    let busy = format!("/api/v1/referents/{}", next.referent_id.unwrap());
    programme.patch(&busy).if_match(1).json(json!({"capacity": 1})).await.expect(200);
    let file = json!({"source": "phone", "household_kind": "alone", "wished_territories": ["46128"],
        "next_action": {"label": "Appeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Ana", "last_name": "Roux", "phone": "06 39 98 12 34"}]});
    let path = format!("/api/v1/prospects/{}", programme.post("/api/v1/prospects").json(file).await.expect(201).id());
    programme.post(format!("{path}/transitions")).json(json!({"to": "qualified"})).await.expect(200);
    let newest = async |by: &crate::harness::Client| by.get(&path).await.expect(200).json()["assignments"][0].take();

    // Both are idle; who is asked first is settled by the order of the network: the absent one's substitute, or the next.
    let mut asked = vec![];
    let first = newest(&programme.client).await;
    asked.push(first["referent_id"].as_str().unwrap().to_owned());
    let who = if asked[0] == substitute.referent_id.unwrap().to_string() { &substitute } else { &next };
    let no = json!({"to": "declined", "reason": "out_of_skill", "comment": "hors compétences"});
    who.post(format!("{path}/assignments/{}/transitions", first["id"].as_str().unwrap())).json(no).await.expect(200);
    let second = newest(&programme.client).await;
    asked.push(second["referent_id"].as_str().unwrap().to_owned());
    assert_ne!(asked[0], asked[1], "never the same");
    let of_substitute = if asked[0] == substitute.referent_id.unwrap().to_string() { &first } else { &second };
    assert!(
        of_substitute["in_place_of_name"].is_string()
            && of_substitute["explanation"]["sentence"].as_str().unwrap().contains("absence")
    );

    // Silence: expired, escalated, and nobody is left.
    t.clock.advance(Duration::days(5));
    t.run_jobs().await;
    t.run_jobs().await;
    let later = t.again(&programme).await;
    let last = newest(&later).await;
    assert_eq!(
        (&last["id"], &last["status"], &last["expiry_reason"]),
        (&second["id"], &json!("expired"), &json!("no_answer"))
    );
    let pool = later.get("/api/v1/my-day").await.expect(200).json()["counts"]["pool"].take();
    assert_eq!(pool, 1);
    let mails = t.queued_mails().await;
    for (kind, count) in [("assignment_proposed", 2), ("proposal_expired", 1), ("nobody_left", 1)] {
        assert_eq!(mails.iter().filter(|one| *one == kind).count(), count, "{kind} in {mails:?}");
    }
}
