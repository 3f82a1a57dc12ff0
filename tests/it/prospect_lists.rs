//! Lists of files: every order, page by page; every filter; search without accents; plans that use indexes.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, TestApp};
use crate::prospects::{CAHORS, FIGEAC, household};

const SORTS: [&str; 10] = [
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "number",
    "-number",
    "name",
    "-name",
    "next_action_on",
    "-next_action_on",
];

/// Opens 23 files, many of which are equal by every sort but the number.
async fn some_files(t: &TestApp, admin: &Client) {
    for index in 0..23 {
        let mut sent =
            household(["Alric", "Bourdin", "Cavaillé"][index % 3], if index % 2 == 0 { FIGEAC } else { CAHORS });
        sent["next_action"]["on"] = json!(format!("2026-12-{:02}", 1 + index % 4));
        let created = admin.post("/api/v1/prospects").json(sent).await.expect(201);
        if index % 5 == 0 {
            let close = json!({"to": "closed", "closing_reason": "abandoned"});
            admin.post(format!("{}/transitions", created.header("location"))).json(close).await.expect(200);
        }
        if index % 4 == 3 {
            t.clock.advance(chrono::Duration::minutes(1));
        }
    }
}

/// Every item of a list, by pages of `limit`.
async fn walk(person: &Client, query: &str, limit: usize) -> Vec<Value> {
    let mut items = vec![];
    let mut path = format!("/api/v1/prospects?limit={limit}&{query}");
    loop {
        let reply = person.get(&path).await.expect(200);
        let page = reply.json();
        let found = page["items"].as_array().unwrap().clone();
        assert!(found.len() <= limit);
        items.extend(found);
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert_eq!(reply.header("link"), "");
            return items;
        };
        assert!(reply.header("link").contains(cursor), "{}", reply.header("link"));
        path = format!("/api/v1/prospects?limit={limit}&{query}&cursor={cursor}");
    }
}

fn numbers(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["number"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn pages_are_complete_and_ordered_for_every_sort() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    some_files(&t, &admin).await;
    for sort in SORTS {
        let whole = walk(&admin, &format!("sort={sort}"), 200).await;
        assert_eq!(numbers(&whole).into_iter().collect::<BTreeSet<_>>().len(), 23, "{sort}");
        for limit in [1, 4, 22, 23] {
            assert_eq!(
                numbers(&walk(&admin, &format!("sort={sort}"), limit).await),
                numbers(&whole),
                "{sort} by {limit}"
            );
        }
        let field = match sort.trim_start_matches('-') {
            "name" => "lead_name",
            other => other,
        };
        let mut keys: Vec<String> =
            whole.iter().map(|item| item[field].as_str().unwrap_or("9999-12-31").to_owned()).collect();
        if field == "lead_name" {
            keys = keys.iter().map(|name| name.replace("Inès ", "")).collect();
        }
        if sort.starts_with('-') {
            keys.reverse();
        }
        assert!(keys.is_sorted(), "{sort}: {keys:?}");
    }
}

#[actix_web::test]
async fn a_page_is_not_disturbed_by_new_files() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    some_files(&t, &admin).await;
    let before = walk(&admin, "sort=-created_at", 200).await;
    let first = admin.get("/api/v1/prospects?limit=10").await.json();
    t.clock.advance(chrono::Duration::minutes(1));
    admin.post("/api/v1/prospects").json(household("Nouveau", FIGEAC)).await.expect(201);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("/api/v1/prospects?limit=200&cursor={cursor}")).await.expect(200).json();
    let mut seen = first["items"].as_array().unwrap().clone();
    seen.extend(rest["items"].as_array().unwrap().clone());
    assert_eq!(numbers(&seen), numbers(&before));
}

#[actix_web::test]
async fn a_cursor_belongs_to_its_list() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    some_files(&t, &admin).await;
    let cursor =
        admin.get("/api/v1/prospects?limit=2&status=new").await.json()["next_cursor"].as_str().unwrap().to_owned();
    for query in ["limit=2", "limit=2&status=closed", "limit=2&status=new&sort=number", "limit=2&status=new&q=alric"] {
        admin.get(format!("/api/v1/prospects?{query}&cursor={cursor}")).await.expect_problem(422, "cursor_mismatch");
    }
    admin.get(format!("/api/v1/prospects?limit=3&status=new&cursor={cursor}")).await.expect(200);
    let forged = format!("{}A", &cursor[..cursor.len() - 1]);
    if forged != cursor {
        admin
            .get(format!("/api/v1/prospects?limit=2&status=new&cursor={forged}"))
            .await
            .expect_problem(422, "cursor_mismatch");
    }
}

