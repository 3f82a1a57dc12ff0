//! Every example of a body works as it stands on a freshly migrated database with its administrator.
//!
//! What a path names is made first, with the example of the operation that creates it. What cannot stand in an example
//! is listed here, each with its reason: a secret that was handed to somebody, a person, a state.

use actix_web::http::Method;
use api::auth::ensure_administrator;
use chrono::Duration;
use serde_json::{Value, json};

use crate::harness::{Call, Client, Reply, TestApp};
use crate::openapi::{Operation, document, operations};

/// Bound to a secret or to an account, and answered as the document says: nobody was handed the secret of the example.
const WITHOUT_THE_SECRET: [(&str, u16, &str); 55] = [
    ("confirm_password_reset", 422, "the token comes by mail"),
    ("confirm_second_factor", 422, "the code comes from the application of the account"),
    ("anonymise_prospect", 422, "the number of the file is typed again"),
    ("anonymise_ambassador", 409, "only who retired is erased"),
    ("create_contact_request", 422, "the token comes from `GET /public/contact-form`"),
    ("confirm_contact_request", 422, "the token comes by mail"),
    ("create_employer_sign_up", 422, "the token comes from `GET /public/employer-sign-up-form`"),
    ("confirm_employer_sign_up", 422, "the token comes by mail"),
    ("transition_employer_sign_up", 409, "only what was confirmed by its mailed link is decided"),
    ("change_household_wishes", 401, "the token of the page comes by mail"),
    ("give_household_consent", 401, "the token of the page comes by mail"),
    ("withdraw_household_consent", 401, "the token of the page comes by mail"),
    ("create_household_request", 401, "the token of the page comes by mail"),
    ("correct_household_person", 401, "the token of the page comes by mail"),
    ("erase_household_file", 401, "the token of the page comes by mail"),
    ("put_household_pause", 401, "the token of the page comes by mail"),
    ("create_need_answer", 401, "the token comes by mail"),
    ("create_job_alert", 422, "the token comes from `GET /public/job-alert-form`"),
    ("confirm_job_alert", 404, "the token comes by mail"),
    ("update_linked_job_alert", 404, "the token comes by mail"),
    ("move_linked_job_offer", 401, "the token comes by mail"),
    ("put_needs_answer", 409, "answers name the questions of a survey that is open, and come from a member"),
    ("create_event_shift", 422, "names an account, and nobody is shipped"),
    ("create_event_registration", 409, "nobody comes to an event that is not published yet"),
    ("transition_event_registration", 404, "nobody comes to an event that is not published yet"),
    ("register_for_event", 404, "only what was published is open to the public, and the token comes from a page"),
    ("confirm_event_registration", 422, "the token comes by mail"),
    ("cancel_event_registration", 422, "the token comes by mail"),
    ("correct_status_change", 404, "a step is named by the history of its file"),
    ("create_touchpoint", 422, "names a campaign, and none is shipped"),
    ("update_touchpoint", 404, "no campaign is shipped, nor any of its touchpoints"),
    ("join_stand", 422, "the code comes from whoever opens the stand"),
    ("sync_stand", 401, "the token comes against the code"),
    ("transition_stand_capture", 404, "nobody was met on the stand yet"),
    ("create_ambassador_sign_up", 422, "the token comes from `GET /public/ambassador-form`"),
    ("confirm_ambassador_sign_up", 404, "the token comes by mail"),
    ("update_linked_ambassador", 404, "the token comes by mail"),
    ("transition_linked_ambassador", 404, "the token comes by mail"),
    ("transition_linked_sponsoring", 404, "the token comes by mail"),
    ("transition_sponsoring_proposal", 404, "nobody is proposed where there is no ambassador"),
    ("create_ambassador_invitation", 422, "names events, and none is shipped"),
    ("transition_ambassador_invitation", 404, "nobody is invited where there is no event"),
    ("create_ambassador_endowment", 422, "names an endowment, and none is shipped"),
    ("update_committee", 404, "no committee is shipped"),
    ("create_steering_action", 422, "names a working group, and none is shipped"),
    ("update_steering_action", 404, "no committee is shipped, nor any of its actions"),
    ("transition_steering_action", 404, "no committee is shipped, nor any of its actions"),
    ("answer_linked_invitation", 404, "the token comes by mail"),
    ("create_newsletter_subscription", 422, "the token comes from `GET /public/newsletter-form`"),
    ("confirm_newsletter_subscription", 404, "the token comes by mail"),
    ("create_merge", 428, "names the versions of two files that were read"),
    ("erase_privacy_request_file", 409, "only what was asked for is erased"),
    ("create_report_correction", 409, "only what was published is corrected"),
    ("update_published_figure", 404, "what was told to the press is imported, not shipped"),
    ("update_my_referent", 404, "bound to the account: this one is no référent"),
];

