//! The real program: starts on an empty machine, obeys its commands, survives a kill, stops gracefully.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::harness::{Server, SmtpSink, TestApp, TestDatabase, program, run};

#[actix_web::test]
async fn a_killed_server_starts_again_and_a_terminated_one_ends_well() {
    let database = TestDatabase::create_empty().await;
    let mut server = Server::start(&database);
    server.kill_and_restart();
    assert!(server.url().starts_with("http://127.0.0.1:"));
    let answer = server.exchange(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    assert!(answer.contains(r#""status":"live""#), "{answer}");
    for (path, status) in [("/health/ready", "200 OK"), ("/api/v1/nowhere", "404 Not Found"), ("/api/docs/", "200 OK")]
    {
        let answer = head(&server.address, path);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{path} answers HEAD with a body: {answer}");
    }
    assert!(server.terminate().success());
}

#[actix_web::test]
async fn the_documentation_page_is_french_and_complete() {
    let reader = TestApp::spawn().await.anonymous();
    for path in ["/api/docs/", "/api/docs/index.html"] {
        let page = reader.get(path).await.expect(200).text();
        assert!(
            page.contains(r#"<html lang="fr">"#) && page.contains("<title>API Oh my Lot ! — documentation</title>")
        );
        for named in page.split(['"', ' ']).filter(|word| word.ends_with(".js") || word.ends_with(".css")) {
            reader.get(format!("/api/docs/{}", named.trim_start_matches("./"))).await.expect(200);
        }
    }
}

/// Everything answered to `HEAD`, up to the end of the connection.
fn head(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "HEAD {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[actix_web::test]
async fn the_environment_alone_is_enough_and_an_unknown_key_stops_the_start() {
    let database = TestDatabase::create_empty().await;
    let checked = run(&database, &["check-config"], "");
    assert!(checked.status.success(), "{checked:?}");
    let shown = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(!shown.contains("long enough to sign"), "a secret is shown: {shown}");
    assert!(shown.lines().all(|line| line.starts_with('#') || line.contains(" = ")), "not a configuration: {shown}");

    let refused = program().arg("check-config").env("OHMYLOT__DATABASE_ULR", "sqlite://x").output().unwrap();
    assert!(!refused.status.success());
    let reason = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(reason.to_lowercase().contains("database_ulr"), "{reason}");
}

#[actix_web::test]
async fn migrating_twice_changes_nothing() {
    let database = TestDatabase::create_empty().await;
    for _ in 0..2 {
        let done = run(&database, &["migrate"], "");
        assert!(done.status.success(), "{done:?}");
    }
}

#[actix_web::test]
async fn the_mail_sink_shows_what_a_client_handed_over() {
    let mut sink = SmtpSink::start().await;
    let address = sink.url.strip_prefix("smtp://").unwrap().to_owned();
    let talk = "EHLO me\r\nMAIL FROM:<a@ohmylot.example>\r\nRCPT TO:<b@ohmylot.example>\r\nDATA\r\n\
                Subject: essai\r\n\r\n..point\r\n.\r\nQUIT\r\n";
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stream, talk.as_bytes()).await.unwrap();
    let mail = sink.next().await;
    assert_eq!((mail.from.as_str(), mail.to), ("a@ohmylot.example", vec!["b@ohmylot.example".to_owned()]));
    assert_eq!(mail.data, "Subject: essai\n\n.point\n");
}
