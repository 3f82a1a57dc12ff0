//! Signing in, staying signed in, passwords and second factors.

mod passwords;
mod sessions;
mod sign_in;
mod totp;

use api::auth::{chosen_password, hashing};
use chrono::Duration;
use domain::access::{Grant, Role};
use domain::accounts::Identity;
use domain::codes::UserStatus;
use domain::validation::FieldErrors;
use persistence::outbox;
use persistence::users::{self, NewAccount};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Reply, TestApp};

/// Password of every account of these tests.
pub const PASSWORD: &str = "quatre chevreuils au bord";

/// Creates an active account with [`PASSWORD`] and this role.
pub async fn account(t: &TestApp, email: &str, role: Role) -> Uuid {
    let password = chosen_password(PASSWORD, &[], "/password").unwrap();
    let hash = hashing::hash(&password).await.unwrap();
    let identity = Identity::parse(&mut FieldErrors::new(), email, "Zélie", "Estrade").unwrap();
    let grants = [Grant {
        role,
        partner_id: None,
        employer_id: None,
        territories: vec!["46".to_owned()],
        project_types: vec![],
        valid_from: None,
        valid_to: None,
    }];
    let tx = t.state.store.begin().await.unwrap();
    let new =
        NewAccount { identity: &identity, grants: &grants, status: UserStatus::Active, password_hash: Some(&hash) };
    let id = users::insert(&tx, new, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Signs in, whatever the answer.
pub async fn login(client: &Client, email: &str, password: &str) -> Reply {
    client.post("/api/v1/auth/login").json(json!({"email": email, "password": password})).await
}

/// Signs in with [`PASSWORD`]; the client with the access token and the refresh cookie.
pub async fn signed_in(t: &TestApp, email: &str) -> (Client, String) {
    let reply = login(&t.anonymous(), email, PASSWORD).await.expect(200);
    (t.bearer(reply.json()["access_token"].as_str().unwrap()), cookie(&reply))
}

/// `name=value` of the cookie that was set.
pub fn cookie(reply: &Reply) -> String {
    reply.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// Renews the session of a cookie.
pub async fn refresh(t: &TestApp, cookie: &str) -> Reply {
    t.anonymous().post("/api/v1/auth/refresh").header("cookie", cookie).await
}

/// The letters that wait for the worker, as queued.
pub async fn letters(t: &TestApp) -> Vec<Value> {
    let tx = t.state.store.begin().await.unwrap();
    let letters = outbox::lease(&tx, t.clock.now(), Duration::seconds(1), 50).await.unwrap();
    tx.rollback().await.unwrap();
    letters.into_iter().map(|letter| letter.payload).collect()
}

/// The token in the link of the last letter of a kind.
pub async fn mailed_token(t: &TestApp, kind: &str) -> String {
    let letters = letters(t).await;
    let letter = letters.iter().rev().find(|letter| letter["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"));
    let url = letter["button"]["url"].as_str().unwrap();
    url.split_once("/mot-de-passe#").unwrap().1.to_owned()
}

/// Actions written in the journal about an account, oldest first.
pub async fn journal(t: &TestApp, user_id: Uuid) -> Vec<(String, Value)> {
    let path = format!("/api/v1/audit-entries?resource_type=user&resource_id={user_id}");
    let page = t.admin().await.get(path).await.expect(200).json();
    let entries = page["items"].as_array().unwrap().iter().rev();
    entries.map(|entry| (entry["action"].as_str().unwrap().to_owned(), entry["fields"].clone())).collect()
}
