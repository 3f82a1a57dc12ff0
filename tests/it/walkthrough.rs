//! The walk-through of the documentation, executed as it stands.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{Server, TestDatabase, program_path, settings};

/// The shell blocks of a document, in order.
fn shell_blocks(document: &str) -> String {
    document.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[actix_web::test]
async fn the_curl_walkthrough_runs_as_written() {
    let document =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/parcours-curl.md")).unwrap();
    let script = shell_blocks(&document);
    assert!(script.matches("curl").count() > 3, "the walk-through lost its commands");
    let database = TestDatabase::create_empty().await;
    let server = Server::start(&database);
    let folder = tempfile::tempdir().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program_path().parent().unwrap().to_owned()).chain(std::env::split_paths(env!("PATH"))),
    );
    let mut shell = Command::new("bash")
        .args(["-euo", "pipefail"])
        .current_dir(folder.path())
        .env("PATH", path.unwrap())
        .env("BASE", server.url())
        .envs(settings(&database))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let done = shell.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    for expected in ["OML-2026-00001", "Nadège Roumégous", "Figeac", "prospect.transition"] {
        assert!(said.contains(expected), "{expected} is not in:\n{said}");
    }
    assert!(server.terminate().success());
}
