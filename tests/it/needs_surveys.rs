//! Surveys of employers' needs: prepared, opened, answered by members, told all together.

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};
use crate::kit_items::employer;

const PATH: &str = "/api/v1/needs-surveys";

fn survey() -> Value {
    json!({"title": "Besoins de recrutement 2027", "closes_on": "2027-01-31", "questions": [
        {"kind": "number", "label": "Combien de postes ?", "required": true, "unit": "postes", "min": 0, "max": 500},
        {"kind": "multiple_choice", "label": "Ce qui freine", "choices": ["Logement", "Garde d’enfants", "Transport"]},
        {"kind": "occupation", "label": "Pour quels métiers ?"},
        {"kind": "rating", "label": "L’accueil des nouveaux arrivants"},
        {"kind": "yes_no", "label": "Logez-vous ?"},
        {"kind": "long_text", "label": "Que faudrait-il ?"}]})
}

/// A survey, open, and the ids of its questions.
pub async fn open(admin: &Client) -> (String, Vec<String>) {
    let created = admin.post(PATH).json(survey()).await.expect(201);
    let path = format!("{PATH}/{}", created.id());
    admin.post(format!("{path}/transitions")).json(json!({"to": "open"})).await.expect(200);
    let ids = |value: &Value| value["id"].as_str().unwrap().to_owned();
    (path, created.json()["questions"].as_array().unwrap().iter().map(ids).collect())
}

fn answers(pairs: &[(&String, Value)], submitted: bool) -> Value {
    let answers: serde_json::Map<String, Value> =
        pairs.iter().map(|(id, value)| ((*id).clone(), value.clone())).collect();
    json!({"answers": answers, "submitted": submitted})
}

fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problem["errors"].as_array().unwrap().iter().map(|e| (text(&e["pointer"]), text(&e["code"]))).collect()
}