#[actix_web::test]
async fn wrong_parameters_are_refused_with_a_hint() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let problem = admin.get("/api/v1/prospects?statut=new").await.expect_problem(422, "unknown_parameter");
    assert!(problem["detail"].as_str().unwrap().contains("status"), "{problem}");
    for query in [
        "status=nouveau",
        "sort=price",
        "limit=0",
        "limit=201",
        "limit=many",
        "archived=perhaps",
        "count=about",
        "created_after=yesterday",
        "overdue=maybe",
        "referent_id=12",
        "project_type=gold",
        "next_action_before=2026-13-01",
    ] {
        admin.get(format!("/api/v1/prospects?{query}")).await.expect_problem(422, "validation_failed");
    }
}

#[actix_web::test]
async fn each_filter_keeps_what_it_says() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut couple = household("Alric", FIGEAC);
    couple["project_types"] = json!(["farm_takeover", "employee"]);
    couple["target_group"] = json!("farmers");
    couple["campaign"] = json!("Salon, printemps 2026");
    couple["horizon"] = json!("under_3_months");
    couple["next_action"]["on"] = json!("2026-11-20");
    admin.post("/api/v1/prospects").json(couple).await.expect(201);
    t.clock.advance(chrono::Duration::minutes(5));
    let mut anywhere = household("Bourdin", CAHORS);
    anywhere["wished_territories"] = json!([]);
    anywhere["territory_indifferent"] = json!(true);
    anywhere["source"] = json!("web");
    let second = admin.post("/api/v1/prospects").json(anywhere).await.expect(201);
    let qualified = json!({"to": "qualified"});
    admin.post(format!("{}/transitions", second.header("location"))).json(qualified).await.expect(200);
    for (query, names) in [
        ("", "Bourdin Alric"),
        ("status=new", "Alric"),
        ("status=new,qualified", "Bourdin Alric"),
        ("status=new&status=qualified", "Bourdin Alric"),
        ("epci=200067361", "Alric"),
        ("epci=none", "Bourdin"),
        ("epci=none,200067361", "Bourdin Alric"),
        ("epci=200023737", ""),
        ("project_type=farm_takeover,health", "Alric"),
        ("source=web", "Bourdin"),
        ("campaign=Salon,%20printemps%202026", "Alric"),
        ("campaign=Salon", ""),
        ("campaign=", "Bourdin Alric"),
        ("target_group=farmers", "Alric"),
        ("horizon=under_3_months", "Alric"),
        ("overdue=true", "Alric"),
        ("overdue=false", "Bourdin Alric"),
        ("next_action_before=2026-11-21", "Alric"),
        ("unassigned=true", "Bourdin Alric"),
        ("archived=true", ""),
        ("archived=any", "Bourdin Alric"),
        ("created_after=2026-11-22", ""),
        ("created_after=2026-11-21", "Bourdin Alric"),
        ("created_before=2026-11-21", ""),
        ("created_before=2026-11-21T09:05:00Z", "Alric"),
        ("created_before=2026-11-21T09:00:00Z", ""),
        ("created_after=2026-11-21T09:00:00Z", "Bourdin Alric"),
        ("updated_since=2026-11-21T10:05:00%2B01:00", "Bourdin"),
        ("import_id=019365a0-0000-7000-8000-000000000000", ""),
        ("referent_id=019365a0-0000-7000-8000-000000000000", ""),
        ("status=new&source=web", ""),
    ] {
        let items = walk(&admin, query, 50).await;
        let found: Vec<&str> =
            items.iter().map(|item| item["lead_name"].as_str().unwrap().trim_start_matches("Inès ")).collect();
        assert_eq!(found.join(" "), names, "{query}");
        let counts = admin.get(format!("/api/v1/prospects/counts?{query}")).await.expect(200).json();
        assert_eq!(counts["total"], found.len(), "{query}");
        let exact = admin.get(format!("/api/v1/prospects?count=exact&{query}")).await.expect(200).json();
        assert_eq!(exact["total"], found.len(), "{query}");
    }
    let counts = admin.get("/api/v1/prospects/counts").await.json();
    assert_eq!(counts["overdue"], 1);
    assert_eq!(
        counts["by_status"],
        json!([
            {"status": "new", "count": 1, "oldest_since": "2026-11-21"},
            {"status": "qualified", "count": 1, "oldest_since": "2026-11-21"}
        ])
    );
}

