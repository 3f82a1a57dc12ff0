//! Two files of one household with random parts of every kind, some of them years old.

use chrono::NaiveDate;
use domain::codes::ProspectStatus;
use domain::prospects::NewProspect;
use persistence::prospects::{Opening, Step};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::ambassadors::{somebody, written};
use crate::harness::{Client, Person, TestApp};
use crate::prospects::{CAHORS, FIGEAC};
use crate::stands::{SYNC, batch, device_of, fair, person, reachable};

/// Two files, and who may merge them.
pub struct World {
    pub admin: Client,
    pub kept: Value,
    pub other: Value,
}

impl World {
    /// The same two files for the same seed.
    pub async fn build(t: &TestApp, seed: u64) -> World {
        let mut dice = StdRng::seed_from_u64(seed);
        let admin = t.admin().await.client;
        let people = [t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await];
        for name in ["Ada", "Eva", "Bob"] {
            written(&admin, somebody(name)).await;
        }
        let settled = dice.random_bool(0.4);
        let mut files = vec![];
        for own in [true, false] {
            let body = file_body(&mut dice);
            let file = crate::duplicates::opened(&admin, body).await;
            let path = format!("/api/v1/prospects/{}", file["id"].as_str().unwrap());
            add_parts(t, &mut dice, &admin, &people, &path, &file).await;
            if settled && own {
                settle(&admin, &path).await;
            }
            past(t, &file, if own { 2023 } else { 2024 }).await;
            files.push(file);
        }
        let past_file = imported(t, &mut dice).await;
        let other = if dice.random_bool(0.3) { past_file } else { files.pop().unwrap() };
        let world = World { admin, kept: files.remove(0), other };
        met(t, &world, &mut dice).await;
        t.run_jobs().await;
        world
    }
}

fn some<'a>(dice: &mut StdRng, values: &[&'a str]) -> Vec<&'a str> {
    values.iter().filter(|_| dice.random_bool(0.5)).copied().collect()
}

fn one<'a>(dice: &mut StdRng, values: &[&'a str]) -> &'a str {
    values[dice.random_range(0..values.len())]
}

fn file_body(dice: &mut StdRng) -> Value {
    let mut members =
        vec![json!({"role": "lead", "first_name": one(dice, &["Nora", "NORA", "Luc"]), "last_name": "Vidal",
        "email": one(dice, &["nora@foyer.example", "luc@foyer.example"]), "phone": "06 39 98 00 01",
        "career": {"occupation_text": "Soudeur", "contracts": ["CDI"]}})];
    if dice.random_bool(0.6) {
        members.push(json!({"role": "partner", "first_name": one(dice, &["Luc", "Ana"]), "phone": "06 39 98 00 02"}));
    }
    for band in some(dice, &["under_3", "six_to_10", "six_to_10"]) {
        members.push(json!({"role": "child", "age_band": band}));
    }
    let mut body = json!({
        "source": one(dice, &["phone", "web"]), "wished_territories": some(dice, &[FIGEAC, CAHORS, "46128"]),
        "project_types": some(dice, &["employee", "farm_takeover", "health"]), "motives": some(dice, &["nature", "family_nearby"]),
        "needs": some(dice, &["housing", "schooling"]).iter().map(|theme| json!({ "theme": theme })).collect::<Vec<_>>(),
        "next_action": {"label": "Rappeler", "on": "2026-12-01"}, "members": members,
    });
    for (field, values) in [
        ("city", ["Nantes", "Rezé"]),
        ("message", ["Bonjour", "Nous arrivons"]),
        ("horizon", ["six_to_12_months", "this_year"]),
    ] {
        if dice.random_bool(0.7) && field != "horizon" {
            body[field] = json!(one(dice, &values));
        }
    }
    body
}

