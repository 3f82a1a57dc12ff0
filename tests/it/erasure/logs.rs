//! What the real program says on its outputs while somebody is written down, looked for, refused, written to and erased:
//! nothing of them.

use api::clock::Clock;

use super::*;
use crate::harness::{Server, SmtpSink, TestDatabase};

const WORD: &str = "zqxcanari";

#[actix_web::test]
async fn a_server_names_nobody_on_its_outputs() {
    let database = TestDatabase::create().await;
    let config = database.config();
    let t = TestApp::over(database, config, Clock::System).await;
    let mut sink = SmtpSink::refusing().await;
    let server = Server::start_with(t.database(), &[("LOG_LEVEL", "trace"), ("MAIL_URL", &sink.url)]);
    let admin = t.admin().await;
    let ask = |method: &str, path: &str, body: &str| {
        let token = admin.token();
        let answer = server.exchange(
            format!(
                "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nuser-agent: {WORD}\r\n\
                 referer: http://localhost/{WORD}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
                 connection: close\r\n\r\n{body}",
                body.len()
            )
            .as_bytes(),
        );
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse::<u16>().unwrap(), body.to_owned())
    };
    let mut file = household("Zqxcanari", FIGEAC);
    file["members"][0]["email"] = json!("zqxcanari@foyer.example");
    let (status, made) = ask("POST", "/api/v1/prospects", &file.to_string());
    assert_eq!(status, 201, "{made}");
    let made: Value = serde_json::from_str(&made).unwrap();
    let path = format!("/api/v1/prospects/{}", made["id"].as_str().unwrap());
    let letter = json!({"email": "zqxcanari@foyer.example"}).to_string();
    let wrong = json!({"email": "zqxcanari@foyer.example", "password": WORD}).to_string();
    for (method, path, body, expected) in [
        ("GET", "/api/v1/prospects?q=zqxcanari", "", 200),
        ("GET", "/api/v1/prospects?zqxcanari=1", "", 422),
        ("GET", "/api/v1/prospects/zqxcanari", "", 404),
        ("GET", "/api/v1/zqxcanari/zqxcanari", "", 404),
        ("POST", "/api/v1/prospects", "{\"zqxcanari", 400),
        ("POST", "/api/v1/prospects", "{\"zqxcanari\": \"zqxcanari\"}", 422),
        ("POST", "/api/v1/auth/login", &wrong, 401),
        ("POST", "/api/v1/public/household-page/links", &letter, 202),
        ("POST", &format!("{path}/interactions"), &json!({"kind": "note", "summary": WORD}).to_string(), 201),
    ] {
        assert_eq!(ask(method, path, body).0, expected, "{method} {path}");
    }
    assert_eq!(sink.next().await.to, ["zqxcanari@foyer.example"], "refused by a server that repeats the address");
    while number(&t, "SELECT COUNT(*) FROM outbox_messages WHERE status = 'failed'").await == 0 {
        tokio::task::yield_now().await;
    }
    let erased = json!({"reason": "asked", "confirmation": made["number"]}).to_string();
    assert_eq!(ask("POST", &format!("{path}/anonymisation"), &erased).0, 204);
    assert!(server.terminate().success());
    let said = std::fs::read_to_string(t.folder().join("server.log")).unwrap().to_lowercase();
    assert!(said.contains("/prospects/{prospect_id}") && said.contains("mail not sent"), "{said}");
    let named: Vec<&str> = said.lines().filter(|line| line.contains(WORD)).collect();
    assert_eq!(named, Vec::<&str>::new());
}
