//! The real program, found beside the tests, for what only a process shows: commands, signals, kills, sockets.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use super::TestDatabase;

/// A running `ohmylot serve`; killed when dropped.
pub struct Server {
    /// Address and port it listens on.
    pub address: String,
    process: Child,
    settings: Vec<(String, String)>,
    /// What it says on both of its outputs.
    log: PathBuf,
}

impl Server {
    /// Starts the program on a database and waits until it answers.
    pub fn start(database: &TestDatabase) -> Server {
        Server::start_with(database, &[])
    }

    /// The same with more settings, as `("MAIL_URL", "smtp://…")`.
    pub fn start_with(database: &TestDatabase, more: &[(&str, &str)]) -> Server {
        let address = format!("127.0.0.1:{}", free_port());
        let mut settings = settings(database);
        settings.push(("OHMYLOT__BIND".to_owned(), address.clone()));
        settings.extend(more.iter().map(|(name, value)| (format!("OHMYLOT__{name}"), (*value).to_owned())));
        let log = database.folder().join("server.log");
        let process = spawn(&settings, &log);
        let mut server = Server { address, process, settings, log };
        server.wait_until_ready();
        server
    }

    /// Address of the server with its scheme.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `kill -9`, then the same program again on the same database.
    pub fn kill_and_restart(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.process = spawn(&self.settings, &self.log);
        self.wait_until_ready();
    }

    /// `kill -9`.
    pub fn kill(self) {
        // What dropping does.
        drop(self);
    }

    /// Asks it to stop (SIGTERM) and waits for its end.
    pub fn terminate(mut self) -> ExitStatus {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        self.process.wait().unwrap()
    }

    /// Sends bytes as they are and returns everything answered until the server closes or is done.
    pub fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(bytes).unwrap();
        read_answer(stream)
    }

    fn wait_until_ready(&mut self) {
        for _ in 0..600 {
            if let Some(status) = self.process.try_wait().unwrap() {
                panic!("the server ended with {status} instead of starting");
            }
            if TcpStream::connect(&self.address).is_ok() && self.exchange(READY).starts_with("HTTP/1.1 200") {
                return;
            }
            // Blocks at most this long, and no longer once the server listens.
            self.pause();
        }
        panic!("the server is not ready");
    }

    /// Waits a moment on a socket that nobody uses.
    fn pause(&self) {
        let quiet = TcpListener::bind("127.0.0.1:0").unwrap();
        let waiting = TcpStream::connect(quiet.local_addr().unwrap()).unwrap();
        waiting.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let nothing = (&waiting).read(&mut [0]);
        assert!(nothing.is_err(), "nobody writes on this socket");
    }
}

const READY: &[u8] = b"GET /health/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        if self.process.kill().is_ok() {
            self.process.wait().unwrap();
        }
    }
}

/// Runs a command of the program on a database, with this on its standard input.
pub fn run(database: &TestDatabase, arguments: &[&str], input: &str) -> Output {
    let mut process = begin(database, arguments);
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

/// Starts a command of the program on a database, to be waited for or killed.
pub fn begin(database: &TestDatabase, arguments: &[&str]) -> Child {
    program()
        .args(arguments)
        .envs(settings(database))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Where the program was built.
pub fn program_path() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path: PathBuf = tests.parent().and_then(Path::parent).unwrap().join("ohmylot");
    assert!(path.exists(), "{} is missing: cargo build --package api", path.display());
    path
}

/// The program without any setting of the surroundings.
pub fn program() -> Command {
    let mut command = Command::new(program_path());
    command.env_clear();
    command
}

fn spawn(settings: &[(String, String)], log: &Path) -> Child {
    let log = File::options().create(true).append(true).open(log).unwrap();
    program()
        .arg("serve")
        .envs(settings.iter().cloned())
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// The settings of a program on a database, as environment variables.
pub fn settings(database: &TestDatabase) -> Vec<(String, String)> {
    let folder = database.folder().display().to_string();
    [
        ("DATABASE_URL", database.url().to_owned()),
        ("DATA_DIR", folder.clone()),
        ("MAIL_URL", format!("file:{folder}/mails")),
        ("LOG_FORMAT", "text".to_owned()),
        ("LOG_LEVEL", "warn".to_owned()),
        ("RATE_LIMIT_FACTOR", "0".to_owned()),
        ("SECRET", "a secret of the tests, long enough to sign".to_owned()),
    ]
    .map(|(name, value)| (format!("OHMYLOT__{name}"), value))
    .to_vec()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Reads one answer: its head, then as much body as it announces.
fn read_answer(stream: TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut answer, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        let read = reader.read_line(&mut line).unwrap_or_default();
        answer.push_str(&line);
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if read == 0 || line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    answer + &String::from_utf8_lossy(&body)
}
