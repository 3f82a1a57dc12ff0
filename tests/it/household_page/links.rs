//! Links: whom they let in, whom they do not, and how one is asked for.

use super::*;

#[actix_web::test]
async fn each_member_has_a_link_of_their_own() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let (lead, partner) = (link(&t, ADDRESS).await, link(&t, " YANN@foyer.example ").await);
    assert_eq!(lead.get(PAGE).await.expect(200).json()["first_name"], "Maëlle");
    assert_eq!(partner.get(PAGE).await.expect(200).json()["first_name"], "Yann");
}

#[actix_web::test]
async fn links_that_open_nothing_are_told_alike() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = family(&admin).await;
    let path = format!("/api/v1/prospects/{id}");
    let (lead, partner) = (link(&t, ADDRESS).await, link(&t, "yann@foyer.example").await);
    let sent = mails_of(&t, "household_link").await;
    let mut turned = sent[0].token();
    let last = if turned.ends_with('A') { "B" } else { "A" };
    turned.replace_range(turned.len() - 2..turned.len() - 1, last);
    let strangers = ["", "x", &turned, "é", &"A".repeat(4_000)].map(|token| {
        // A header carries no letter beyond ASCII: the token then is what is left of it.
        t.bearer(&token.replace('é', "%C3%A9"))
    });
    let mut refusals = vec![];
    let mut refused = async |who: &Client| {
        for call in [who.get(PAGE), who.patch(WISHES).if_match(1).json(json!({ "horizon": "unknown" }))] {
            let reply = call.await;
            reply.clone().expect_problem(401, "page_link_expired");
            refusals.push(told(&reply));
        }
    };
    for who in strangers.iter().chain([&t.anonymous(), &admin.client]) {
        refused(who).await;
    }
    // The address is another one, the member is gone.
    let members = admin.get(&path).await.expect(200).json()["members"].clone();
    let (first, second) = (&members[0]["id"].as_str().unwrap(), &members[1]["id"].as_str().unwrap());
    let moved = json!({ "email": "autre@foyer.example" });
    admin.patch(format!("{path}/members/{first}")).if_match(1).json(moved).await.expect(200);
    refused(&lead).await;
    partner.get(PAGE).await.expect(200);
    admin.delete(format!("{path}/members/{second}")).if_match(1).await.expect(204);
    refused(&partner).await;
    // Back, and put away; taken out, merged, anonymised; then too old.
    let back = json!({ "email": ADDRESS });
    admin.patch(format!("{path}/members/{first}")).if_match(2).json(back).await.expect(200);
    lead.get(PAGE).await.expect(200);
    admin.delete(&path).if_match(1).await.expect(204);
    refused(&lead).await;
    admin.post(format!("{path}/restore")).await.expect(200);
    lead.get(PAGE).await.expect(200);
    for status in ["merged", "anonymised"] {
        execute(&t, &format!("UPDATE prospects SET status = '{status}'")).await;
        refused(&lead).await;
    }
    execute(&t, "UPDATE prospects SET status = 'new'").await;
    t.clock.advance(Duration::days(180) - Duration::seconds(1));
    lead.get(PAGE).await.expect(200);
    t.clock.advance(Duration::seconds(1));
    refused(&lead).await;
    refusals.dedup();
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
}

#[actix_web::test]
async fn what_is_no_link_costs_no_look_into_the_database() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    family(&admin).await;
    let household = link(&t, ADDRESS).await;
    t.state.store.clone().close().await.unwrap();
    t.bearer("a-link-of-nobody").get(PAGE).await.expect_problem(401, "page_link_expired");
    t.anonymous().get(PAGE).await.expect_problem(401, "page_link_expired");
    // A link is no session: where staff sign in it opens nothing, and nobody is looked up.
    household.get("/api/v1/prospects").await.expect_problem(401, "session_ended");
    household.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn whoever_asks_for_a_link_is_answered_alike() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let old = family(&admin).await;
    let closed = json!({ "to": "closed", "closing_reason": "abandoned" });
    transition(&admin, &old, closed).await;
    let household = link(&t, ADDRESS).await;
    assert_eq!(household.get(PAGE).await.expect(200).json()["number"], "OML-2026-00001", "a closed file still shows");
    let known = asked(&t, ADDRESS).await;
    let unknown = asked(&t, "personne@ailleurs.example").await;
    assert_eq!(told(&known), told(&unknown));
    assert_eq!(known.text(), "");
    assert_eq!(mails(&t).await.len(), 2, "nothing leaves for an address that no file knows");
    t.clock.advance(Duration::days(1));
    family(&t.admin().await.client).await;
    let household = link(&t, ADDRESS).await;
    assert_eq!(household.get(PAGE).await.expect(200).json()["number"], "OML-2026-00002", "the open file comes first");
    let sent = mails_of(&t, "household_link").await.pop().unwrap();
    assert_eq!(sent.to, "Maelle.Kerbrat@foyer.example".to_lowercase());
    assert!(sent.words.contains("Bonjour Maëlle,") && sent.words.contains("OML-2026-00002"), "{}", sent.words);
    assert!(sent.words.contains("21/05/2027"), "half a year later: {}", sent.words);
    let problem =
        t.anonymous().post(LINKS).json(json!({ "email": "nobody" })).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/email"), "invalid_email");
    let problem = t.anonymous().post(LINKS).json(json!({ "email": ADDRESS, "number": "1" })).await;
    assert_eq!(fault(&problem.expect_problem(422, "validation_failed"), "/number"), "unknown_field");
}

#[actix_web::test]
async fn asking_and_guessing_have_limits() {
    let t = TestApp::spawn_with(|config| config.rate_limit_factor = 1).await;
    let first_refusal = async |call: &dyn Fn() -> Call| {
        for count in 0..30 {
            let reply = call().await;
            if reply.status == StatusCode::TOO_MANY_REQUESTS {
                assert!(reply.header("retry-after").parse::<u32>().unwrap() > 0);
                reply.expect_problem(429, "rate_limited");
                return count;
            }
        }
        panic!("never refused")
    };
    let guess = || t.bearer("a-link-of-nobody").get(PAGE);
    assert_eq!(first_refusal(&guess).await, 20);
    let ask = || t.anonymous().post(LINKS).json(json!({ "email": ADDRESS }));
    assert_eq!(first_refusal(&ask).await, 5, "one address");
    let other = || t.anonymous().post(LINKS).json(json!({ "email": format!("{}@x.example", uuid::Uuid::now_v7()) }));
    assert!(first_refusal(&other).await <= 5, "one machine");
}