#[actix_web::test]
async fn a_survey_is_prepared_opened_and_closed_for_good() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post(PATH).idempotency_key("k").json(survey()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(survey()).await.expect(201).id(), created.id());
    let path = created.header("location").to_owned();
    let mut questions = created.json()["questions"].as_array().unwrap().clone();
    let kept = questions[0]["id"].clone();
    questions.swap(0, 1);
    let patch = json!({"questions": questions, "introduction": "Cinq minutes."});
    admin.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    let moved = admin.patch(&path).if_match(1).json(patch.clone()).await.expect(200).json();
    assert_eq!(moved["questions"][1]["id"], kept, "a question that moves stays itself");
    let moves = format!("{path}/transitions");
    let wrong = admin.post(&moves).json(json!({"to": "closed"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(wrong["allowed"], json!(["open"]));
    let opened = admin.post(&moves).json(json!({"to": "open"})).await.expect(200);
    assert_eq!((&opened.json()["takes_answers"], opened.version()), (&json!(true), 3));
    admin.patch(&path).if_match(3).json(patch).await.expect_problem(409, "survey_not_draft");
    admin.patch(&path).if_match(3).json(json!({"closes_on": "2027-02-15"})).await.expect(200);
    admin.delete(&path).if_match(4).await.expect_problem(409, "survey_not_draft");
    admin.post(&moves).json(json!({"to": "closed"})).await.expect(200);
    admin.patch(&path).if_match(5).json(json!({"title": "Autre"})).await.expect_problem(409, "survey_closed");
    let copy = admin.post(format!("{path}/duplicate")).await.expect(201);
    let body = copy.json();
    assert_eq!((&body["status"], &body["closes_on"]), (&json!("draft"), &Value::Null));
    assert!(body["questions"][1]["id"] != kept && body["questions"][1]["label"] == "Combien de postes ?");
    admin.delete(copy.header("location")).if_match(1).await.expect(204);
    let empty = admin.post(PATH).json(json!({"title": "Vide"})).await.expect(201).header("location").to_owned();
    let open = admin.post(format!("{empty}/transitions")).json(json!({"to": "open"})).await;
    open.expect_problem(409, "survey_without_questions");
}

#[actix_web::test]
async fn every_wrong_question_is_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"title": "t", "opens_on": "2027-02-01", "closes_on": "2027-01-01", "questions": [
        {"kind": "oracle", "label": " "}, {"kind": "single_choice", "label": "?", "choices": ["Oui"]}]});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let codes = [
        ("/closes_on", "dates_out_of_order"),
        ("/questions/0/kind", "unknown_code"),
        ("/questions/0/label", "required"),
        ("/questions/1/choices", "two_choices_required"),
    ];
    assert_eq!(faults(&problem), codes.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[actix_web::test]
async fn an_employer_answers_in_two_goes_and_the_team_by_telephone() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (id, own) = employer(&t, &admin, true).await;
    let (path, q) = open(&admin).await;
    let mine = format!("{path}/answers/{id}");
    let blank = own.get(&mine).await.expect(200);
    assert_eq!((&blank.json()["version"], blank.header("etag")), (&Value::Null, ""));
    let draft = answers(&[(&q[3], json!({"rating": 4}))], false);
    own.put(&mine).if_match(1).json(draft.clone()).await.expect_problem(412, "precondition_failed");
    assert_eq!(own.put(&mine).json(draft.clone()).await.expect(201).version(), 1);
    own.put(&mine).json(draft.clone()).await.expect_problem(428, "precondition_required");
    let early = own.put(&mine).if_match(1).json(answers(&[], true)).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&early), [(format!("/answers/{}", q[0]), "required".to_owned())]);
    let wrong = answers(
        &[(&q[0], json!({"number": 501})), (&q[1], json!({"choices": ["Climat"]})), (&q[4], json!({"text": "oui"}))],
        false,
    );
    let wrong = own.put(&mine).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    let codes: Vec<String> = faults(&wrong).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["out_of_range", "unknown_code", "not_allowed"]);
    let unknown = answers(&[(&q[2], json!({"occupations": ["Z9999"]}))], false);
    let unknown = own.put(&mine).if_match(1).json(unknown).await.expect_problem(422, "validation_failed");
    assert_eq!(faults(&unknown), [(format!("/answers/{}", q[2]), "unknown_code".to_owned())]);
    let done = answers(&[(&q[0], json!({"number": 3})), (&q[1], json!({"choices": ["Transport", "Logement"]}))], true);
    let sent = own.put(&mine).if_match(1).json(done).await.expect(200).json();
    assert_eq!(
        (&sent["submitted"], &sent["answers"][&q[1]]["choices"]),
        (&json!(true), &json!(["Logement", "Transport"]))
    );
    let (other, _) = employer(&t, &admin, true).await;
    let theirs = format!("{path}/answers/{other}");
    own.get(&theirs).await.expect_problem(404, "not_found");
    own.put(&theirs).json(draft.clone()).await.expect_problem(404, "not_found");
    referent.put(&theirs).json(draft.clone()).await.expect(201);
    let (outsider, outside) = employer(&t, &admin, false).await;
    let refused = outside.put(format!("{path}/answers/{outsider}")).json(draft).await;
    refused.expect_problem(409, "membership_not_active");
}

