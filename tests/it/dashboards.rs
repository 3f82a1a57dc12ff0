//! Dashboards: the figures of those who ask, in one read.

use serde_json::{Value, json};

use crate::harness::{Client, Person, TestApp, epci_code};

const DASHBOARD: &str = "/api/v1/dashboard";

/// The programme, and one référent per territory.
struct Network {
    admin: Person,
    figeac: Person,
    cahors: Person,
}

impl Network {
    async fn of(t: &TestApp) -> Network {
        let (figeac, cahors) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
        Network { admin: t.admin().await, figeac, cahors }
    }

    /// Two households accompanied around Figeac and one around Cahors.
    async fn with_three_households(t: &TestApp) -> Network {
        let network = Network::of(t).await;
        network.accompanied("Grand-Figeac", 0).await;
        network.accompanied("Grand-Figeac", 1).await;
        network.accompanied("Grand Cahors", 2).await;
        network
    }

    /// Opens a file that wishes for an EPCI, and has its household accompanied; even ones come by the website.
    async fn accompanied(&self, epci: &str, number: usize) {
        let referent = if epci == "Grand Cahors" { &self.cahors } else { &self.figeac };
        let file = json!({"source": if number.is_multiple_of(2) { "web" } else { "phone" },
            "wished_territories": [epci_code(epci)], "project_types": ["employee"],
            "next_action": {"label": "Appeler", "on": "2026-11-25"}, "obstacles": ["housing"],
            "members": [{"role": "lead", "first_name": "Camille", "last_name": format!("Essai {number}"),
                "email": format!("camille.{number}@foyer.example")}]});
        let id = self.admin.post("/api/v1/prospects").json(file).await.expect(201).id();
        let path = format!("/api/v1/prospects/{id}");
        let qualified = json!({"to": "qualified"});
        let file = self.admin.post(format!("{path}/transitions")).json(qualified).await.expect(200).json();
        let answer = format!("{path}/assignments/{}/transitions", file["assignments"][0]["id"].as_str().unwrap());
        referent.post(answer).json(json!({"to": "accepted"})).await.expect(200);
        referent.post(format!("{path}/transitions")).json(json!({"to": "supported"})).await.expect(200);
    }
}

fn figure<'a>(board: &'a Value, code: &str) -> &'a Value {
    let figures = board["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["code"] == code).unwrap_or_else(|| panic!("no {code}"))
}

async fn read(client: &Client, query: &str) -> Value {
    client.get(format!("{DASHBOARD}{query}")).await.expect(200).json()
}