async fn add_parts(t: &TestApp, dice: &mut StdRng, admin: &Client, people: &[Person; 2], path: &str, file: &Value) {
    for n in 0..dice.random_range(0..3) {
        admin.post(format!("{path}/tasks")).json(json!({ "title": format!("Tâche {n}") })).await.expect(201);
    }
    for n in 0..dice.random_range(0..3) {
        let note = json!({"kind": "note", "summary": format!("Échange {n}"), "visibility": "partners",
            "mentions": some(dice, &["x"]).iter().map(|_| people[0].user_id).collect::<Vec<_>>()});
        let said = admin.post(format!("{path}/interactions")).json(note.clone()).await;
        if said.status != 201 {
            // Only whoever sees the file is called.
            let mut alone = note;
            alone["mentions"] = json!([]);
            admin.post(format!("{path}/interactions")).json(alone).await.expect(201);
        }
    }
    for purpose in some(dice, &["follow_up", "newsletter", "newsletter"]) {
        let given = json!({"purpose": purpose, "text_version": "2026-11", "channel": "phone",
            "member_id": Some(&file["members"][0]["id"]).filter(|_| dice.random_bool(0.7))});
        let id = admin.post(format!("{path}/consents")).json(given).await.expect(201).id();
        t.clock.advance(chrono::Duration::seconds(3));
        if dice.random_bool(0.3) {
            admin.post(format!("{path}/consents/{id}/withdrawals")).await.expect(200);
        }
    }
    for person in people {
        if dice.random_bool(0.6) {
            let given = json!({"referent_id": person.referent_id, "role": one(dice, &["territorial", "technical"]),
                "accepted": dice.random_bool(0.6)});
            let _ = admin.post(format!("{path}/assignments")).json(given).await;
        }
    }
    if dice.random_bool(0.7) {
        let agreement = json!({"agreed": true, "channel": "phone"});
        let made = admin.post(format!("{path}/sponsoring-proposals")).json(agreement).await.expect(201).json();
        if let Some(first) = made["items"][0]["id"].as_str().filter(|_| dice.random_bool(0.6)) {
            let sent = json!({"to": "sent"});
            let _ = admin.post(format!("{path}/sponsoring-proposals/{first}/transitions")).json(sent).await;
        }
    }
}

async fn settle(admin: &Client, path: &str) {
    let moved = json!({"moved_in_on": "2026-09-01", "commune_code": FIGEAC, "adults": 2, "children": 1});
    admin.put(format!("{path}/installation")).json(moved).await;
}

/// Moves the opening of a file into the past: what a bilan of that year counted.
async fn past(t: &TestApp, file: &Value, year: i32) {
    let id = file["id"].as_str().unwrap();
    let backend = t.state.store.backend();
    let named = match backend {
        sea_orm::DbBackend::Sqlite => format!("X'{}'", id.replace('-', "")),
        _ => format!("'{id}'::uuid"),
    };
    let sql =
        format!("UPDATE status_changes SET effective_on = '{year}-03-01' WHERE prospect_id = {named} AND seq = 1");
    let tx = t.state.store.begin().await.unwrap();
    tx.execute_raw(Statement::from_string(backend, sql)).await.unwrap();
    persistence::indicators::counts::refresh(&tx, &[id.parse().unwrap()]).await.unwrap();
    tx.commit().await.unwrap();
}

/// A file of years ago, closed since.
async fn imported(t: &TestApp, dice: &mut StdRng) -> Value {
    use domain::members::Member;
    let lead = Member {
        first_name: Some("Nora".to_owned()),
        last_name: Some("Vidal".to_owned()),
        ..Member::nameless(domain::codes::MemberRole::Lead)
    };
    let content = NewProspect {
        facts: domain::prospects::Facts::of_source(domain::codes::Source::Phone),
        members: vec![lead],
        needs: vec![],
        consents: vec![],
    };
    let day = |year, month| NaiveDate::from_ymd_opt(year, month, 3).unwrap();
    let step = |to, effective_on| Step { to, effective_on, reason: None };
    let tx = t.state.store.begin().await.unwrap();
    let opening = Opening {
        id: Uuid::now_v7(),
        number: persistence::prospects::next_number(&tx, 2023).await.unwrap(),
        content,
        steps: vec![
            step(ProspectStatus::New, day(2023, 2)),
            step(ProspectStatus::Qualified, day(2023, 5)),
            step(ProspectStatus::Closed, day(2024, dice.random_range(1..12))),
        ],
        closing_reason: Some(domain::codes::ClosingReason::Abandoned),
        origin: "import",
        actor_id: None,
        import_id: None,
        duplicate_of: None,
        created_at: t.clock.now() - chrono::Duration::days(1000),
        at: t.clock.now(),
    };
    persistence::prospects::insert(&tx, &opening).await.unwrap();
    tx.commit().await.unwrap();
    json!({"id": opening.id, "version": 1})
}

/// Somebody of one of the files was met on a stand, and recognised.
async fn met(t: &TestApp, world: &World, dice: &mut StdRng) {
    let event = fair(&world.admin).await;
    let tablet = device_of(t, &event).await;
    let item = person("with_project", &Uuid::now_v7().to_string(), &reachable("Nora", "06 39 98 00 01"));
    tablet.post(SYNC).json(batch(t, vec![item], vec![])).await.expect(200);
    t.run_jobs().await;
    let captures = crate::stands::captures(&world.admin, &event, "").await;
    let path = format!("/api/v1/events/{event}/stand-captures/{}/transitions", captures[0]["id"].as_str().unwrap());
    let file = if dice.random_bool(0.5) { &world.kept } else { &world.other };
    let _ = world.admin.post(path).json(json!({"to": "linked", "prospect_id": file["id"]})).await;
}