#[actix_web::test]
async fn nobody_answers_a_survey_that_is_not_open_and_employers_see_no_draft() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, own) = employer(&t, &admin, true).await;
    let draft = admin.post(PATH).json(survey()).await.expect(201).header("location").to_owned();
    own.get(&draft).await.expect_problem(404, "not_found");
    own.get(format!("{draft}/answers/{id}")).await.expect_problem(404, "not_found");
    assert_eq!(own.get(PATH).await.expect(200).json()["items"], json!([]));
    let refused = admin.put(format!("{draft}/answers/{id}")).json(answers(&[], false)).await;
    refused.expect_problem(409, "survey_not_open");
    let (path, _) = open(&admin).await;
    assert_eq!(own.get(PATH).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    let last_day = json!({"closes_on": "2026-11-20"});
    admin.patch(&path).if_match(2).json(last_day).await.expect(200);
    assert_eq!(own.get(PATH).await.expect(200).json()["items"], json!([]), "its last day is over");
    let late = own.put(format!("{path}/answers/{id}")).json(answers(&[], false)).await;
    late.expect_problem(409, "survey_not_open");
    own.get(format!("{path}/summary")).await.expect_problem(403, "forbidden");
    own.get(format!("{path}/answers")).await.expect_problem(403, "forbidden");
    own.get(format!("{path}/export")).await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn answers_are_told_all_together_listed_and_exported() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (first, _) = employer(&t, &admin, true).await;
    let (second, _) = employer(&t, &admin, true).await;
    let (third, _) = employer(&t, &admin, true).await;
    let (path, q) = open(&admin).await;
    let code = "H2903";
    let one = answers(
        &[
            (&q[0], json!({"number": 2})),
            (&q[1], json!({"choices": ["Logement"]})),
            (&q[2], json!({"occupations": [code]})),
            (&q[3], json!({"rating": 4})),
            (&q[5], json!({"text": "=1+1"})),
        ],
        true,
    );
    let two = answers(
        &[
            (&q[0], json!({"number": 5.5})),
            (&q[1], json!({"choices": ["Logement", "Transport"]})),
            (&q[4], json!({"yes": true})),
        ],
        true,
    );
    admin.put(format!("{path}/answers/{first}")).json(one).await.expect(201);
    admin.put(format!("{path}/answers/{second}")).json(two).await.expect(201);
    let begun = answers(&[(&q[0], json!({"number": 100}))], false);
    admin.put(format!("{path}/answers/{third}")).json(begun).await.expect(201);
    let summary = referent.get(format!("{path}/summary")).await.expect(200).json();
    assert_eq!((&summary["invited"], &summary["submitted"], &summary["started"]), (&json!(3), &json!(2), &json!(1)));
    assert_eq!(
        summary["awaited"],
        json!([{"employer_id": third, "employer_name": "Ateliers du Célé", "started": true}])
    );
    let told = summary["questions"].as_array().unwrap();
    assert_eq!(told[0]["numbers"], json!({"min": 2.0, "median": 3.75, "max": 5.5, "sum": 7.5}), "no draft among them");
    let counts: Vec<&Value> = told[1]["counts"].as_array().unwrap().iter().map(|count| &count["count"]).collect();
    assert_eq!(counts, [&json!(2), &json!(0), &json!(1)]);
    assert_eq!((&told[2]["counts"][0]["value"], &told[2]["counts"][0]["count"]), (&json!(code), &json!(1)));
    assert_eq!((&told[3]["mean"], &told[4]["counts"][0]["count"]), (&json!(4.0), &json!(1)));
    assert_eq!(told[5]["texts"][0]["text"], "=1+1");
    let list = format!("{path}/answers");
    let page = referent.get(format!("{list}?submitted=true&limit=1")).await.expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let next = referent.get(format!("{list}?submitted=true&limit=1&cursor={cursor}")).await.expect(200).json();
    assert_ne!(page["items"][0]["employer_id"], next["items"][0]["employer_id"]);
    assert!(next["next_cursor"].is_null());
    let plain = referent.get(format!("{path}/export?format=csv")).await.expect(200);
    let lines: Vec<String> = plain.text().lines().map(str::to_owned).collect();
    assert!(lines.len() == 3 && lines[0].starts_with("siret,employer,submitted_at,Combien de postes ?"), "{lines:?}");
    assert!(plain.text().contains("Logement|Transport") && plain.text().contains(",=1+1"), "{lines:?}");
    let french = referent.get(format!("{path}/export?profile=excel-fr")).await.expect(200).text();
    assert!(
        french.starts_with("\u{feff}SIRET;Employeur") && french.contains("'=1+1") && french.contains(";5,5;"),
        "{french}"
    );
    referent.get(format!("{path}/export?profile=lotus")).await.expect_problem(422, "validation_failed");
    let journal = admin.get("/api/v1/audit-entries").await.expect(200).text();
    assert!(journal.contains("needs_answer.export") && journal.contains("needs_answer.submit"), "{journal}");
}