/// Operations whose body names a person. Nobody is shipped: a référent is made with the example of `create_referent`.
const NAMES_A_PERSON: [&str; 2] = ["create_assignment", "transfer_assignment"];

/// Operations on a state that another one leads to, with its own example.
const AFTER: [(&str, &str); 2] =
    [("route_prospect", "transition_prospect"), ("transfer_assignment", "transition_assignment")];

/// What a path names, and what makes one; a part comes after the file that it belongs to.
const MADE_BY: [(&str, &str); 29] = [
    ("prospect_id", "create_prospect"),
    ("member_id", "create_member"),
    ("need_id", "create_need"),
    ("task_id", "create_task"),
    ("interaction_id", "create_interaction"),
    ("consent_id", "create_consent"),
    ("assignment_id", "create_assignment"),
    ("partner_id", "create_partner"),
    ("referent_id", "create_referent"),
    ("user_id", "create_user"),
    ("local_resource_id", "create_local_resource"),
    ("import_id", "create_import"),
    ("request_id", "create_contact_request"),
    ("employer_id", "create_employer"),
    ("contact_id", "create_employer_contact"),
    ("meeting_id", "create_employer_meeting"),
    ("kit_item_id", "create_kit_item"),
    ("survey_id", "create_needs_survey"),
    ("job_offer_id", "create_job_offer"),
    ("event_id", "create_event"),
    ("event_session_id", "create_event_session"),
    ("sign_up_id", "create_employer_sign_up"),
    ("campaign_id", "create_campaign"),
    ("ambassador_id", "create_ambassador"),
    ("endowment_id", "create_endowment"),
    ("working_group_id", "create_working_group"),
    ("roadmap_item_id", "create_roadmap_item"),
    ("report_id", "create_report"),
    ("privacy_request_id", "create_privacy_request"),
];

/// Forms that anybody sends, the page that hands out their token, and where staff find what was sent.
const PUBLIC_FORMS: [(&str, &str, &str); 2] = [
    ("create_contact_request", "/api/v1/public/contact-form", "/api/v1/contact-requests"),
    ("create_employer_sign_up", "/api/v1/public/employer-sign-up-form", "/api/v1/employer-sign-ups"),
];

/// What exists once it is put.
const MADE_BY_PUTTING: [&str; 3] = ["put_installation", "put_needs_answer", "put_target"];

#[actix_web::test]
async fn every_example_works_as_it_stands() {
    let all = operations(&document());
    let mut failures = vec![];
    for operation in all.iter().filter(|operation| operation.shown_body().is_some()) {
        let reply = Programme::fresh(&all).await.try_out(operation).await;
        let status = reply.status.as_u16();
        let refused = WITHOUT_THE_SECRET.iter().find(|(id, ..)| *id == operation.id());
        let as_told = match refused {
            Some((_, expected, _)) => status == *expected && declared(operation, status),
            None => reply.status.is_success(),
        };
        if !as_told {
            failures.push(format!("{}: {status} {}", operation.id(), reply.text()));
        }
    }
    assert!(failures.is_empty(), "{} examples do not work:\n{}", failures.len(), failures.join("\n"));
}

fn declared(operation: &Operation, status: u16) -> bool {
    operation.spec["responses"].get(status.to_string()).is_some()
}

#[test]
fn every_exception_is_an_operation() {
    let all = operations(&document());
    let named = WITHOUT_THE_SECRET.iter().map(|(id, ..)| *id).chain(NAMES_A_PERSON);
    for id in named.chain(AFTER.iter().flat_map(|&(id, before)| [id, before])).chain(MADE_BY.map(|(_, id)| id)) {
        assert!(all.iter().any(|operation| operation.id() == id), "{id} is gone");
    }
}

