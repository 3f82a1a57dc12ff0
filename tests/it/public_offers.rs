//! What the public reads of the offers: found by words and place, gone at once, told to search engines.

use chrono::Duration;
use futures_util::future::join_all;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, TestApp, epci_code};
use crate::job_offers::{PATH, member, move_membership, move_to, nurse, published};

const PUBLIC: &str = "/api/v1/public/job-offers";

async fn search(who: &Client, query: &str) -> Value {
    who.get(format!("{PUBLIC}?{query}")).await.expect(200).json()
}

fn titles(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect()
}

fn offer(title: &str, commune: &str, contract: &str) -> Value {
    let mut offer = nurse();
    (offer["title"], offer["commune_code"], offer["contract_type"]) = (json!(title), json!(commune), json!(contract));
    offer["occupation_code"] = Value::Null;
    offer["housing_possible"] = json!(contract == "CDI");
    offer
}

/// Three offers of a member: two in Figeac, one in Cahors, a minute apart.
async fn three(t: &TestApp) -> (Client, String, Vec<String>) {
    let admin = t.admin().await.client;
    let employer = member(&admin, "Clinique de l’Évêché").await;
    let mut ids = vec![];
    for (title, commune, contract) in
        [("Usineur", "46042", "CDD"), ("Infirmière de nuit", "46102", "CDI"), ("Zingueur", "46102", "CDI")]
    {
        ids.push(published(&admin, &employer, offer(title, commune, contract)).await);
        t.clock.advance(Duration::minutes(1));
    }
    (admin, employer, ids)
}

#[actix_web::test]
async fn offers_are_found_without_an_account_by_words_place_and_choices() {
    let t = TestApp::spawn().await;
    three(&t).await;
    let anyone = t.anonymous();
    let all = search(&anyone, "").await;
    assert_eq!((titles(&all), &all["total"]), (vec!["Zingueur", "Infirmière de nuit", "Usineur"], &json!(3)));
    assert_eq!(titles(&search(&anyone, "q=infirmier+figeac").await), ["Infirmière de nuit"]);
    assert_eq!(titles(&search(&anyone, "q=eveche&contract=CDD").await), ["Usineur"]);
    assert_eq!(titles(&search(&anyone, "commune=46042").await), ["Usineur"]);
    assert_eq!(titles(&search(&anyone, "housing=true&sort=-published_at").await), ["Zingueur", "Infirmière de nuit"]);
    let around = search(&anyone, "around=46102&radius_km=20").await;
    assert_eq!((&around["total"], &around["items"][0]["distance_km"]), (&json!(2), &json!(0)));
    let farther = search(&anyone, "around=46102&radius_km=80&sort=distance").await;
    assert_eq!(titles(&farther), ["Zingueur", "Infirmière de nuit", "Usineur"]);
    assert!(farther["items"][2]["distance_km"].as_i64().unwrap() > 40);
    assert_eq!(search(&anyone, "published_since=2026-11-22").await["total"], 0);
    let chosen = search(&anyone, "contract=CDD").await;
    let contracts: Vec<(&Value, &Value)> = chosen["facets"]["contracts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|facet| (&facet["code"], &facet["offers"]))
        .collect();
    assert_eq!(contracts, [(&json!("CDI"), &json!(2)), (&json!("CDD"), &json!(1))], "its own choice lifted");
    assert_eq!(chosen["facets"]["epcis"][0]["code"], json!(epci_code("Grand Cahors")));
    assert_eq!(chosen["facets"]["housing"], 0);
    for (query, pointer) in [
        ("contract=CDX", "contract/0"),
        ("around=99999", "around"),
        ("radius_km=20", "radius_km"),
        ("around=46102&radius_km=900", "radius_km"),
        ("sort=distance", "around"),
        ("sort=salary", "sort"),
    ] {
        let problem = anyone.get(format!("{PUBLIC}?{query}")).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], json!(pointer), "{query}");
    }
    anyone.get(format!("{PUBLIC}?contrat=CDI")).await.expect_problem(422, "unknown_parameter");
}