#[actix_web::test]
async fn a_row_tells_what_a_referent_needs() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut sent = household("Alric", FIGEAC);
    sent["project_types"] = json!(["health", "employee"]);
    sent["members"] = json!([
        {"role": "lead", "first_name": "Inès", "last_name": "Alric", "phone": "06 39 98 12 34", "career": {"occupation_code": "J1506"}},
        {"role": "partner", "career": {"occupation_text": "Usineur"}},
        {"role": "child", "age_band": "under_3"}
    ]);
    admin.post("/api/v1/prospects").json(sent).await.expect(201);
    let row = admin.get("/api/v1/prospects").await.json()["items"][0].clone();
    assert_eq!(row["occupations"], json!(["Infirmier / Infirmière en soins généraux (IDE)", "Usineur"]));
    assert_eq!(row["project_types"], json!(["health", "employee"]));
    assert_eq!((row["adults"].as_i64(), row["children"].as_i64()), (Some(2), Some(1)));
    assert_eq!(row["epci_name"], "CC Grand-Figeac");
    assert_eq!(row["overdue"], false);
    assert_eq!(row["version"], 1);
}

#[actix_web::test]
async fn words_are_found_without_accents_or_endings() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut nurse = household("D'Évreux", FIGEAC);
    nurse["city"] = json!("Saint-Céré");
    nurse["members"][0]["email"] = json!("a@courriel.example");
    nurse["members"][0]["career"] = json!({"occupation_text": "Infirmière libérale"});
    admin.post("/api/v1/prospects").json(nurse).await.expect(201);
    admin.post("/api/v1/prospects").json(household("Bourdin", CAHORS)).await.expect(201);
    for q in [
        "infirmiere",
        "infirmier",
        "INFIRM",
        "libérales",
        "evreux",
        "d'évreux",
        "\"evreux\"",
        "ines evr",
        "saint cere",
        "saint-céré infirmiere",
        "OML-2026-00001",
        "oml 2026 1 evreux",
    ] {
        let items = walk(&admin, &format!("q={}", encoded(q)), 50).await;
        assert_eq!(numbers(&items), ["OML-2026-00001"], "{q}");
    }
    for q in ["boucher", "evreux bourdin", "' \" * ( )", "') OR 1=1 --", "NEAR AND OR"] {
        assert_eq!(walk(&admin, &format!("q={}", encoded(q)), 50).await, [] as [Value; 0], "{q}");
    }
    assert_eq!(walk(&admin, "q=", 50).await.len(), 2);
    let path = format!("/api/v1/prospects/{}", walk(&admin, "q=evreux", 50).await[0]["id"].as_str().unwrap());
    admin.patch(path).if_match(1).json(json!({"city": "Gramat"})).await.expect(200);
    assert_eq!(walk(&admin, "q=gramat", 50).await.len(), 1);
    assert_eq!(walk(&admin, "q=cere", 50).await.len(), 0);
}

fn encoded(q: &str) -> String {
    q.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The keyset compares a row value, which an index answers from the middle of the list as fast as from its start.
#[actix_web::test]
async fn deep_pages_walk_an_index() {
    let t = TestApp::spawn().await;
    let db = t.state.store.begin().await.unwrap();
    if db.get_database_backend() == DbBackend::Postgres {
        // The table is empty: without this the planner takes any plan for a good one.
        for setting in ["enable_seqscan", "enable_sort", "enable_bitmapscan"] {
            db.execute_unprepared(&format!("SET LOCAL {setting} = off")).await.unwrap();
        }
    }
    for (column, key, index) in [
        ("created_at", "'2026-01-01T00:00:00+00:00'", "ix_prospects_created_at_id"),
        ("updated_at", "'2026-01-01T00:00:00+00:00'", "ix_prospects_updated_at_id"),
        ("number", "'OML-2026-00001'", "uq_prospects_number"),
        ("sort_name", "'alric'", "ix_prospects_sort_name_id"),
        ("next_action_sort", "'2026-01-01'", "ix_prospects_next_action_sort_id"),
    ] {
        for deep in [false, true] {
            let id = match db.get_database_backend() {
                DbBackend::Postgres => "'019365a0-0000-7000-8000-000000000000'::uuid",
                _ => "x'019365a0000070008000000000000000'",
            };
            let after = if deep { format!("AND ({column}, id) < ({key}, {id})") } else { String::new() };
            let select = format!(
                "SELECT id FROM prospects WHERE archived_at IS NULL {after} ORDER BY {column} DESC, id DESC LIMIT 51"
            );
            let plan = explain(&db, &select).await;
            assert!(plan.contains(index), "{column} deep={deep}: {plan}");
            // A unique number needs no second column: PostgreSQL then sorts one row at a time.
            let sorted = plan.contains("TEMP B-TREE") || plan.replace("Incremental Sort", "").contains("Sort  (");
            assert!(!sorted, "{column} deep={deep}: {plan}");
        }
    }
}

async fn explain(db: &impl ConnectionTrait, select: &str) -> String {
    let (verb, column) = match db.get_database_backend() {
        DbBackend::Postgres => ("EXPLAIN", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let statement = Statement::from_string(db.get_database_backend(), format!("{verb} {select}"));
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}
