//! What every handler can reach: the database, the clock, the secrets, the limits.

use std::sync::Arc;

use persistence::{Options, Store};
use secrecy::ExposeSecret;

use crate::caller::CallerCache;
use crate::clock::Clock;
use crate::config::Config;
use crate::heavy_reads::HeavyReads;
use crate::http::Limits;
use crate::public_offers::Board;
use crate::readings::Readings;
use crate::secrets::Secrets;

/// Shared by every worker thread; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// Where what adds up everything is read.
    pub heavy_reads: Arc<HeavyReads>,
    /// Settings the server started with.
    pub config: Arc<Config>,
    /// Where the time comes from.
    pub clock: Clock,
    /// Signing secret.
    pub secrets: Secrets,
    /// Rate limits.
    pub limits: Arc<Limits>,
    /// Who the recent callers are.
    pub callers: Arc<CallerCache>,
    /// What was written down as read a moment ago.
    pub readings: Arc<Readings>,
    /// The public offers of the moment.
    pub offers: Arc<Board>,
}

impl AppState {
    /// Connects to the database; nothing is migrated here.
    ///
    /// # Errors
    /// A sentence saying what could not be reached or read.
    pub async fn connect(config: Config, clock: Clock) -> Result<AppState, String> {
        let options = Options {
            url: config.database_url.expose_secret().to_owned(),
            max_connections: config.database_connections,
            acquire_timeout: std::time::Duration::from_secs(2),
        };
        make_folder_of_sqlite(&options.url)?;
        let store = Store::connect(&options).await.map_err(|error| error.to_string())?;
        let heavy_reads = Arc::new(HeavyReads::of(&options));
        let secrets = Secrets::load(&config)?;
        let limits = Arc::new(Limits::new(config.rate_limit_factor));
        Ok(AppState {
            store,
            heavy_reads,
            config: Arc::new(config),
            clock,
            secrets,
            limits,
            callers: Arc::default(),
            readings: Arc::default(),
            offers: Arc::default(),
        })
    }
}

/// The file of a SQLite address; `None` for another engine.
pub(crate) fn sqlite_path(url: &str) -> Option<&std::path::Path> {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
    path.split('?').next().map(std::path::Path::new)
}

fn make_folder_of_sqlite(url: &str) -> Result<(), String> {
    let Some(path) = sqlite_path(url) else { return Ok(()) };
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