#[actix_web::test]
async fn pages_follow_each_other_and_a_known_answer_is_not_sent_again() {
    let t = TestApp::spawn().await;
    let (admin, _, ids) = three(&t).await;
    let anyone = t.anonymous();
    let mut seen = vec![];
    let mut query = "limit=1&q=figeac".to_owned();
    loop {
        let reply = anyone.get(format!("{PUBLIC}?{query}")).await.expect(200);
        let page = reply.json();
        seen.extend(titles(&page).iter().map(|title| (*title).to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        assert!(reply.header("link").contains(cursor));
        query = format!("limit=1&q=figeac&cursor={cursor}");
    }
    assert_eq!(seen, ["Zingueur", "Infirmière de nuit"]);
    let first = anyone.get(PUBLIC).await.expect(200);
    assert_eq!(first.header("cache-control"), "public, max-age=300");
    let tag = first.header("etag").to_owned();
    anyone.get(PUBLIC).header("if-none-match", &tag).await.expect(304);
    move_to(&admin, &ids[0], json!({"to": "filled"})).await.expect(200);
    let later = anyone.get(PUBLIC).header("if-none-match", &tag).await.expect(200);
    assert_eq!(later.json()["total"], 2);
}

#[actix_web::test]
async fn what_is_over_is_gone_at_once_and_what_never_was_does_not_exist() {
    let t = TestApp::spawn().await;
    let (admin, employer, ids) = three(&t).await;
    let anyone = t.anonymous();
    let path = format!("{PUBLIC}/{}", ids[1]);
    let shown = anyone.get(&path).await.expect(200).json();
    assert_eq!(shown["card"]["title"], "Infirmière de nuit");
    assert!(shown.get("status").is_none() && shown["card"].get("version").is_none());
    let draft = admin.post(PATH).json({
        let mut draft = nurse();
        draft["employer_id"] = json!(employer);
        draft
    });
    let draft = draft.await.expect(201).id();
    anyone.get(format!("{PUBLIC}/{draft}")).await.expect_problem(404, "not_found");
    move_membership(&admin, &employer, json!({"to": "suspended", "reason": "Sans nouvelles"})).await;
    anyone.get(&path).await.expect_problem(410, "job_offer_gone");
    assert_eq!(search(&anyone, "").await["total"], 0);
    assert!(anyone.get("/api/v1/public/employers").await.expect(200).json()["items"].as_array().unwrap().is_empty());
    move_membership(&admin, &employer, json!({"to": "active"})).await;
    let employers = anyone.get("/api/v1/public/employers?q=eveche").await.expect(200).json();
    assert_eq!(
        (&employers["items"][0]["offers"], &employers["items"][0]["commune_name"]),
        (&json!(3), &json!("Figeac"))
    );
    assert!(employers["items"][0].get("siret").is_none());
    // At the end of its last day an offer leaves, whether or not the night's work ran.
    t.clock.advance(Duration::days(61));
    assert_eq!(search(&anyone, "").await["total"], 0);
    anyone.get(&path).await.expect_problem(410, "job_offer_gone");
}

/// What stands between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).unwrap_or_else(|| panic!("{start} is missing in {text}")).1.split_once(end).unwrap().0
}

#[actix_web::test]
async fn the_page_of_an_offer_tells_search_engines_what_they_ask_for() {
    let t = TestApp::spawn().await;
    let (admin, employer, _) = three(&t).await;
    let mut full = offer("Chef d’atelier \"bois\" </script>", "46102", "CDD");
    full["description"] = json!("Atelier de 12 personnes.\n\nÀ pourvoir <vite> & bien.");
    full["salary"] = json!("Mensuel de 2300.00 Euros à 2600.00 Euros sur 12 mois");
    (full["remote"], full["experience"], full["starts_on"]) = (json!("full"), json!("D"), json!("2027-01-04"));
    let id = published(&admin, &employer, full).await;
    let path = admin.get(format!("{PATH}/{id}")).await.expect(200).json()["public_path"].as_str().unwrap().to_owned();
    let page = t.anonymous().get(&path).await.expect(200);
    let html = page.text();
    assert!(between(&html, "<title>", "</title>").contains("Clinique de l’Évêché"), "{html}");
    let canonical = between(&html, "<link rel=\"canonical\" href=\"", "\"");
    assert!(canonical.ends_with(&path), "{canonical}");
    assert_eq!(between(&html, "<meta property=\"og:url\" content=\"", "\""), canonical);
    assert!(between(&html, "<meta name=\"description\" content=\"", "\"").contains("Figeac"));
    let json = between(&html, "<script type=\"application/ld+json\">", "</script>");
    let posting: Value = serde_json::from_str(json).unwrap();
    // Google's documentation of JobPosting: what is required, then what is recommended.
    for required in ["title", "description", "datePosted", "hiringOrganization", "jobLocation"] {
        assert!(!posting[required].is_null(), "{required} is required: {posting}");
    }
    for recommended in [
        "validThrough",
        "employmentType",
        "baseSalary",
        "identifier",
        "directApply",
        "jobLocationType",
        "applicantLocationRequirements",
    ] {
        assert!(!posting[recommended].is_null(), "{recommended} is recommended: {posting}");
    }
    assert_eq!((&posting["@context"], &posting["@type"]), (&json!("https://schema.org/"), &json!("JobPosting")));
    assert_eq!(posting["jobLocation"]["address"]["addressLocality"], "Figeac");
    assert_eq!(posting["jobLocation"]["address"]["addressCountry"], "FR");
    assert_eq!(posting["validThrough"], "2027-01-20T23:59:59+01:00");
    assert_eq!(posting["employmentType"], json!(["FULL_TIME", "TEMPORARY"]));
    assert_eq!(
        posting["baseSalary"]["value"],
        json!({"@type": "QuantitativeValue", "minValue": 2300.0, "maxValue": 2600.0, "unitText": "MONTH"})
    );
    let description = posting["description"].as_str().unwrap();
    assert_eq!(description, "<p>Atelier de 12 personnes.</p><p>À pourvoir &lt;vite&gt; &amp; bien.</p>");

    let renamed = t.anonymous().get(format!("/offres/ancien-titre-{id}")).await.expect(301);
    assert_eq!(renamed.header("location"), path);
    move_to(&admin, &id, json!({"to": "withdrawn"})).await.expect(200);
    let gone = t.anonymous().get(&path).await.expect(410).text();
    assert!(gone.contains("noindex") && !gone.contains("ld+json"));
    t.anonymous().get("/offres/jamais-vue-0193a000-0000-7000-8000-0000000000b1").await.expect(404);
}

#[actix_web::test]
async fn the_sitemap_and_the_feed_hold_what_is_public_and_nothing_else() {
    let t = TestApp::spawn().await;
    let (admin, _, ids) = three(&t).await;
    move_to(&admin, &ids[0], json!({"to": "filled"})).await.expect(200);
    let anyone = t.anonymous();
    let sitemap = anyone.get("/sitemap.xml").await.expect(200);
    assert_eq!(sitemap.header("content-type"), "application/xml; charset=utf-8");
    assert!(sitemap.text().contains(&ids[1]) && !sitemap.text().contains(&ids[0]));
    assert!(sitemap.text().contains("<lastmod>2026-11-21T09:"), "{}", sitemap.text());
    let tag = sitemap.header("etag").to_owned();
    anyone.get("/sitemap.xml").header("if-none-match", &tag).await.expect(304);
    let feed = anyone.get("/offres.atom").await.expect(200).text();
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("Infirmière de nuit") && !feed.contains("Usineur"));
    assert!(anyone.get("/robots.txt").await.expect(200).text().contains("Sitemap: "));
}