/// A freshly migrated database, its administrator, and what was made in it so far.
struct Programme<'a> {
    app: TestApp,
    admin: Client,
    all: &'a [Operation],
    made: Vec<(&'static str, String)>,
}

impl<'a> Programme<'a> {
    async fn fresh(all: &'a [Operation]) -> Programme<'a> {
        let app = TestApp::spawn().await;
        let admin = app.admin().await.client;
        Programme { app, admin, all, made: vec![] }
    }

    fn operation(&self, id: &str) -> &'a Operation {
        self.all.iter().find(|operation| operation.id() == id).unwrap()
    }

    /// Sends the example of an operation, after what it needs.
    async fn try_out(mut self, operation: &Operation) -> Reply {
        if operation.path.contains("/auth/") {
            self.admin = self.named_in_the_examples().await;
        }
        self.prepare(operation).await;
        if let Some((_, before)) = AFTER.iter().find(|(id, _)| *id == operation.id()) {
            let before = self.operation(before);
            self.call(before).await.await.expect(200);
        }
        self.call(operation).await.await
    }

    /// The administrator whose address and password the examples of signing in show.
    async fn named_in_the_examples(&self) -> Client {
        let login = self.operation("login").example().unwrap();
        let [email, password] = ["email", "password"].map(|name| login[name].as_str().unwrap());
        ensure_administrator(&self.app.state, email, ("Camille", "Vidal"), password).await.unwrap();
        let session = self.app.anonymous().post("/api/v1/auth/login").json(login).await.expect(200).json();
        self.app.bearer(session["access_token"].as_str().unwrap())
    }

    /// Makes what the path of an operation names.
    async fn prepare(&mut self, operation: &Operation) {
        for (name, by) in MADE_BY {
            if operation.path.contains(&format!("{{{name}}}")) {
                let id = self.make(by).await;
                self.made.push((name, id));
            }
        }
    }

    /// Makes one thing with the example of its operation.
    async fn make(&self, by: &str) -> String {
        let operation = self.operation(by);
        let Some((_, page, list)) = PUBLIC_FORMS.iter().find(|(id, ..)| *id == by) else {
            return self.call(operation).await.await.expect(201).id();
        };
        let (mut form, anonymous) = (operation.example().unwrap(), self.app.anonymous());
        form["token"] = anonymous.get(*page).await.expect(200).json()["token"].take();
        // A person takes a moment to fill the form.
        self.app.clock.advance(Duration::seconds(20));
        anonymous.post(&operation.path).json(form).await.expect(201);
        let waiting = self.admin.get(*list).await.expect(200).json();
        waiting["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// The call of an operation with its example, on what was made.
    async fn call(&self, operation: &Operation) -> Call {
        let mut path = operation.path.clone();
        for (name, id) in &self.made {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        if let Some(siret) = operation.example().as_ref().and_then(|body| body["siret"].as_str()) {
            path = path.replace("{siret}", &siret.replace(' ', ""));
        }
        match operation.id() {
            "create_import" => path.push_str("?filename=historique-2018-2024.csv"),
            "put_target" => path = "/api/v1/targets/families_settled/2026".to_owned(),
            "create_kit_file" => path.push_str("?filename=affiche-a3.pdf"),
            _ => {}
        }
        let (kind, mut example) = operation.shown_body().unwrap();
        if NAMES_A_PERSON.contains(&operation.id()) {
            let referent = self.operation("create_referent");
            let referent = self.admin.post(&referent.path).json(referent.example().unwrap()).await.expect(201);
            example["referent_id"] = json!(referent.id());
        }
        let method: Method = operation.method.parse().unwrap();
        let version = self.version(&path).await;
        let call = self.admin.call(method.clone(), &path);
        // What does not exist yet has no version.
        let versioned = ["PATCH", "PUT"].contains(&method.as_str()) && !MADE_BY_PUTTING.contains(&operation.id());
        let call = if versioned { call.if_match(version) } else { call };
        match example {
            Value::String(text) => call.bytes(&kind, text),
            example => call.bytes(&kind, example.to_string()),
        }
    }

    /// The version to be read at a path; parts of a file are new, and read with it.
    async fn version(&self, path: &str) -> i32 {
        let read = self.admin.get(path.trim_end_matches("/mapping")).await;
        if read.header("etag").is_empty() { 1 } else { read.version() }
    }
}