#[actix_web::test]
async fn the_programme_reads_what_the_indicators_say_and_opens_as_many_files() {
    let t = TestApp::spawn().await;
    let Network { admin, .. } = Network::with_three_households(&t).await;
    admin.put("/api/v1/targets/prospects_supported/2026").json(json!({"value": 5})).await.expect(201);
    let board = read(&admin, "").await;
    assert_eq!(
        (&board["audience"], &board["period"], &board["previous_period"]),
        (&json!("programme"), &json!("2026"), &json!("2025"))
    );
    assert_eq!((&board["running"], &board["territories"]), (&json!(true), &json!([])));
    let supported = figure(&board, "prospects_supported");
    assert_eq!((&supported["value"], &supported["target"], &supported["gap"]), (&json!(3.0), &json!(5), &json!(-2.0)));
    for shown in board["figures"].as_array().unwrap() {
        let code = shown["code"].as_str().unwrap();
        let by = if shown["by_epci"] == json!([]) { "" } else { "&by=epci" };
        let told = admin.get(format!("/api/v1/indicators/{code}?period=2026{by}")).await.expect(200).json();
        for field in ["value", "previous_value", "label", "unit"] {
            assert_eq!(shown[field], told[field], "{code} {field}");
        }
        for cell in shown["by_epci"].as_array().unwrap() {
            let same = told["by"].as_array().unwrap().iter().find(|part| part["label"] == cell["label"]).unwrap();
            assert_eq!((&cell["value"], &cell["hidden"]), (&same["value"], &same["hidden"]), "{code} {cell}");
        }
        if shown["opens_list"] == true && ["file", "family"].contains(&shown["unit"].as_str().unwrap()) {
            let list = format!("/api/v1/prospects?indicator={code}&period=2026&count=exact");
            let total = admin.get(list).await.expect(200).json()["total"].as_f64();
            assert_eq!(total, shown["value"].as_f64(), "{code}");
        }
    }
    assert_eq!(board["obstacles"][0]["theme"], "housing");
    let with_any: Vec<(&Value, &Value)> = board["obstacles"][0]["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["value"] != 0.0)
        .map(|cell| (&cell["label"], &cell["value"]))
        .collect();
    assert_eq!(with_any, [(&json!("CA du Grand Cahors"), &json!(1.0)), (&json!("CC Grand-Figeac"), &json!(2.0))]);
}

#[actix_web::test]
async fn sources_and_months_tell_what_became_of_those_who_came() {
    let t = TestApp::spawn().await;
    let Network { admin, .. } = Network::with_three_households(&t).await;
    let other = json!({"source": "stand", "project_types": ["craft"], "next_action": {"label": "Appeler", "on": "2026-11-25"},
        "members": [{"role": "lead", "first_name": "Awa", "last_name": "Essai", "email": "awa@foyer.example"}]});
    admin.post("/api/v1/prospects").json(other).await.expect(201);
    let board = read(&admin, "?period=2026").await;
    let steps = |row: &Value| json!([row["key"], row["entered"], row["supported"], row["settled"]]);
    let sources: Vec<Value> = board["sources"].as_array().unwrap().iter().map(steps).collect();
    assert_eq!(sources, [json!(["web", 2, 2, 0]), json!(["stand", 1, 0, 0]), json!(["phone", 1, 1, 0])]);
    let cohorts: Vec<Value> = board["cohorts"].as_array().unwrap().iter().map(steps).collect();
    // Eleven months have begun; nothing is said of the twelfth.
    assert_eq!(
        (cohorts.len(), &cohorts[0], &cohorts[10]),
        (11, &json!(["2026-01", 0, 0, 0]), &json!(["2026-11", 4, 3, 0]))
    );
    let months = board["months"].as_array().unwrap();
    assert_eq!(
        (months.len(), &months[0]["entered"], &months[0]["first_contact_delay"]),
        (12, &json!(0.0), &Value::Null)
    );
    assert_eq!(
        (&months[10]["entered"], &months[10]["supported"], &months[11]["entered"]),
        (&json!(4.0), &json!(3.0), &Value::Null)
    );
    let quarter = read(&admin, "?period=2026-Q1").await;
    assert_eq!((&figure(&quarter, "prospects_new")["value"], &quarter["running"]), (&json!(0.0), &json!(false)));
    assert_eq!(quarter["cohorts"], board["cohorts"], "the months are those of the year");
}

#[actix_web::test]
async fn a_referent_reads_their_own_territory_and_nothing_of_the_others() {
    let t = TestApp::spawn().await;
    let Network { admin, figeac: referent, .. } = Network::with_three_households(&t).await;
    let figeac = epci_code("Grand-Figeac");
    let target = "/api/v1/targets/prospects_supported/2026";
    admin.put(target).json(json!({"value": 50})).await.expect(201);
    admin.put(format!("{target}?epci={figeac}")).json(json!({"value": 4})).await.expect(201);
    let board = read(&referent, "").await;
    assert_eq!(board["audience"], "referent");
    assert_eq!(board["territories"], json!([{"code": figeac, "name": "CC Grand-Figeac"}]));
    let supported = figure(&board, "prospects_supported");
    assert_eq!((&supported["value"], &supported["target"], &supported["gap"]), (&json!(2.0), &json!(4), &json!(-2.0)));
    let places: Vec<&Value> = supported["by_epci"].as_array().unwrap().iter().map(|cell| &cell["key"]).collect();
    assert_eq!(places, [&json!(figeac)]);
    assert!(!board.to_string().contains("Cahors"));
    let total = referent.get("/api/v1/prospects?indicator=prospects_supported&period=2026&count=exact").await;
    assert_eq!(total.expect(200).json()["total"], 2);
}

#[actix_web::test]
async fn a_steering_committee_reads_no_small_number_by_place_and_opens_no_list() {
    let t = TestApp::spawn().await;
    Network::with_three_households(&t).await;
    let copil = t.copil().await.client;
    let board = read(&copil, "").await;
    assert_eq!((&board["audience"], &board["communes"]), (&json!("steering"), &json!([])));
    let supported = figure(&board, "prospects_supported");
    assert_eq!((&supported["value"], &supported["opens_list"]), (&json!(3.0), &json!(false)));
    let hidden: Vec<(&Value, &Value)> = supported["by_epci"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["hidden"] == true)
        .map(|cell| (&cell["label"], &cell["value"]))
        .collect();
    assert!(hidden.contains(&(&json!("CC Grand-Figeac"), &Value::Null)), "{hidden:?}");
    assert!(hidden.contains(&(&json!("CA du Grand Cahors"), &Value::Null)), "{hidden:?}");
    let shown = board["obstacles"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap());
    let small: Vec<&Value> = shown.filter(|cell| cell["value"].as_f64().is_some_and(|n| n > 0.0 && n < 5.0)).collect();
    assert_eq!(small, [] as [&Value; 0]);
    // Parts of the year taken from the year would give what is hidden.
    let quarter = read(&copil, "?period=2026-Q4").await;
    assert_eq!((&figure(&quarter, "prospects_supported")["by_epci"], &quarter["obstacles"]), (&json!([]), &json!([])));
    copil.get("/api/v1/prospects?indicator=prospects_supported&period=2026").await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn an_employer_reads_the_network_and_its_own_offers_and_nothing_of_households() {
    let t = TestApp::spawn().await;
    let Network { admin, .. } = Network::with_three_households(&t).await;
    let body = json!({"name": "Atelier du Causse", "siret": crate::employers::some_siret(), "kind": "craft"});
    let employer = admin.post("/api/v1/employers").json(body).await.expect(201).id();
    let board = read(&t.employer(&employer).await.client, "").await;
    assert_eq!(
        (&board["audience"], &board["own_offers"]),
        (&json!("employer"), &json!({"published": 0, "positions_filled": 0}))
    );
    let codes: Vec<&Value> = board["figures"].as_array().unwrap().iter().map(|figure| &figure["code"]).collect();
    assert_eq!(codes, ["member_employers", "offers_published", "positions_filled"]);
    for list in ["sources", "cohorts", "months", "communes", "obstacles"] {
        assert_eq!(board[list], json!([]), "{list}");
    }
}

#[actix_web::test]
async fn a_period_is_a_year_or_a_quarter() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for wrong in ["2026-03", "26", "2026-Q5", "soon", ""] {
        let told = admin.get(format!("{DASHBOARD}?period={wrong}")).await.expect_problem(422, "validation_failed");
        assert_eq!(told["errors"][0]["pointer"], "period", "{wrong}");
    }
    admin.get(format!("{DASHBOARD}?year=2026")).await.expect_problem(422, "unknown_parameter");
    t.anonymous().get(DASHBOARD).await.expect_problem(401, "unauthorized");
    let empty = read(&admin, "?period=2019").await;
    assert_eq!((&empty["sources"], &empty["cohorts"], &empty["months"]), (&json!([]), &json!([]), &json!([])));
}