/// Public offers whose employer is not an active member, as one statement sees them.
async fn leaks(t: &TestApp) -> i64 {
    let db = t.state.store.reader();
    let sql = "SELECT COUNT(*) AS leaks FROM job_offers o JOIN employers e ON e.id = o.employer_id \
               WHERE o.is_public = TRUE AND COALESCE(e.membership_status, '') <> 'active'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "leaks").unwrap()
}

/// State of the membership of an employer, and the version that every move of it raises.
async fn standing(who: &Client, employer: &str) -> (String, i64) {
    let body = who.get(format!("/api/v1/employers/{employer}")).await.expect(200).json();
    (body["membership_status"].as_str().unwrap().to_owned(), body["version"].as_i64().unwrap())
}

#[actix_web::test]
async fn no_offer_of_a_suspended_member_is_public_at_any_instant() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let employer = member(&admin, "Scierie").await;
    let mut offers = vec![];
    for _ in 0..3 {
        offers.push(published(&admin, &employer, nurse()).await);
    }
    for seed in 0..12 {
        let mut random = StdRng::seed_from_u64(seed);
        let mut calls = vec![];
        for _ in 0..6 {
            let (path, asked) = match random.random_range(0..4) {
                0 => (
                    format!("/api/v1/employers/{employer}/membership/transitions"),
                    json!({"to": "suspended", "reason": "x"}),
                ),
                1 => (format!("/api/v1/employers/{employer}/membership/transitions"), json!({"to": "active"})),
                pick => {
                    let to = if pick == 2 { "suspended" } else { "published" };
                    let id = &offers[random.random_range(0..offers.len())];
                    (format!("{PATH}/{id}/transitions"), json!({"to": to, "reason": "x"}))
                }
            };
            calls.push(admin.post(path).json(asked).into_future());
        }
        let watch = async {
            for _ in 0..8 {
                assert_eq!(leaks(&t).await, 0, "seed {seed}");
                let before = standing(&admin, &employer).await;
                let page = search(&t.anonymous(), "").await;
                // The same version on both sides of the search: the membership was this one all along.
                if before.0 != "active" && before == standing(&admin, &employer).await {
                    assert_eq!(page["total"], 0, "seed {seed}");
                }
            }
        };
        let (replies, ()) = futures_util::join!(join_all(calls), watch);
        for reply in replies {
            assert!([200, 409, 412].contains(&reply.status.as_u16()), "{}", reply.text());
        }
        let state = admin.get(format!("/api/v1/employers/{employer}")).await.expect(200).json();
        if state["membership_status"] != "active" {
            assert_eq!(search(&t.anonymous(), "").await["total"], 0, "seed {seed}");
        }
        assert_eq!(leaks(&t).await, 0, "seed {seed}");
    }
}
