//! A database per test: a copy of a template that is migrated once per build of the tests.

use std::fs::File;
use std::path::{Path, PathBuf};

use api::clock::Clock;
use api::config::Config;
use api::state::AppState;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;
use uuid::Uuid;

use super::now;

/// The database of one test and the folder of the server's files.
pub struct TestDatabase {
    url: String,
    folder: TempDir,
    /// Name and server of the PostgreSQL database to drop.
    on_server: Option<(String, String)>,
}

impl TestDatabase {
    /// A migrated database with the reference data and nothing else.
    pub async fn create() -> TestDatabase {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = server_url() else {
            let file = folder.path().join("ohmylot.sqlite");
            std::fs::copy(sqlite_template().await, &file).unwrap();
            return TestDatabase { url: sqlite_url(&file), folder, on_server: None };
        };
        let template = postgres_template(&server).await;
        let name = format!("it_{}", Uuid::now_v7().simple());
        execute(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        TestDatabase { url: connection_url(&server, &name), folder, on_server: Some((server, name)) }
    }

    /// A database without any table.
    pub async fn create_empty() -> TestDatabase {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = server_url() else {
            return TestDatabase { url: sqlite_url(&folder.path().join("empty.sqlite")), folder, on_server: None };
        };
        let name = format!("it_{}", Uuid::now_v7().simple());
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        TestDatabase { url: connection_url(&server, &name), folder, on_server: Some((server, name)) }
    }

    /// Address of the database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Folder of the server's own files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The settings of a server on this database.
    pub fn config(&self) -> Config {
        config(&self.url, self.folder.path())
    }

    /// Another database of the same server of PostgreSQL; none on SQLite.
    pub async fn elsewhere(&self) -> Option<DatabaseConnection> {
        let (server, _) = self.on_server.as_ref()?;
        Some(Database::connect(server).await.unwrap())
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else { return };
        // The runtime of the test is busy dropping: another thread brings its own.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        dropping.join().unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "the one setting of the tests, given by scripts/with-postgres.sh")]
fn server_url() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// The address of a database on the server of another one.
fn connection_url(server: &str, name: &str) -> String {
    let (host, _) = server.rsplit_once('/').unwrap();
    format!("{host}/{name}")
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

async fn execute(url: &str, sql: &str) {
    let db = Database::connect(url).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

/// Templates hold what this build of the tests migrates, so its executable names them.
fn template_key() -> String {
    let program = std::env::current_exe().unwrap().metadata().unwrap();
    let built = program.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("{:x}_{:x}", program.len(), built.as_nanos())
}

/// Runs `make` while no other test process does: each test may be a process of its own.
async fn once<T>(make: impl Future<Output = T>) -> T {
    let lock = File::create(templates().join("lock")).unwrap();
    lock.lock().unwrap();
    make.await
}

fn templates() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("it-templates");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn sqlite_template() -> PathBuf {
    let file = templates().join(format!("{}.sqlite", template_key()));
    if !file.exists() {
        once(async {
            if file.exists() {
                return;
            }
            for old in std::fs::read_dir(templates()).unwrap() {
                let old = old.unwrap().path();
                if old.extension().is_some_and(|ending| ending == "sqlite") {
                    std::fs::remove_file(old).unwrap();
                }
            }
            let folder = tempfile::tempdir_in(templates()).unwrap();
            let made = folder.path().join("template.sqlite");
            prepare(&sqlite_url(&made), folder.path()).await;
            std::fs::rename(made, &file).unwrap();
        })
        .await;
    }
    file
}

async fn postgres_template(server: &str) -> String {
    let name = format!("it_template_{}", template_key());
    once(async {
        let db = Database::connect(server).await.unwrap();
        let sql = "SELECT 1 FROM pg_database WHERE datname = $1";
        let known = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.clone().into()]);
        let exists = db.query_one_raw(known).await.unwrap().is_some();
        db.close().await.unwrap();
        if !exists {
            let made = format!("{name}_new");
            execute(server, &format!("DROP DATABASE IF EXISTS {made}")).await;
            execute(server, &format!("CREATE DATABASE {made}")).await;
            let folder = tempfile::tempdir().unwrap();
            prepare(&connection_url(server, &made), folder.path()).await;
            execute(server, &format!("ALTER DATABASE {made} RENAME TO {name}")).await;
        }
        name
    })
    .await
}

/// Migrates and loads what every programme starts with.
async fn prepare(url: &str, folder: &Path) {
    let state = AppState::connect(config(url, folder), Clock::standing_at(now())).await.unwrap();
    persistence::migrate(&state.store).await.unwrap();
    state.store.close().await.unwrap();
}

fn config(url: &str, folder: &Path) -> Config {
    Config {
        database_url: url.to_owned().into(),
        database_connections: 4,
        bind: "127.0.0.1:0".to_owned(),
        public_url: "http://localhost:8080".to_owned(),
        mail_url: format!("file:{}", folder.join("mails").display()).into(),
        mail_from: "Oh my Lot ! <ne-pas-repondre@ohmylot.example>".to_owned(),
        data_dir: folder.to_owned(),
        secret: Some("a secret of the tests, long enough to sign".to_owned().into()),
        secret_file: None,
        trusted_proxies: vec![],
        workers: 1,
        log_format: "text".to_owned(),
        log_level: "warn".to_owned(),
        rate_limit_factor: 0,
    }
}
