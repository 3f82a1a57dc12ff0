//! The letters that carry the link.

use super::*;

#[actix_web::test]
async fn the_mail_of_a_confirmed_request_carries_the_link() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    confirmed(&t, json!({})).await;
    let told = mails_of(&t, "contact_confirmed").await.pop().unwrap();
    assert!(told.words.contains("OML-2026-00001") && told.words.contains("20/05/2027"), "{}", told.words);
    let page = t.bearer(&told.token()).get(PAGE).await.expect(200).json();
    assert_eq!((&page["number"], &page["stage"]), (&json!("OML-2026-00001"), &json!("received")));
    assert_eq!(page["next_step"], json!({ "label": "Appeler le foyer", "on": "2026-11-24" }));
    // The same phone and name from another address join the file; that proves nothing, so no link leaves.
    confirmed(&t, json!({ "email": "m.kerbrat@ailleurs.example" })).await;
    let joined = mails_of(&t, "contact_joined").await.pop().unwrap();
    assert_eq!((joined.to.as_str(), joined.link.as_deref()), ("m.kerbrat@ailleurs.example", None));
    assert!(joined.words.contains("OML-2026-00001"), "{}", joined.words);
    let files = admin.get("/api/v1/prospects?count=exact").await.expect(200).json();
    assert_eq!(files["total"], 1);
}

/// Sends the public form and confirms it by its mailed link.
async fn confirmed(t: &TestApp, changes: Value) {
    let form = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let text = form["consent_texts"].as_array().unwrap().iter().find(|text| text["required"] == true).unwrap();
    let mut body = json!({
        "token": form["token"], "first_name": "Maëlle", "last_name": "Kerbrat", "email": ADDRESS,
        "phone": "06 39 98 12 34", "country": "FR", "postal_code": "44000", "household_kind": "alone",
        "project_types": ["employee"], "horizon": "over_a_year", "wished_territories": ["46102"],
        "consents": [{ "purpose": text["purpose"], "version": text["version"] }]
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    t.anonymous().post("/api/v1/public/contact-requests").json(body).await.expect(201);
    let asked = mails_of(t, "confirmation").await.pop().unwrap().link.unwrap();
    let token = asked.split('#').nth(1).unwrap().to_owned();
    t.anonymous().post("/api/v1/public/contact-requests/confirm").json(json!({ "token": token })).await.expect(200);
}

#[actix_web::test]
async fn a_referent_who_accepts_is_named_with_the_reason() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (referent, technical) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    by_hand(&t, &admin).await;
    let partner = "UPDATE partners SET phone = '+33199004602', email = 'accueil@grand-figeac.example'";
    execute(&t, partner).await;
    let id = family(&admin).await;
    transition(&admin, &id, json!({ "to": "qualified" })).await;
    let assignment = propose(&admin, &id, &technical, "technical").await;
    accept(&technical, &id, &assignment).await;
    let assignment = propose(&admin, &id, &referent, "territorial").await;
    assert_eq!(mails_of(&t, "referent_named").await.len(), 0, "a proposal and a technical part are told by people");
    accept(&referent, &id, &assignment).await;
    let told = mails_of(&t, "referent_named").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].to, ADDRESS);
    for word in
        ["Camille Essai", "Partenaire ", SENTENCE, "01 99 00 46 02", "accueil@grand-figeac.example", "OML-2026-00001"]
    {
        assert!(told[0].words.contains(word), "{word} is missing in {}", told[0].words);
    }
    let page = t.bearer(&told[0].token()).get(PAGE).await.expect(200).json();
    let named = &page["referents"][0];
    assert_eq!((&named["role"], &named["name"]), (&json!("territorial"), &json!("Camille Essai")));
    assert_eq!(
        (&named["because"], &named["phone"], &named["email"]),
        (&json!(SENTENCE), &json!("+33199004602"), &json!("accueil@grand-figeac.example"))
    );
    // Their own number goes before their partner's.
    execute(&t, "UPDATE referents SET phone = '+33639980001'").await;
    let page = t.bearer(&told[0].token()).get(PAGE).await.expect(200).json();
    assert_eq!(
        (&page["referents"][0]["phone"], &page["referents"][0]["email"]),
        (&json!("+33639980001"), &Value::Null)
    );
}

#[actix_web::test]
async fn whoever_took_their_agreement_back_is_not_written_to() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let referent = t.referent("Grand-Figeac").await;
    let text = t.anonymous().get("/api/v1/public/contact-form").await.expect(200).json()["consent_texts"][0].clone();
    by_hand(&t, &admin).await;
    let id = family(&admin).await;
    let consents = format!("/api/v1/prospects/{id}/consents");
    let agreed = json!({ "purpose": "follow_up", "text_version": text["version"], "channel": "phone" });
    let given = admin.post(&consents).json(agreed).await.expect(201).id();
    admin.post(format!("{consents}/{given}/withdrawals")).await.expect(200);
    transition(&admin, &id, json!({ "to": "qualified" })).await;
    let assignment = propose(&admin, &id, &referent, "territorial").await;
    accept(&referent, &id, &assignment).await;
    assert_eq!(mails_of(&t, "referent_named").await.len(), 0);
}
